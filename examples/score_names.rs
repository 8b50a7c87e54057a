//! Scores the names against corpora: `cargo run --release --example score_names -- CORPORA [--misses] [--rules]`.
//!
//! CORPORA is a directory with `nergrit.dev.tsv`, `ner-ui.dev.tsv`, `ner-ugm.dev.tsv` and `wikigold.train.tsv`. Prints exact
//! precision, recall and F1 of persons, places and organisations: the model alone, and everything. NER-UGM is scored a second
//! time without the sentences whose annotation says of itself that it goes another way ([`corpus::contradicts`]).
//!
//! The shipped English model has seen its whole corpus; to measure it, train without a part and name the directory:
//! `train_names CORPORA --only en --out DIR --hold-out [--fold N]`, `score_names CORPORA --models=DIR [--fold=N]`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use simak::article::Article;
use simak::facts::Kind;
use simak::facts::names::lexicon::Tongue;
use simak::facts::names::model::Model;
use simak::facts::names::models::Models;
use simak::facts::names::reading::Reading;
use simak::facts::names::wanted::Wanted;
use simak::facts::names::{Steps, find_with};
use simak::source::Source;

mod corpus;

use corpus::{contradicts, label, parse};

/// Sentences that are taken as one article.
const ARTICLE: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let mut corpora = None;
    let (mut misses, mut rules) = (false, false);
    let (mut models_from, mut fold) = (None, None::<usize>);
    for a in std::env::args().skip(1) {
        if a == "--misses" {
            misses = true;
        } else if a == "--rules" {
            rules = true;
        } else if let Some(dir) = a.strip_prefix("--models=") {
            models_from = Some(PathBuf::from(dir));
        } else if let Some(f) = a.strip_prefix("--fold=") {
            fold = f.parse().ok();
        } else {
            corpora = Some(PathBuf::from(a));
        }
    }
    let corpora = corpora.ok_or("name the directory of the corpora")?;
    let mut out = io::stdout().lock();
    let bytes = |file: &str| models_from.as_ref().and_then(|d| fs::read(d.join(file)).ok());
    let first = |file| bytes(file).map(|b| Model::parse(&b)).transpose();
    let second = |file| bytes(file).map(|b| Model::parse(&b)).transpose();
    let (indonesian, english) = (first("id.model")?, first("en.model")?);
    let (indonesian_again, english_again) = (second("id.second.model")?, second("en.second.model")?);
    let shipped = Models::shipped();
    let models = Models {
        indonesian: indonesian.as_ref().or(shipped.indonesian),
        english: english.as_ref().or(shipped.english),
        indonesian_again: indonesian_again.as_ref().or(shipped.indonesian_again),
        english_again: english_again.as_ref().or(shipped.english_again),
        ..shipped
    };
    let files = [
        ("nergrit.dev", 0),
        ("ner-ui.dev", 0),
        ("ner-ugm.dev", 0),
        ("ner-ugm.dev agreeing", 0),
        ("wikigold.train", 5_usize),
    ];
    for (file, held_out) in files {
        if fold.is_some() != (held_out > 0) && fold.is_some() {
            continue;
        }
        let part = fold.unwrap_or(held_out.max(1) - 1);
        let table = fs::read_to_string(corpora.join(format!("{}.tsv", file.trim_end_matches(AGREEING))))?;
        let sentences: Vec<(String, Vec<Span>)> = parse(&table)
            .into_iter()
            .filter(|(text, spans)| !file.ends_with(AGREEING) || agrees(text, spans))
            .map(|(text, spans)| (text, spans.into_iter().map(|(from, to, kind)| (from, to, number(&kind))).collect()))
            .collect();
        let mut alone: BTreeSet<(String, usize, usize, usize)> = BTreeSet::new();
        for (name, steps) in [("model", Steps::MODEL), ("all", Steps::ALL)] {
            let mut by: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
            let (mut right, mut found, mut gold) = ([0; 3], [0; 3], [0; 3]);
            for (block, sentences) in sentences.chunks(ARTICLE).enumerate() {
                if held_out > 0 && block % held_out != part {
                    continue;
                }
                let text: Vec<&str> = sentences.iter().map(|s| s.0.as_str()).collect();
                let source = Source::read("a.txt", text.join("\n").as_bytes())?;
                let article = Article::read("a.txt", &source);
                let mentions = find_with(&article, steps, models, &Wanted::default());
                let mut start = 0;
                for (text, spans) in sentences {
                    let end = start + text.len();
                    let mut seen = Vec::new();
                    for m in &mentions {
                        let at = article.passage(m.passage).text.map().to_origin(m.span.clone());
                        let kind = match m.kind {
                            Kind::Person => 0,
                            Kind::Place => 1,
                            Kind::Organisation => 2,
                            _ => continue,
                        };
                        if at.start >= start && at.end <= end {
                            let hit = (at.start - start, at.end - start, kind);
                            let n = by.entry(m.by).or_default();
                            n.0 += usize::from(spans.contains(&hit));
                            n.1 += 1;
                            if rules && m.by != "model" && !spans.contains(&hit) {
                                writeln!(out, "{}: {:?} {} in {text}", m.by, m.kind, &text[hit.0..hit.1])?;
                            }
                            seen.push(hit);
                        }
                    }
                    for s in spans {
                        let key = (text.clone(), s.0, s.1, s.2);
                        if rules && name == "all" && alone.contains(&key) && !seen.contains(s) {
                            writeln!(
                                out,
                                "lost {:?}, got {:?} in {text}",
                                &text[s.0..s.1],
                                seen.iter().map(|s| &text[s.0..s.1]).collect::<Vec<_>>()
                            )?;
                        }
                        if name == "model" && seen.contains(s) {
                            alone.insert(key);
                        }
                        gold[s.2] += 1;
                        right[s.2] += usize::from(seen.contains(s));
                    }
                    for s in &seen {
                        found[s.2] += 1;
                    }
                    if misses && name == "all" && !(spans.iter().all(|s| seen.contains(s)) && seen.len() == spans.len())
                    {
                        let show = |l: &[(usize, usize, usize)], o: &[(usize, usize, usize)]| -> Vec<String> {
                            l.iter()
                                .filter(|s| !o.contains(s))
                                .map(|s| format!("{} {}", ["PER", "LOC", "ORG"][s.2], &text[s.0..s.1]))
                                .collect()
                        };
                        writeln!(
                            out,
                            "{file}: {text}\n   want {:?}\n   got  {:?}",
                            show(spans, &seen),
                            show(&seen, spans)
                        )?;
                    }
                    start = end + 1;
                }
            }
            let f = |r: usize, f: usize, g: usize| {
                let (p, r) = (r as f64 / f.max(1) as f64, r as f64 / g.max(1) as f64);
                (p, r, 2.0 * p * r / (p + r).max(1e-9))
            };
            let (p, r, all) = f(right.iter().sum(), found.iter().sum(), gold.iter().sum());
            let kinds: Vec<String> = (0..3).map(|k| format!("{:.3}", f(right[k], found[k], gold[k]).2)).collect();
            if rules {
                writeln!(out, "{file} {name} right of found by rule: {by:?}")?;
            }
            writeln!(out, "{file:20} {name:6} P {p:.3} R {r:.3} F1 {all:.3}   PER LOC ORG {}", kinds.join(" "))?;
        }
    }
    Ok(())
}

/// The rows for which only sentences count whose annotation agrees with that of the others.
const AGREEING: &str = " agreeing";

/// Bytes of a name in its sentence, and its kind: 0 person, 1 place, 2 organisation.
type Span = (usize, usize, usize);

fn number(kind: &str) -> usize {
    ["PER", "LOC", "ORG"].iter().position(|k| *k == kind).unwrap_or(2)
}

fn agrees(text: &str, spans: &[(usize, usize, String)]) -> bool {
    let r = Reading::new(text, Tongue::Id);
    !contradicts(&r, &(0..r.len()), &label(&r, spans))
}
