//! Folding: the form in which texts are compared. NFD, marks dropped, đ to d, lower case.
//!
//! `Nguyễn`, `NGUYEN` and `nguyen` fold to the same bytes. [`fold`] keeps the map back to the text it was made from.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Mapped;

/// Folds `text` and keeps the map back.
pub fn fold(text: &str) -> Mapped {
    let mut out = Mapped::default();
    let mut buffer = String::new();
    for (at, c) in text.char_indices() {
        let span = at..at + c.len_utf8();
        if c.is_ascii() {
            let mut b = [0; 4];
            out.replace(span, c.to_ascii_lowercase().encode_utf8(&mut b));
            continue;
        }
        buffer.clear();
        fold_char(c, &mut buffer);
        out.replace(span, &buffer);
    }
    out
}

/// The folded text alone.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            fold_char(c, &mut out);
        }
    }
    out
}

/// Appends the folded form of one character: nothing for a mark, one or more characters else.
fn fold_char(c: char, out: &mut String) {
    for d in std::iter::once(c).nfkd() {
        if is_combining_mark(d) {
            continue;
        }
        match d {
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            d => out.extend(d.to_lowercase()),
        }
    }
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
    fn a_fold_maps_back_to_the_characters_it_came_from() {
        let text = "Báo Quốc Tế";
        let m = fold(text);
        assert_eq!(m.text(), "bao quoc te");
        let origin = m.map().to_origin(4..8);
        assert_eq!(&text[origin], "Quốc");
    }
}
