//! The figures of bookmarks as CSV (RFC 4180): one row a figure, one row for a bookmark without figures.

use super::citation::{clean, source_line};
use crate::bookmark::facts::{FigureField, NameField};
use crate::bookmark::{Bookmark, Bookmarks};

/// The columns.
pub const COLUMNS: [&str; 11] =
    ["subject", "value", "unit", "when", "source", "approx", "kind", "quote", "names", "tags", "id"];

/// All bookmarks.
///
/// A cell of running text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`) gets an
/// apostrophe before it.
pub fn write(bookmarks: &Bookmarks) -> String {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = out.write_record(COLUMNS);
    for b in bookmarks.iter() {
        if b.figures.is_empty() {
            let _ = out.write_record(row(b, None));
        }
        for f in &b.figures {
            let _ = out.write_record(row(b, Some(f)));
        }
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(b: &Bookmark, figure: Option<&FigureField>) -> [String; 11] {
    let cell = |get: fn(&FigureField) -> Option<&str>| figure.and_then(get).unwrap_or_default();
    let subject = match figure {
        Some(f) => f.of.as_deref().unwrap_or(&f.text),
        None => b.fact(),
    };
    let names: Vec<&str> = b.names.iter().map(NameField::name).collect();
    [
        text(subject),
        clean(cell(|f| f.value.as_deref())),
        text(cell(|f| f.unit.as_deref())),
        clean(cell(|f| f.when.as_deref())),
        text(&source_line(&b.document)),
        clean(cell(|f| f.approx.as_deref())),
        clean(cell(|f| Some(f.kind.as_str()))),
        text(b.quote()),
        text(&names.join("; ")),
        text(&b.tags.join("; ")),
        text(b.id.as_str()),
    ]
}

fn text(cell: &str) -> String {
    let cell = clean(cell);
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell }
}
