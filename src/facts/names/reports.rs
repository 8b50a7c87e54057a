//! Who reports: photo credits (`Foto: Phuong Hoa/VNA`), and outlets by their address or in brackets before the first word.
//!
//! Takes a reading and the names so far; adds the photographers, agencies and outlets. It does not read bylines.

use super::found::{Found, add};
use super::lexicon::{Classes, Tongue, lexicon};
use super::reading::Reading;
use super::words::Case;
use crate::facts::Kind;

/// Outlets that go by their address: `Berita.com`, `KABAR.CO.ID`.
pub(super) fn outlets(r: &Reading, all: &mut Vec<Found>) {
    const ADDRESSES: [&str; 5] = ["com", "net", "org", "id", "vn"];
    const ENDS: [&str; 9] = ["com", "id", "co", "vn", "net", "org", "tv", "news", "uk"];
    // `(Ngày Nay) - …`: who reports, before the first word.
    let close = (2..5).find(|&i| r.is(0, "(") && r.is(i, ")") && matches!(r.of(i + 1), "-" | "–" | "—"));
    if let Some(close) =
        close.filter(|&c| (1..c).all(|i| r.is_upper(i) && !r.has(i, Classes::REGION | Classes::CREDIT)))
    {
        all.retain(|f| !f.meets(&(1..close)));
        all.push(Found::new(1..close, Kind::Organisation, "outlet"));
    }
    for at in 0..r.len() {
        let joined = |i: usize| r.is(i, ".") && !r.spaced(i) && !r.spaced(i + 1);
        let end = |i: usize| ENDS.iter().any(|e| r.of(i).eq_ignore_ascii_case(e));
        if !r.of(at).starts_with(char::is_alphabetic)
            || !joined(at + 1)
            || r.of(at).len() < 3
            || (at > 0 && joined(at - 1))
        {
            continue;
        }
        // `finance.berita.com`: a part of a site.
        let part = usize::from(!end(at + 2) && joined(at + 3) && end(at + 4) && r.case(at + 2) == Case::Small);
        if part == 0 && !end(at + 2) {
            continue;
        }
        let mut to = at + 3 + 2 * part;
        // All in small letters it is one only by an end that no word has.
        let address = ADDRESSES.contains(&r.of(to - 1)) || joined(to) && end(to + 1);
        if r.case(at) == Case::Small && !r.words[at].is_brand() && (!address || r.is(at, "www") || !r.spaced(at)) {
            continue;
        }
        while joined(to) && end(to + 1) {
            to += 2;
        }
        if joined(to) || r.is(to, "/") || r.is(to, "@") || (at > 0 && matches!(r.of(at - 1), "/" | "@")) {
            continue;
        }
        let run = at..to;
        if all.iter().any(|f| f.meets(&run) && f.by != "model" && (f.run.start < at || f.run.end > to)) {
            continue;
        }
        all.retain(|f| !(f.run.start >= at && f.run.end <= to));
        for f in all.iter_mut().filter(|f| f.meets(&run)) {
            f.run.end = f.run.end.min(run.start);
        }
        all.retain(|f| f.run.start < f.run.end);
        all.push(Found::new(run, Kind::Organisation, "outlet"));
    }
}

/// `Foto: Phuong Hoa/VNA`: who took it, and for whom.
pub(super) fn credits(r: &Reading, all: &mut Vec<Found>) {
    for at in 0..r.len() {
        if !(r.has(at, Classes::CREDIT) && r.is(at + 1, ":")) {
            continue;
        }
        let start = at + 2;
        let mut end = start;
        while r.is_upper(end) || (r.is(end, "/") || r.is(end, "-")) && r.is_upper(end + 1) {
            end += 1;
        }
        if end == start || end - start > 9 {
            continue;
        }
        all.retain(|f| !f.meets(&(start..end)));
        let mut from = start;
        for i in start..=end {
            if i < end && !r.is(i, "/") {
                continue;
            }
            if i > from {
                let alone = i == end && from == start;
                let one = i - from == 1;
                let tail = lexicon().longest(&r.words, i - 1, Tongue::En, Classes::ORG | Classes::ORG_TAIL) > 0;
                let body = r.has(from, Classes::BODY | Classes::ORG)
                    || (one && r.case(from) == Case::Capitals)
                    || (tail && !one);
                // `Foto: Antara/Budi Santoso` turns it round: the agency first.
                let turned = i < end && one && r.is_upper(i + 2) && !r.has(i + 1, Classes::BODY | Classes::ORG);
                let agency = |f: &Found| f.run.start == start && f.run.len() == 1 && f.kind == Kind::Organisation;
                let person = !one && all.last().is_some_and(agency);
                let behind = from > start && !person;
                let kind = if body || turned || behind || (alone && one) { Kind::Organisation } else { Kind::Person };
                add(all, Found::new(from..i, kind, "photo credit"));
            }
            from = i + 1;
        }
    }
}
