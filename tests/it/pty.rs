//! The reader in a pseudo-terminal: the terminal comes back whichever way the program ends, nothing idle is sent, no
//! process outlives its terminal.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long anything may take before a test gives up. Far above what is expected, as machines are busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the program sends once the screen is its own.
const ENTERED: &str = "\x1b[?1049h";
/// What it sends last.
const LEFT: &str = "\x1b[?1049l\x1b[?25h";

/// A program in a pseudo-terminal.
struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held while the program runs, so that what it sends last is not lost.
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    /// All that was sent so far.
    seen: Vec<u8>,
    /// The terminal's modes before the program ran.
    before: String,
    /// Where it keeps what it keeps.
    home: TempDir,
}

impl Session {
    /// `simak ARGUMENTS` at this size.
    fn simak(arguments: &[&str], (columns, rows): (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_simak"));
        command.args(arguments);
        Self::start(command, columns, rows)
    }

    /// A line of `sh`, in which `$SIMAK` is the binary.
    fn shell(line: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        Self::start(command, 80, 24)
    }

    fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let home = tempfile::tempdir().unwrap();
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env(variable, home.path());
        }
        command.env("SIMAK_CONFIG_DIR", home.path().join("config"));
        for variable in ["EDITOR", "VISUAL", "PAGER", "NO_COLOR"] {
            command.env_remove(variable);
        }
        command.env("TERM", "xterm-256color");
        command.env("SIMAK", env!("CARGO_BIN_EXE_simak"));
        let before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            master: Some(pair.master),
            slave: Some(pair.slave),
            writer: Some(writer),
            child,
            bytes,
            seen: Vec::new(),
            before,
            home,
        }
    }

    fn pid(&self) -> i32 {
        self.child.process_id().unwrap().cast_signed()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.seen).into_owned()
    }

    /// Reads until `what` has been sent `times` times.
    fn wait_for(&mut self, what: &str, times: usize) {
        let end = Instant::now() + PATIENCE;
        while self.text().matches(what).count() < times {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.bytes.recv_timeout(left) else {
                panic!("{what:?} was not sent {times} times: {:?}", self.text());
            };
            self.seen.extend(bytes);
        }
    }

    /// Waits until the first frame was sent.
    fn started(mut self) -> Self {
        self.wait_for("\x1b[2J", 1);
        self
    }

    /// The screen as a terminal of 80x24 shows it now.
    fn screen(&self) -> String {
        let mut screen = vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0);
        screen.process(&self.seen);
        // An erased cell and a blank look the same.
        screen.screen().contents().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// Reads until the screen of 80x24 is as wanted; gives it.
    fn wait_until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if wanted(&screen) {
                return screen;
            }
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.bytes.recv_timeout(left) else { panic!("in vain: {what}:\n{screen}") };
            self.seen.extend(bytes);
        }
    }

    /// Reads until nothing came for a while; gives the screen of 80x24.
    fn still(&mut self) -> String {
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(1500)) {
            self.seen.extend(bytes);
        }
        self.screen()
    }

    /// The starter articles at 80x24, read together, the first in focus.
    fn reading() -> Self {
        let mut session = Self::simak(&["seeds"], (80, 24)).started();
        session.read();
        session
    }

    /// Goes to the first article once all have been read together.
    fn read(&mut self) {
        self.wait_until("the list", |s| s.contains("5 articles") && !s.contains("reading …"));
        self.send("\r");
        self.wait_until("related passages", |s| s.contains("⇄"));
    }

    fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.pid()).unwrap(), signal).unwrap();
    }

    /// Waits for the end; the exit code.
    fn end(&mut self) -> u32 {
        let code = until("the program's end", || self.child.try_wait().unwrap()).exit_code();
        // What it sent before its end may still be on the way. With the last holder of the terminal gone, reading ends.
        self.slave = None;
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.seen.extend(bytes);
        }
        code
    }

    /// The terminal is as it was: its modes, its screen, and every private mode that was set was reset.
    fn assert_given_back(&self) {
        assert_eq!(self.before, modes(self.master.as_deref().unwrap()), "{:?}", self.text());
        let text = self.text();
        let mut set: Vec<String> = Vec::new();
        for part in text.split("\x1b[?").skip(1) {
            let mode: String = part.chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
            // The cursor is the one mode that is on before.
            let is_on = part[mode.len()..].starts_with(if mode == "25" { 'l' } else { 'h' });
            set.retain(|m| *m != mode);
            if is_on {
                set.push(mode);
            }
        }
        assert!(set.is_empty(), "left set: {set:?} in {text:?}");
        let mut screen = vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0);
        screen.process(&self.seen);
        assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor());
    }

    /// Ends the terminal as a dropped line does.
    fn hang_up(&mut self) {
        // The reading thread holds the terminal too: it ends with the next bytes that nobody takes.
        self.bytes = channel().1;
        self.send("\x0c");
        self.slave = None;
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The modes of the terminal's line, in words.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a pseudo-terminal has modes"))
}

/// Asks again until there is an answer.
fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "in vain: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The third field of /proc/PID/stat, its state; none once it is gone.
fn state(pid: i32) -> Option<char> {
    stat(pid)?.first()?.chars().next()
}

/// The fields of /proc/PID/stat after the name.
fn stat(pid: i32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(text.rsplit_once(')')?.1.split_whitespace().map(str::to_owned).collect())
}

/// Ticks of the processor that a process used.
fn ticks(pid: i32) -> u64 {
    stat(pid).unwrap()[11..13].iter().map(|n| n.parse::<u64>().unwrap()).sum()
}

fn is_gone(pid: i32) -> bool {
    state(pid).is_none_or(|s| s == 'Z')
}

/// The process of simak below `parent`.
fn simak_below(parent: i32) -> i32 {
    until("a simak process", || {
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).ok()?;
        children
            .split_whitespace()
            .filter_map(|p| p.parse().ok())
            .find(|p| fs::read_to_string(format!("/proc/{p}/comm")).is_ok_and(|name| name.trim() == "simak"))
    })
}

fn has(program: &str) -> bool {
    let there =
        Command::new("sh").args(["-c", &format!("command -v {program}")]).output().is_ok_and(|o| o.status.success());
    if !there {
        eprintln!("skipped: {program} is not here");
    }
    there
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = Session::simak(&["seeds"], (80, 24)).started();
    assert_ne!(session.before, modes(session.master.as_deref().unwrap()));
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_signal_gives_the_terminal_back_and_says_so_in_the_exit_code() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut session = Session::simak(&["seeds"], (80, 24)).started();
        session.signal(signal);
        // A second one while it ends changes nothing.
        let _ = kill_process(Pid::from_raw(session.pid()).unwrap(), signal);
        assert_eq!(session.end(), code, "{signal:?}");
        session.assert_given_back();
    }
}

#[test]
fn a_panic_in_any_thread_gives_the_terminal_back_and_is_told() {
    for place in ["ui", "worker"] {
        let mut session = Session::simak(&["seeds", "--debug-panic", place], (80, 24)).started();
        assert_eq!(session.end(), 101, "{place}");
        session.wait_for("simak: a defect ended it: asked for by --debug-panic", 1);
        session.assert_given_back();
    }
}

#[test]
fn a_panic_on_a_file_or_task_ends_nothing() {
    let mut session = Session::simak(&["seeds", "--debug-panic", "task"], (80, 24)).started();
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
    assert!(!session.text().contains("a defect ended it"));
}

#[test]
fn any_size_is_drawn_and_left() {
    for size in [(1, 1), (2, 2), (1, 200), (200, 1), (20, 5), (19, 4), (0, 0), (1000, 300)] {
        let mut session = Session::simak(&["seeds"], size).started();
        session.send("q");
        assert_eq!(session.end(), 0, "{size:?}");
        assert!(session.text().ends_with(LEFT), "{size:?}");
    }
}

#[test]
fn a_resize_is_drawn_anew() {
    let mut session = Session::simak(&["seeds"], (80, 24)).started();
    for (n, (rows, cols)) in [(5, 20), (50, 200), (1, 1), (24, 80)].into_iter().enumerate() {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        session.master.as_ref().unwrap().resize(size).unwrap();
        session.wait_for("\x1b[2J", n + 2);
    }
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn nothing_is_asked_and_nothing_is_sent_while_idle() {
    let mut session = Session::reading();
    session.still();
    let before = ticks(session.pid());
    let quiet = session.bytes.recv_timeout(Duration::from_secs(2));
    assert_eq!(quiet, Err(RecvTimeoutError::Timeout));
    assert!(ticks(session.pid()) - before <= 1, "it works while nothing happens");
    for query in ["\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[?u", "\x1b]10;?", "\x1b]11;?", "\x1bP", "\x1b[>q"] {
        assert!(!session.text().contains(query), "{query:?} asks the terminal");
    }
    session.send("ZZ");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_process_is_gone_soon_after_its_terminal() {
    // As leader of the session, below a shell that ignores the hangup, and where no hangup is sent at all.
    let lines = ["exec \"$SIMAK\" seeds", "trap '' HUP; \"$SIMAK\" seeds; true", "setsid -w \"$SIMAK\" seeds; true"];
    for line in lines.into_iter().filter(|line| !line.starts_with("setsid") || has("setsid")) {
        let mut session = Session::shell(line).started();
        let leader = session.pid();
        let pid = if line.starts_with("exec") { leader } else { simak_anywhere_below(leader) };
        session.hang_up();
        let gone = Instant::now();
        until(line, || is_gone(pid).then_some(()));
        assert!(gone.elapsed() < Duration::from_secs(2), "{line}: {:?}", gone.elapsed());
    }
}

/// As [`simak_below`], children of children too.
fn simak_anywhere_below(parent: i32) -> i32 {
    let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    let first = children.split_whitespace().find_map(|p| p.parse().ok());
    match first {
        Some(child) if fs::read_to_string(format!("/proc/{child}/comm")).is_ok_and(|n| n.trim() != "simak") => {
            simak_below(child)
        }
        _ => simak_below(parent),
    }
}

/// The reader started from an interactive shell with job control; none where there is no bash.
fn in_shell() -> Option<Session> {
    if !has("bash") {
        return None;
    }
    let mut command = CommandBuilder::new("bash");
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "ready> ");
    command.env("HISTFILE", "");
    let mut session = Session::start(command, 80, 24);
    session.wait_for("ready> ", 1);
    session.send("\"$SIMAK\" seeds\r");
    session.wait_for("\x1b[2J", 1);
    Some(session)
}

#[test]
fn a_stopped_reader_gives_the_terminal_to_the_shell_and_takes_it_again() {
    let Some(mut session) = in_shell() else { return };
    let simak = simak_below(session.pid());
    for round in 1..=20 {
        kill_process(Pid::from_raw(simak).unwrap(), Signal::TSTP).unwrap();
        session.wait_for(LEFT, round);
        session.wait_for("Stopped", round);
        until("a stop", || (state(simak) == Some('T')).then_some(()));
        session.send("fg\r");
        session.wait_for(ENTERED, round + 1);
        session.wait_for("\x1b[2J", round + 1);
    }
    session.send("q");
    session.wait_for(LEFT, 21);
    // What is typed before the terminal is cooked again would be lost.
    until("simak's end", || is_gone(simak).then_some(()));
    session.send("exit 7\r");
    assert_eq!(session.end(), 7);
    session.assert_given_back();
}

#[test]
fn without_a_job_control_shell_it_cannot_be_stopped() {
    let mut session = Session::simak(&["seeds"], (80, 24)).started();
    session.signal(Signal::TSTP);
    session.wait_for(ENTERED, 2);
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_continue_without_a_stop_draws_anew() {
    let mut session = Session::simak(&["seeds"], (80, 24)).started();
    session.signal(Signal::CONT);
    session.wait_for("\x1b[2J", 2);
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn piped_text_is_read_and_the_keys_come_from_the_terminal() {
    for line in ["printf 'some text' | \"$SIMAK\" -", "printf 'some text' | \"$SIMAK\"", "\"$SIMAK\" < /dev/null"] {
        let mut session = Session::shell(line).started();
        session.send("q");
        assert_eq!(session.end(), 0, "{line}");
        session.assert_given_back();
    }
}

#[test]
fn the_first_frame_does_not_wait_for_a_slow_pipe() {
    // Opened for writing too, the pipe never ends and never gives a byte.
    let mut session = Session::shell("mkfifo \"$HOME/pipe\"; \"$SIMAK\" - <> \"$HOME/pipe\"").started();
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_is_refused() {
    let mut session = Session::shell("TERM=dumb \"$SIMAK\" seeds");
    session.wait_for("simak show PATH", 1);
    assert_eq!(session.end(), 2);
    assert!(!session.text().contains('\u{1b}'), "{:?}", session.text());
}

#[test]
fn ctrl_z_gives_way_and_fg_shows_the_same_screen_again() {
    let Some(mut session) = in_shell() else { return };
    session.read();
    session.send("}}");
    let before = session.still();
    session.send("\x1a");
    session.wait_for("Stopped", 1);
    session.send("fg\r");
    session.wait_for(ENTERED, 2);
    session.wait_until("the same screen", |s| s == before);
    let simak = simak_below(session.pid());
    session.send("qq");
    session.wait_for(LEFT, 2);
    until("simak's end", || is_gone(simak).then_some(()));
    session.send("exit 7\r");
    assert_eq!(session.end(), 7);
    session.assert_given_back();
}

#[test]
fn pasted_newlines_end_no_typing_and_run_nothing() {
    let mut session = Session::simak(&["seeds"], (80, 24)).started();
    session.wait_until("the list", |s| s.contains("5 articles") && !s.contains("reading …"));
    // Outside of any typing a paste does nothing at all.
    session.send("\x1b[200~ZZ\nq\r\x1b[201~/");
    session.send("\x1b[200~kongres\r\npartai\n\x1b[201~");
    session.wait_until("one line", |s| s.contains("/kongres partai") && s.contains("Enter read"));
    session.send("\x03");
    session.wait_until("the whole list", |s| !s.contains("/kongres"));
    session.send("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_bookmark_is_on_disk_though_the_line_drops_right_after_the_key() {
    for by_signal in [true, false] {
        let mut session = Session::reading();
        session.send("}b");
        session.wait_until("the bookmark", |s| s.contains("●"));
        if by_signal {
            session.signal(Signal::HUP);
        }
        let pid = session.pid();
        session.hang_up();
        until("the end", || is_gone(pid).then_some(()));
        let path = session.home.path().join("config/bookmarks.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains("\"exact\""), "by signal {by_signal}: {text:?}");
    }
}

#[test]
fn nothing_is_written_before_something_is_saved() {
    let mut session = Session::reading();
    session.send("}}/partai\rn");
    session.wait_until("the find", |s| s.contains("passage") && !s.contains("/partai"));
    session.send("ZZ");
    assert_eq!(session.end(), 0);
    let written: Vec<_> = fs::read_dir(session.home.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(written.is_empty(), "{written:?}");
}

#[test]
fn a_line_of_scrolling_sends_little() {
    const KEYS: usize = 30;
    /// Bytes that one line of scrolling may take at 80x24, on average.
    const MOST: usize = 3 * 1024;
    let mut session = Session::reading();
    session.send("\x04");
    let start = session.still();
    let before = session.seen.len();
    for _ in 0..KEYS {
        session.send("j");
        // A frame a key; where the cursor moves within a sentence nothing may be sent.
        if let Ok(bytes) = session.bytes.recv_timeout(Duration::from_millis(200)) {
            session.seen.extend(bytes);
        }
    }
    assert_ne!(session.still(), start);
    let bytes = (session.seen.len() - before) / KEYS;
    assert!(bytes > 0 && bytes <= MOST, "{bytes} bytes a line");
    session.send("ZZ");
    assert_eq!(session.end(), 0);
}

#[test]
fn the_editor_gets_the_terminal_and_gives_it_back() {
    let line = r#"printf '#!/bin/sh\nprintf "in the editor"\nprintf "%%s\n" "$@" > "$HOME/edited"\n' > "$HOME/vi"
        chmod +x "$HOME/vi"; EDITOR="$HOME/vi" exec "$SIMAK" seeds"#;
    let mut session = Session::shell(line).started();
    session.read();
    session.send("}}}");
    let before = session.still();
    session.send("e");
    session.wait_for(ENTERED, 2);
    session.wait_until("the same screen", |s| s == before);
    let text = session.text();
    let (left, edited) = (text.find(LEFT).unwrap(), text.find("in the editor").unwrap());
    assert!(left < edited, "the editor has the screen of the shell");
    let arguments = fs::read_to_string(session.home.path().join("edited")).unwrap();
    let mut lines = arguments.lines();
    assert!(lines.next().is_some_and(|l| l[1..].parse::<u32>().is_ok_and(|n| n > 1)), "{arguments}");
    assert!(lines.next().is_some_and(|l| l.starts_with('/') && l.contains("/seeds/")), "{arguments}");
    session.send("ZZ");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn a_pager_shows_what_a_command_made_of_the_text() {
    let line = r#"printf '#!/bin/sh\nexec cat > "$HOME/paged"\n' > "$HOME/pager"
        chmod +x "$HOME/pager"; PAGER="$HOME/pager" exec "$SIMAK" seeds"#;
    let mut session = Session::shell(line).started();
    session.read();
    session.send("|tr a-z A-Z\r");
    session.wait_for(ENTERED, 2);
    let paged = fs::read_to_string(session.home.path().join("paged")).unwrap();
    assert!(paged.contains("INTEGRASI INTERNASIONAL"), "{paged}");
    session.send("ZZ");
    assert_eq!(session.end(), 0);
    session.assert_given_back();
}

#[test]
fn the_mouse_is_given_back_whichever_way_it_ends() {
    for (keys, signal) in [("zmzm", None), ("zm", None), ("zm", Some(Signal::TERM))] {
        let mut session = Session::reading();
        assert!(!session.text().contains("\x1b[?1000h"), "the mouse is the terminal's unless asked for");
        session.send(keys);
        session.wait_for(if keys.len() > 2 { "\x1b[?1000l" } else { "\x1b[?1000h" }, 1);
        match signal {
            Some(signal) => session.signal(signal),
            None => session.send("ZZ"),
        }
        session.end();
        session.assert_given_back();
    }
}
