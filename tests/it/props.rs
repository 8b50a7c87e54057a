//! Properties that hold for any input. Each is small enough to be fuzzed as well.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use simak::app::command::Command;
use simak::app::key::{Code, Key};
use simak::app::keymap::Keymap;
use simak::app::{Event, Setup};
use simak::article::Article;
use simak::library::{Entry, Library};
use simak::page::{Page, Setting};
use simak::source::{Source, decode::decode};
use simak::text::Mapped;
use simak::text::fold::{fold, folded};
use simak::text::language;
use simak::text::sanitise::{displayable, is_clean, sanitise};
use simak::text::sentences::sentences;
use simak::text::words::{compounds, words};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::stage::Stage;

/// Characters that have a history of breaking terminals and readers, among ordinary ones.
fn hostile_char() -> impl Strategy<Value = char> {
    prop_oneof![
        3 => any::<char>(),
        2 => prop::char::range(' ', '~'),
        1 => prop::char::range('\0', '\u{9f}'),
        1 => prop::char::range('\u{200b}', '\u{2069}'),
        1 => prop::char::range('\u{300}', '\u{36f}'),
        1 => prop::char::range('\u{1ea0}', '\u{1ef9}'),
        1 => prop::char::range('\u{600}', '\u{6ff}'),
        1 => prop::char::range('\u{900}', '\u{97f}'),
        1 => prop::char::range('\u{fe00}', '\u{fe0f}'),
        1 => prop::char::range('\u{1f466}', '\u{1f469}'),
        1 => prop::char::range('\u{e0000}', '\u{e01ff}'),
        1 => prop_oneof![
            Just('\u{200d}'), Just('\u{200c}'), Just('\t'), Just('\n'), Just('\r'), Just('\u{1b}'), Just('ß'), Just('İ'),
            Just('\u{feff}'), Just('\u{e000}'), Just('❤'), Just('.'), Just('字'), Just('\u{34f}'),
        ],
    ]
}

fn hostile_text() -> impl Strategy<Value = String> {
    prop::collection::vec(hostile_char(), 0..60).prop_map(|chars| chars.into_iter().collect())
}

/// Text made of the pieces that markup and its attacks are made of.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        hostile_text(),
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</i>",
            "<table><tr><td>",
            "</table>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<a href='",
            "'>",
            "\"",
            "&amp;",
            "&#x202e;",
            "&#27;",
            "# ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "**",
            "_",
            "`",
            "```\n",
            "![a](b)",
            "[x](y)",
            "| a | b |\n|---|---|\n| c | d |\n",
            "---\n",
            "title: x\n",
            "  \n",
            "<br>",
            "    ",
            "kata kata ",
            "\\",
            "<pre>",
            "</pre>",
            "<li>",
            "<ol>",
            "</ol>",
            "<h1>",
            "</h1>",
            "<svg/>",
            "<title>",
            "[^1]",
            "[^1]: ",
            "<h2>",
            "~~~\n",
            "<",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Code points that must never reach a terminal by themselves, wherever they stand.
fn is_denied(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Every boundary of the made text maps to a boundary of the origin, and never backwards.
fn check_map(mapped: &Mapped, origin: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let mut last = 0..0;
    for (at, c) in mapped.text().char_indices() {
        let span = mapped.map().to_origin(at..at + c.len_utf8());
        prop_assert!(origin.get(span.clone()).is_some(), "{span:?} of {origin:?}");
        prop_assert!(span.start >= last.start && span.end >= last.end, "{last:?} then {span:?}");
        let back = mapped.map().from_origin(span.clone());
        prop_assert!(
            span.is_empty() || (back.start <= at && back.end >= at + c.len_utf8()),
            "{span:?} is found at {back:?}"
        );
        prop_assert!(mapped.text().get(back).is_some());
        last = span;
    }
    for (at, c) in origin.char_indices() {
        prop_assert!(mapped.text().get(mapped.map().from_origin(at..at + c.len_utf8())).is_some());
    }
    Ok(())
}

fn check_source(source: &Source) -> Result<(), proptest::test_runner::TestCaseError> {
    for block in &source.blocks {
        let text = block.text.text();
        prop_assert!(!text.trim().is_empty());
        for inline in &block.inlines {
            prop_assert!(text.get(inline.span.clone()).is_some_and(|t| !t.is_empty()));
        }
    }
    let ranges: Vec<_> = source.blocks.iter().map(|b| b.text.map().origin_range()).collect();
    for (range, pair) in ranges.iter().zip(ranges.windows(2)) {
        prop_assert!(source.text.get(range.clone()).is_some());
        prop_assert!(pair[0].end <= pair[1].start, "{pair:?}");
    }
    let lines = source.lines();
    for (number, range) in source.uncovered() {
        prop_assert_eq!(lines.line_of(range.start), number);
        prop_assert_eq!(source.line_of(range.start), number);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn displayable_text_is_safe_and_stays_as_it_is(text in hostile_text()) {
        let shown = sanitise(&text);
        let out = shown.mapped.text();
        prop_assert!(!out.contains(is_denied), "{out:?}");
        prop_assert_eq!(displayable(&text), out);
        let again = sanitise(out);
        prop_assert_eq!(again.mapped.text(), out);
        prop_assert_eq!(again.hidden, 0);
        if is_clean(&text) {
            prop_assert_eq!(out, text.as_str());
        }
        if out == text {
            prop_assert_eq!(shown.hidden, 0);
        }
        check_map(&shown.mapped, &text)?;
        prop_assert!(out.width() <= out.graphemes(true).map(UnicodeWidthStr::width).sum());
    }

    #[test]
    fn a_fold_keeps_its_map_and_folds_once(text in hostile_text()) {
        let made = fold(&text);
        prop_assert_eq!(made.text(), folded(&text));
        check_map(&made, &text)?;
        let shown = sanitise(&text);
        if shown.hidden == 0 {
            prop_assert_eq!(folded(made.text()), made.text());
        }
    }

    #[test]
    fn a_word_is_found_whatever_is_hidden_in_it(at in 0usize..6, hidden in prop::char::range('\u{200b}', '\u{200f}')) {
        let mut word = String::from("paypal");
        word.insert(at, hidden);
        prop_assert_eq!(folded(&word), "paypal");
    }

    #[test]
    fn sentences_hold_all_that_is_no_blank(text in hostile_text()) {
        let mut end = 0;
        for span in sentences(&text) {
            prop_assert!(span.start >= end && !span.is_empty());
            prop_assert!(text[end..span.start].trim().is_empty());
            prop_assert_eq!(text[span.clone()].trim(), &text[span.clone()]);
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn words_are_ordered_and_apart(text in hostile_text()) {
        for found in [words(&text).collect::<Vec<_>>(), compounds(&text).collect()] {
            prop_assert!(found.iter().all(|w| text.get(w.clone()).is_some_and(|t| !t.is_empty())));
            prop_assert!(found.windows(2).all(|p| p[0].end <= p[1].start));
        }
    }

    #[test]
    fn every_line_has_its_language(text in hostile_text()) {
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(language::lines(&lines).len(), lines.len());
    }

    #[test]
    fn any_bytes_decode_or_are_named(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(decoded) = decode(&bytes) {
            let newlines = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
            prop_assert!(!decoded.text.contains(newlines));
            prop_assert!(decoded.encoding == "UTF-8" || !decoded.notices.is_empty());
        }
        for name in ["a.txt", "a.md", "a.html", "a.epub", "a"] {
            if let Ok(source) = Source::read(name, &bytes) {
                check_source(&source)?;
            }
        }
    }

    #[test]
    fn a_text_of_utf8_is_its_own_source(text in hostile_text()) {
        let strange = ['\0', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
        let text: String = text.replace(|c: char| c.is_control() && c != '\n' || strange.contains(&c), "x");
        let text = text.trim_start_matches('\u{feff}');
        if let Ok(source) = Source::read("a.txt", text.as_bytes()) {
            prop_assert_eq!(&source.text, text);
            check_source(&source)?;
            prop_assert!(source.uncovered().is_empty() || text.starts_with("---") || text.starts_with("+++"));
        }
    }

    #[test]
    fn markup_of_any_kind_gives_blocks_in_order(text in markup()) {
        for name in ["a.md", "a.html", "a.txt"] {
            if let Ok(source) = Source::read(name, text.as_bytes()) {
                check_source(&source)?;
            }
        }
    }
}

/// Every key of the keymap, digits, letters to type and editing keys.
static ALPHABET: LazyLock<Vec<Vec<Key>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<Key>> = Keymap::default()
        .bindings()
        .iter()
        // What ends the program or stops it has no screen after it.
        .filter(|b| !matches!(b.command, Command::Exit | Command::Suspend))
        .flat_map(|b| b.keys.clone())
        .collect();
    let more = "1 3 9 99999 a n k o t ế đ <BS> <Del> <Left> <Right> <Up> <Down> <Home> <End> <C-w> <C-u> <C-k> <Tab> <F5> <M-Enter>";
    all.extend(more.split(' ').filter_map(Key::parse_sequence));
    all.sort_by_key(|k| format!("{k:?}"));
    all.dedup();
    all
});

/// Something a person at the screen does.
#[derive(Debug, Clone)]
enum Act {
    Keys(usize),
    Resize(u16, u16),
    Paste(String),
    Wheel(i8, u16, u16),
    Click(u16, u16),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        30 => (0..ALPHABET.len()).prop_map(Act::Keys),
        2 => (0u16..200, 0u16..80).prop_map(|(w, h)| Act::Resize(w, h)),
        1 => (0u16..24, 0u16..8).prop_map(|(w, h)| Act::Resize(w, h)),
        1 => hostile_text().prop_map(Act::Paste),
        1 => (any::<i8>(), 0u16..200, 0u16..80).prop_map(|(n, x, y)| Act::Wheel(n, x, y)),
        1 => (0u16..200, 0u16..80).prop_map(|(x, y)| Act::Click(x, y)),
    ]
}

fn do_act(stage: &mut Stage, act: &Act) {
    match act {
        Act::Keys(at) => ALPHABET[*at].iter().for_each(|k| stage.event(Event::Key(*k))),
        Act::Resize(w, h) => stage.resize(*w, *h),
        Act::Paste(text) => stage.event(Event::Paste(text.clone())),
        Act::Wheel(n, x, y) => stage.event(Event::Wheel(*n, *x, *y)),
        Act::Click(x, y) => stage.event(Event::Click(*x, *y)),
    }
}

/// What must hold of the state after any event.
fn cursors_are_inside(stage: &Stage) -> Result<(), String> {
    let app = &stage.app;
    let inside = |what: &str, at: usize, len: usize| {
        if at < len || (at == 0 && len == 0) { Ok(()) } else { Err(format!("{what}: {at} of {len}")) }
    };
    inside("list", app.list.cursor, app.list.items.len())?;
    inside("sidebar", app.sidebar.cursor, app.sidebar.rows.len())?;
    for sheet in &app.sheets {
        inside("sheet", sheet.cursor, sheet.shown.len())?;
    }
    let Some(reading) = &app.reading else { return Ok(()) };
    inside("page", reading.row, reading.page.rows().len())?;
    let row = &reading.page.rows()[reading.row];
    if let Some(passage) = row.passage {
        let text = app.collection.entry(reading.article).article.passage(passage).text.text();
        if !text.is_char_boundary(reading.offset.min(text.len())) || reading.offset > text.len() {
            return Err(format!("offset {} is no place in its passage", reading.offset));
        }
    }
    let height = usize::from(app.areas().text.height);
    if height > 0 && app.areas().reading.is_some() && !(reading.top..reading.top + height).contains(&reading.row) {
        return Err(format!("row {} is not on the screen from {} of {height}", reading.row, reading.top));
    }
    Ok(())
}

/// An article of any text, under any name.
fn hostile_library() -> impl Strategy<Value = Arc<Library>> {
    let article = (hostile_text(), prop::collection::vec(hostile_text(), 1..5)).prop_map(|(name, parts)| {
        let name = name.replace('/', "_");
        let text = format!("Judul {name}\n\n{}\n\nPerdana Menteri Phạm {name} Chính.", parts.join("\n\n"));
        Entry::read(&format!("{name}.md"), text.as_bytes())
    });
    prop::collection::vec(article, 1..4)
        .prop_map(|read| Arc::new(Library::build(read.into_iter().filter_map(Result::ok).map(Arc::new).collect())))
}

/// Whether a cut of sanitised text holds nothing but what may be drawn. A joiner at its end acted on what was cut off, a
/// mark at its start on a blank.
fn shows_itself(text: &str) -> bool {
    let text = format!("x{}", text.trim_end_matches(['\u{200c}', '\u{200d}']));
    displayable(&text) == text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_and_sizes_keep_the_cursor_inside(acts in prop::collection::vec(act(), 1..60)) {
        let mut stage = Stage::starters(80, 24);
        for act in &acts {
            do_act(&mut stage, act);
            let _ = stage.draw();
            prop_assert_eq!(cursors_are_inside(&stage), Ok(()), "after {:?}", act);
        }
    }

    #[test]
    fn back_after_a_jump_returns_to_the_same_place(
        article in 0usize..5, moves in prop::collection::vec(0usize..6, 0..12), pick in 0usize..8,
    ) {
        let mut stage = Stage::starters(80, 24);
        stage.press(&"j".repeat(article + 1)).press("<Enter>");
        for m in moves {
            stage.press(["}", "3j", "<C-d>", ")", "]e", "G"][m]);
        }
        let place = |s: &Stage| s.app.reading.as_ref().map(|r| (r.article, r.passage(), r.offset, r.row, r.top));
        let here = place(&stage);
        stage.press("<Enter>").press(&"j".repeat(pick + 1));
        let sheets = stage.app.sheets.len();
        stage.press("<Enter>");
        if sheets == 1 && stage.app.sheets.is_empty() {
            stage.press("<C-o>");
            prop_assert_eq!(place(&stage), here);
            prop_assert_eq!(stage.app.sheets.len(), 1);
        }
    }

    #[test]
    fn adding_a_letter_to_the_filter_never_adds_articles(query in "[a-zđễ0-9 ]{1,10}") {
        let mut stage = Stage::starters(80, 24);
        stage.press("/");
        let shown = |s: &Stage| s.app.list.items.iter().map(|i| i.article).collect::<HashSet<_>>();
        let mut before = shown(&stage);
        for c in query.chars() {
            stage.event(Event::Key(Key::plain(Code::Char(c))));
            let now = shown(&stage);
            prop_assert!(now.is_subset(&before), "{:?} adds articles", stage.app.list.query);
            before = now;
        }
    }

    #[test]
    fn rows_joined_give_the_passage_back(text in hostile_text(), width in 1u16..90) {
        let body = format!("Judul\n\n{text} {text}\n\n- {text}\n\n    {text}\n");
        let source = Source::read("a.md", body.as_bytes());
        let Ok(source) = source else { return Ok(()) };
        let article = Article::read("a.md", &source);
        let page = Page::lay(&article, &source, Setting { width, twins: true, ..Setting::default() });
        for row in page.rows() {
            prop_assert!(shows_itself(row.text.text()), "{:?}", row.text.text());
            // A cluster wider than the page stands alone on its row.
            let alone = row.text.text().graphemes(true).count() == 1;
            prop_assert!(alone || row.width() <= usize::from(width), "{:?} at {width}", row.text.text());
        }
        for (id, passage) in article.numbered().filter(|(id, _)| page.shows(*id)) {
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = page.rows().iter().filter(|r| r.passage == Some(id)).map(|r| r.text.text()).collect();
            prop_assert_eq!(bare(&joined), bare(&displayable(passage.text.text())));
        }
    }

    #[test]
    fn no_cell_holds_what_a_terminal_obeys(library in hostile_library(), acts in prop::collection::vec(act(), 1..20)) {
        let setup = Setup { collection: "\u{1b}]0;x\u{7}\u{202e}".into(), ..Setup::default() };
        let mut stage = Stage::open(setup, &library, (80, 24));
        stage.event(Event::Unreadable("\u{1b}[2Jx".into(), "a\u{9b}b".into()));
        let mut seen = vec![stage.draw()];
        for keys in ["M", "<Esc>t", "<Esc>B", "<Esc><Enter>b", "B", "<Esc>zr", "g/a"] {
            stage.press(keys);
            seen.push(stage.draw());
        }
        stage.press("<Esc><Esc><Esc>");
        for act in &acts {
            do_act(&mut stage, act);
            seen.push(stage.draw());
        }
        for buffer in &seen {
            for cell in buffer.content() {
                prop_assert!(shows_itself(cell.symbol()), "{:?} is drawn", cell.symbol());
            }
        }
    }
}
