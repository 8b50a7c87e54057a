//! Comparable figures: statements over all articles about the same measured thing, claims told twice, and named facts.
//!
//! Nothing is computed upon the values: each statement keeps its bound and its form, and only figures of one form meet, see
//! [`measures`]. Claims are in [`claims`], named facts in [`named`].

use std::ops::Range;

use super::index::function_words::FunctionWords;
use super::index::tokens::{Token, tokens};
use super::index::weak_words::WeakWords;
use super::{ArticleId, Library, Place, Spot};
use crate::facts::{Figure, FigureKind};
use crate::text::{fold, sentences::sentences};

mod claims;
mod couples;
mod frames;
mod measures;
mod named;
mod runs;
mod stock;

/// A figure of the collection: article and place in that article's [`crate::facts::Facts::figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId {
    /// The article.
    pub article: ArticleId,
    /// Place in its list of figures.
    pub figure: u32,
}

/// How the statements of a topic stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same value.
    Agrees,
    /// Other values at other times.
    Develops,
    /// Other values for the same time, or no time given.
    Differs,
    /// Nothing is compared: the statements tell of the same thing.
    Tells,
}

impl Relation {
    /// The word for the reader and for JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Develops => "develops",
            Self::Differs => "differs",
            Self::Tells => "mentions",
        }
    }
}

/// What kind of thing a topic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Figures that measure one thing.
    Figures,
    /// A claim told in the same or nearly the same words.
    Claim,
    /// A thing by name.
    Name,
    /// The offices given to one person.
    Offices,
}

/// One statement about a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The figure; `None` for a claim told in words.
    pub figure: Option<FigureId>,
    /// The sentence.
    pub spot: Spot,
    /// What says it: the figure, the words of the claim, the name; bytes of the passage's text.
    pub said: Range<usize>,
    /// The date it holds for, of the figure or of the article's publication; ISO 8601.
    pub when: Option<String>,
    /// Whether `when` is the publication date only.
    pub when_published: bool,
}

/// Statements about one measured thing, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What is measured or told, in words of the text.
    pub topic: String,
    /// What kind of thing that is.
    pub about: About,
    /// Unit of the values.
    pub unit: String,
    /// How they stand to each other.
    pub relation: Relation,
    /// The statements.
    pub statements: Vec<Statement>,
}

/// How far a sentence is followed from what is meant in it, in bytes.
const REACH: usize = 4_000;

/// The sentence of `text` that `span` stands in, as far as it lies within [`REACH`]; all of that where none is found.
pub fn sentence(text: &str, span: Range<usize>) -> Range<usize> {
    let from = (0..=span.start.saturating_sub(REACH)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let to = (span.end + REACH..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    let here = |s: &Range<usize>| s.start <= span.start - from && span.start - from < s.end;
    let found = sentences(&text[from..to]).into_iter().find(here).unwrap_or(0..to - from);
    from + found.start..from + found.end
}

impl Library {
    /// Everything comparable in the collection, over two articles or more first: figures, then claims and named facts.
    pub fn topics(&self) -> Vec<Topic> {
        self.known_topics().to_vec()
    }

    /// As [`Self::topics`], worked out anew: to measure how long that takes.
    pub fn topics_anew(&self) -> Vec<Topic> {
        self.find_topics()
    }

    /// The topics, found once.
    pub(super) fn known_topics(&self) -> &[Topic] {
        self.topics.get_or_init(|| self.find_topics())
    }

    fn find_topics(&self) -> Vec<Topic> {
        let mut topics = self.measured();
        let told = |topic: &Topic| -> Vec<(Place, usize)> {
            topic.statements.iter().map(|s| (s.spot.place, s.spot.span.start)).collect()
        };
        // What figures say is not said again in words.
        let measured: Vec<Vec<(Place, usize)>> = topics.iter().map(told).collect();
        let claims = self.claimed();
        topics.extend(claims.into_iter().filter(|c| !measured.iter().any(|m| told(c).iter().all(|s| m.contains(s)))));
        topics.extend(self.named_facts());
        let across =
            |t: &Topic| t.statements.iter().any(|s| s.spot.place.article != t.statements[0].spot.place.article);
        topics.sort_by_key(|t| !across(t));
        topics
    }

    /// The topic that `figure` belongs to, if any other statement is about the same thing.
    pub fn compare(&self, figure: FigureId) -> Option<Topic> {
        self.known_topics().iter().find(|t| t.statements.iter().any(|s| s.figure == Some(figure))).cloned()
    }

    /// The figure with this id.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.entry(id.article).facts.figures[id.figure as usize]
    }

    /// Whether two figures state the same: equal bounds and values, spans of time whatever their unit.
    pub(super) fn state_the_same(&self, a: FigureId, b: FigureId) -> bool {
        let (x, y) = (self.figure(a), self.figure(b));
        let months = |f: &Figure| {
            let unit = f.unit.as_deref()?;
            Some(frames::Frames::shipped().months(unit)? * measures::number(&f.value)?)
        };
        x.approx == y.approx
            && match (months(x), months(y)) {
                (Some(m), Some(n)) => (m - n).abs() <= 0.01 * m.abs(),
                _ => x.value == y.value && x.unit == y.unit,
            }
    }

    fn measured(&self) -> Vec<Topic> {
        let measures = measures::all(self);
        measures::groups(&measures, &self.index.terms)
            .into_iter()
            .map(|m| self.figures_topic(&m.iter().map(|i| &measures[*i]).collect::<Vec<_>>()))
            .collect()
    }

    fn figures_topic(&self, measures: &[&measures::Measure]) -> Topic {
        let mut statements: Vec<Statement> = measures.iter().map(|m| self.figure_statement(m.id)).collect();
        order(&mut statements);
        let figures: Vec<&Figure> = measures.iter().map(|m| self.figure(m.id)).collect();
        let shortest = figures.iter().filter_map(|f| f.unit.as_deref()).min_by_key(|u| u.len()).unwrap_or_default();
        let topic = self.measured_name(measures, shortest);
        let first = (measures[0], self.figure(measures[0].id));
        let same = measures.iter().all(|m| same_value(m, first.0, (self.figure(m.id), first.1)));
        let relation = if same { Relation::Agrees } else { relation_in_time(&statements) };
        Topic { topic, about: About::Figures, unit: shortest.to_owned(), relation, statements }
    }

    /// What the figures measure, in words of the text: the counted noun where it tells something, else what the sentence
    /// says is measured, else the longest stretch of words that all figures stand among.
    fn measured_name(&self, measures: &[&measures::Measure], unit: &str) -> String {
        let count = self.figure(measures[0].id).kind == FigureKind::Count;
        if count && measures.iter().all(|m| m.names_thing()) && !unit.is_empty() {
            return unit.to_owned();
        }
        if measures.iter().any(|m| m.is_in_units()) {
            let shared = self.shared_stretch(measures);
            // One word beside a unit is as likely as not no noun.
            let shared = if shared.contains(' ') { shared } else { String::new() };
            return if shared.is_empty() { unit.to_owned() } else { format!("{shared} ({unit})") };
        }
        let of = measures.iter().filter_map(|m| self.figure(m.id).of.as_deref()).min_by_key(|of| of.len());
        let name = of.map_or_else(|| self.shared_stretch(measures), str::to_owned);
        if name.is_empty() { unit.to_owned() } else { name }
    }

    /// The longest stretch of the first figure's passage that consists of words which all figures stand among.
    fn shared_stretch(&self, measures: &[&measures::Measure]) -> String {
        let first = measures[0];
        let place = Place { article: first.id.article, passage: self.figure(first.id).passage };
        let text = self.passage(place).text.text();
        let found = tokens(text);
        let terms = self.index.terms.roots_of(self.index.terms.number(place));
        let shared: Vec<bool> = terms.iter().map(|t| measures.iter().all(|m| m.subject.contains(&t.word()))).collect();
        let mut best = 0..0;
        let mut from = 0;
        for (i, is_shared) in shared.iter().enumerate() {
            let weak = |t: &Token| WeakWords::shipped().edge(&t.word);
            if !is_shared || found.get(i).is_none_or(weak) {
                from = i + 1;
            } else if i + 1 - from > best.len() {
                best = from..i + 1;
            }
        }
        match (found.get(best.start), best.end.checked_sub(1).and_then(|l| found.get(l))) {
            (Some(a), Some(b)) if !best.is_empty() => text[a.span.start..b.span.end].to_owned(),
            _ => String::new(),
        }
    }

    fn figure_statement(&self, id: FigureId) -> Statement {
        let figure = self.figure(id);
        let place = Place { article: id.article, passage: figure.passage };
        let text = self.passage(place).text.text();
        let (when, when_published) = self.when(id.article, figure.when.as_ref());
        Statement {
            figure: Some(id),
            spot: Spot { place, span: sentence(text, figure.span.clone()) },
            said: figure.span.clone(),
            when,
            when_published,
        }
    }

    /// The date of a statement: its own or that of its article's publication.
    fn when(&self, article: ArticleId, own: Option<&String>) -> (Option<String>, bool) {
        match own {
            Some(when) => (Some(when.clone()), false),
            None => (self.entry(article).article.published.map(|d| d.to_string()), true),
        }
    }

    /// What `said` states, in the sentence in which `at` stands.
    fn told(&self, place: Place, said: Range<usize>, at: usize) -> Statement {
        let text = self.passage(place).text.text();
        let (when, when_published) = self.when(place.article, None);
        Statement { figure: None, spot: Spot { place, span: sentence(text, at..at) }, said, when, when_published }
    }

    fn claimed(&self) -> Vec<Topic> {
        let topic = |claim: claims::Claim| {
            let mut name = "";
            let mut statements = Vec::new();
            for (place, from, to) in &claim.told {
                let text = self.passage(*place).text.text();
                let found = tokens(text);
                let (Some(a), Some(b)) = (found.get(*from), found.get(*to)) else { continue };
                // The shortest wording names the claim; the middle word tells its sentence.
                let said = &text[a.span.start..b.span.end];
                if name.is_empty() || said.len() < name.len() {
                    name = said;
                }
                let middle = found[usize::midpoint(*from, *to)].span.start;
                statements.push(self.told(*place, a.span.start..b.span.end, middle));
            }
            order(&mut statements);
            Topic {
                topic: tidy(name).to_owned(),
                about: About::Claim,
                unit: String::new(),
                relation: Relation::Agrees,
                statements,
            }
        };
        claims::all(self).into_iter().map(topic).filter(|t| t.statements.len() > 1).collect()
    }

    fn named_facts(&self) -> Vec<Topic> {
        let topic = |fact: named::Named| {
            let names: Vec<&str> = fact.entities.iter().map(|id| self.entities.get(*id).name.as_str()).collect();
            let mut statements: Vec<Statement> =
                fact.spots.into_iter().map(|s| self.told(s.place, s.span.clone(), s.span.start)).collect();
            order(&mut statements);
            let relation = if fact.offices { relation_in_time(&statements) } else { Relation::Tells };
            let (topic, about) = if fact.offices {
                (format!("{}: offices", names.concat()), About::Offices)
            } else {
                (names.join(", "), About::Name)
            };
            Topic { topic, about, unit: String::new(), relation, statements }
        };
        named::all(self).into_iter().map(topic).collect()
    }
}

/// A stretch of text that names a claim, without what it happens to begin with: half a bracket, the one last word of an
/// enumeration, words that tell nothing.
fn tidy(text: &str) -> &str {
    let mut text = outside_brackets(text);
    if let Some((first, rest)) = text.split_once(", ")
        && !first.contains(' ')
        && rest.split_whitespace().count() >= 3
    {
        text = rest;
    }
    let weak = |word: &str| {
        let word = fold::folded(word);
        WeakWords::shipped().edge(&word) || FunctionWords::shipped().contains(&word, None)
    };
    while let Some((_, rest)) = text.split_once(' ').filter(|(first, _)| weak(first)) {
        text = rest.trim_start();
    }
    text
}

/// A stretch of text without the bracket that it begins or ends within.
fn outside_brackets(text: &str) -> &str {
    let text = match (text.find(')'), text.find('(')) {
        (Some(close), open) if open.is_none_or(|open| close < open) => &text[close + 1..],
        _ => text,
    };
    let text = match (text.rfind('('), text.rfind(')')) {
        (Some(open), close) if close.is_none_or(|close| close < open) => &text[..open],
        _ => text,
    };
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.'))
}

/// In order of time, undated last, then of the collection.
fn order(statements: &mut [Statement]) {
    statements.sort_by(|a, b| {
        let undated = |s: &Statement| s.when.is_none();
        (undated(a), &a.when, a.spot.place, a.spot.span.start).cmp(&(
            undated(b),
            &b.when,
            b.spot.place,
            b.spot.span.start,
        ))
    });
}

/// Whether two figures state the same: equal bounds and equal values; spans of time whatever their unit.
fn same_value(a: &measures::Measure, b: &measures::Measure, figures: (&Figure, &Figure)) -> bool {
    let (x, y) = figures;
    if x.approx != y.approx {
        return false;
    }
    match (a.months(), b.months(), a.number(), b.number()) {
        (Some(m), Some(n), Some(v), Some(w)) => (v * m - w * n).abs() <= 0.01 * (v * m).abs(),
        _ => x.value == y.value,
    }
}

/// Values that differ at times that all differ develop; else they contradict each other or hold for unknown times.
fn relation_in_time(statements: &[Statement]) -> Relation {
    let mut times: Vec<&String> = statements.iter().filter_map(|s| s.when.as_ref()).collect();
    times.sort();
    times.dedup();
    if times.len() == statements.len() { Relation::Develops } else { Relation::Differs }
}

#[cfg(test)]
mod tests {
    use super::{outside_brackets, sentence, tidy};

    #[test]
    fn names_of_topics_begin_with_what_they_are_about() {
        assert_eq!(tidy("nasional, sekaligus memakai sumber daya luar"), "memakai sumber daya luar");
        assert_eq!(tidy("melindungi hutan, sungai, dan danau"), "melindungi hutan, sungai, dan danau");
        assert_eq!(tidy("padi, jagung"), "padi, jagung");
    }

    #[test]
    fn names_of_topics_leave_half_a_bracket_out() {
        assert_eq!(outside_brackets("terms), vice president (77th"), "vice president");
        assert_eq!(outside_brackets("trade (goods) abroad"), "trade (goods) abroad");
        assert_eq!(outside_brackets("plain,"), "plain");
    }

    #[test]
    fn a_sentence_is_found_however_long_the_text_around_it() {
        let filler = "Kota itu ramai. ".repeat(2_000);
        let text = format!("{filler}Ekspor naik 13 persen. {filler}");
        let at = text.find("13").unwrap();
        assert_eq!(text[sentence(&text, at..at + 2)].trim(), "Ekspor naik 13 persen.");
        let endless = "đ 7 ".repeat(20_000);
        let near = sentence(&endless, 40_005..40_006);
        assert!(near.contains(&40_005) && near.len() < 10_000, "{near:?}");
    }
}
