//! The README says what is so: its key table, commands, JSON fields, links and named tests are held against the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use serde_json::Value;
use simak::app::look::Look;
use simak::app::theme::Themes;
use simak::cli::keys;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The lines below the heading `title` up to the next heading of any depth.
fn below<'a>(text: &'a str, title: &str) -> &'a str {
    let start = text.find(&format!("\n{title}\n")).unwrap_or_else(|| panic!("README.md has no `{title}`"));
    let rest = &text[start + title.len() + 2..];
    rest.split("\n#").next().unwrap()
}

/// What stands between backticks in `text`.
fn code(text: &str) -> Vec<&str> {
    Regex::new("`([^`]+)`").unwrap().captures_iter(text).map(|c| c.get(1).unwrap().as_str()).collect()
}

/// What the program prints, from the root of the repository.
fn printed(arguments: &[&str]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_simak"))
        .args(arguments)
        .current_dir(root())
        .env("SIMAK_CONFIG_DIR", dir.path())
        .env("XDG_STATE_HOME", dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "simak {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The table in the README is exactly the one made from the keymap. `README=write cargo test --test it readme` puts it there.
#[test]
fn the_key_table_is_that_of_the_keymap() {
    let head = "| key | what it does | where |\n|---|---|---|\n";
    let text = readme();
    let start = text.find(head).expect("README.md has a key table") + head.len();
    let end = start + text[start..].find("<!-- end of keys -->").expect("the key table ends with a mark");
    let table = keys::markdown();
    if std::env::var_os("README").is_some_and(|v| v == "write") {
        fs::write(root().join("README.md"), format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
        return;
    }
    let stale = "the keymap has changed; `README=write cargo test --test it readme` writes the table anew";
    assert_eq!(&text[start..end], table, "{stale}");
}

#[test]
fn the_commands_are_those_of_the_help() {
    let text = readme();
    let section = below(&text, "## Command line");
    let documented: BTreeSet<&str> = code(section)
        .iter()
        .filter_map(|c| c.strip_prefix("simak ")?.split(' ').next())
        .filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect();
    let help = printed(&["--help"]);
    let from = help.find("Commands:").unwrap();
    let list = &help[from..from + help[from..].find("\n\n").unwrap()];
    let real: BTreeSet<&str> = Regex::new(r"(?m)^  ([a-z]+) ")
        .unwrap()
        .captures_iter(list)
        .map(|c| c.get(1).unwrap().as_str())
        .filter(|w| *w != "help")
        .collect();
    assert!(real.len() > 10, "{help}");
    assert_eq!(documented, real);
    // Options and the acts on bookmarks stand in the help too.
    let all = ["list", "related", "search"].iter().fold(help.clone(), |all, c| all + &printed(&[c, "--help"]));
    for option in code(section).iter().filter(|c| c.starts_with('-') && c.len() > 1) {
        let name = option.split(' ').next().unwrap();
        assert!(all.contains(name), "{option} is in no help");
    }
    let acts = printed(&["bookmarks", "--help"]);
    for act in ["list", "export", "import", "check", "restore", "add"] {
        assert!(section.contains(&format!("`{act}`")) || section.contains(&format!("bookmarks {act}`")), "{act}");
        assert!(acts.contains(&format!("\n  {act} ")), "{act}");
    }
}

/// Every field of `value` as `a`, `a.b`, `a[].b`.
fn fields(value: &Value, at: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let name = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                fields(value, &name, into);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, &format!("{at}[]"), into)),
        _ => {
            into.insert(at.to_owned());
        }
    }
}

#[test]
fn the_json_fields_are_those_of_the_output() {
    let text = readme();
    let passage = "seeds/003-tujuh-bulan-hubungan-luar-negeri.txt:15";
    let commands: [(&str, &[&str]); 6] = [
        ("### `simak inspect`", &["inspect", "seeds"]),
        ("### `simak list --json`", &["list", "--json", "seeds"]),
        ("### `simak search --json`", &["search", "--json", "mitra strategis", "seeds"]),
        ("### `simak related --json`", &["related", "--json", passage, "seeds"]),
        ("### `simak compare --json`", &["compare", "--json", "seeds"]),
        ("### `simak timeline --json`", &["timeline", "--json", "seeds"]),
    ];
    let name = Regex::new(r"^(\[\]\.)?[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*$").unwrap();
    let bracket = Regex::new(r"\([^)]*\)").unwrap();
    for (heading, arguments) in commands {
        let section = below(&text, heading);
        // In a table the fields stand in the first column; else they are the code up to the first bracket with an example.
        let cells: String = if section.contains("|---|") {
            section.lines().filter_map(|l| l.split('|').nth(1)).collect()
        } else {
            bracket.replace_all(section, "").into_owned()
        };
        let documented: BTreeSet<String> =
            code(&cells).into_iter().filter(|c| name.is_match(c)).map(str::to_owned).collect();
        let mut real = BTreeSet::new();
        for line in printed(arguments).lines() {
            fields(&serde_json::from_str(line).unwrap(), "", &mut real);
        }
        assert!(real.len() > 3, "{heading}: {real:?}");
        let missing: Vec<_> = real.difference(&documented).collect();
        let gone: Vec<_> = documented.difference(&real).collect();
        assert!(
            missing.is_empty() && gone.is_empty(),
            "{heading}: not in the README {missing:?}, not in the output {gone:?}"
        );
    }
}

/// The Markdown files that link to others.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|e| e.unwrap().path());
    let pages = docs.filter(|p| p.extension().is_some_and(|e| e == "md"));
    pages.chain([root().join("README.md")]).collect()
}

#[test]
fn links_lead_to_files() {
    let link = Regex::new(r"\]\(([^)#\s]+)").unwrap();
    let mut count = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for target in link.captures_iter(&text).map(|c| c.get(1).unwrap().as_str()).filter(|t| !t.contains("://")) {
            count += 1;
            assert!(page.parent().unwrap().join(target).exists(), "{}: {target} is not there", page.display());
        }
    }
    assert!(count > 10);
}

/// All Rust text under `dir`.
fn rust(dir: &Path) -> String {
    let mut all = String::new();
    for path in fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()) {
        if path.is_dir() {
            all += &rust(&path);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all += &fs::read_to_string(&path).unwrap();
        }
    }
    all
}

#[test]
fn every_promise_names_tests_that_exist() {
    let text = readme();
    let code_of_all = rust(&root().join("src")) + &rust(&root().join("tests"));
    let rows: Vec<&str> = below(&text, "## What it promises").lines().filter(|l| l.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 10);
    for row in rows {
        let tests = code(row.split('|').nth(2).unwrap());
        assert!(!tests.is_empty() || row.contains("no check yet"), "{row}");
        for test in tests {
            assert!(code_of_all.contains(&format!("fn {test}(")), "there is no test {test}");
        }
    }
}

#[test]
fn no_page_names_a_place_on_a_machine() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for place in ["/work", "/tmp", "/root", "/home/"] {
            assert!(!text.contains(place), "{}: {place}", page.display());
        }
    }
}

#[test]
fn the_settings_shown_are_settings() {
    let text = readme();
    let after = text.split("`config.toml` sets").nth(1).expect("README.md shows config.toml");
    let block: String =
        after.lines().skip(2).take_while(|l| l.starts_with("    ")).flat_map(|l| [l.trim(), "\n"]).collect();
    assert!(block.lines().count() > 4, "{block}");
    assert_eq!(Look::default().configure(&block, &Themes::default()), Vec::<String>::new());
}
