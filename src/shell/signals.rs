//! Signals: the ends, stop and continue, resize. They become messages; the loop acts on them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::{io, process, thread};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::Message;
use super::closing::{Closing, LIMIT};
use super::terminal::Terminal;

/// The signals that end the program, with exit code 128 and their number.
pub const ENDS: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// Starts listening. While `outside` is set, another program has the terminal, and interrupts are meant for it.
pub fn start(
    terminal: Arc<Terminal>,
    closing: Arc<Closing>,
    outside: Arc<AtomicBool>,
    loop_: Sender<Message>,
) -> io::Result<()> {
    outlive_full_files()?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            if outside.load(Ordering::Acquire) {
                match signal {
                    SIGINT | SIGQUIT => continue,
                    SIGTSTP => {
                        stop_self();
                        continue;
                    }
                    _ => {}
                }
            }
            let _ = loop_.send(Message::Signal(signal));
            if ENDS.contains(&signal) {
                // The loop ends the program. Where it is stuck, this thread does.
                thread::sleep(LIMIT);
                terminal.leave();
                closing.run(LIMIT);
                process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}

/// Makes a file that may not grow (`ulimit -f`) an error of a write, not the end of the program.
pub fn outlive_full_files() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(drop)
}

/// Stops this process alone, as SIGTSTP would.
fn stop_self() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
}

/// Stops the job, so that the shell it was started from has the terminal again; returns once it goes on. False where
/// there is no shell that could continue it: it leads the session, or shares the group of its leader.
pub fn stop_job() -> bool {
    let (group, session) = (rustix::process::getpgrp(), rustix::process::getsid(None));
    if session.is_ok_and(|s| s == group) {
        return false;
    }
    rustix::process::kill_current_process_group(rustix::process::Signal::STOP).is_ok()
}
