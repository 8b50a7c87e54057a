//! Ends the program soon after its terminal is gone, also where no SIGHUP arrives.
//!
//! crossterm's own wait never returns on a dead terminal and spins
//! (<https://github.com/crossterm-rs/crossterm/issues/793>); a wrapper may ignore SIGHUP and so may we by inheritance.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use std::{process, thread};

use rustix::event::{PollFd, PollFlags, poll};

use super::Message;
use super::closing::Closing;
use super::terminal::Terminal;

/// Exit code of a program whose terminal hung up: 128 and SIGHUP.
pub const HUNG_UP: i32 = 129;

/// Starts the watchdog. It sleeps in the kernel until the terminal hangs up.
pub fn start(terminal: Arc<Terminal>, closing: Arc<Closing>, loop_: Sender<Message>) -> std::io::Result<()> {
    thread::Builder::new().name("watchdog".into()).spawn(move || {
        loop {
            let mut fds = [PollFd::from_borrowed_fd(terminal.output.fd(), PollFlags::empty())];
            let result = poll(&mut fds, None);
            let gone = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
            match result {
                Ok(_) if gone => break,
                Ok(_) | Err(rustix::io::Errno::INTR) => {}
                Err(_) => return,
            }
        }
        let _ = loop_.send(Message::Hangup);
        // The loop ends by itself in a moment; where it cannot, nobody is left to wait for it.
        thread::sleep(Duration::from_millis(400));
        closing.run(super::closing::LIMIT);
        process::exit(HUNG_UP);
    })?;
    Ok(())
}
