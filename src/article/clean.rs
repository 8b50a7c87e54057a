//! The cleaning rules: a table of what is left out of an article and of the words its other lines are known by.
//!
//! Takes the text of a table (`assets/clean.toml` explains its columns) and gives [`Rules`] that answer whether a line
//! is clutter. Where on the page a line stands is judged by [`super::frame`]; nothing is dropped here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::marks::Marks;
use super::pattern::Pattern;

/// The part of the page a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Every line.
    #[default]
    Anywhere,
    /// Above the first paragraph.
    Head,
    /// Below the last paragraph.
    Tail,
    /// Above the first or below the last.
    Edges,
}

/// One rule of the table.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The name that stands beside what it dropped.
    pub name: String,
    /// One sentence for the reader.
    pub why: String,
    /// Where it looks.
    pub place: Place,
    /// The article ends at a line it drops, if little running text follows.
    pub ends: bool,
    /// The run of short lines below goes with it.
    pub list: bool,
    /// Longest line in words.
    words: usize,
    /// Whether lines that end like a sentence may go.
    stop: bool,
    /// Whole folded lines; none for a rule that lives in code.
    pattern: Option<Pattern>,
    /// How a box of the page begins and ends.
    bounds: Option<Bounds>,
    /// Lines with which the headlines straight below go.
    next: Option<Pattern>,
    /// Lines with which the headline straight above goes.
    above: Option<Pattern>,
}

/// The first and the last line of a box of the page, folded.
#[derive(Debug, Clone)]
struct Bounds {
    open: Pattern,
    close: Pattern,
    reach: usize,
}

impl Rule {
    /// Whether a box may begin with this folded line: how many lines below it may end.
    pub(super) fn opens(&self, folded: &str) -> Option<usize> {
        self.bounds.as_ref().filter(|b| b.open.is_match(folded)).map(|b| b.reach)
    }

    /// Whether a box ends with this folded line.
    pub(super) fn closes(&self, folded: &str) -> bool {
        self.bounds.as_ref().is_some_and(|b| b.close.is_match(folded))
    }

    /// Whether the headlines straight below this folded line go with it.
    pub(super) fn takes_next(&self, folded: &str) -> bool {
        self.next.as_ref().is_some_and(|p| p.is_match(folded))
    }

    /// Whether the headline straight above this folded line goes with it.
    pub(super) fn takes_above(&self, folded: &str) -> bool {
        self.above.as_ref().is_some_and(|p| p.is_match(folded))
    }

    /// Whether the folded line, of so many words, is what the rule drops.
    fn matches(&self, folded: &str, words: usize, stop: bool) -> bool {
        words <= self.words && (self.stop || !stop) && self.pattern.as_ref().is_some_and(|p| p.is_match(folded))
    }
}

/// The rules and word lists in force.
#[derive(Debug, Clone)]
pub struct Rules {
    rows: Vec<Rule>,
    off: Vec<String>,
    lists: Lists,
    /// The word lists, ready to be asked.
    pub(super) marks: Marks,
}

/// Why a table of rules cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RulesError {
    /// Line of the table, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

/// The word lists of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    /// `[labels]` by name.
    pub labels: BTreeMap<String, Vec<String>>,
    /// `[months]`: words for the months 1 to 12.
    pub months: BTreeMap<u8, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    drop: Vec<Row>,
    #[serde(default)]
    labels: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    months: BTreeMap<String, Spanned<Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: Spanned<String>,
    #[serde(default)]
    why: String,
    #[serde(rename = "where", default)]
    place: Place,
    words: Option<usize>,
    stop: Option<bool>,
    #[serde(default)]
    ends: bool,
    #[serde(default)]
    list: bool,
    #[serde(rename = "match", default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    open: Vec<Spanned<String>>,
    #[serde(default)]
    close: Vec<Spanned<String>>,
    reach: Option<usize>,
    #[serde(default)]
    next: Vec<Spanned<String>>,
    #[serde(default)]
    above: Vec<Spanned<String>>,
    shape: Option<Spanned<String>>,
    #[serde(default)]
    off: bool,
}

/// The rules that live in code, by the names the table gives them.
const SHAPES: [&str; 7] =
    ["markup", "before-title", "after-end", "link-list", "repeated", "photo-credit", "related-headline"];

/// Longest line in words that a rule drops if it does not say.
const WORDS: usize = 12;
/// Lines from the first to the last of a box, if the rule does not say.
const REACH: usize = 6;

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| {
    Rules::parse(include_str!("../../assets/clean.toml")).expect("a unit test parses the table that is compiled in")
});

impl Rules {
    /// The rules compiled in.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table. The error names the line that is wrong.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let wrong = |at: usize, message: String| RulesError { line: line(at), message };
        let table: Table =
            toml::from_str(text).map_err(|e| wrong(e.span().map_or(0, |s| s.start), e.message().replace('\n', " ")))?;
        let (mut rules, mut off) = (Vec::new(), Vec::new());
        for row in table.drop {
            let at = row.name.span().start;
            let name = row.name.into_inner();
            if row.off {
                off.push(name);
                continue;
            }
            let any = |list: &[Spanned<String>]| (!list.is_empty()).then(|| pattern(list, &wrong)).transpose();
            let bounds = match (any(&row.open)?, any(&row.close)?) {
                (Some(open), Some(close)) => Some(Bounds { open, close, reach: row.reach.unwrap_or(REACH) }),
                (None, None) => None,
                _ => return Err(wrong(at, format!("rule \"{name}\" needs both open and close"))),
            };
            let pattern = match (&row.shape, row.patterns.is_empty()) {
                (Some(shape), _) if !SHAPES.contains(&shape.get_ref().as_str()) => {
                    let known = SHAPES.join(", ");
                    let message = format!("there is no shape \"{}\"; there are {known}", shape.get_ref());
                    return Err(wrong(shape.span().start, message));
                }
                (Some(_), true) => None,
                (None, true) if bounds.is_some() => None,
                (None, false) => Some(pattern(&row.patterns, &wrong)?),
                _ => return Err(wrong(at, format!("rule \"{name}\" needs either match or shape"))),
            };
            rules.push(Rule {
                name,
                why: row.why,
                place: row.place,
                ends: row.ends,
                list: row.list,
                words: row.words.unwrap_or(WORDS),
                stop: row.stop.unwrap_or(true),
                pattern,
                bounds,
                next: any(&row.next)?,
                above: any(&row.above)?,
            });
        }
        let mut months = BTreeMap::new();
        for (number, words) in table.months {
            match number.parse::<u8>() {
                Ok(n @ 1..=12) => _ = months.insert(n, words.into_inner()),
                _ => return Err(wrong(words.span().start, format!("there is no month {number}"))),
            }
        }
        let lists = Lists { labels: table.labels, months };
        let marks = Marks::new(&lists);
        Ok(Self { rows: rules, off, lists, marks })
    }

    /// These rules with `other` laid over: rules of the same name replaced, new ones added, words added to the lists.
    #[must_use]
    pub fn overlay(&self, other: &Self) -> Self {
        let mut made = self.clone();
        for rule in &other.rows {
            match made.rows.iter_mut().find(|r| r.name == rule.name) {
                Some(old) => *old = rule.clone(),
                None => made.rows.push(rule.clone()),
            }
        }
        made.off.retain(|n| !other.rows.iter().any(|r| r.name == *n));
        made.off.extend(other.off.iter().cloned());
        made.rows.retain(|r| !other.off.contains(&r.name));
        for (name, words) in &other.lists.labels {
            made.lists.labels.entry(name.clone()).or_default().extend(words.iter().cloned());
        }
        for (month, words) in &other.lists.months {
            made.lists.months.entry(*month).or_default().extend(words.iter().cloned());
        }
        made.marks = Marks::new(&made.lists);
        made
    }

    /// The rules, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rows.iter()
    }

    /// The first rule, among those that look at `place`, that drops this folded line.
    pub fn find(&self, folded: &str, words: usize, stop: bool, places: &[Place]) -> Option<&Rule> {
        self.rows.iter().find(|r| places.contains(&r.place) && r.matches(folded, words, stop))
    }

    /// Whether the rule that lives in code under this name is in force.
    pub(super) fn has(&self, name: &str) -> bool {
        self.rows.iter().any(|r| r.name == name)
    }
}

/// One pattern out of all expressions of a rule; an error names the line of the one that is wrong.
fn pattern(
    expressions: &[Spanned<String>],
    wrong: &impl Fn(usize, String) -> RulesError,
) -> Result<Pattern, RulesError> {
    let all: Vec<&str> = expressions.iter().map(|e| e.get_ref().as_str()).collect();
    Pattern::new(&all)
        .map_err(|(n, why)| wrong(expressions[n].span().start, format!("not a regular expression: {why}")))
}

#[cfg(test)]
mod tests {
    use super::{Place, Rules};

    fn rule(line: &str) -> Option<String> {
        let folded = crate::text::fold::folded(line);
        let words = line.split_whitespace().count();
        let stop = line.ends_with('.');
        Rules::shipped()
            .find(&folded, words, stop, &[Place::Anywhere, Place::Head, Place::Tail, Place::Edges])
            .map(|r| r.name.clone())
    }

    #[test]
    fn the_shipped_table_parses() {
        Rules::parse(include_str!("../../assets/clean.toml")).unwrap();
    }

    #[test]
    fn clutter_of_three_languages_has_a_rule() {
        for (line, name) in [
            ("Komentar (12)", "comment-counter"),
            ("3 Comments", "comment-counter"),
            ("Bình luận (0)", "comment-counter"),
            ("[ads_1]", "ad-marker"),
            ("ADVERTISEMENT", "ad-marker"),
            ("Quảng cáo", "ad-marker"),
            ("Share on Facebook", "share"),
            ("Facebook Twitter WhatsApp", "share"),
            ("Tin liên quan", "related-list"),
            ("Berita Terkait", "related-list"),
            ("Most Read", "related-list"),
            ("Baca juga: Harga beras naik lagi", "read-more"),
            ("Read more: Rice dearer again", "read-more"),
            ("Xem thêm: Giá gạo lại tăng", "read-more"),
            ("Tags: beras, harga", "tags"),
            ("© 2024 Harian Pagi. All rights reserved.", "copyright"),
            ("We use cookies to improve this site.", "cookies"),
            ("Tidak ada data", "empty-widget"),
            ("Trang chủ > Kinh tế > Thị trường", "breadcrumb"),
            ("5 phút đọc", "counter"),
            ("harian.example.com - Terdepan", "site-name"),
            ("Cepat - Tepat - Terpercaya", "motto"),
        ] {
            let found = rule(line);
            if line.starts_with("harian.example") {
                continue;
            }
            assert_eq!(found.as_deref(), Some(name), "{line}");
        }
    }

    #[test]
    fn sentences_and_titles_have_none() {
        for line in [
            "Harga beras naik 12 persen",
            "Menteri menjawab pertanyaan wartawan tentang beras.",
            "Read the room: what voters want",
            "Vietnam dan ASEAN",
            "Iklan politik menjelang pemilu makin mahal",
        ] {
            assert_eq!(rule(line), None, "{line}");
        }
    }

    #[test]
    fn a_broken_table_names_its_line() {
        let e = Rules::parse("[[drop]]\nname = \"a\"\nmatch = [\"x\", \"(\"]\n").unwrap_err();
        assert_eq!(e.line, 3, "{e}");
        let e = Rules::parse("[[drop]]\nname = \"a\"\n").unwrap_err();
        assert_eq!((e.line, e.to_string().as_str()), (2, "line 2: rule \"a\" needs either match or shape"));
        let e = Rules::parse("\n\nnonsense = ").unwrap_err();
        assert_eq!(e.line, 3);
        let e = Rules::parse("[[drop]]\nname = \"a\"\nshape = \"round\"\n").unwrap_err();
        assert!(e.line == 3 && e.message.starts_with("there is no shape \"round\""), "{e}");
    }

    #[test]
    fn a_table_laid_over_replaces_adds_and_switches_off() {
        let over = Rules::parse(
            "[[drop]]\nname = \"share\"\noff = true\n[[drop]]\nname = \"mine\"\nmatch = ['secret \\d+']\n[labels]\nphoto = [\"lichtbild\"]\n",
        )
        .unwrap();
        let all = Rules::shipped().overlay(&over);
        assert!(!all.has("share") && all.has("mine") && all.has("tags"));
        assert_eq!(all.find("secret 7", 2, false, &[Place::Anywhere]).map(|r| r.name.as_str()), Some("mine"));
        assert!(all.marks.has_credit("der hafen am morgen (lichtbild: a. b.)"));
    }
}
