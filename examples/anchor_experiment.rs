//! Prints how well bookmarks follow changed texts, by length of the quote and kind of change.
//!
//! `cargo run --release --example anchor_experiment [FILE|FOLDER]...`; without a path over the starter articles in `seeds/`.

use std::io::Write;
use std::path::{Path, PathBuf};

#[path = "../tests/it/trial.rs"]
mod trial;

use trial::{Change, tally};

const TRIALS: usize = 150;

fn main() -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"));
    }
    let mut texts: Vec<String> = Vec::new();
    for path in &paths {
        let mut files: Vec<PathBuf> = if path.is_dir() {
            std::fs::read_dir(path)?.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect()
        } else {
            vec![path.clone()]
        };
        files.sort();
        for file in files {
            let bytes = std::fs::read(&file)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if let Ok(source) = simak::source::Source::read(&name, &bytes) {
                texts.push(source.text);
            }
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut out = std::io::stdout().lock();
    if texts.is_empty() {
        return writeln!(out, "no texts");
    }
    writeln!(out, "{} texts, {TRIALS} trials a cell; found (of these asked)", texts.len())?;
    writeln!(
        out,
        "| quote | characters changed 0 / 5 / 10 / 20 / 30 % | words changed 5 / 10 / 20 / 30 % | deleted: false (silent) | replaced: false (silent) |"
    )?;
    writeln!(out, "|---|---|---|---|---|")?;
    for len in [20, 40, 80, 160, 300] {
        let found = |change: Change| {
            let t = tally(&texts, len, change, TRIALS);
            format!("{} ({})", t.right, t.asked)
        };
        let letters = [0, 5, 10, 20, 30].map(|n| found(Change::Characters(n))).join(" / ");
        let words = [5, 10, 20, 30].map(|n| found(Change::Words(n))).join(" / ");
        let gone = [Change::Deleted, Change::Replaced].map(|change| {
            let t = tally(&texts, len, change, TRIALS);
            format!("{} ({})", t.wrong, t.silent)
        });
        writeln!(out, "| {len} | {letters} | {words} | {} | {} |", gone[0], gone[1])?;
    }
    Ok(())
}
