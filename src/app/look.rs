//! How the reader wants things shown.

use super::areas::Pane;
use super::theme::Themes;

/// Columns of the text by default, a comfortable line (Bringhurst: 45 to 75 characters).
pub const COLUMN: u16 = 72;

/// What the reader can change about the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Columns wanted for the text.
    pub column: u16,
    /// Text alone.
    pub zen: bool,
    /// Raw text.
    pub raw: bool,
    /// Names lit in the text.
    pub lights: bool,
    /// Captions in the other language shown.
    pub twins: bool,
    /// Sentences told before dimmed.
    pub repeats: bool,
    /// Place of the theme among the themes.
    pub theme: usize,
    /// The mouse is reported.
    pub mouse: bool,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Draw without colour.
    pub no_color: bool,
    /// The pane in focus.
    pub focus: Pane,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            column: COLUMN,
            zen: false,
            raw: false,
            lights: true,
            twins: false,
            repeats: false,
            theme: 0,
            mouse: false,
            ascii: false,
            no_color: false,
            focus: Pane::Articles,
        }
    }
}

impl Look {
    /// Takes the reader's settings, text of `config.toml`; gives what is wrong with them, with lines. The rest is used.
    ///
    /// ```toml
    /// column = 72            # columns of the text, 20 to 200
    /// theme = "terminal"     # a name of themes.toml
    /// names = true           # names lit in the text
    /// twins = false          # captions in the other language shown
    /// repeats = false        # sentences told before dimmed
    /// ascii = false
    /// color = true
    /// ```
    pub fn configure(&mut self, text: &str, themes: &Themes) -> Vec<String> {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(e) => {
                let e: toml::de::Error = e;
                return vec![format!("line {}: {}", e.span().map_or(1, |s| line(s.start)), e.message())];
            }
        };
        let mut faults = Vec::new();
        for (key, value) in &table {
            let at = text.lines().position(|l| l.trim_start().starts_with(key.as_str())).map_or(1, |n| n + 1);
            let wrong = match (key.as_str(), value) {
                ("column", toml::Value::Integer(n)) if (20..=200).contains(n) => {
                    self.column = *n as u16;
                    None
                }
                ("column", _) => Some("a whole number from 20 to 200"),
                ("theme", toml::Value::String(name)) => match themes.find(name) {
                    Some(at) => {
                        self.theme = at;
                        None
                    }
                    None => Some("the name of a theme"),
                },
                ("theme", _) => Some("the name of a theme in quotes"),
                ("names" | "twins" | "repeats" | "ascii" | "color", toml::Value::Boolean(on)) => {
                    match key.as_str() {
                        "names" => self.lights = *on,
                        "twins" => self.twins = *on,
                        "repeats" => self.repeats = *on,
                        "ascii" => self.ascii |= *on,
                        _ => self.no_color |= !*on,
                    }
                    None
                }
                ("names" | "twins" | "repeats" | "ascii" | "color", _) => Some("true or false"),
                _ => {
                    faults.push(format!("line {at}: there is no setting `{key}`"));
                    continue;
                }
            };
            if let Some(wanted) = wrong {
                faults.push(format!("line {at}: `{key}` must be {wanted}"));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Themes};

    #[test]
    fn good_settings_are_used_and_bad_ones_named_with_their_line() {
        let mut look = Look::default();
        let faults = look.configure("column = 60\ntheme = \"plain\"\nnames = 3\nwidth = 1\n", &Themes::default());
        assert_eq!((look.column, look.lights), (60, true));
        assert_ne!(look.theme, 0);
        assert_eq!(faults, ["line 3: `names` must be true or false", "line 4: there is no setting `width`"]);
        assert_eq!(look.configure("column = ", &Themes::default()).len(), 1);
    }
}
