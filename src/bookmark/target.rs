//! Where in its document a bookmark points: selectors of the W3C Web Annotation Data Model.
//!
//! Selector names and fields are those of <https://www.w3.org/TR/annotation-model/#selectors>, so that export to other
//! tools is a copy. Selectors of other kinds are kept as they are.

use serde::de::Error as _;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::anchor::Selectors;

/// A stretch in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First character.
    pub start: u64,
    /// After the last character.
    pub end: u64,
}

/// One selector.
#[derive(Debug, Clone, PartialEq)]
pub enum Selector {
    /// The quote with its surroundings.
    Quote {
        /// The quoted text.
        exact: String,
        /// What stood before it.
        prefix: String,
        /// What stood after it.
        suffix: String,
        /// Other fields.
        extra: Map<String, Value>,
    },
    /// The place, in Unicode scalar values of the decoded source text.
    Position {
        /// The stretch.
        at: Stretch,
        /// Other fields.
        extra: Map<String, Value>,
    },
    /// A selector of another kind, kept as it is.
    Other(Value),
}

impl Serialize for Selector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (length, extra) = match self {
            Self::Quote { extra, .. } => (4, extra),
            Self::Position { extra, .. } => (3, extra),
            Self::Other(value) => return value.serialize(serializer),
        };
        let mut map = serializer.serialize_map(Some(length + extra.len()))?;
        match self {
            Self::Quote { exact, prefix, suffix, .. } => {
                map.serialize_entry("type", "TextQuoteSelector")?;
                map.serialize_entry("exact", exact)?;
                map.serialize_entry("prefix", prefix)?;
                map.serialize_entry("suffix", suffix)?;
            }
            Self::Position { at, .. } => {
                map.serialize_entry("type", "TextPositionSelector")?;
                map.serialize_entry("start", &at.start)?;
                map.serialize_entry("end", &at.end)?;
            }
            Self::Other(_) => {}
        }
        for (key, value) in extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = match Value::deserialize(deserializer)? {
            Value::Object(map) => map,
            other => return Ok(Self::Other(other)),
        };
        let text = |map: &mut Map<String, Value>, key: &str| match map.shift_remove(key) {
            None => Ok(String::new()),
            Some(Value::String(s)) => Ok(s),
            Some(_) => Err(D::Error::custom(format_args!("`{key}` of a selector is not text"))),
        };
        match map.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") if map.contains_key("exact") => {
                map.shift_remove("type");
                let exact = text(&mut map, "exact")?;
                let prefix = text(&mut map, "prefix")?;
                let suffix = text(&mut map, "suffix")?;
                Ok(Self::Quote { exact, prefix, suffix, extra: map })
            }
            Some("TextPositionSelector") => {
                let number = |key: &str| map.get(key).and_then(Value::as_u64);
                let (Some(start), Some(end)) = (number("start"), number("end")) else {
                    return Ok(Self::Other(Value::Object(map)));
                };
                for key in ["type", "start", "end"] {
                    map.shift_remove(key);
                }
                Ok(Self::Position { at: Stretch { start, end }, extra: map })
            }
            _ => Ok(Self::Other(Value::Object(map))),
        }
    }
}

/// The selectors of a bookmark, and the fact inside the quote.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The selectors, the quote first.
    #[serde(default)]
    pub selectors: Vec<Selector>,
    /// The fact inside the quote, Unicode scalar values of the quote; none where the quote is the fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inner: Option<Stretch>,
    /// Quotes this bookmark had before an approximate match was confirmed, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Selector>,
    /// What else the file says.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Target {
    /// A target of these selectors.
    pub fn new(selectors: &Selectors, inner: Option<Stretch>) -> Self {
        let quote = Selector::Quote {
            exact: selectors.exact.clone(),
            prefix: selectors.prefix.clone(),
            suffix: selectors.suffix.clone(),
            extra: Map::new(),
        };
        let position = selectors.position.map(|at| Selector::Position { at, extra: Map::new() });
        Self { selectors: std::iter::once(quote).chain(position).collect(), inner, ..Self::default() }
    }

    /// The quoted text, empty where there is none.
    pub fn exact(&self) -> &str {
        self.selectors
            .iter()
            .find_map(|s| match s {
                Selector::Quote { exact, .. } => Some(exact.as_str()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The place, if one is written.
    pub fn position(&self) -> Option<Stretch> {
        self.selectors.iter().find_map(|s| match s {
            Selector::Position { at, .. } => Some(*at),
            _ => None,
        })
    }

    /// The selectors in the form in which they are resolved. All empty where no quote is written.
    pub fn selectors(&self) -> Selectors {
        let mut out = Selectors { position: self.position(), ..Selectors::default() };
        for s in &self.selectors {
            if let Selector::Quote { exact, prefix, suffix, .. } = s {
                (out.exact, out.prefix, out.suffix) = (exact.clone(), prefix.clone(), suffix.clone());
                break;
            }
        }
        out
    }

    /// This target after the reader confirmed that it now stands at `now`: the new selectors, the old quote in the history
    /// where it reads differently, everything else kept.
    #[must_use]
    pub fn moved_to(&self, now: &Selectors) -> Self {
        let mut next = self.clone();
        if self.exact() != now.exact {
            next.history.extend(self.selectors.iter().find(|s| matches!(s, Selector::Quote { .. })).cloned());
            next.inner = None;
        }
        let fresh = Self::new(now, None);
        next.selectors.retain(|s| matches!(s, Selector::Other(_)));
        next.selectors.splice(0..0, fresh.selectors);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn a_selector_of_another_kind_and_unknown_fields_survive() {
        let text = r#"{"selectors":[{"type":"TextQuoteSelector","exact":"a","prefix":"","suffix":"","x":1},{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p"}},{"type":"TextPositionSelector","start":1,"end":2}],"y":[0.1]}"#;
        let target: Target = serde_json::from_str(text).unwrap();
        assert_eq!(target.exact(), "a");
        assert_eq!(target.position().unwrap().end, 2);
        assert_eq!(serde_json::to_string(&target).unwrap(), text);
    }
}
