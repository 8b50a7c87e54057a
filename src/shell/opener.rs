//! Opens web and mail addresses with the system's opener: by arguments, without a shell.

use std::process::{Command, Stdio};
use std::{env, thread};

/// The longest address that is opened, in bytes.
const LIMIT: usize = 2048;

/// Checks `address`: http, https or mailto, printable ASCII without blanks or quotes. A sentence says why not.
pub fn check(address: &str) -> Result<&str, String> {
    let lower = address.to_ascii_lowercase();
    if !["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)) {
        return Err("not opened: only http, https and mailto addresses are".into());
    }
    if address.len() > LIMIT {
        return Err(format!("not opened: the address has over {LIMIT} bytes"));
    }
    if !address.bytes().all(|b| b.is_ascii_graphic() && !b"\"'`<>\\^{|}".contains(&b)) {
        return Err("not opened: the address has characters that no address has".into());
    }
    Ok(address)
}

/// Opens `address`; a sentence says what failed. Does not wait for the opener.
pub fn open(address: &str) -> Result<(), String> {
    let address = check(address)?;
    let program = match env::var("BROWSER") {
        // A list or a command line would need a shell to be understood; such a value is left to the opener itself.
        Ok(one) if !one.is_empty() && !one.contains([':', ' ', '%']) && !address.starts_with("mailto:") => one,
        _ if cfg!(target_os = "macos") => "open".into(),
        _ => "xdg-open".into(),
    };
    let child = Command::new(&program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|e| format!("not opened: {program}: {}", super::loader::reason(&e)))?;
    let reap = move || {
        let mut child = child;
        let _ = child.wait();
    };
    // Without the thread the child would stay a zombie until the program ends; that is all.
    let _ = thread::Builder::new().name("opener".into()).spawn(reap);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_web_and_mail_addresses_are_opened() {
        for good in ["https://example.org/a?b=c&d#e", "HTTP://example.org", "mailto:a@example.org"] {
            assert!(check(good).is_ok(), "{good}");
        }
        let long = format!("https://example.org/{}", "a".repeat(10_240));
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "-oProxyCommand=x",
            "exec:ls",
            "https://a b",
            "https://a\u{1b}[31m",
            "https://\u{430}pple.com",
            "https://a`id`",
            &long,
            "",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
