//! The run loop: messages in, effects performed, a frame out when something changed.
//!
//! One channel is drained before each draw. Without messages the loop sleeps in the kernel: no tick, no bytes. Articles
//! that come fast are handed on in batches; the first one at once.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use super::closing::{Closing, LIMIT};
use super::corrections::{Corrections, Written};
use super::dirs::Dirs;
use super::frame::Screen;
use super::input::Input as Keys;
use super::keeping::{NOT_SAVED, open_store};
use super::last::Last;
use super::loader::Input;
use super::store::{Store, positions};
use super::terminal::Terminal;
use super::workers::Workers;
use super::{Message, clipboard, opener, outside, panic, signals, watchdog};
use crate::app::corrections::Correction;
use crate::app::{App, Effect, Event, Setup};
use crate::library::Entry;

/// How long articles are gathered before the list grows again.
const BATCH: Duration = Duration::from_millis(40);
/// How long messages are taken before a frame is drawn in between.
const DRAIN: Duration = Duration::from_millis(30);

/// What to open, and how.
#[derive(Debug)]
pub struct Start {
    /// What is read.
    pub inputs: Vec<Input>,
    /// What the app is told.
    pub setup: Setup,
    /// The largest file that is read.
    pub max_bytes: u64,
    /// Sentences to show at the start, such as a setting that could not be read.
    pub notices: Vec<String>,
    /// Where bookmarks and positions are kept.
    pub dirs: Dirs,
    /// Another file for the bookmarks.
    pub bookmarks: Option<PathBuf>,
    /// The collection to open again when no path is given; written with the first thing saved.
    pub last: Option<Last>,
    /// The thread that is made to panic, for tests: `ui`, `worker` or `task`.
    pub debug_panic: Option<String>,
}

/// Runs the reader in the terminal; gives the exit code.
pub fn run(start: Start) -> io::Result<i32> {
    let terminal = Arc::new(Terminal::open()?);
    let closing = Arc::new(Closing::default());
    let outside = Arc::new(AtomicBool::new(false));
    let (sender, messages) = channel();
    panic::install(Arc::clone(&terminal), Arc::clone(&closing));
    signals::start(Arc::clone(&terminal), Arc::clone(&closing), Arc::clone(&outside), sender.clone())?;
    watchdog::start(Arc::clone(&terminal), Arc::clone(&closing), sender.clone())?;
    let keys = Keys::start(sender.clone())?;
    start_output(&terminal, sender.clone())?;

    let size = terminal.size();
    terminal.enter()?;
    let mut app = App::new(start.setup, size);
    let mut screen = Screen::new(size);
    terminal.output.send(&screen.draw(&app));
    let now = Timestamp::now();
    for notice in start.notices {
        let _ = app.update(Event::Notice(notice), now);
    }
    // Only now is anything read; articles on threads of their own, while the bookmarks come in here.
    let overlay = app.corrections.overlay.clone();
    let workers = Workers::start(start.inputs, start.max_bytes, overlay, &sender);
    let (store, unsaved) = open_store(&start.dirs, start.bookmarks.as_deref(), &sender, &mut app, &closing);
    let corrections = Corrections::new(&start.dirs.config, app.setup.entities.as_deref());
    let result = workers.map(|workers| {
        panic::on_demand(start.debug_panic.as_deref(), &sender);
        let mut shell = Shell {
            app,
            screen,
            terminal: Arc::clone(&terminal),
            outside,
            keys,
            workers,
            loads: Vec::new(),
            loaded: None,
            dirty: true,
            store,
            corrections,
            dirs: start.dirs,
            last: start.last,
        };
        let code = shell.run(&messages);
        terminal.leave();
        closing.run(LIMIT);
        // A large collection takes long to free piece by piece; the system does it at once.
        std::mem::forget(shell);
        code
    });
    terminal.leave();
    closing.run(LIMIT);
    if let Some(text) = unsaved.lock().ok().and_then(|mut t| t.take()) {
        // The screen is given back: the last place left for what no file would take.
        super::terminal::complain(&text);
        return result.map(|_| NOT_SAVED);
    }
    result
}

fn start_output(terminal: &Arc<Terminal>, sender: Sender<Message>) -> io::Result<()> {
    let terminal = Arc::clone(terminal);
    let work = move || terminal.output.drain(|| sender.send(Message::Drained).is_ok());
    std::thread::Builder::new().name("output".into()).spawn(work).map(drop)
}

struct Shell {
    app: App,
    screen: Screen,
    terminal: Arc<Terminal>,
    /// Another program has the terminal.
    outside: Arc<AtomicBool>,
    keys: Keys,
    workers: Workers,
    /// Articles not yet handed to the app, and when the last were.
    loads: Vec<Arc<Entry>>,
    loaded: Option<Instant>,
    /// Something changed since the last frame.
    dirty: bool,
    /// The store of bookmarks; taken by the last act of the program.
    store: Option<Arc<Mutex<Option<Store>>>>,
    /// What the reader says of names.
    corrections: Corrections,
    dirs: Dirs,
    /// The collection to remember with the first thing saved.
    last: Option<Last>,
}

impl Shell {
    /// The loop; gives the exit code.
    fn run(&mut self, messages: &Receiver<Message>) -> i32 {
        loop {
            self.draw();
            let mut next = self.next(messages);
            let until = Instant::now() + DRAIN;
            while let Some(message) = next {
                if let Some(code) = self.take(message) {
                    return code;
                }
                next = if Instant::now() < until { messages.try_recv().ok() } else { None };
            }
            if self.loads_due().is_zero() {
                self.hand_loads();
            }
        }
    }

    /// Waits for a message; none where gathered articles are due first.
    fn next(&self, messages: &Receiver<Message>) -> Option<Message> {
        if self.loads.is_empty() {
            return messages.recv().ok().or(Some(Message::Hangup));
        }
        match messages.recv_timeout(self.loads_due()) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Message::Hangup),
        }
    }

    /// How long the gathered articles may still wait.
    fn loads_due(&self) -> Duration {
        self.loaded.map_or(Duration::ZERO, |last| BATCH.saturating_sub(last.elapsed()))
    }

    fn hand_loads(&mut self) {
        if !self.loads.is_empty() {
            let loads = std::mem::take(&mut self.loads);
            self.loaded = Some(Instant::now());
            // An article that was read asks for nothing that ends the program.
            let _ = self.update(Event::Loaded(loads));
        }
    }

    /// Takes one message; an exit code where it ends the program.
    fn take(&mut self, message: Message) -> Option<i32> {
        match message {
            Message::Event(Event::Loaded(entries)) => {
                self.loads.extend(entries);
                None
            }
            Message::Event(event) => {
                // What follows articles in the channel comes after them in the app too.
                if !matches!(event, Event::Key(_) | Event::Paste(_) | Event::Focus(_)) {
                    self.hand_loads();
                }
                if matches!(event, Event::Focus(true)) {
                    self.workers.look();
                    self.with_store(Store::look);
                    self.look_at_corrections();
                }
                self.update(event)
            }
            Message::Signal(signal) => self.signal(signal),
            Message::Hangup => Some(watchdog::HUNG_UP),
            Message::Drained => None,
        }
    }

    fn signal(&mut self, signal: i32) -> Option<i32> {
        match signal {
            SIGWINCH => self.resize(),
            SIGTSTP => {
                self.suspend();
                None
            }
            SIGCONT => self.go_on(),
            end => Some(128 + end),
        }
    }

    /// Gives the app an event and performs what it asks for; an exit code where that ends the program.
    fn update(&mut self, event: Event) -> Option<i32> {
        self.dirty = true;
        let effects = self.app.update(event, Timestamp::now());
        effects.into_iter().find_map(|effect| self.perform(effect))
    }

    fn perform(&mut self, effect: Effect) -> Option<i32> {
        match effect {
            Effect::Quit => return Some(0),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => self.screen.forget(),
            Effect::Copy(text) => match clipboard::sequence(&text) {
                Ok(bytes) => self.terminal.output.send(&bytes),
                Err(said) => return self.update(Event::Notice(said)),
            },
            Effect::Open(address) => {
                if let Err(said) = opener::open(&address) {
                    return self.update(Event::Notice(said));
                }
            }
            Effect::Edit(shown, line) => {
                let Some(path) = self.workers.watch.path(&shown) else {
                    return self.update(Event::Notice(format!("{shown} is not a file, so it cannot be edited")));
                };
                let ended = self.outside(|| outside::edit(&path, line));
                self.workers.look();
                self.look_at_corrections();
                return ended;
            }
            Effect::Pipe(text, line) => return self.outside(|| outside::pipe(&text, &line)),
            Effect::Mouse(on) => self.terminal.set_mouse(on),
            Effect::Store(operation) => {
                self.with_store(|store| store.send(*operation));
                self.remember_last();
            }
            Effect::Entities(correction) => return self.correct(&correction),
            Effect::KeepMine => self.with_store(Store::keep_mine),
            Effect::Remember(positions) => {
                // Positions may be lost without harm; the next ones are tried again.
                let _ = positions::write(&self.dirs, &positions);
                self.remember_last();
            }
            Effect::Compute(task) => self.workers.compute(task),
        }
        None
    }

    /// Writes a correction to names and has everything read together again.
    fn correct(&mut self, correction: &Correction) -> Option<i32> {
        let ended = match self.corrections.write(correction) {
            Written::Saved => None,
            Written::Merged(text) => self.update(Event::Entities(text)),
            Written::Changed(text) => {
                let said = "entities.toml was changed meanwhile, so nothing is taken back";
                self.update(Event::Entities(text)).or_else(|| self.update(Event::Notice(said.into())))
            }
            Written::Failed(said) => self.update(Event::Notice(said)),
        };
        self.workers.correct(self.app.corrections.overlay.clone());
        self.remember_last();
        ended
    }

    /// Takes corrections that were written by hand since.
    fn look_at_corrections(&mut self) {
        let event = match self.corrections.look() {
            None => return,
            Some(Ok(text)) => Event::Entities(text),
            Some(Err(said)) => Event::Notice(said),
        };
        let _ = self.update(event);
        self.workers.correct(self.app.corrections.overlay.clone());
    }

    fn with_store(&self, act: impl FnOnce(&Store)) {
        if let Some(shared) = &self.store
            && let Ok(store) = shared.lock()
            && let Some(store) = store.as_ref()
        {
            act(store);
        }
    }

    /// Remembers the collection, once, together with something the reader saved.
    fn remember_last(&mut self) {
        if let Some(last) = self.last.take() {
            let _ = last.write(&self.dirs.state);
        }
    }

    /// Gives the terminal to another program until that ends.
    fn outside(&mut self, other: impl FnOnce() -> Result<(), String>) -> Option<i32> {
        self.keys.pause();
        self.terminal.leave();
        self.outside.store(true, Ordering::Release);
        let result = other();
        self.outside.store(false, Ordering::Release);
        let ended = self.resume();
        self.keys.resume();
        match result {
            Ok(()) => ended,
            Err(said) => ended.or_else(|| self.update(Event::Notice(said))),
        }
    }

    /// Stops as Ctrl-Z does. What follows SIGCONT is done when that signal's message comes.
    fn suspend(&mut self) {
        if !self.terminal.is_entered() {
            return;
        }
        self.terminal.leave();
        if !signals::stop_job() {
            let _ = self.resume();
            let _ = self.update(Event::Notice("no shell here could bring simak back, so it stays".into()));
        }
    }

    /// Goes on after SIGCONT: in the foreground with the screen, in the background stopped again.
    fn go_on(&mut self) -> Option<i32> {
        if self.terminal.is_foreground() {
            self.workers.look();
            self.look_at_corrections();
            return self.resume();
        }
        if !self.terminal.is_entered() {
            signals::stop_job();
        }
        None
    }

    /// Takes the screen again and has all of it drawn.
    fn resume(&mut self) -> Option<i32> {
        if self.terminal.enter().is_err() {
            return Some(watchdog::HUNG_UP);
        }
        self.screen.forget();
        self.resize().or_else(|| self.update(Event::Resumed))
    }

    fn resize(&mut self) -> Option<i32> {
        let size = self.terminal.size();
        if size == self.app.size {
            self.dirty = true;
            return None;
        }
        self.screen.resize(size);
        self.update(Event::Resize(size))
    }

    /// Draws if something changed and the line takes it; a later message draws what this leaves out.
    fn draw(&mut self) {
        if !self.dirty || !self.terminal.output.is_idle() || !self.terminal.is_entered() {
            return;
        }
        self.dirty = false;
        let bytes = self.screen.draw(&self.app);
        if !bytes.is_empty() {
            self.terminal.output.send(&bytes);
        }
    }
}
