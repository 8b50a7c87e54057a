//! Names without a model: runs of words with a capital, judged by lists of places, by the article's own casing and by cue words.
//!
//! For Vietnamese and for languages without a model. A run whose kind nothing tells is no name: better none than junk. In
//! languages without words of their own here, places and known bodies are told by their lists, persons by the title before
//! them.

use std::ops::Range;

use super::casing::Casing;
use super::coordination::{self, Item};
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::{self, syllables};
use super::reading::Reading;
use super::words::Case;
use super::{places, vietnamese};
use crate::facts::Kind;

/// Adds the names of `r`.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    let mut items = Vec::new();
    let mut at = 0;
    while at < r.len() {
        let begins = r.is_upper(at) || r.case(at) == Case::None;
        if !begins || taken(all, &(at..at + 1)) {
            at += 1;
            continue;
        }
        at = if r.tongue == Tongue::Vi { step(r, casing, at, all, &mut items) } else { other(r, at, all, &mut items) };
    }
    coordination::settle(r, &items, all);
}

/// Reads what begins at token `start` of a Vietnamese text; gives the token to go on with.
fn step(r: &Reading, casing: &Casing, start: usize, all: &mut Vec<Found>, items: &mut Vec<Item>) -> usize {
    if !r.is_upper(start) {
        return start + 1;
    }
    let titled = start > 0 && r.has(start - 1, Classes::OFFICE);
    // `Tỉnh ủy viên`: an office that begins like a body.
    let office = lexicon().longest(&r.words, start, r.tongue, Classes::OFFICE);
    if office > 1
        && office > lexicon().longest(&r.words, start, r.tongue, Classes::BODY | Classes::ORG | Classes::REGION)
    {
        return start + office;
    }
    // `TP Cam Ranh`
    let town = r.is(start, "TP")
        && goes_on(r, start + 1)
        && lexicon().longest(&r.words, start, r.tongue, Classes::REGION) == 0;
    if town && listed(r, start).is_none() {
        let known = places::longest(r, start + 1).map_or(0, |(n, _)| n);
        let run = (start + 1..start + 5).take_while(|&i| goes_on(r, i)).count();
        let end = start + 1 + if known > 0 && known < run { known } else { run };
        all.push(Found::new(start + 1..end, Kind::Place, "head word"));
        items.push(Item::new(start + 1..end, Some(Kind::Place)));
        return end;
    }
    if let Some(end) = vietnamese::named_after(r, start) {
        all.push(Found::new(start..end, Kind::Place, "head word"));
        items.push(Item::new(start..end, Some(Kind::Place)));
        return end;
    }
    if let Some(end) = vietnamese::team(r, start) {
        return end;
    }
    if let Some(end) = vietnamese::site(r, start) {
        all.push(Found::new(start..end, Kind::Place, "head word"));
        items.push(Item::new(start..end, Some(Kind::Place)));
        return end;
    }
    if let Some(end) = listed(r, start).filter(|_| !titled) {
        all.push(Found::new(start..end, Kind::Place, "list of places"));
        items.push(Item::new(start..end, Some(Kind::Place)));
        return end;
    }
    if let Some(end) = vietnamese::organisation(r, start) {
        all.push(Found::new(start..end, Kind::Organisation, "head word"));
        items.push(Item::new(start..end, Some(Kind::Organisation)));
        return end;
    }
    if let Some(end) = vietnamese::place(r, start) {
        // A name leaves out what every province and town is.
        let head = lexicon().longest(&r.words, start, r.tongue, Classes::PLACE);
        let from = if is_division(r, start) { start + head } else { start };
        all.push(Found::new(from..end, Kind::Place, "head word"));
        items.push(Item::new(from..end, Some(Kind::Place)));
        return end;
    }
    // `Chủ nhiệm Văn phòng Chủ tịch nước`: a head that no name follows is none.
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::ORG);
    if head > 1 && !r.is_upper(start + 1) {
        return start + head;
    }
    let mut office = lexicon().longest(&r.words, start, r.tongue, Classes::OFFICE);
    // `Anh Tuấn`: the title and the country.
    if office == 0 && r.opens(start) && r.is(start, "Anh") && r.is_upper(start + 1) && r.spaced(start + 1) {
        office = usize::from(!r.is(start + 1, "Quốc"));
    }
    if office > 0 {
        return start + office;
    }
    // `Tổng thống Mỹ Donald Trump`: whose president, then who.
    let region = lexicon().longest(&r.words, start, r.tongue, Classes::REGION);
    let mut end = start + region.max(1);
    // `Theo Quỹ Tiền tệ`: the first word of a sentence has its capital anyway.
    let opened = r.opens(start) && vietnamese::organisation(r, start + 1).is_some();
    let long = r.of(start).chars().count() > 5;
    // `NSND Anh Tú`: two syllables of a given name.
    let next = r.of(end);
    let given = region == 1 && titled && !long && goes_on(r, end) && !goes_on(r, end + 1);
    let given = given && !next.is_ascii() && r.is(start, "Anh");
    let own = region > 1 || region == 1 && (titled && !given || long || !goes_on(r, end));
    let alone = opened || own && region > 0;
    while goes_on(r, end) && !alone && !taken(all, &(end..end + 1)) {
        // `Inter Miami` is one name, `Bắc Biển Đông` is not.
        let foreign = !r.opens(start) && region == 0 && r.of(start).is_ascii() && r.of(start).len() > 3;
        let stops = if foreign { Classes::OFFICE } else { Classes::OFFICE | Classes::REGION };
        let stop = lexicon().longest(&r.words, end, r.tongue, stops);
        // `Trương Mỹ Lan`: a syllable of a person's name.
        let family = r.has(start, Classes::SURNAME);
        let region = r.has(end, Classes::REGION) && (end - start >= 2 || !r.has(end, Classes::OFFICE));
        let syllable = stop == 1 && family && (goes_on(r, end + 1) || region);
        if stop > 0 && !syllable {
            break;
        }
        end += 1;
        // `Kim Sang-sik`: the last syllable is written small.
        let tail = matches!(r.case(end + 1), Case::Small | Case::Capitals);
        if r.is(end, "-") && !r.spaced(end) && !r.spaced(end + 1) && tail {
            end += 2;
        }
    }
    // `xã Bình Phước Xuân` lies in no `Bình Phước`.
    if end == start + 2 && region == 2 && vietnamese::longer(r, start) {
        end += 1;
    }
    if end == start + 1 && syllables(r, start) > 1 {
        return end;
    }
    let mut run = start..end;
    // `châu Á`: the first word is small and belongs to it.
    if start > 0
        && !r.is_upper(start - 1)
        && lexicon().longest(&r.words, start - 1, r.tongue, Classes::REGION) == run.len() + 1
    {
        run.start -= 1;
    }
    // `Sông Hồng`, where a sentence begins.
    let site = r.opens(start) && run == (start..start + 2) && vietnamese::natural(r, start);
    if site && r.has(start, Classes::PLACE) && !r.has(start, Classes::SURNAME) {
        all.push(Found::new(run, Kind::Place, "head word"));
        return end;
    }
    if r.opens(start) && casing.here(r.words[start].low).small > 0 {
        run.start += 1;
    }
    // `Đường Nguyễn Huệ`, `Chợ Bến Thành`: a head with the capital of its sentence.
    if r.opens(start) && end > start + 1 && r.has(start, Classes::PLACE) && !r.has(start, Classes::SURNAME) {
        all.push(Found::new(start + 1..end, Kind::Place, "head word"));
        return end;
    }
    if run.is_empty() {
        return end;
    }
    // `CDC Hà Tĩnh`: a body and its province.
    if run.len() == 1 && is_acronym(r, run.start) && r.spaced(end) {
        let of = listed(r, end).unwrap_or(end).max(end + lexicon().longest(&r.words, end, r.tongue, Classes::REGION));
        if of > end {
            all.push(Found::new(run.start..of, Kind::Organisation, "capitals"));
            return of;
        }
    }
    let found = kind(r, casing, all, &run);
    let weak = matches!(found, Some((_, "family name")) | None);
    // `Nguyễn Quỳnh Thiện`: a whole name is a person's, whatever stands beside it.
    let whole = weak && found.is_some() && (3..=4).contains(&run.len());
    if !whole || places::longest(r, run.start).is_some() {
        items.push(Item::new(run.clone(), found.filter(|_| !weak).map(|f| f.0)));
    }
    if let Some((kind, by)) = found {
        // `sông Tiền`, `hồ Tây`: one syllable alone is no name.
        let bare = kind == Kind::Place && run.len() == 1 && run.start > 0 && vietnamese::is_syllable(r.of(run.start));
        let region = lexicon().longest(&r.words, run.start, r.tongue, Classes::REGION) > 0;
        if bare && !region && vietnamese::natural(r, run.start - 1) {
            run.start -= 1;
        }
        all.push(Found::new(run, kind, by));
    }
    end
}

/// Whether one syllable behind an office belongs to it, as a small one follows: the office has a capital and is no form of
/// address.
pub(super) fn is_part(r: &Reading, at: usize) -> bool {
    const ADDRESS: [&str; 10] = ["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "thầy"];
    let mut from = at;
    while from > 0 && r.has(from - 1, Classes::OFFICE) && at - from < 4 {
        from -= 1;
    }
    // `HLV Kim chia sẻ`: letters are a whole office.
    let letters = at > 0 && r.case(at - 1) == Case::Capitals;
    let short = !letters && r.of(at).chars().count() <= 6 && !(r.of(at).is_ascii() && r.of(at).len() > 4);
    let follows = r.case(at + 1) == Case::Small && r.spaced(at + 1);
    at > 0
        && follows
        && short
        && !ADDRESS.contains(&r.of(at - 1).to_lowercase().as_str())
        && (from..at).any(|i| r.is_upper(i))
}

/// Whether a word with a capital follows in the same run.
fn goes_on(r: &Reading, at: usize) -> bool {
    r.is_upper(at) && r.spaced(at)
}

/// `Tỉnh`, `Thành phố`, `Quận`: what a place is, not its name.
fn is_division(r: &Reading, at: usize) -> bool {
    const DIVISIONS: [&str; 8] = ["Thành", "Thị", "Tỉnh", "Quận", "Huyện", "Khu", "Thủ", "Cố"];
    DIVISIONS.contains(&r.of(at))
}

/// Where a place of the list ends that begins at token `start` and is all of its run.
fn listed(r: &Reading, start: usize) -> Option<usize> {
    let region = lexicon().longest(&r.words, start, r.tongue, Classes::REGION);
    let (n, place) = places::longest(r, start)?;
    let end = start + n;
    let joined = |at: usize| r.is_upper(at) && r.spaced(at) && !r.opens(at);
    let follows = start > 0 && joined(start) && r.is_upper(start - 1) && !r.opens(start - 1);
    (place.sure && n >= region && (n > 1 || r.of(start).len() > 3) && !follows && !joined(end)).then_some(end)
}

/// Reads what begins at token `start` of a text in a language without words of its own here.
fn other(r: &Reading, start: usize, all: &mut Vec<Found>, items: &mut Vec<Item>) -> usize {
    let caseless = r.case(start) == Case::None;
    let region = lexicon().longest(&r.words, start, r.tongue, Classes::REGION);
    let body = lexicon().longest(&r.words, start, r.tongue, Classes::BODY);
    let listed = places::longest(r, start)
        .filter(|(n, p)| p.sure && (!caseless || r.text[r.bytes(&(start..start + n))].chars().count() > 1));
    let n = listed.map_or(0, |l| l.0).max(region).max(body);
    if n > 0 {
        let end = start + n;
        let kind = if body == n { Kind::Organisation } else { Kind::Place };
        // `Real Madrid`, `Paris Saint-Germain`: part of another name.
        let follows = start > 0 && r.is_upper(start - 1) && r.spaced(start) && !r.opens(start - 1);
        let part =
            !caseless && (goes_on(r, end) || r.is(end, "-") && !r.spaced(end) || follows && !is_noun(r, start - 1));
        if !part {
            all.push(Found::new(start..end, kind, "list of places"));
            items.push(Item::new(start..end, Some(kind)));
        }
        return end;
    }
    if caseless {
        return start + 1;
    }
    let titled = start > 0 && (r.has(start - 1, Classes::OFFICE) || is_office(r.of(start - 1)));
    let mut end = start + 1;
    while goes_on(r, end) && !r.opens(end) || particle(r, end) {
        end += 1;
    }
    let whole = (start..end).all(|i| !r.has(i, Classes::OFFICE) && !is_office(r.of(i)));
    let plain = |i: usize| r.is_upper(i) && r.of(i).is_ascii() && r.of(i).len() <= 6;
    let family = r.has(start, Classes::SURNAME) && (start..end).all(plain) && (3..=4).contains(&(end - start));
    if whole && (titled && (2..=4).contains(&(end - start)) || family) {
        all.push(Found::new(start..end, Kind::Person, if titled { "title before" } else { "family name" }));
        return end;
    }
    start + 1
}

/// `Ursula von der Leyen`: small words inside a person's name, where a capital follows.
fn particle(r: &Reading, at: usize) -> bool {
    let small = |i| {
        matches!(
            r.of(i),
            "de" | "da" | "do" | "dos" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "la" | "du"
        )
    };
    small(at) && (r.is_upper(at + 1) || small(at + 1) && r.is_upper(at + 2))
}

/// `Außenministerin`, `Bundespräsident`: German titles are made of many words.
fn is_office(word: &str) -> bool {
    [
        "minister",
        "ministerin",
        "präsident",
        "präsidentin",
        "präsidenten",
        "kanzler",
        "kanzlerin",
        "sprecher",
        "sprecherin",
    ]
    .iter()
    .any(|tail| word.to_lowercase().ends_with(tail))
}

/// Whether a word with a capital before a place is a common noun that says what it is: `Hauptstadt Berlin`.
fn is_noun(r: &Reading, at: usize) -> bool {
    r.has(at, Classes::PLACE) || r.of(at).ends_with("stadt")
}

/// `CSGT`, `VASEP`; not `SARS-CoV-2`, `CZ8315`, `H.T.C.` or the label of a number.
fn is_acronym(r: &Reading, at: usize) -> bool {
    let word = r.of(at);
    let letters = word.chars().all(char::is_alphabetic) && (3..=8).contains(&word.len());
    let part = r.is(at + 1, ":") || r.is(at + 1, "-") && !r.spaced(at + 1);
    letters && r.case(at) == Case::Capitals && !part
}

/// What the run names, as far as its words and neighbours tell.
fn kind(r: &Reading, casing: &Casing, all: &[Found], run: &Range<usize>) -> Option<(Kind, &'static str)> {
    let at = run.start;
    let n = |c| lexicon().longest(&r.words, at, r.tongue, c);
    if n(Classes::REGION) == run.len() {
        return Some((Kind::Place, "list of places"));
    }
    if n(Classes::BODY) == run.len() {
        return Some((Kind::Organisation, "known body"));
    }
    // `khoa Dinh Dưỡng`: a word of the language.
    if run.len() > 1 && syllables(r, at) == run.len() && !(at > 0 && r.has(at - 1, Classes::OFFICE | Classes::PLACE)) {
        return None;
    }
    if n(Classes::GENERIC) == run.len() || run.len() > 6 || phrase::is_roman(r.of(at)) {
        return None;
    }
    // `Washington Post`, `Fitch Ratings`: foreign bodies keep their words.
    let tail = |t| lexicon().longest(&r.words, run.end - 1, t, Classes::ORG | Classes::ORG_TAIL);
    let foreign = tail(Tongue::En).max(tail(Tongue::Vi));
    if run.len() > 1 && foreign == 1 && r.text[r.bytes(run)].is_ascii() {
        return Some((Kind::Organisation, "head word"));
    }
    // `Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn`: the body or country of the office stands between.
    let between = all.iter().rev().find(|f| f.run.end == at).map_or(at, |f| f.run.start);
    if at > 0 && (r.has(at - 1, Classes::OFFICE) || (between > 0 && r.has(between - 1, Classes::OFFICE))) {
        // `anh N.V.T`: letters are no name.
        let letters = run.len() == 1
            && (r.of(at).contains('.') || r.is(run.end, ".") && !r.spaced(run.end) && r.of(at).len() == 1);
        // `Phó Bí thư Thường trực`: one syllable behind an office with a capital is the rest of it.
        let part = run.len() == 1 && between == at && is_part(r, at);
        let name = r.is_upper(at) && r.of(at).chars().count() > 1 && !letters && !part;
        return name.then_some((Kind::Person, "title before"));
    }
    // `Hải Đăng, Theo …`: who wrote it, before whose it is.
    let byline = at == 0 && r.is(run.end, ",") && (2..=4).contains(&run.len());
    if byline && (r.is(run.end + 1, "Theo") || r.is(run.end + 1, "theo") && r.is_upper(run.end + 2)) {
        return Some((Kind::Person, "byline"));
    }
    if at > 0 && r.has(at - 1, Classes::PLACE) && r.case(at - 1) == Case::Small && !r.has(at - 1, Classes::BODY) {
        return Some((Kind::Place, "head word"));
    }
    // `Công ty`, `Bà Rịa - Vũng Tàu`: one syllable of a word is no family name.
    let place = places::longest(r, at).is_some_and(|(n, p)| n == run.len() && p.sure);
    let rare = n(Classes::SURNAME_RARE) > 0 && (3..=4).contains(&run.len());
    let middle = (3..=5).contains(&run.len()) && matches!(r.of(at + 1), "Thị" | "Văn");
    if (n(Classes::SURNAME) > 0 && (2..=5).contains(&run.len()) || rare || middle) && !place {
        return Some((Kind::Person, "family name"));
    }
    let before = at.checked_sub(1).map(|i| r.of(i)).unwrap_or_default();
    // `theo Bloomberg`: who reports.
    if r.tongue == Tongue::Vi && before.eq_ignore_ascii_case("theo") && run.len() <= 2 && r.of(at).is_ascii() {
        return Some((Kind::Organisation, "head word"));
    }
    let unknown = casing.here(r.words[at].low).small == 0;
    let name = run.len() > 1 || place || r.of(at).is_ascii() && r.of(at).len() > 3;
    if matches!(before, "tại" | "ở" | "đến" | "từ") && unknown && name {
        return Some((Kind::Place, "place before"));
    }
    // `Bộ trưởng Quốc phòng Vladimir Padrino Lopez`, `(NATO) Jens Stoltenberg cho rằng`: a foreign name.
    let ascii =
        (2..=4).contains(&run.len()) && r.text[r.bytes(run)].is_ascii() && run.clone().all(|i| r.of(i).len() > 2);
    let office = at > 2 && r.has(at - 3, Classes::OFFICE) && syllables(r, at - 2) == 2;
    let speaks = r.has(run.end, Classes::SAYS)
        || matches!(r.of(run.end), "đã" | "cho" | "nói" | "tuyên" | "khẳng" | "nhấn" | "bày" | "phát" | "cảnh" | "kêu");
    if ascii && (office || speaks && at > 0 && r.is(at - 1, ")")) {
        return Some((Kind::Person, "title before"));
    }
    // `VinRobotics`, `TikTok`: a brand writes a capital inside.
    let word = r.of(at);
    let camel = word.len() > 4 && word.is_ascii() && word.chars().skip(1).any(char::is_uppercase);
    let brand = camel && r.case(at) == Case::Capital && word.chars().all(char::is_alphabetic);
    (run.len() == 1 && (is_acronym(r, at) || brand)).then_some((Kind::Organisation, "capitals"))
}

#[cfg(test)]
mod tests {
    use crate::facts::names::trial::names;

    #[test]
    fn a_body_may_end_in_small_words_and_its_holder_follows() {
        let got =
            names("Theo Quỹ Tiền tệ quốc tế, phát ngôn viên Hội đồng an ninh quốc gia Mỹ Mary Stone đã nói như vậy.");
        assert_eq!(
            got,
            ["Organisation Quỹ Tiền tệ quốc tế", "Organisation Hội đồng an ninh quốc gia Mỹ", "Person Mary Stone"]
        );
    }

    #[test]
    fn a_body_holds_its_division_and_the_holder_of_the_office_follows() {
        let got = names("Phó Chủ tịch UBND huyện Sơn Lâm Phan Xuân Minh và Phó Bí thư Thường trực Tỉnh ủy đã có mặt.");
        assert_eq!(got, ["Organisation UBND huyện Sơn Lâm", "Person Phan Xuân Minh", "Organisation Tỉnh ủy"]);
        let got = names("Ông Đỗ Thế Anh là Giám đốc Sở Văn hóa, Thể thao và Du lịch, ngụ tại TP Móng Cái.");
        let want = ["Person Đỗ Thế Anh", "Organisation Sở Văn hóa, Thể thao và Du lịch", "Place Móng Cái"];
        assert_eq!(got, want);
    }

    #[test]
    fn a_town_is_a_given_name_where_the_article_names_such_a_person() {
        let got = names("Anh Trần Quang Vinh đi xe máy chở bạn. Theo nhân chứng, Vinh tử vong sau đó ở bệnh viện.");
        assert_eq!(got, ["Person Trần Quang Vinh", "Person Vinh"]);
    }

    #[test]
    fn a_river_of_one_syllable_keeps_its_head_and_a_commune_is_longer_than_its_province() {
        let got =
            names("Nước sông Cầu và sông Volga dâng cao ở xã Hà Nam Thượng. Anh Lâm leo núi Bà Nữ gần hồ Ba Khe.");
        let want =
            ["Place sông Cầu", "Place Volga", "Place Hà Nam Thượng", "Person Lâm", "Place Bà Nữ", "Place Ba Khe"];
        assert_eq!(got, want);
    }

    #[test]
    fn a_national_team_is_its_country_and_a_league_has_its_season() {
        let got = names("ĐT nữ Việt Nam nghỉ đấu. Đội tuyển U23 Lào gặp HLV Kim khi V.League 2031/32 hạ màn.");
        assert_eq!(got, ["Place Việt Nam", "Place Lào", "Person Kim", "Event V.League 2031/32"]);
    }

    #[test]
    fn a_given_name_is_told_by_the_whole_name_elsewhere() {
        let got = names("Thủ môn Trịnh Gia Bảo vắng mặt. Sau đó Gia Bảo trở lại, còn Gia Bảo Sơn thì không.");
        assert_eq!(got.iter().filter(|n| *n == "Person Gia Bảo").count(), 1, "{got:?}");
    }

    #[test]
    fn a_head_word_at_the_very_end_is_no_panic() {
        assert!(names("Ông là chủ tịch của Tập đoàn").is_empty());
        assert!(names("Sáng nay, ông gặp Bí thư Tỉnh ủy và Cục").len() < 3);
    }
}
