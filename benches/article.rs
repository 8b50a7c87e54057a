//! From bytes to a source and to a cleaned article, and the text passes they lean on.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use simak::article::Article;
use simak::source::Source;
use simak::text::{fold::folded, language, sanitise::displayable, sentences::sentences};

const SENTENCE: &str =
    "Wali Kota Nguyễn Văn Bình menyatakan pada 12 Maret 2024 bahwa 3,5 persen pasar (lihat Keputusan No. 59) dibuka. ";

/// Paragraphs of four sentences, a line each, as saved web text has them.
fn web(bytes: usize) -> String {
    format!("{}\n\n", SENTENCE.repeat(4)).repeat(bytes / (SENTENCE.len() * 4 + 2) + 1)
}

/// The same wrapped at 72 columns.
fn wrapped(bytes: usize) -> String {
    let paragraph = SENTENCE.repeat(4);
    let mut out = String::new();
    let mut column = 0;
    for word in paragraph.split_whitespace() {
        let width = word.chars().count();
        if column + 1 + width > 72 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += width + 1;
    }
    out.push_str("\n\n");
    out.repeat(bytes / out.len() + 1)
}

fn markdown(bytes: usize) -> String {
    let part = format!(
        "## Judul *bagian*\n\n{}\n\n- butir **tebal**\n- [tautan](https://a.id/b)\n\n> {SENTENCE}\n\n",
        SENTENCE.repeat(3)
    );
    part.repeat(bytes / part.len() + 1)
}

fn page(bytes: usize) -> String {
    let part =
        format!("<p>{}<b>tebal</b></p><figure><figcaption>Foto: Ani/Koran</figcaption></figure>", SENTENCE.repeat(3));
    let menu = "<li><a href='/x'>Beranda</a></li>".repeat(100);
    format!(
        "<!doctype html><html><head><title>Judul</title></head><body><nav><ul>{menu}</ul></nav><article><h1>Judul</h1>{}</article></body></html>",
        part.repeat(bytes / part.len() + 1)
    )
}

fn sources(c: &mut Criterion) {
    let mut group = c.benchmark_group("source");
    group.sample_size(20);
    let windows = web(1 << 20).replace('\n', "\r\n");
    let short = format!("<!doctype html><body>{}", "<p>kata</p>".repeat(50_000));
    let inputs: [(&str, &str, String); 9] = [
        ("web 18 kB", "a.txt", web(18_000)),
        ("web 10 MB", "a.txt", web(10 << 20)),
        ("wrapped 10 MB", "a.txt", wrapped(10 << 20)),
        ("one line 10 MB", "a.txt", SENTENCE.repeat(100_000)),
        ("CRLF 1 MB", "a.txt", windows),
        ("markdown 1 MB", "a.md", markdown(1 << 20)),
        ("page 100 kB", "a.html", page(100_000)),
        ("page 1 MB", "a.html", page(1 << 20)),
        ("page of 50 000 short paragraphs", "a.html", short),
    ];
    for (label, name, text) in &inputs {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("read", label), |b| {
            b.iter(|| Source::read(black_box(name), black_box(text.as_bytes())));
        });
    }
    group.finish();
}

fn articles(c: &mut Criterion) {
    let mut group = c.benchmark_group("article");
    let text = web(18_000);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("decode and clean 18 kB", |b| {
        b.iter(|| {
            let source = Source::read("a.txt", black_box(text.as_bytes())).expect("plain text has a source");
            Article::read("a.txt", &source)
        });
    });
    group.finish();
}

fn texts(c: &mut Criterion) {
    let mut group = c.benchmark_group("text");
    let text = SENTENCE.repeat(200);
    let hostile = format!("{text}\u{1b}[31m\t\u{200b}");
    let paragraph = SENTENCE.repeat(4);
    let lines = vec![paragraph.as_str(); 50];
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("sanitise clean", |b| b.iter(|| displayable(black_box(&text)).len()));
    group.bench_function("sanitise hostile", |b| b.iter(|| displayable(black_box(&hostile)).len()));
    group.bench_function("sentences", |b| b.iter(|| sentences(black_box(&text)).len()));
    group.bench_function("fold", |b| b.iter(|| folded(black_box(&text)).len()));
    group.throughput(Throughput::Bytes((paragraph.len() * 50) as u64));
    group.bench_function("languages of 50 lines", |b| b.iter(|| language::lines(black_box(&lines))));
    group.finish();
}

criterion_group!(benches, sources, articles, texts);
criterion_main!(benches);
