//! Languages as ISO 639-1 codes (639-3 where there is none) and the guess for a line of text.

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

/// The language of `text`, with a confidence from 0 to 1; `None` where there is too little to judge by.
pub fn guess(text: &str) -> Option<(Lang, f64)> {
    let info = whatlang::detect(text)?;
    let lang = two_letter(info.lang())?;
    Some((lang, info.confidence()))
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
