//! Printing: lines that are safe on a terminal and in a pipe, and JSON in which no character can act on one.

use std::fmt::{Display, Write as _};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde_json::Value as Json;

use crate::error::Error;
use crate::text::sanitise::display;

/// Standard output, buffered.
#[derive(Debug)]
pub struct Printer {
    out: BufWriter<StdoutLock<'static>>,
}

impl Printer {
    /// Standard output.
    pub fn stdout() -> Self {
        Self { out: BufWriter::with_capacity(64 * 1024, io::stdout().lock()) }
    }

    /// One line of text that may come from anywhere.
    pub fn line(&mut self, text: &str) -> Result<(), Error> {
        self.own(display(text))
    }

    /// One line of our own or sanitised words.
    pub fn own(&mut self, text: impl Display) -> Result<(), Error> {
        writeln!(self.out, "{text}").map_err(Error::Output)
    }

    /// One JSON value on a line.
    pub fn json(&mut self, value: &Json) -> Result<(), Error> {
        self.own(escaped(&value.to_string()))
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes).map_err(Error::Output)
    }

    /// Sends what is left. Without it, errors of the last lines would be lost.
    pub fn finish(mut self) -> Result<(), Error> {
        self.out.flush().map_err(Error::Output)
    }

    /// Columns to wrap at: those of the terminal, at most 100; none where the output is no terminal.
    pub fn columns() -> Option<usize> {
        let stdout = io::stdout();
        let size = stdout.is_terminal().then(|| rustix::termios::tcgetwinsize(&stdout).ok()).flatten()?;
        (size.ws_col > 0).then_some(usize::from(size.ws_col).min(100))
    }
}

/// JSON text with controls, direction marks and invisible characters escaped: the same values for every parser.
fn escaped(json: &str) -> String {
    let acts = |c: char| {
        matches!(c, '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{61c}')
    };
    if !json.contains(acts) {
        return json.to_owned();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if acts(c) {
            // All of them are in the basic plane, so one escape each.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::escaped;

    #[test]
    fn json_has_no_character_that_acts_and_keeps_its_values() {
        let value = json!({"a\u{9b}": "x\u{1b}[31m\u{202e}y\u{feff}\n"});
        let text = escaped(&value.to_string());
        assert!(text.is_ascii() && !text.contains('\u{1b}'), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
