//! What the app wants done outside of it.

use super::corrections::Correction;
use super::task::Task;
use crate::bookmark::Operation;
use crate::bookmark::positions::Positions;

/// Something to do, for the shell.
#[derive(Debug)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop the process as Ctrl-Z does.
    Suspend,
    /// Clear the screen and draw everything again.
    Redraw,
    /// Put this text into the clipboard (OSC 52).
    Copy(String),
    /// Open this address with the system's opener. Only http, https and mailto come here; the shell checks again.
    Open(String),
    /// Open the file in `$EDITOR` at this line.
    Edit(String, u32),
    /// Feed this text (first) to a shell command line (second) and show its output with a pager.
    Pipe(String, String),
    /// Save this change of the bookmarks.
    Store(Box<Operation>),
    /// Save this correction to names and read everything together again with it.
    Entities(Box<Correction>),
    /// Write this session's bookmarks over a bookmark file that cannot be read.
    KeepMine,
    /// Remember reading positions and marks.
    Remember(Box<Positions>),
    /// Report the mouse (true) or leave it to the terminal.
    Mouse(bool),
    /// Run this on a worker thread and send [`super::Event::Done`].
    Compute(Task),
}
