//! Other programs that get the terminal for a while: the editor, and a command line with a pager.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, thread};

use super::loader::reason;

/// Runs `$VISUAL` or `$EDITOR` (else `vi`) on `path` at `line`; a sentence says what failed. The variable may hold
/// arguments, divided by blanks; no shell reads it.
pub fn edit(path: &Path, line: u32) -> Result<(), String> {
    let (program, mut arguments) = command(&["VISUAL", "EDITOR"], "vi");
    arguments.extend(at_line(&program, line));
    // A name that starts with a dash must not be read as an option.
    let path = std::path::absolute(path).map_err(|e| format!("{}: {}", path.display(), reason(&e)))?;
    let status = Command::new(&program).args(arguments).arg(path).status();
    finished(&program, status)
}

/// Feeds `text` to the command line `line` of `sh` and shows what it prints with `$PAGER` (else `less`).
pub fn pipe(text: &str, line: &str) -> Result<(), String> {
    let failed = |what: &OsStr, e: &std::io::Error| format!("{}: {}", what.to_string_lossy(), reason(e));
    let sh = OsStr::new("sh");
    let mut shell = Command::new(sh)
        .args(["-c", line])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| failed(sh, &e))?;
    let (pager, arguments) = command(&["PAGER"], "less");
    let printed = shell.stdout.take().map_or_else(Stdio::null, Stdio::from);
    let shown = Command::new(&pager).args(arguments).stdin(printed).spawn();
    thread::scope(|scope| {
        if let Some(mut stdin) = shell.stdin.take() {
            // A command that reads only the start closes its end; that is its right.
            scope.spawn(move || drop(stdin.write_all(text.as_bytes())));
        }
        let result = match shown {
            Ok(mut child) => finished(&pager, child.wait().and_then(|_| shell.wait())),
            Err(e) => {
                let _ = shell.kill();
                Err(failed(&pager, &e))
            }
        };
        let _ = shell.wait();
        result
    })
}

/// The program and arguments of the first of these variables that is set.
fn command(variables: &[&str], otherwise: &str) -> (OsString, Vec<OsString>) {
    let line = variables.iter().filter_map(|v| env::var(v).ok()).find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_else(|| otherwise.to_owned());
    let mut words = line.split_whitespace().map(OsString::from);
    (words.next().unwrap_or_else(|| otherwise.into()), words.collect())
}

/// The argument that opens an editor at a line, in its own form; none for an editor we do not know.
fn at_line(program: &OsStr, line: u32) -> Option<OsString> {
    let name = Path::new(program).file_name()?.to_str()?;
    let plus =
        ["vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "mg", "joe", "kak", "micro", "ed", "ne"];
    plus.contains(&name).then(|| format!("+{line}").into())
}

fn finished(program: &OsStr, status: std::io::Result<std::process::ExitStatus>) -> Result<(), String> {
    let program = program.to_string_lossy();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} ended with {status}")),
        Err(e) => Err(format!("{program}: {}", reason(&e))),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::at_line;

    #[test]
    fn only_editors_that_know_it_get_a_line() {
        assert_eq!(at_line(OsStr::new("/usr/bin/vim"), 12).as_deref(), Some(OsStr::new("+12")));
        assert_eq!(at_line(OsStr::new("gedit-of-mine"), 12), None);
    }
}
