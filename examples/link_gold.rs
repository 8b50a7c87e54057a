//! Measures how well given names are joined: `cargo run --example link_gold -- GOLD_DIR TEXT_DIR [--clusters]`.
//!
//! `GOLD_DIR` holds `mentions-ID.jsonl`, one JSON object a line with `line`, `surface`, `nth`, `type` and `canonical`;
//! `TEXT_DIR` the texts `ID*.txt` they were made from. Prints B-cubed (Bagga and Baldwin 1998) over all mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use simak::article::PassageId;
use simak::facts::{Kind, Mention};
use simak::library::{ArticleId, Entities, Entry};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, texts, rest @ ..] = args.as_slice() else {
        return Err("usage: link_gold GOLD_DIR TEXT_DIR [--clusters]".into());
    };
    let mut entries = Vec::new();
    let mut canonical = Vec::new();
    for file in listed(gold, "mentions-")? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let id = name.trim_start_matches("mentions-");
        let text = listed(texts, id)?.into_iter().next().ok_or("a text is missing")?;
        let (entry, names) = read(&file, &text)?;
        entries.push(Arc::new(entry));
        canonical.push(names);
    }
    let entities = Entities::build(&entries);
    let mut gold_of: BTreeMap<&str, BTreeSet<(usize, usize)>> = BTreeMap::new();
    let mut made_of: BTreeMap<u32, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (a, names) in canonical.iter().enumerate() {
        for (m, name) in names.iter().enumerate() {
            gold_of.entry(name).or_default().insert((a, m));
            made_of.entry(entities.of(ArticleId(a as u32), m).0).or_default().insert((a, m));
        }
    }
    let (mut precision, mut recall, mut n) = (0.0, 0.0, 0.0);
    let mut out = io::stdout().lock();
    for (a, names) in canonical.iter().enumerate() {
        for (m, name) in names.iter().enumerate() {
            let made = &made_of[&entities.of(ArticleId(a as u32), m).0];
            let gold = &gold_of[name.as_str()];
            let both = made.intersection(gold).count() as f64;
            precision += both / made.len() as f64;
            recall += both / gold.len() as f64;
            n += 1.0;
            if (both as usize) < made.len().max(gold.len()) {
                let entity = entities.get(entities.of(ArticleId(a as u32), m));
                writeln!(out, "  {a}:{m} {name:?} is in {:?}", entity.name)?;
            }
        }
    }
    if rest.iter().any(|a| a == "--clusters") {
        for e in &entities.all {
            writeln!(out, "{} ({}, {})", e.name, e.kind, e.mentions.len())?;
            for a in e.aliases.iter().filter(|a| !a.rule.is_empty()) {
                writeln!(out, "    {} ×{}: {}", a.surface, a.count, a.rule)?;
            }
        }
    }
    for p in &entities.proposals {
        writeln!(out, "proposed: {} = {}: {}", p.a, p.b, p.evidence)?;
    }
    let (p, r) = (precision / n, recall / n);
    writeln!(out, "B3 P {p:.4} R {r:.4} F1 {:.4} over {n} mentions", 2.0 * p * r / (p + r))?;
    Ok(())
}

/// The files of a folder whose names begin with `start`, sorted.
fn listed(folder: &str, start: &str) -> io::Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    all.retain(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start)));
    all.sort();
    Ok(all)
}

/// An entry whose mentions are the given ones, with the canonical name of each.
fn read(gold: &Path, text: &Path) -> Result<(Entry, Vec<String>), Box<dyn Error>> {
    let mut entry = Entry::read(&text.to_string_lossy(), &std::fs::read(text)?)?;
    let mut found: Vec<(Mention, String)> = Vec::new();
    for line in std::fs::read_to_string(gold)?.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let word = |k: &str| row[k].as_str().unwrap_or_default();
        let number = row["line"].as_u64().unwrap_or_default() as u32;
        let Some(i) = entry.article.passages.iter().rposition(|p| p.line <= number) else { continue };
        let passage = entry.article.passages[i].text.text();
        let nth = row["nth"].as_u64().unwrap_or(1) as usize;
        let Some((at, s)) = passage.match_indices(word("surface")).nth(nth - 1) else {
            return Err(format!("not found: {line}").into());
        };
        let kind = match word("type") {
            "PERSON" => Kind::Person,
            "ORG" => Kind::Organisation,
            "PLACE" => Kind::Place,
            "EVENT" => Kind::Event,
            _ => Kind::Document,
        };
        let mention = Mention {
            passage: PassageId(i as u32),
            span: at..at + s.len(),
            kind,
            by: "given",
            expansion: None,
            office: None,
        };
        found.push((mention, word("canonical").to_owned()));
    }
    found.sort_by_key(|(m, _)| (m.passage, m.span.start));
    for i in 1..found.len() {
        let (a, b) = (&found[i - 1].0, &found[i].0);
        let text = entry.article.passage(a.passage).text.text();
        let pair = a.passage == b.passage
            && a.kind == b.kind
            && a.span.end <= b.span.start
            && match &text[a.span.end..b.span.start] {
                " (" => text[b.span.end..].starts_with(')'),
                " - " => text[..a.span.start].ends_with('(') || text[..a.span.start].ends_with(' '),
                _ => false,
            };
        if pair {
            found[i - 1].0.expansion = Some(i as u32);
            found[i].0.expansion = Some(i as u32 - 1);
        }
    }
    let (mentions, names) = found.into_iter().unzip();
    entry.facts.mentions = mentions;
    Ok((entry, names))
}
