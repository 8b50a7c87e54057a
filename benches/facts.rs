//! Measures the reading of facts: bytes of article text a second, and how long the models take to load.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use simak::article::Article;
use simak::facts::Facts;
use simak::facts::names::model::{FIRST, Model, SECOND};
use simak::source::Source;

/// The articles of the starter collection; a text of our own where there are none yet.
fn articles() -> Vec<(usize, Article)> {
    let mut texts: Vec<Vec<u8>> = std::fs::read_dir("seeds")
        .map(|dir| dir.flatten().filter_map(|e| std::fs::read(e.path()).ok()).collect())
        .unwrap_or_default();
    if texts.is_empty() {
        texts.push(SAMPLE.repeat(40).into_bytes());
    }
    texts
        .iter()
        .filter_map(|bytes| {
            let source = Source::read("a.txt", bytes).ok()?;
            Some((bytes.len(), Article::read("a.txt", &source)))
        })
        .collect()
}

const SAMPLE: &str = "Gubernur Bank Indonesia Perry Warjiyo mengatakan di Jakarta bahwa inflasi turun menjadi 2,8 persen pada \
    tahun 2024, sedangkan ekspor ke Jepang dan Uni Eropa naik 12,5 persen menjadi US$21,4 miliar. Menurut Badan Pusat \
    Statistik (BPS), pertumbuhan ini melampaui perkiraan para ekonom, sesuai dengan Undang-Undang Nomor 4 Tahun 2023.\n";

fn read(c: &mut Criterion) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|a| a.0).sum();
    let mut group = c.benchmark_group("facts");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("read", |b| {
        b.iter(|| articles.iter().map(|a| Facts::read(&a.1).mentions.len()).sum::<usize>());
    });
    group.bench_function("names", |b| {
        b.iter(|| articles.iter().map(|a| simak::facts::names::find(&a.1).len()).sum::<usize>());
    });
    group.finish();
}

fn load(c: &mut Criterion) {
    let first = [&include_bytes!("../assets/names/id.model")[..], include_bytes!("../assets/names/en.model")];
    let second = [
        &include_bytes!("../assets/names/id.second.model")[..],
        include_bytes!("../assets/names/en.second.model"),
        include_bytes!("../assets/names/vi.second.model"),
    ];
    c.bench_function("model load", |b| {
        b.iter(|| {
            first.iter().all(|m| Model::<FIRST>::parse(m).is_ok())
                && second.iter().all(|m| Model::<SECOND>::parse(m).is_ok())
        });
    });
    c.bench_function("word lists load", |b| b.iter(simak::facts::names::load_tables));
}

criterion_group!(benches, read, load);
criterion_main!(benches);
