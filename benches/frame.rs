//! A frame, and a key to its frame: on the starter collection, with 10 000 articles in the list, and in articles of 1 MB.
//!
//! What a person notices begins at some 16 ms; every line here must stay below.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up ends")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main};
use simak::app::{Event, Setup};
use simak::library::{Entry, Library};

#[path = "../tests/it/stage.rs"]
#[expect(dead_code, reason = "pictures are for tests")]
mod stage;

use stage::Stage;

const SENTENCE: &str =
    "Wali Kota Nguyễn Văn Bình menyatakan pada 12 Maret 2024 di Hà Nội bahwa 3,5 persen pasar dibuka. ";

fn quick<'a>(c: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = c.benchmark_group(name);
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(800)).sample_size(10);
    group
}

/// Keys that go somewhere and back, each with its frame: the time of both.
fn keys(group: &mut BenchmarkGroup<'_, WallTime>, stage: &mut Stage, pairs: &[&str]) {
    for pair in pairs {
        let (there, back) = pair.split_once(' ').unwrap_or((pair, ""));
        group.bench_function(BenchmarkId::from_parameter(pair), |b| {
            b.iter(|| {
                for keys in [there, back].into_iter().filter(|k| !k.is_empty()) {
                    stage.press(keys);
                    black_box(stage.draw());
                }
            });
        });
    }
}

fn starters(c: &mut Criterion) {
    let mut group = quick(c, "draw");
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut stage = Stage::starters(width, height);
        stage.press("<Enter>4}");
        group.bench_function(format!("{width}x{height}"), |b| b.iter(|| stage.draw()));
    }
    group.finish();
    let mut stage = Stage::starters(120, 40);
    let mut group = quick(c, "key, starters, list");
    keys(&mut group, &mut stage, &["j k", "/ <Esc>", "]a [a"]);
    group.finish();
    stage.press("<Enter>");
    let mut group = quick(c, "key, starters, text");
    keys(
        &mut group,
        &mut stage,
        &["j k", "<C-d> <C-u>", "} {", "]e [e", "<Enter> q", "+ -", "B q", "? q", "t q", "M q", "C q"],
    );
    group.finish();
}

/// `count` articles of a page each, of some hundred kinds.
fn collection(count: usize) -> Vec<Arc<Entry>> {
    let kinds: Vec<Entry> = (0..100)
        .map(|i| {
            let names = ["Trần Bình", "Lê Thị Hoa", "Phạm Quang Minh", "Sri Wahyuni", "Đỗ Hùng"];
            let body = format!("{SENTENCE}Menteri {} bertemu Direktur {}. ", names[i % 5], names[i / 20]);
            let text = format!("Judul artikel nomor {i} tentang pasar\n\n{}\n\n{}\n", body.repeat(4), body.repeat(5));
            Entry::read("a.txt", text.as_bytes()).unwrap()
        })
        .collect();
    (0..count)
        .map(|i| {
            let mut entry = kinds[i % kinds.len()].clone();
            entry.path = format!("koleksi/{i:05}.txt");
            entry.article.title.text = format!("{} {i}", entry.article.title.text);
            Arc::new(entry)
        })
        .collect()
}

fn many(c: &mut Criterion) {
    let mut stage = Stage::empty(Setup::default(), (120, 40));
    stage.event(Event::Loaded(collection(10_000)));
    stage.event(Event::LoadingDone);
    let mut group = quick(c, "key, 10 000 articles");
    keys(&mut group, &mut stage, &["j k", "<C-d> <C-u>", "G gg", "]a [a"]);
    stage.press("ga/");
    keys(&mut group, &mut stage, &["p <BS>", "z <BS>"]);
    stage.press("nguy");
    keys(&mut group, &mut stage, &["e <BS>"]);
    stage.press("<Esc><Enter>");
    keys(&mut group, &mut stage, &["2}b U"]);
    group.finish();
}

fn large(c: &mut Criterion) {
    let lines = format!("{}\n\n", SENTENCE.repeat(4)).repeat(1_000_000 / (SENTENCE.len() * 4 + 2));
    let line = SENTENCE.repeat(1_000_000 / SENTENCE.len());
    for (name, text) in [("1 MB", lines), ("1 MB in one line", line)] {
        let entry = Arc::new(Entry::read("a.txt", text.as_bytes()).unwrap());
        let library = Arc::new(Library::build(vec![entry]));
        let mut stage = Stage::open(Setup::default(), &library, (120, 40));
        stage.press("<Enter>");
        let mut group = quick(c, &format!("key, {name}"));
        keys(&mut group, &mut stage, &["j k", "<C-d> <C-u>", ") (", "} {", "]e [e", "G gg", "v <Esc>"]);
        stage.press("G");
        keys(&mut group, &mut stage, &["k j", "<C-u> <C-d>", "( )"]);
        stage.press("gg<Tab>");
        keys(&mut group, &mut stage, &["2j 2k", "l h"]);
        stage.press("gc/");
        keys(&mut group, &mut stage, &["p <BS>", "zz <C-u>"]);
        stage.press("<Esc>");
        keys(&mut group, &mut stage, &["+ -", "b U"]);
        group.finish();
    }
}

criterion_group!(benches, starters, many, large);
criterion_main!(benches);
