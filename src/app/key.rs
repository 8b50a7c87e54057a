//! A key press, free of any terminal library, and the notation for it in the keymap.

use std::fmt;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character as typed, capitals as capitals.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key press. Shift is part of the character and kept apart only for keys that have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held.
    pub alt: bool,
}

impl Key {
    /// A plain key.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }
}

impl Key {
    /// Reads one key in the notation of the keymap: `j`, `G`, `]`, `<C-d>`, `<M-x>`, `<Enter>`, `<Space>`, `<F2>`, `<lt>`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut keys = Self::parse_sequence(text)?;
        (keys.len() == 1).then(|| keys.remove(0))
    }

    /// Reads keys typed one after the other: `gg`, `]e`, `<C-o>`, `g<Tab>`.
    pub fn parse_sequence(text: &str) -> Option<Vec<Self>> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '<'
                && let Some(end) = rest.find('>')
                && end > 1
            {
                keys.push(Self::parse_named(&rest[1..end])?);
                rest = &rest[end + 1..];
            } else {
                keys.push(Self::plain(Code::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        (!keys.is_empty()).then_some(keys)
    }

    /// Reads what stands between `<` and `>`.
    fn parse_named(name: &str) -> Option<Self> {
        let (mut ctrl, mut alt) = (false, false);
        let mut rest = name;
        while let Some((modifier, tail)) = rest.split_once('-') {
            match modifier {
                "C" => ctrl = true,
                "M" | "A" => alt = true,
                "S" if tail == "Tab" => return Some(Self { code: Code::BackTab, ctrl, alt }),
                _ => break,
            }
            rest = tail;
        }
        let code = match rest {
            "Enter" | "CR" => Code::Enter,
            "Esc" => Code::Esc,
            "Tab" => Code::Tab,
            "Space" => Code::Char(' '),
            "lt" => Code::Char('<'),
            "BS" | "Backspace" => Code::Backspace,
            "Del" | "Delete" => Code::Delete,
            "Ins" | "Insert" => Code::Insert,
            "Up" => Code::Up,
            "Down" => Code::Down,
            "Left" => Code::Left,
            "Right" => Code::Right,
            "Home" => Code::Home,
            "End" => Code::End,
            "PageUp" => Code::PageUp,
            "PageDown" => Code::PageDown,
            other => {
                let mut chars = other.chars();
                match (chars.next()?, chars.as_str()) {
                    (c, "") => Code::Char(c),
                    ('F', number) => Code::F(number.parse().ok().filter(|n| (1..=24).contains(n))?),
                    _ => return None,
                }
            }
        };
        Some(Self { code, ctrl, alt })
    }
}

impl fmt::Display for Key {
    /// The form shown to the reader: `j`, `Ctrl-d`, `Enter`, `Space`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::BackTab => f.write_str("S-Tab"),
            Code::F(n) => write!(f, "F{n}"),
            code => write!(f, "{code:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Key};

    #[test]
    fn notation_is_read_and_shown() {
        let shown = |text: &str| Key::parse_sequence(text).map(|k| k.iter().map(Key::to_string).collect::<Vec<_>>());
        assert_eq!(shown("gg"), Some(vec!["g".into(), "g".into()]));
        assert_eq!(shown("<C-o>"), Some(vec!["Ctrl-o".into()]));
        assert_eq!(shown("]e"), Some(vec!["]".into(), "e".into()]));
        assert_eq!(shown("<S-Tab>"), Some(vec!["S-Tab".into()]));
        assert_eq!(shown("<"), Some(vec!["<".into()]));
        assert_eq!(shown("<F99>"), None);
        assert_eq!(Key::parse("<Space>"), Some(Key::plain(Code::Char(' '))));
        assert_eq!(shown(""), None);
    }
}
