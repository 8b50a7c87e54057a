//! A look at markup before it is parsed: is it so deep or so crowded that a parser would take minutes?
//!
//! HTML parsers take time quadratic in the depth and in the attributes of a tag, and multiply formatting elements that are left
//! open. Real pages stay far below the limits here (depth 125 and 236 attributes over 257 news pages).

use super::tags::{Tag, Tags};

/// Bytes of markup.
const BYTES: usize = 8 << 20;
/// Elements within each other.
const DEPTH: usize = 512;
/// Attributes of one tag.
const ATTRIBUTES: usize = 1000;
/// `&` and stray `<` in one stretch of text: parsers append each to the text node, some by copying it.
const PIECES: usize = 20_000;
/// Tags from which on the search for the article takes more than some seconds.
const CROWD: usize = 60_000;
/// Formatting elements that may be opened again, over all tags.
const REOPENED: usize = 2_000_000;

/// Elements that never hold anything, and those the next of their kind closes; they add no depth.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head",
    "body",
];
/// Elements that are opened again in the next block when they are not closed.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// What should be done with markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It can be parsed and searched for the article.
    Fine,
    /// It can be parsed, but has too many elements for more.
    Crowded,
    /// It should not be parsed, and why.
    Refuse(&'static str),
}

/// Judges `text`.
pub(super) fn judge(text: &str) -> Verdict {
    match refuse(text) {
        Some(reason) => Verdict::Refuse(reason),
        None if memchr::memchr_iter(b'<', text.as_bytes()).count() > CROWD => Verdict::Crowded,
        None => Verdict::Fine,
    }
}

/// Why `text` should not be parsed.
fn refuse(text: &str) -> Option<&'static str> {
    if text.len() > BYTES {
        return Some("larger than 8 MiB");
    }
    let pieces = |span: std::ops::Range<usize>| memchr::memchr2_iter(b'&', b'<', &text.as_bytes()[span]).count();
    let mut end = 0;
    let mut open: Vec<&str> = Vec::new();
    let (mut formatting, mut reopened) = (0usize, 0usize);
    for tag in Tags::new(text, 0..text.len()) {
        if pieces(end..tag.span.start.max(end)) > PIECES {
            return Some("too many character references");
        }
        end = tag.span.end;
        if crowded(text, &tag) {
            return Some("a tag with over 1000 attributes");
        }
        if tag.name.is_empty() {
            continue;
        }
        reopened += formatting;
        if reopened > REOPENED {
            return Some("too many elements left open");
        }
        if tag.is_one(text, FLAT) {
            continue;
        }
        let name = &text[tag.name.clone()];
        let formats = tag.is_one(text, FORMATTING);
        if !tag.closes {
            // `<x/>` closes itself in foreign content only, so it counts.
            open.push(name);
            formatting += usize::from(formats);
            if open.len() > DEPTH {
                return Some("over 512 elements within each other");
            }
        } else if let Some(at) = open.iter().rposition(|o| o.eq_ignore_ascii_case(name)) {
            // A formatting element is taken out of the middle; what it held stays open.
            if formats {
                open.remove(at);
                formatting -= 1;
            } else {
                open.truncate(at);
                formatting = open.iter().filter(|o| FORMATTING.iter().any(|f| f.eq_ignore_ascii_case(o))).count();
            }
        }
    }
    (pieces(end..text.len()) > PIECES).then_some("too many character references")
}

/// Whether a tag has too many attributes. Each takes a blank before it or a quote.
fn crowded(text: &str, tag: &Tag) -> bool {
    if tag.span.len() <= ATTRIBUTES * 2 || tag.name.is_empty() {
        return false;
    }
    let mut attributes = 0;
    let mut quote = None;
    let mut apart = false;
    for b in text.as_bytes()[tag.span.clone()].iter().copied() {
        match quote {
            Some(q) if b == q => (quote, apart) = (None, true),
            None if matches!(b, b'"' | b'\'') => quote = Some(b),
            None if b.is_ascii_whitespace() || b == b'/' => apart = true,
            None if apart => (attributes, apart) = (attributes + usize::from(b != b'='), false),
            _ => {}
        }
    }
    attributes > ATTRIBUTES
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge, refuse};

    #[test]
    fn bombs_are_refused_and_sloppy_pages_are_not() {
        assert!(refuse(&"<div>".repeat(600)).is_some());
        assert!(refuse(&"<div></span>".repeat(600)).is_some());
        assert!(refuse(&"<b><div></b>".repeat(600)).is_some());
        assert!(refuse(&format!("<p {}>", "a=1 ".repeat(1001))).is_some());
        assert!(refuse(&format!("<p {}>", "a='1'".repeat(1001))).is_some());
        let bold = "<b>".repeat(300);
        assert!(refuse(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(10_000))).is_some());
        assert!(refuse(&"&".repeat(30_000)).is_some());
        assert!(refuse(&format!("{}<p>", "< ".repeat(30_000))).is_some());
        assert_eq!(judge(&"<p>one".repeat(70_000)), Verdict::Crowded);
        assert_eq!(refuse(&"<p>one<li>two<br>".repeat(5_000)), None);
        assert_eq!(refuse(&format!("<p data-x='{}'>", "a b ".repeat(5_000))), None);
        assert_eq!(refuse(&"<div><b>x</b></div>".repeat(5_000)), None);
    }
}
