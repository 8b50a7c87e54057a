//! The terminal's modes: taken on [`Terminal::enter`], given back on [`Terminal::leave`], from any thread, any number of times.
//!
//! It never asks the terminal a question, so a terminal that never answers costs nothing.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use ratatui::layout::Size;
use rustix::termios::{self, OptionalActions, Termios};

use super::output::Output;

/// Alternate screen, cursor hidden, bracketed paste, focus reports.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// The reverse, and the end of a frame that may have been cut.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";
/// Presses and wheel, in the form that has no limit of 223 columns.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// How long a line that takes nothing may hold up the end.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// The terminal that standard output is.
#[derive(Debug)]
pub struct Terminal {
    /// Where bytes go.
    pub output: Output,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The modes to give back; there while the screen is ours.
    before: Option<Termios>,
    mouse: bool,
}

/// Why the reader cannot be opened here, said with the remedy; `None` where it can.
pub fn refusal() -> Option<&'static str> {
    if !io::stdout().is_terminal() {
        return Some("standard output is not a terminal; `simak show PATH` prints an article, `simak list` a list");
    }
    if std::env::var_os("TERM").is_some_and(|t| t == "dumb") {
        return Some("the terminal cannot move the cursor (TERM=dumb); `simak show PATH` prints an article");
    }
    None
}

impl Terminal {
    /// Opens the terminal; changes nothing yet.
    pub fn open() -> io::Result<Self> {
        Ok(Self { output: Output::open()?, state: Mutex::default() })
    }

    /// Takes the screen. Done again while it is ours, it sets all modes anew, as after a stop from outside.
    pub fn enter(&self) -> io::Result<()> {
        let mut state = self.lock();
        let now = termios::tcgetattr(self.output.fd())?;
        let before = state.before.get_or_insert(now);
        let mut raw = before.clone();
        raw.make_raw();
        termios::tcsetattr(self.output.fd(), OptionalActions::Now, &raw)?;
        self.output.send(ENTER);
        if state.mouse {
            self.output.send(MOUSE_ON);
        }
        Ok(())
    }

    /// Gives the terminal back as it was. Never panics, never waits long; does nothing where it was given back.
    pub fn leave(&self) {
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(state)) => state.into_inner(),
            // Another thread is at it.
            Err(TryLockError::WouldBlock) => return,
        };
        let Some(before) = state.before.take() else { return };
        let mut bytes = Vec::new();
        if state.mouse {
            bytes.extend_from_slice(MOUSE_OFF);
        }
        bytes.extend_from_slice(LEAVE);
        self.output.send_last(&bytes, LAST_WORDS);
        let _ = termios::tcsetattr(self.output.fd(), OptionalActions::Now, &before);
    }

    /// Whether the screen is ours.
    pub fn is_entered(&self) -> bool {
        self.lock().before.is_some()
    }

    /// Whether this process may use the terminal now, and is not in the background.
    pub fn is_foreground(&self) -> bool {
        match termios::tcgetpgrp(self.output.fd()) {
            Ok(group) => group == rustix::process::getpgrp(),
            Err(_) => true,
        }
    }

    /// Reports the mouse or leaves it to the terminal.
    pub fn set_mouse(&self, on: bool) {
        let mut state = self.lock();
        if state.mouse != on {
            state.mouse = on;
            self.output.send(if on { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    /// Size in cells. A terminal that does not know its own counts as 80 by 24.
    pub fn size(&self) -> Size {
        match termios::tcgetwinsize(self.output.fd()) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size::new(size.ws_col, size.ws_row),
            _ => Size::new(80, 24),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One line on standard error; a closed one is no error.
pub fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "simak: {}", crate::text::sanitise::display(sentence));
}

#[cfg(test)]
mod tests {
    use super::{ENTER, LEAVE, MOUSE_OFF, MOUSE_ON};

    #[test]
    fn every_mode_set_is_reset() {
        let modes = |bytes: &[u8], last: char| -> Vec<String> {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.split("\x1b[?").filter_map(|s| s.split('\x1b').next()?.strip_suffix(last).map(str::to_owned)).collect()
        };
        for (on, off) in [(ENTER, LEAVE), (MOUSE_ON, MOUSE_OFF)] {
            let reset = modes(off, 'l');
            assert!(modes(on, 'h').iter().all(|m| reset.contains(m) || m == "25"));
        }
        assert!(modes(ENTER, 'l').contains(&"25".to_owned()) && modes(LEAVE, 'h').contains(&"25".to_owned()));
    }
}
