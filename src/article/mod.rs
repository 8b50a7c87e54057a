//! A source to an article: a role for every line, or the rule that dropped it; title, date, outlet, author, address.
//!
//! Nothing is lost: each non-blank line of the source is in exactly one passage or one [`Dropped`]. It does not look for
//! names or figures.

use std::ops::Range;

use jiff::civil::Date;

use crate::source::{BlockKind, Inline, Source};
use crate::text::{Lang, Mapped};

mod address;
mod boxes;
pub mod byline;
pub mod caption;
pub mod clean;
mod date;
mod dateline;
mod frame;
mod heading;
mod marks;
mod pattern;
mod reading;
mod shape;
mod title;
mod tongue;

/// What a passage is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The title.
    Title,
    /// Outlet, author, date.
    Byline,
    /// A heading.
    Heading,
    /// Running text.
    Body,
    /// The caption of a picture.
    Caption,
    /// Where the article comes from.
    Source,
}

/// A passage by its place in [`Article::passages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageId(pub u32);

impl PassageId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A paragraph, heading, caption or other line of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Line of its first character in the source text, from 1.
    pub line: u32,
    /// What it is to the article.
    pub role: Role,
    /// What the markup said it is.
    pub kind: BlockKind,
    /// Its language.
    pub lang: Option<Lang>,
    /// The text read and searched, mapped to the source text.
    pub text: Mapped,
    /// Marked runs.
    pub inlines: Vec<Inline>,
    /// For a caption told in two languages: the passage that is its twin. The one to fold away points to the one to show.
    pub twin_of: Option<PassageId>,
}

impl Passage {
    /// The stretch of the source text it stands for, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.text.map().origin_range()
    }
}

/// A stretch of the source left out of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Line, from 1.
    pub line: u32,
    /// Bytes of the source text.
    pub range: Range<usize>,
    /// Name of the rule, as in the table.
    pub rule: String,
}

/// Where a title comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleFrom {
    /// A line of the text.
    Text,
    /// Markup or metadata.
    Markup,
    /// Made from the words of the address.
    Url,
    /// Made from the first words.
    FirstWords,
    /// Made from the file name.
    FileName,
}

impl TitleFrom {
    /// Whether simak made the title, because the file has none.
    pub fn is_made(self) -> bool {
        matches!(self, Self::Url | Self::FirstWords | Self::FileName)
    }
}

/// A title and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The words; never empty.
    pub text: String,
    /// Where they come from.
    pub from: TitleFrom,
}

/// A cleaned article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Title, its own or made.
    pub title: Title,
    /// Date of publication.
    pub published: Option<Date>,
    /// Publication or site.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Language of most of the body.
    pub language: Option<Lang>,
    /// The passages in reading order.
    pub passages: Vec<Passage>,
    /// What was left out, in order.
    pub dropped: Vec<Dropped>,
}

impl Article {
    /// Reads the article out of `source`; `name` is the file's name, for a title of last resort.
    pub fn read(name: &str, source: &Source) -> Self {
        Self::read_with(name, source, clean::Rules::shipped())
    }

    /// The same with rules of the reader's own, laid over the shipped ones.
    pub fn read_with(name: &str, source: &Source, rules: &clean::Rules) -> Self {
        reading::read(name, source, rules)
    }

    /// The passage with this id.
    pub fn passage(&self, id: PassageId) -> &Passage {
        &self.passages[id.index()]
    }

    /// All passages with their ids.
    pub fn numbered(&self) -> impl Iterator<Item = (PassageId, &Passage)> {
        self.passages.iter().enumerate().map(|(i, p)| (PassageId(i as u32), p))
    }

    /// The passage that stands on source line `line`, or the last one before it.
    pub fn at_line(&self, line: u32) -> Option<PassageId> {
        let i = self.passages.partition_point(|p| p.line <= line);
        i.checked_sub(1).map(|i| PassageId(i as u32))
    }

    /// Words of title and body.
    pub fn word_count(&self) -> usize {
        self.passages
            .iter()
            .filter(|p| matches!(p.role, Role::Title | Role::Heading | Role::Body))
            .map(|p| p.text.text().split_whitespace().count())
            .sum()
    }
}
