//! Names and figures of a quote as fields of its bookmark, so that they can be listed without the text.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::facts::{Figure, Kind, Value};

/// A name in the quote.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NameField {
    /// As it stands in the text.
    #[serde(default)]
    pub text: String,
    /// `person`, `organisation`, `place`, `event`, `document`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The one name for all its spellings, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Json>,
}

impl NameField {
    /// The field of a mention that reads `text` and belongs to `entity`.
    pub fn new(text: &str, kind: Kind, entity: &str) -> Self {
        let entity = (entity != text && !entity.is_empty()).then(|| entity.to_owned());
        Self { text: text.to_owned(), kind: kind.word().to_owned(), entity, extra: Map::new() }
    }

    /// The entity's name, else the text.
    pub fn name(&self) -> &str {
        self.entity.as_deref().unwrap_or(&self.text)
    }
}

/// A figure in the quote.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureField {
    /// As it stands in the text.
    #[serde(default)]
    pub text: String,
    /// `date`, `money`, `percent`, `count`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The value: a plain decimal, `a/b` for a range, ISO 8601 for a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// ISO 4217 code, `%`, or the counted thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// `>`, `<` or `~`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approx: Option<String>,
    /// What is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The date it holds for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Json>,
}

impl FigureField {
    /// The field of `figure`, which reads `text`.
    pub fn new(text: &str, figure: &Figure) -> Self {
        let value = match &figure.value {
            Value::Date(date) => date.clone(),
            Value::Number(n) => Some(n.normalize().to_string()),
            Value::Range(a, b) => Some(format!("{}/{}", a.normalize(), b.normalize())),
        };
        let kind = serde_json::to_value(figure.kind).ok().and_then(|k| k.as_str().map(str::to_owned));
        Self {
            text: text.to_owned(),
            kind: kind.unwrap_or_default(),
            value,
            unit: figure.unit.clone(),
            approx: figure.approx.map(|a| a.sign().to_owned()),
            of: figure.of.clone(),
            when: figure.when.clone(),
            extra: Map::new(),
        }
    }
}
