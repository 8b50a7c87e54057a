//! Bytes to text in blocks: decoding, newlines, and the parsers of the four formats.
//!
//! Takes the bytes of one file; gives a [`Source`]: the decoded text and the blocks that its format marks in it. It does
//! not judge what a block is worth; that is the article's work.
//!
//! For plain text and Markdown the decoded text is the file's own, newlines made `\n` without a change of length (see
//! [`decode`]), so for a UTF-8 file without a byte order mark spans are bytes of the file. For
//! HTML and EPUB it is what the parser read out of the markup, one block a line.

use std::ops::Range;

use crate::text::{Lang, Mapped};

mod compose;
pub mod decode;
mod draft;
mod entity;
pub mod epub;
mod front;
mod guard;
pub mod html;
pub mod lines;
mod magic;
pub mod markdown;
mod page;
pub mod plain;
mod strip;
mod tags;

pub use lines::Lines;

/// How the bytes were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown (`CommonMark`).
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
    /// The blocks in reading order; for plain text every non-blank line behind the front matter is in exactly one.
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
    ///
    /// Bytes with nothing to read give a source without blocks and the notice `empty`.
    ///
    /// The parsers of HTML call themselves for nested elements, to a depth of 512 at most: a thread that reads files wants a
    /// stack of 2 MiB (the default of threads in Rust) or more.
    ///
    /// # Errors
    ///
    /// [`SourceError::Binary`] where the bytes are no text, [`SourceError::Broken`] for a book that cannot be opened or is
    /// larger than the limits of [`epub`].
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
        let mut source = Self::parse(&extension, bytes)?;
        source.blocks.iter_mut().for_each(compose::block);
        compose::meta(&mut source.meta);
        if source.blocks.is_empty() && source.format != Format::Epub {
            source.notices.push("empty".into());
        }
        Ok(source)
    }

    fn parse(extension: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        if extension == "epub" || epub::is_epub(bytes) {
            return epub::parse(bytes);
        }
        let decoded = decode::decode(bytes)?;
        Ok(match extension {
            _ if html::is_page(&decoded.text) => html::parse(decoded),
            "html" | "htm" | "xhtml" | "shtml" if decoded.text.contains('<') => html::parse(decoded),
            "md" | "markdown" | "mkd" | "mdown" => markdown::parse(decoded),
            _ => plain::parse(decoded),
        })
    }

    /// The line, from 1, on which byte `offset` of the text lies. Reads the text up to there; for many offsets make
    /// [`Self::lines`] once.
    pub fn line_of(&self, offset: usize) -> u32 {
        memchr::memchr_iter(b'\n', &self.text.as_bytes()[..offset.min(self.text.len())]).count() as u32 + 1
    }

    /// The lines of the text.
    pub fn lines(&self) -> Lines {
        Lines::new(&self.text)
    }

    /// The non-blank lines that no block stands on, with their number from 1: front matter, rules, link definitions and
    /// comments of Markdown. Each range holds the line without the blanks around it.
    pub fn uncovered(&self) -> Vec<(u32, Range<usize>)> {
        let mut ranges: Vec<_> = self.blocks.iter().map(|b| b.text.map().origin_range()).collect();
        ranges.sort_by_key(|r| r.start);
        let mut out = Vec::new();
        let (mut at, mut next, mut covered) = (0, 0, 0);
        for (number, line) in (1..).zip(self.text.split_inclusive('\n')) {
            let shown = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if shown.is_empty() {
                continue;
            }
            while let Some(range) = ranges.get(next).filter(|r| r.start < start + shown.len()) {
                covered = range.end.max(covered);
                next += 1;
            }
            if covered <= start {
                out.push((number, start..start + shown.len()));
            }
        }
        out
    }
}
