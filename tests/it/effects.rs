//! `update` alone: the key gives the effect, no terminal.

use simak::app::areas::Pane;
use simak::app::sheet::Subject;
use simak::app::{Effect, Event, Setup};
use simak::bookmark::Operation;

use crate::stage::{STARTERS, Stage};

/// The starter collection with the reading view in focus.
fn reading() -> Stage {
    let mut stage = Stage::starters(80, 24);
    stage.press("<Enter>");
    stage
}

/// The line on which the cursor stands at the top of the article.
const TOP: usize = 0;

fn line(stage: &Stage) -> usize {
    stage.app.reading.as_ref().unwrap().row
}

fn operation(effects: &[Effect]) -> &Operation {
    match effects {
        [Effect::Store(operation)] => operation,
        other => panic!("one change of the bookmarks is expected, not {other:?}"),
    }
}

#[test]
fn b_adds_and_u_takes_it_back() {
    let mut stage = reading();
    stage.press("2}");
    let added = stage.asks("b");
    let Operation::Add(bookmark) = operation(&added) else { panic!("{added:?}") };
    assert!(!bookmark.quote().is_empty());
    assert_eq!(stage.app.shelf.all.iter().count(), 1);
    let undone = stage.asks("U");
    assert!(matches!(operation(&undone), Operation::Delete { .. }), "{undone:?}");
    assert_eq!(stage.app.shelf.all.iter().count(), 0);
    let again = stage.asks("<C-r>");
    assert!(matches!(operation(&again), Operation::Add(_)), "{again:?}");
    assert!(stage.asks("U").len() == 1 && stage.asks("U").is_empty());
    assert_eq!(stage.notice(), "nothing to undo");
}

#[test]
fn the_same_sentence_is_bookmarked_once() {
    let mut stage = reading();
    assert_eq!(stage.press("2}").asks("b").len(), 1);
    assert!(stage.asks("b").is_empty());
    assert!(stage.app.prompt.is_some(), "its note is opened");
    stage.press("<Esc>");
    let noted = stage.asks("atunggu<Enter>");
    assert!(matches!(operation(&noted), Operation::Edit { .. }), "{noted:?}");
    assert_eq!(stage.app.shelf.all.iter().next().unwrap().note, "tunggu");
    let tagged = stage.asks("Tkuota #2025<Enter>");
    assert!(matches!(operation(&tagged), Operation::Edit { .. }), "{tagged:?}");
    assert_eq!(stage.app.shelf.all.iter().next().unwrap().tags, ["kuota", "2025"]);
}

#[test]
fn d_deletes_in_the_list_only() {
    let mut stage = reading();
    stage.press("2}b");
    assert!(stage.asks("d").is_empty());
    assert!(stage.notice().contains("not a key here"));
    let deleted = stage.press("B").asks("d");
    assert!(matches!(operation(&deleted), Operation::Delete { .. }), "{deleted:?}");
    assert!(stage.asks("d").is_empty());
    assert_eq!(stage.notice(), "there is no bookmark here");
}

#[test]
fn y_copies_the_sentence_or_what_is_selected() {
    let mut stage = reading();
    stage.press("2}");
    let copied = |effects: Vec<Effect>| match &effects[..] {
        [Effect::Copy(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    let one = copied(stage.asks("y"));
    let two = copied(stage.press("v)").asks("y"));
    assert!(two.starts_with(&one) && two.len() > one.len(), "{two:?} is {one:?} and more");
    assert!(stage.app.reading.as_ref().unwrap().selection.is_none());
    let cited = copied(stage.asks("Y"));
    assert!(cited.starts_with('“') && cited.contains("\n— "), "{cited}");
}

#[test]
fn o_opens_addresses_of_three_kinds_and_no_other() {
    let mut stage = reading();
    let url = stage.app.collection.entry(stage.app.reading.as_ref().unwrap().article).article.url.clone().unwrap();
    assert!(matches!(&stage.asks("o")[..], [Effect::Open(address)] if *address == url));
    for bad in ["javascript:alert(1)", "file:///etc/passwd", "HTTP", "-x", "httpx://a", "", "ftp://a.example"] {
        let mut library = simak::library::Library::build(STARTERS.articles[..1].to_vec());
        let mut entry = (*library.articles[0]).clone();
        entry.article.url = Some(bad.to_owned());
        library.articles = vec![std::sync::Arc::new(entry)];
        let mut stage = Stage::open(Setup::default(), &std::sync::Arc::new(library), (80, 24));
        assert!(stage.asks("o").is_empty(), "{bad}");
        assert!(stage.notice().contains("not opened"), "{}", stage.notice());
    }
}

#[test]
fn e_edits_the_file_at_the_line_of_the_passage() {
    let mut stage = reading();
    stage.press("3}");
    let reading = stage.app.reading.as_ref().unwrap();
    let entry = stage.app.collection.entry(reading.article).clone();
    let line = entry.article.passage(reading.passage().unwrap()).line;
    assert!(line > 1);
    let asked = stage.asks("e");
    assert!(matches!(&asked[..], [Effect::Edit(path, at)] if *path == entry.path && *at == line), "{asked:?}");
}

#[test]
fn a_pipe_gets_the_selection_or_the_article() {
    let mut stage = reading();
    let asked = stage.asks("|wc -w<Enter>");
    assert!(matches!(&asked[..], [Effect::Pipe(text, line)] if line == "wc -w" && text.len() > 4000), "{asked:?}");
    stage.press("2}v");
    let asked = stage.asks("|cat<Enter>");
    assert!(matches!(&asked[..], [Effect::Pipe(text, _)] if text.len() < 1000 && !text.is_empty()), "{asked:?}");
    assert!(stage.asks("|<Enter>").is_empty());
    assert!(stage.asks("|rm<Esc>").is_empty());
}

#[test]
fn q_goes_back_one_step_and_then_ends() {
    let mut stage = reading();
    stage.press("?");
    assert!(stage.asks("q").is_empty() && stage.app.sheets.is_empty());
    assert_eq!(stage.app.look.focus, Pane::Reading);
    assert!(stage.asks("q").is_empty());
    assert_eq!(stage.app.look.focus, Pane::Articles);
    assert!(matches!(&stage.asks("q")[..], [Effect::Quit]), "nothing was saved, so nothing is remembered");
    for keys in ["<C-c>", "ZZ", "?<C-c>", "<Tab>ZZ"] {
        assert!(matches!(&reading().asks(keys)[..], [Effect::Quit]), "{keys}");
    }
}

#[test]
fn positions_are_remembered_once_something_was_saved() {
    let mut stage = reading();
    stage.press("6}b");
    let asked = stage.asks("ZZ");
    let [Effect::Remember(positions), Effect::Quit] = &asked[..] else { panic!("{asked:?}") };
    let (path, position) = positions.documents.iter().next().unwrap();
    assert!(path.starts_with("seeds/") && position.at > 0 && position.seen > 0.0);

    // Opened with them the article stands where it was left.
    let place = |s: &Stage| s.app.reading.as_ref().and_then(|r| Some((r.article, r.passage()?)));
    let setup = Setup { positions: (**positions).clone(), ..Setup::default() };
    let mut again = Stage::open(setup, &STARTERS, (80, 24));
    again.press("<Enter>");
    assert_eq!(place(&again), place(&stage));
}

#[test]
fn a_paste_never_runs_a_command() {
    for keys in ["", "<Enter>", "<Enter><Tab>", "?", "<Enter>5", "<Enter>g", "<Enter>v"] {
        let mut stage = Stage::starters(80, 24);
        if !keys.is_empty() {
            stage.press(keys);
        }
        let before = stage.text();
        stage.effects.clear();
        stage.event(Event::Paste("bqZZ\u{3}:\nyo|rm -rf ~\nU".into()));
        assert!(stage.effects.is_empty(), "after {keys:?}");
        assert_eq!(stage.text(), before, "after {keys:?}");
    }
}

#[test]
fn a_paste_into_a_filter_is_one_line() {
    let mut stage = Stage::starters(80, 24);
    stage.press("/");
    stage.event(Event::Paste("kongres\r\npartai\u{1b}[31m\n".into()));
    assert!(stage.app.prompt.is_some(), "a newline does not end the typing");
    assert_eq!(stage.app.list.query, "kongres partai[31m ");
    // Into the letter of a mark nothing is pasted that acts by itself.
    let mut stage = reading();
    stage.press("m");
    stage.effects.clear();
    stage.event(Event::Paste("a\nb".into()));
    assert!(stage.effects.is_empty());
}

#[test]
fn a_count_repeats() {
    let mut once = reading();
    for _ in 0..5 {
        once.press("j");
    }
    let mut counted = reading();
    counted.press("5j");
    assert_eq!(line(&counted), line(&once));
    counted.press("0");
    assert!(counted.notice().contains("not a key here"), "0 begins no count");
    counted.press("2");
    assert_eq!(counted.app.typed.count, 2);
    counted.press("<Esc>j");
    assert_eq!(line(&counted), line(&once) + 1, "Esc forgets the count");
    counted.press("99999999999999999999999j");
    counted.press("99999k");
    assert_eq!(line(&counted), TOP);
    counted.press("3gg");
    assert_eq!(counted.app.reading.as_ref().unwrap().passage().unwrap().0, 2);
}

#[test]
fn a_chord_waits_and_esc_forgets_it() {
    let mut stage = reading();
    stage.press("9j");
    let at = line(&stage);
    stage.press("g");
    assert!(stage.text().contains("trail of jumps"), "how it may go on is shown:\n{}", stage.text());
    assert_eq!(line(&stage), at);
    stage.press("<Esc>");
    assert!(stage.app.typed.keys.is_empty());
    stage.press("gg");
    assert_eq!(line(&stage), TOP);
    stage.press("gx");
    assert!(stage.notice().starts_with("gx is not a key here; ? lists"), "{}", stage.notice());
    assert!(stage.app.typed.keys.is_empty());
}

#[test]
fn the_readers_keymap_is_laid_over_ours() {
    let keymap = "[[binding]]\ncommand = \"bookmark\"\nkeys = [\"<C-b>\"]\nin = [\"reading\"]\n";
    let setup = Setup { keymap: Some(keymap.into()), ..Setup::default() };
    let mut stage = Stage::open(setup, &STARTERS, (80, 24));
    stage.press("<Enter>2}");
    assert!(stage.asks("b").is_empty());
    assert!(matches!(operation(&stage.asks("<C-b>")), Operation::Add(_)));

    let broken = Setup { keymap: Some("[[binding]]\ncommand = \"fly\"\nkeys = []\n".into()), ..Setup::default() };
    let stage = Stage::empty(broken, (80, 24));
    assert!(stage.notice().starts_with("keymap.toml, line 2: there is no command `fly`"), "{}", stage.notice());
}

#[test]
fn a_mark_is_set_and_found_from_another_article() {
    let mut stage = reading();
    stage.press("7}");
    let place = |s: &Stage| s.app.reading.as_ref().map(|r| (r.article, r.passage()));
    let here = place(&stage);
    assert!(matches!(&stage.asks("mA")[..], [Effect::Remember(_)]));
    stage.press("gg]a");
    assert_ne!(place(&stage), here);
    stage.press("`A");
    assert_eq!(place(&stage), here);
    stage.press("`x");
    assert_eq!(stage.notice(), "there is no mark x");
    assert!(stage.asks("m<Esc>").is_empty());
    assert!(stage.asks("m1").is_empty());
    assert_eq!(stage.notice(), "marks are letters");
}

#[test]
fn esc_takes_back_one_thing_at_a_time() {
    let mut stage = Stage::starters(80, 24);
    stage.press("/nguyen<Enter>");
    assert!(stage.app.list.items.len() < 5);
    stage.press("ga<Esc>");
    assert_eq!((stage.app.list.items.len(), stage.app.list.query.as_str()), (5, ""));
    stage.press("<Enter>/partai<Enter>v?");
    stage.press("<Esc>");
    assert!(stage.app.sheets.is_empty() && stage.app.reading.as_ref().unwrap().selection.is_some());
    stage.press("<Esc>");
    let reading = stage.app.reading.as_ref().unwrap();
    assert!(reading.selection.is_none() && reading.finds.is_none());
    assert_eq!(stage.app.look.focus, Pane::Reading);
}

#[test]
fn find_goes_round_the_article() {
    let mut stage = reading();
    stage.press("/partai<Enter>");
    let finds = stage.app.reading.as_ref().unwrap().finds.as_ref().unwrap().all.len();
    assert!(finds > 2);
    let first = line(&stage);
    stage.press("n");
    assert_eq!(stage.notice(), format!("“partai” · 2 of {finds}"));
    stage.press(&"n".repeat(finds - 1));
    assert_eq!(line(&stage), first);
    assert_eq!(stage.notice(), format!("“partai” · 1 of {finds} · from the beginning"));
    stage.press("/zzzz");
    assert_eq!(stage.app.reading.as_ref().unwrap().found(), Some((0, 0)));
    assert!(stage.app.reading.as_ref().unwrap().lit.is_none());
    stage.press("<Enter>");
    assert!(stage.notice().contains("is not in this article"), "{}", stage.notice());
    stage.press("<Esc>n");
    assert!(stage.notice().contains("nothing is looked for"), "{}", stage.notice());
}

#[test]
fn the_palette_runs_what_it_names() {
    let mut stage = reading();
    stage.press(":bookmarks<Enter>");
    assert_eq!(stage.app.sheets.last().map(|s| &s.subject), Some(&Subject::Bookmarks));
    stage.press("q");
    assert!(stage.press(":").app.prompt.is_some());
    stage.press("<Esc>");
    assert!(stage.app.sheets.is_empty() && stage.app.prompt.is_none());
}

#[test]
fn mouse_suspend_and_redraw_are_asked_for() {
    let mut stage = reading();
    assert!(matches!(&stage.asks("zm")[..], [Effect::Mouse(true)]));
    assert!(matches!(&stage.asks("zm")[..], [Effect::Mouse(false)]));
    assert!(matches!(&stage.asks("<C-z>")[..], [Effect::Suspend]));
    assert!(matches!(&stage.asks("<C-l>")[..], [Effect::Redraw]));
}

#[test]
fn the_matrix_keeps_its_heading_and_goes_on_to_the_right() {
    let mut stage = reading();
    stage.resize(50, 15);
    stage.press("M");
    let head = |stage: &Stage| stage.text().lines().nth(2).unwrap_or_default().to_owned();
    assert!(head(&stage).trim_end().ends_with('›'), "{}", stage.text());
    stage.press("20j");
    assert!(head(&stage).trim_end().ends_with('›'), "{}", stage.text());
    stage.press("llllllll");
    assert!(head(&stage).contains('‹') && !head(&stage).contains('›'), "{}", stage.text());
}
