//! Names without a model: runs of words with a capital, judged by the article's own casing and by cue words.
//!
//! For Vietnamese and for languages without a model. A run whose kind nothing tells is no name: better none than junk.

use std::ops::Range;

use super::casing::Casing;
use super::found::{Found, taken};
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::{self, syllables};
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Adds the names of `r`.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    let mut at = 0;
    while at < r.len() {
        if !r.is_upper(at) || taken(all, &(at..at + 1)) {
            at += 1;
            continue;
        }
        let start = at;
        if let Some(end) = organisation(r, start) {
            all.push(Found::new(start..end, Kind::Organisation, "head word"));
            at = end;
            continue;
        }
        if let Some(end) = place(r, start) {
            all.push(Found::new(start..end, Kind::Place, "head word"));
            at = end;
            continue;
        }
        let office = lexicon().longest(&r.words, start, r.tongue, Classes::OFFICE);
        if office > 0 {
            at = start + office;
            continue;
        }
        // `Tổng thống Mỹ Donald Trump`: whose president, then who.
        let region = lexicon().longest(&r.words, start, r.tongue, Classes::REGION);
        let titled = start > 0 && r.has(start - 1, Classes::OFFICE);
        let mut end = start + region.max(1);
        // `Theo Quỹ Tiền tệ`: the first word of a sentence has its capital anyway.
        let opened = r.opens(start) && organisation(r, start + 1).is_some();
        let alone = opened || titled && region > 0;
        while r.is_upper(end)
            && !alone
            && !taken(all, &(end..end + 1))
            && r.spaced(end)
            && lexicon().longest(&r.words, end, r.tongue, Classes::OFFICE | Classes::REGION) == 0
        {
            end += 1;
        }
        at = end;
        if end == start + 1 && syllables(r, start) > 1 {
            continue;
        }
        let mut run = start..end;
        // `châu Á`: the first word is small and belongs to it.
        if start > 0
            && !r.is_upper(start - 1)
            && lexicon().longest(&r.words, start - 1, r.tongue, Classes::REGION) == run.len() + 1
        {
            run.start -= 1;
        }
        if r.opens(start) && casing.here(r.words[start].low).small > 0 {
            run.start += 1;
        }
        if let Some(kind) = (!run.is_empty()).then(|| kind(r, casing, all, &run)).flatten() {
            all.push(Found::new(run, kind, "capitals"));
        }
    }
}

/// A Vietnamese place: its head, of two syllables and with a capital, and the words with a capital after it.
fn place(r: &Reading, start: usize) -> Option<usize> {
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::PLACE);
    if r.tongue != Tongue::Vi || head < 2 || r.is_upper(start + 1) {
        return None;
    }
    let mut end = start + head;
    while r.is_upper(end) && r.spaced(end) && !r.has(end, Classes::OFFICE) {
        end += 1;
    }
    (end > start + head).then_some(end)
}

/// A Vietnamese organisation: its head with a capital, and what goes on in the same way.
fn organisation(r: &Reading, start: usize) -> Option<usize> {
    if r.tongue != Tongue::Vi {
        return None;
    }
    let body = lexicon().longest(&r.words, start, r.tongue, Classes::BODY);
    let head = lexicon().longest(&r.words, start, r.tongue, Classes::ORG);
    if body.max(head) == 0 || lexicon().longest(&r.words, start, r.tongue, Classes::REGION) > body.max(head) {
        return None;
    }
    let mut end = start + body.max(head);
    let first = end;
    // `Chủ tịch Quốc hội Vương Đình Huệ`: after an office the person follows the body.
    let titled = start > 0 && r.has(start - 1, Classes::OFFICE);
    loop {
        let own = Classes::REGION | Classes::ORG | Classes::BODY;
        let ends = r.has(end, Classes::SURNAME) && body >= head && !r.is_upper(end - 1);
        if ends && lexicon().longest(&r.words, end, r.tongue, Classes::REGION) == 0 {
            break;
        }
        let holder = body >= head || r.has(end - 1, Classes::REGION) || (end > first && r.has(end, Classes::SURNAME));
        if titled && holder && r.is_upper(end) && syllables(r, end) == 1 && !r.has(end, own) {
            break;
        }
        if r.is_upper(end) && r.spaced(end) && !r.has(end, Classes::OFFICE) {
            end += syllables(r, end);
        } else if r.is(end, "và") && r.is_upper(end + 1) && end > first && !r.has(end + 1, own | Classes::OFFICE) {
            end += 1;
        } else if r.is(end, "&") && !r.spaced(end) && end > first && r.is_upper(end + 1) {
            end += 2;
        } else if let Some(next) = and(r, end).filter(|_| end > first) {
            end = next;
        } else if let Some(next) = tail(r, end).filter(|&n| end > first || (n > end + 2 && r.is(n - 1, "gia"))) {
            end = next;
        } else if end > first || body > 0 {
            break;
        } else {
            return None;
        }
    }
    (body > 0 || end > first).then_some(end)
}

/// `Cục Quản lý đê điều và Phòng chống thiên tai`: a small word of two syllables, and a second part with a capital.
fn and(r: &Reading, at: usize) -> Option<usize> {
    let n = lexicon().longest(&r.words, at, r.tongue, Classes::COMPOUND);
    let next = at + n;
    let own = Classes::REGION | Classes::ORG | Classes::BODY | Classes::OFFICE;
    (n > 1 && !r.is_upper(at) && r.is(next, "và") && r.is_upper(next + 1) && !r.has(next + 1, own)).then_some(next)
}

/// The small words that may end the name of a body: `Quỹ Tiền tệ quốc tế`, `Hội đồng An ninh quốc gia`.
fn tail(r: &Reading, at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        let n = lexicon().longest(&r.words, end, r.tongue, Classes::ORG_TAIL);
        if n == 0 || r.is_upper(end) || !r.spaced(end) {
            break;
        }
        end += n;
    }
    (end > at).then_some(end)
}

/// What the run names, as far as its words and neighbours tell.
fn kind(r: &Reading, casing: &Casing, all: &[Found], run: &Range<usize>) -> Option<Kind> {
    let at = run.start;
    let n = |c| lexicon().longest(&r.words, at, r.tongue, c);
    if n(Classes::REGION) == run.len() {
        return Some(Kind::Place);
    }
    if n(Classes::BODY) == run.len() {
        return Some(Kind::Organisation);
    }
    if n(Classes::GENERIC) == run.len() || run.len() > 6 || phrase::is_roman(r.of(at)) {
        return None;
    }
    // `Washington Post`, `Fitch Ratings`: foreign bodies keep their words.
    let foreign = lexicon().longest(&r.words, run.end - 1, Tongue::En, Classes::ORG | Classes::ORG_TAIL);
    if run.len() > 1 && foreign == 1 && r.text[r.bytes(run)].is_ascii() {
        return Some(Kind::Organisation);
    }
    // `Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn`: the body or country of the office stands between.
    let between = all.iter().rev().find(|f| f.run.end == at).map_or(at, |f| f.run.start);
    if at > 0 && (r.has(at - 1, Classes::OFFICE) || (between > 0 && r.has(between - 1, Classes::OFFICE))) {
        return (r.is_upper(at) && r.of(at).chars().count() > 1).then_some(Kind::Person);
    }
    if n(Classes::SURNAME) > 0 && (2..=5).contains(&run.len()) {
        return Some(Kind::Person);
    }
    if at > 0 && r.has(at - 1, Classes::PLACE) && r.case(at - 1) == Case::Small {
        return Some(Kind::Place);
    }
    let before = at.checked_sub(1).map(|i| r.of(i)).unwrap_or_default();
    // `theo Bloomberg`: who reports.
    if r.tongue == Tongue::Vi && before.eq_ignore_ascii_case("theo") && run.len() <= 2 && r.of(at).is_ascii() {
        return Some(Kind::Organisation);
    }
    let unknown = casing.here(r.words[at].low).small == 0;
    if matches!((r.tongue, before), (Tongue::Vi, "tại" | "ở" | "đến" | "từ") | (Tongue::Other, "in" | "en" | "à"))
        && unknown
    {
        return Some(Kind::Place);
    }
    (run.len() == 1 && r.case(at) == Case::Capitals && (3..=8).contains(&r.of(at).len()) && r.tongue == Tongue::Vi)
        .then_some(Kind::Organisation)
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::source::Source;

    fn names(text: &str) -> Vec<String> {
        let source = Source::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read("a.txt", &source);
        let found = crate::facts::names::find(&article);
        found
            .iter()
            .map(|m| format!("{:?} {}", m.kind, &article.passage(m.passage).text.text()[m.span.clone()]))
            .collect()
    }

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
    fn a_head_word_at_the_very_end_is_no_panic() {
        assert!(names("Ông là chủ tịch của Tập đoàn").is_empty());
        assert!(names("Sáng nay, ông gặp Bí thư Tỉnh ủy và Cục").len() < 3);
    }
}
