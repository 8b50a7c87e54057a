//! Reading runs nothing and sends nothing, seen from outside by the calls the program makes.

use std::process::Command;

#[test]
fn reading_starts_no_program_and_opens_no_connection() {
    if Command::new("strace").arg("-V").output().is_err() {
        eprintln!("skipped: strace is not there");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("calls");
    let page = dir.path().join("page.html");
    let hostile = "<html><head><title>A page</title><link rel=stylesheet href=http://127.0.0.1:9/a.css>\
        <script src=http://127.0.0.1:9/a.js></script><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'></head>\
        <body><p>One sentence with a picture in it.</p><img src=http://127.0.0.1:9/a.png><iframe src=file:///etc/passwd>\
        </iframe></body></html>";
    std::fs::write(&page, hostile).unwrap();
    for command in ["show", "inspect"] {
        let status = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=%process,%network", "-o"])
            .arg(&log)
            .args([env!("CARGO_BIN_EXE_simak"), command])
            .arg(&page)
            .env("SIMAK_CONFIG_DIR", dir.path().join("config"))
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
        let calls = std::fs::read_to_string(&log).unwrap();
        let named = |name: &str| calls.lines().filter(|l| l.contains(&format!(" {name}("))).count();
        // The one execve is the start of simak itself.
        assert_eq!(named("execve"), 1, "{calls}");
        for call in ["execveat", "vfork", "fork", "socket", "connect", "sendto", "sendmsg"] {
            assert_eq!(named(call), 0, "{call}: {calls}");
        }
    }
}
