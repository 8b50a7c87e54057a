//! Files, threads, signals, clock, terminal: the only place that has side effects.
//!
//! [`run::run`] owns the loop. Everything else is a small thread or a small function that ends in its one channel:
//!
//! | thread | module | sends |
//! |---|---|---|
//! | input | [`input`] | keys, pastes, wheel, focus |
//! | signals | [`signals`] | resize, stop, continue, the end |
//! | watchdog | [`watchdog`] | the loss of the terminal |
//! | walk, read-1, read-2 | [`loader`] | articles, unreadable paths |
//! | librarian | [`librarian`] | the library of everything read so far |
//! | compute, watch | [`workers`] | what a task gave, files that changed |
//! | output | [`output`] | that a slow line took the last frame |

pub mod clipboard;
pub mod closing;
pub mod corrections;
pub mod dirs;
pub mod encode;
pub mod frame;
pub mod guard;
pub mod input;
pub mod keeping;
pub mod last;
pub mod librarian;
pub mod loader;
pub mod opener;
pub mod output;
pub mod outside;
pub mod panic;
pub mod run;
pub mod settings;
pub mod signals;
pub mod starter;
pub mod store;
pub mod terminal;
pub mod walk;
pub mod watch;
pub mod watchdog;
pub mod workers;

use crate::app::Event;

/// What reaches the run loop.
#[derive(Debug)]
pub enum Message {
    /// Something for the app.
    Event(Event),
    /// A signal's number.
    Signal(i32),
    /// The terminal is gone.
    Hangup,
    /// A slow line took the last frame; another may be sent.
    Drained,
}
