//! The store with ten thousand bookmarks: start, a change in memory, a save, salvage.

use std::fs;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use simak::bookmark::anchor::selectors;
use simak::bookmark::file::{self, File, Reading};
use simak::bookmark::salvage::salvage;
use simak::bookmark::{Bookmarks, Document, Draft, Id, Operation};
use simak::shell::dirs::Dirs;
use simak::shell::store::{Place, Session};

const MANY: usize = 10_000;

fn addition(n: usize) -> Operation {
    let text = format!(
        "{} The council of town {n} counted {} visitors, more than ever before. {}",
        "b ".repeat(40),
        n * n,
        "a ".repeat(40)
    );
    let draft = Draft {
        document: Document {
            path: format!("/home/reader/articles/{}.txt", n % 500),
            title: Some(format!("Article {}", n % 500)),
            blake3: "0".repeat(64),
            ..Document::default()
        },
        selectors: selectors(&text, 81..160),
        note: "Compare with last year's count.".into(),
        tags: vec!["towns".into(), "visitors".into()],
        ..Draft::default()
    };
    draft.add(
        Id::new(format!("01J{n:023}")),
        jiff::Timestamp::from_second(1_790_000_000 + i64::try_from(n).expect("small")).expect("in range"),
    )
}

fn many() -> Bookmarks {
    let mut bookmarks = Bookmarks::default();
    for n in 0..MANY {
        bookmarks.apply(&addition(n)).expect("ids differ");
    }
    bookmarks
}

fn store(c: &mut Criterion) {
    let dir = tempfile::tempdir().expect("a directory for the bench");
    let dirs = Dirs::below(dir.path());
    let file = File { bookmarks: many(), ..File::default() };
    let text = file::write(&file);
    fs::create_dir_all(&dirs.config).expect("made");
    fs::write(dirs.bookmarks(), &text).expect("written");
    let place = || Place::new(&dirs, None).expect("absolute");
    c.bench_function("10000: open", |b| b.iter(|| Session::open(place()).bookmarks().len()));
    c.bench_function("10000: read text", |b| b.iter(|| matches!(file::read(text.as_bytes()), Ok(Reading::Ours(..)))));
    c.bench_function("10000: write text", |b| b.iter(|| file::write(black_box(&file)).len()));
    let note = {
        let bookmark = file.bookmarks.iter().nth(MANY / 2).expect("many").clone();
        Operation::note(&bookmark, "changed".into(), jiff::Timestamp::UNIX_EPOCH)
    };
    c.bench_function("10000: clone and apply", |b| {
        b.iter_batched(
            || file.bookmarks.clone(),
            |mut bookmarks| bookmarks.apply(&note).is_ok(),
            BatchSize::LargeInput,
        );
    });
    let mut session = Session::open(place());
    let mut n = MANY;
    c.bench_function("10000: add and save to disk", |b| {
        b.iter(|| {
            n += 1;
            session.push(vec![addition(n)]);
            assert!(session.save());
        });
    });
    let damaged = &text.as_bytes()[..text.len() * 2 / 3];
    c.bench_function("10000: salvage two thirds", |b| b.iter(|| salvage(black_box(damaged)).len()));
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = store }
criterion_main!(benches);
