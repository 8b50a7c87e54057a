//! The bookmark store on a real file system: sessions, conflicts, undo, what others do to the file.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use simak::bookmark::file;
use simak::bookmark::{Bookmarks, Field, Id, Operation, Refused, Report, Saving, Step, Undo};
use simak::shell::store::{Finished, Place, Session, Store, backup, quarantine};

use crate::home::{Home, add, at, get, id, save};

#[test]
fn a_bookmark_sent_is_there_after_a_restart() {
    let home = Home::new();
    let dirs = home.dirs();
    let (tell, told) = mpsc::channel::<Report>();
    let (store, first) = Store::open(&dirs, None, move |r| tell.send(r).unwrap()).unwrap();
    assert!(first.bookmarks.is_empty());
    store.send(add(1));
    let report = told.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!((report.state, report.seen), (Saving::Saved, 1));
    assert_eq!(report.bookmarks.len(), 1);
    assert_eq!(store.finish(Duration::from_secs(10)), Finished::Saved);
    let (store, again) = Store::open(&dirs, None, |_| {}).unwrap();
    assert_eq!(again.bookmarks, report.bookmarks);
    assert_eq!(again.undo.len(), 1);
    assert_eq!(store.finish(Duration::from_secs(10)), Finished::Saved);
}

#[test]
fn sessions_open_at_once_keep_each_others_bookmarks() {
    let home = Home::new();
    let (mut a, mut b) = (home.session(), home.session());
    save(&mut a, vec![add(1)]);
    save(&mut b, vec![add(2)]);
    assert_eq!(b.bookmarks().len(), 2);
    assert!(a.refresh());
    assert_eq!(a.bookmarks(), b.bookmarks());
    assert!(!a.refresh(), "nothing new is no news");
}

#[test]
fn of_two_notes_the_later_stands_and_undo_brings_the_other_back() {
    let home = Home::new();
    let (mut a, mut b) = home.two();
    let (seen_by_a, seen_by_b) = (get(&a, 1), get(&b, 1));
    save(&mut a, vec![Operation::note(&seen_by_a, "from a".into(), at(10))]);
    save(&mut b, vec![Operation::note(&seen_by_b, "from b".into(), at(20))]);
    let mut report = b.report();
    assert_eq!(get(&b, 1).note, "from b");
    let mut undo = Undo::new(std::mem::take(&mut report.undo));
    let back = undo.undo(&mut report.bookmarks, at(30)).unwrap().unwrap();
    save(&mut b, vec![back]);
    assert_eq!(home.kept().get(&id(1)).unwrap().note, "from a");
    // An earlier edit that comes later loses, and can be brought back too.
    a.refresh();
    let seen_by_a = get(&a, 1);
    save(&mut b, vec![Operation::note(&seen_by_a, "newest".into(), at(50))]);
    save(&mut a, vec![Operation::note(&seen_by_a, "older".into(), at(40))]);
    let mut report = a.report();
    assert_eq!(report.bookmarks.get(&id(1)).unwrap().note, "newest");
    let mut undo = Undo::new(std::mem::take(&mut report.undo));
    undo.undo(&mut report.bookmarks, at(60)).unwrap().unwrap();
    assert_eq!(report.bookmarks.get(&id(1)).unwrap().note, "older");
}

#[test]
fn tags_of_two_sessions_are_joined() {
    let home = Home::new();
    let (mut a, mut b) = home.two();
    let seen = get(&a, 1);
    save(&mut a, vec![Operation::tags(&seen, vec!["one".into()], at(10))]);
    save(&mut b, vec![Operation::tags(&seen, vec!["two".into()], at(9))]);
    assert_eq!(get(&b, 1).tags, ["one", "two"]);
}

#[test]
fn an_edit_brings_back_what_was_deleted_and_a_delete_spares_what_was_changed() {
    let home = Home::new();
    let (mut a, mut b) = (home.session(), home.session());
    save(&mut a, vec![add(1), add(2)]);
    b.refresh();
    let (one, two) = (get(&b, 1), get(&b, 2));
    save(&mut a, vec![Operation::delete(&one), Operation::note(&two, "seen".into(), at(10))]);
    save(&mut b, vec![Operation::note(&one, "kept".into(), at(11)), Operation::delete(&two)]);
    let disk = home.kept();
    assert_eq!(disk.get(&id(1)).unwrap().note, "kept");
    assert_eq!(disk.get(&id(2)).unwrap().note, "seen");
    assert_eq!(b.report().notices.len(), 2);
}

#[test]
fn undo_of_an_addition_that_another_session_tagged_is_refused() {
    let home = Home::new();
    let (mut a, mut b) = home.two();
    let seen = get(&b, 1);
    save(&mut b, vec![Operation::tags(&seen, vec!["mine".into()], at(10))]);
    // Not looked at yet: the store refuses.
    save(&mut a, vec![Operation::delete(&seen)]);
    assert_eq!(home.kept().len(), 1);
    // Looked at: the undo stack refuses and shows what stands there.
    let mut report = a.report();
    let mut undo = Undo::new(vec![Step { done: add(1), inverse: Operation::delete(&seen) }]);
    match undo.undo(&mut report.bookmarks, at(20)) {
        Some(Err(Refused::Changed(there))) => assert_eq!(there.tags, ["mine"]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn undo_reaches_back_over_a_restart_and_an_undone_step_does_not_come_again() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1), add(2)]);
    let one = get(&a, 1);
    save(&mut a, vec![Operation::delete(&one)]);
    assert!(a.close());
    let mut b = home.session();
    let mut report = b.report();
    let mut undo = Undo::new(report.undo);
    let back = undo.undo(&mut report.bookmarks, at(20)).unwrap().unwrap();
    save(&mut b, vec![back]);
    assert_eq!(get(&b, 1), one);
    assert_eq!(home.session().report().undo.len(), 2);
}

#[test]
fn a_symbolic_link_stays_one_and_its_target_is_written() {
    let home = Home::new();
    let real = home.path().join("dotfiles/marks.json");
    let link = home.file();
    fs::create_dir_all(real.parent().unwrap()).unwrap();
    fs::create_dir_all(link.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    save(&mut a, vec![add(2)]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::symlink_metadata(&real).unwrap().is_file());
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn a_later_version_is_shown_and_not_touched() {
    let home = Home::new();
    let path = home.file();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text =
        r#"{"format":"simak-bookmarks","version":7,"new":{"x":1},"bookmarks":[{"id":"a","target":{"selectors":[]}}]}"#;
    fs::write(&path, text).unwrap();
    let mut a = home.session();
    a.push(vec![add(1)]);
    assert!(!a.save());
    let report = a.report();
    assert!(matches!(report.state, Saving::ReadOnly(_)), "{:?}", report.state);
    assert_eq!(report.bookmarks.len(), 2, "theirs is shown, ours waits in the journal");
    assert!(!a.close());
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert!(a.journal_path().unwrap().exists());
}

#[test]
fn hand_edits_are_picked_up_and_broken_ones_left_alone_until_they_read_again() {
    let home = Home::new();
    let path = home.file();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"note\": \"\"", "\"note\": \"by hand\"")).unwrap();
    assert!(a.refresh());
    assert_eq!(get(&a, 1).note, "by hand");
    let broken = text.replacen('{', "{,", 1);
    fs::write(&path, &broken).unwrap();
    assert!(a.refresh());
    assert_eq!(a.bookmarks().len(), 1, "what was known is still shown");
    a.push(vec![add(2)]);
    assert!(!a.save());
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    fs::write(&path, &text).unwrap();
    assert!(a.refresh());
    assert!(a.save());
    assert_eq!(home.kept().len(), 2);
    fs::write(&path, &broken).unwrap();
    a.refresh();
    assert!(a.keep_mine());
    assert_eq!(home.kept().len(), 2);
    let kept = quarantine::copies(&path);
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), broken);
}

#[test]
fn a_file_deleted_under_an_open_session_is_written_again_with_all_bookmarks() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    fs::remove_file(home.file()).unwrap();
    a.refresh();
    save(&mut a, vec![add(2)]);
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn the_first_change_of_a_session_leaves_a_backup_and_a_missing_file_is_told() {
    let home = Home::new();
    save(&mut home.session(), vec![add(1)]);
    let before = fs::read(home.file()).unwrap();
    let mut a = home.session();
    save(&mut a, vec![add(2)]);
    save(&mut a, vec![add(3)]);
    let copies = backup::list(&a.place().backups());
    assert_eq!(copies.len(), 1);
    assert_eq!(fs::read(&copies[0]).unwrap(), before);
    fs::remove_file(home.file()).unwrap();
    assert!(home.session().report().notices[0].contains("restore"));
}

#[test]
fn copies_of_synchronisers_are_told_once() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    a.report();
    let mut other = Bookmarks::default();
    other.apply(&add(2)).unwrap();
    let text = file::write(&file::File { bookmarks: other, ..file::File::default() });
    fs::write(home.file().with_file_name("bookmarks.sync-conflict-20261122-001500-ABC.json"), text).unwrap();
    assert!(a.refresh());
    assert_eq!(a.report().notices.len(), 1);
    a.refresh();
    assert!(a.report().notices.is_empty());
}

#[test]
fn while_another_session_holds_the_lock_the_change_waits_in_the_journal() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    let lock = fs::File::open(a.place().lock().unwrap()).unwrap();
    lock.lock().unwrap();
    a.push(vec![add(2)]);
    assert!(!a.save());
    assert!(matches!(a.report().state, Saving::NotSaved(_)));
    assert!(fs::read_to_string(a.journal_path().unwrap()).unwrap().contains("id-00002"));
    drop(lock);
    assert!(a.save());
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn a_hand_edit_that_leaves_size_and_time_as_they_were_is_not_written_over() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    let before = fs::metadata(home.file()).unwrap().modified().unwrap();
    let edited = home.text().replace("number 1", "NUMBER 1");
    fs::write(home.file(), edited).unwrap();
    fs::File::options().write(true).open(home.file()).unwrap().set_modified(before).unwrap();
    save(&mut a, vec![add(2)]);
    assert!(home.text().contains("NUMBER 1"), "{}", home.text());
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn a_directory_that_vanishes_under_an_open_session_is_made_again_with_all_bookmarks() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    fs::remove_dir_all(home.file().parent().unwrap()).unwrap();
    a.refresh();
    assert_eq!(a.bookmarks().len(), 1, "what was known is still shown");
    save(&mut a, vec![add(2)]);
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn a_journal_deleted_under_an_open_session_is_begun_anew() {
    let home = Home::new();
    let mut a = home.session();
    save(&mut a, vec![add(1)]);
    fs::remove_dir_all(&a.place().state).unwrap();
    let lock = fs::File::open(a.place().lock().unwrap()).unwrap();
    lock.lock().unwrap();
    a.push(vec![add(2)]);
    assert!(a.is_journaled());
    let journal = a.journal_path().unwrap();
    assert!(fs::read_to_string(&journal).unwrap().contains("id-00002"), "on disk, not in a file without a name");
}

#[test]
fn sessions_that_name_one_file_differently_have_one_lock() {
    let home = Home::new();
    let real = home.path().join("dotfiles/marks.json");
    fs::create_dir_all(real.parent().unwrap()).unwrap();
    fs::create_dir_all(home.file().parent().unwrap()).unwrap();
    std::os::unix::fs::symlink("../dotfiles/marks.json", home.file()).unwrap();
    let mut by_link = home.session();
    let mut by_name = Session::open(Place::new(&home.dirs(), Some(&real)).unwrap());
    save(&mut by_link, vec![add(1)]);
    save(&mut by_name, vec![add(2)]);
    assert_eq!(by_link.place().lock().unwrap().canonicalize().unwrap(), by_name.place().lock().unwrap());
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn a_link_that_leads_round_in_a_circle_is_told_and_the_bookmark_waits_in_the_journal() {
    let home = Home::new();
    fs::create_dir_all(home.file().parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(home.file(), home.file()).unwrap();
    let mut a = home.session();
    a.push(vec![add(1)]);
    assert!(!a.save() && a.is_journaled());
    assert!(matches!(a.report().state, Saving::NotSaved(why) if why.contains("links")));
    fs::remove_file(home.file()).unwrap();
    assert!(a.save());
    assert_eq!(home.kept().len(), 1);
}

/// A change drawn at random: which bookmark, and what.
fn change() -> impl Strategy<Value = (usize, u8, String)> {
    (0_usize..4, any::<u8>(), prop_oneof![Just("x".to_owned()), "[a-z]{0,3}"])
}

fn content(bookmarks: &Bookmarks) -> Vec<(Id, String, Vec<String>)> {
    bookmarks.iter().map(|b| (b.id.clone(), b.note.clone(), b.tags.clone())).collect()
}

proptest! {
    #[test]
    fn undoing_all_gives_the_beginning_and_redoing_all_the_end(changes in prop::collection::vec(change(), 1..60)) {
        let mut bookmarks: Bookmarks = Bookmarks::default();
        bookmarks.apply(&add(3)).unwrap();
        let start = content(&bookmarks);
        let mut undo = Undo::default();
        let mut done = 0;
        for (n, kind, word) in &changes {
            let operation = match (bookmarks.get(&id(*n)), kind % 3) {
                (None, _) => add(*n),
                (Some(b), 0) => Operation::delete(b),
                (Some(b), 1) => Operation::note(b, word.clone(), at(100)),
                (Some(b), _) => Operation::edit(b, Field::Tags(vec![word.clone()]), at(100)),
            };
            let inverse = bookmarks.apply(&operation).unwrap();
            undo.push(Step { done: operation, inverse });
            done += 1;
        }
        let end = content(&bookmarks);
        for _ in 0..done {
            undo.undo(&mut bookmarks, at(200)).unwrap().unwrap();
        }
        prop_assert!(undo.undo(&mut bookmarks, at(200)).is_none());
        prop_assert_eq!(content(&bookmarks), start);
        for _ in 0..done {
            undo.redo(&mut bookmarks, at(300)).unwrap().unwrap();
        }
        prop_assert_eq!(content(&bookmarks), end);
    }
}
