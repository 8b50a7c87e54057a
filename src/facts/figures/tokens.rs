//! Tokens: the words, numbers and signs of a passage, each with what the lexicon says about it.
//!
//! Takes a passage's text and a lexicon; gives a [`Line`], which the readers of dates and quantities walk. A number token is a
//! run of digits with the marks inside it (`1.468`, `786,29`, `24`); what it is worth is judged in [`super::number`].

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::lexicon::{Class, Entry, Lexicon, Phrase};
use super::number::Convention;
use crate::text::Lang;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, and digits after them.
    Word,
    /// Digits with the marks inside.
    Number,
    /// Any other character.
    Sign(char),
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// What the lexicon knows of phrases that begin here.
    pub entry: Option<&'static Entry>,
    /// Inside a name or an address: no figure begins here.
    pub closed: bool,
}

/// The pieces of a phrase of a table, cut as a text is.
pub fn pieces(phrase: &'static str) -> impl Iterator<Item = &'static str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, end, _) = next(phrase, at)?;
        at = end;
        Some(&phrase[start..end])
    })
}

/// The next token at or after byte `at`.
fn next(text: &str, mut at: usize) -> Option<(usize, usize, Kind)> {
    let c = loop {
        let c = text[at..].chars().next()?;
        if !c.is_whitespace() {
            break c;
        }
        at += c.len_utf8();
    };
    if c.is_ascii_digit() {
        return Some((at, number_end(text, at), Kind::Number));
    }
    if c.is_alphabetic() {
        return Some((at, word_end(text, at), Kind::Word));
    }
    Some((at, at + c.len_utf8(), Kind::Sign(c)))
}

/// Where the run of digits and inner marks that begins at `at` ends.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits(at);
    loop {
        let Some(c) = text[end..].chars().next() else { return end };
        let from = end + c.len_utf8();
        let run = digits(from);
        let inside = match c {
            '.' | ',' => run > 0,
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => run == 3 && group_before(bytes, at, end),
            _ => false,
        };
        if !inside {
            return end;
        }
        end = from + run;
    }
}

/// Whether one to three digits stand right before `end`: a first group of thousands.
fn group_before(bytes: &[u8], at: usize, end: usize) -> bool {
    let run = bytes[at..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    (1..=3).contains(&run)
}

/// Where the word that begins at `at` ends. A date glued to a word ends it (`Times24/06/2023`).
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(c) = text[end..].chars().next() {
        let inside = if c.is_ascii_digit() {
            !is_slash_date(&bytes[end..])
        } else if c == '\'' || c == '’' {
            end > at && text[end + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic)
        } else {
            c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
        };
        if !inside {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// `24/06/2023` at the start of `bytes`.
fn is_slash_date(bytes: &[u8]) -> bool {
    let digits = |b: &[u8]| b.iter().take_while(|b| b.is_ascii_digit()).count();
    let day = digits(bytes);
    if !(1..=2).contains(&day) || bytes.get(day) != Some(&b'/') {
        return false;
    }
    let month = digits(&bytes[day + 1..]);
    let year = day + month + 2;
    (1..=2).contains(&month) && bytes.get(year - 1) == Some(&b'/') && digits(&bytes[year..]) == 4
}

/// A passage cut into tokens.
#[derive(Debug)]
pub struct Line<'t> {
    /// The passage's text.
    pub text: &'t str,
    /// Its language.
    pub lang: Option<Lang>,
    /// How its article writes numbers.
    pub convention: Convention,
    /// The day of publication.
    pub published: Option<jiff::civil::Date>,
    /// A year that the article gives to a day, if it has no day of publication.
    pub year: Option<i16>,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// Most words begin with a capital, as in a headline.
    pub title_case: bool,
}

impl<'t> Line<'t> {
    /// Cuts `text` into tokens. `names` are the spans of names in order.
    pub fn new(text: &'t str, lang: Option<Lang>, names: &[Range<usize>]) -> Self {
        let lexicon = Lexicon::of(lang);
        let mut tokens = Vec::with_capacity(text.len() / 6);
        let (mut at, mut name, mut closed_until) = (0, 0, 0);
        let (mut words, mut capitals) = (0_usize, 0_usize);
        let mut lower = String::new();
        while let Some((start, mut end, kind)) = next(text, at) {
            if kind == Kind::Word {
                end = currency_end(text, start, end, lexicon)
                    .or_else(|| possessive(text, start, end, lexicon))
                    .unwrap_or(end);
            }
            at = end;
            while names.get(name).is_some_and(|n| n.end <= start) {
                name += 1;
            }
            let piece = &text[start..end];
            let entry = match kind {
                Kind::Number | Kind::Sign('.' | ',' | '(' | ')' | '"') => None,
                Kind::Sign(_) => lexicon.get(piece),
                Kind::Word => {
                    words += 1;
                    capitals += usize::from(piece.starts_with(char::is_uppercase));
                    if is_address_head(text, start, end) {
                        closed_until = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
                    }
                    lower_into(piece, &mut lower);
                    lexicon.get(&lower)
                }
            };
            let closed = start < closed_until || names.get(name).is_some_and(|n| n.start < end);
            tokens.push(Token { start, end, kind, entry, closed });
        }
        Self {
            text,
            lang,
            convention: Convention::default(),
            published: None,
            year: None,
            tokens,
            title_case: words >= 4 && capitals * 3 > words * 2,
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The text of token `i`; empty past the ends.
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// The text of token `i` in lower case, NFC.
    pub fn lower(&self, i: usize) -> Cow<'t, str> {
        let word = self.word(i);
        if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return Cow::Borrowed(word);
        }
        let mut out = String::new();
        lower_into(word, &mut out);
        Cow::Owned(out)
    }

    /// What token `i` is.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    /// Whether token `i` is the sign `c`.
    pub fn is(&self, i: usize, c: char) -> bool {
        self.kind(i) == Some(Kind::Sign(c))
    }

    /// Whether token `i` is a number.
    pub fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Number)
    }

    /// Whether token `i` is a word.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Word)
    }

    /// Whether token `i` is a dash of any kind.
    pub fn is_dash(&self, i: usize) -> bool {
        matches!(self.kind(i), Some(Kind::Sign('-' | '\u{2010}'..='\u{2015}' | '\u{2212}')))
    }

    /// Whether nothing stands between tokens `i` and `i + 1`.
    pub fn glued(&self, i: usize) -> bool {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }

    /// Whether nothing stands between token `i` and the one before it.
    pub fn glued_before(&self, i: usize) -> bool {
        i > 0 && self.glued(i - 1)
    }

    /// The longest phrase of `class` that begins at token `i`: how many tokens, and the phrase.
    pub fn phrase(&self, i: usize, class: Class) -> Option<(usize, &'static Phrase)> {
        self.phrases(i).find(|(_, p)| p.class == class)
    }

    /// The phrases that begin at token `i`, longest first, with their number of tokens.
    pub fn phrases(&self, i: usize) -> impl Iterator<Item = (usize, &'static Phrase)> + '_ {
        let entry: &'static [Phrase] = self.tokens.get(i).and_then(|t| t.entry).map_or(&[], Vec::as_slice);
        entry
            .iter()
            .filter(move |p| p.rest.iter().enumerate().all(|(n, w)| self.lower(i + 1 + n) == *w))
            .map(|p| (1 + p.rest.len(), p))
    }

    /// Whether a phrase of `class` begins at token `i`.
    pub fn has(&self, i: usize, class: Class) -> bool {
        self.phrase(i, class).is_some()
    }

    /// Whether a phrase of `class` ends right before token `i`: its first token and the phrase.
    pub fn before(&self, i: usize, class: Class) -> Option<(usize, &'static Phrase)> {
        (1..=4.min(i))
            .rev()
            .find_map(|n| self.phrases(i - n).find(|(len, p)| *len == n && p.class == class).map(|(_, p)| (i - n, p)))
    }

    /// The whole number of one to four digits at token `i`.
    pub fn small(&self, i: usize) -> Option<u32> {
        let word = self.word(i);
        (self.is_number(i) && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse().ok())
            .flatten()
    }

    /// Whether token `i` begins with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether token `i` begins a sentence as far as the signs before it tell.
    pub fn starts_sentence(&self, i: usize) -> bool {
        i == 0
            || matches!(
                self.kind(i - 1),
                Some(Kind::Sign('.' | '!' | '?' | ':' | '"' | '“' | '”' | '…' | '•' | '(' | ';'))
            )
    }

    /// The bytes of tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Range<usize> {
        self.tokens[first].start..self.tokens[end - 1].end
    }
}

/// Where a day or period ends that owns what follows: `Tuesday's blast`, `last year's`.
fn possessive(text: &str, start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let stem = text[start..end].strip_suffix("'s").or_else(|| text[start..end].strip_suffix("’s"))?;
    let entry = lexicon.get(&stem.to_lowercase())?;
    let told = entry.iter().any(|p| {
        p.rest.is_empty()
            && (matches!(p.class, Class::Weekday | Class::RelDay | Class::Month)
                || !p.value.is_empty() && p.class == Class::Unit)
    });
    told.then_some(start + stem.len())
}

/// Where a currency ends that is written together with its number: `Rp12.000`.
fn currency_end(text: &str, start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let word = &text[start..end];
    let letters = word.find(|c: char| c.is_ascii_digit())?;
    let head = &word[..letters];
    let is_sign = lexicon
        .get(&head.to_lowercase())
        .is_some_and(|e| e.iter().any(|p| p.class == Class::MoneySign && p.rest.is_empty()));
    (is_sign && head.starts_with(char::is_uppercase)).then_some(start + letters)
}

/// Whether an address begins at this word: `https://…`, `www.…`.
fn is_address_head(text: &str, start: usize, end: usize) -> bool {
    let rest = &text[end..];
    rest.starts_with("://") || (rest.starts_with('.') && text[start..end].eq_ignore_ascii_case("www"))
}

/// Writes `word` to `out` in lower case, NFC.
fn lower_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else if is_nfc(word) {
        out.extend(word.chars().flat_map(char::to_lowercase));
    } else {
        out.extend(word.nfc().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Line};
    use crate::text::Lang;

    #[test]
    fn a_text_is_cut_into_words_numbers_and_signs() {
        let line = Line::new("Times24/06/2023, US$1.468 (2\u{a0}500) F16 https://a.b/2020", Some(Lang::ID), &[]);
        let words: Vec<&str> = (0..line.len()).map(|i| line.word(i)).collect();
        assert_eq!(&words[..9], ["Times", "24", "/", "06", "/", "2023", ",", "US", "$"]);
        assert_eq!(&words[9..14], ["1.468", "(", "2\u{a0}500", ")", "F16"]);
        assert!(line.tokens.last().is_some_and(|t| t.closed && t.kind == Kind::Number));
    }
}
