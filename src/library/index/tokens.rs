//! Tokens: the words of a text in the form in which they are indexed, with their spans.
//!
//! UAX 29 words, folded; numbers in one form (`786,29` and `786.29` are `786.29`, `1.468` and `1,468` are `1468`); runs of
//! scripts that put no blanks between words (Chinese, Japanese, Thai, Khmer, …) as overlapping pairs of characters.

use std::ops::Range;

use crate::text::{fold, words::words};

/// A word longer than this many bytes is cut: no reader types it, and it would swell the index.
const LONGEST: usize = 64;

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text it was made from.
    pub span: Range<usize>,
    /// The indexed form.
    pub word: String,
}

impl Token {
    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        is_number(&self.word)
    }
}

/// Whether an indexed word is a number.
pub fn is_number(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit) && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    // The last character of a script without blanks, waiting for its neighbour.
    let mut open: Option<(Range<usize>, bool)> = None;
    for span in words(text) {
        let piece = &text[span.clone()];
        if !piece.is_ascii() && piece.chars().all(has_no_blanks) {
            for (at, c) in piece.char_indices() {
                let here = span.start + at..span.start + at + c.len_utf8();
                match open.take() {
                    Some((before, _)) if before.end == here.start => {
                        let pair = before.start..here.end;
                        out.push(Token { word: fold::folded(&text[pair.clone()]), span: pair });
                        open = Some((here, true));
                    }
                    left => {
                        close(text, left, &mut out);
                        open = Some((here, false));
                    }
                }
            }
            continue;
        }
        close(text, open.take(), &mut out);
        let word = indexed(piece);
        if !word.is_empty() {
            out.push(Token { span, word });
        }
    }
    close(text, open, &mut out);
    out
}

/// Writes a lone character that found no neighbour.
fn close(text: &str, open: Option<(Range<usize>, bool)>, out: &mut Vec<Token>) {
    if let Some((span, false)) = open {
        out.push(Token { word: fold::folded(&text[span.clone()]), span });
    }
}

/// The indexed form of one word.
fn indexed(piece: &str) -> String {
    if piece.as_bytes()[0].is_ascii_digit() && piece.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return number(piece);
    }
    let mut word = fold::folded(piece);
    if word.len() > LONGEST {
        let mut end = LONGEST;
        while !word.is_char_boundary(end) {
            end -= 1;
        }
        word.truncate(end);
    }
    word
}

/// One form for a number however its thousands and decimals are marked.
///
/// Three digits after each separator are thousands, unless the number begins with a lone zero; else the last separator is
/// the decimal one. `1.468` stays ambiguous between languages and is read as 1468 in all of them.
fn number(piece: &str) -> String {
    let parts: Vec<&str> = piece.split(['.', ',']).collect();
    let Some((last, head)) = parts.split_last() else { return String::new() };
    if head.is_empty() {
        return (*last).to_owned();
    }
    let thousands = head[0] != "0" && !head[0].is_empty() && head[0].len() <= 3;
    if thousands && parts[1..].iter().all(|p| p.len() == 3) {
        return parts.concat();
    }
    format!("{}.{last}", head.concat())
}

/// Whether `c` belongs to a script written without blanks between words.
fn has_no_blanks(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::tokens;

    fn list(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|t| t.word).collect()
    }

    #[test]
    fn words_are_folded_and_keep_their_spans() {
        let text = "Võ Văn Thưởng: 59-NQ/TW";
        let found = tokens(text);
        assert_eq!(list(text), ["vo", "van", "thuong", "59", "nq", "tw"]);
        assert_eq!(&text[found[2].span.clone()], "Thưởng");
    }

    #[test]
    fn numbers_have_one_form() {
        for (written, form) in [
            ("786,29", "786.29"),
            ("786.29", "786.29"),
            ("1.468", "1468"),
            ("1,468", "1468"),
            ("12.572", "12572"),
            ("1.234,5", "1234.5"),
            ("0,125", "0.125"),
            ("2025", "2025"),
        ] {
            assert_eq!(list(written), [form], "{written}");
        }
    }

    #[test]
    fn scripts_without_blanks_give_pairs() {
        assert_eq!(list("人民日报 报"), ["人民", "民日", "日报", "报"]);
        assert_eq!(list("APEC会议2027"), ["apec", "会议", "2027"]);
    }

    proptest! {
        #[test]
        fn spans_lie_on_boundaries_in_order(text in any::<String>()) {
            let mut last = 0;
            for t in tokens(&text) {
                assert!(t.span.start >= last && t.span.end > t.span.start);
                assert!(text.is_char_boundary(t.span.start) && text.is_char_boundary(t.span.end));
                last = t.span.start;
            }
        }
    }
}
