//! One row of a page.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::article::PassageId;
use crate::text::Mapped;
use crate::text::sanitise::Display;

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Nothing.
    Blank,
    /// The title as it stands in the file.
    Title,
    /// A title that simak made.
    MadeTitle,
    /// The line under the title.
    Meta,
    /// A heading of a level.
    Heading(u8),
    /// Running text.
    Text,
    /// A quotation.
    Quote,
    /// Preformatted text.
    Code,
    /// A caption.
    Caption,
    /// Stands for a caption folded away.
    Fold,
    /// A byline within the text.
    Byline,
    /// Where the article comes from.
    Source,
    /// In the raw text: a line that cleaning dropped.
    Dropped,
    /// In the raw text: a kept line.
    Raw,
}

/// One row: displayable text and where it stands in its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// The passage it is part of.
    pub passage: Option<PassageId>,
    /// Bytes of the passage's text that it shows.
    pub range: Range<usize>,
    /// Columns left free before the text.
    pub indent: u16,
    /// A sign drawn in the indent: bullet, quote bar.
    pub mark: Display,
    /// The displayable text, mapped to the passage's text.
    pub text: Mapped,
    /// A remark at the right edge: the rule that dropped a line.
    pub remark: Option<Display>,
}

impl Row {
    /// An empty row.
    pub(super) fn blank() -> Self {
        Self {
            kind: RowKind::Blank,
            passage: None,
            range: 0..0,
            indent: 0,
            mark: Display::default(),
            text: Mapped::default(),
            remark: None,
        }
    }

    /// A row whose text stands in no passage; `text` is displayable.
    pub(super) fn made(kind: RowKind, indent: u16, text: Mapped) -> Self {
        Self { kind, indent, text, ..Self::blank() }
    }

    /// A row of a passage; `text` is displayable and mapped to the passage's text.
    pub(super) fn of(kind: RowKind, passage: PassageId, indent: u16, text: Mapped) -> Self {
        let range = text.map().origin_range();
        Self { kind, passage: Some(passage), range, indent, text, ..Self::blank() }
    }

    /// Columns it takes, indent and all.
    pub fn width(&self) -> usize {
        usize::from(self.indent) + self.text.text().width()
    }

    /// Whether the cursor can stand on it.
    pub fn is_stop(&self) -> bool {
        self.passage.is_some() || matches!(self.kind, RowKind::Dropped | RowKind::Raw)
    }
}
