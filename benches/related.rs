//! Building a library, and asking it for related passages, search results and topics.

use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use simak::library::related::Scope;
use simak::library::{Entry, Library};

/// Five articles of 40 passages of some 60 words, by a fixed rule.
fn articles() -> Vec<Arc<Entry>> {
    let mut state = 7u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 8
    };
    (0..5)
        .map(|a| {
            let mut text = String::new();
            for _ in 0..40 {
                for w in 0..60 {
                    // Few words are frequent and many rare, as in any text.
                    let word = (next() % 2000).min(next() % 2000);
                    text.push_str(&format!("kata{word}{}", if w % 15 == 14 { ". " } else { " " }));
                }
                text.push_str("\n\n");
            }
            Arc::new(Entry::read(&format!("{a}.txt"), text.as_bytes()).expect("plain text reads"))
        })
        .collect()
}

fn related(c: &mut Criterion) {
    let articles = articles();
    c.bench_function("library build", |b| b.iter(|| Library::build(articles.clone())));
    let library = Library::build(articles);
    asked(c, "", &library);
    c.bench_function("search", |b| b.iter(|| library.search("kata12 kata7x", 20)));
    asked(c, ", starter collection", &starter());
}

/// Related passages of each passage in turn, and everything comparable, worked out anew.
fn asked(c: &mut Criterion, of: &str, library: &Library) {
    let terms = &library.index.terms;
    let mut n = 0;
    c.bench_function(&format!("related{of}"), |b| {
        b.iter(|| {
            n = (n + 1) % terms.len();
            library.related(terms.place(n), Scope::Others)
        });
    });
    c.bench_function(&format!("topics{of}"), |b| b.iter(|| library.topics_anew()));
}

/// The library of the starter collection.
fn starter() -> Library {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).expect("the repository has seeds").filter_map(|f| Some(f.ok()?.path()));
    let mut files: Vec<_> = files.filter(|f| f.extension().is_some_and(|e| e == "txt" || e == "md")).collect();
    files.sort();
    let read = |f: &std::path::PathBuf| {
        let bytes = std::fs::read(f).expect("a seed is a file");
        Arc::new(Entry::read(&f.to_string_lossy(), &bytes).expect("a seed reads"))
    };
    Library::build(files.iter().map(read).collect())
}

criterion_group!(benches, related);
criterion_main!(benches);
