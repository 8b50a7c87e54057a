//! `simak show`: the cleaned article as text. `simak list`: one line an article.

use serde_json::{Value as Json, json};

use crate::article::{Article, Role};
use crate::library::Entry;
use crate::source::BlockKind;
use crate::text::sanitise::display;

/// The lines of an article: paragraphs divided by empty lines, wrapped at `columns` if given.
pub fn lines(article: &Article, columns: Option<usize>) -> Vec<String> {
    let mut out = Vec::new();
    let mut before = None;
    for p in article.passages.iter().filter(|p| p.twin_of.is_none()) {
        let together = matches!((before, p.kind), (Some(BlockKind::Item { .. }), BlockKind::Item { .. }))
            || matches!((before, p.kind), (Some(BlockKind::Row), BlockKind::Row));
        if before.is_some() && !together {
            out.push(String::new());
        }
        before = Some(p.kind);
        let lead = match (p.role, p.kind) {
            (Role::Caption, _) => "[",
            (_, BlockKind::Item { .. }) => "- ",
            (_, BlockKind::Quote) => "> ",
            _ => "",
        };
        let end = if p.role == Role::Caption { "]" } else { "" };
        for line in p.text.text().split('\n') {
            let line = format!("{lead}{}{end}", display(line));
            match columns {
                Some(columns) if p.kind != BlockKind::Code => {
                    out.extend(textwrap::wrap(&line, columns).into_iter().map(String::from));
                }
                _ => out.push(line),
            }
        }
    }
    out
}

/// The line of an article in a list: date, outlet, words, path, title, divided by tabs.
pub fn row(entry: &Entry) -> String {
    let a = &entry.article;
    let date = a.published.map_or_else(|| "-".to_owned(), |d| d.to_string());
    let outlet = a.outlet.as_deref().unwrap_or("-");
    let made = if a.title.from.is_made() { "~" } else { "" };
    let (path, title) = (display(&entry.path), display(&a.title.text));
    format!("{date}\t{}\t{}\t{path}\t{made}{title}", display(outlet), a.word_count())
}

/// The same as JSON.
pub fn object(entry: &Entry) -> Json {
    let a = &entry.article;
    json!({
        "path": entry.path, "title": a.title.text, "title_from": a.title.from,
        "published": a.published.map(|d| d.to_string()), "outlet": a.outlet, "words": a.word_count(),
        "language": a.language.map(|l| l.code().to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::{lines, row};
    use crate::library::Entry;

    #[test]
    fn a_paragraph_is_a_line_in_a_pipe_and_wrapped_on_a_terminal() {
        let entry = Entry::read("a.txt", b"one two three four\n\nfive six").unwrap();
        let plain = lines(&entry.article, None);
        assert_eq!(plain.iter().filter(|l| !l.is_empty()).count(), 2, "{plain:?}");
        assert!(lines(&entry.article, Some(8)).iter().all(|l| l.len() <= 8));
        assert_eq!(row(&entry).split('\t').count(), 5);
    }
}
