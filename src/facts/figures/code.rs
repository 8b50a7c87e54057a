//! Codes: numbers that are part of a code, a name or an address and count nothing: `+62 812…`, `Covid-19`, `JT 610`, `S&P 500`,
//! `12 High Street`; fractions, minutes of a game and ranks.
//!
//! Takes a line and the token of a number; tells whether it is such a number, or where that ends. What else is no figure (times,
//! labels, scores) is judged in [`super::context`].

use super::lexicon::Class;
use super::tokens::{Kind, Line};
use super::{noun, series};
use crate::text::{Lang, number_words};

/// `+62 812 3456 7890`
pub fn is_telephone(line: &Line<'_>, i: usize) -> bool {
    let plus = i > 0 && line.is(i - 1, '+') && line.glued(i - 1);
    plus && (line.is_number(i + 1) || line.is_dash(i + 1) && line.is_number(i + 2))
}

/// Digits that hang on letters or signs: `Covid-19`, `59-NQ/TW`, `5G`, `#3`, `+62`.
pub fn glued(line: &Line<'_>, i: usize) -> bool {
    if line.glued_before(i) {
        let dash = line.is_dash(i - 1) || matches!(line.kind(i - 1), Some(Kind::Sign('/' | '.' | ':' | '_')));
        let after_word = dash && i >= 2 && line.glued(i - 2) && (line.is_word(i - 2) || line.is_number(i - 2));
        // `+50` is a change, `C++20` a name.
        let plus = line.is(i - 1, '+') && series::sign(line, i).is_none();
        if after_word
            || plus
            || matches!(line.kind(i - 1), Some(Kind::Sign('#' | '@' | '_' | '=' | '&')))
            || line.is_word(i - 1)
        {
            return true;
        }
    }
    // `# 5`
    if i > 0 && line.is(i - 1, '#') {
        return true;
    }
    if !line.glued(i) {
        return false;
    }
    if line.is_word(i + 1) {
        let known = [Class::Unit, Class::Scale, Class::Percent, Class::MoneySign, Class::MoneyWord]
            .iter()
            .any(|class| line.has(i + 1, *class));
        let inches = line.lang == Some(Lang::EN) && line.word(i + 1) == "in";
        let million = line.lang == Some(Lang::VI) && line.word(i + 1) == "tr";
        return !known && !inches && !million && !is_degrees(line, i + 1) && !noun::is_metres(line, i + 1);
    }
    // `3.000-an orang`
    if line.is_dash(i + 1) && line.lang == Some(Lang::ID) && line.lower(i + 2) == "an" {
        return false;
    }
    if line.is_dash(i + 1) && line.glued(i + 1) && line.is_word(i + 2) {
        // `25-year-old`, `7.8-magnitude`
        return !(line.lang == Some(Lang::EN) && noun::hyphenated(line, i + 2));
    }
    false
}

/// `40C`, `104F`: degrees.
pub fn is_degrees(line: &Line<'_>, at: usize) -> bool {
    // `SMA 5C` is a school.
    let name = at > 1 && line.is_word(at - 2) && line.word(at - 2).chars().all(char::is_uppercase);
    if name {
        return false;
    }
    matches!(line.word(at), "C" | "F") && !line.glued(at) || matches!(line.word(at), "C" | "F") && line.is(at + 1, ')')
}

/// A number that an abbreviation or the name of a product carries (`JT 610`, `S&P 500`, `iOS 17.2`): nothing that is surely
/// counted follows it.
pub fn after_abbreviation(line: &Line<'_>, i: usize, end: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&b| line.is_word(b)) else { return false };
    let word = line.word(before);
    let shouted = word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && !matches!(word, "A" | "I");
    // `iPhone`, `iOS`, `eSIM`
    let branded = word.chars().count() > 2
        && word.starts_with(char::is_lowercase)
        && word.chars().nth(1).is_some_and(char::is_uppercase);
    let counted = [Class::Counter, Class::Unit, Class::Percent, Class::Points, Class::MoneyWord]
        .iter()
        .any(|class| line.has(end, *class));
    // Digits in groups are a quantity, and so is a number that its article gives before its noun in brackets or after a dash.
    let plain = line.word(i).len() <= 4 && !line.word(i).contains(',');
    (shouted && !line.title_case || branded)
        && plain
        && !counted
        && !line.glued(i)
        && ![Class::Link, Class::Number, Class::Month].iter().any(|class| line.has(before, *class))
        && !line.is_dash(end)
        && !line.has(end, Class::To)
}

/// The number of a house in an English text: `12 High Street`, `1225 N. Rampart St.`.
pub fn is_house(line: &Line<'_>, i: usize, end: usize) -> bool {
    if line.lang != Some(Lang::EN) || !line.capital(end) {
        return false;
    }
    let street = |word: &str| {
        matches!(
            word,
            "Street"
                | "St"
                | "Road"
                | "Rd"
                | "Avenue"
                | "Ave"
                | "Lane"
                | "Drive"
                | "Boulevard"
                | "Blvd"
                | "Way"
                | "Terrace"
                | "Crescent"
                | "Highway"
        )
    };
    let plain = line.word(i).bytes().all(|b| b.is_ascii_digit());
    let mut at = end;
    while at < end + 5 && (line.capital(at) || line.is(at, '.')) {
        if at > end && street(line.word(at)) {
            return plain;
        }
        at += 1;
    }
    false
}

/// Where a fraction ends whose upper number is in tokens `i..end`: `dua pertiga`, `two-thirds`, `hai phần ba`. Its value is no
/// exact decimal.
pub fn fraction(line: &Line<'_>, i: usize, end: usize) -> Option<usize> {
    let part = line.lower(end);
    match line.lang? {
        Lang::ID => {
            let lower = part.strip_prefix("per")?;
            let apart = lower.is_empty() && line.has(end + 1, Class::Number);
            (apart || number_words::lookup(Lang::ID, lower).is_some()).then_some(end + 1 + usize::from(apart))
        }
        Lang::VI => {
            let lower = line.is_number(end + 1) || line.has(end + 1, Class::Number) && line.lower(end + 1) != "trăm";
            (part == "phần" && lower).then_some(end + 2)
        }
        Lang::EN if line.has(i, Class::Number) => {
            let at = end + usize::from(line.is_dash(end));
            let lower = line.lower(at);
            let named = matches!(
                lower.as_ref(),
                "thirds" | "quarters" | "fifths" | "sixths" | "sevenths" | "eighths" | "ninths" | "tenths"
            );
            let told = line.is_dash(end) || line.lower(at + 1) == "of";
            (named && told
                || line.is_dash(end) && matches!(lower.as_ref(), "third" | "quarter" | "fifth" | "tenth" | "half"))
            .then_some(at + 1)
        }
        _ => None,
    }
}

/// The minute of a game: `phút 105`, `menit 67`, but not `30 phút 2 người`.
pub fn is_minute(line: &Line<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let word = line.lower(before);
    let minute = matches!(word.as_ref(), "phút" | "menit") && matches!(line.lang, Some(Lang::VI | Lang::ID));
    let counted = before > 0 && (line.is_number(before - 1) || line.has(before - 1, Class::Number));
    minute && !counted && line.small(i).is_some_and(|n| n <= 120)
}

/// `16 besar`, `20 besar dunia`: the best so many.
pub fn is_rank(line: &Line<'_>, end: usize) -> bool {
    line.lang == Some(Lang::ID) && line.lower(end) == "besar"
}

/// Whether the label before token `i` is that of a road, ward or article, which is never said with a count after it:
/// `vành đai 3 khu vực lõi`.
pub fn is_address_part(line: &Line<'_>, i: usize) -> bool {
    let Some((at, phrase)) = line.before(i, Class::Label) else { return false };
    let word = line.lower(at);
    line.lang == Some(Lang::VI)
        && (matches!(word.as_ref(), "vành" | "quốc" | "điều" | "khoản" | "quận" | "phường" | "đường" | "ngõ" | "hẻm")
            || word == "lần" && !phrase.rest.is_empty())
}
