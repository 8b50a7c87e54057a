//! Walks through the starter collection, with pictures on the way.

use simak::app::areas::Pane;
use simak::app::{Effect, Event};
use simak::bookmark::Operation;

use crate::stage::Stage;

/// The article and passage in hand.
fn place(stage: &Stage) -> (u32, Option<u32>, usize) {
    let reading = stage.app.reading.as_ref().unwrap();
    (reading.article.0, reading.passage().map(|p| p.0), reading.top)
}

#[test]
fn a_walk_from_the_list_to_a_related_passage_and_back() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut stage = Stage::starters(width, height);
        let take = |stage: &Stage, step: &str| {
            insta::assert_snapshot!(format!("walk-{step}-{width}x{height}"), stage.picture());
        };
        stage.press("/vo van thuong");
        take(&stage, "1-filter");
        stage.press("<Enter>");
        assert_eq!(stage.app.look.focus, Pane::Reading);
        let related = |s: &Stage| {
            let reading = s.app.reading.as_ref().unwrap();
            reading.passage().and_then(|p| reading.related.get(&p)).is_some_and(|found| !found.is_empty())
        };
        let mut left = 40;
        while !related(&stage) && left > 0 {
            stage.press("}");
            left -= 1;
        }
        take(&stage, "2-read");
        stage.press("<Enter>j");
        let (before, from) = (stage.text(), place(&stage));
        take(&stage, "3-related");
        stage.press("<Enter>");
        assert_ne!(place(&stage).0, from.0, "a jump leads to another article");
        assert!(stage.app.sheets.is_empty());
        take(&stage, "4-jump");
        stage.press("<C-o>");
        assert_eq!(place(&stage), from);
        // Only what has been read by now is marked otherwise, in the first line and in the list.
        if width < 100 {
            let body = |text: &str| text.split_once('\n').map(|t| t.1.to_owned());
            assert_eq!(body(&stage.text()), body(&before), "back shows the very same screen");
        }
        stage.press("<C-i>");
        assert_ne!(place(&stage).0, from.0);
        stage.press("<C-o>q");
        assert_eq!(place(&stage), from);
        let asked = stage.asks("b");
        assert!(matches!(&asked[..], [Effect::Store(op)] if matches!(**op, Operation::Add(_))), "{asked:?}");
        take(&stage, "5-bookmarked");
        stage.press("B");
        take(&stage, "6-bookmarks");
        stage.press("<Enter>");
        assert_eq!(place(&stage).0, from.0);
        assert_eq!(place(&stage).1, from.1);
    }
}

#[test]
fn names_are_walked_over_all_articles_and_round() {
    let mut stage = Stage::starters(120, 40);
    stage.press("<Enter><Tab>");
    let first = place(&stage);
    let mut places = Vec::new();
    for _ in 0..200 {
        stage.press("<Enter>");
        let said = stage.notice().to_owned();
        if said.contains("mention 1 of") && !places.is_empty() {
            break;
        }
        assert!(said.contains(" · mention "), "{said}");
        places.push(place(&stage).0);
    }
    let total: usize = stage.notice().split(" of ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert_eq!(places.len() + 1, total + usize::from(places.len() + 1 != total), "each mention once");
    assert!(places.iter().any(|a| *a != first.0), "the walk leaves the article");
}

#[test]
fn a_search_shows_its_hits_and_the_way_back() {
    let mut stage = Stage::starters(80, 24);
    stage.press("<Enter>5j");
    let before = stage.text();
    stage.press("g/kongres");
    insta::assert_snapshot!("search-80x24", stage.picture());
    stage.press("<Enter>");
    assert!(stage.app.sheets.is_empty());
    insta::assert_snapshot!("search-hit-80x24", stage.picture());
    stage.press("<C-o>");
    assert!(!stage.app.sheets.is_empty(), "back leads to the hits");
    stage.press("<Esc>");
    assert_eq!(stage.text(), before);
}

#[test]
fn a_resize_keeps_the_place() {
    let mut stage = Stage::starters(120, 40);
    stage.press("<Enter>9}");
    let (article, passage, _) = place(&stage);
    for (width, height) in [(80, 24), (40, 12), (10, 3), (0, 0), (200, 60), (120, 40)] {
        stage.resize(width, height);
        let now = place(&stage);
        assert_eq!((now.0, now.1), (article, passage), "{width}x{height}");
    }
}

#[test]
fn an_article_that_changed_on_disk_keeps_the_reader_where_it_was() {
    let mut stage = Stage::starters(80, 24);
    stage.press("<Enter>4}b");
    let (article, passage, _) = place(&stage);
    let entry = stage.app.reading.as_ref().map(|r| stage.app.collection.entry(r.article).clone()).unwrap();
    let text = format!("{}\n\nSatu kalimat baru di akhir.\n", entry.source.text);
    let changed = simak::library::Entry::read(&entry.path, text.as_bytes()).unwrap();
    stage.event(Event::Changed(std::sync::Arc::new(changed)));
    let now = place(&stage);
    assert_eq!((now.0, now.1), (article, passage));
    // Bookmark and keys go on working on the new text.
    assert!(stage.press("B").text().contains("1 "));
}
