//! The form of a name: what is left of a spelling when all that spellings may differ in is taken away.
//!
//! Takes a spelling and what the collection says acronyms stand for; gives tokens. Two spellings with the same
//! [`Form::bag`] name one thing; numbers never get lost on the way. It knows no other names and joins nothing.

use std::collections::BTreeSet;

use super::lexicon::lexicon;
use crate::facts::Kind;
use crate::facts::names::gazetteer;
use crate::text::fold::folded;

/// One piece of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// A meaning of the table of words.
    Meaning(&'static str),
    /// A country, region or international organisation.
    Code(&'static str),
    /// A word, folded.
    Word(String),
    /// A running number: `13` of a congress, `59` of a resolution.
    Number(u32),
    /// An ordinal inside a document's name; it counts something else than documents.
    Ordinal(u32),
    /// A year.
    Year(u32),
    /// The letters after a document's number, folded: `nqtw`.
    Series(String),
}

impl Token {
    /// Whether it is a number of any sort.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Ordinal(_) | Self::Year(_) | Self::Series(_))
    }
}

/// A spelling taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The pieces in the order of the text.
    pub tokens: Vec<Token>,
    /// The pieces sorted, each once. For a person, and where the direction counts, the order is kept.
    pub bag: Vec<Token>,
}

impl Form {
    /// Its running numbers and ordinals: names with other numbers are other things.
    pub fn numbers(&self) -> BTreeSet<u32> {
        let number = |t: &Token| if let Token::Number(n) | Token::Ordinal(n) = t { Some(*n) } else { None };
        self.tokens.iter().filter_map(number).collect()
    }

    /// Its years.
    pub fn years(&self) -> BTreeSet<u32> {
        self.tokens.iter().filter_map(|t| if let Token::Year(y) = t { Some(*y) } else { None }).collect()
    }

    /// Its document series.
    pub fn series(&self) -> Option<&str> {
        self.tokens.iter().find_map(|t| if let Token::Series(s) = t { Some(s.as_str()) } else { None })
    }

    /// The one code it is, if it is nothing else.
    pub fn code(&self) -> Option<&'static str> {
        match self.bag.as_slice() {
            [Token::Code(c)] => Some(c),
            _ => None,
        }
    }

    /// How many pieces are no numbers.
    pub fn words(&self) -> usize {
        self.bag.iter().filter(|t| !t.is_number()).count()
    }
}

/// A word of a spelling and what stood before it.
struct Piece<'a> {
    raw: &'a str,
    folded: String,
    /// Joined to the word before by `-` or `/`.
    joined: bool,
}

fn pieces(surface: &str) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut end = 0;
    let mut at = 0;
    for word in surface.split(|c: char| !(c.is_alphanumeric() || is_mark(c))) {
        if !word.is_empty() {
            let gap = &surface[end..at];
            // `U.S.` is one word, and so is the `s` of `Trump's` none.
            let single = word.chars().count() == 1;
            let dotted = gap == "." && single && out.last().is_some_and(|p| p.folded.chars().count() == 1);
            if gap.ends_with(['\'', '\u{2019}']) && word == "s" {
                end = at + word.len();
                at = end + surface[end..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            let joined = !out.is_empty() && matches!(gap, "-" | "/" | "\u{2013}") && !dotted;
            out.push(Piece { raw: word, folded: folded(word), joined });
            end = at + word.len();
        }
        at += word.len();
        at += surface[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The form of a person's name: words in order, titles, degrees and middle initials left out.
pub fn person(surface: &str) -> Form {
    // `Sri Mulyani, S.E., M.Sc.`: degrees stand after a comma.
    let name = surface.split(',').next().unwrap_or(surface);
    let all = pieces(name);
    let lex = lexicon();
    let last = all.len().saturating_sub(1);
    // A title stands before the name; `Tuan` or `Ba` inside one is a name.
    let start = all.iter().take(last).take_while(|p| lex.is("title", &p.folded)).count();
    let end = if last > start && lex.is("after", &all[last].folded) { last } else { all.len() };
    let initial = |i: usize| all[i].folded.chars().count() == 1 && i > start && i + 1 < end;
    let word = |i: usize| Token::Word(all[i].folded.clone());
    let tokens: Vec<Token> = (start..end).filter(|i| !initial(*i)).map(word).collect();
    Form { bag: tokens.clone(), tokens }
}

/// The form of a spelling that the reader keeps apart: like no other but its own letters.
pub fn alone(key: &str) -> Form {
    let tokens = vec![Token::Word(format!("={key}"))];
    Form { bag: tokens.clone(), tokens }
}

/// The form of any other name. `stands_for` gives what an acronym of the text stands for.
pub fn thing(surface: &str, kind: Kind, stands_for: &dyn Fn(&str) -> Option<Vec<Token>>) -> Form {
    let all = pieces(surface);
    let raw: Vec<&str> = all.iter().map(|p| p.raw).collect();
    let low: Vec<&str> = all.iter().map(|p| p.folded.as_str()).collect();
    let lex = lexicon();
    let document = kind == Kind::Document;
    let mut tokens = Vec::new();
    let mut directed = false;
    let mut i = 0;
    while i < all.len() {
        let p = &all[i];
        if let Some(known) = stands_for(p.raw) {
            tokens.extend(known);
            i += 1;
        } else if p.folded.starts_with(|c: char| c.is_ascii_digit()) {
            i = number(&all, i, document, &mut tokens);
        } else if lex.is("order", &p.folded) && stands_before_number(&all[i + 1..], kind) {
            i += 1;
        } else if let Some(n) = lex.ordinal(&p.folded) {
            tokens.push(if document { Token::Ordinal(n) } else { Token::Number(n) });
            i += 1;
        } else if let Some(n) = roman(p.raw).filter(|_| i > 0 && kind != Kind::Place) {
            tokens.push(if document { Token::Ordinal(n) } else { Token::Number(n) });
            i += 1;
        } else if let Some((n, code, _)) = gazetteer::longest(&raw[i..]) {
            tokens.push(Token::Code(code));
            i += n;
        } else if let Some((n, meanings)) = lex.longest(&low[i..], &raw[i..]) {
            tokens.extend(meanings.map(Token::Meaning));
            i += n;
        } else {
            directed |= lex.is("into", &p.folded);
            let year = p.folded == "tahun" || p.folded == "nam";
            // `Hội An` and `La Paz` are names with all their words.
            let dropped = lex.is("link", &p.folded) && kind != Kind::Place
                || lex.is("firm", &p.folded) && kind == Kind::Organisation
                || lex.is("place", &p.folded) && kind == Kind::Place
                || year && all.get(i + 1).is_some_and(|n| is_year(&n.folded));
            if !dropped {
                tokens.push(Token::Word(singular(&p.folded)));
            }
            i += 1;
        }
    }
    finish(tokens, directed, kind, &raw)
}

fn finish(mut tokens: Vec<Token>, directed: bool, kind: Kind, raw: &[&str]) -> Form {
    let whole = || raw.iter().map(|w| Token::Word(folded(w))).collect::<Vec<_>>();
    // `Mexico City` is not Mexico, and a name of small words alone is those words.
    let city = kind == Kind::Place && matches!(tokens.as_slice(), [Token::Code(_)]) && {
        gazetteer::country(&raw.join(" ")).is_none() && raw.iter().any(|w| lexicon().is("place", &folded(w)))
    };
    if tokens.is_empty() || city {
        tokens = whole();
    }
    let mut bag = tokens.clone();
    if !directed {
        bag.sort();
        bag.dedup();
    }
    Form { tokens, bag }
}

/// Reads the number at `i` with what belongs to it; gives the place after it.
fn number(all: &[Piece<'_>], i: usize, document: bool, tokens: &mut Vec<Token>) -> usize {
    let digits: String = all[i].folded.chars().take_while(char::is_ascii_digit).collect();
    let tail = &all[i].folded[digits.len()..];
    let after_ke = i > 0 && matches!(all[i - 1].folded.as_str(), "ke" | "thu");
    let ordinal = after_ke || matches!(tail, "th" | "st" | "nd" | "rd");
    let (Ok(n), true) = (digits.parse::<u32>(), ordinal || tail.is_empty()) else {
        tokens.push(Token::Word(all[i].folded.clone()));
        return i + 1;
    };
    let mut next = i + 1;
    if is_year(&digits) && !ordinal {
        tokens.push(Token::Year(n));
        return next;
    }
    tokens.push(if document && ordinal { Token::Ordinal(n) } else { Token::Number(n) });
    if !document {
        return next;
    }
    let mut series = String::new();
    while let Some(p) = all.get(next).filter(|p| p.joined) {
        if is_year(&p.folded) {
            tokens.push(Token::Year(p.folded.parse().unwrap_or_default()));
        } else {
            series.push_str(&p.folded);
        }
        next += 1;
    }
    if !series.is_empty() {
        tokens.push(Token::Series(series));
    }
    next
}

/// Whether what follows `No.`, `ke-` or `lần` (`thứ 42`) is a number.
fn stands_before_number(after: &[Piece<'_>], kind: Kind) -> bool {
    match after {
        [n, ..] if counts(n, kind) => true,
        [order, n, ..] => lexicon().is("order", &order.folded) && counts(n, kind),
        _ => false,
    }
}

/// Whether a word can follow `No.` or `ke-`.
fn counts(p: &Piece<'_>, kind: Kind) -> bool {
    p.folded.starts_with(|c: char| c.is_ascii_digit()) || kind != Kind::Place && roman(p.raw).is_some()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|y| (1800..2100).contains(&y))
}

/// The value of a well-formed Roman number of the letters I, V and X.
fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 6 {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => Some(1_i32),
        b'V' => Some(5),
        b'X' => Some(10),
        _ => None,
    };
    let values: Vec<i32> = word.bytes().map(value).collect::<Option<_>>()?;
    let sign = |i: usize| if values.get(i + 1).is_some_and(|n| *n > values[i]) { -1 } else { 1 };
    let sum: i32 = values.iter().enumerate().map(|(i, v)| sign(i) * v).sum();
    let mut written = String::new();
    let mut left = sum;
    for (v, s) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while left >= v {
            written.push_str(s);
            left -= v;
        }
    }
    (written == word).then_some(sum as u32)
}

/// An English plural and its singular are one word.
fn singular(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 5 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a spelling is an acronym: one word with two capitals or more and none of its letters a long lower-case run.
pub fn is_acronym(surface: &str) -> bool {
    let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = surface.chars().filter(|c| c.is_uppercase()).count();
    !surface.contains(' ') && (2..=10).contains(&letters) && capitals >= 2 && capitals * 2 > letters
}

/// Whether a spelling is a number and words that stand before numbers, and nothing else.
pub fn is_bare_number(surface: &str) -> bool {
    let number = |p: &Piece<'_>| p.folded.starts_with(|c: char| c.is_ascii_digit()) || lexicon().is("order", &p.folded);
    pieces(surface).iter().all(number)
}

/// The initials of the words of a name, folded; small words left out, or taken in. What sort of firm one is has none, and of a
/// word in capitals all letters count (`Toronto FC`: `tfc`).
pub fn initials(surface: &str, small: bool) -> String {
    let lex = lexicon();
    let mut all = pieces(surface);
    while all.len() > 1 && all.last().is_some_and(|p| LEGAL.contains(&p.folded.as_str())) {
        all.pop();
    }
    let words = all.iter().filter(|p| small || !lex.is("link", &p.folded));
    let letters = |p: &Piece<'_>| if is_acronym(p.raw) { p.folded.chars().count() } else { 1 };
    words.flat_map(|p| p.folded.chars().take(letters(p)).collect::<Vec<_>>()).collect()
}

/// What sort of firm one is, behind its name.
const LEGAL: [&str; 10] = ["inc", "corp", "corporation", "ltd", "limited", "llc", "plc", "co", "company", "tbk"];

#[cfg(test)]
mod tests {
    use super::{Form, initials, is_acronym, person, roman, thing};
    use crate::facts::Kind;

    fn form(surface: &str, kind: Kind) -> Form {
        thing(surface, kind, &|_| None)
    }

    #[test]
    fn spellings_of_one_thing_have_one_bag() {
        for (kind, a, b) in [
            (Kind::Place, "Amerika Serikat", "AS"),
            (Kind::Place, "Hà Nội", "Ha Noi"),
            (Kind::Organisation, "Partai Komunis Tiongkok", "Communist Party of China"),
            (Kind::Organisation, "Dewan Keamanan PBB", "Dewan Keamanan Perserikatan Bangsa-Bangsa"),
            (Kind::Organisation, "Bộ Chính trị", "Politbiro"),
            (Kind::Organisation, "Komite Pengarah Pusat ke-35", "Komite Pengarah Pusat 35"),
            (Kind::Event, "Kongres Nasional Partai ke-13", "Kongres Partai Nasional XIII"),
            (Kind::Event, "Hội nghị cấp cao ASEAN lần thứ 42", "KTT ASEAN ke-42"),
            (Kind::Event, "Kongres Partai kedua", "Second Party Congress"),
            (Kind::Document, "Resolusi No. 59-NQ/TW", "Nghị quyết số 59-NQ/TW"),
            (Kind::Document, "UU Nomor 11 Tahun 2020", "Undang-Undang No. 11/2020"),
            (Kind::Document, "Keputusan 1812/QD-TTg", "Quyết định 1812/QĐ-TTg"),
        ] {
            assert_eq!(form(a, kind).bag, form(b, kind).bag, "{a} / {b}");
        }
    }

    #[test]
    fn spellings_of_two_things_have_two_bags() {
        for (kind, a, b) in [
            (Kind::Event, "Kongres Partai ke-13", "Kongres Partai ke-14"),
            (Kind::Document, "Resolusi 13", "Resolusi ke-13"),
            (Kind::Document, "Keputusan 36-QD/TW", "Keputusan 36/QD-TTg"),
            (Kind::Event, "Serangan Israel ke Iran", "Serangan Iran ke Israel"),
            (Kind::Place, "Mexico City", "Mexico"),
            (Kind::Organisation, "Komite Partai", "Komisi Partai"),
            (Kind::Place, "Nghe An", "Nghe"),
        ] {
            assert_ne!(form(a, kind).bag, form(b, kind).bag, "{a} / {b}");
        }
    }

    #[test]
    fn a_person_is_words_in_order_without_titles() {
        assert_eq!(person("Võ Văn Thưởng"), person("Vo Van Thuong"));
        assert_eq!(person("Ibu Ha Thi Trang"), person("Ha Thi Trang"));
        assert_eq!(person("Donald J. Trump"), person("Donald Trump"));
        assert_eq!(person("Sri Mulyani, S.E."), person("Sri Mulyani"));
        assert_eq!(person("Prof. Dr. Ani Weber Jr."), person("Ani Weber"));
        assert_eq!(person("Nguyen Tuan Anh").tokens.len(), 3);
        assert_eq!(person("Dr").tokens.len(), 1);
        assert_ne!(person("Van Thuong Vo"), person("Vo Van Thuong"));
    }

    #[test]
    fn roman_numbers_are_read_when_well_formed() {
        for (word, n) in [("XIII", 13), ("IX", 9), ("XIV", 14), ("V", 5), ("XX", 20)] {
            assert_eq!(roman(word), Some(n), "{word}");
        }
        for word in ["IIX", "VX", "IIII", "Xi", "ILC", ""] {
            assert_eq!(roman(word), None, "{word}");
        }
    }

    #[test]
    fn acronyms_and_initials() {
        assert!(is_acronym("PBB") && is_acronym("UKVFTA") && is_acronym("KPU"));
        assert!(!is_acronym("Samsung") && !is_acronym("Komite Partai") && !is_acronym("A"));
        assert_eq!(initials("Organisasi Perdagangan Dunia", false), "opd");
        assert_eq!(initials("Tentara dan Rakyat", false), "tr");
    }
}
