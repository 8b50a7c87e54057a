//! The threads behind the run loop: loading, reading together, computing, looking for changed files.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::{io, thread};

use super::Message;
use super::guard::guarded;
use super::librarian::{self, Note};
use super::loader::{self, Input, Manner, Step};
use super::watch::{Change, Watch};
use crate::app::Event;
use crate::app::task::Task;
use crate::library::overlay::Overlay;

/// The way to the working threads.
#[derive(Debug)]
pub struct Workers {
    tasks: Sender<Task>,
    looks: Sender<()>,
    librarian: Sender<Note>,
    /// The files read so far.
    pub watch: Arc<Watch>,
}

impl Workers {
    /// Starts all of them; loading begins at once.
    ///
    /// `overlay` is what the reader says of names.
    pub fn start(inputs: Vec<Input>, max_bytes: u64, overlay: Overlay, loop_: &Sender<Message>) -> io::Result<Self> {
        let watch = Arc::new(Watch::default());
        let (notes, heard) = channel();
        let manner = Manner { max_bytes, wanted: Arc::new(overlay.wanted()) };
        let _ = notes.send(Note::Overlay(Box::new(overlay)));
        let librarian = notes.clone();
        let librarian_out = loop_.clone();
        spawn("librarian", move || {
            librarian::work(&heard, |event| librarian_out.send(Message::Event(event)).is_ok());
        })?;
        let (files, out, to_librarian, how) = (Arc::clone(&watch), loop_.clone(), notes.clone(), manner.clone());
        spawn("walk", move || load(&inputs, &how, &files, &to_librarian, &out))?;

        let (tasks, asked) = channel::<Task>();
        let out = loop_.clone();
        spawn("compute", move || {
            for task in asked {
                let event = match guarded(|| task.run()) {
                    Ok(outcome) => Event::Done(outcome),
                    Err(panic) => Event::Notice(format!("that could not be computed, a defect: {panic}")),
                };
                if out.send(Message::Event(event)).is_err() {
                    return;
                }
            }
        })?;

        let (looks, asked) = channel::<()>();
        let (files, out) = (Arc::clone(&watch), loop_.clone());
        spawn("watch", move || {
            while asked.recv().is_ok() {
                // Several calls are one look.
                while asked.try_recv().is_ok() {}
                for (event, note) in look(&files, &manner) {
                    if out.send(Message::Event(event)).is_err() {
                        return;
                    }
                    note.into_iter().chain([Note::Done]).for_each(|note| drop(notes.send(note)));
                }
            }
        })?;
        Ok(Self { tasks, looks, librarian, watch })
    }

    /// Computes `task` and sends what it gave.
    pub fn compute(&self, task: Task) {
        // The thread lives as long as this.
        let _ = self.tasks.send(task);
    }

    /// Reads everything together again, with these corrections.
    pub fn correct(&self, overlay: Overlay) {
        let _ = self.librarian.send(Note::Overlay(Box::new(overlay)));
    }

    /// Looks whether files changed.
    pub fn look(&self) {
        let _ = self.looks.send(());
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.into()).spawn(work).map(drop)
}

/// Reads the inputs. An article is given to the reader before the librarian hears of it, who may give it again.
fn load(inputs: &[Input], manner: &Manner, files: &Watch, notes: &Sender<Note>, out: &Sender<Message>) {
    let done = loader::load(inputs, manner, Some(loader::PATIENCE), |step| {
        let (event, note) = match step {
            Step::Read(entry, file) => {
                if let Some((path, stamp)) = file {
                    files.insert(&entry.path, &path, stamp);
                }
                (Event::Loaded(vec![Arc::clone(&entry)]), Some(Note::Read(entry)))
            }
            Step::Unreadable(path, why) => (Event::Unreadable(path, why), None),
            Step::Done => (Event::LoadingDone, Some(Note::Done)),
        };
        let goes_on = out.send(Message::Event(event)).is_ok();
        note.into_iter().for_each(|note| drop(notes.send(note)));
        goes_on
    });
    if let Err(e) = done {
        let said = format!("no thread could be started to read with: {}", loader::reason(&e));
        let _ = out.send(Message::Event(Event::Notice(said)));
    }
}

/// What became of the files since they were read, for the reader and for the librarian.
fn look(files: &Watch, manner: &Manner) -> Vec<(Event, Option<Note>)> {
    let changed = |change| match change {
        Change::Gone(path) => {
            let said = format!("{} is gone; what was read stays", path.display());
            Some((Event::Notice(said), None))
        }
        Change::Changed(path) => match loader::read(&Input::Path(path), manner) {
            Step::Read(entry, file) => {
                if let Some((path, stamp)) = file {
                    files.insert(&entry.path, &path, stamp);
                }
                Some((Event::Changed(Arc::clone(&entry)), Some(Note::Changed(entry))))
            }
            Step::Unreadable(path, why) => {
                let said = format!("{path} changed and cannot be read: {why}; what was read stays");
                Some((Event::Notice(said), None))
            }
            Step::Done => None,
        },
    };
    files.look().into_iter().filter_map(changed).collect()
}
