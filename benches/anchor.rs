//! Anchors: a thousand bookmarks of one article, and single quotes that must be looked for.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use simak::bookmark::anchor::resolve::resolve;
use simak::bookmark::anchor::{Haystack, selectors};

/// A text of `sentences` sentences, no two alike.
fn text(sentences: usize) -> String {
    let mut text = String::new();
    for n in 0..sentences {
        // Writing to a string cannot fail.
        let _ = write!(text, "In town number {n} the council of {} counted {} visitors. ", n * 7 % 97, n * n);
    }
    text
}

fn anchors(c: &mut Criterion) {
    let article = text(400);
    let quotes: Vec<_> = (0..1_000).map(|n| selectors(&article, n * 18..n * 18 + 120)).collect();
    c.bench_function("1000 bookmarks, same text", |b| {
        b.iter(|| {
            let hay = Haystack::new(&article);
            quotes.iter().filter(|q| resolve(q, &hay, true).span.is_some()).count()
        });
    });
    let shifted = format!("A new first sentence. {article}");
    c.bench_function("1000 bookmarks, text moved", |b| {
        b.iter(|| {
            let hay = Haystack::new(&shifted);
            quotes.iter().filter(|q| resolve(q, &hay, false).span.is_some()).count()
        });
    });
    let edited = article.replace("counted", "has counted");
    c.bench_function("1 bookmark, quote edited, 20 kB", |b| {
        b.iter(|| resolve(black_box(&quotes[500]), &Haystack::new(&edited), false));
    });
    let book = text(15_000);
    let quote = selectors(&book, 400_000..400_300);
    let edited = book.replace("counted", "has counted");
    c.bench_function("1 bookmark, quote edited, 0.9 MB", |b| {
        b.iter(|| resolve(black_box(&quote), &Haystack::new(&edited), false));
    });
    let large = text(60_000);
    let quote = selectors(&large, 2_000_000..2_000_300);
    let edited = large.replace("counted", "has counted");
    c.bench_function("1 bookmark, quote edited, 4 MB", |b| {
        b.iter(|| resolve(black_box(&quote), &Haystack::new(&edited), false));
    });
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = anchors }
criterion_main!(benches);
