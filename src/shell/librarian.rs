//! The thread that reads everything together: builds the [`Library`] of all articles so far, again when enough came.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::guard::guarded;
use crate::app::Event;
use crate::library::overlay::Overlay;
use crate::library::{Entry, Library};

/// What the librarian is told.
#[derive(Debug)]
pub enum Note {
    /// An article was read.
    Read(Arc<Entry>),
    /// An article was read again, it has the same path.
    Changed(Arc<Entry>),
    /// What the reader says of names, from now on.
    Overlay(Box<Overlay>),
    /// No more will come for now.
    Done,
}

/// Takes notes until the senders are gone and gives a library for the first article, each time the number of
/// articles doubled, and at the end. Notes that came while one was built are taken together.
pub fn work(notes: &Receiver<Note>, mut give: impl FnMut(Event) -> bool) {
    let mut articles: Vec<Arc<Entry>> = Vec::new();
    let mut overlay = Overlay::default();
    let (mut built, mut due) = (0, false);
    while let Ok(note) = notes.recv() {
        for note in std::iter::once(note).chain(notes.try_iter()) {
            match note {
                Note::Read(entry) => articles.push(entry),
                Note::Changed(entry) => {
                    if let Some(old) = articles.iter_mut().find(|old| old.path == entry.path) {
                        *old = entry;
                        due = true;
                    }
                }
                Note::Overlay(corrected) => {
                    overlay = *corrected;
                    due = due || built > 0;
                }
                Note::Done => due = due || built != articles.len(),
            }
        }
        if due || articles.len() >= (built * 2).max(1) {
            let all = articles.clone();
            let event = match guarded(|| Library::build_with(all, &overlay)) {
                Ok(library) => Event::Library(Arc::new(library)),
                Err(panic) => Event::Notice(format!("names and links could not be read together, a defect: {panic}")),
            };
            (built, due) = (articles.len(), false);
            if !give(event) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::{Note, work};
    use crate::app::Event;
    use crate::library::Entry;

    #[test]
    fn the_last_library_holds_everything_and_few_are_built() {
        let (tx, rx) = channel();
        let entry = |n: u32, text: &str| Arc::new(Entry::read(&format!("{n}.txt"), text.as_bytes()).unwrap());
        for n in 0..100 {
            tx.send(Note::Read(entry(n, "text"))).unwrap();
        }
        tx.send(Note::Done).unwrap();
        tx.send(Note::Changed(entry(7, "other"))).unwrap();
        drop(tx);
        let mut sizes = Vec::new();
        let mut seventh = String::new();
        work(&rx, |event| {
            if let Event::Library(library) = event {
                sizes.push(library.articles.len());
                seventh.clone_from(&library.articles[7].source.text);
            }
            true
        });
        assert_eq!(sizes.last(), Some(&100));
        assert!(sizes.len() < 10, "{sizes:?}");
        assert_eq!(seventh, "other");
    }
}
