//! The way to the terminal: one write a frame; on a slow line the rest leaves in the background.
//!
//! The terminal's device is opened once more for itself without blocking, so that the shell's own standard output keeps
//! its mode. While bytes are still waiting, [`Output::is_idle`] is false and the run loop draws nothing: frames are
//! dropped, never queued.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::termios;

/// A terminal to write to.
#[derive(Debug)]
pub struct Output {
    tty: File,
    /// Bytes the line has not taken yet.
    waiting: Mutex<Vec<u8>>,
    filled: Condvar,
}

impl Output {
    /// The terminal that standard output is.
    pub fn open() -> io::Result<Self> {
        let stdout = io::stdout();
        let named = termios::ttyname(&stdout, Vec::new()).ok().map(|name| {
            use std::os::unix::ffi::OsStringExt;
            PathBuf::from(std::ffi::OsString::from_vec(name.into_bytes()))
        });
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let device = named.into_iter().chain([PathBuf::from("/dev/tty")]).find_map(|path| {
            let fd = rustix::fs::open(&path, flags, Mode::empty()).ok()?;
            termios::isatty(&fd).then_some(fd)
        });
        let tty = match device {
            Some(fd) => File::from(fd),
            // In some containers the device has no path here. Standard output may block, which is slower to quit on a
            // slow line, but right.
            None => File::from(stdout.as_fd().try_clone_to_owned()?),
        };
        Ok(Self::to(tty))
    }

    /// This terminal.
    fn to(tty: File) -> Self {
        Self { tty, waiting: Mutex::new(Vec::new()), filled: Condvar::new() }
    }

    /// The terminal's file descriptor.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }

    /// Whether everything sent was taken.
    pub fn is_idle(&self) -> bool {
        self.lock().is_empty()
    }

    /// Sends `bytes`. What the line does not take at once is left to [`Output::drain`].
    pub fn send(&self, bytes: &[u8]) {
        let mut waiting = self.lock();
        let taken = if waiting.is_empty() { self.write_some(bytes) } else { 0 };
        if taken < bytes.len() {
            waiting.extend_from_slice(&bytes[taken..]);
            self.filled.notify_one();
        }
    }

    /// Sends `bytes` now, in front of nothing: what still waits is thrown away. Gives up after `limit`.
    pub fn send_last(&self, bytes: &[u8], limit: Duration) {
        // A thread that panicked while it held the lock must not keep the terminal from being given back.
        let waiting = match self.waiting.try_lock() {
            Ok(mut w) => std::mem::take(&mut *w),
            Err(_) => Vec::new(),
        };
        if !waiting.is_empty() {
            let _ = termios::tcflush(&self.tty, termios::QueueSelector::OFlush);
        }
        let end = Instant::now() + limit;
        let mut rest = bytes;
        while !rest.is_empty() && Instant::now() < end {
            let taken = self.write_some(rest);
            rest = &rest[taken..];
            if !rest.is_empty() && self.wait_for_room(Duration::from_millis(20)).is_err() {
                return;
            }
        }
    }

    /// Body of the output thread: sends what waits and calls `done` each time that nothing is left.
    pub fn drain(&self, mut done: impl FnMut() -> bool) {
        loop {
            let mut waiting = self.lock();
            while waiting.is_empty() {
                waiting = self.filled.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            drop(waiting);
            if self.wait_for_room(Duration::from_millis(100)).is_err() {
                // The terminal is gone; the watchdog ends the program.
                return;
            }
            let mut waiting = self.lock();
            let chunk = waiting.len().min(1024);
            let taken = self.write_some(&waiting[..chunk]);
            waiting.drain(..taken);
            let empty = waiting.is_empty();
            drop(waiting);
            if empty && !done() {
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what the line takes without waiting; errors count as taken, as nobody can be told.
    fn write_some(&self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        while taken < bytes.len() {
            match rustix::io::write(&self.tty, &bytes[taken..]) {
                Ok(0) | Err(rustix::io::Errno::AGAIN) => break,
                Ok(n) => taken += n,
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return bytes.len(),
            }
        }
        taken
    }

    fn wait_for_room(&self, limit: Duration) -> Result<(), ()> {
        let mut fds = [PollFd::new(&self.tty, PollFlags::OUT)];
        let limit = Timespec { tv_sec: 0, tv_nsec: i64::from(limit.subsec_nanos()) };
        let _ = poll(&mut fds, Some(&limit));
        let gone = fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if gone { Err(()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Read;
    use std::os::unix::fs::OpenOptionsExt;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use portable_pty::{MasterPty, PtySize, SlavePty, native_pty_system};

    use super::Output;

    /// An output on a pseudo-terminal that nobody reads yet.
    fn output() -> (Output, Box<dyn MasterPty + Send>, Box<dyn SlavePty + Send>) {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let flags = (rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY).bits().cast_signed();
        let name = pair.master.tty_name().unwrap();
        let tty = OpenOptions::new().read(true).write(true).custom_flags(flags).open(name).unwrap();
        (Output::to(tty), pair.master, pair.slave)
    }

    /// More than the kernel keeps for a terminal.
    const MUCH: usize = 1 << 20;

    #[test]
    fn on_a_line_that_takes_nothing_the_end_comes_first() {
        let (output, master, slave) = output();
        output.send(&vec![b'x'; MUCH]);
        assert!(!output.is_idle());
        output.send_last(b"the end", Duration::from_secs(5));
        assert!(output.is_idle(), "frames are dropped");
        let mut reader = master.try_clone_reader().unwrap();
        drop((output, slave));
        let mut seen = Vec::new();
        // A terminal without a program ends with an error, which is how its end is known.
        let _ = reader.read_to_end(&mut seen);
        assert!(seen.len() < MUCH && seen.ends_with(b"the end"));
    }

    #[test]
    fn what_a_slow_line_left_goes_out_in_order() {
        let (output, master, slave) = output();
        let output = Arc::new(output);
        let sent: Vec<u8> = (0..MUCH).map(|n| b'a' + (n % 23) as u8).collect();
        output.send(&sent);
        output.send(b"after");
        let mut reader = master.try_clone_reader().unwrap();
        let length = MUCH + "after".len();
        let reading = thread::spawn(move || {
            let mut seen = vec![0; length];
            reader.read_exact(&mut seen).map(|()| seen)
        });
        let (done, told) = channel();
        let background = Arc::clone(&output);
        thread::spawn(move || background.drain(|| done.send(()).is_ok()));
        told.recv().unwrap();
        let seen = reading.join().unwrap().unwrap();
        assert!(seen[..MUCH] == sent && seen.ends_with(b"after") && output.is_idle());
        drop(slave);
    }
}
