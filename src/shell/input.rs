//! The input thread: bytes of the terminal to events of the app.
//!
//! It waits in the kernel for the terminal and for a pipe of ours, so that it can be told to leave the keys to another program; crossterm
//! only parses what has come. It never asks the terminal anything.

use std::fs::File;
use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};

use super::Message;
use crate::app::Event;
use crate::app::key::{Code, Key};

/// The running input thread.
#[derive(Debug)]
pub struct Input {
    wake: PipeWriter,
    answers: Receiver<()>,
    go_on: Sender<()>,
}

impl Input {
    /// Starts reading from standard input where it is a terminal, else from the controlling one.
    pub fn start(loop_: Sender<Message>) -> io::Result<Self> {
        let stdin = io::stdin();
        let tty: OwnedFd =
            if stdin.is_terminal() { stdin.as_fd().try_clone_to_owned()? } else { File::open("/dev/tty")?.into() };
        let (woken, wake) = io::pipe()?;
        let (answer, answers) = channel();
        let (go_on, resume) = channel();
        thread::Builder::new().name("input".into()).spawn(move || read(&tty, woken, &answer, &resume, &loop_))?;
        Ok(Self { wake, answers, go_on })
    }

    /// Leaves the keys to another program; returns once no more are taken.
    pub fn pause(&mut self) {
        if self.wake.write_all(b"p").is_ok() {
            // A thread that ended takes no keys either.
            let _ = self.answers.recv();
        }
    }

    /// Takes the keys again.
    pub fn resume(&self) {
        let _ = self.go_on.send(());
    }
}

fn read(tty: &OwnedFd, mut woken: PipeReader, answer: &Sender<()>, resume: &Receiver<()>, loop_: &Sender<Message>) {
    loop {
        let mut fds = [PollFd::new(tty, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
        if poll(&mut fds, None).is_err_and(|e| e != rustix::io::Errno::INTR) {
            return;
        }
        let (keys, call) = (fds[0].revents(), fds[1].revents());
        if keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) || call.contains(PollFlags::HUP) {
            // The watchdog ends the program; crossterm would spin here.
            return;
        }
        if call.contains(PollFlags::IN) {
            let mut byte = [0];
            if woken.read_exact(&mut byte).is_err() || answer.send(()).is_err() || resume.recv().is_err() {
                return;
            }
        } else if keys.contains(PollFlags::IN) {
            while let Ok(true) = event::poll(Duration::ZERO) {
                let Ok(raw) = event::read() else { return };
                if let Some(event) = convert(raw)
                    && loop_.send(Message::Event(event)).is_err()
                {
                    return;
                }
            }
        }
    }
}

/// A terminal event as the app knows it. Sizes come by signal, so they are left out here.
pub fn convert(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) => convert_key(key).map(Event::Key),
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::FocusGained => Some(Event::Focus(true)),
        Raw::FocusLost => Some(Event::Focus(false)),
        Raw::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => Some(Event::Wheel(1, mouse.column, mouse.row)),
            MouseEventKind::ScrollUp => Some(Event::Wheel(-1, mouse.column, mouse.row)),
            MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(mouse.column, mouse.row)),
            _ => None,
        },
        Raw::Resize(..) => None,
    }
}

fn convert_key(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(Key { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    use super::convert;
    use crate::app::Event;
    use crate::app::key::{Code, Key};

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        match convert(Raw::Key(KeyEvent::new(code, modifiers))) {
            Some(Event::Key(key)) => Some(key),
            _ => None,
        }
    }

    #[test]
    fn shift_is_part_of_the_character() {
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(Key::plain(Code::Char('G'))));
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT), Some(Key::plain(Code::BackTab)));
        let ctrl_f = Key { code: Code::Char('f'), ctrl: true, alt: false };
        assert_eq!(key(KeyCode::Char('f'), KeyModifiers::CONTROL), Some(ctrl_f));
    }

    #[test]
    fn a_released_key_is_no_key() {
        let mut release = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert!(convert(Raw::Key(release)).is_none());
    }
}
