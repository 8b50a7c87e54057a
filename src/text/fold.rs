//! Folding: the form in which texts are compared. NFKD, diacritics and invisible characters dropped, đ to d, lower case.
//!
//! `Nguyễn`, `NGUYEN` and `nguyen` fold to the same bytes, and so do `paypal` and `pay\u{200b}pal`. [`fold`] keeps the map
//! back to the text it was made from. Marks that carry a vowel (Devanagari, Thai) stay: without them other words remain.

use std::sync::LazyLock;

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use super::{Mapped, sanitise::is_ignorable};

/// Folds `text` and keeps the map back.
pub fn fold(text: &str) -> Mapped {
    let mut out = Mapped::default();
    let mut buffer = String::new();
    let mut at = 0;
    while at < text.len() {
        let run = ascii_run(&text.as_bytes()[at..]);
        if run > 0 {
            buffer.clear();
            buffer.push_str(&text[at..at + run]);
            buffer.make_ascii_lowercase();
            out.align(at..at + run, &buffer);
            at += run;
        }
        let Some(c) = text[at..].chars().next() else { break };
        buffer.clear();
        fold_char(c, &mut buffer);
        out.replace(at..at + c.len_utf8(), &buffer);
        at += c.len_utf8();
    }
    out
}

/// The folded text alone.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let run = ascii_run(&text.as_bytes()[at..]);
        let from = out.len();
        out.push_str(&text[at..at + run]);
        out[from..].make_ascii_lowercase();
        at += run;
        let Some(c) = text[at..].chars().next() else { break };
        fold_char(c, &mut out);
        at += c.len_utf8();
    }
    out
}

/// Length of the ASCII run at the start of `bytes`.
fn ascii_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| !b.is_ascii()).unwrap_or(bytes.len())
}

/// The Latin letters with diacritics that fold to one ASCII letter: U+00C0 to U+024F, then U+1E00 to U+1EFF; 0 for the rest.
static LATIN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut buffer = String::new();
    (0xc0..0x250)
        .chain(0x1e00..0x1f00)
        .map(|code| {
            buffer.clear();
            fold_slowly(char::from_u32(code).unwrap_or_default(), &mut buffer);
            if buffer.len() == 1 { buffer.as_bytes()[0] } else { 0 }
        })
        .collect()
});

/// Appends the folded form of one character: nothing for a mark, one or more characters else.
fn fold_char(c: char, out: &mut String) {
    let place = match u32::from(c) {
        code @ 0xc0..0x250 => Some(code - 0xc0),
        code @ 0x1e00..0x1f00 => Some(code - 0x1e00 + 0x190),
        _ => None,
    };
    match place.map(|p| LATIN[p as usize]) {
        Some(letter) if letter != 0 => out.push(char::from(letter)),
        // Ideographs have no other form.
        None if matches!(c, '\u{3400}'..='\u{9fff}') => out.push(c),
        _ => fold_slowly(c, out),
    }
}

fn fold_slowly(c: char, out: &mut String) {
    for d in std::iter::once(c).nfkd() {
        if is_diacritic(d) || is_ignorable(d) {
            continue;
        }
        match d {
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'ς' => out.push('σ'),
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            // The lower case of one character may hold a mark again: `İ` gives `i` and a dot above.
            d => out.extend(d.to_lowercase().filter(|l| !is_diacritic(*l))),
        }
    }
}

/// Marks that decorate a letter: overlays (class 1) and those placed by position or script (10 and up). Nukta, kana voicing
/// and virama (7 to 9) and vowel signs (0) make another letter and stay.
fn is_diacritic(c: char) -> bool {
    c >= '\u{300}' && matches!(canonical_combining_class(c), 1 | 10..)
}

#[cfg(test)]
mod tests {
    use super::{fold, folded};

    #[test]
    fn vietnamese_in_either_normal_form_folds_to_plain_letters() {
        assert_eq!(folded("Võ Văn Thưởng"), "vo van thuong");
        assert_eq!(folded("Nguye\u{302}\u{303}n Đình"), "nguyen dinh");
    }

    #[test]
    fn invisible_characters_do_not_hide_a_word() {
        assert_eq!(folded("pay\u{200b}p\u{ad}al\u{feff}"), "paypal");
        assert_eq!(fold("pay\u{200b}pal").text(), "paypal");
    }

    #[test]
    fn vowel_signs_stay() {
        assert_eq!(folded("हिन्दी"), "हिन्दी");
        assert_ne!(folded("กา"), folded("กิ"));
    }

    #[test]
    fn both_ways_of_folding_agree() {
        for text in ["Straße İstanbul ﬁn ½ 한국 ガス ΣΊΣΥΦΟΣ", "A\u{301}bc ÆØÐ ’x’ – “q”", ""]
        {
            assert_eq!(fold(text).text(), folded(text));
            assert_eq!(folded(&folded(text)), folded(text), "{text}");
        }
    }

    #[test]
    fn a_fold_maps_back_to_the_characters_it_came_from() {
        let text = "Báo Quốc Tế";
        let m = fold(text);
        assert_eq!(m.text(), "bao quoc te");
        let origin = m.map().to_origin(4..8);
        assert_eq!(&text[origin], "Quốc");
        let text = "Große Straße";
        let m = fold(text);
        assert_eq!(&text[m.map().to_origin(6..11)], " Stra");
        assert_eq!(&text[m.map().to_origin(4..5)], "ß");
    }
}
