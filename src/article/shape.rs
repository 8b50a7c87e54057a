//! The shape of one line: what can be said of it without its neighbours.
//!
//! Takes a block of the source and the marks of the table; gives lengths, how it ends, what it could be. The judgement
//! by position is made in [`super::frame`].

use unicode_segmentation::UnicodeSegmentation;

use super::address;
use super::marks::Marks;
use crate::source::{Block, BlockKind, Style};
use crate::text::fold::folded;

/// Words above which a line is a paragraph however it ends.
const LONG: usize = 32;
/// Words from which a line that ends like a sentence is a paragraph.
const PARAGRAPH: usize = 11;
/// Longest caption with a credit, in words.
const CAPTION: usize = 90;

/// One line or block, measured.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations of one line, each asked by name")]
pub(super) struct Shape<'a> {
    /// Its visible text.
    pub text: &'a str,
    /// The text folded, blanks single; empty for a line too long for any rule.
    pub folded: String,
    /// What the markup says.
    pub kind: BlockKind,
    /// Words.
    pub words: usize,
    /// Ends with a full stop, question or exclamation mark, quotes and brackets aside.
    pub stop: bool,
    /// Ends with a comma, colon or semicolon: something follows.
    pub open: bool,
    /// Running text.
    pub prose: bool,
    /// A caption by its credit.
    pub caption: bool,
    /// The credit of a picture alone.
    pub credit: bool,
    /// An item of a list by its first character or markup.
    pub item: bool,
    /// A label with an address, or an address alone.
    pub source: bool,
    /// Holds a full date and little more.
    pub dateline: bool,
    /// Starts with a label for the author.
    pub signed: bool,
    /// Starts with a word for the origin (`Menurut`, `Theo`) and says little more.
    pub origin: bool,
    /// Two to five words, each with a capital, brackets aside: the form of a name.
    pub name: bool,
    /// Share of the characters that are links, 0 to 1.
    pub linked: f32,
    /// Wholly bold in markup.
    pub bold: bool,
}

impl<'a> Shape<'a> {
    /// Measures `block`.
    pub fn of(block: &'a Block, marks: &Marks) -> Self {
        let text = block.text.text().trim();
        let words = text.unicode_words().count();
        let short = words <= CAPTION;
        let folded = if short { one_line(&folded(text)) } else { String::new() };
        let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)]|*_".contains(c));
        let stop = bare.ends_with(['.', '…', '?', '!', '。', '！', '？', '।', '។']);
        let question = bare.ends_with(['?', '!']);
        let address = address::first(text);
        let labelled = marks.after_source_label(&folded).is_some();
        let source = short
            && (labelled && (address.is_some() || words <= 14 && !stop)
                || address.is_some_and(|a| folded.len() <= a.len() + 30 && words <= 40));
        let opened = words <= 2 * CAPTION
            && matches!(block.kind, BlockKind::Line | BlockKind::Paragraph)
            && marks.opens_caption(&one_line(&folded_head(text)));
        // `Lan Anh (TTXVN)`: who wrote it, and for whom.
        let name = (2..=12).contains(&words) && !stop && is_name(text);
        let signature = name && words <= 7 && text.contains(" (") && marks.names_agency(&folded);
        let caption = opened && words >= 3 && !source
            || short
                && words >= 3
                && !source
                && !signature
                && (matches!(block.kind, BlockKind::Caption)
                    || marks.has_credit(&folded) && !marks.is_bare_credit(&folded)
                    || text.ends_with(" |") && words >= 5);
        let credit = words <= 14 && !source && marks.is_bare_credit(&folded);
        let linked = linked(block);
        let sentences = || inner_stops(bare);
        let prose = !source
            && !caption
            && !credit
            && linked < 0.8
            && (words > LONG
                || words >= PARAGRAPH && stop && !question
                || words > 24 && stop
                || words >= 6 && sentences() && stop
                || words >= PARAGRAPH && text.ends_with(':'))
            && !matches!(block.kind, BlockKind::Heading(_));
        let date = (words <= 18).then(|| marks.months.find(&folded)).flatten();
        let dateline = !caption
            && date.as_ref().is_some_and(|(_, span)| folded.len() <= span.len() + 70)
            && (!stop || folded.ends_with(".m."));
        Self {
            text,
            kind: block.kind,
            words,
            stop,
            open: bare.ends_with([',', ':', ';']),
            prose,
            caption,
            credit,
            item: matches!(block.kind, BlockKind::Item { .. } | BlockKind::Row) || is_bullet(text),
            source,
            dateline,
            signed: signature || words <= 14 && !stop && is_signed(text, &folded, marks),
            origin: words <= 8 && !stop && marks.after_origin_word(&folded).is_some(),
            name,
            linked,
            bold: block
                .inlines
                .iter()
                .any(|i| i.style == Style::Strong && i.span.len() >= block.text.text().trim().len()),
            folded,
        }
    }

    /// A line of a menu or a list of teasers: short, no sentence, no item of a list.
    pub fn is_scrap(&self) -> bool {
        !self.prose && !self.source && !self.stop && !self.open && self.words <= 24
    }

    /// One word with a capital in it, as the name of a site is: `VnExpress`, `detikNews`.
    pub fn is_word(&self) -> bool {
        self.words == 1 && !self.stop && !self.open && self.text.chars().any(char::is_uppercase)
    }

    /// Whether a sentence ends inside the line.
    pub fn has_inner_stop(&self) -> bool {
        inner_stops(self.text)
    }

    /// Whether the markup leaves its role open.
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, BlockKind::Line)
    }
}

/// Whether a sentence ends inside the line: a stop, a blank and a capital, after a word of more than two letters.
fn inner_stops(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(2000).collect();
    chars.windows(6).any(|w| {
        matches!(w[3], '.' | '?' | '!') && w[4] == ' ' && w[5].is_uppercase() && w[..3].iter().all(|c| c.is_lowercase())
    })
}

/// Whether a label for the author opens the line, and a name or colon follows: `Oleh Siti Aminah`, not `Jurnalis di Buton`.
fn is_signed(text: &str, folded: &str, marks: &Marks) -> bool {
    let Some(at) = marks.after_author_label(folded) else { return false };
    let label = &folded[..at];
    let next = text.split_whitespace().nth(label.split_whitespace().count());
    label.trim_end().ends_with(':') || next.is_none_or(|w| !w.starts_with(char::is_lowercase))
}

/// Whether every word starts with a capital, small words of names aside.
fn is_name(text: &str) -> bool {
    let body = text.split(['(', '/', '|']).next().unwrap_or(text);
    let mut words = body.split_whitespace();
    (2..=5).contains(&words.clone().count())
        && words.all(|w| {
            let w = w.trim_end_matches(['.', ',']);
            w.chars().next().is_some_and(char::is_uppercase)
                && !w.chars().any(|c| c.is_ascii_digit() || ":;&".contains(c))
                || matches!(w, "van" | "de" | "bin" | "binti" | "al" | "von" | "der" | "&" | "dan" | "and" | "-" | "–")
        })
}

/// Whether the line starts like an item of a list.
fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '▪' | '●' | '◦' | '‣' | '·' | '*' | '+' | '-' | '–' | '—' | '>') => {
            chars.next() == Some(' ')
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(") ") || rest.starts_with(". ")
        }
        _ => false,
    }
}

fn linked(block: &Block) -> f32 {
    let all = block.text.text().len().max(1);
    let links: usize = block.inlines.iter().filter(|i| matches!(i.style, Style::Link(_))).map(|i| i.span.len()).sum();
    links as f32 / all as f32
}

/// The beginning of the text folded: enough to tell how it opens.
fn folded_head(text: &str) -> String {
    let end = text.char_indices().nth(200).map_or(text.len(), |(i, _)| i);
    folded(&text[..end])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
