//! Boxes of a page in the midst of its article: newsletter forms, players, lists of other stories.
//!
//! Takes the shapes of the lines and the rules that know how a box begins and ends; marks its lines as dropped. A box
//! is known by its outer lines, never by what stands in it alone, and none is looked for above the first paragraph.

use std::collections::HashMap;

use super::clean::{Rule, Rules};
use super::marks::Marks;
use super::shape::Shape;

/// Longest line inside a box, in words.
const INNER: usize = 32;
/// Longest line with which a box begins, in words.
const OPENING: usize = 14;
/// Headlines of other stories, in words.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=24;
/// Words from which a line alone above a paragraph is rather the headline of another story than a heading.
const ALONE: usize = 6;
/// Headlines of other stories in a row.
const ROW: std::ops::RangeInclusive<usize> = 2..=6;
/// Their words in the mean, at least.
const ROW_WORDS: usize = 8;
/// Words from which a line straight below the opening is no heading.
const LONG_HEADLINE: usize = 13;

/// Marks the lines of the boxes below the first paragraph, which is line `first`.
pub(super) fn find(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rules: &Rules) {
    for rule in rules.iter() {
        bounded(lines, drops, first, rule);
        beside(lines, drops, first, rule);
    }
    if rules.has("related-headline") {
        below_opening(lines, drops, first, &rules.marks);
        in_a_row(lines, drops, first);
    }
}

/// Headlines of other stories in a row between two paragraphs: longer than headings are, and two headings do not follow each
/// other. Where they are many it is a text of such lines, as verse is.
fn in_a_row(lines: &[&Shape], drops: &mut [Option<String>], first: usize) {
    let headline = |i: usize| lines[i].is_plain() && !lines[i].item && lines[i].words >= ALONE && is_headline(lines[i]);
    let left = |drops: &[Option<String>], i: usize| drops[i].is_none();
    let paragraphs = (first..lines.len()).filter(|&i| left(drops, i) && lines[i].prose).count();
    let headlines = (first..lines.len()).filter(|&i| left(drops, i) && headline(i)).count();
    if headlines > paragraphs {
        return;
    }
    let mut i = first + 1;
    while i < lines.len() {
        let run = (i..lines.len()).take_while(|&j| left(drops, j) && headline(j)).count();
        let end = i + run;
        // A picture may stand between the paragraph and them.
        let above = (first..i).rev().find(|&j| left(drops, j) && !lines[j].caption && !lines[j].credit);
        let between = above.is_some_and(|j| lines[j].prose && !lines[j].open)
            && lines.get(end).is_some_and(|l| l.prose || l.caption);
        let long = lines[i..end].iter().map(|l| l.words).sum::<usize>() >= ROW_WORDS * run;
        if ROW.contains(&run) && between && long {
            // A much shorter line at the end is the next heading.
            let end = end - usize::from(may_head(&lines[i..end]));
            for d in &mut drops[i..end] {
                *d = Some("related-headline".to_owned());
            }
        }
        i = end.max(i + 1);
    }
}

/// The title again, as the text of a picture (`… - 2`), and headlines that stand twice below the opening, which is line `first`.
pub(super) fn repeated(lines: &[&Shape], drops: &mut [Option<String>], first: usize, title: Option<usize>) {
    let title = title.map(|t| lines[t].folded.as_str()).filter(|t| t.split(' ').count() >= ALONE);
    let again = |l: &Shape| {
        title.and_then(|t| l.folded.strip_prefix(t)).is_some_and(|rest| !rest.chars().any(char::is_alphabetic))
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let twice = |l: &Shape| is_headline(l) && l.is_plain() && !l.item;
    for l in lines[first + 1..].iter().filter(|l| twice(l)) {
        *seen.entry(&l.folded).or_insert(0) += 1;
    }
    for i in first + 1..lines.len() {
        let l = lines[i];
        let gone = again(l) || twice(l) && seen.get(l.folded.as_str()).is_some_and(|n| *n > 1);
        if drops[i].is_none() && gone && !l.prose && l.is_plain() {
            drops[i] = Some("repeated".to_owned());
        }
    }
}

/// From a line that opens a box of `rule` to the nearest one that closes it.
fn bounded(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rule: &Rule) {
    let mut i = first + 1;
    while i < lines.len() {
        let opens = (lines[i].words <= OPENING && !lines[i].source).then(|| rule.opens(&lines[i].folded)).flatten();
        let close = opens.and_then(|reach| {
            let below = lines[i + 1..].iter().take(reach).take_while(|l| l.words <= INNER && !l.source);
            below.enumerate().find(|(_, l)| rule.closes(&l.folded)).map(|(n, _)| i + 1 + n)
        });
        let Some(close) = close else {
            i += 1;
            continue;
        };
        // A form ends with a field and a button.
        let more = lines[close + 1..].iter().take_while(|l| !l.source && rule.closes(&l.folded)).count();
        let close = close + more;
        for d in &mut drops[i..=close] {
            d.get_or_insert_with(|| rule.name.clone());
        }
        i = close + 1;
    }
}

/// The headlines straight below or above a dropped line of `rule`.
fn beside(lines: &[&Shape], drops: &mut [Option<String>], first: usize, rule: &Rule) {
    for i in first + 1..lines.len() {
        if drops[i].is_none() {
            continue;
        }
        if rule.takes_above(&lines[i].folded)
            && i > first + 1
            && drops[i - 1].is_none()
            && is_headline(lines[i - 1])
            && lines[i - 1].words >= ALONE
        {
            drops[i - 1] = Some(rule.name.clone());
        }
        if !rule.takes_next(&lines[i].folded) {
            continue;
        }
        let run = (i + 1..lines.len()).take_while(|&j| drops[j].is_none() && is_headline(lines[j])).count();
        let run = &lines[i + 1..=i + run];
        let gone = match run {
            [] => 0,
            [one] => usize::from(one.words >= ALONE),
            _ => run.len() - usize::from(may_head(run)),
        };
        for d in &mut drops[i + 1..=i + gone] {
            *d = Some(rule.name.clone());
        }
    }
}

/// The headline of another story straight below the opening paragraph: longer than headings are, and alone.
fn below_opening(lines: &[&Shape], drops: &mut [Option<String>], first: usize, marks: &Marks) {
    let Some(i) = (first + 1..lines.len()).find(|&i| drops[i].is_none()) else { return };
    let l = lines[i];
    // `cạn` is no `can`: the words are asked as they are written.
    let finite = || l.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| marks.is_finite(w));
    let next = (i + 1..lines.len()).find(|&j| drops[j].is_none());
    if l.words >= LONG_HEADLINE
        && is_headline(l)
        && l.is_plain()
        && !l.item
        && next.is_some_and(|j| lines[j].prose)
        && !finite()
    {
        drops[i] = Some("related-headline".to_owned());
    }
}

/// Whether the last of these short lines is much shorter than the others: then it may be the next heading of the
/// article and no more of the list above.
pub(super) fn may_head(run: &[&Shape]) -> bool {
    let Some((last, others)) = run.split_last() else { return false };
    let mut words: Vec<usize> = others.iter().map(|l| l.words).collect();
    words.sort_unstable();
    words.get(words.len() / 2).is_none_or(|middle| last.words * 3 <= middle * 2)
}

/// A line that has the form of a headline.
fn is_headline(l: &Shape) -> bool {
    let asks = l.text.ends_with(['?', '!']);
    !l.prose
        && !l.caption
        && !l.credit
        && !l.source
        && !l.dateline
        && !l.signed
        && !l.open
        && (!l.stop || asks)
        && HEADLINE.contains(&l.words)
        && l.text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Role};
    use crate::source::Source;

    const OPENING: &str = "Floods that came a month early have cut the spring rice harvest in the delta by a tenth, officials said on Friday.";
    const BELOW: &str =
        "Traders in the region reported that a tonne of rice sold for 640 dollars this week, the highest since 2008.";
    const PEMBUKA: &str = "Banjir yang datang sebulan lebih awal memangkas panen padi di delta itu sepersepuluh, kata pejabat pada Jumat.";
    const LANJUT: &str = "Pedagang di daerah itu melaporkan bahwa satu ton beras dijual dengan harga tertinggi sejak lima tahun terakhir.";

    /// What is left of `inner` between two paragraphs of a page.
    fn left(above: &str, inner: &str, below: &str) -> Vec<(String, Role)> {
        let text = format!(
            "Rice harvest falls short as floods swamp farms\n{above}\n{above}\n{inner}\n{below}\n{below}\n{below}\n"
        );
        let article = Article::read("a.txt", &Source::read("a.txt", text.as_bytes()).unwrap());
        let kept = article.passages.iter().map(|p| (p.text.text().to_owned(), p.role));
        kept.filter(|(t, r)| t != above && t != below && *r != Role::Title).collect()
    }

    fn all_goes(above: &str, inner: &str, below: &str) {
        assert_eq!(left(above, inner, below), vec![], "{inner}");
    }

    #[test]
    fn boxes_in_the_midst_go_whole() {
        for inner in [
            "KEEP READING\nlist of 2 items\nlist 1 of 2\nHow the delta is sinking year by year\nlist 2 of 2\nFishers ask: who owns the river?\nend of list",
            "Sign up for the Harbour letter\nThe week on the water\nAll that happened on the coast, read in five minutes, every Friday at noon.\nE-mail address\nSign up\nBy signing up, you agree to our Privacy Policy",
            "Play Video\nVideo Duration 02 minutes 10 seconds\n02:10\nBoats leave the harbour before the storm comes in",
            "Now playing\nBoats leave the harbour before the storm comes in",
            "Boats leave the harbour before the storm comes in\nRead more",
            "More on Farming\nBoats leave the harbour before the storm\nWhat the river carries to the sea\nOld fisher comes home with an empty boat",
            "Get the day's news from the coast straight to your inbox",
        ] {
            all_goes(OPENING, inner, BELOW);
        }
        for inner in [
            "Baca juga:\nNelayan Tua Pulang dengan Perahu Kosong",
            "Baca Juga\nNelayan Tua Pulang dengan Perahu Kosong\nHarga Beras di Pasar Induk Naik Lagi",
            "Berlangganan buletin kami\nKabar pesisir setiap pekan\nMasukkan alamat email Anda\nKirim\nDengan mendaftar, Anda menyetujui kebijakan privasi kami",
            "Putar Video\nDurasi 02:10\n02:10",
            "Baca juga:\ndaftar 1 dari 1\nNelayan Tua Pulang dengan Perahu Kosong\nakhir daftar",
        ] {
            all_goes(PEMBUKA, inner, LANJUT);
        }
    }

    #[test]
    fn a_long_headline_straight_below_the_opening_is_another_story() {
        let headline = "Nelayan tua dari delta pulang dengan perahu kosong untuk kelima kali musim kemarau";
        let text = format!("Panen padi kurang karena banjir di delta\n{PEMBUKA}\n{headline}\n{LANJUT}\n{LANJUT}\n");
        let article = Article::read("a.txt", &Source::read("a.txt", text.as_bytes()).unwrap());
        let rules: Vec<&str> = article.dropped.iter().map(|d| d.rule.as_str()).collect();
        assert_eq!(rules, ["related-headline"]);
    }

    #[test]
    fn headlines_in_a_row_between_paragraphs_are_other_stories() {
        all_goes(
            OPENING,
            "Boats leave the harbour before the storm comes in\nWhat the river carries down to the sea\nOld fisher comes home with an empty boat",
            BELOW,
        );
        all_goes(
            PEMBUKA,
            "Baca: Nelayan Tua Pulang dengan Perahu Kosong\n> Berita > Delta > Nelayan tua pulang",
            LANJUT,
        );
        let verse = "The boats go out before the morning light\nThe river carries down the hills to sea\n".repeat(4);
        let text = format!("A song of the delta\n{OPENING}\n{verse}{BELOW}\n");
        let article = Article::read("a.txt", &Source::read("a.txt", text.as_bytes()).unwrap());
        assert!(!article.dropped.iter().any(|d| d.rule == "related-headline"), "verse is no list of stories");
    }

    #[test]
    fn the_title_below_a_picture_and_a_headline_that_stands_twice_go() {
        all_goes(OPENING, "Rice harvest falls short as floods swamp farms - 2", BELOW);
        all_goes(OPENING, "Who owns the river?\nWho owns the river?", BELOW);
        let other = "Rice harvest falls short as floods swamp the north";
        assert_eq!(left(OPENING, other, BELOW), [(other.to_owned(), Role::Heading)]);
    }

    #[test]
    fn behind_who_wrote_it_for_an_agency_the_article_is_over() {
        let teaser = "Nelayan tua pulang dengan perahu kosong";
        let text = format!(
            "Panen padi kurang karena banjir di delta\n{PEMBUKA}\n{LANJUT}\n{PEMBUKA}\n{LANJUT}\nSiti Aminah (ANTARA)\n{teaser}\n{LANJUT}\n"
        );
        let article = Article::read("a.txt", &Source::read("a.txt", text.as_bytes()).unwrap());
        assert_eq!(article.passages.last().map(|p| p.role), Some(Role::Byline));
        assert_eq!(article.dropped.len(), 2);
    }

    #[test]
    fn headings_short_paragraphs_and_quotes_stay() {
        for (inner, role) in [
            ("Borders stay closed", Role::Heading),
            ("What the river carries down to the sea", Role::Heading),
            ("He said no.", Role::Body),
            ("\u{201c}We sign up for the sea, not for the money,\u{201d} he said.", Role::Body),
            ("Sign up early, the harbour master told them.", Role::Body),
            ("Enter the harbour at dawn.", Role::Body),
            ("The list of 4 items was read aloud.", Role::Body),
            ("She watched the video of the storm again.", Role::Body),
            ("In this photo essay we meet the fishers.", Role::Body),
        ] {
            assert_eq!(left(OPENING, inner, BELOW), [(inner.to_owned(), role)]);
        }
        // The next heading stays below a list of headlines that are longer.
        let inner = "More on Farming\nBoats leave the harbour before the storm\nWhat the river carries to the sea\nBorders closed";
        assert_eq!(left(OPENING, inner, BELOW), [("Borders closed".to_owned(), Role::Heading)]);
        let inner = "Baca juga:\nHarga naik lagi";
        assert_eq!(left(PEMBUKA, inner, LANJUT), [("Harga naik lagi".to_owned(), Role::Heading)]);
        // A list with no other story above it is the article's own.
        let inner = "list of 2 items\nCut the dykes\nSave the seed\nend of list";
        assert_eq!(left(OPENING, inner, BELOW).len(), 2);
    }
}
