//! Bookmarks in the reader: keys in, bookmarks and effects out, no terminal and no file.

use std::sync::Arc;

use jiff::Timestamp;
use ratatui::layout::Size;
use simak::app::bookmarks::Order;
use simak::app::key::Key;
use simak::app::sheet::{Subject, Target};
use simak::app::{App, Effect, Event, Setup};
use simak::bookmark::anchor::State;
use simak::bookmark::{Bookmark, Bookmarks, Field, Operation, Report, Saving};
use simak::library::{Entry, Library};

const HARBOUR: &str = "Harbour opens\n\nThe port of Selwick opened its new quay on Monday. Some 4,210 people came to see it, \
    the mayor said.\n\nThe quay cost 31 million euros and took three years. Ferries will use it from May.\n";

const MARKET: &str = "Market closes\n\nThe fish market in Selwick closed after ninety years. Traders moved to the new hall.\n\n\
    The hall has room for 64 stalls, ten more than before.\n";

fn now(n: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + n).unwrap()
}

fn entry(path: &str, text: &str) -> Arc<Entry> {
    Arc::new(Entry::read(path, text.as_bytes()).unwrap())
}

/// A reader with these files open, read from `directory`.
fn reader(directory: &str, files: &[(&str, &str)], bookmarks: Bookmarks) -> App {
    let setup = Setup { directory: directory.into(), ..Setup::default() };
    let mut app = App::new(setup, Size { width: 120, height: 40 });
    let report = Report { bookmarks, ..Report::default() };
    let entries: Vec<_> = files.iter().map(|(path, text)| entry(path, text)).collect();
    for event in [
        Event::Stored(report),
        Event::Loaded(entries.clone()),
        Event::LoadingDone,
        Event::Library(Arc::new(Library::build(entries))),
    ] {
        app.update(event, now(0));
    }
    app
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_sequence(keys).unwrap();
    keys.into_iter()
        .enumerate()
        .flat_map(|(n, key)| app.update(Event::Key(key), now(1 + i64::try_from(n).unwrap())))
        .collect()
}

fn typed(app: &mut App, text: &str) {
    app.update(Event::Paste(text.into()), now(50));
}

fn operations(effects: &[Effect]) -> Vec<&Operation> {
    effects
        .iter()
        .filter_map(|e| match e {
            Effect::Store(operation) => Some(&**operation),
            _ => None,
        })
        .collect()
}

fn all(app: &App) -> Vec<Arc<Bookmark>> {
    app.shelf.all.iter().cloned().collect()
}

fn notice(app: &App) -> String {
    app.notice.as_ref().map(|n| n.text.clone()).unwrap_or_default()
}

fn shown(app: &App) -> String {
    let Some(sheet) = app.sheets.last() else { return String::new() };
    let text = |pieces: &[simak::app::tone::Piece]| pieces.iter().map(|p| p.text.as_str()).collect::<String>();
    let mut out = format!("{} | {}\n", text(&sheet.title), text(&sheet.remark));
    for &i in &sheet.shown {
        let row = &sheet.rows[i];
        let cells: Vec<String> = row.cells.iter().map(|c| text(c)).collect();
        for part in [cells.join("|"), " ".into(), row.under.as_deref().map(text).unwrap_or_default(), "\n".into()] {
            out.push_str(&part);
        }
    }
    out
}

/// A reader in which the sentences that hold these words are bookmarked.
fn with_bookmarks(words: &[&str]) -> App {
    let mut app = reader("/news", &[("harbour.txt", HARBOUR), ("market.txt", MARKET)], Bookmarks::default());
    for word in words {
        bookmark(&mut app, word);
    }
    app
}

/// Bookmarks the sentence that holds `word`.
fn bookmark(app: &mut App, word: &str) -> String {
    let file = app.collection.entries.iter().position(|e| e.source.text.contains(word)).unwrap();
    press(app, "ga<Home>");
    for _ in 0..app.list.items.len() {
        if app.list.current().is_some_and(|a| a.index() == file) {
            break;
        }
        press(app, "j");
    }
    press(app, "<Enter>gg/");
    typed(app, word);
    press(app, "<Enter>");
    // A minute apart, so that the order of making is that of the list.
    let at = now(100 + 60 * i64::try_from(app.shelf.all.len()).unwrap());
    let effects = app.update(Event::Key(Key::parse_sequence("b").unwrap()[0]), at);
    let said = notice(app);
    assert_eq!(operations(&effects).len(), 1, "{word}: {said}");
    press(app, "<Esc>");
    said
}

#[test]
fn a_figure_in_hand_is_kept_with_its_sentence_and_marked_in_it() {
    let mut app = with_bookmarks(&[]);
    press(&mut app, "<Enter>gg]f");
    let lit = app.reading.as_ref().unwrap().lit.clone().unwrap();
    let effects = press(&mut app, "b");
    let [Operation::Add(b)] = operations(&effects)[..] else { panic!("{effects:?}") };
    let reading = app.reading.as_ref().unwrap();
    let text = app.collection.entry(reading.article).article.passage(lit.passage).text.text();
    assert_eq!(b.fact(), &text[lit.span]);
    assert!(b.quote().len() > b.fact().len() && b.quote().ends_with('.'), "{b:?}");
    assert!(text.contains(b.quote()));
}

#[test]
fn made_twice_it_is_edited_and_a_note_has_several_lines() {
    let mut app = with_bookmarks(&["31 million"]);
    assert!(press(&mut app, "/31<Enter>").is_empty());
    let effects = press(&mut app, "b");
    assert!(operations(&effects).is_empty());
    assert!(app.prompt.is_some(), "its note is asked for: {}", notice(&app));
    typed(&mut app, "first");
    press(&mut app, "<M-Enter>");
    typed(&mut app, "second");
    let effects = press(&mut app, "<Enter>");
    assert_eq!(operations(&effects).len(), 1);
    assert_eq!(all(&app).len(), 1);
    assert_eq!(all(&app)[0].note, "first\nsecond");
}

#[test]
fn tags_are_completed_by_tab() {
    let mut app = with_bookmarks(&["31 million", "64 stalls"]);
    press(&mut app, "BT");
    typed(&mut app, "selwick money");
    press(&mut app, "<Enter>jT");
    typed(&mut app, "new sel");
    press(&mut app, "<Tab><Enter>");
    let tags: Vec<Vec<String>> = all(&app).iter().rev().map(|b| b.tags.clone()).collect();
    assert_eq!(tags, [vec!["selwick", "money"], vec!["new", "selwick"]]);
}

#[test]
fn the_list_is_narrowed_by_every_word_of_a_bookmark() {
    let mut app = with_bookmarks(&["31 million", "64 stalls", "4,210"]);
    let id = all(&app)[0].id.clone();
    press(&mut app, "B");
    while app.sheets.last().unwrap().target() != Target::Bookmark(id.clone()) {
        press(&mut app, "j");
    }
    press(&mut app, "a");
    typed(&mut app, &format!("{} zebra", "word ".repeat(200)));
    press(&mut app, "<Enter>T");
    typed(&mut app, "costs");
    press(&mut app, "<Enter>");
    press(&mut app, "/");
    for (query, hits) in [("zebra", 1), ("costs", 1), ("harbour opens", 2), ("ninety zebra", 0), ("stalls", 1), ("", 3)]
    {
        press(&mut app, "<C-u>");
        typed(&mut app, query);
        assert_eq!(app.sheets.last().unwrap().shown.len(), hits, "{query}: {}", shown(&app));
    }
}

#[test]
fn several_are_marked_tagged_copied_deleted_and_brought_back() {
    let mut app = with_bookmarks(&["31 million", "64 stalls", "4,210"]);
    press(&mut app, "Bvv");
    assert_eq!(app.shelf.marked.len(), 2);
    assert!(shown(&app).contains("2 marked"), "{}", shown(&app));
    press(&mut app, "T");
    typed(&mut app, "both");
    assert_eq!(operations(&press(&mut app, "<Enter>")).len(), 2);
    assert_eq!(all(&app).iter().filter(|b| b.tags == ["both"]).count(), 2);
    press(&mut app, "T");
    typed(&mut app, "-both one");
    press(&mut app, "<Enter>");
    assert_eq!(all(&app).iter().filter(|b| b.tags == ["one"]).count(), 2);
    let copied = press(&mut app, "y");
    let [Effect::Copy(text)] = &copied[..] else { panic!("{copied:?}") };
    assert_eq!(text.split("\n\n").count(), 2);
    let effects = press(&mut app, "d");
    assert_eq!(operations(&effects).len(), 2);
    assert_eq!(all(&app).len(), 1);
    assert!(app.shelf.marked.is_empty());
    assert_eq!(operations(&press(&mut app, "2U")).len(), 2);
    assert_eq!(all(&app).len(), 3);
    assert_eq!(operations(&press(&mut app, "2<C-r>")).len(), 2);
    assert_eq!(all(&app).len(), 1);
    // Esc takes the marks away first, then the list.
    press(&mut app, "V<Esc>");
    assert!(app.shelf.marked.is_empty() && !app.sheets.is_empty());
    press(&mut app, "<Esc>");
    assert!(app.sheets.is_empty());
}

#[test]
fn the_list_is_sorted_by_date_article_and_place() {
    let mut app = with_bookmarks(&["31 million", "64 stalls", "4,210", "ninety"]);
    let facts = |app: &App| -> Vec<String> {
        let sheet = app.sheets.last().unwrap();
        let words = ["fish", "people", "hall", "quay"];
        let word = |q: String| (*words.iter().find(|w| q.contains(**w)).unwrap()).to_owned();
        sheet.rows.iter().map(|r| word(r.record.as_ref().unwrap().quote().to_owned())).collect()
    };
    press(&mut app, "B");
    assert_eq!(facts(&app), ["fish", "people", "hall", "quay"]);
    press(&mut app, "s");
    assert_eq!(app.shelf.order, Order::Article);
    assert_eq!(facts(&app), ["people", "quay", "fish", "hall"]);
    press(&mut app, "s");
    assert_eq!(facts(&app), ["people", "quay", "fish", "hall"], "as opened");
    press(&mut app, "s");
    assert_eq!(app.shelf.order, Order::Date);
}

#[test]
fn a_bookmark_knows_its_file_from_another_directory() {
    let made = with_bookmarks(&["31 million"]).shelf.all;
    assert_eq!(made.iter().next().unwrap().document.path, "/news/harbour.txt");
    for (directory, path) in [("/", "news/harbour.txt"), ("/news/old", "../harbour.txt"), ("/x", "/news/harbour.txt")] {
        let mut app = reader(directory, &[(path, HARBOUR)], made.clone());
        let entry = app.collection.entries[0].clone();
        assert_eq!(app.shelf.count(&entry), 1, "{directory} {path}");
        press(&mut app, "B<Enter>");
        assert!(app.sheets.is_empty(), "{}", shown(&app));
        assert!(app.reading.as_ref().unwrap().lit.is_some());
    }
    // Another file of that name is another file.
    let app = reader("/other", &[("harbour.txt", MARKET)], made);
    let entry = app.collection.entries[0].clone();
    assert_eq!(app.shelf.count(&entry), 0);
}

#[test]
fn changed_text_is_shown_beside_the_kept_one_and_taken_only_when_confirmed() {
    let made = with_bookmarks(&["31 million"]).shelf.all;
    let before = made.iter().next().unwrap().clone();
    let changed = HARBOUR.replace("31 million", "38 million");
    let mut app = reader("/news", &[("harbour.txt", &changed)], made);
    press(&mut app, "B");
    assert!(shown(&app).contains("1 text changed"), "{}", shown(&app));
    let effects = press(&mut app, "<Enter>");
    assert!(effects.is_empty());
    assert!(matches!(app.sheets.last().unwrap().subject, Subject::Anchor(_)));
    let text = shown(&app);
    assert!(text.contains("31 million") && text.contains("38 million"), "{text}");
    press(&mut app, "<Esc>");
    assert_eq!(all(&app)[0], before, "Esc leaves it");
    let effects = press(&mut app, "<Enter><Enter>");
    let [Operation::Edit { new: Field::Place(place), .. }] = operations(&effects)[..] else { panic!("{effects:?}") };
    assert!(place.target.exact().contains("38 million"));
    assert_eq!(place.target.history.len(), 1, "the old quote is kept");
    assert!(app.sheets.is_empty());
    assert_eq!(app.shelf.placed("harbour.txt")[0].state, State::Exact);
    press(&mut app, "U");
    assert_eq!(all(&app)[0].target, before.target);
}

#[test]
fn of_several_places_the_reader_chooses() {
    let made = with_bookmarks(&["64 stalls"]).shelf.all;
    let twice = "Halls\n\nThe hall has room for 64 stalls, ten more than before.\n\nThe hall has room for 64 stalls, ten more \
        than before.\n\nThe hall has room for 64 stalls, ten more than before.\n";
    let mut app = reader("/news", &[("market.txt", twice)], made);
    press(&mut app, "B<Enter>");
    let sheet = app.sheets.last().unwrap();
    let offers = sheet.rows.iter().filter(|r| matches!(r.target, Target::Confirm { .. })).count();
    assert_eq!(offers, 3, "{}", shown(&app));
}

#[test]
fn a_renamed_file_is_offered_by_its_text() {
    let made = with_bookmarks(&["31 million"]).shelf.all;
    let mut app = reader("/news", &[("archive/port.txt", HARBOUR)], made);
    press(&mut app, "B");
    assert!(shown(&app).contains("1 file moved?"), "{}", shown(&app));
    press(&mut app, "<Enter>");
    assert!(shown(&app).contains("archive/port.txt"), "{}", shown(&app));
    let effects = press(&mut app, "<Enter>");
    let [Operation::Edit { new: Field::Place(place), .. }] = operations(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(place.document.path, "/news/archive/port.txt");
    assert!(place.target.history.is_empty(), "the quote is the same");
}

#[test]
fn gone_text_is_shown_in_full_and_comes_back_with_its_text() {
    let made = with_bookmarks(&["31 million"]).shelf.all;
    let quote = made.iter().next().unwrap().quote().to_owned();
    let other = "Harbour opens\n\nNothing of the old words is left in this one, not a single sentence of them all.\n";
    let mut app = reader("/news", &[("harbour.txt", other)], made);
    press(&mut app, "B");
    assert!(shown(&app).contains("1 text gone"), "{}", shown(&app));
    let preview = app.preview().unwrap();
    assert_eq!(&preview.text[preview.lit.clone()], quote);
    press(&mut app, "<Enter>");
    assert!(shown(&app).contains("31 million"), "{}", shown(&app));
    assert!(app.sheets.last().unwrap().rows.iter().all(|r| !matches!(r.target, Target::Confirm { .. })));
    press(&mut app, "<Esc><Esc>");
    app.update(Event::Changed(entry("harbour.txt", HARBOUR)), now(60));
    press(&mut app, "B<Enter>");
    assert!(app.sheets.is_empty(), "{}", shown(&app));
}

#[test]
fn what_another_session_changed_appears_in_the_open_list_and_in_the_text() {
    let mut app = with_bookmarks(&["31 million"]);
    let other = with_bookmarks(&["31 million", "64 stalls"]).shelf.all;
    let new = other.iter().find(|b| b.quote().contains("64")).unwrap().clone();
    let mut bookmarks = app.shelf.all.clone();
    bookmarks.put((*new).clone());
    press(&mut app, "B");
    assert_eq!(app.sheets.last().unwrap().rows.len(), 1);
    let news =
        |bookmarks: &Bookmarks, seen| Event::Stored(Report { bookmarks: bookmarks.clone(), seen, ..Report::default() });
    // A report from before the own change reached the store does not take it away.
    app.update(news(&Bookmarks::default(), 0), now(70));
    assert_eq!(all(&app).len(), 1);
    app.update(news(&bookmarks, 1), now(71));
    assert_eq!(app.sheets.last().unwrap().rows.len(), 2, "{}", shown(&app));
    let market = app.collection.entries.iter().find(|e| e.path == "market.txt").unwrap().clone();
    assert_eq!(app.shelf.count(&market), 1);
    app.update(news(&Bookmarks::default(), 1), now(72));
    assert_eq!(app.sheets.last().unwrap().rows.len(), 0);
    assert_eq!(app.shelf.count(&market), 0);
}

#[test]
fn a_read_only_store_takes_no_bookmark_and_says_why() {
    let mut app = with_bookmarks(&[]);
    let state = Saving::ReadOnly("written by a later version".into());
    app.update(Event::Stored(Report { state, ..Report::default() }), now(0));
    let effects = press(&mut app, "<Enter>b");
    assert!(operations(&effects).is_empty());
    assert!(notice(&app).contains("later version"), "{}", notice(&app));
}

#[test]
fn an_earlier_bookmark_with_another_value_is_told() {
    let more = "Quay dearer\n\nThe quay cost 38 million euros, the town said on Friday.\n";
    let mut app = reader("/news", &[("harbour.txt", HARBOUR), ("quay.txt", more)], Bookmarks::default());
    bookmark(&mut app, "31 million");
    let said = bookmark(&mut app, "38 million");
    assert!(said.contains("31 million") && said.contains("38 million"), "{said}");
}

#[test]
fn the_list_gives_its_bookmarks_to_a_command_those_whose_text_is_gone_too() {
    let made = with_bookmarks(&["31 million", "64 stalls", "4,210"]).shelf.all;
    let other = "Harbour opens\n\nNothing of the old words is left in this one, not a single sentence of them all.\n";
    let mut app = reader("/news", &[("harbour.txt", other), ("market.txt", MARKET)], made);
    let given = |app: &mut App, keys: &str| {
        press(app, keys);
        typed(app, "cat");
        match press(app, "<Enter>").pop() {
            Some(Effect::Pipe(text, command)) if command == "cat" => text,
            other => panic!("{other:?}: {}", notice(app)),
        }
    };
    let all = given(&mut app, "B|");
    assert_eq!(all.matches("\n> ").count(), 3, "{all}");
    assert_eq!(all.matches("The text was not there any more").count(), 2, "{all}");
    let narrowed = given(&mut app, "/stalls<Tab>|");
    assert_eq!(narrowed.matches("\n> ").count(), 1, "{narrowed}");
    assert!(narrowed.contains("64 stalls") && !narrowed.contains("not there any more"), "{narrowed}");
    let marked = given(&mut app, "/<C-u><Tab>v|");
    assert_eq!(marked.matches("\n> ").count(), 1, "{marked}");
}

#[test]
fn positions_and_marks_of_two_files_shown_under_one_name_do_not_meet() {
    let more: String = (0..60).map(|n| format!("The town has {n} more things to say of this.\n\n")).collect();
    let text = format!("{HARBOUR}\n{more}");
    let files = [("harbour.txt", &*text)];
    let mut app = reader("/news", &files, Bookmarks::default());
    press(&mut app, "<Enter>Gmagg");
    press(&mut app, "10jmA");
    let left = app.reading.as_ref().unwrap().row;
    assert!(left > 0);
    app.update(Event::Key(Key::parse_sequence("q").unwrap()[0]), now(90));
    let effects = press(&mut app, "q");
    let Some(Effect::Remember(positions)) = effects.into_iter().find(|e| matches!(e, Effect::Remember(_))) else {
        panic!("positions are remembered");
    };
    let again = |directory: &str| {
        let setup = Setup { directory: directory.into(), positions: (*positions).clone(), ..Setup::default() };
        let mut app = App::new(setup, Size { width: 120, height: 40 });
        let entries = vec![entry("harbour.txt", &text)];
        for event in [Event::Loaded(entries), Event::LoadingDone] {
            app.update(event, now(100));
        }
        press(&mut app, "<Enter>");
        app
    };
    let row = |app: &App| app.reading.as_ref().unwrap().row;
    let mut same = again("/news");
    assert_eq!(row(&same), left, "where it was left");
    press(&mut same, "`a");
    assert!(row(&same) > left, "{}", notice(&same));
    let mut other = again("/old");
    assert!(row(&other) < left, "another file of that name begins at its beginning");
    press(&mut other, "`a");
    assert_eq!(notice(&other), "there is no mark a");
    press(&mut other, "`A");
    assert!(notice(&other).contains("/news/harbour.txt, which is not open"), "{}", notice(&other));
}

#[test]
fn keep_mine_asks_the_store() {
    let mut app = with_bookmarks(&[]);
    assert!(matches!(press(&mut app, "ZK")[..], [Effect::KeepMine]));
}
