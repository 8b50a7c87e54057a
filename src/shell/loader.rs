//! Inputs to articles, on threads of their own: one walks, up to two read.
//!
//! Articles are given in the order of the inputs, each as soon as it and those before it are read, so that they are
//! numbered alike on every run. Where a reader waits, a file that takes long holds up others only for a moment.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::guard::guarded;
use super::walk::{Found, Walk, not_a_file};
use super::watch::Stamp;
use crate::facts::names::wanted::Wanted;
use crate::library::Entry;

/// The largest file that is read unless `--max-bytes` says otherwise.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Name of what comes on standard input.
pub const STDIN: &str = crate::app::homes::PIPED;

/// How long articles wait for an earlier one where a reader waits for them.
pub const PATIENCE: Duration = Duration::from_millis(500);

/// Stack of a reading thread in bytes; deep markup is capped by the parsers, this is the margin.
const STACK: usize = 64 * 1024 * 1024;

/// Where articles come from.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file or folder.
    Path(PathBuf),
    /// Bytes at hand, such as an article that is compiled in, and their name.
    Bytes(String, Arc<[u8]>),
    /// Standard input to its end.
    Stdin,
}

/// What the loader gives.
#[derive(Debug)]
pub enum Step {
    /// An article; the file it was read from, with its state then.
    Read(Arc<Entry>, Option<(PathBuf, Stamp)>),
    /// Something that could not be read: its path and a reason.
    Unreadable(String, String),
    /// Everything was read.
    Done,
}

/// How files are read.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
    /// The names that the reader wants found.
    pub wanted: Arc<Wanted>,
}

/// Reads all `inputs` and calls `give` for each step, from several threads but never at once; returns after
/// [`Step::Done`]. Stops early once `give` says false. With `patience`, an article that others waited so long for is
/// given after them; without, the order is that of the inputs whatever happens.
pub fn load(
    inputs: &[Input],
    manner: &Manner,
    patience: Option<Duration>,
    give: impl FnMut(Step) -> bool + Send,
) -> io::Result<()> {
    let order = Mutex::new(Order { next: 0, waiting: BTreeMap::new(), patience, gap: None, give, stopped: false });
    let (jobs, queue) = sync_channel::<(u64, Input)>(256);
    let queue = Mutex::new(queue);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(2);
    thread::scope(|scope| {
        for n in 1..=threads {
            let work = || read_all(&queue, manner, &order);
            let named = || thread::Builder::new().name(format!("read-{n}"));
            // Where address space is short, a smaller stack is better than nothing read.
            match named().stack_size(STACK).spawn_scoped(scope, work) {
                Ok(_) => {}
                Err(_) if n > 1 => break,
                Err(_) => drop(named().stack_size(STACK / 16).spawn_scoped(scope, work)?),
            }
        }
        feed(inputs, &jobs, &order);
        drop(jobs);
        Ok::<(), io::Error>(())
    })?;
    order.into_inner().unwrap_or_else(PoisonError::into_inner).finish();
    Ok(())
}

/// Walks the inputs and hands each file to the readers.
fn feed<G: FnMut(Step) -> bool>(inputs: &[Input], jobs: &SyncSender<(u64, Input)>, order: &Mutex<Order<G>>) {
    let mut number = 0;
    let mut walk = Walk::default();
    let mut hand = |job: Result<Input, (PathBuf, String)>| {
        let at = number;
        number += 1;
        match job {
            Ok(input) => jobs.send((at, input)).is_ok() && !lock(order).stopped,
            Err((path, why)) => lock(order).put(at, Step::Unreadable(path.to_string_lossy().into_owned(), why)),
        }
    };
    for input in inputs {
        let goes_on = match input {
            Input::Path(path) => walk.walk(path, &mut |found| match found {
                Found::File(path) => hand(Ok(Input::Path(path))),
                Found::Unreadable(path, why) => hand(Err((path, why))),
            }),
            Input::Bytes(..) | Input::Stdin => hand(Ok(input.clone())),
        };
        if !goes_on {
            return;
        }
    }
}

/// Body of a reading thread.
fn read_all<G: FnMut(Step) -> bool>(queue: &Mutex<Receiver<(u64, Input)>>, manner: &Manner, order: &Mutex<Order<G>>) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((at, input)) = job else { return };
        // After a stop the queue is emptied, so that the walk does not wait for it.
        if lock(order).stopped {
            continue;
        }
        let step = read(&input, manner);
        lock(order).put(at, step);
    }
}

/// Reads one file or the bytes at hand.
pub fn read(input: &Input, manner: &Manner) -> Step {
    match input {
        Input::Path(path) => {
            let shown = path.to_string_lossy().into_owned();
            match read_file(path, manner.max_bytes) {
                Ok((bytes, stamp)) => match parse(&shown, &bytes, manner) {
                    Ok(entry) => Step::Read(Arc::new(entry), Some((path.clone(), stamp))),
                    Err(why) => Step::Unreadable(shown, why),
                },
                Err(why) => Step::Unreadable(shown, why),
            }
        }
        Input::Bytes(name, bytes) => match parse(name, bytes, manner) {
            Ok(entry) => Step::Read(Arc::new(entry), None),
            Err(why) => Step::Unreadable(name.clone(), why),
        },
        Input::Stdin => {
            let bytes = read_at_most(io::stdin().lock(), 0, manner.max_bytes);
            let read = bytes.and_then(|bytes| parse(STDIN, &bytes, manner));
            match read {
                Ok(entry) => Step::Read(Arc::new(entry), None),
                Err(why) => Step::Unreadable(STDIN.into(), why),
            }
        }
    }
}

fn parse(name: &str, bytes: &[u8], manner: &Manner) -> Result<Entry, String> {
    match guarded(|| Entry::read_with(name, bytes, &manner.wanted)) {
        Ok(read) => read.map_err(|e| e.to_string()),
        Err(panic) => Err(format!("a defect of simak kept it from being read: {panic}")),
    }
}

/// The bytes of a file of at most `max_bytes`. Never waits: a pipe or device that took the file's place is refused.
fn read_file(path: &Path, max_bytes: u64) -> Result<(Vec<u8>, Stamp), String> {
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let say = |e: io::Error| reason(&e);
    let file = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path).map_err(say)?;
    let known = file.metadata().map_err(say)?;
    if !known.is_file() {
        return Err(not_a_file(known.file_type()).to_owned());
    }
    let bytes = read_at_most(file, known.len(), max_bytes)?;
    Ok((bytes, Stamp::of(&known)))
}

/// All bytes of `from`, about `expected` of them, or why not.
fn read_at_most(from: impl Read, expected: u64, max_bytes: u64) -> Result<Vec<u8>, String> {
    let too_large = || format!("larger than the limit of {} (--max-bytes)", in_words(max_bytes));
    if expected > max_bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve(expected as usize).map_err(|_| "not enough memory to read it".to_owned())?;
    from.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > max_bytes { Err(too_large()) } else { Ok(bytes) }
}

/// A number of bytes in the unit a person would use.
fn in_words(bytes: u64) -> String {
    match bytes {
        b if b >= 1 << 20 => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}

/// What an error of the system says, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Steps put back into the order of their numbers.
struct Order<G> {
    next: u64,
    waiting: BTreeMap<u64, Step>,
    patience: Option<Duration>,
    /// Since when those in `waiting` wait for number `next`.
    gap: Option<Instant>,
    give: G,
    stopped: bool,
}

impl<G: FnMut(Step) -> bool> Order<G> {
    /// Takes step number `at`, gives what can be given; whether to go on.
    fn put(&mut self, at: u64, step: Step) -> bool {
        self.waiting.insert(at, step);
        while let Some(first) = self.waiting.first_entry() {
            let late = *first.key() < self.next;
            if !(late || *first.key() == self.next) {
                break;
            }
            self.next += u64::from(!late);
            self.gap = None;
            let step = first.remove();
            self.give(step);
        }
        if let Some((&last, _)) = self.waiting.last_key_value() {
            let since = *self.gap.get_or_insert_with(Instant::now);
            if self.patience.is_some_and(|patience| since.elapsed() >= patience) {
                self.next = last + 1;
                self.gap = None;
                for step in std::mem::take(&mut self.waiting).into_values() {
                    self.give(step);
                }
            }
        }
        !self.stopped
    }

    fn give(&mut self, step: Step) {
        if !self.stopped && !(self.give)(step) {
            self.stopped = true;
        }
    }

    /// Gives what is left and the end.
    fn finish(mut self) {
        for step in std::mem::take(&mut self.waiting).into_values() {
            self.give(step);
        }
        self.give(Step::Done);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::sync::Arc;
    use std::time::Duration;

    use super::{Input, MAX_BYTES, Manner, Order, Step, load};

    fn steps(inputs: &[Input], max_bytes: u64) -> Vec<String> {
        let mut out = Vec::new();
        let give = |step: Step| {
            out.push(match step {
                Step::Read(entry, _) => entry.path.rsplit('/').next().unwrap().to_owned(),
                Step::Unreadable(path, why) => format!("{}: {why}", path.rsplit('/').next().unwrap()),
                Step::Done => "done".to_owned(),
            });
            true
        };
        load(inputs, &Manner { max_bytes, ..Manner::default() }, None, give).unwrap();
        out
    }

    #[test]
    fn articles_come_in_the_order_of_the_inputs_and_the_end_last() {
        let dir = tempfile::tempdir().unwrap();
        let mut expected = vec!["first".to_owned()];
        for n in 0..200 {
            fs::write(dir.path().join(format!("{n}.txt")), "word ".repeat(n % 7 * 100 + 1)).unwrap();
            expected.push(format!("{n}.txt"));
        }
        expected.extend(["gone.txt: No such file or directory".to_owned(), "done".to_owned()]);
        let inputs = [
            Input::Bytes("first".into(), Arc::from(&b"some text"[..])),
            Input::Path(dir.path().to_owned()),
            Input::Path(dir.path().join("gone.txt")),
        ];
        assert_eq!(steps(&inputs, MAX_BYTES), expected);
    }

    #[test]
    fn a_file_over_the_limit_is_named_with_the_remedy() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "12345").unwrap();
        assert_eq!(steps(&[Input::Path(path.clone())], 5), ["a.txt", "done"]);
        let said = steps(&[Input::Path(path)], 4);
        assert_eq!(said, ["a.txt: larger than the limit of 4 bytes (--max-bytes)", "done"]);
    }

    fn given(patience: Option<Duration>, numbers: &[u64]) -> Vec<u64> {
        let mut given = Vec::new();
        let give = |step| {
            if let Step::Unreadable(name, _) = step {
                given.push(name.parse::<u64>().unwrap());
            }
            true
        };
        let mut order = Order { next: 0, waiting: BTreeMap::new(), patience, gap: None, give, stopped: false };
        for n in numbers {
            order.put(*n, Step::Unreadable(n.to_string(), String::new()));
        }
        order.finish();
        given
    }

    #[test]
    fn a_late_file_holds_up_others_only_so_long() {
        assert_eq!(given(None, &[3, 2, 1, 0, 4]), [0, 1, 2, 3, 4]);
        assert_eq!(given(Some(Duration::ZERO), &[2, 3, 1, 0, 4]), [2, 3, 1, 0, 4]);
        assert_eq!(given(Some(Duration::MAX), &[1, 0, 3]), [0, 1, 3]);
    }
}
