//! Contexts: which numbers are no figures, and which of the rest count something.

use rust_decimal::Decimal;

use super::code;
use super::lexicon::Class;
use super::noun::{self, Counted};
use super::quantity::Number;
use super::series;
use super::tokens::{Kind, Line};
use crate::text::Lang;

/// Where a number at token `i` is part of something that is no figure (a code, a time, a phone number, a numbered thing): the
/// token after it.
pub fn past(line: &Line<'_>, i: usize, number: &Number) -> Option<usize> {
    let end = number.end;
    if let Some(end) = code::fraction(line, i, end) {
        return Some(end);
    }
    if number.words {
        // `kelas empat SD`, `hạng ba`, but not `ke tiga kota`
        let label = line.before(i, Class::Label).filter(|(at, _)| line.lower(*at) != "ke");
        let open = line.lang != Some(Lang::EN) || !line.is_word(end) || line.has(end, Class::Stop);
        let labelled = label.is_some() && open && !counted_thing(line, end);
        let clock = line.before(i, Class::Clock).is_some() && open && !counted_thing(line, end);
        // `60 (enam puluh)` says the number twice.
        let again = i > 1 && line.is(i - 1, '(') && line.is(end, ')') && line.is_number(i - 2);
        let told = (labelled || clock) && !line.has(end, Class::To) || code::is_rank(line, end);
        return (told || again || spelled_in_name(line, i, end)).then_some(end);
    }
    if code::is_telephone(line, i) {
        let more = (end..line.len()).take_while(|&at| line.is_number(at) || line.is_dash(at)).count();
        return Some(end + more);
    }
    let whole = i >= 2 && series::share(line, i - 2).is_some();
    let millions = end == i + 2 && line.word(i + 1) == "m";
    if !whole && !millions && code::glued(line, i) {
        return Some(end);
    }
    // `10:30`, `22/7/5`, `1812/QD`: the rest goes with it.
    if line.glued(i) && matches!(line.kind(i + 1), Some(Kind::Sign(':' | '/' | '_'))) && line.glued(i + 1) {
        let mut at = i + 2;
        while line.glued(at) && at < line.len() {
            at += 1;
        }
        return Some(at + 1);
    }
    let word = line.word(i);
    let long = word.len() >= 8 && word.bytes().all(|b| b.is_ascii_digit());
    let zeros = word.len() > 1 && word.starts_with('0') && word.as_bytes()[1].is_ascii_digit();
    if zeros || long && !line.is_word(end) {
        return Some(end);
    }
    if is_clock(line, i, end) || is_list_number(line, i, end) || code::is_minute(line, i) || code::is_rank(line, end) {
        return Some(end);
    }
    let bare = number.scale == Decimal::ONE && !is_magnitude(line, i);
    if bare && (code::after_abbreviation(line, i, end) || code::is_house(line, i, end)) {
        return Some(end);
    }
    // `Peraturan Nomor PM 38 Tahun 2016`
    let numbered = line.lang == Some(Lang::ID) && line.lower(end) == "tahun" && line.word(end + 1).len() == 4;
    if numbered && line.small(end + 1).is_some_and(|y| (1900..2101).contains(&y)) {
        return Some(end);
    }
    let figure = number.scale > Decimal::ONE || line.word(i).contains(',') && line.word(i).contains('.');
    if !figure
        && labelled(line, i)
        && (!counted_thing(line, end) || code::is_address_part(line, i))
        && !line.has(end, Class::Percent)
        && !line.is(end, '%')
    {
        return Some(end);
    }
    None
}

/// A time of day: `pukul 10.30`, `10.30 WIB`, `5 p.m.`, `lúc 9 giờ`.
fn is_clock(line: &Line<'_>, i: usize, end: usize) -> bool {
    if line.has(end, Class::LabelAfter) {
        return true;
    }
    let vietnamese = line.lang == Some(Lang::VI);
    // `4 giờ ngày 5/9`: the hour of a day.
    let hour = vietnamese && line.lower(end) == "giờ";
    if hour && matches!(&*line.lower(end + 1), "ngày" | "sáng" | "trưa" | "chiều" | "tối" | "đêm" | "hôm") {
        return true;
    }
    if line.before(i, Class::Clock).is_none() {
        return false;
    }
    let english = line.lang == Some(Lang::EN);
    (vietnamese && line.lower(end) == "giờ") || (!english && !vietnamese && !counted_thing(line, end))
}

/// `1.` or `2)` at the beginning.
fn is_list_number(line: &Line<'_>, i: usize, end: usize) -> bool {
    i == 0 && matches!(line.kind(end), Some(Kind::Sign('.' | ')'))) && line.glued(i)
}

/// A word before the number says that it is a number of something: `Pasal 5`, `No. 59`, `Resolution 59`.
fn labelled(line: &Line<'_>, i: usize) -> bool {
    let at = if i > 0 && line.is(i - 1, '.') && line.glued_before(i - 1) { i - 1 } else { i };
    let at = if at > 0 && line.is(at - 1, '-') && at == i { at - 1 } else { at };
    if line.before(at, Class::Label).is_some() {
        return true;
    }
    // `pasal 5 dan 6`, `kelas 1, 2 dan 3`
    let mut first = i;
    for _ in 0..3 {
        let joint = first > 2 && line.is_number(first - 2);
        let told = first > 0 && (line.has(first - 1, Class::And) || first < i && line.is(first - 1, ','));
        if !joint || !told {
            break;
        }
        first -= 2;
        if line.before(first, Class::Label).is_some() {
            return true;
        }
    }
    false
}

/// Whether a noun that is surely counted begins at token `end`.
fn counted_thing(line: &Line<'_>, end: usize) -> bool {
    (line.has(end, Class::Counter) || line.has(end, Class::Unit)) && !line.capital(end)
}

/// Number words inside names: `Segi Tiga Emas`, `Ba Đình`, `Lima`.
fn spelled_in_name(line: &Line<'_>, i: usize, end: usize) -> bool {
    if !line.capital(i) || line.title_case {
        return false;
    }
    let starts = line.starts_sentence(i);
    let name_after = line.capital(end) && line.is_word(end);
    if starts { name_after } else { true }
}

/// Whether the two numbers up to token `end` are the score of a game: a word of games stands near.
pub fn is_score(line: &Line<'_>, i: usize, end: usize) -> bool {
    if counted_thing(line, end) || line.has(end, Class::Percent) {
        return false;
    }
    (i.saturating_sub(8)..(end + 5).min(line.len())).any(|at| line.has(at, Class::Score))
}

/// What the number in tokens `i..end` counts; `None` where it counts nothing.
pub fn counts(line: &Line<'_>, i: usize, end: usize, number: &Number, bounded: bool) -> Option<Counted> {
    let small_word = number.words && number.scale == Decimal::ONE;
    if small_word && !word_counts(line, i, end, number) {
        return None;
    }
    let from = noun::start(line, end);
    if let Some(counted) = series::bracketed(line, i, end) {
        return Some(counted);
    }
    if series::labelled(line, i, end) {
        return Some(Counted::Unsaid);
    }
    if line.glued_before(end) && (line.lang == Some(Lang::EN) && line.word(end) == "in" || code::is_degrees(line, end))
    {
        return Some(Counted::Named(line.word(end).to_owned()));
    }
    if noun::is_metres(line, end) {
        return Some(Counted::Named("m".to_owned()));
    }
    if let Some(unit) = noun::phrase(line, from) {
        let named = !number.words && after_name(line, i) && !counted_thing(line, from) && line.capital(from);
        return (!named).then_some(Counted::Named(unit));
    }
    if line.has(end, Class::State) {
        return Some(Counted::Unsaid);
    }
    if line.has(from, Class::Unit) {
        return noun::unit(line, from).map(Counted::Named);
    }
    // `50 dari 51 komite`, `3 of the 5 seats`
    if let Some(counted) = noun::of_many(line, end) {
        return Some(counted);
    }
    if goes_on(line, i, end) {
        return Some(Counted::Unsaid);
    }
    if is_magnitude(line, i) || ages(line, i, end) || owned(line, i, end) {
        return Some(Counted::Unsaid);
    }
    // `the two`, but not `two-to-one`
    if small_word {
        return (!(line.is_dash(end) && line.glued_before(end))).then_some(Counted::Unsaid);
    }
    let grouped = !number.words && number.value >= Decimal::ONE_THOUSAND && line.word(i).len() > 4;
    if after_name(line, i) && !grouped {
        return age(line, i, end).then_some(Counted::Unsaid);
    }
    // `dari 7 menjadi 9`
    let turns = line.before(i, Class::From).is_some() && line.lower(end) == "menjadi" && line.is_number(end + 1);
    // `a population of 318`, `between 10 and 20`
    let amount = i > 1
        && line.lower(i - 1) == "of"
        && matches!(
            line.lower(i - 2).as_ref(),
            "population"
                | "total"
                | "average"
                | "majority"
                | "record"
                | "maximum"
                | "minimum"
                | "high"
                | "low"
                | "mean"
        );
    let between = line.before(i, Class::Between).is_some() && line.lang == Some(Lang::EN) && end > i + 1;
    if turns || amount || between {
        return Some(Counted::Unsaid);
    }
    let told = i > 0 && (told_by_verb(line, i) || bounded && !number.words);
    let closes = !line.is_word(end) || line.has(end, Class::Stop) || noun::is_verb(line, end, true);
    // A number with grouped digits is a quantity wherever it stands.
    let measured = !number.words && !number.value.is_integer() && after_noun(line, i);
    (closes && (told || grouped || measured || number.scale > Decimal::ONE)).then_some(Counted::Unsaid)
}

/// Whether a number is the subject of the next clause and counts what a number before it did: `dari 10 pasien, 7 sudah pulih`,
/// `of 10 patients, 7 have recovered`.
fn goes_on(line: &Line<'_>, i: usize, end: usize) -> bool {
    let next = line.lower(end);
    let verb = match line.lang {
        Some(Lang::ID) => matches!(next.as_ref(), "sudah" | "telah" | "masih" | "belum" | "sedang" | "berhasil"),
        Some(Lang::EN) => matches!(next.as_ref(), "have" | "were" | "are" | "remain" | "remained"),
        Some(Lang::VI) => matches!(next.as_ref(), "đã" | "đang" | "vẫn" | "chưa"),
        _ => false,
    };
    let clause = i > 0 && (line.is(i - 1, ',') || line.is(i - 1, ';') || line.has(i - 1, Class::And));
    let counted = |at: usize| (line.is_number(at) || line.has(at, Class::Number)) && counted_thing(line, at + 1);
    let from = (0..i).rev().take(14).take_while(|&at| !line.is(at, '.')).last().unwrap_or(i);
    verb && clause && line.small(i).is_some_and(|n| n < 1000) && (from..i.saturating_sub(1)).any(counted)
}

/// Whether the word right before token `i` is a capitalised one inside a sentence: the number may belong to a name.
fn after_name(line: &Line<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    // `Smith, 42,` but not `205 HCV, 125 HCB`
    let word = line.word(i + 1);
    let name = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let comma = line.is(before, ',') && (line.is(i + 1, ',') || name);
    let before = if line.is(before, '(') || comma { before.saturating_sub(1) } else { before };
    let named = line.word(before).contains(char::is_uppercase);
    line.is_word(before) && named && !line.title_case && !line.has(before, Class::Link)
}

/// `gempa M 5,4`
fn is_magnitude(line: &Line<'_>, i: usize) -> bool {
    i > 0 && line.word(i - 1) == "M" && line.word(i).len() == 3 && line.word(i).contains([',', '.'])
}

/// `aged 19, 22 and 25`; `The suspect, 34, was`.
fn ages(line: &Line<'_>, i: usize, end: usize) -> bool {
    if line.small(i).is_none_or(|n| !(5..110).contains(&n)) {
        return false;
    }
    let mut at = i;
    while at >= 2 && line.is_number(at - 2) && (line.is(at - 1, ',') || line.has(at - 1, Class::And)) {
        at -= 2;
    }
    let said = |w: &str| matches!(w, "aged" | "ages" | "berusia" | "usia" | "umur" | "tuổi");
    if at < i && at > 0 && said(&line.lower(at - 1)) {
        return true;
    }
    let next = line.lower(end + 1);
    let goes_on = matches!(next.as_ref(), "was" | "who" | "is" | "has" | "had" | "said" | "died" | "told" | "from");
    let commas = i > 1 && line.is(i - 1, ',') && line.is(end, ',') && line.is_word(i - 2);
    line.lang == Some(Lang::EN) && commas && goes_on
}

/// `behind Smith's 83`: as many of what was counted before.
fn owned(line: &Line<'_>, i: usize, end: usize) -> bool {
    let owner = i.checked_sub(1).map(|b| line.word(b)).unwrap_or_default();
    let possessive = line.lang == Some(Lang::EN) && (owner.ends_with("'s") || owner.ends_with("’s"));
    possessive && (!line.is_word(end) || line.has(end, Class::And))
}

/// Whether a word without a capital stands right before token `i`: a decimal after it is what it measures.
fn after_noun(line: &Line<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let time = matches!(line.lower(before).as_ref(), "at" | "pukul" | "jam" | "lúc" | "from" | "until");
    line.is_word(before) && !line.word(before).contains(char::is_uppercase) && !time
}

/// `Budi (42)`, `Smith, 42,`: a person's age.
fn age(line: &Line<'_>, i: usize, end: usize) -> bool {
    let fits = line.small(i).is_some_and(|n| (10..110).contains(&n));
    let bracket = line.is(i - 1, '(') && line.is(end, ')');
    let commas = line.is(i - 1, ',') && line.is(end, ',') && line.lang == Some(Lang::EN);
    fits && i >= 2 && (bracket || commas) && line.has(i - 2, Class::Label).eq(&false)
}

/// Whether a verb before token `i` leads to its number: `menjadi 14`, `rose to 14`.
fn told_by_verb(line: &Line<'_>, i: usize) -> bool {
    // `217 votes to 213`
    if i >= 3 && line.has(i - 1, Class::To) && (i.saturating_sub(4)..i - 2).any(|at| line.is_number(at)) {
        return true;
    }
    let Some((at, _)) = line.before(i, Class::Link) else { return false };
    !line.has(at, Class::Prep) || at > 0 && (line.has(at - 1, Class::Change) || line.has(at - 1, Class::Link))
}

/// Whether a small number word counts: `one`, `satu`, `một` and Vietnamese homographs need more than a noun.
fn word_counts(line: &Line<'_>, i: usize, end: usize, number: &Number) -> bool {
    let lang = line.lang.unwrap_or(Lang::EN);
    let one = number.value == Decimal::ONE;
    let before = i.checked_sub(1).map(|b| line.lower(b)).unwrap_or_default();
    if number.value.is_zero() || line.is_dash(end) && line.glued_before(end) && lang != Lang::EN {
        return false;
    }
    if lang == Lang::VI {
        let plain = end == i + 1;
        let word = line.lower(i);
        if plain && matches!(word.as_ref(), "tư" | "mốt" | "lăm" | "nhăm" | "không") {
            return false;
        }
        if plain && one {
            let person = line.lower(end) == "người" && line.has(end + 1, Class::State);
            return person || line.has(end, Class::Unit) && !line.has(end + 1, Class::This);
        }
        if plain && matches!(before.as_ref(), "thứ" | "tháng" | "ngày" | "ông" | "bà" | "lần" | "năm" | "lớp" | "số")
        {
            return false;
        }
        if plain && word == "năm" {
            let quantified = matches!(
                before.as_ref(),
                "hàng"
                    | "mỗi"
                    | "trong"
                    | "cả"
                    | "suốt"
                    | "mấy"
                    | "nhiều"
                    | "các"
                    | "những"
                    | "từng"
                    | "cuối"
                    | "đầu"
                    | "giữa"
                    | "một"
            );
            return line.has(end, Class::Counter) && !quantified && !(i > 0 && line.is_number(i - 1));
        }
        return line.is_word(end) && (!line.has(end, Class::Stop) || noun::of_many(line, end).is_some());
    }
    // the end of `two-to-one`
    if lang == Lang::EN && i > 1 && line.is_dash(i - 1) && line.glued_before(i) && line.glued(i - 2) {
        return false;
    }
    if one && lang == Lang::EN {
        let determined = matches!(
            before.as_ref(),
            "no" | "the" | "any" | "every" | "each" | "this" | "that" | "which" | "only" | "another" | "day" | "it"
        );
        // What goes on as a phrase of its own: `one day`, `one way or another`.
        let idle = matches!(
            line.lower(end).as_ref(),
            "day" | "thing" | "way" | "time" | "side" | "hand" | "point" | "such" | "possible" | "reason" | "another"
        );
        let noun = line.is_word(end) && !line.has(end, Class::Stop) && !line.starts_sentence(i) && !line.capital(i);
        // `a one-year contract`
        let period = line.is_dash(end) && line.glued_before(end) && line.has(end + 1, Class::Unit);
        if period && !matches!(line.lower(end + 1).as_ref(), "day" | "second") {
            return true;
        }
        let more = line.lower(end) == "more" && line.is_word(end + 1) && !line.has(end + 1, Class::Stop);
        return !determined
            && (noun::of_many(line, end).is_some()
                || line.has(end, Class::Counter)
                || line.has(end, Class::Unit)
                || (noun || more) && !idle);
    }
    if lang == Lang::ID {
        let noun = line.is_word(end) && !line.has(end, Class::Stop) && (!line.capital(end) || line.title_case);
        return noun || !one || (line.has(end, Class::Stop) && told_beside(line, i));
    }
    if lang == Lang::EN {
        // `the four`, `both of the two`, but not `two-to-one` or `a Formula One`
        let name = line.capital(i) && !line.starts_sentence(i) && !line.title_case;
        let share = before == "in" && i > 1 && (line.is_number(i - 2) || line.has(i - 2, Class::Number));
        return !name && !share;
    }
    true
}

/// Whether another number word or a word for each stands before the one at token `i`: `dua besar, satu yang kecil`.
fn told_beside(line: &Line<'_>, i: usize) -> bool {
    let from = (0..i).rev().take(9).take_while(|&at| !line.is(at, '.')).last().unwrap_or(i);
    (from..i).any(|at| line.lower(at) == "masing" || line.has(at, Class::Number) || line.is_number(at))
}
