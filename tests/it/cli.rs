//! The commands without a screen, asserted on the binary: what they print, where, and how they end.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

const TEXT: &str = "Harbour opens after repairs\n\nThe harbour of Little Anse opened again on 12 March 2024 after repairs \
    that cost 3 million dollars.\n\nFishermen welcomed the news.\n";

/// A home of its own, so that no file of the user is read.
struct Home {
    dir: TempDir,
}

impl Home {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simak"));
        command.args(arguments).stdin(Stdio::null()).env_remove("SIMAK_CONFIG_DIR").env("TERM", "xterm");
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env(variable, self.dir.path().join(".home"));
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().unwrap())
    }

    fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = thread::spawn(move || drop(stdin.write_all(&input)));
        let ran = Ran::of(&child.wait_with_output().unwrap());
        writer.join().unwrap();
        ran
    }
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("only UTF-8 is printed");
        let ran = Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) };
        assert!(!ran.out.contains('\u{1b}'), "an escape byte in a pipe: {ran:?}");
        assert!(!ran.err.contains("panicked"), "{ran:?}");
        ran
    }

    fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

#[test]
fn help_and_version_are_printed_and_wrong_usage_is_two() {
    let home = Home::new();
    let help = home.run(&["--help"]);
    assert_eq!(help.code, Some(0));
    for word in ["show", "list", "inspect", "search", "related", "compare", "timeline", "bookmarks", "--max-bytes"] {
        assert!(help.out.contains(word), "{word} is not in the help");
    }
    let version = home.run(&["--version"]);
    assert_eq!((version.code, version.out.as_str()), (Some(0), concat!("simak ", env!("CARGO_PKG_VERSION"), "\n")));
    for wrong in [&["--no-such-option"][..], &["list"], &["related", "a.txt"], &["show", "a", "--max-bytes", "x"]] {
        assert_eq!(home.run(wrong).code, Some(2), "{wrong:?}");
    }
}

#[test]
fn the_reader_needs_a_terminal_and_says_what_does_not() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    let ran = home.run(&[&path]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("not a terminal") && ran.err.contains("simak show"), "{}", ran.err);
}

#[test]
fn closed_standard_streams_are_no_loop_and_no_panic() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    for (line, code) in
        [("\"$0\" \"$1\" >&-", 2), ("\"$0\" \"$1\" <&- >&- 2>&-", 2), ("\"$0\" show \"$1\" <&- 2>&-", 0)]
    {
        let mut command = Command::new("sh");
        command.args(["-c", line, env!("CARGO_BIN_EXE_simak"), &path]).env("HOME", home.dir.path());
        let ran = Ran::of(&command.output().unwrap());
        assert_eq!(ran.code, Some(code), "{line}: {ran:?}");
    }
}

#[test]
fn inspect_gives_one_object_an_article_with_the_promised_keys() {
    let home = Home::new();
    let folder = home.path("news");
    home.write("news/2.txt", TEXT);
    home.write("news/10.txt", TEXT);
    let ran = home.run(&["inspect", &folder]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let objects = ran.json();
    let paths: Vec<&str> = objects.iter().map(|o| o["path"].as_str().unwrap()).collect();
    assert_eq!(paths, [format!("{folder}/2.txt"), format!("{folder}/10.txt")]);
    for object in &objects {
        let keys: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
        let head = ["path", "title", "title_from", "published", "outlet", "author", "url", "language"];
        let rest = ["passages", "dropped", "mentions", "figures"];
        assert_eq!(keys, [&head[..], &rest[..]].concat());
        for list in rest {
            for item in object[list].as_array().unwrap() {
                let (start, end) = (item["start"].as_u64().unwrap() as usize, item["end"].as_u64().unwrap() as usize);
                let line = item["line"].as_u64().unwrap() as usize;
                assert_eq!(TEXT[..start].matches('\n').count() + 1, line, "{list}: {item}");
                if let Some(surface) = item["surface"].as_str() {
                    assert_eq!(&TEXT[start..end], surface);
                }
            }
        }
        assert!(!object["passages"].as_array().unwrap().is_empty());
    }
}

#[test]
fn show_gives_text_and_list_a_line_an_article() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    let shown = home.run(&["show", &path]);
    assert_eq!(shown.code, Some(0));
    assert!(shown.out.contains("Fishermen welcomed the news.\n"), "{}", shown.out);
    let list = home.run(&["list", &path]);
    assert_eq!((list.code, list.out.lines().count()), (Some(0), 1));
    assert_eq!(list.out.trim_end().split('\t').nth(3), Some(path.as_str()));
    assert_eq!(home.run(&["list", "--json", &path]).json()[0]["path"], path.as_str());
}

#[test]
fn a_missing_path_is_named_and_the_rest_is_read() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    let missing = home.path("missing.txt");
    let some = home.run(&["list", &missing, &path]);
    assert_eq!((some.code, some.out.lines().count()), (Some(0), 1));
    assert_eq!(some.err, format!("simak: {missing}: No such file or directory\n"));
    assert_eq!(home.run(&["list", &missing]).code, Some(2));
    fs::create_dir(home.path("empty")).unwrap();
    let empty = home.run(&["list", &home.path("empty")]);
    assert_eq!((empty.code, empty.err.contains("no articles")), (Some(1), true));
}

#[test]
fn standard_input_is_an_article() {
    let home = Home::new();
    let ran = home.run_with(&["show", "-"], TEXT.as_bytes());
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("Little Anse"), "{ran:?}");
    let large = home.run_with(&["show", "-", "--max-bytes", "10"], TEXT.as_bytes());
    assert_eq!(large.code, Some(2));
    assert!(large.err.contains("standard input: larger than the limit of 10 bytes"), "{}", large.err);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let home = Home::new();
    // More than a pipe holds, so that a write meets the closed end.
    let path = home.write("a.txt", "word ".repeat(200_000));
    let mut command = home.command(&["inspect", &path]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_full_disk_is_an_error_and_is_told() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = home.command(&["show", &path]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("No space left"), "{output:?}");
}

#[test]
fn what_is_no_text_or_no_file_is_refused_without_waiting() {
    let home = Home::new();
    let pipe = home.path("pipe.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let socket = home.path("socket.txt");
    let _listener = UnixListener::bind(&socket).unwrap();
    let folder = home.path("folder.txt");
    fs::create_dir(&folder).unwrap();
    for (path, said) in [
        (pipe.as_str(), "a named pipe, not a file"),
        (&socket, "a socket, not a file"),
        ("/dev/zero", "a device, not a file"),
        (&folder, "no articles"),
    ] {
        let ran = home.run(&["show", path]);
        assert!(ran.code == Some(2) || path == folder, "{ran:?}");
        assert!(ran.err.contains(said), "{path}: {}", ran.err);
    }
}

#[test]
fn a_large_file_is_refused_with_the_remedy() {
    let home = Home::new();
    let path = home.path("large.txt");
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let ran = home.run(&["show", &path]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("larger than the limit of 64 MiB (--max-bytes)"), "{}", ran.err);
}

#[test]
fn loops_and_hidden_files_are_left_out_of_a_folder() {
    let home = Home::new();
    home.write("f/a.txt", TEXT);
    home.write("f/.hidden.txt", TEXT);
    symlink("..", home.path("f/up")).unwrap();
    symlink("loop", home.path("f/loop")).unwrap();
    symlink("a.txt", home.path("f/same.txt")).unwrap();
    let ran = home.run(&["list", &home.path("f"), &home.path("f/a.txt")]);
    assert_eq!((ran.code, ran.out.lines().count(), ran.err.as_str()), (Some(0), 1, ""));
}

#[test]
fn a_file_without_permission_is_named() {
    let home = Home::new();
    let folder = home.path("f");
    let secret = home.write("f/secret.txt", TEXT);
    home.write("f/open.txt", TEXT);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(home.dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Root reads everything; the same binary is run as nobody, if this system lets us.
    let mut command = home.command(&["list", &folder]);
    if rustix::process::geteuid().is_root() {
        let copy = home.path("simak");
        fs::copy(env!("CARGO_BIN_EXE_simak"), &copy).unwrap();
        let mut as_nobody = Command::new("setpriv");
        as_nobody.args(["--reuid=65534", "--regid=65534", "--clear-groups", &copy, "list", &folder]);
        as_nobody.env("HOME", home.dir.path()).stdin(Stdio::null());
        command = as_nobody;
    }
    let Ok(output) = command.output() else {
        eprintln!("skipped: setpriv is not here");
        return;
    };
    if String::from_utf8_lossy(&output.stderr).contains("setpriv") {
        eprintln!("skipped: setpriv may not change the user");
        return;
    }
    let ran = Ran::of(&output);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1), "{ran:?}");
    assert_eq!(ran.err, format!("simak: {secret}: Permission denied\n"));
}

#[test]
fn json_and_exit_code_of_a_search_that_finds_nothing() {
    let home = Home::new();
    let path = home.write("a.txt", TEXT);
    let ran = home.run(&["search", "zebraquartz", &path, "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "[]\n"));
    for command in [&["compare", "--json"][..], &["timeline", "--json"]] {
        let ran = home.run(&[command, &[path.as_str()]].concat());
        assert!(ran.code == Some(0) || ran.code == Some(1), "{ran:?}");
        assert!(ran.json()[0].is_array());
    }
    let related = home.run(&["related", &format!("{path}:3"), &path, "--json"]);
    assert!(related.json()[0].is_array(), "{related:?}");
    assert_eq!(home.run(&["related", &format!("{}:3", home.path("no.txt"))]).code, Some(2));
}

#[test]
fn a_line_behind_the_end_of_the_file_is_said_so() {
    let home = Home::new();
    let path = home.write("a.txt", "Satu baris.\n\nBaris ketiga.\n");
    let ran = home.run(&["related", &format!("{path}:9999"), &path]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("a.txt:9999: the file ends at line 3"), "{ran:?}");
}

#[test]
fn hostile_bytes_reach_no_output() {
    let home = Home::new();
    let path = home.write("a.txt", "Plain words here.\n\nred \u{1b}[31m and \u{9b}31m and \u{202e}reversed\n");
    for command in ["show", "inspect", "list"] {
        let ran = home.run(&[command, &path]);
        assert_eq!(ran.code, Some(0));
        if command == "inspect" {
            assert!(!ran.out.contains(['\u{9b}', '\u{202e}']), "{}", ran.out);
        }
    }
}

#[test]
fn nothing_is_written_by_reading() {
    let home = Home::new();
    let path = home.write("news/a.txt", TEXT);
    for arguments in [&["inspect", &path][..], &["search", "harbour", &path], &["config"], &["doctor"], &[&path]] {
        home.run(arguments);
    }
    let left: Vec<_> = fs::read_dir(home.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["news"]);
}

#[test]
fn completions_and_the_manual_page_name_the_commands() {
    let home = Home::new();
    for arguments in [&["completions", "bash"][..], &["completions", "zsh"], &["completions", "fish"], &["man"]] {
        let ran = home.run(arguments);
        assert!(ran.code == Some(0) && ran.out.contains("timeline"), "{arguments:?}");
    }
}
