//! The thread that reads everything together: builds the [`Library`] of all articles so far, again when enough came.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::guard::guarded;
use crate::app::Event;
use crate::facts::Facts;
use crate::facts::names::wanted::Wanted;
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
///
/// The first overlay is the one that the articles are read with. Where a later one asks for other names to be found, their
/// facts are read again and given before the library.
pub fn work(notes: &Receiver<Note>, mut give: impl FnMut(Event) -> bool) {
    let mut desk = Desk::default();
    while let Ok(note) = notes.recv() {
        for note in std::iter::once(note).chain(notes.try_iter()) {
            desk.take(note);
        }
        if !desk.give(&mut give) {
            return;
        }
    }
}

/// What the librarian has before her.
#[derive(Default)]
struct Desk {
    articles: Vec<Arc<Entry>>,
    overlay: Overlay,
    /// The names that articles come in with, once an overlay was told.
    first: Option<Wanted>,
    /// The names they should have, where those are others.
    wanted: Option<Wanted>,
    /// Articles whose facts were read again.
    renewed: Vec<Arc<Entry>>,
    /// Articles in the last library.
    built: usize,
    due: bool,
}

impl Desk {
    fn take(&mut self, note: Note) {
        match note {
            Note::Read(entry) => {
                let entry = self.renew(entry);
                self.articles.push(entry);
            }
            Note::Changed(entry) => {
                let entry = self.renew(entry);
                if let Some(old) = self.articles.iter_mut().find(|old| old.path == entry.path) {
                    *old = entry;
                    self.due = true;
                }
            }
            Note::Overlay(corrected) => {
                self.overlay = *corrected;
                self.due = self.due || self.built > 0;
                self.want(self.overlay.wanted());
            }
            Note::Done => self.due = self.due || self.built != self.articles.len(),
        }
    }

    /// Takes the names to be found from now on.
    fn want(&mut self, wanted: Wanted) {
        let Some(first) = &self.first else {
            self.first = Some(wanted);
            return;
        };
        if *self.wanted.as_ref().unwrap_or(first) != wanted {
            self.wanted = Some(wanted);
            self.articles = std::mem::take(&mut self.articles).into_iter().map(|e| self.renew(e)).collect();
        }
    }

    /// The article with the names wanted now.
    fn renew(&mut self, entry: Arc<Entry>) -> Arc<Entry> {
        let Some(wanted) = &self.wanted else { return entry };
        // A text that cannot be read so keeps what it has.
        let Ok(facts) = guarded(|| Facts::read_with(&entry.article, wanted)) else { return entry };
        if facts == entry.facts {
            return entry;
        }
        let entry = Arc::new(Entry { facts, ..Entry::clone(&entry) });
        self.renewed.push(Arc::clone(&entry));
        entry
    }

    /// Gives what is due; false once nobody takes it.
    fn give(&mut self, give: &mut impl FnMut(Event) -> bool) -> bool {
        if !self.renewed.is_empty() && !give(Event::Loaded(std::mem::take(&mut self.renewed))) {
            return false;
        }
        if !self.due && self.articles.len() < (self.built * 2).max(1) {
            return true;
        }
        let all = self.articles.clone();
        let event = match guarded(|| Library::build_with(all, &self.overlay)) {
            Ok(library) => Event::Library(Arc::new(library)),
            Err(panic) => Event::Notice(format!("names and links could not be read together, a defect: {panic}")),
        };
        (self.built, self.due) = (self.articles.len(), false);
        give(event)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use super::{Note, work};
    use crate::app::Event;
    use crate::library::Entry;
    use crate::library::overlay::Overlay;

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

    #[test]
    fn a_name_added_while_the_program_runs_is_found_in_what_was_read_and_in_what_comes() {
        let entry = |path: &str| Arc::new(Entry::read(path, "Warga dekat kali mengeluh.".as_bytes()).unwrap());
        let overlay = |text: &str| Note::Overlay(Box::new(Overlay::parse(text).0));
        let (notes, heard) = channel();
        let (out, given) = channel();
        let librarian = std::thread::spawn(move || work(&heard, |event| out.send(event).is_ok()));
        notes.send(overlay("")).unwrap();
        notes.send(Note::Read(entry("a.txt"))).unwrap();
        let Ok(Event::Library(before)) = given.recv() else { panic!("no library for the first article") };
        assert!(before.articles[0].facts.mentions.is_empty());

        notes.send(overlay("[lexicon.id]\nplace = [\"kali\"]\n")).unwrap();
        let Ok(Event::Loaded(renewed)) = given.recv() else { panic!("the article is not given again") };
        assert_eq!(renewed[0].facts.mentions.len(), 1);
        let Ok(Event::Library(after)) = given.recv() else { panic!("no library after the change") };
        assert!(Arc::ptr_eq(&after.articles[0], &renewed[0]));

        notes.send(Note::Read(entry("b.txt"))).unwrap();
        notes.send(Note::Done).unwrap();
        drop(notes);
        librarian.join().unwrap();
        let last = given.iter().filter_map(|e| if let Event::Library(l) = e { Some(l) } else { None }).last();
        assert_eq!(last.unwrap().articles[1].facts.mentions.len(), 1);
    }
}
