//! The frame of a page: where the article begins and ends, and which lines outside and inside it are clutter.
//!
//! Takes the shapes of the lines still in; gives the places of the title, the first and the last paragraph, and what the
//! rules drop. Dropping is repeated until nothing more goes ([`settle`]), so cleaning a cleaned text changes nothing.

use std::collections::HashSet;

use super::boxes;
use super::clean::{Place, Rules};
use super::dateline;
use super::shape::Shape;

/// Share of the running text that may stand below the end of the article (teasers, comments).
const BELOW: f64 = 0.3;
/// Short lines in a row below the last paragraph that are a menu on their own evidence.
const MENU: usize = 4;
/// Passes after which cleaning stops on texts made to go on for ever.
const PASSES: usize = 64;

/// What the page outside its lines is known to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Whether lines may be dropped by where they stand (no books).
    pub web: bool,
    /// Folded words of the title in the address.
    pub slug: HashSet<String>,
    /// The title that the markup names, folded.
    pub title: Option<String>,
}

/// Where the parts of the article stand: places in the list of lines still in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The title's line.
    pub title: Option<usize>,
    /// The first line of the body, a deck or heading above the first paragraph included.
    pub lead: usize,
    /// The first line after the last paragraph.
    pub end: usize,
}

/// The lines that stay, their frame, and the lines that go with their rules.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Indices of the lines that stay.
    pub alive: Vec<usize>,
    /// The frame of those.
    pub frame: Frame,
    /// Indices of the lines that go, with the name of the rule.
    pub dropped: Vec<(usize, String)>,
}

/// Drops until nothing more goes.
pub(super) fn settle(shapes: &[Shape], page: &Page, rules: &Rules) -> Settled {
    let mut settled = Settled { alive: (0..shapes.len()).collect(), ..Settled::default() };
    for _ in 0..PASSES {
        let lines: Vec<&Shape> = settled.alive.iter().map(|i| &shapes[*i]).collect();
        let (frame, drops) = pass(&lines, page, rules);
        settled.frame = frame;
        if drops.iter().all(Option::is_none) {
            break;
        }
        let mut kept = Vec::with_capacity(settled.alive.len());
        for (i, rule) in settled.alive.iter().zip(drops) {
            match rule {
                Some(name) => settled.dropped.push((*i, name)),
                None => kept.push(*i),
            }
        }
        settled.alive = kept;
    }
    settled.dropped.sort_unstable();
    settled
}

/// One pass over the lines: the frame and, for each line, the rule that drops it.
fn pass(lines: &[&Shape], page: &Page, rules: &Rules) -> (Frame, Vec<Option<String>>) {
    let mut drops: Vec<Option<String>> = vec![None; lines.len()];
    let anywhere: Vec<_> = lines
        .iter()
        .map(|l| if l.source { None } else { rules.find(&l.folded, l.words, l.stop, &[Place::Anywhere]) })
        .collect();
    let prose: Vec<bool> = lines.iter().zip(&anywhere).map(|(l, rule)| l.prose && rule.is_none()).collect();
    let first = prose.iter().position(|p| *p);
    // Words of running text from each line to the end.
    let mut below = vec![0; lines.len() + 1];
    for i in (0..lines.len()).rev() {
        below[i] = below[i + 1] + if prose[i] { lines[i].words } else { 0 };
    }
    let total = below[0];
    let little = |from: usize| (below[from] as f64) < BELOW * total as f64;

    let mut listed = 0;
    for (i, rule) in anywhere.iter().enumerate() {
        let Some(rule) = rule else { continue };
        drops[i] = Some(rule.name.clone());
        if rule.list && i >= listed {
            let run =
                lines[i + 1..].iter().take_while(|l| l.is_scrap() && !l.caption && !l.item || l.linked > 0.8).count();
            // One short line below may be the next heading; a list has two or more.
            let after = i + 1 + run;
            listed = after;
            if run >= 2 {
                let spare = usize::from(
                    prose.get(after).is_some_and(|p| *p) && !little(after) && boxes::may_head(&lines[i + 1..after]),
                );
                for d in &mut drops[i + 1..after - spare] {
                    d.get_or_insert_with(|| rule.name.clone());
                }
            }
        }
    }

    if let Some(first) = first {
        boxes::find(lines, &mut drops, first, rules);
    }

    let (Some(first), true) = (first, total > 0) else {
        return (Frame { title: None, lead: 0, end: lines.len() }, drops);
    };

    // The end: the first sign of it below which little runs on, else the last paragraph.
    let last = prose.iter().rposition(|p| *p).map_or(first, |i| i) + 1;
    let sign = (first + 1..lines.len()).find(|i| anywhere[*i].is_some_and(|r| r.ends) && little(*i));
    let menu = (first + 1..lines.len().saturating_sub(MENU)).find(|i| {
        lines[*i..=*i + MENU].iter().all(|l| l.is_scrap() && !l.item && !l.caption && l.is_plain()) && little(*i)
    });
    // Who wrote it, with the agency, stands behind the last paragraph: `Lan Anh (TTXVN)`.
    let signature = (first + 1..lines.len())
        .find(|i| signs(lines[*i], rules) && lines[*i - 1].prose && i + 1 < lines.len() && little(*i))
        .map(|i| i + 1);
    let cut = [sign, menu, signature].into_iter().flatten().min().unwrap_or(lines.len());
    let last = if cut < last { prose[..cut].iter().rposition(|p| *p).map_or(last, |i| i + 1) } else { last };
    // Captions, items and short sentences straight below the last paragraph belong to it.
    let end = reach(lines, &drops, last, cut);

    // Edges by the table.
    for (i, line) in lines.iter().enumerate() {
        let places: &[Place] = match i {
            i if i < first => &[Place::Head, Place::Edges],
            i if i >= end => &[Place::Tail, Place::Edges],
            _ => continue,
        };
        if drops[i].is_none() && !line.source && !line.caption && !line.dateline && !line.signed {
            drops[i] = rules.find(&line.folded, line.words, line.stop, places).map(|r| r.name.clone());
        }
        if drops[i].is_none() && line.linked > 0.8 && !line.source && rules.has("link-list") && !is_title(line, page) {
            drops[i] = Some("link-list".to_owned());
        }
    }

    let title = title(lines, &drops, first, page);
    if page.web {
        if rules.has("repeated") {
            boxes::repeated(lines, &mut drops, first, title);
        }
        head(lines, &mut drops, first, title, rules);
        tail(lines, &mut drops, end, cut, rules);
    }
    if rules.has("photo-credit") {
        for i in 0..lines.len() {
            let above = i.checked_sub(1).map(|j| lines[j]);
            let captioned =
                above.is_some_and(|a| a.caption || !a.prose && a.words >= 4 && title != Some(i - 1) && a.is_plain());
            if drops[i].is_none() && lines[i].credit && !captioned {
                drops[i] = Some("photo-credit".to_owned());
            }
        }
    }
    let lead = title.map_or(0, |t| t + 1).min(first);
    (Frame { title, lead, end }, drops)
}

/// Whether the line is the name of a writer with an agency in brackets or behind a stroke.
fn signs(line: &Shape, rules: &Rules) -> bool {
    line.name && line.is_plain() && line.text.contains(['(', '/']) && rules.marks.names_agency(&line.folded)
}

/// Where the article ends whose last paragraph ends before line `last`: captions, items, the line that announces the items, and
/// short sentences straight below belong to it, and a link to another article between them ends nothing.
fn reach(lines: &[&Shape], drops: &[Option<String>], last: usize, cut: usize) -> usize {
    let mut end = last;
    for i in last..cut {
        if drops[i].is_some() {
            continue;
        }
        let l = lines[i];
        let announces = l.open && l.words >= 4 && lines.get(i + 1).is_some_and(|n| n.item);
        let belongs = l.caption || l.item && l.linked < 0.8 || l.stop && l.words >= 4 && !l.source || announces;
        if l.credit || !belongs {
            break;
        }
        end = i + 1;
    }
    end
}

/// Whether the line is the title that the markup names.
fn is_title(line: &Shape, page: &Page) -> bool {
    page.title.as_deref().is_some_and(|t| !line.folded.is_empty() && t == line.folded)
}

/// Whether two folded titles share half of their words: the markup's often carries the site's name or a shorter form.
fn overlaps(a: &str, b: &str) -> bool {
    let words = |t: &str| -> HashSet<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() * 2 >= a.len().min(b.len()).max(1)
}

/// The title's line among the lines above the first paragraph.
fn title(lines: &[&Shape], drops: &[Option<String>], first: usize, page: &Page) -> Option<usize> {
    let body: HashSet<&str> = lines[first..]
        .iter()
        .filter(|l| l.prose)
        .take(40)
        .flat_map(|l| l.folded.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() >= 4)
        .collect();
    let mut best: Option<(f64, usize)> = None;
    for i in 0..first {
        let l = lines[i];
        let dated = |j: usize| lines.get(j).is_some_and(|n| n.dateline || n.signed);
        // A name alone between the title and the date is who wrote it.
        let writer = |j: usize| lines.get(j).is_some_and(|n| n.name && n.words <= 6) && dated(j + 1);
        let below_line = i > 0 && lines[i - 1].words >= 5 && lines[i - 1].is_scrap() && drops[i - 1].is_none();
        let above_date = dated(i + 1) && !(writer(i) && below_line) || writer(i + 1);
        if drops[i].is_some() || l.caption || l.credit || l.source || l.dateline || l.signed || l.item || l.open {
            continue;
        }
        if l.words == 0 || l.words > 35 || (l.stop && !l.text.ends_with(['?', '!']) && !above_date) {
            continue;
        }
        if is_title(l, page) {
            return Some(i);
        }
        // A line with a dateline is the first paragraph, though it ends with a question.
        if l.words > 12 && dateline::without(l.text) != l.text {
            continue;
        }
        if page.title.as_deref().is_some_and(|t| !overlaps(t, &l.folded)) {
            continue;
        }
        let words: Vec<&str> = l.folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let long: Vec<&&str> = words.iter().filter(|w| w.chars().count() >= 4).collect();
        let in_body = share(long.iter().filter(|w| body.contains(***w)).count(), long.len());
        let in_slug = share(words.iter().filter(|w| page.slug.contains(**w)).count(), words.len());
        let length = match l.words {
            1 => -1.0,
            2 | 3 => 0.0,
            4 | 5 => 1.0,
            6..=24 => 2.0,
            _ => 0.5,
        };
        let marked = match l.kind {
            crate::source::BlockKind::Heading(1) => 3.0,
            crate::source::BlockKind::Heading(2) => 1.0,
            _ => 0.0,
        };
        // A deck stands between title and byline, so the first of two long lines is the title.
        let long_line =
            |j: usize| lines.get(j).is_some_and(|n| n.words >= 5 && n.is_scrap() && !n.dateline && drops[j].is_none());
        let above_deck = i + 1 < first && long_line(i + 1) && !i.checked_sub(1).is_some_and(long_line);
        let score = length + marked + 2.0 * in_body + 4.0 * in_slug + if above_date || above_deck { 1.0 } else { 0.0 };
        let score = if above_deck { score + 0.5 } else { score };
        if best.is_none_or(|(s, _)| score > s) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}

/// Drops the short lines above the title, and the title repeated.
fn head(lines: &[&Shape], drops: &mut [Option<String>], first: usize, title: Option<usize>, rules: &Rules) {
    let Some(title) = title else { return };
    for i in 0..first {
        let l = lines[i];
        if i == title || drops[i].is_some() || l.caption || l.dateline || l.signed || l.source || l.credit {
            continue;
        }
        if i < title && l.is_scrap() && !l.item && (l.is_plain() || l.linked > 0.8) && rules.has("before-title") {
            drops[i] = Some("before-title".to_owned());
        }
        if i > title && l.folded == lines[title].folded && rules.has("repeated") {
            drops[i] = Some("repeated".to_owned());
        }
    }
}

/// Drops what follows the end of the article, where something shows that it is no part of it.
fn tail(lines: &[&Shape], drops: &mut [Option<String>], end: usize, cut: usize, rules: &Rules) {
    if !rules.has("after-end") {
        return;
    }
    let below = end..lines.len();
    let signed = |i: usize| is_end_byline(lines, drops, end, i);
    let keep: Vec<bool> =
        below.clone().map(|i| lines[i].source || lines[i].origin && i < end + 6 || signed(i)).collect();
    let told = below.clone().any(|i| drops[i].is_some() || lines[i].source);
    let scraps = below.clone().filter(|i| lines[*i].is_scrap() && !lines[*i].item && lines[*i].is_plain()).count();
    for (i, keep) in below.zip(keep) {
        let l = lines[i];
        let shown = l.is_plain() || l.linked > 0.8;
        let gone = i >= cut || ((told || scraps > MENU) && (l.is_scrap() || l.stop && l.words < 12));
        if drops[i].is_none() && !keep && shown && gone {
            drops[i] = Some("after-end".to_owned());
        }
    }
}

/// Whether line `i`, below the last paragraph, names who wrote the article: by a label or a date, or as a name that
/// stands alone straight below it or straight above the source.
pub(super) fn is_end_byline(lines: &[&Shape], drops: &[Option<String>], end: usize, i: usize) -> bool {
    let l = lines[i];
    if drops.get(i).is_some_and(Option::is_some) || l.source {
        return false;
    }
    if i < end + 3 && (l.signed || l.dateline) {
        return true;
    }
    let next = lines.get(i + 1);
    let alone = next.is_none_or(|n| n.source || n.origin || n.prose || drops.get(i + 1).is_some_and(Option::is_some));
    l.name && i <= end + 1 && alone
}
