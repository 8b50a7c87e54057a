//! Bookmarks in texts that change.

use std::path::Path;

use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use simak::bookmark::anchor::resolve::resolve as resolve_in;
use simak::bookmark::anchor::{Haystack, State, resolve, selectors};

#[path = "trial.rs"]
mod trial;

use trial::{Change, Dice, tally};

/// A text of made-up words with the frequencies of real ones, the same for the same seed.
fn made_up(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let syllables = ["ka", "re", "ti", "mo", "sun", "đa", "vel", "ng", "họ", "pi", "tra", "lo"];
    let words: Vec<String> =
        (0..600).map(|_| (0..=dice.below(3)).map(|_| syllables[dice.below(syllables.len())]).collect()).collect();
    let mut text = String::new();
    for _ in 0..120 {
        for n in 0..8 + dice.below(14) {
            // The product of two throws makes low numbers frequent.
            let word = &words[dice.below(600) * dice.below(600) / 600];
            text.push_str(if n == 0 { "" } else { " " });
            text.push_str(word);
        }
        text.push_str(if dice.below(5) == 0 { ".\n\n" } else { ". " });
    }
    text
}

/// The starter articles and made-up texts.
fn texts() -> Vec<String> {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = std::fs::read_dir(seeds).into_iter().flatten().flatten().map(|e| e.path()).collect();
    paths.sort();
    let articles = paths.iter().filter_map(|p| {
        let name = p.file_name()?.to_string_lossy().into_owned();
        simak::source::Source::read(&name, &std::fs::read(p).ok()?).ok().map(|s| s.text)
    });
    articles.chain((1..=4).map(made_up)).collect()
}

#[test]
fn quotes_of_eighty_characters_follow_edits_and_deleted_ones_are_never_found_elsewhere() {
    let texts = texts();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for len in [80, 160] {
        let edited = tally(&texts, len, Change::Characters(20), 100);
        assert!(edited.right >= 96, "{len}: {edited:?}");
        assert_eq!(edited.silent, 0, "{len}: {edited:?}");
        assert_eq!(tally(&texts, len, Change::Characters(0), 50).right, 50);
        let reworded = tally(&texts, len, Change::Words(10), 100);
        assert!(reworded.right >= 90 && reworded.silent == 0, "{len}: {reworded:?}");
        assert_eq!(tally(&texts, len, Change::Deleted, 100).wrong, 0, "{len} deleted");
        assert_eq!(tally(&texts, len, Change::Replaced, 100).silent, 0, "{len} replaced");
    }
}

#[test]
fn a_changed_figure_is_put_to_the_reader_however_alike_the_words() {
    let text = "The ministry said on Monday that exports rose by 7.1 percent in the first half of the year, led by rice. More follows.";
    let quote = selectors(text, 0..text.find(" More").unwrap());
    let now = text.replace("7.1", "6.9");
    assert_eq!(resolve(&quote, &now, false).state, State::Approximate);
    let reworded = text.replace("said on", "stated on");
    assert_eq!(resolve(&quote, &reworded, false).state, State::Moved);
}

#[test]
fn the_same_words_in_another_dress_are_the_same_words() {
    let text = "Đại hội diễn ra tại “Hà Nội” – thủ đô. Sau đó.";
    let quote = selectors(text, 0..text.find(" Sau").unwrap());
    let now = "Mở đầu. Đại hội diễn ra\u{a0}tại \"Hà Nội\" -\nthủ đô. Sau đó.";
    let anchor = resolve(&quote, now, false);
    assert_eq!(anchor.state, State::Moved);
    assert_eq!(&now[anchor.span.unwrap()], "Đại hội diễn ra\u{a0}tại \"Hà Nội\" -\nthủ đô.");
}

#[test]
fn equal_sentences_are_told_apart_by_what_stands_around_them_or_not_at_all() {
    let text = "Alpha came first. It was quiet. Beta came next. It was quiet. Gamma came last.";
    let second = text.rfind("It was").unwrap();
    let quote = selectors(text, second..second + 13);
    let longer = format!("Preface of some length. {text}");
    let anchor = resolve(&quote, &longer, false);
    assert_eq!((anchor.state, anchor.span.unwrap().start), (State::Moved, longer.rfind("It was").unwrap()));
    let bare = "It was quiet. It was quiet. It was quiet. It was quiet.";
    let quote = simak::bookmark::Selectors { position: None, ..selectors("It was quiet.", 0..13) };
    assert_eq!(resolve(&quote, bare, false).state, State::Ambiguous);
}

#[test]
fn an_orphan_comes_back_with_its_text() {
    let text = made_up(9);
    let quote = selectors(&text, 500..620);
    let mut without = text.clone();
    without.replace_range(500..620, "");
    assert_eq!(resolve(&quote, &without, false).state, State::Orphan);
    assert_eq!(resolve(&quote, &text, false).state, State::Exact);
}

#[test]
fn a_quote_in_a_text_of_megabytes_is_found_near_its_place_and_by_its_neighbours() {
    let mut text: String = (1..=110).map(made_up).collect();
    assert!(text.len() > 1 << 20);
    let start = text.len() / 2 - (0..4).find(|n| text.is_char_boundary(text.len() / 2 - n)).unwrap();
    let end = start + 200 + (0..4).find(|n| text.is_char_boundary(start + 200 + n)).unwrap();
    let quote = selectors(&text, start..end);
    let middle = start + text[start..end].char_indices().nth(90).unwrap().0;
    text.insert_str(middle, " XY ");
    assert_eq!(resolve(&quote, &text, false).span.unwrap().start, start);
    // Far from its place, but its neighbours still stand around it.
    let moved = format!("{}{text}", made_up(500).repeat(40));
    assert_eq!(resolve(&quote, &moved, false).span.unwrap().start, start + moved.len() - text.len());
}

#[test]
fn a_thousand_bookmarks_of_an_unchanged_article_resolve_at_once() {
    let text = made_up(3);
    let hay = Haystack::new(&text);
    for at in 0..1_000 {
        let quote = selectors(&text, at * 5..at * 5 + 100);
        if !quote.exact.is_empty() {
            assert_eq!(resolve_in(&quote, &hay, true).state, State::Exact);
        }
    }
}

proptest! {
    #[test]
    fn in_an_unchanged_text_every_quote_is_exact(text in "\\PC{1,200}", a: u16, b: u16) {
        let (a, b) = (a as usize % (text.len() + 1), b as usize % (text.len() + 1));
        let quote = selectors(&text, a.min(b)..a.max(b));
        let anchor = resolve(&quote, &text, true);
        if quote.exact.is_empty() {
            prop_assert_eq!(anchor.state, State::Orphan);
        } else {
            prop_assert_eq!(anchor.state, State::Exact);
            prop_assert_eq!(&text[anchor.span.clone().unwrap()], &quote.exact);
            // Re-anchoring what was found changes nothing.
            prop_assert_eq!(selectors(&text, anchor.span.unwrap()), quote);
        }
    }

    #[test]
    fn an_edit_away_from_the_quote_leaves_it_exact_or_moved(seed in 1_u64..50, at in 0_usize..900, put in "[a-z ]{0,40}") {
        let text = made_up(seed);
        let start = (1_000..1_010).find(|n| text.is_char_boundary(*n)).unwrap();
        let end = (1_120..1_130).find(|n| text.is_char_boundary(*n)).unwrap();
        let quote = selectors(&text, start..end);
        let at = (at..at + 9).find(|n| text.is_char_boundary(*n)).unwrap();
        prop_assert!(start - at > 64);
        let mut now = text.clone();
        now.insert_str(at, &put);
        let anchor = resolve(&quote, &now, false);
        prop_assert!(matches!(anchor.state, State::Exact | State::Moved), "{:?}", anchor);
        prop_assert_eq!(anchor.span.unwrap().start, start + put.len());
    }

    #[test]
    fn no_text_and_no_selectors_make_it_panic(
        text in any::<String>(), exact in any::<String>(), prefix in any::<String>(), suffix in any::<String>(),
        start: u64, same: bool,
    ) {
        let position = Some(simak::bookmark::target::Stretch { start, end: start });
        let quote = simak::bookmark::Selectors { exact, prefix, suffix, position };
        let anchor = resolve(&quote, &text, same);
        if let Some(span) = anchor.span {
            prop_assert!(text.get(span).is_some());
        }
        prop_assert!((0.0..=1.0).contains(&anchor.score));
    }
}
