//! Languages as ISO 639-1 codes (639-3 where there is none), the guess for a text, and for the lines of an article.
//!
//! The guess is whatlang's (trigrams, and scripts that belong to one language), with a few additions: a text in which many
//! words carry Vietnamese letters is Vietnamese however short it is, web addresses are passed over, and only the first three
//! hundred characters count.
//! [`lines`] lets short lines lean on the languages the article is written in.

use std::borrow::Cow;
use std::fmt;

/// A language by its code, for example `id`, `vi`, `en`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang([u8; 3]);

impl Lang {
    /// Indonesian.
    pub const ID: Self = Self(*b"id\0");
    /// Vietnamese.
    pub const VI: Self = Self(*b"vi\0");
    /// English.
    pub const EN: Self = Self(*b"en\0");

    /// Reads a code of two or three ASCII letters, with or without a region (`en-GB`).
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let bytes = code.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut out = [0; 3];
        for (o, b) in out.iter_mut().zip(bytes) {
            *o = b.to_ascii_lowercase();
        }
        Some(Self(out))
    }

    /// The code, lower case.
    pub fn code(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or_default()
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", self.code())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Characters of a text that are looked at.
const ENOUGH: usize = 300;
/// Letters from which on a confident guess stands against the article's own language.
const CLEAR_LETTERS: usize = 40;
/// The confidence such a guess needs.
const CLEAR: f64 = 0.9;
/// The share of an article's letters that makes a language one of the article's own.
const OWN_SHARE: f64 = 0.08;

/// The language of `text`, with a confidence from 0 to 1; `None` where there is too little to judge by.
pub fn guess(text: &str) -> Option<(Lang, f64)> {
    let text = without_addresses(first_chars(text, ENOUGH));
    let text = text.as_ref();
    if vietnamese_share(text) >= 0.35 {
        return Some((Lang::VI, 1.0));
    }
    let info = whatlang::detect(text)?;
    let lang = two_letter(info.lang())?;
    Some((lang, info.confidence()))
}

/// The language of each line of one article; `None` for a line without letters.
///
/// A script that belongs to one language is certain. Else a line keeps its own guess where that is one of the languages a
/// fair share of the article is written in (as the Vietnamese captions of an Indonesian article are), or where it is long and
/// clear; all other lines take the language of most of the article.
pub fn lines(lines: &[&str]) -> Vec<Option<Lang>> {
    let guesses: Vec<Line> = lines.iter().map(|l| Line::read(l)).collect();
    let shares = shares(&guesses);
    let Some(&(main, _)) = shares.first() else { return vec![None; lines.len()] };
    guesses
        .iter()
        .map(|line| {
            if line.letters == 0 {
                return None;
            }
            let Some((lang, confidence)) = line.guess else { return Some(main) };
            let own = shares.iter().any(|(l, share)| *l == lang && *share >= OWN_SHARE);
            let clear = confidence >= CLEAR && line.letters >= CLEAR_LETTERS;
            let fits = own && (confidence >= 0.5 || line.letters >= CLEAR_LETTERS);
            Some(if line.certain || clear || fits { lang } else { main })
        })
        .collect()
}

/// What one line tells by itself.
struct Line {
    letters: usize,
    guess: Option<(Lang, f64)>,
    /// The letters leave no doubt.
    certain: bool,
}

impl Line {
    fn read(text: &str) -> Self {
        let text = first_chars(text, ENOUGH);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let guess = if letters == 0 { None } else { guess(text) };
        // Latin, Cyrillic, Arabic, Hebrew and Devanagari letters write many languages; the others tell by themselves.
        let shared = |c: &char| matches!(c, '\0'..='\u{6ff}' | '\u{900}'..='\u{97f}' | '\u{1e00}'..='\u{1eff}');
        let foreign = text.chars().filter(|c| c.is_alphabetic() && !shared(c)).count();
        let certain = guess
            .is_some_and(|(lang, _)| foreign * 2 > letters || (lang == Lang::VI && vietnamese_share(text) >= 0.35));
        Self { letters, guess, certain }
    }
}

/// The languages by their share of the letters, weighted by confidence, the greatest first.
fn shares(lines: &[Line]) -> Vec<(Lang, f64)> {
    let mut out: Vec<(Lang, f64)> = Vec::new();
    for (lang, weight) in lines.iter().filter_map(|l| l.guess.map(|(lang, c)| (lang, c.max(0.05) * l.letters as f64))) {
        match out.iter_mut().find(|(l, _)| *l == lang) {
            Some((_, w)) => *w += weight,
            None => out.push((lang, weight)),
        }
    }
    let total: f64 = out.iter().map(|(_, w)| w).sum();
    for (_, weight) in &mut out {
        *weight /= total.max(f64::MIN_POSITIVE);
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1));
    out
}

/// The share of words with a letter that Vietnamese alone, or nearly so, writes: ă, đ, ơ, ư, and the block from U+1EA0.
fn vietnamese_share(text: &str) -> f64 {
    let (mut words, mut marked, mut latin_only) = (0usize, 0usize, true);
    for word in text.split_whitespace() {
        if !word.contains(char::is_alphabetic) {
            continue;
        }
        words += 1;
        marked += usize::from(word.chars().any(is_vietnamese));
        latin_only &= !word.contains(['ș', 'ț', 'î']);
    }
    if words == 0 || !latin_only { 0.0 } else { marked as f64 / words as f64 }
}

fn is_vietnamese(c: char) -> bool {
    matches!(
        c,
        'Ă' | 'ă' | 'Đ' | 'đ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1ea0}'..='\u{1ef9}' | '\u{31b}' | '\u{323}' | '\u{309}'
    )
}

/// `text` without its web addresses: their words are of no language, or of another than the line's.
fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("www.") {
        return Cow::Borrowed(text);
    }
    let is_address = |word: &&str| word.contains("://") || word.contains("www.");
    Cow::Owned(text.split_whitespace().filter(|w| !is_address(w)).collect::<Vec<_>>().join(" "))
}

fn first_chars(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The two-letter code of a language that whatlang knows, the three-letter one where there is none.
fn two_letter(lang: whatlang::Lang) -> Option<Lang> {
    use whatlang::Lang as W;
    let code = match lang {
        W::Ind => "id",
        W::Vie => "vi",
        W::Eng => "en",
        W::Fra => "fr",
        W::Deu => "de",
        W::Spa => "es",
        W::Por => "pt",
        W::Ita => "it",
        W::Nld => "nl",
        W::Rus => "ru",
        W::Ukr => "uk",
        W::Pol => "pl",
        W::Tur => "tr",
        W::Ara => "ar",
        W::Pes => "fa",
        W::Heb => "he",
        W::Hin => "hi",
        W::Ben => "bn",
        W::Tam => "ta",
        W::Tel => "te",
        W::Tha => "th",
        W::Khm => "km",
        W::Mya => "my",
        W::Cmn => "zh",
        W::Jpn => "ja",
        W::Kor => "ko",
        W::Jav => "jv",
        W::Swe => "sv",
        W::Dan => "da",
        W::Nob => "nb",
        W::Fin => "fi",
        W::Ces => "cs",
        W::Ell => "el",
        W::Hun => "hu",
        W::Ron => "ro",
        W::Tgl => "tl",
        other => other.code(),
    };
    Lang::from_code(code)
}

#[cfg(test)]
mod tests {
    use super::{Lang, guess, lines};

    #[test]
    fn clear_lines_keep_their_own_language_and_short_ones_lean() {
        let text = [
            "Wali kota meninjau pasar yang baru dibuka dan berbicara dengan para pedagang tentang harga beras.",
            "Foto: Antara",
            "Chủ tịch thành phố thăm chợ mới và nói chuyện với người bán hàng.",
            "Ảnh: TTXVN",
            "Pemerintah daerah berjanji akan memperbaiki jalan menuju pasar sebelum akhir tahun ini.",
            "The mayor said that the market would open every day and that the prices would stay where they were.",
            "ตลาดเปิดทุกวัน",
            "市场每天开放",
            "Sumber: https://example.com/the-mayor-said-that-the-market-would-open",
            "12.500",
        ];
        let found = lines(&text);
        let code: Vec<_> = found.iter().map(|l| l.as_ref().map(Lang::code)).collect();
        let want = ["id", "id", "vi", "vi", "id", "en", "th", "zh", "id"].map(Some);
        assert_eq!(code[..9], want);
        assert_eq!(code[9], None);
    }

    #[test]
    fn a_vietnamese_name_does_not_make_a_line_vietnamese() {
        let (lang, _) =
            guess("Presiden Võ Văn Thưởng menerima para duta besar yang baru bertugas di ibu kota.").unwrap();
        assert_eq!(lang, Lang::ID);
        assert_eq!(guess(""), None);
        assert_eq!(lines(&["", "123"]), [None, None]);
    }
}
