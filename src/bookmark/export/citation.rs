//! A quote with its source, for the clipboard.

use crate::bookmark::Document;

/// The quote in quotation marks and a line that says where it stands. No control character but the line feed is in it,
/// whatever the text holds.
///
/// ```
/// use simak::bookmark::{Document, export::citation::cite};
/// let document = Document {
///     title: Some("Exports rise".into()),
///     outlet: Some("The Paper".into()),
///     published: Some("2024-12-22".into()),
///     ..Document::default()
/// };
/// assert_eq!(cite("Up 5\t%.", &document), "“Up 5 %.”\n— Exports rise. The Paper, 2024-12-22.\n");
/// ```
pub fn cite(quote: &str, document: &Document) -> String {
    let mut source = source_line(document);
    if !source.is_empty() {
        source = format!("— {source}\n");
    }
    clean(&format!("“{}”\n{source}", quote.trim()))
}

/// Title, outlet, date and address, as far as known, in one line.
pub fn source_line(document: &Document) -> String {
    let label = document.label().trim();
    let mut line = label.to_owned();
    let ends = |line: &str| line.is_empty() || line.ends_with(['.', '?', '!', '…']);
    let known: Vec<&str> =
        [&document.author, &document.outlet, &document.published].into_iter().flatten().map(String::as_str).collect();
    if !known.is_empty() {
        if !ends(&line) {
            line.push('.');
        }
        line.push(' ');
        line.push_str(&known.join(", "));
    }
    if !ends(&line) {
        line.push('.');
    }
    if let Some(url) = &document.url {
        line.push(' ');
        line.push_str(url);
    }
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Drops control and hidden direction characters; tabs become blanks, other line ends line feeds.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\t' => Some(' '),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::cite;
    use crate::bookmark::Document;

    #[test]
    fn no_control_character_reaches_the_clipboard() {
        let document = Document { title: Some("a\x1b]0;x\x07\u{9b}b".into()), ..Document::default() };
        let text = cite("q\x1b[31m\r\nr\u{202e}\0", &document);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert_eq!(text, "“q[31m\nr”\n— a]0;xb.\n");
    }
}
