//! Front matter: the `key: value` lines between `---` at the start of a file, read into [`Meta`].
//!
//! Reads the flat part of YAML that people write there (and `key = value` between `+++`); anything nested is passed over. A
//! start that only looks like front matter, such as a rule above a paragraph, is left to the text.

use super::Meta;
use crate::text::Lang;

/// Front matter longer than this is taken for text.
const MOST_LINES: usize = 200;

/// Reads front matter into `meta` and gives its length in bytes, the closing line included; 0 where there is none.
pub(super) fn read(text: &str, meta: &mut Meta) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next() else { return 0 };
    let (ends, sign): (&[&str], char) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return 0,
    };
    let mut length = first.len();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in lines.take(MOST_LINES) {
        length += line.len();
        let trimmed = line.trim();
        if ends.contains(&line.trim_end()) {
            if pairs.is_empty() {
                return 0;
            }
            for (key, value) in pairs {
                take(meta, &key, &value);
            }
            return length;
        }
        if trimmed.is_empty() || trimmed.starts_with('#') || line.starts_with([' ', '\t', ']', '}']) {
            if let (Some((_, value)), Some(item)) = (pairs.last_mut(), trimmed.strip_prefix("- ")) {
                append(value, item);
            }
            continue;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            let Some((_, value)) = pairs.last_mut() else { return 0 };
            append(value, item);
            continue;
        }
        let Some((key, value)) = trimmed.split_once(sign) else { return 0 };
        let key = key.trim().trim_matches(['"', '\'']);
        if key.is_empty() || key.contains(' ') || key.len() > 40 {
            return 0;
        }
        pairs.push((key.to_lowercase(), unquoted(value)));
    }
    0
}

/// Adds an item of a list to what the key has.
fn append(value: &mut String, item: &str) {
    if !value.is_empty() {
        value.push_str(", ");
    }
    value.push_str(&unquoted(item));
}

/// The value without quotes, list brackets and a comment behind it.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some(end) = inner.rfind(quote)
        {
            let inner = &inner[..end];
            return if quote == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        }
    }
    if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return list.split(',').map(|v| v.trim().trim_matches(['"', '\''])).collect::<Vec<_>>().join(", ");
    }
    value.split(" #").next().unwrap_or_default().trim().to_owned()
}

fn take(meta: &mut Meta, key: &str, value: &str) {
    if value.is_empty() || matches!(value, "null" | "~" | "|" | ">") {
        return;
    }
    let field = match key {
        "title" | "judul" | "headline" => &mut meta.title,
        "date" | "published" | "pubdate" | "publishdate" | "published_at" | "tanggal" | "created" => {
            &mut meta.published
        }
        "author" | "authors" | "by" | "penulis" => &mut meta.author,
        "outlet" | "publication" | "publisher" | "site" | "media" => &mut meta.outlet,
        "url" | "link" | "canonical" | "canonical_url" | "source_url" => &mut meta.url,
        "source" | "sumber" => {
            if value.contains("://") {
                &mut meta.url
            } else {
                &mut meta.outlet
            }
        }
        "lang" | "language" | "bahasa" => {
            meta.language = meta.language.or_else(|| Lang::from_code(value));
            return;
        }
        _ => return,
    };
    field.get_or_insert_with(|| value.to_owned());
}

#[cfg(test)]
mod tests {
    use super::{Meta, read};

    #[test]
    fn keys_of_several_names_are_read() {
        let text = "---\ntitle: \"Pasar: baru\"\ndate: 2025-03-01 # ya\nauthors:\n  - Ani\n  - Budi\nsource: https://a.id/x\nlang: id-ID\n---\nIsi\n";
        let mut meta = Meta::default();
        let length = read(text, &mut meta);
        assert_eq!(&text[length..], "Isi\n");
        assert_eq!(meta.title.as_deref(), Some("Pasar: baru"));
        assert_eq!(meta.published.as_deref(), Some("2025-03-01"));
        assert_eq!(meta.author.as_deref(), Some("Ani, Budi"));
        assert_eq!(meta.url.as_deref(), Some("https://a.id/x"));
        assert_eq!(meta.language.map(|l| l.to_string()).as_deref(), Some("id"));
    }

    #[test]
    fn a_rule_above_text_is_no_front_matter() {
        for text in ["---\nJust a sentence.\n---\n", "---\n\n---\n", "---\ntitle: open\n", "", "text"] {
            assert_eq!(read(text, &mut Meta::default()), 0, "{text:?}");
        }
    }
}
