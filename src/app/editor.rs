//! A line (or, for notes, several lines) of text being typed.

use unicode_segmentation::UnicodeSegmentation;

use super::key::{Code, Key};

/// Longest text taken, in bytes; a paste beyond it is cut.
const LIMIT: usize = 16 * 1024;

/// Text being typed and the place of the cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    text: String,
    /// Byte offset, on a grapheme boundary.
    cursor: usize,
    /// Whether newlines are kept.
    lines: bool,
}

impl Editor {
    /// An editor of one line.
    pub fn line(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), lines: false }
    }

    /// An editor of several lines.
    pub fn lines(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), lines: true }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces the text, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = text.len();
    }

    /// Inserts `text` at the cursor; in an editor of one line newlines become blanks.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        for c in text.chars() {
            let c = match c {
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' if self.lines => '\n',
                c if c == '\t' || !self.lines && c.is_whitespace() => ' ',
                c if c.is_control() => continue,
                c => c,
            };
            if self.text.len() + c.len_utf8() > LIMIT {
                break;
            }
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Takes an editing key; false where the key is not for editing.
    pub fn key(&mut self, key: Key) -> bool {
        match (key.ctrl, key.alt, key.code) {
            (false, false, Code::Char(c)) => self.insert(c.encode_utf8(&mut [0; 4])),
            (false, false, Code::Backspace) | (true, _, Code::Char('h')) => self.delete_to(self.before()),
            (false, false, Code::Delete) => {
                let to = self.after();
                self.text.replace_range(self.cursor..to, "");
            }
            (true, _, Code::Char('w')) | (_, true, Code::Backspace) => {
                let from = self.word_start();
                self.delete_to(from);
            }
            (true, _, Code::Char('u')) => self.delete_to(self.line_start()),
            (true, _, Code::Char('k')) => {
                let to = self.line_end();
                self.text.replace_range(self.cursor..to, "");
            }
            (false, _, Code::Left) | (true, _, Code::Char('b')) => self.cursor = self.before(),
            (false, _, Code::Right) | (true, _, Code::Char('f')) => self.cursor = self.after(),
            (_, _, Code::Home) | (true, _, Code::Char('a')) => self.cursor = self.line_start(),
            (_, _, Code::End) | (true, _, Code::Char('e')) => self.cursor = self.line_end(),
            (false, false, Code::Up) if self.lines => self.up_down(-1),
            (false, false, Code::Down) if self.lines => self.up_down(1),
            _ => return false,
        }
        true
    }

    fn delete_to(&mut self, from: usize) {
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..].graphemes(true).next().map_or(self.cursor, |g| self.cursor + g.len())
    }

    fn word_start(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(i, c)| i + c.len_utf8())
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |i| i + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.cursor..].find('\n').map_or(self.text.len(), |i| self.cursor + i)
    }

    fn up_down(&mut self, by: i8) {
        let column = self.text[self.line_start()..self.cursor].graphemes(true).count();
        let start = if by < 0 {
            let Some(end) = self.line_start().checked_sub(1) else { return };
            self.text[..end].rfind('\n').map_or(0, |i| i + 1)
        } else {
            let end = self.line_end();
            if end == self.text.len() {
                return;
            }
            end + 1
        };
        let line = &self.text[start..];
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        self.cursor = start + line.graphemes(true).take(column).map(str::len).sum::<usize>();
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Editor, Key};

    #[test]
    fn a_combining_sequence_is_deleted_as_one() {
        let mut e = Editor::line("Vie\u{302}\u{323}t");
        e.key(Key::plain(Code::Backspace));
        e.key(Key::plain(Code::Backspace));
        assert_eq!(e.text(), "Vi");
    }

    #[test]
    fn a_paste_of_lines_stays_one_line_and_runs_nothing() {
        let mut e = Editor::line("");
        e.insert("a\n:delete\u{1b}[31m");
        assert_eq!(e.text(), "a :delete[31m");
    }

    #[test]
    fn a_word_is_deleted_back_to_a_blank_of_any_width() {
        for text in ["a\u{2028}Ặb", "a\u{3000}Ặb", "a\u{a0}Ặb  ", "a Ặb"] {
            let mut e = Editor::line(text);
            e.key(Key { ctrl: true, ..Key::plain(Code::Char('w')) });
            assert_eq!(e.text().trim_end(), "a", "{text:?}");
        }
    }

    #[test]
    fn separators_of_lines_and_wide_blanks_become_plain_ones() {
        let mut line = Editor::line("");
        line.insert("a\u{2028}b\u{3000}c\r\nd\u{85}e");
        assert_eq!(line.text(), "a b c d e");
        let mut lines = Editor::lines("");
        lines.insert("a\u{2028}b\tc\r\nd");
        assert_eq!(lines.text(), "a\nb c\nd");
    }

    #[test]
    fn up_and_down_keep_the_column() {
        let mut e = Editor::lines("abcd\nef\nghij");
        e.key(Key::plain(Code::Up));
        assert_eq!(e.cursor(), 7);
        e.key(Key::plain(Code::Up));
        assert_eq!(e.cursor(), 2);
    }
}
