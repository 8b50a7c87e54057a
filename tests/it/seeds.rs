//! The starter collection, read to the end: a golden picture of each article.
//!
//! A picture shows the head data, then each source line with its role or the rule that dropped it. A change of the
//! cleaning rules shows here as a change of lines.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use simak::library::Entry;

/// The starter articles, read from `seeds/`, in the order of their names.
fn starters() -> Vec<Entry> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|p| Entry::read(p.file_name().unwrap().to_str().unwrap(), &fs::read(p).unwrap()).unwrap())
        .collect()
}

/// The picture of one article: what a reader would see of it, one fact a line.
fn picture(entry: &Entry) -> String {
    let mut out = String::new();
    head(entry, &mut out);
    out.push('\n');
    lines(entry, &mut out);
    out
}

/// Title, date, outlet, author, address, language.
fn head(entry: &Entry, out: &mut String) {
    let a = &entry.article;
    let or_none = |s: Option<&str>| s.unwrap_or("none").to_owned();
    writeln!(out, "title     {} ({:?})", a.title.text, a.title.from).unwrap();
    writeln!(out, "published {}", or_none(a.published.map(|d| d.to_string()).as_deref())).unwrap();
    writeln!(out, "outlet    {}", or_none(a.outlet.as_deref())).unwrap();
    writeln!(out, "author    {}", or_none(a.author.as_deref())).unwrap();
    writeln!(out, "address   {}", or_none(a.url.as_deref())).unwrap();
    writeln!(out, "language  {}", or_none(a.language.map(|l| l.to_string()).as_deref())).unwrap();
}

/// Every line with its role, language, twin and first words, or with the rule that dropped it.
fn lines(entry: &Entry, out: &mut String) {
    let a = &entry.article;
    let mut rows: Vec<(u32, String)> = Vec::new();
    for p in &a.passages {
        let role = format!("{:?}", p.role).to_lowercase();
        let lang = p.lang.map_or_else(|| "-".to_owned(), |l| l.to_string());
        let twin = p.twin_of.map(|t| format!(" twin of {}", a.passage(t).line)).unwrap_or_default();
        let words: Vec<&str> = p.text.text().split_whitespace().take(6).collect();
        rows.push((p.line, format!("{role:<8} {lang}{twin}  {}", words.join(" "))));
    }
    for d in &a.dropped {
        rows.push((d.line, format!("dropped  {}", d.rule)));
    }
    rows.sort();
    for (line, row) in rows {
        writeln!(out, "{line:>4} {row}").unwrap();
    }
}

#[test]
fn each_starter_article_reads_as_pictured() {
    let starters = starters();
    assert_eq!(starters.len(), 5);
    for entry in &starters {
        insta::assert_snapshot!(entry.path.replace('.', "-"), picture(entry));
    }
}

#[test]
fn the_starters_name_their_sources_and_one_has_no_title() {
    let starters = starters();
    let made = starters.iter().filter(|e| e.article.title.from.is_made()).count();
    let addressed = starters.iter().filter(|e| e.article.url.is_some()).count();
    let foreign = starters.iter().flat_map(|e| &e.article.passages).filter(|p| p.twin_of.is_some()).count();
    assert_eq!((made, addressed), (1, 4));
    assert!(foreign >= 5, "{foreign}");
}
