//! A panic in any thread gives the terminal back, says where it was, and ends the program with code 101.

use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::{io, process, thread};

use super::closing::{Closing, LIMIT};
use super::guard::{is_guarded, message};
use super::terminal::Terminal;
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

fn sentence(what: &PanicHookInfo<'_>) -> String {
    let said = message(what.payload());
    let place = what.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
    let thread = thread::current();
    let thread = thread.name().unwrap_or("unnamed");
    format!("simak: a defect ended it: {said} (thread {thread}, {place}); what was saved is on disk")
}
