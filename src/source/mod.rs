//! Bytes to text in blocks: decoding, newlines, and the parsers of the four formats.
//!
//! Takes the bytes of one file; gives a [`Source`]: the decoded text and the blocks that its format marks in it. It does
//! not judge what a block is worth; that is the article's work.
//!
//! For plain text and Markdown the decoded text is the file's own, newlines made `\n`, so spans point into the file. For
//! HTML and EPUB it is what the parser read out of the markup, one block a line.

use std::ops::Range;

use crate::text::{Lang, Mapped};

pub mod decode;
pub mod epub;
pub mod html;
pub mod markdown;
pub mod plain;

/// How the bytes were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown (CommonMark).
    Markdown,
    /// A web page.
    Html,
    /// A book.
    Epub,
}

/// What the markup says a block is. Plain text says nothing: all its blocks are [`BlockKind::Line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A line or hard-wrapped paragraph of plain text: its role is still open.
    Line,
    /// A paragraph by markup.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list, nested `depth` deep from 0.
    Item {
        /// Depth from 0.
        depth: u8,
    },
    /// A quotation.
    Quote,
    /// Code or other preformatted text; its newlines stay.
    Code,
    /// The caption of a picture or table.
    Caption,
    /// A row of a table, cells joined by ` | `.
    Row,
}

/// How a run inside a block is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// Emphasis, drawn italic.
    Emphasis,
    /// Strong emphasis, drawn bold.
    Strong,
    /// Code.
    Code,
    /// A link with its address as written.
    Link(String),
}

/// A marked run inside a block; `span` counts bytes of the block's made text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Bytes of the block's text.
    pub span: Range<usize>,
    /// The mark.
    pub style: Style,
}

/// One block: its visible text, mapped to [`Source::text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the markup says it is.
    pub kind: BlockKind,
    /// The visible text, soft line breaks as blanks, markup left out, mapped to the source text.
    pub text: Mapped,
    /// Marked runs, in order.
    pub inlines: Vec<Inline>,
}

/// What markup or file metadata says about the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title.
    pub title: Option<String>,
    /// Date of publication as written in the metadata.
    pub published: Option<String>,
    /// Publication or site.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Declared language.
    pub language: Option<Lang>,
}

/// A decoded and parsed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The decoded text all spans point into.
    pub text: String,
    /// The name of the encoding the bytes were read as, as in the Encoding Standard.
    pub encoding: &'static str,
    /// How it was written.
    pub format: Format,
    /// The blocks in reading order; for plain text every non-blank line is in exactly one.
    pub blocks: Vec<Block>,
    /// What the markup says.
    pub meta: Meta,
    /// What a reader should be told about the reading of this file, one sentence each.
    pub notices: Vec<String>,
}

/// Why a file gives no source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// The bytes are no text.
    #[error("not text (looks like {0})")]
    Binary(&'static str),
    /// The markup or container cannot be read.
    #[error("{0}")]
    Broken(String),
}

impl Source {
    /// Reads `bytes` as the format that `name` (a file name, lossy) and the bytes themselves suggest.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        let _ = name;
        let decoded = decode::decode(bytes)?;
        Ok(plain::parse(decoded))
    }

    /// The line, from 1, on which byte `offset` of the text lies.
    pub fn line_of(&self, offset: usize) -> u32 {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..offset.min(self.text.len())]).count() as u32 + 1
    }
}
