//! How the reader wants things shown.

use super::areas::Pane;

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
    /// Name of the theme.
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
