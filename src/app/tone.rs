//! What a piece of text means on the screen. The theme says how each meaning looks; the app never knows a colour.

use crate::facts::Kind;
use crate::text::sanitise::{Display, display};

/// The meaning of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Running text.
    #[default]
    Plain,
    /// Secondary.
    Dim,
    /// In focus, emphasised.
    Strong,
    /// The one accent.
    Accent,
    /// Title of the article.
    Title,
    /// A title that simak made.
    MadeTitle,
    /// Heading.
    Heading,
    /// Caption.
    Caption,
    /// Emphasis in the text.
    Emphasis,
    /// A link in the text.
    Link,
    /// Code in the text.
    Code,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A document.
    Document,
    /// A figure.
    Figure,
    /// Matched characters.
    Match,
    /// The match in hand.
    CurrentMatch,
    /// The row in hand of the focused list.
    Cursor,
    /// The row in hand of a list without focus.
    Rest,
    /// Selected text.
    Selection,
    /// Bookmarked text and its sign.
    Bookmark,
    /// Told before, in an article read earlier.
    Repeat,
    /// A key.
    Key,
    /// Something went well or is new.
    Good,
    /// Something to look at.
    Warning,
    /// Something failed.
    Error,
}

impl Tone {
    /// All tones, for the theme table.
    pub const ALL: [Self; 28] = [
        Self::Plain,
        Self::Dim,
        Self::Strong,
        Self::Accent,
        Self::Title,
        Self::MadeTitle,
        Self::Heading,
        Self::Caption,
        Self::Emphasis,
        Self::Link,
        Self::Code,
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Event,
        Self::Document,
        Self::Figure,
        Self::Match,
        Self::CurrentMatch,
        Self::Cursor,
        Self::Rest,
        Self::Selection,
        Self::Bookmark,
        Self::Repeat,
        Self::Key,
        Self::Good,
        Self::Warning,
        Self::Error,
    ];

    /// Its name in the theme table: `made-title`, `current-match`.
    pub fn name(self) -> String {
        let mut out = String::new();
        for (i, c) in format!("{self:?}").char_indices() {
            if c.is_uppercase() && i > 0 {
                out.push('-');
            }
            out.push(c.to_ascii_lowercase());
        }
        out
    }
}

impl From<Kind> for Tone {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Organisation => Self::Organisation,
            Kind::Place => Self::Place,
            Kind::Event => Self::Event,
            Kind::Document => Self::Document,
        }
    }
}

/// Displayable text of one meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// The text.
    pub text: Display,
    /// What it means.
    pub tone: Tone,
}

/// A piece of `text`.
pub fn piece(text: impl AsRef<str>, tone: Tone) -> Piece {
    Piece { text: display(text.as_ref()), tone }
}

/// `text` in `tone`, the spans in `lit` in `lit_tone`. `lit` is in order and disjoint, bytes of `text`.
pub fn lit_pieces(text: &str, tone: Tone, lit: &[std::ops::Range<usize>], lit_tone: Tone) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    for span in lit {
        let (Some(before), Some(inside)) = (text.get(at..span.start), text.get(span.clone())) else { continue };
        if !before.is_empty() {
            out.push(piece(before, tone));
        }
        out.push(piece(inside, lit_tone));
        at = span.end;
    }
    if let Some(rest) = text.get(at..)
        && !rest.is_empty()
    {
        out.push(piece(rest, tone));
    }
    out
}
