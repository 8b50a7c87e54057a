//! Plain text: every non-blank line in exactly one block, hard-wrapped paragraphs joined.
//!
//! Takes decoded text; gives blocks of kind [`BlockKind::Line`] that map onto it. Text from the web has a paragraph a line, so
//! a line is a block. Text that was wrapped by hand or by an old program (Project Gutenberg, mail) is recognised by its line
//! ends: nearly everywhere the first word of the next line would not have fit. There the lines of a paragraph are one block,
//! newlines as blanks; headings, items and verse end before the edge and stay apart. It knows no roles. Hyphens at line ends
//! are left as they are: which ones belong to the word cannot be told without a dictionary.

use super::{Block, BlockKind, Format, Meta, Source, decode::Decoded, front};
use crate::text::Mapped;

/// Widths in characters between which a text counts as wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;
/// One in so many breaks between lines is soft where prose is wrapped, headings and lists among it. In verse fewer are: only
/// the longest lines come near the edge.
const SOFT_OF: usize = 3;

/// Parses plain text.
pub fn parse(decoded: Decoded) -> Source {
    let mut meta = Meta::default();
    let front = front::read(&decoded.text, &mut meta);
    let blocks = blocks(&decoded.text, front);
    Source {
        text: decoded.text,
        encoding: decoded.encoding,
        format: Format::Plain,
        blocks,
        meta,
        notices: decoded.notices,
    }
}

/// The blocks of `text` from byte `from` on.
fn blocks(text: &str, from: usize) -> Vec<Block> {
    let lines = lines(text, from);
    let Some(soft) = soft_breaks(text, &lines) else {
        return lines.iter().map(|l| joined(text, std::slice::from_ref(l))).collect();
    };
    let mut out = Vec::new();
    let mut first = 0;
    for group in lines.chunk_by(|_, next| !next.after_blank) {
        let soft = &soft[first..first + group.len()];
        first += group.len();
        let count = soft.iter().filter(|s| **s).count();
        let prose = count * SOFT_OF >= group.len() - 1;
        let mut start = 0;
        for end in 1..=group.len() {
            if !prose || !soft[end - 1] {
                out.push(joined(text, &group[start..end]));
                start = end;
            }
        }
    }
    out
}

/// A non-blank line.
struct Line {
    /// First byte that is no blank.
    start: usize,
    /// After the last byte that is no blank.
    end: usize,
    /// Blanks before it, in bytes.
    indent: usize,
    /// Characters between start and end.
    width: usize,
    /// A blank line or nothing stands before it.
    after_blank: bool,
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut after_blank = true;
    let mut at = from;
    let ends = memchr::memchr_iter(b'\n', &text.as_bytes()[from..]).map(|n| from + n).chain([text.len()]);
    for end in ends {
        let line = &text[at..end];
        let rest = line.trim_start();
        let shown = rest.trim_end();
        if !shown.is_empty() {
            let indent = line.len() - rest.len();
            let start = at + indent;
            out.push(Line { start, end: start + shown.len(), indent, width: shown.chars().count(), after_blank });
        }
        after_blank = shown.is_empty();
        at = end + 1;
    }
    out
}

/// For each line of a wrapped text, whether the break behind it is soft; `None` where lines are paragraphs.
fn soft_breaks(text: &str, lines: &[Line]) -> Option<Vec<bool>> {
    let mut widths = [0usize; *WRAPPED.end() + 2];
    // Lines that stand alone count too: where one of them runs on for ever, no other was wrapped.
    for line in lines.iter().filter(|l| text[l.start..l.end].contains(' ')) {
        widths[(line.indent + line.width).min(WRAPPED.end() + 1)] += 1;
    }
    let breaks = lines.iter().skip(1).filter(|l| !l.after_blank).count();
    // The column that at most one line in fifty passes: a long address does not hide that all else is wrapped.
    let mut passing = lines.len() / 50;
    let column = (0..widths.len()).rev().find(|w| {
        let done = widths[*w] > passing;
        passing = passing.saturating_sub(widths[*w]);
        done
    })?;
    if !WRAPPED.contains(&column) {
        return None;
    }
    let next = |i: usize| lines.get(i + 1).filter(|next| !next.after_blank);
    let soft: Vec<bool> =
        (0..lines.len()).map(|i| next(i).is_some_and(|next| is_soft(text, &lines[i], next, column))).collect();
    let count = soft.iter().filter(|s| **s).count();
    (count >= 2 && count * SOFT_OF >= breaks).then_some(soft)
}

/// Whether the break between two lines is there only because the next word did not fit before `column`.
fn is_soft(text: &str, line: &Line, next: &Line, column: usize) -> bool {
    let rest = &text[next.start..next.end];
    let item = starts_item(&text[line.start..line.end]);
    if starts_item(rest) || (next.indent > line.indent && !item) {
        return false;
    }
    // Ideographs wrap one by one.
    let word = match rest.chars().next() {
        Some(c) if is_ideograph(c) => 1,
        _ => rest.chars().take_while(|c| !c.is_whitespace()).count(),
    };
    line.indent + line.width + usize::from(word > 1) + word > column
}

/// Whether a line begins like an item of a list: a bullet, or a short number or letter with a point or bracket.
fn starts_item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(first), Some(_)) = (words.next(), words.next()) else { return false };
    if matches!(first, "-" | "*" | "+" | "•" | "–" | "—" | "·" | "▪" | "◦" | ">") {
        return true;
    }
    let Some(number) = first.strip_suffix(['.', ')']) else { return false };
    let number = number.strip_prefix('(').unwrap_or(number);
    let digits = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    let bracketed = first.ends_with(')') && number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase());
    !number.is_empty() && (digits || bracketed)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// One block of the lines of a paragraph.
fn joined(text: &str, lines: &[Line]) -> Block {
    let mut mapped = Mapped::default();
    let mut last: Option<&Line> = None;
    for line in lines {
        if let Some(last) = last {
            let ideographs = text[..last.end].ends_with(is_ideograph) && text[line.start..].starts_with(is_ideograph);
            let span = last.end..line.start;
            match (ideographs, span.len()) {
                (true, _) => mapped.replace(span, ""),
                (false, 1) => mapped.align(span, " "),
                (false, _) => mapped.replace(span, " "),
            }
        }
        mapped.keep(text, line.start..line.end);
        last = Some(line);
    }
    Block { kind: BlockKind::Line, text: mapped, inlines: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Decoded, parse};

    fn texts(text: &str) -> Vec<String> {
        let source = parse(Decoded { text: text.to_owned(), encoding: "UTF-8", notices: Vec::new() });
        source.blocks.iter().map(|b| b.text.text().to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_block_where_lines_are_long_or_few() {
        let long = "kata ".repeat(60);
        let text = format!("Judul\n{long}\n{long}\n\nSubjudul\n{long}");
        assert_eq!(texts(&text).len(), 5);
        assert_eq!(texts("satu\ndua\n\n tiga \n"), ["satu", "dua", "tiga"]);
    }

    const WRAPPED: &str = "\
CHAPTER ONE

The old road went down from the hills to the harbour, and along it the
carts of the farmers came every morning before the sun was up, so that
the market could open in time.
The Market
- rice, brought down from the terraces in sacks that two men had to lift
  together
- fish
1. first
2. second

  Roses are red,
  Violets are blue,
  Sugar is sweet.

When the carts had gone home again the square was swept, and the chil-
dren came out to play between the empty stalls until the evening fell on
them.
";

    #[test]
    fn wrapped_paragraphs_are_joined_and_short_lines_are_not() {
        let found = texts(WRAPPED);
        assert_eq!(found.len(), 11, "{found:#?}");
        assert!(found[1].starts_with("The old road") && found[1].ends_with("in time."));
        assert_eq!(found[2], "The Market");
        assert_eq!(found[3], "- rice, brought down from the terraces in sacks that two men had to lift together");
        assert_eq!(found[7..10], ["Roses are red,", "Violets are blue,", "Sugar is sweet."]);
        assert!(found[10].contains("chil- dren"));
    }

    #[test]
    fn a_title_is_not_joined_with_the_long_paragraph_below_it() {
        let title = "A headline that is as wide as many lines of wrapped text are, by chance alone";
        let long = "kata ".repeat(40);
        let text = format!("{title}\n{long}\n\n{long}\n\n{title} - 1\n{title} once more\n\n{long}");
        assert_eq!(texts(&text).len(), 6);
    }

    #[test]
    fn a_joined_block_maps_back_over_its_newlines() {
        let source = parse(Decoded { text: WRAPPED.to_owned(), encoding: "UTF-8", notices: Vec::new() });
        let block = &source.blocks[1].text;
        let at = block.text().find("farmers").unwrap();
        assert_eq!(&source.text[block.map().to_origin(at..at + 7)], "farmers");
    }
}
