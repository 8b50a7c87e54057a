//! Names of the second reading that are two.
//!
//! Takes a name as the second model read it and what the steps found before; gives the names it is. The model reads token by
//! token, so it runs names together that stand side by side; what the steps are sure of parts them again. It adds nothing
//! where no name was read.

use std::ops::Range;

use super::english_titles::is_title;
use super::found::Found;
use super::holders;
use super::lexicon::{Classes, Tongue, lexicon};
use super::reading::Reading;
use super::vietnamese;
use super::words::Case;
use crate::facts::Kind;

/// The names that `f` is: one as a rule.
pub fn parts(r: &Reading, before: &[Found], mut f: Found) -> Vec<Found> {
    // `MPs Nicky Morgan`
    while f.kind == Kind::Person && r.tongue == Tongue::En && f.run.len() > 2 && is_title(r, f.run.start) {
        f.run.start += 1 + usize::from(r.is(f.run.start + 1, "."));
    }
    // `chùa Hương`: the head of a site whose name has one syllable.
    if f.kind == Kind::Place && r.tongue == Tongue::Vi && f.run.len() == 1 && f.run.start > 0 {
        let headed = vietnamese::natural(r, f.run.start - 1);
        f.run.start -= usize::from(headed && r.case(f.run.start - 1) == Case::Small);
    }
    // `trường THCS Yên Nghĩa`: a school, though its place is called so.
    if r.tongue == Tongue::Vi && matches!(f.kind, Kind::Place | Kind::Organisation | Kind::Person) {
        let first = f.run.start + usize::from(matches!(r.of(f.run.start), "THCS" | "THPT"));
        if let Some(head) = vietnamese::school(r, first).filter(|_| first < f.run.end) {
            f = Found::new(head..f.run.end, Kind::Organisation, "school");
        }
    }
    let two = tiled(r, before, &f)
        .or_else(|| twice(r, &f))
        .or_else(|| bracketed(r, &f))
        .or_else(|| country(r, &f))
        .or_else(|| behind_a_body(r, &f))
        .or_else(|| held(r, before, &f));
    two.map_or_else(|| vec![f], Vec::from)
}

/// Two names that the steps found side by side and that belong together in no case.
fn tiled(r: &Reading, before: &[Found], f: &Found) -> Option<[Found; 2]> {
    let left = before.iter().find(|b| b.run.start == f.run.start && b.run.end < f.run.end)?;
    let right = before.iter().find(|b| b.run.end == f.run.end && b.run.start >= left.run.end)?;
    let sign = left.run.end;
    let joined = sign + 1 == right.run.start;
    let parted = match (left.kind, right.kind) {
        // `Kamboja-Laos`
        (Kind::Place, Kind::Place) => joined && r.is(sign, "-") && !r.spaced(sign),
        // `ANTARA/Siti Aminah`
        (Kind::Organisation, Kind::Person) => joined && r.is(sign, "/"),
        // `Sidang Dewan Desa ke-2 | Kongres Desa ke-5`
        (Kind::Event, Kind::Event) => sign == right.run.start && f.kind == Kind::Event,
        _ => false,
    };
    parted.then(|| [left.clone(), right.clone()])
}

/// `Báo Cảng BiểnBáo Cảng Biển`: a page shows who it is as the text of a picture and as words.
fn twice(r: &Reading, f: &Found) -> Option<[Found; 2]> {
    let half = f.run.len() / 2;
    let middle = f.run.start + half;
    let same = |i: usize| r.words[i].low == r.words[i + half].low;
    let glued = half > 0 && f.run.len() == 2 * half && !r.spaced(middle) && (f.run.start..middle).all(same);
    glued.then(|| [part(f, f.run.start..middle), part(f, middle..f.run.end)])
}

/// `President(Jane) Doe`: a bracket that closes inside a name and opens outside is the end of one.
fn bracketed(r: &Reading, f: &Found) -> Option<[Found; 2]> {
    let closing = f.run.clone().find(|&i| r.is(i, ")"))?;
    let whole = (f.run.start..closing).any(|i| r.is(i, "("));
    let inside = closing > f.run.start && closing + 1 < f.run.end;
    (!whole && inside).then(|| [part(f, f.run.start..closing), part(f, closing + 1..f.run.end)])
}

/// `Bộ trưởng Tài chính Nga | Anton Petrenko`: what stands behind the country is no syllable of Vietnamese.
fn country(r: &Reading, f: &Found) -> Option<[Found; 2]> {
    let first = f.run.start;
    let told = f.kind == Kind::Person && r.tongue == Tongue::Vi && f.run.len() > 1 && r.has(first, Classes::REGION);
    let foreign = told && !vietnamese::is_syllable(r.of(first + 1));
    foreign.then(|| [Found::new(first..first + 1, Kind::Place, "country of the holder"), part(f, first + 1..f.run.end)])
}

/// `Kementerian Komunikasi dan Informatika | Siti Aminah`: behind a body known by its whole name.
fn behind_a_body(r: &Reading, f: &Found) -> Option<[Found; 2]> {
    let known = known(r, f);
    let rest = f.run.start + known..f.run.end;
    let told = f.kind == Kind::Organisation && known > 1 && (2..=4).contains(&rest.len());
    let name = |i: usize| match r.tongue {
        Tongue::Id => holders::is_name(r, i),
        // `Thượng viện | Patrick Leahy`
        Tongue::Vi => r.case(i) == Case::Capital && (i > rest.start || !vietnamese::is_syllable(r.of(i))),
        _ => false,
    };
    let person = told && !r.has(rest.start, Classes::REGION) && rest.clone().all(name);
    person.then(|| [part(f, f.run.start..rest.start), Found::new(rest, Kind::Person, "behind a body")])
}

/// `Ketua Senat | Sue Lines`: a body does not swallow who holds an office in it.
fn held(r: &Reading, before: &[Found], f: &Found) -> Option<[Found; 2]> {
    let holder = before.iter().find(|b| b.run.end == f.run.end && b.run.start > f.run.start)?;
    let body = || {
        let same = |b: &Found| b.kind == f.kind && b.run == (f.run.start..holder.run.start);
        before.iter().any(same) || known(r, f) == holder.run.start - f.run.start
    };
    let person = f.kind == Kind::Organisation && holder.kind == Kind::Person && holder.run.len() > 1;
    let two = person && (holder.office.is_some() || body());
    two.then(|| [part(f, f.run.start..holder.run.start), holder.clone()])
}

/// Tokens of the body known by its name with which `f` begins.
fn known(r: &Reading, f: &Found) -> usize {
    lexicon().longest(&r.words, f.run.start, r.tongue, Classes::BODY)
}

/// A part of `f`, without the office that only the whole has.
fn part(f: &Found, run: Range<usize>) -> Found {
    Found { run, office: None, ..f.clone() }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    fn read(text: &str, tongue: Tongue, before: &[Found], whole: Found) -> Vec<(String, Kind)> {
        let r = Reading::new(text, tongue);
        parts(&r, before, whole).iter().map(|f| (text[r.bytes(&f.run)].to_owned(), f.kind)).collect()
    }

    #[track_caller]
    fn parted(text: &str, tongue: Tongue, before: &[Found], whole: Found, want: [(&str, Kind); 2]) {
        assert_eq!(read(text, tongue, before, whole), want.map(|(t, k)| (t.to_owned(), k)), "{text}");
    }

    #[test]
    fn names_side_by_side_are_two() {
        let (person, body, place) = (Kind::Person, Kind::Organisation, Kind::Place);
        let credit = [Found::new(1..2, body, "credit"), Found::new(3..5, person, "credit")];
        let whole = |run| Found::new(run, body, "model");
        parted("(ANTARA/Siti Aminah)", Tongue::Id, &credit, whole(1..5), [("ANTARA", body), ("Siti Aminah", person)]);
        let events = [Found::new(0..5, Kind::Event, "event"), Found::new(5..10, Kind::Event, "event")];
        parted(
            "Sidang Desa ke-2 Kongres Rakyat ke-5",
            Tongue::Id,
            &events[..],
            Found::new(0..10, Kind::Event, "model"),
            [("Sidang Desa ke-2", Kind::Event), ("Kongres Rakyat ke-5", Kind::Event)],
        );
        parted(
            "Bộ trưởng Nga Anton Petrenko",
            Tongue::Vi,
            &[],
            Found::new(2..5, person, "model"),
            [("Nga", place), ("Anton Petrenko", person)],
        );
        parted(
            "Dirjen Kementerian Komunikasi dan Informatika Siti Wulandari hadir.",
            Tongue::Id,
            &[],
            whole(1..7),
            [("Kementerian Komunikasi dan Informatika", body), ("Siti Wulandari", person)],
        );
        parted(
            "President(Jane) Doe spoke.",
            Tongue::En,
            &[],
            Found::new(2..5, person, "model"),
            [("Jane", person), ("Doe", person)],
        );
        parted(
            "Báo Cảng BiểnBáo Cảng Biển",
            Tongue::Vi,
            &[],
            whole(0..6),
            [("Báo Cảng Biển", body), ("Báo Cảng Biển", body)],
        );
    }

    #[test]
    fn a_name_that_nothing_parts_is_one() {
        let one = |text, tongue, run, kind| read(text, tongue, &[], Found::new(run, kind, "model"));
        assert_eq!(one("Chị Nga Hương nói", Tongue::Vi, 1..3, Kind::Person).len(), 1);
        assert_eq!(one("Kementerian Kesehatan Arab Saudi", Tongue::Id, 0..4, Kind::Organisation).len(), 1);
        assert_eq!(one("PT Maju (Persero) itu", Tongue::Id, 0..5, Kind::Organisation).len(), 1);
    }

    #[test]
    fn a_body_does_not_swallow_who_holds_an_office_in_it() {
        let holder = Found { office: Some(0..2), ..Found::new(2..4, Kind::Person, "title") };
        let whole = || Found::new(1..4, Kind::Organisation, "model");
        let count = |text, holder: &Found| read(text, Tongue::Id, std::slice::from_ref(holder), whole()).len();
        assert_eq!(count("Ketua Rampai Sue Lines tiba.", &holder), 2);
        let plain = Found { office: None, ..holder };
        assert_eq!(count("Ketua Senat Sue Lines tiba.", &plain), 2, "a body known by its name");
        assert_eq!(count("Ketua Rampai Sue Lines tiba.", &plain), 1);
    }

    #[test]
    fn titles_of_many_are_no_part_of_a_person() {
        for (text, run) in [("said MPs Jane Doe", 1..4), ("said Sgt. Doe", 1..4)] {
            let got = read(text, Tongue::En, &[], Found::new(run, Kind::Person, "model"));
            assert!(got[0].0.ends_with("Doe") && !got[0].0.starts_with(['M', 'S', '.']), "{got:?}");
        }
    }

    #[test]
    fn a_site_of_one_syllable_has_its_head() {
        let site = |text, run| read(text, Tongue::Vi, &[], Found::new(run, Kind::Place, "model"))[0].0.clone();
        assert_eq!(site("hội chùa Hương khai mạc", 2..3), "chùa Hương");
        assert_eq!(site("hội chùa Một Cột khai mạc", 2..4), "Một Cột");
        assert_eq!(site("người làng Hương kể", 2..3), "Hương");
        assert_eq!(site("ở trường THCS Yên Nghĩa có", 3..5), "trường THCS Yên Nghĩa");
        assert_eq!(site("ở trường tiểu học Yên Nghĩa có", 4..6), "trường tiểu học Yên Nghĩa");
    }
}
