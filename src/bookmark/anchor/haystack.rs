//! A text in which quotes are looked for, with the forms of it that the attempts need, each made once.

use std::cell::OnceCell;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Mapped;

/// Bytes of a text up to which all of it is searched approximately; of a longer one only [`WINDOW`] around the hints.
pub const LARGE: usize = 1 << 20;

/// Bytes on either side of a hint in a large text.
pub const WINDOW: usize = 64 << 10;

/// A text to find quotes in. Make one per text and resolve many quotes in it.
#[derive(Debug)]
pub struct Haystack<'a> {
    /// The decoded text.
    pub text: &'a str,
    whole: OnceCell<Folded>,
    /// Byte of every 256th character, for positions.
    steps: OnceCell<Vec<usize>>,
}

const STEP: usize = 256;

impl<'a> Haystack<'a> {
    /// For `text`. Nothing is computed before it is needed.
    pub fn new(text: &'a str) -> Self {
        Self { text, whole: OnceCell::new(), steps: OnceCell::new() }
    }

    /// The byte at which character `n` begins; the end of the text where it has fewer.
    pub fn byte_of(&self, n: u64) -> usize {
        let steps = self.steps.get_or_init(|| self.text.char_indices().step_by(STEP).map(|(at, _)| at).collect());
        let n = n as usize;
        let Some(start) = steps.get(n / STEP) else { return self.text.len() };
        self.text[*start..].char_indices().nth(n % STEP).map_or(self.text.len(), |(at, _)| start + at)
    }

    /// The folded text where the text is small enough.
    pub fn folded(&self) -> Option<&Folded> {
        (self.text.len() <= LARGE).then(|| self.whole.get_or_init(|| Folded::of(self.text, 0..self.text.len())))
    }
}

/// A folded stretch of a text: canonical decomposition, lower case, plain quotes and dashes, one blank for each run of
/// blanks, nothing for what cannot be seen. Marks stay: in Vietnamese they tell words apart.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    mapped: Mapped,
    shift: usize,
}

impl Folded {
    /// Of `text[span]`; the span must lie on character boundaries.
    pub fn of(text: &str, span: Range<usize>) -> Self {
        let slice = &text[span.clone()];
        let mut mapped = Mapped::default();
        let mut chars = slice.char_indices().peekable();
        let mut cluster = String::new();
        let mut folded = String::new();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            let next_is_mark =
                |next: Option<&(usize, char)>| next.is_some_and(|(_, n)| !n.is_ascii() && is_combining_mark(*n));
            if c.is_whitespace() {
                while let Some((n, _)) = chars.next_if(|(_, n)| n.is_whitespace()) {
                    end = n + 1;
                }
                while !slice.is_char_boundary(end) {
                    end += 1;
                }
                mapped.replace(at..end, " ");
                continue;
            }
            if c.is_ascii() && !next_is_mark(chars.peek()) {
                let mut b = [0; 4];
                mapped.replace(at..end, c.to_ascii_lowercase().encode_utf8(&mut b));
                continue;
            }
            cluster.clear();
            cluster.push(c);
            while next_is_mark(chars.peek()) {
                if let Some((n, mark)) = chars.next() {
                    cluster.push(mark);
                    end = n + mark.len_utf8();
                }
            }
            folded.clear();
            cluster.nfd().for_each(|d| fold_char(d, &mut folded));
            mapped.replace(at..end, &folded);
        }
        Self { mapped, shift: span.start }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        self.mapped.text()
    }

    /// The bytes of the origin for `span` of the folded text.
    pub fn to_origin(&self, span: Range<usize>) -> Range<usize> {
        let o = self.mapped.map().to_origin(span);
        o.start + self.shift..o.end + self.shift
    }

    /// The place in the folded text of byte `at` of the origin.
    pub fn from_origin(&self, at: usize) -> usize {
        let at = at.saturating_sub(self.shift);
        self.mapped.map().from_origin(at..at + 1).start
    }
}

fn fold_char(c: char, out: &mut String) {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{2032}' => out.push('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => {}
        c => out.extend(c.to_lowercase()),
    }
}

/// The folded form of a quote alone.
pub fn folded(text: &str) -> String {
    Folded::of(text, 0..text.len()).mapped.into_text()
}

#[cfg(test)]
mod tests {
    use super::{Folded, Haystack, folded};

    #[test]
    fn forms_of_one_vietnamese_word_fold_to_one_and_another_word_does_not() {
        let composed = folded("Việt “Nam”");
        assert_eq!(folded("Vie\u{323}\u{302}t \"Nam\""), composed);
        assert_eq!(folded("vi\u{ea}\u{323}t\u{a0}\n \u{ab}nam\u{bb}"), composed);
        assert_ne!(folded("Viet Nam"), folded("Việt Nam"));
    }

    #[test]
    fn a_fold_maps_back_over_blanks_and_marks() {
        let text = "x  Vie\u{323}\u{302}t \n Nam.";
        let f = Folded::of(text, 3..text.len());
        let at = f.text().find("nam").unwrap();
        assert_eq!(&text[f.to_origin(at..at + 3)], "Nam");
        assert_eq!(&text[f.to_origin(0..f.text().find(' ').unwrap())], "Vie\u{323}\u{302}t");
    }

    #[test]
    fn characters_are_counted_to_bytes() {
        let text = "đ".repeat(1_000);
        let h = Haystack::new(&text);
        assert_eq!(h.byte_of(0), 0);
        assert_eq!(h.byte_of(777), 1_554);
        assert_eq!(h.byte_of(5_000), 2_000);
    }
}
