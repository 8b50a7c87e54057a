//! The starter collection, read to the end: a golden picture of each article.
//!
//! A picture shows the head data, then each source line with its role or the rule that dropped it. A change of the
//! cleaning rules shows here as a change of lines.

use std::fs;
use std::path::PathBuf;

use simak::library::Entry;

/// The starter articles, read from `seeds/`, in the order of their names.
fn starters() -> Vec<Entry> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let listed = fs::read_dir(folder).expect("the repository has a starter collection");
    let mut paths: Vec<PathBuf> = listed.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let bytes = fs::read(path).expect("a starter article can be read");
            Entry::read(&name, &bytes).expect("a starter article is text")
        })
        .collect()
}

/// The picture of one article: what a reader would see of it, one fact a line.
fn picture(entry: &Entry) -> String {
    [head(entry), vec![String::new()], lines(entry)].concat().join("\n")
}

/// Title, date, outlet, author, address, language.
fn head(entry: &Entry) -> Vec<String> {
    let a = &entry.article;
    let or_none = |s: Option<String>| s.unwrap_or_else(|| "none".to_owned());
    vec![
        format!("title     {} ({:?})", a.title.text, a.title.from),
        format!("published {}", or_none(a.published.map(|d| d.to_string()))),
        format!("outlet    {}", or_none(a.outlet.clone())),
        format!("author    {}", or_none(a.author.clone())),
        format!("address   {}", or_none(a.url.clone())),
        format!("language  {}", or_none(a.language.map(|l| l.to_string()))),
    ]
}

/// Every line with its role, language, twin and first words, or with the rule that dropped it.
fn lines(entry: &Entry) -> Vec<String> {
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
    rows.iter().map(|(line, row)| format!("{line:>4} {row}")).collect()
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
