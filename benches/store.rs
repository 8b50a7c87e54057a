//! The store with ten thousand bookmarks: start, a change in memory, a save, salvage.

use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use ratatui::layout::Size;
use simak::app::bookmarks::describe;
use simak::app::key::Key;
use simak::app::task::{Outcome, Task};
use simak::app::{App, Effect, Event, Setup};
use simak::bookmark::anchor::selectors;
use simak::bookmark::file::{self, File, Reading};
use simak::bookmark::salvage::salvage;
use simak::bookmark::{Bookmarks, Document, Draft, Id, Operation, Report};
use simak::library::Entry;
use simak::shell::dirs::Dirs;
use simak::shell::frame::Screen;
use simak::shell::store::{Place, Session};

const MANY: usize = 10_000;

/// Articles open with them.
const OPEN: usize = 5;

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
    c.bench_function("10000: save where another session changed the file", |b| {
        b.iter_batched(
            || {
                n += 1;
                let mut other = Session::open(place());
                other.push(vec![addition(n)]);
                assert!(other.save());
                n += 1;
                n
            },
            |n| {
                session.push(vec![addition(n)]);
                assert!(session.save());
            },
            BatchSize::PerIteration,
        );
    });
    let mut group = c.benchmark_group("10000");
    // Few, so that the file stays what it is.
    group.sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_millis(50));
    group.bench_function("add and sync to the journal", |b| {
        b.iter(|| {
            n += 1;
            session.push(vec![addition(n)]);
        });
    });
    group.finish();
    assert!(session.save());
    let damaged = &text.as_bytes()[..text.len() * 2 / 3];
    c.bench_function("10000: salvage two thirds", |b| b.iter(|| salvage(black_box(damaged)).len()));
}

/// An article of many sentences.
fn article(n: usize) -> String {
    let sentences: Vec<String> = (0..MANY / OPEN)
        .map(|i| format!("The council of town {i} in county {n} counted {} visitors, more than before.\n\n", 1_000 + i))
        .collect();
    format!("County {n}\n\n{}", sentences.concat())
}

/// A reader with five open articles that hold ten thousand bookmarks.
fn reader() -> (App, Screen) {
    let size = Size { width: 120, height: 40 };
    let entries: Vec<Arc<Entry>> = (0..OPEN)
        .map(|n| Arc::new(Entry::read(&format!("/a/{n}.txt"), article(n).as_bytes()).expect("text")))
        .collect();
    let mut bookmarks = Bookmarks::default();
    for (n, entry) in entries.iter().enumerate() {
        let document = describe(entry, entry.path.clone());
        let text = &entry.source.text;
        for (i, (at, _)) in text.match_indices("The council").enumerate() {
            let end = at + text[at..].find('.').expect("a sentence") + 1;
            let draft = Draft { document: document.clone(), selectors: selectors(text, at..end), ..Draft::default() };
            let time =
                jiff::Timestamp::from_second(1_790_000_000 + i64::try_from(i).expect("small")).expect("in range");
            bookmarks.apply(&draft.add(Id::new(format!("{n}-{i:023}")), time)).expect("ids differ");
        }
    }
    let mut app = App::new(Setup::default(), size);
    let report = Report { bookmarks, ..Report::default() };
    for event in [Event::Stored(report), Event::Loaded(entries), Event::LoadingDone] {
        app.update(event, jiff::Timestamp::UNIX_EPOCH);
    }
    (app, Screen::new(size))
}

/// From a key to its frame.
fn keys(c: &mut Criterion) {
    let (mut app, mut screen) = reader();
    let mut press = |keys: &str| {
        for key in Key::parse_sequence(keys).expect("keys") {
            app.update(Event::Key(key), jiff::Timestamp::UNIX_EPOCH);
        }
        screen.draw(&app).len()
    };
    press("<Enter>");
    c.bench_function("10000: j in the text", |b| b.iter(|| press("j")));
    c.bench_function("10000: b twice, delete", |b| b.iter(|| press("ggb<Esc>U")));
    c.bench_function("10000: B and back", |b| b.iter(|| press("B<Esc>")));
    press("B");
    c.bench_function("10000: j in the list", |b| b.iter(|| press("j")));
    c.bench_function("10000: to the end of the list and back", |b| b.iter(|| press("Ggg")));
    c.bench_function("10000: sort the list", |b| b.iter(|| press("s")));
    c.bench_function("10000: a first letter typed right after B, the worker not done", |b| {
        b.iter(|| press("/t<Esc><Esc>B"));
    });
}

/// From a key to its frame while the list of bookmarks is narrowed, the worker done.
fn narrowing(c: &mut Criterion) {
    let (mut app, mut screen) = reader();
    let mut press = |keys: &str| {
        for key in Key::parse_sequence(keys).expect("keys") {
            update(&mut app, Event::Key(key));
        }
        screen.draw(&app).len()
    };
    press("<Enter>B/");
    for (name, before, key) in [
        ("a first letter", "", "t"),
        ("a second letter", "t", "o"),
        ("a third letter", "to", "w"),
        ("a fifth letter, few pass", "coun", "x"),
        ("a second word", "town ", "1"),
        ("a letter taken back", "town 1", "<BS>"),
        ("a first letter no bookmark has", "", "~"),
    ] {
        c.bench_function(&format!("10000: narrowing, {name}"), |b| {
            b.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    press(&format!("<C-u>{before}"));
                    let begin = Instant::now();
                    press(key);
                    spent += begin.elapsed();
                }
                spent
            });
        });
    }
    let records: Vec<_> = many().iter().cloned().collect();
    c.bench_function("10000: made ready for narrowing, by the worker", |b| {
        b.iter(|| matches!(Task::Words(records.clone()).run(), Outcome::Words(made) if !made.is_empty()));
    });
}

/// Gives the app an event, and what its tasks give.
fn update(app: &mut App, event: Event) {
    for effect in app.update(event, jiff::Timestamp::UNIX_EPOCH) {
        if let Effect::Compute(task) = effect {
            update(app, Event::Done(task.run()));
        }
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(10); targets = store, keys, narrowing }
criterion_main!(benches);
