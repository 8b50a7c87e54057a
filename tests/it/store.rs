//! The bookmark store on a real file system.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use simak::bookmark::anchor::selectors;
use simak::bookmark::{Document, Draft, Id, Operation, Report, Saving};
use simak::shell::dirs::Dirs;
use simak::shell::store::Place;
use simak::shell::store::{Finished, Session, Store};

fn now() -> jiff::Timestamp {
    "2026-11-22T00:15:00Z".parse().unwrap()
}

fn draft(n: usize) -> Draft {
    let text = format!("Sentence number {n} of the text. Another one follows it.");
    let end = text.find(". ").unwrap() + 1;
    Draft {
        document: Document { path: format!("a/{n}.txt"), name: format!("{n}.txt"), ..Document::default() },
        selectors: selectors(&text, 0..end),
        ..Draft::default()
    }
}

fn add(n: usize) -> Operation {
    draft(n).add(Id::new(format!("id-{n:05}")), now())
}

fn open(dir: &Path) -> Session {
    Session::open(Place::new(&Dirs::below(dir), None).unwrap())
}

#[test]
fn a_bookmark_sent_is_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let dirs = Dirs::below(dir.path());
    let (tell, told) = mpsc::channel::<Report>();
    let (store, first) = Store::open(&dirs, None, move |r| tell.send(r).unwrap()).unwrap();
    assert!(first.bookmarks.is_empty());
    store.send(add(1));
    let report = told.recv_timeout(Duration::from_secs(10)).unwrap();
    assert_eq!(report.state, Saving::Saved);
    assert_eq!(report.bookmarks.len(), 1);
    assert_eq!(store.finish(Duration::from_secs(10)), Finished::Saved);
    let (store, again) = Store::open(&dirs, None, |_| {}).unwrap();
    assert_eq!(again.bookmarks, report.bookmarks);
    assert_eq!(again.undo.len(), 1);
    assert_eq!(store.finish(Duration::from_secs(10)), Finished::Saved);
}

#[test]
fn sessions_open_at_once_keep_each_others_bookmarks() {
    let dir = tempfile::tempdir().unwrap();
    let mut a = open(dir.path());
    let mut b = open(dir.path());
    a.push(vec![add(1)]);
    assert!(a.save());
    b.push(vec![add(2)]);
    assert!(b.save());
    assert_eq!(b.bookmarks().len(), 2);
    assert!(a.refresh());
    assert_eq!(a.bookmarks(), b.bookmarks());
}
