//! Measures related passages against judged ones, building the collection once:
//! `cargo run --release --example score_related -- GOLD_DIR TEXT_DIR [--misses] [--steps] [--times] [--mixed FOLDER]`.
//!
//! `GOLD_DIR` holds `related.jsonl` and `within.jsonl` (an object a line: `query` and `related`, passages as `ID:LINE` with a
//! `grade` from 1 to 3) and, if the answers to count are fewer than all, `judged.json` with their names. `TEXT_DIR` holds the
//! texts `ID*.txt`. With `--mixed` the texts of FOLDER are read along, and how many of their passages find an answer in
//! `TEXT_DIR` is told. With `--times` the speed is told: of related passages for each passage of the texts, of everything comparable.
//! With `--steps` the rank is built up step by step, and then each step left out of the whole.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use simak::article::Role;
use simak::library::related::{Dismissed, Floor, Related, Scope, Settings};
use simak::library::{Entry, Library, Place};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, texts, rest @ ..] = args.as_slice() else {
        return Err("usage: score_related GOLD_DIR TEXT_DIR [--misses] [--steps] [--times] [--mixed FOLDER]".into());
    };
    let misses = rest.iter().any(|a| a == "--misses");
    let mixed = rest.iter().position(|a| a == "--mixed").and_then(|i| rest.get(i + 1));
    let files = listed(texts)?;
    let own = files.len();
    let more = mixed.map_or_else(|| Ok(Vec::new()), |folder| listed(folder))?;
    let mut entries = Vec::new();
    for file in files.iter().chain(&more) {
        entries.push(Arc::new(Entry::read(&file.to_string_lossy(), &std::fs::read(file)?)?));
    }
    let began = Instant::now();
    let library = Library::build(entries);
    let mut out = io::stdout().lock();
    writeln!(out, "{} passages, built in {:?}", library.index.terms.len(), began.elapsed())?;

    let judged: Option<HashSet<String>> = match std::fs::read(Path::new(gold).join("judged.json")) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes)?),
        Err(_) => None,
    };
    for (name, scope) in [("related", Scope::Others), ("within", Scope::Within)] {
        let counted = judged.as_ref().filter(|_| scope == Scope::Others);
        let file = Path::new(gold).join(format!("{name}.jsonl"));
        if file.exists() {
            write!(out, "{name:8}")?;
            score(&mut out, &library, &file, &Ask { scope, judged: counted, misses, by: Settings::default() })?;
        }
    }
    if rest.iter().any(|a| a == "--steps") {
        for (name, by) in steps() {
            write!(out, "{name:42}")?;
            let ask = Ask { scope: Scope::Others, judged: judged.as_ref(), misses: false, by };
            score(&mut out, &library, &Path::new(gold).join("related.jsonl"), &ask)?;
        }
    }
    if rest.iter().any(|a| a == "--times") {
        times(&mut out, &library)?;
    }
    if !more.is_empty() {
        strangers(&mut out, &library, own, misses)?;
    }
    Ok(())
}

/// The text files of a folder, sorted.
fn listed(folder: &str) -> io::Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
    all.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    all.sort();
    Ok(all)
}

/// `ID:LINE` of a place; the ID is the first three letters of the file name.
fn name_of(library: &Library, place: Place) -> String {
    let entry = library.entry(place.article);
    let file = entry.path.rsplit('/').next().unwrap_or_default();
    format!("{}:{}", file.chars().take(3).collect::<String>(), library.passage(place).line)
}

/// The passage with this name.
fn find(library: &Library, name: &str) -> Option<Place> {
    (0..library.index.terms.len()).map(|n| library.index.terms.place(n)).find(|p| name_of(library, *p) == name)
}

/// Discounted cumulative gain of the first five, as a share of the best possible.
fn ndcg(grades: &[u64], mut best: Vec<u64>) -> f64 {
    let gain = |grades: &[u64]| -> f64 {
        let each = grades.iter().take(5).enumerate();
        each.map(|(i, g)| ((1u64 << g) as f64 - 1.0) / (i as f64 + 2.0).log2()).sum()
    };
    best.sort_unstable_by(|a, b| b.cmp(a));
    gain(grades) / gain(&best).max(f64::MIN_POSITIVE)
}

/// The rank step by step, and the whole of it without each of them.
fn steps() -> Vec<(&'static str, Settings)> {
    let whole = Settings::default();
    let passages = Settings {
        clauses: false,
        both_ways: false,
        pair: 0.0,
        latent: 0.0,
        numbered: 0.0,
        figures: 0.0,
        claims: 0.0,
        others: Floor::NONE,
        within: Floor::NONE,
    };
    let clauses = Settings { clauses: true, ..passages };
    let both = Settings { both_ways: true, ..clauses };
    let pairs = Settings { pair: whole.pair, ..both };
    let numbered = Settings { numbered: whole.numbered, ..pairs };
    let topics = Settings { figures: whole.figures, claims: whole.claims, ..numbered };
    let latent = Settings { latent: whole.latent, ..topics };
    vec![
        ("BM25 of whole passages, one way", passages),
        ("between clauses", clauses),
        ("and both ways", both),
        ("and pairs of neighbours", pairs),
        ("and numbered names", numbered),
        ("and topics of the comparison", topics),
        ("and latent vectors", latent),
        ("and the floor: the whole", whole),
        ("the whole without clauses", Settings { clauses: false, ..whole }),
        ("the whole one way", Settings { both_ways: false, ..whole }),
        ("the whole without pairs", Settings { pair: 0.0, ..whole }),
        ("the whole without numbered names", Settings { numbered: 0.0, ..whole }),
        ("the whole without topics", Settings { figures: 0.0, claims: 0.0, ..whole }),
        ("the whole without latent vectors", Settings { latent: 0.0, ..whole }),
    ]
}

/// How to ask, and what to tell.
struct Ask<'a> {
    scope: Scope,
    judged: Option<&'a HashSet<String>>,
    misses: bool,
    by: Settings,
}

fn score(out: &mut impl Write, library: &Library, file: &Path, ask: &Ask<'_>) -> Result<(), Box<dyn Error>> {
    let Ask { scope, judged, misses, by } = ask;
    let dismissed = Dismissed::default();
    let (mut gain, mut first, mut third, mut asked) = (0.0, 0, 0, 0u32);
    let (mut quiet, mut nothing) = (0, 0);
    let mut slowest = Duration::ZERO;
    // Good answers and others among the first five: how many are not dimmed, of how many.
    let mut plain = [(0u32, 0u32); 2];
    for line in std::fs::read_to_string(file)?.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let query = row["query"].as_str().unwrap_or_default();
        let grades: HashMap<&str, u64> = row["related"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|r| Some((r["id"].as_str()?, r["grade"].as_u64()?)))
            .collect();
        let began = Instant::now();
        let place = find(library, query);
        let found = place.map(|place| library.related_by(place, *scope, &dismissed, by)).unwrap_or_default();
        slowest = slowest.max(began.elapsed());
        let names: Vec<String> = found.iter().map(|r| name_of(library, r.place)).collect();
        if grades.is_empty() {
            nothing += 1;
            quiet += usize::from(found.is_empty());
            if *misses && !found.is_empty() {
                writeln!(
                    out,
                    "  {query} should find nothing, found {names:?} {:?}",
                    found.iter().map(|r| (r.score, r.weak)).collect::<Vec<_>>()
                )?;
            }
            continue;
        }
        if grades.values().all(|g| *g < 2) {
            continue;
        }
        asked += 1;
        let kept: Vec<&String> = names.iter().filter(|n| judged.is_none_or(|j| j.contains(*n))).collect();
        for related in found.iter().filter(|r| judged.is_none_or(|j| j.contains(&name_of(library, r.place)))).take(5) {
            let grade = grades.get(name_of(library, related.place).as_str()).copied().unwrap_or(0);
            let of = &mut plain[usize::from(grade < 2)];
            *of = (of.0 + u32::from(!related.weak), of.1 + 1);
        }
        let got: Vec<u64> = kept.iter().map(|n| grades.get(n.as_str()).copied().unwrap_or(0)).collect();
        let this = ndcg(&got, grades.values().copied().collect());
        gain += this;
        first += usize::from(got.first().is_some_and(|g| *g >= 2));
        third += usize::from(got.iter().take(3).any(|g| *g >= 2));
        if *misses {
            writeln!(out, "  {query} {this:.2} {:?}", kept.iter().zip(&got).take(5).collect::<Vec<_>>())?;
        }
    }
    let share = |n: usize| n as f64 / f64::from(asked.max(1));
    writeln!(
        out,
        "nDCG@5 {:.3}  first {:.3}  in three {:.3}  ({asked} queries, slowest {slowest:?}); silent {quiet}/{nothing}; \
         not dimmed {}/{} good, {}/{} others",
        gain / f64::from(asked.max(1)),
        share(first),
        share(third),
        plain[0].0,
        plain[0].1,
        plain[1].0,
        plain[1].1
    )?;
    Ok(())
}

/// How often each passage asks, and how often everything comparable is worked out.
const ROUNDS: usize = 20;

/// How long related passages take, asked from every passage and [`ROUNDS`] times over; and everything comparable, worked out anew.
fn times(out: &mut impl Write, library: &Library) -> io::Result<()> {
    let places: Vec<Place> = (0..library.index.terms.len()).map(|n| library.index.terms.place(n)).collect();
    let places: Vec<Place> = places.into_iter().filter(|p| library.passage(*p).role == Role::Body).collect();
    let mut each: Vec<Vec<Duration>> = vec![Vec::new(); places.len()];
    let mut compared = Vec::new();
    for _ in 0..ROUNDS {
        for (place, of) in places.iter().zip(&mut each) {
            let began = Instant::now();
            std::hint::black_box(library.related(*place, Scope::Others));
            of.push(began.elapsed());
        }
        let began = Instant::now();
        std::hint::black_box(library.topics_anew());
        compared.push(began.elapsed());
    }
    // On a busy machine a single answer may wait for its turn; the median of one passage's answers does not.
    let medians: Vec<Duration> = each.iter().map(|of| quantile(of, 0.5)).collect();
    let single: Vec<Duration> = each.concat();
    for (what, all) in [
        ("related, the median of each passage", &medians),
        ("related, every answer", &single),
        ("compare, all of it worked out", &compared),
    ] {
        let at = |share| quantile(all, share);
        writeln!(
            out,
            "{what}: {} times, median {:.2?}, p95 {:.2?}, slowest {:.2?}",
            all.len(),
            at(0.5),
            at(0.95),
            at(1.0)
        )?;
    }
    Ok(())
}

/// The duration that this share of all is not longer than.
fn quantile(all: &[Duration], share: f64) -> Duration {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    sorted.get((sorted.len().saturating_sub(1) as f64 * share).round() as usize).copied().unwrap_or_default()
}

/// How many passages of unrelated articles find an answer, plain or dimmed, among the first `own` articles or each other.
fn strangers(out: &mut impl Write, library: &Library, own: usize, misses: bool) -> io::Result<()> {
    let (mut passages, mut plain, mut dimmed) = (0, 0, 0);
    let (mut asked, mut lured) = (0, 0);
    for article in library.ids() {
        for (id, _) in library.entry(article).article.numbered() {
            let place = Place { article, passage: id };
            if library.index.terms.of(library.index.terms.number(place)).len() < 8 {
                continue;
            }
            let found = library.related(place, Scope::Others);
            if article.index() < own {
                asked += 1;
                lured += usize::from(found.iter().any(|r| r.place.article.index() >= own));
                continue;
            }
            passages += 1;
            let best = found.first();
            plain += usize::from(best.is_some_and(|r| !r.weak));
            dimmed += usize::from(best.is_some_and(|r| r.weak));
            if let (true, Some(r)) = (misses, best) {
                tell(out, library, place, r)?;
            }
        }
    }
    writeln!(
        out,
        "strangers: {passages} passages, {plain} with a plain answer, {dimmed} with dimmed ones only; {lured} of {asked} others are sent to strangers"
    )
}

fn tell(out: &mut impl Write, library: &Library, place: Place, related: &Related) -> io::Result<()> {
    writeln!(
        out,
        "  {} -> {} {:.2}{} {:?}",
        name_of(library, place),
        name_of(library, related.place),
        related.score,
        if related.weak { " dim" } else { "" },
        related.shared
    )
}
