//! Themes: meanings to styles, from the table `assets/themes.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use ratatui::style::{Color, Modifier, Style};

use super::look::Look;
use super::tone::Tone;

/// The table that is compiled in.
const SHIPPED: &str = include_str!("../../assets/themes.toml");

/// The themes that are compiled in.
static THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| parse(SHIPPED).unwrap_or_default());

/// The themes to choose from, the first the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Themes(Vec<Theme>);

impl Default for Themes {
    fn default() -> Self {
        Self(THEMES.clone())
    }
}

impl Themes {
    /// Adds the reader's own themes; one of the same name takes the place of the shipped one. A sentence with the line where
    /// the table is wrong.
    pub fn overlay(&mut self, text: &str) -> Result<(), String> {
        for mut theme in parse(text)? {
            let base = self.0.iter().find(|t| t.name == theme.name).or(self.0.first());
            for (tone, style) in base.into_iter().flat_map(|t| &t.styles) {
                theme.styles.entry(*tone).or_insert(*style);
            }
            match self.0.iter_mut().find(|t| t.name == theme.name) {
                Some(old) => *old = theme,
                None => self.0.push(theme),
            }
        }
        Ok(())
    }

    /// The place of the theme of this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|t| t.name == name)
    }

    /// The names in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|t| t.name.as_str())
    }

    /// The theme that `look` asks for; without colour the colours are left out and names are underlined.
    pub fn of(&self, look: &Look) -> Theme {
        let Some(theme) = self.0.get(look.theme % self.0.len().max(1)) else { return Theme::default() };
        if !look.no_color {
            return theme.clone();
        }
        let plain = self.0.iter().find(|t| t.name == "plain").unwrap_or(theme);
        let styles = plain.styles.iter().map(|(t, s)| (*t, Style { fg: None, bg: None, ..*s })).collect();
        Theme { name: theme.name.clone(), styles }
    }
}

/// A style for each meaning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: HashMap<Tone, Style>,
}

impl Theme {
    /// How `tone` looks.
    pub fn style(&self, tone: Tone) -> Style {
        self.styles.get(&tone).copied().unwrap_or_default()
    }

    /// A theme in which every meaning has a colour of its own, so that a picture of the screen can name it.
    pub fn telling() -> Self {
        let styles = Tone::ALL
            .iter()
            .enumerate()
            .map(|(i, tone)| {
                let style = match tone {
                    Tone::Plain => Style::default(),
                    // These lie over others, which must still be told.
                    Tone::Cursor
                    | Tone::Rest
                    | Tone::Selection
                    | Tone::CurrentMatch
                    | Tone::Bookmark
                    | Tone::Repeat => Style::default().bg(Color::Indexed(i as u8 + 1)),
                    _ => Style::default().fg(Color::Indexed(i as u8 + 1)),
                };
                (*tone, style)
            })
            .collect();
        Self { name: "telling".into(), styles }
    }
}

/// Reads a table of themes; a sentence with the line where it is wrong.
pub fn parse(text: &str) -> Result<Vec<Theme>, String> {
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let table: toml::Table = text
        .parse()
        .map_err(|e: toml::de::Error| format!("line {}: {}", e.span().map_or(1, |s| line(s.start)), e.message()))?;
    let rows = table.get("theme").and_then(toml::Value::as_array).ok_or("line 1: there is no [[theme]]")?;
    let mut themes: Vec<Theme> = Vec::new();
    for row in rows {
        let row = row.as_table().ok_or("line 1: [[theme]] must be a table")?;
        let name = row.get("name").and_then(toml::Value::as_str).ok_or("line 1: a theme has no name")?.to_owned();
        let mut styles = themes.first().map_or_else(HashMap::new, |t| t.styles.clone());
        for (key, value) in row.iter().filter(|(k, _)| *k != "name") {
            let at = || {
                let found = text.lines().position(|l| l.trim_start().starts_with(&format!("{key} ")));
                found.map_or(1, |n| n + 1)
            };
            let tone = Tone::ALL.iter().find(|t| t.name() == *key);
            let tone = tone.ok_or_else(|| format!("line {}: `{key}` is no meaning of the theme table", at()))?;
            let words = value.as_str().ok_or_else(|| format!("line {}: `{key}` must be words in quotes", at()))?;
            styles.insert(*tone, style(words).map_err(|word| format!("line {}: `{word}` is no style", at()))?);
        }
        themes.push(Theme { name, styles });
    }
    Ok(themes)
}

/// Reads words as a style; the word that is none.
fn style(words: &str) -> Result<Style, String> {
    let mut style = Style::default();
    for word in words.split_whitespace() {
        let modifier = match word {
            "bold" => Some(Modifier::BOLD),
            "dim" => Some(Modifier::DIM),
            "italic" => Some(Modifier::ITALIC),
            "underline" => Some(Modifier::UNDERLINED),
            "reverse" => Some(Modifier::REVERSED),
            "crossed" => Some(Modifier::CROSSED_OUT),
            _ => None,
        };
        if let Some(modifier) = modifier {
            style = style.add_modifier(modifier);
        } else if let Some(name) = word.strip_prefix("on-") {
            style = style.bg(colour(name).ok_or_else(|| word.to_owned())?);
        } else {
            style = style.fg(colour(word).ok_or_else(|| word.to_owned())?);
        }
    }
    Ok(style)
}

fn colour(name: &str) -> Option<Color> {
    Some(match name {
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "white" => Color::Gray,
        "bright-black" => Color::DarkGray,
        "bright-red" => Color::LightRed,
        "bright-green" => Color::LightGreen,
        "bright-yellow" => Color::LightYellow,
        "bright-blue" => Color::LightBlue,
        "bright-magenta" => Color::LightMagenta,
        "bright-cyan" => Color::LightCyan,
        "bright-white" => Color::White,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{SHIPPED, parse};
    use crate::app::tone::Tone;

    #[test]
    fn the_shipped_table_styles_every_meaning() {
        let themes = parse(SHIPPED).unwrap();
        for tone in Tone::ALL {
            assert!(themes[0].styles.contains_key(&tone), "{} has no style", tone.name());
        }
    }

    #[test]
    fn a_wrong_table_names_the_line() {
        assert_eq!(parse("[[theme]]\nname = \"x\"\ndim = \"purple\"\n"), Err("line 3: `purple` is no style".into()));
        assert_eq!(
            parse("[[theme]]\nname = \"x\"\nloud = \"bold\"\n"),
            Err("line 3: `loud` is no meaning of the theme table".into())
        );
    }
}
