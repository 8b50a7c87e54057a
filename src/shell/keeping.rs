//! Bookmarks of a session: the store is opened at the start and finished at the end, whatever the end is.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use super::Message;
use super::closing::Closing;
use super::dirs::Dirs;
use super::store::{Finished, Store};
use crate::app::{App, Event};

/// Exit code where bookmarks could not be written anywhere (`EX_IOERR` of sysexits).
pub const NOT_SAVED: i32 = 74;

/// What the store could not write anywhere, for standard error.
pub type Unsaved = Arc<Mutex<Option<String>>>;

/// Opens the store of bookmarks and has it finished at the end; without one the reader goes on and says so.
pub fn open_store(
    dirs: &Dirs,
    file: Option<&Path>,
    sender: &Sender<Message>,
    app: &mut App,
    closing: &Closing,
) -> (Option<Arc<Mutex<Option<Store>>>>, Unsaved) {
    let unsaved = Unsaved::default();
    let out = sender.clone();
    let wake = move |report| drop(out.send(Message::Event(Event::Stored(report))));
    let now = Timestamp::now();
    match Store::open(dirs, file, wake) {
        Ok((store, report)) => {
            let _ = app.update(Event::Stored(report), now);
            let shared = Arc::new(Mutex::new(Some(store)));
            let (last, left) = (Arc::clone(&shared), Arc::clone(&unsaved));
            closing.on_exit(move |patience| {
                let Some(store) = last.lock().ok().and_then(|mut s| s.take()) else { return };
                let said = match store.finish(patience) {
                    Finished::Saved => return,
                    Finished::Journaled(path) => {
                        format!("bookmarks not saved yet; the next start takes them from {}", path.display())
                    }
                    Finished::Dumped(path) => format!("bookmarks not saved; they are kept in {}", path.display()),
                    Finished::Unsaved(text) => format!("bookmarks not saved; here they are: {text}"),
                };
                if let Ok(mut left) = left.lock() {
                    *left = Some(said);
                }
            });
            (Some(shared), unsaved)
        }
        Err(e) => {
            let said = format!("bookmarks cannot be kept: {e}");
            let _ = app.update(Event::Notice(said), now);
            (None, unsaved)
        }
    }
}
