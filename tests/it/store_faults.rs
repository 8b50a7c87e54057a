//! Saves that are interrupted, refused or killed at any point, and many sessions at once.
//!
//! Sessions that must be processes of their own are this test binary started again with [`CHILD`] set. Tests that need
//! `strace`, `unshare` or another user say so on standard error where they cannot have it, and check nothing then.

#![expect(clippy::unwrap_used, reason = "a failure of a test's own means is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use simak::bookmark::file::{self, Reading};
use simak::bookmark::{Id, Operation, Saving};
use simak::shell::dirs::Dirs;
use simak::shell::store::{Finished, LOOK, Place, Store, disk, journal};

use crate::home::{Home, add, at, file_in, id, kept_in, session_in};

/// What a started-again test binary shall do: `TASK NUMBER`.
const CHILD: &str = "SIMAK_TEST_CHILD";
/// Where.
const DIR: &str = "SIMAK_TEST_DIR";

/// The program that runs the child below, after `before`.
fn child(dir: &Path, task: &str, before: &[&str]) -> Command {
    let own = std::env::current_exe().unwrap();
    let mut words: Vec<&std::ffi::OsStr> = before.iter().map(AsRef::as_ref).collect();
    words.push(own.as_os_str());
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(["store_faults::a_child_session", "--exact", "--ignored", "--test-threads=1"]);
    command.env(CHILD, task).env(DIR, dir).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
#[ignore = "not a test: the other process of the tests here"]
fn a_child_session() {
    let (Ok(task), Some(dir)) = (std::env::var(CHILD), std::env::var_os(DIR)) else { return };
    let dir = Path::new(&dir);
    let (task, n) = task.split_once(' ').unwrap();
    let n: usize = n.parse().unwrap();
    match task {
        "save" => {
            let mut session = session_in(dir);
            session.push(vec![add(n)]);
            std::process::exit(if session.save() { 10 } else { 11 });
        }
        "unlocked" => {
            let mut session = session_in(dir);
            session.push(vec![add(n)]);
            let saved = session.save() && session.close();
            let told = session.report().notices.iter().any(|n| n.contains("without reliable locks"));
            std::process::exit(if saved && told { 10 } else { 11 });
        }
        "push" => {
            session_in(dir).push(vec![add(n)]);
            // As if the line had dropped right after the key.
            std::process::abort();
        }
        "work" => work(dir, n),
        "full" => full(dir, n),
        _ => std::process::exit(9),
    }
}

/// Adds twelve, edits six of them, deletes three others.
fn work(dir: &Path, n: usize) {
    let mut session = session_in(dir);
    let mut save = |operation: Operation| {
        session.push(vec![operation]);
        // Others hold the lock for a moment each; a loaded machine may need more than one patience.
        while !session.save() {}
        session.bookmarks().clone()
    };
    for i in 0..12 {
        save(add(n * 100 + i));
    }
    for i in 0..6 {
        let b = save(add(n * 100)).get(&id(n * 100 + i)).unwrap().clone();
        save(Operation::note(&b, format!("by {n}"), at(1_000)));
    }
    for i in 9..12 {
        let b = save(add(n * 100)).get(&id(n * 100 + i)).unwrap().clone();
        save(Operation::delete(&b));
    }
    assert!(session.close());
    std::process::exit(0);
}

/// Runs `count` working sessions at once while reading the file again and again.
fn work_at_once(count: usize) {
    let home = Home::new();
    let mut children: Vec<Child> =
        (1..=count).map(|n| child(home.path(), &format!("work {n}"), &[]).spawn().unwrap()).collect();
    let mut reads = 0;
    while children.iter_mut().any(|c| c.try_wait().unwrap().is_none()) {
        if let Ok(bytes) = fs::read(home.file()) {
            assert!(matches!(file::read(&bytes), Ok(Reading::Ours(..))), "half a file was seen");
            reads += 1;
        }
    }
    assert!(children.iter_mut().all(|c| c.wait().unwrap().success()));
    assert!(reads > 10);
    let got: BTreeSet<String> = home.kept().iter().map(|b| format!("{} {}", b.id, b.note)).collect();
    let wanted: BTreeSet<String> = (1..=count)
        .flat_map(|n| {
            (0..9)
                .map(move |i| format!("{} {}", id(n * 100 + i), if i < 6 { format!("by {n}") } else { String::new() }))
        })
        .collect();
    assert_eq!(got, wanted);
    assert!(disk::leftovers(&home.file()).is_empty());
}

#[test]
fn two_sessions_at_once_lose_nothing() {
    work_at_once(2);
}

#[test]
fn eight_sessions_at_once_lose_nothing() {
    work_at_once(8);
}

/// Whether `program` runs here; says so if not.
fn have(program: &str, arguments: &[&str]) -> bool {
    let runs = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success());
    if !runs {
        use std::io::Write;
        // Whoever cannot read this on standard error cannot be told otherwise.
        let _ = writeln!(std::io::stderr(), "SKIPPED: `{program}` does not run here, nothing was checked");
    }
    runs
}

/// The calls of a save.
const CALLS: [&str; 12] = [
    "openat",
    "write",
    "fsync",
    "fdatasync",
    "rename,renameat,renameat2",
    "fchmod",
    "chmod",
    "ftruncate",
    "unlink,unlinkat",
    "flock",
    "mkdir,mkdirat",
    "statx,fstat,newfstatat",
];

/// After whatever happened to a session that was to add bookmark 2: the file is the old or the new one; what was said to be
/// saved is saved; the next session loses nothing and leaves nothing behind.
fn judge(dir: &Path, what: &str, said_saved: bool) {
    let before: Vec<String> = kept_in(dir).iter().map(|b| b.id.to_string()).collect();
    let old = ["id-00001"].map(str::to_owned).to_vec();
    let new = ["id-00001", "id-00002"].map(str::to_owned).to_vec();
    assert!(before == old || before == new, "{what}: {before:?}");
    assert!(!said_saved || before == new, "{what}: said to be saved");
    let place = Place::new(&Dirs::below(dir), None).unwrap();
    let journaled = fs::read_dir(&place.state).is_ok_and(|entries| {
        entries.flatten().any(|e| {
            fs::read_to_string(e.path()).is_ok_and(|t| {
                e.file_name().to_string_lossy().starts_with("pending-") && t.ends_with('\n') && t.contains("id-00002")
            })
        })
    });
    let wanted = before == new || journaled;
    // Another test that starts a process right now holds copies of our locks for a moment; then the journal of the dead is
    // left to a later session.
    for _ in 0..1_000 {
        let mut next = session_in(dir);
        next.push(vec![add(3)]);
        assert!(next.save(), "{what}: {:?}", next.report().state);
        assert!(next.close());
        if !wanted || kept_in(dir).get(&id(2)).is_some() {
            break;
        }
        std::thread::yield_now();
    }
    let after = kept_in(dir);
    assert!(after.get(&id(1)).is_some() && after.get(&id(3)).is_some(), "{what}");
    assert!(!wanted || after.get(&id(2)).is_some(), "{what}: it was on disk and is gone");
    assert!(disk::leftovers(&file_in(dir)).is_empty(), "{what}: a temporary file stays");
    assert!(journal::orphaned(&place.state).iter().all(|j| j.entries.is_empty()), "{what}");
}

/// Injects `fault` into the n-th of each call, for n from 1 until the session is not touched by it any more.
fn inject(fault: &str, first: impl Fn(&str) -> usize) {
    if !have("strace", &["-e", "trace=none", "true"]) {
        return;
    }
    let mut hits = 0;
    for calls in CALLS {
        let mut untouched = 0;
        for n in first(calls).. {
            let home = Home::with_one();
            let log = home.path().join("trace");
            let rule = format!("inject={calls}:{fault}:when={n}");
            let log_name = log.to_string_lossy().into_owned();
            let trace = format!("trace={calls}");
            let status = child(home.path(), "save 2", &["strace", "-f", "-o", &log_name, "-e", &trace, "-e", &rule])
                .status()
                .unwrap();
            let touched = status.signal().is_some()
                || status.code().is_none_or(|c| c > 128)
                || fs::read_to_string(&log).is_ok_and(|t| t.contains("INJECTED") || t.contains("killed by SIGKILL"));
            judge(home.path(), &format!("{calls} no. {n}, {fault}"), status.code() == Some(10));
            hits += usize::from(touched);
            untouched += usize::from(!touched);
            if untouched > 0 {
                break;
            }
        }
    }
    assert!(hits > 20, "only {hits} faults hit");
}

/// Calls made before the session begins are those of the loader and the test frame; they are passed over.
fn skip_start(calls: &str) -> usize {
    match calls {
        "openat" => 5,
        "statx,fstat,newfstatat" => 8,
        _ => 1,
    }
}

#[test]
fn killed_at_any_call_of_a_save_the_file_is_the_old_or_the_new_one() {
    inject("signal=KILL", skip_start);
}

#[test]
fn a_full_disk_at_any_call_of_a_save_loses_nothing() {
    inject("error=ENOSPC", skip_start);
}

#[test]
fn a_failing_disk_at_any_call_of_a_save_loses_nothing() {
    inject("error=EIO", skip_start);
}

/// Runs `task` on a file system that answers each call for a lock with `error`; gives how it ended.
fn without_locks(home: &Home, task: &str, error: &str) -> Child {
    let log = home.path().join(format!("trace-{}", task.replace(' ', "-")));
    let rule = format!("inject=flock:error={error}");
    let words = ["strace", "-f", "-o", &*log.to_string_lossy(), "-e", "trace=flock", "-e", &rule];
    child(home.path(), task, &words).spawn().unwrap()
}

#[test]
fn without_locks_it_is_saved_and_told() {
    if !have("strace", &["-e", "trace=none", "true"]) {
        return;
    }
    for error in ["ENOLCK", "ENOSYS", "EOPNOTSUPP"] {
        let home = Home::with_one();
        let status = without_locks(&home, "unlocked 2", error).wait().unwrap();
        assert_eq!(status.code(), Some(10), "{error}");
        assert_eq!(home.kept().len(), 2, "{error}");
        assert!(disk::leftovers(&home.file()).is_empty(), "{error}");
    }
}

#[test]
fn without_locks_two_sessions_one_after_the_other_lose_nothing_and_the_next_takes_over_from_a_dead_one() {
    if !have("strace", &["-e", "trace=none", "true"]) {
        return;
    }
    let home = Home::with_one();
    assert_eq!(without_locks(&home, "unlocked 2", "ENOLCK").wait().unwrap().code(), Some(10));
    let dead = without_locks(&home, "push 3", "ENOLCK").wait().unwrap();
    assert!(dead.signal().is_some() || dead.code().is_some_and(|c| c > 128), "{dead:?}");
    assert_eq!(home.kept().len(), 2);
    assert_eq!(without_locks(&home, "unlocked 4", "ENOLCK").wait().unwrap().code(), Some(10));
    let kept: Vec<Id> = home.kept().iter().map(|b| b.id.clone()).collect();
    assert_eq!(kept, [id(1), id(2), id(3), id(4)]);
}

#[test]
fn a_session_killed_right_after_the_key_leaves_the_bookmark_to_the_next_one() {
    let home = Home::with_one();
    let lock = fs::File::open(home.session().place().lock().unwrap()).unwrap();
    lock.lock().unwrap();
    let status = child(home.path(), "push 2", &[]).status().unwrap();
    assert!(status.signal().is_some());
    assert_eq!(home.kept().len(), 1);
    drop(lock);
    let mut next = home.session();
    assert_eq!(next.bookmarks().len(), 2);
    assert!(next.report().notices.iter().any(|n| n.contains("taken over")));
    assert!(next.save() && next.close());
    assert_eq!(home.kept().len(), 2);
    assert_eq!(
        fs::read_dir(&next.place().state)
            .unwrap()
            .flatten()
            .filter(|e| e.file_name().to_string_lossy().starts_with("pending"))
            .count(),
        0
    );
}

#[test]
fn files_and_directories_are_private_whatever_the_umask_and_a_mode_of_the_users_own_is_kept() {
    for umask in ["000", "077"] {
        let home = Home::new();
        let set = format!("umask {umask}; exec \"$0\" \"$@\"");
        let status = child(home.path(), "save 1", &["sh", "-c", &set]).status().unwrap();
        assert_eq!(status.code(), Some(10));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        let path = home.file();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700), "umask {umask}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(child(home.path(), "save 2", &["sh", "-c", &set]).status().unwrap().code(), Some(10));
        assert_eq!(mode(&path), 0o640, "umask {umask}");
    }
}

#[test]
fn in_a_directory_that_may_not_be_written_the_bookmarks_are_read_and_a_new_one_waits_in_the_journal() {
    let root = fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    let other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    if root && !have("setpriv", &["--reuid=65534", "--regid=65534", "--clear-groups", "true"]) {
        return;
    }
    let home = Home::with_one();
    let config = home.file().parent().unwrap().to_owned();
    if root {
        let status = Command::new("chown").args(["-R", "65534:65534"]).arg(home.path()).status().unwrap();
        assert!(status.success());
    }
    fs::set_permissions(&config, fs::Permissions::from_mode(0o500)).unwrap();
    // The other user must reach the test binary itself.
    let copy = home.path().join("it");
    // Not copied here: another test that starts a process in that moment would inherit the file open for writing, and a file
    // open for writing cannot be run.
    let own = std::env::current_exe().unwrap();
    assert!(Command::new("cp").arg(own).arg(&copy).status().unwrap().success());
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).unwrap();
    let mut words: Vec<&str> = if root { other.to_vec() } else { Vec::new() };
    let copy_name = copy.to_string_lossy().into_owned();
    words.push(&copy_name);
    let status = Command::new(words[0])
        .args(&words[1..])
        .args(["store_faults::a_child_session", "--exact", "--ignored", "--test-threads=1"])
        .env(CHILD, "save 2")
        .env(DIR, home.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(11), "the save is refused");
    assert_eq!(home.kept().len(), 1);
    fs::set_permissions(&config, fs::Permissions::from_mode(0o700)).unwrap();
    let mut next = home.session();
    assert!(next.save());
    assert_eq!(home.kept().len(), 2);
}

#[test]
fn what_another_process_saves_is_told_within_three_seconds() {
    let home = Home::with_one();
    let (tell, told) = mpsc::channel();
    let wake = move |report| drop(tell.send(report));
    let (store, first) = Store::open(&home.dirs(), None, wake).unwrap();
    assert_eq!(first.bookmarks.len(), 1);
    assert_eq!(child(home.path(), "save 2", &[]).status().unwrap().code(), Some(10));
    // How long it takes is how often the file is looked at: a clock would measure the machine.
    const { assert!(LOOK.as_millis() < 3_000) };
    while told.recv_timeout(Duration::from_secs(120)).unwrap().bookmarks.get(&id(2)).is_none() {}
    assert_eq!(store.finish(Duration::from_secs(10)), Finished::Saved);
}

/// The program with everything it keeps below `dir`, run by a shell that first does `before`.
fn simak(dir: &Path, before: &str, arguments: &[&str]) -> Output {
    let script = format!("{before} exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_simak")]).args(arguments).current_dir(dir);
    for (name, below) in [("HOME", ""), ("SIMAK_CONFIG_DIR", "config"), ("XDG_STATE_HOME", "state")] {
        command.env(name, dir.join(below));
    }
    command.stdin(Stdio::null()).output().unwrap()
}

#[test]
fn a_file_that_may_not_grow_is_an_error_and_not_the_end() {
    let home = Home::new();
    fs::write(home.path().join("a.txt"), "The quay cost 31 million euros.\n").unwrap();
    let add = ["bookmarks", "add", "a.txt", "31 million"];
    let refused = simak(home.path(), "ulimit -f 0;", &add);
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("too large"), "{refused:?}");
    assert_eq!(simak(home.path(), "", &add).status.code(), Some(0));
}

#[test]
fn a_bookmark_whose_file_is_gone_says_so_with_the_remedy() {
    let home = Home::new();
    let file = home.path().join("a.txt");
    fs::write(&file, "The quay cost 31 million euros.\n").unwrap();
    let added = simak(home.path(), "", &["bookmarks", "add", "a.txt", "31 million"]);
    let id = String::from_utf8(added.stdout).unwrap().trim().to_owned();
    fs::remove_file(&file).unwrap();
    let opened = simak(home.path(), "", &["open", &id]);
    let said = String::from_utf8_lossy(&opened.stderr).into_owned();
    assert_eq!(opened.status.code(), Some(2), "{said}");
    assert!(said.contains("a.txt is not there") && said.contains(&format!("simak open {id} FOLDER")), "{said}");
}

/// On a file system of 256 KiB: fills it, tries, makes room, tries again.
fn full(dir: &Path, n: usize) {
    let mut session = session_in(dir);
    let filler = dir.join("filler");
    // As large as the disk lets it become.
    let _ = fs::write(&filler, vec![0; 1 << 20]);
    let Operation::Add(mut large) = add(n) else { unreachable!() };
    large.note = "x".repeat(8_000);
    session.push(vec![Operation::Add(large)]);
    assert!(!session.save());
    assert!(matches!(session.report().state, Saving::NotSaved(why) if why.contains("space")));
    assert_eq!(kept_in(dir).len(), 1, "the old file is whole");
    fs::remove_file(filler).unwrap();
    assert!(session.save() && session.close());
    assert_eq!(kept_in(dir).len(), 2);
    std::process::exit(0);
}

#[test]
fn on_a_full_disk_the_old_file_stays_and_the_bookmark_is_saved_once_there_is_room() {
    if !have("unshare", &["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) {
        return;
    }
    let mount = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=256k tmpfs \"$SIMAK_TEST_DIR\" && SIMAK_TEST_CHILD='save 1' \"$0\" \"$@\"; exec \"$0\" \"$@\"";
    let status = child(mount.path(), "full 2", &["unshare", "-rm", "sh", "-c", script]).status().unwrap();
    assert!(status.success(), "{status:?}");
}
