//! Checks pairs that look alike and must not be joined:
//! `cargo run --release --example score_traps -- GOLD_DIR TEXT_DIR [--misses]`.
//!
//! `GOLD_DIR` holds `traps.jsonl`: an object a line with two passages `a` and `b` as `ID:LINE`, what stands there
//! (`surface_a`, `surface_b`), and its `kind`. `TEXT_DIR` holds the texts `ID*.txt`. A pair is joined
//!
//! - if names over both surfaces are one entity (but for the kinds below, where one name is one thing and only a link is wrong),
//! - if a topic of the comparison holds figures over both surfaces, or tells both passages in words, or
//! - if one passage is a plain answer to the other, where the kind says that nothing links them (`credit`, `formula`, `place`,
//!   `word`), or for an `office` if it is among the reasons.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use simak::library::compare::Topic;
use simak::library::related::{Scope, Shared};
use simak::library::{Entry, Library, Place};

/// Kinds whose passages nothing links.
const UNRELATED: [&str; 4] = ["credit", "formula", "place", "word"];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [gold, texts, rest @ ..] = args.as_slice() else {
        return Err("usage: score_traps GOLD_DIR TEXT_DIR [--misses]".into());
    };
    let misses = rest.iter().any(|a| a == "--misses");
    let mut files: Vec<PathBuf> = std::fs::read_dir(texts)?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    files.sort();
    let read = |file: &PathBuf| -> Result<Arc<Entry>, Box<dyn Error>> {
        Ok(Arc::new(Entry::read(&file.to_string_lossy(), &std::fs::read(file)?)?))
    };
    let library = Library::build(files.iter().map(read).collect::<Result<_, _>>()?);
    let topics = library.topics();
    let mut out = io::stdout().lock();
    let (mut apart, mut all) = (0, 0);
    for line in std::fs::read_to_string(Path::new(gold).join("traps.jsonl"))?.lines().filter(|l| !l.trim().is_empty()) {
        let row: Value = serde_json::from_str(line)?;
        let text = |key: &str| row[key].as_str().unwrap_or_default();
        all += 1;
        let (Some(a), Some(b)) = (find(&library, text("a")), find(&library, text("b"))) else {
            // A line that is in no passage joins nothing.
            apart += 1;
            continue;
        };
        let (a, b) = (Side::new(&library, a, text("surface_a")), Side::new(&library, b, text("surface_b")));
        let joined = joined(&library, &topics, (&a, &b), text("kind"));
        apart += usize::from(joined.is_none());
        if let (true, Some(by)) = (misses, joined) {
            writeln!(out, "  {} {} {} `{}`: joined by {by}", text("kind"), text("a"), text("b"), text("surface_a"))?;
        }
    }
    writeln!(out, "traps kept apart {apart}/{all}")?;
    Ok(())
}

/// One passage of a trap with the places of its surface.
struct Side {
    place: Place,
    surface: String,
    spans: Vec<std::ops::Range<usize>>,
}

impl Side {
    fn new(library: &Library, place: Place, surface: &str) -> Self {
        let text = library.passage(place).text.text();
        let spans = text.match_indices(surface.trim()).map(|(at, s)| at..at + s.len()).collect();
        Self { place, surface: surface.to_owned(), spans }
    }

    fn covers(&self, span: &std::ops::Range<usize>) -> bool {
        self.spans.iter().any(|s| s.start < span.end && span.start < s.end)
    }
}

/// The passage at `ID:LINE`.
fn find(library: &Library, name: &str) -> Option<Place> {
    let (id, line) = name.split_once(':')?;
    let article =
        library.ids().find(|a| library.entry(*a).path.rsplit('/').next().is_some_and(|f| f.starts_with(id)))?;
    let line: u32 = line.parse().ok()?;
    let (passage, _) = library.entry(article).article.numbered().find(|(_, p)| p.line == line)?;
    Some(Place { article, passage })
}

/// What joins the two sides, if anything does.
fn joined(library: &Library, topics: &[Topic], (a, b): (&Side, &Side), kind: &str) -> Option<String> {
    let named = |side: &Side| {
        let facts = &library.entry(side.place.article).facts;
        let all = facts.mentions.iter().enumerate();
        all.filter(|(_, m)| m.passage == side.place.passage && side.covers(&m.span))
            .map(|(i, _)| library.entities.of(side.place.article, i))
            .collect::<Vec<_>>()
    };
    let (left, right) = (named(a), named(b));
    if let Some(id) = left.iter().find(|id| right.contains(id)).filter(|_| !UNRELATED.contains(&kind)) {
        return Some(format!("the name {}", library.entities.get(*id).name));
    }
    for topic in topics {
        let tells = |side: &Side| {
            topic
                .statements
                .iter()
                .any(|s| s.spot.place == side.place && s.figure.is_none_or(|id| side.covers(&library.figure(id).span)))
        };
        if tells(a) && tells(b) {
            return Some(format!("the topic {}", topic.topic));
        }
    }
    let answers = |x: &Side, y: &Side| {
        library.related(x.place, Scope::Others).into_iter().find(|r| r.place == y.place && !r.weak).is_some_and(|r| {
            let named =
                |s: &Shared| matches!(s, Shared::Word(w) if a.surface.to_lowercase().contains(&w.to_lowercase()));
            UNRELATED.contains(&kind) || (kind == "office" && r.shared.iter().any(named))
        })
    };
    (answers(a, b) || answers(b, a)).then(|| "a plain answer".to_owned())
}
