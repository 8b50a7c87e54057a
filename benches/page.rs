//! Setting an article in rows: one of 18 kB and one of 1 MB, at the widths of small and large screens.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use simak::article::Article;
use simak::page::{Page, Setting};
use simak::source::Source;

const SENTENCE: &str =
    "Wali Kota Nguyễn Văn Bình menyatakan pada 12 Maret 2024 bahwa 3,5 persen pasar (lihat Keputusan No. 59) dibuka. ";

fn page(c: &mut Criterion) {
    let mut group = c.benchmark_group("page");
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(20);
    let paragraphs = |bytes: usize| format!("{}\n\n", SENTENCE.repeat(4)).repeat(bytes / (SENTENCE.len() * 4 + 2));
    let texts = [
        ("18 kB", paragraphs(18_000)),
        ("1 MB", paragraphs(1_000_000)),
        ("1 MB in one line", SENTENCE.repeat(1_000_000 / SENTENCE.len())),
    ];
    for (name, text) in &texts {
        let source = Source::read("a.txt", text.as_bytes()).expect("plain text reads");
        let article = Article::read("a.txt", &source);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for width in [38, 72, 120] {
            let setting = Setting { width, ..Setting::default() };
            group.bench_function(BenchmarkId::new(*name, width), |b| {
                b.iter(|| Page::lay(&article, &source, setting));
            });
        }
        let raw = Setting { raw: true, ..Setting::default() };
        group.bench_function(BenchmarkId::new(*name, "raw"), |b| b.iter(|| Page::lay(&article, &source, raw)));
    }
    group.finish();
}

criterion_group!(benches, page);
criterion_main!(benches);
