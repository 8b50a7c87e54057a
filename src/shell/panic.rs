//! A panic in any thread gives the terminal back, says where it was, and ends the program with code 101.

use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, process, thread};

use super::Message;
use super::closing::{Closing, LIMIT};
use super::guard::{guarded, is_guarded, message};
use super::terminal::Terminal;
use crate::app::Event;
use crate::text::sanitise::display;

/// Exit code of a panic, as Rust's own.
const CODE: i32 = 101;

/// Has panics end the program in order. Work on foreign bytes is fenced by [`super::guard`] and does not come here.
pub fn install(terminal: Arc<Terminal>, closing: Arc<Closing>) {
    panic::set_hook(Box::new(move |what| {
        if is_guarded() {
            return;
        }
        terminal.leave();
        closing.run(LIMIT);
        let _ = writeln!(io::stderr(), "{}", display(&sentence(what)));
        process::exit(CODE);
    }));
}

/// For tests: a panic where one is asked for, to see the terminal given back.
///
/// # Panics
/// Where `place` is `ui`: that is what it is for.
pub fn on_demand(place: Option<&str>, loop_: &Sender<Message>) {
    const SAID: &str = "asked for by --debug-panic";
    match place {
        Some("ui") => panic!("{SAID}"),
        Some("worker") => drop(thread::spawn(|| panic!("{SAID}"))),
        Some("task") => {
            let said = guarded(|| panic!("{SAID}")).unwrap_or_else(|said: String| said);
            let _ = loop_.send(Message::Event(Event::Notice(said)));
        }
        _ => {}
    }
}

fn sentence(what: &PanicHookInfo<'_>) -> String {
    let said = message(what.payload());
    let place = what.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
    let thread = thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    format!("simak: a defect ended it: {said} (thread {thread}, {place}); what was saved is on disk")
}
