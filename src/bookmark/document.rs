//! The document a bookmark was made in, as far as it must be known to find and cite it again.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A document. Everything is optional in the file; what simak does not know it keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The path as it was opened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The file's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The article's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// BLAKE3 of the decoded text, hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub blake3: String,
    /// Length of the decoded text in Unicode scalar values.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub len_chars: u64,
    /// The encoding the bytes were read as.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

impl Document {
    /// What to call it: the title, else the name, else the path.
    pub fn label(&self) -> &str {
        match &self.title {
            Some(title) if !title.trim().is_empty() => title,
            _ if self.name.is_empty() => &self.path,
            _ => &self.name,
        }
    }

    /// Whether `hash` (of [`hash`]) is that of the text the bookmark was made in.
    pub fn is_text(&self, hash: &str) -> bool {
        !self.blake3.is_empty() && self.blake3 == hash
    }
}

/// The hash by which a text is known again: BLAKE3 of the decoded text, 64 hexadecimal digits.
pub fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// How well an open document fits a bookmark whose own file is gone; the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Name and title are the same.
    NameAndTitle,
    /// The text is the same.
    Text,
}

/// The documents among `open` (path, name, title, text hash) in which the text of `gone` may now stand, best fit first.
///
/// One candidate of [`Fit::Text`] may be followed; of several the reader chooses.
pub fn candidates<'a>(
    gone: &Document,
    open: impl IntoIterator<Item = (&'a str, &'a str, Option<&'a str>, &'a str)>,
) -> Vec<(Fit, String)> {
    let mut found: Vec<(Fit, String)> = open
        .into_iter()
        .filter_map(|(path, name, title, hash)| {
            let fit = if gone.is_text(hash) {
                Fit::Text
            } else if !name.is_empty() && name == gone.name && title.is_some() && title == gone.title.as_deref() {
                Fit::NameAndTitle
            } else {
                return None;
            };
            Some((fit, path.to_owned()))
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found
}

#[cfg(test)]
mod tests {
    use super::{Document, Fit, candidates, hash};

    #[test]
    fn a_renamed_file_is_known_by_its_text_before_its_title() {
        let gone =
            Document { name: "a.txt".into(), title: Some("T".into()), blake3: hash("text"), ..Document::default() };
        let same = hash("text");
        let found =
            candidates(&gone, [("x/a.txt", "a.txt", Some("T"), "0"), ("x/b.txt", "b.txt", None, same.as_str())]);
        assert_eq!(found, [(Fit::Text, "x/b.txt".to_owned()), (Fit::NameAndTitle, "x/a.txt".to_owned())]);
    }
}
