//! Tokens: words, numbers and signs with their byte spans, the grain at which names are looked for.
//!
//! Takes a text; gives [`Token`]s in order. Hyphens, slashes and brackets always stand alone, so that the parts of
//! `Vietnam-Laos` and `Phuong Hoa/VNA` can be names of their own. It knows no language.

use std::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, perhaps with digits: `Vietnam`, `G20`, `U.S.`.
    Word,
    /// Digits with their separators: `59`, `1.468`.
    Number,
    /// One sign.
    Sign,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether a blank stands before it (or the start of the text).
    pub spaced: bool,
}

impl Token {
    /// The bytes it covers.
    pub fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span()]
    }
}

/// Splits `text` into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5 + 2);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (len, kind) = if c.is_ascii_digit() {
            number(&text[at..])
        } else if is_word(c) {
            (word(&text[at..]), TokenKind::Word)
        } else {
            (c.len_utf8(), TokenKind::Sign)
        };
        out.push(Token { start: at as u32, end: (at + len) as u32, kind, spaced });
        spaced = false;
        at += len;
    }
    out
}

/// A letter, a digit, or a mark that belongs to a letter.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c)))
}

/// A letter of a script that writes no blanks between words (Chinese, Japanese, Thai): each is a token of its own.
fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e01}'..='\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e40}'..='\u{e46}'
            | '\u{3041}'..='\u{309f}' | '\u{30a0}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Combining marks that NFD text puts behind its letters, and joiners inside words.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Length of a number at the start of `text`; digits glued to letters (`17h`, `5G`) are a word.
fn number(text: &str) -> (usize, TokenKind) {
    let bytes = text.as_bytes();
    let mut end = 1;
    while end < bytes.len() {
        let b = bytes[end];
        if b.is_ascii_digit() {
            end += 1;
        } else if matches!(b, b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            end += 2;
        } else {
            break;
        }
    }
    match text[end..].chars().next() {
        Some(c) if is_word(c) => (end + word(&text[end..]), TokenKind::Word),
        _ => (end, TokenKind::Number),
    }
}

/// Length of the word at the start of `text`.
fn word(text: &str) -> usize {
    if let Some(len) = initials(text) {
        return len;
    }
    let mut end = 0;
    let mut marked = false;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_unspaced(c) && i > 0 {
            break;
        }
        if is_word(c) {
            if last != ' ' && is_unspaced(last) && !is_mark(c) {
                break;
            }
            marked |= !c.is_ascii();
            // Web pages glue lines: `Quốc TếBáo`, `Tế24/06/2023`. Words with marks are never written so on purpose.
            let glued = marked && last.is_lowercase() && (c.is_uppercase() || c.is_ascii_digit());
            if glued {
                break;
            }
            last = c;
            end = i + c.len_utf8();
            continue;
        }
        let next = chars.peek().map(|&(_, c)| c);
        let joins = matches!(c, '\'' | '\u{2019}') && next.is_some_and(char::is_alphabetic);
        if !joins || is_possessive(&text[i + c.len_utf8()..]) {
            break;
        }
        last = c;
    }
    end.max(text.chars().next().map_or(1, char::len_utf8))
}

/// Whether what follows an apostrophe is the English possessive.
fn is_possessive(rest: &str) -> bool {
    rest.strip_prefix(['s', 'S']).is_some_and(|r| !r.chars().next().is_some_and(is_word))
}

/// Length of dotted initials such as `U.S.` or `J.K.`; `None` for anything else.
fn initials(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let closed = !text[end..].chars().next().is_some_and(is_word);
    (end >= 4 && closed).then_some(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::tokens;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn hyphens_slashes_and_glue_split_and_initials_stay() {
        assert_eq!(
            split("AS-Tiongkok, Phuong Hoa/VNA."),
            ["AS", "-", "Tiongkok", ",", "Phuong", "Hoa", "/", "VNA", "."]
        );
        assert_eq!(split("the U.S. Army's 1.468 men"), ["the", "U.S.", "Army", "'", "s", "1.468", "men"]);
        assert_eq!(split("Quốc TếBáo Tế24/06"), ["Quốc", "Tế", "Báo", "Tế", "24", "/", "06"]);
        assert_eq!(split("G20 5G Qur'an iPhone"), ["G20", "5G", "Qur'an", "iPhone"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn tokens_are_ordered_and_cover_everything_but_blanks(text in "\\PC{0,60}") {
            let mut at = 0;
            for t in tokens(&text) {
                assert!(t.start < t.end);
                assert!(text[at..t.span().start].chars().all(char::is_whitespace));
                at = t.span().end;
            }
            assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
