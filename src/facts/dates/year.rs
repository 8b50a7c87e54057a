//! Years, intervals of years and decades: `2007`, `2025-2030`, `1990-an`, `the 1990s`, `70-an abad ke-20`.

use super::{Found, year_at};
use crate::facts::figures::lexicon::Class;
use crate::facts::figures::tokens::{Kind, Line};
use crate::text::Lang;

/// The year or interval of years that begins at token `i`, where the text means a year.
pub fn read(line: &Line<'_>, i: usize) -> Option<Found> {
    // `685 AD`, `300 BC`, whose value is left open
    let era = line.word(i + 1);
    if let Some(year) = line.small(i).filter(|y| *y > 0 && !line.glued(i) && !line.title_case) {
        match era {
            "AD" | "CE" | "Masehi" => return Some(Found::new(i + 2, format!("{year:04}"))),
            "BC" | "BCE" | "SM" => return Some(Found::new(i + 2, None)),
            _ => {}
        }
    }
    let year = year_at(line, i)?;
    // `Nomor 22 Tahun 1999`: the year is part of the number of a law.
    let law = i > 3 && line.lang == Some(Lang::ID) && line.lower(i - 1) == "tahun" && line.is_number(i - 2);
    let number = i.saturating_sub(if line.is(i.saturating_sub(3), '.') { 3 } else { 2 });
    if law && line.before(number, Class::Label).is_some_and(|(at, _)| matches!(&*line.lower(at), "no" | "nomor")) {
        return None;
    }
    if in_law(line, i) {
        return None;
    }
    let joined = (line.is_dash(i + 1) || line.is(i + 1, '/')) && (line.glued(i) || line.is_dash(i + 1));
    if joined && line.is_number(i + 2) {
        if let Some(last) = year_at(line, i + 2)
            && last > year
            && !line.has(i + 3, Class::Counter)
        {
            return Some(Found::new(i + 3, format!("{year}/{last}")));
        }
        // `2023/24`, `2023-24`
        if let Some(last) = line.small(i + 2)
            && line.word(i + 2).len() == 2
            && line.glued(i)
            && line.glued(i + 1)
            && last == (year + 1) % 100
        {
            // `V.League 2024/25`: the season is part of the name.
            let abbreviated = i > 1 && line.is(i - 2, '.') && line.glued_before(i - 1) && line.capital(i - 1);
            let named = i > 0 && (is_named(line, i - 1) || abbreviated);
            if line.is(i + 1, '/') && named && line.before(i, Class::Year).is_none() {
                return None;
            }
            return Some(Found::new(i + 3, format!("{year}/{}", year + 1)));
        }
        return None;
    }
    if line.glued(i) && (line.is_word(i + 1) || (joined && line.is_word(i + 2) && line.glued(i + 1))) {
        return None;
    }
    meant_as_year(line, i, year).then(|| Found::new(i + 1, year.to_string()))
}

/// `Luật đấu giá tài sản năm 2016`: the year at token `i` is part of the name of a Vietnamese law, whose kind has a capital.
fn in_law(line: &Line<'_>, i: usize) -> bool {
    if line.lang != Some(Lang::VI) || i < 2 || line.lower(i - 1) != "năm" {
        return false;
    }
    // What happens to a law in a year is no part of its name: `Luật này ban hành năm 2016`.
    let verb = |at: usize| {
        matches!(
            (&*line.lower(at), &*line.lower(at + 1)),
            ("ban", "hành") | ("thông", "qua") | ("hiệu", "lực") | ("áp", "dụng") | ("ra", "đời") | ("sửa", "đổi")
        )
    };
    let ends = |at: usize| !line.is_word(at) || line.has(at, Class::Stop) || line.has(at, Class::Prep) || verb(at);
    (0..i - 1).rev().take(10).take_while(|&at| !ends(at)).any(|at| match line.word(at) {
        "Luật" => line.lower(at + 1) != "sư",
        "Bộ" => line.lower(at + 1) == "luật",
        "Pháp" => line.lower(at + 1) == "lệnh",
        "Hiến" => line.lower(at + 1) == "pháp",
        _ => false,
    })
}

/// Whether a bare number of four digits is a year: it follows a word that says so, or it looks like one and counts nothing.
fn meant_as_year(line: &Line<'_>, i: usize, year: u32) -> bool {
    if line.before(i, Class::Year).is_some() || line.before(i, Class::MonthWord).is_some() {
        return true;
    }
    let recent = (1800..2101).contains(&year);
    let before = i.checked_sub(1);
    let bracketed = before.is_some_and(|b| line.is(b, '(') || line.is(b, ',') || line.is(b, '/'))
        && matches!(line.kind(i + 1), Some(Kind::Sign(')' | ',' | ';' | '/')) | None);
    if bracketed {
        return (1000..2101).contains(&year) && line.is(i - 1, '(') || recent;
    }
    let counts = [Class::Counter, Class::Unit, Class::Scale, Class::Percent, Class::MoneyWord, Class::MoneySign]
        .iter()
        .any(|class| line.has(i + 1, *class) && !(line.has(i + 1, Class::Year) && line.is_number(i + 2)));
    if counts {
        return false;
    }
    if let Some(b) = before {
        if line.before(i, Class::Label).is_some()
            || line.before(i, Class::Approx).is_some() && !line.has(b, Class::Prep)
        {
            return false;
        }
        if is_named(line, b) && !line.has(i + 1, Class::Last) {
            return false;
        }
        if line.has(b, Class::Prep) {
            return recent || !next_is_noun(line, i);
        }
        if line.is_number(b) || line.is_dash(b) {
            return recent;
        }
    }
    recent
}

/// Whether the word at token `at`, right before a year, is a name inside a sentence, so that the year is part of it:
/// `SEA Games 1985`, `Pilpres 2019`.
fn is_named(line: &Line<'_>, at: usize) -> bool {
    let other = [Class::Prep, Class::Stop, Class::Month, Class::Year, Class::Weekday, Class::Quarter, Class::Half];
    let season = matches!(line.lower(at).as_ref(), "spring" | "summer" | "autumn" | "fall" | "winter" | "fiscal");
    // `APBN 2024`, the budget of that year
    let shouted = line.word(at).chars().all(char::is_uppercase);
    line.is_word(at)
        && line.capital(at)
        && !shouted
        && !season
        && !line.title_case
        && !line.starts_sentence(at)
        && !other.iter().any(|class| line.has(at, *class))
}

/// Whether a word that may be counted follows.
fn next_is_noun(line: &Line<'_>, i: usize) -> bool {
    line.is_word(i + 1) && !line.has(i + 1, Class::Stop) && !line.capital(i + 1)
}

/// The decade that begins at token `i`: `1990s`, `1990-an`, `90-an`, `70-an abad ke-20`.
pub fn decade(line: &Line<'_>, i: usize) -> Option<Found> {
    let number = line.small(i).filter(|n| n % 10 == 0)?;
    let digits = line.word(i).len();
    let end = if line.glued(i) && line.word(i + 1) == "s" {
        i + 2
    } else if line.glued(i) && line.is_dash(i + 1) && line.lower(i + 2) == "an" {
        i + 3
    } else if line.before(i, Class::Decade).is_some() {
        i + 1
    } else {
        return None;
    };
    let year = match digits {
        4 => (1000..2200).contains(&number).then_some(number)?,
        2 => {
            if let Some((to, century)) = century(line, end) {
                let year = (century - 1) * 100 + number;
                return Some(Found::new(to, format!("{year}/{}", year + 9)));
            }
            let told = line.before(i, Class::Year).is_some()
                || line.before(i, Class::Decade).is_some()
                || (i > 0 && matches!(line.kind(i - 1), Some(Kind::Sign('\'' | '’' | '‘'))))
                || line.word(i + 1) == "s" && i > 0 && line.lower(i - 1) == "the";
            told.then_some(1900 + number).filter(|_| number >= 20)?
        }
        _ => return None,
    };
    Some(Found::new(end, format!("{year}/{}", year + 9)))
}

/// A century at token `i`: `abad ke-20`, `thế kỷ 20`, `thế kỷ XX`. Gives the token after it and its number.
pub fn century(line: &Line<'_>, i: usize) -> Option<(usize, u32)> {
    let (len, _) = line.phrase(i, Class::Century)?;
    let mut at = i + len;
    if matches!(line.lower(at).as_ref(), "ke" | "thứ") {
        at += 1;
        if line.is_dash(at) {
            at += 1;
        }
    }
    let number = line.small(at).or_else(|| roman(line.word(at)))?;
    (1..=30).contains(&number).then_some((at + 1, number))
}

/// `21st century` at token `i`.
pub fn ordinal_century(line: &Line<'_>, i: usize) -> Option<Found> {
    let number = line.small(i).filter(|n| (1..=30).contains(n))?;
    let ordinal = line.glued(i) && matches!(line.word(i + 1), "st" | "nd" | "rd" | "th");
    let (len, _) = line.phrase(i + 2, Class::Century)?;
    ordinal.then(|| Found::new(i + 2 + len, format!("{:04}/{:04}", (number - 1) * 100 + 1, number * 100)))
}

/// A Roman number up to 39.
pub fn roman(word: &str) -> Option<u32> {
    let tens = word.bytes().take_while(|b| *b == b'X').count();
    let ones = match &word[tens..] {
        "" => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    let n = tens as u32 * 10 + ones;
    (tens <= 3 && n > 0).then_some(n)
}
