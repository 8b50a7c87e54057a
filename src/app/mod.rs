//! State and [`App::update`]: an event in, effects out as data.
//!
//! Pure: no file, clock, thread or terminal. The time comes in with each event; long computations leave as
//! [`task::Task`]s, are run by the shell on a worker and come back as events.

pub mod effect;
pub mod event;
pub mod key;
pub mod task;

pub use effect::Effect;
pub use event::Event;

use ratatui::layout::Size;

/// What the program was started with, as far as the app must know it.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// What is open, in words for the header: a folder's name, a file's name, `starter collection`.
    pub collection: String,
    /// The starter collection is shown because nothing else was named.
    pub starter: bool,
    /// Draw with ASCII only.
    pub ascii: bool,
    /// Draw without colour.
    pub no_color: bool,
    /// The user's keymap, text of a file of the form of `assets/keymap.toml`.
    pub keymap: Option<String>,
    /// The user's settings, text of `config.toml`.
    pub config: Option<String>,
}

/// The whole state of the reader.
#[derive(Debug, Default)]
pub struct App {
    /// Size of the screen in cells.
    pub size: Size,
}

impl App {
    /// The state before anything was read.
    pub fn new(setup: Setup, size: Size) -> Self {
        let _ = setup;
        Self { size }
    }

    /// Takes one event; gives what is to be done outside. `now` is the time of the event.
    pub fn update(&mut self, event: Event, now: jiff::Timestamp) -> Vec<Effect> {
        let _ = now;
        match event {
            Event::Resize(size) => {
                self.size = size;
                Vec::new()
            }
            Event::Key(_) => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }
}
