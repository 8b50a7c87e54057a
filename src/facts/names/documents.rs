//! Documents: numbered (`Resolusi No. 59-NQ/TW`, `Resolusi 57, 66 dan 68`) and named (`Konvensi Jenewa`).

use std::ops::Range;

use super::casing::{Casing, Habit};
use super::found::{Found, add};
use super::lexicon::{Classes, Tongue, lexicon};
use super::phrase::{self, Grammar};
use super::reading::Reading;
use super::statutes;
use super::words::Case;
use crate::facts::Kind;

/// Adds the documents of `r`.
pub fn find(r: &Reading, casing: &Casing, all: &mut Vec<Found>) {
    for at in 0..r.len() {
        if !r.is_upper(at) || all.last().is_some_and(|f| at < f.run.end) {
            continue;
        }
        let name = lexicon().longest(&r.words, at, r.tongue, Classes::DOCUMENT_NAME);
        if name > 0 {
            add(all, Found::new(at..at + name, Kind::Document, "known document"));
            continue;
        }
        let head = lexicon().longest(&r.words, at, r.tongue, Classes::DOCUMENT);
        // `Tổ chức Hiệp ước Bắc Đại Tây Dương`, `Đại hội đồng Công ước 2003`: a body.
        let of = |last: &str, before: &str| at > 1 && r.is(at - 1, last) && r.is(at - 2, before);
        let body = r.tongue == Tongue::Vi && (of("chức", "Tổ") || of("đồng", "hội") || of("phủ", "Chính"));
        if head == 0 || body {
            continue;
        }
        if let Some(end) = numbered(r, at + head) {
            add(all, Found::new(at..end, Kind::Document, "numbered document"));
            list(r, end, all);
        } else if let Some(mut run) = named(r, casing, at, head) {
            // `UU Ketenagakerjaan No. 13 Tahun 2003`: the number behind the title is part of it.
            if matches!(r.of(run.end), "No" | "Nomor" | "NO" | "nomor" | "no")
                && let Some(end) = numbered(r, run.end)
            {
                run.end = end;
            }
            add(all, Found::new(run, Kind::Document, "named document"));
        }
    }
}

/// The token after the number of a document, if one stands at `at`.
fn numbered(r: &Reading, at: usize) -> Option<usize> {
    let mut at = at;
    let sign = r.of(at).to_lowercase();
    let small = r.case(at) == Case::Small || sign == "nomor";
    if matches!(sign.as_str(), "no" | "nomor" | "number" | "số" | "nr") {
        at += 1;
        if r.is(at, ".") {
            at += 1;
        }
    } else if r.is_number(at) && r.of(at).contains(['.', ',']) {
        return None;
    }
    let mut end = code(r, at)?;
    // `UU No. 11 Tahun 2020`: the year is part of a law's number.
    if (matches!(r.of(end), "Tahun" | "TAHUN") || small && r.is(end, "tahun")) && is_year(r, end + 1) {
        end += 2;
    }
    Some(end)
}

/// The token after a code such as `59`, `59-NQ/TW` or `1812/QD-TTg`.
fn code(r: &Reading, at: usize) -> Option<usize> {
    if !r.of(at).starts_with(|c: char| c.is_ascii_digit()) || r.is(at + 1, "%") {
        return None;
    }
    let mut end = at + 1;
    while matches!(r.of(end), "-" | "/" | ".") && !r.spaced(end) && !r.spaced(end + 1) {
        let part = r.of(end + 1);
        if !part.chars().next().is_some_and(char::is_alphanumeric) || (r.is(end, ".") && r.is_upper(end + 1)) {
            break;
        }
        end += 2;
    }
    Some(end)
}

fn is_year(r: &Reading, at: usize) -> bool {
    r.is_number(at) && r.of(at).len() == 4 && matches!(r.of(at).as_bytes()[..2], [b'1', b'9'] | [b'2', b'0'])
}

/// The rest of an elided list, `, 66 dan 68`: each number is a document of its own.
fn list(r: &Reading, at: usize, all: &mut Vec<Found>) {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut at = at;
    loop {
        let closing = matches!(r.of(at), "dan" | "and" | "và" | "serta" | "&");
        if !(closing || r.is(at, ",")) {
            return;
        }
        at += 1;
        if matches!(r.of(at), "dan" | "and" | "và") {
            at += 1;
        }
        if !r.is_number(at) || r.of(at).contains(['.', ',']) {
            return;
        }
        let Some(end) = code(r, at) else { return };
        items.push(at..end);
        at = end;
        // A list is only sure when it is closed; a number that counts something is none.
        if closing {
            break;
        }
    }
    for run in items {
        add(all, Found::new(run, Kind::Document, "list of documents"));
    }
}

/// A document by its title.
fn named(r: &Reading, casing: &Casing, at: usize, head: usize) -> Option<Range<usize>> {
    let first = at + head;
    if r.tongue == Tongue::En {
        return english(r, casing, at, head);
    }
    if let Some(end) = statutes::title(r, at, head).filter(|_| r.tongue == Tongue::Vi) {
        return Some(at..end);
    }
    let end = phrase::end(r, casing, first, Grammar { ordinals: true, about: true });
    if end == first {
        // A head of several words is a title by itself: `Laporan Politik`.
        let title = head > 1 && r.is_upper(at + 1) && !r.is(at + 1, "-") && r.tongue != Tongue::Vi;
        return (title && !r.has(at, Classes::OFFICE)).then_some(at..first);
    }
    // At the start of a sentence the capital tells nothing: `Laporan BBC menyebut …`.
    let own = Classes::BODY | Classes::REGION | Classes::OFFICE | Classes::ORG;
    let common = Casing::general(r.words[at].low, r.tongue) == Habit::Small;
    // `Strategi Jayapura`, `Laporan Antara`: whose it is makes no title of it.
    let loose =
        matches!(r.of(at), "Strategi" | "Laporan" | "Visi" | "Kesepakatan" | "Program" | "Chiến lược" | "Kế hoạch");
    if loose && (first..end).all(|i| r.has(i, own)) {
        return None;
    }
    if r.has(first, Classes::OFFICE) || (r.opens(at) && common && r.has(first, own)) {
        return None;
    }
    Some(at..end)
}

/// English titles end in their head: `Clean Air Act`; or go on with _of_: `Treaty of Versailles`.
fn english(r: &Reading, casing: &Casing, at: usize, head: usize) -> Option<Range<usize>> {
    let after = at + head;
    let mut start = at;
    while start > 0 && r.is_upper(start - 1) && !r.has(start - 1, Classes::OFFICE) {
        start -= 1;
    }
    let opening = r.opens(start) && r.has(start, Classes::FUNCTION);
    start += usize::from(opening);
    if r.is_upper(after) {
        return None;
    }
    let end = if r.is(after, "of") || r.is(after, "on") {
        let end = phrase::end(r, casing, after + 1, Grammar { ordinals: false, about: false });
        if end > after + 1 { end } else { after }
    } else {
        after
    };
    // Without its year it is a word: `Apple Vision`.
    if matches!(r.of(at), "Vision" | "Agenda") {
        return None;
    }
    let weak = matches!(r.of(at), "Law" | "Bill" | "Order" | "Code" | "Plan" | "Report" | "Decision");
    let words = end - start;
    (words >= if weak { 3 } else { 2 }).then_some(start..end)
}
