//! The corpora as the two examples read them: token, TAB, tag, a blank line between sentences.

use std::ops::Range;

use simak::facts::names::lexicon::Classes;
use simak::facts::names::reading::Reading;

/// Whether a sentence is annotated in a way of its own: a known body left out, a title or a bracket inside a person. In NER-UGM
/// about half of the known bodies are left out (235 of 496), in NER-UI one in twenty.
pub fn contradicts(r: &Reading, s: &Range<usize>, labels: &[&str]) -> bool {
    s.clone().any(|i| {
        let inside = labels.get(i + 1) == Some(&"I-PER");
        let left_out = labels[i] == "O" && r.is_upper(i) && r.has(i, Classes::BODY);
        let titled = labels[i] == "B-PER" && r.has(i, Classes::OFFICE) && inside;
        left_out || titled || (labels[i] == "I-PER" && r.is(i, "("))
    })
}

/// A sentence joined with blanks, and its names: bytes and kind.
pub type Marked = (String, Vec<(usize, usize, String)>);

/// The sentences of a table.
pub fn parse(table: &str) -> Vec<Marked> {
    let mut out = Vec::new();
    for block in table.split("\n\n") {
        let (mut text, mut spans): Marked = Default::default();
        for line in block.lines() {
            let Some((word, tag)) = line.split_once('\t') else { continue };
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            match tag.split_once('-') {
                Some(("B", kind)) => spans.push((start, text.len(), kind.to_owned())),
                Some(("I", kind)) => match spans.last_mut() {
                    Some(last) if last.2 == kind && last.1 + 1 == start => last.1 = text.len(),
                    _ => spans.push((start, text.len(), kind.to_owned())),
                },
                _ => {}
            }
        }
        if !text.is_empty() {
            out.push((text, spans));
        }
    }
    out
}

/// The labels of the tokens of a reading.
pub fn label<'s>(r: &Reading, spans: &[(usize, usize, String)]) -> Vec<&'s str> {
    r.tokens
        .iter()
        .map(|t| {
            let at = t.span().start;
            let Some(s) = spans.iter().find(|s| s.0 <= at && at < s.1) else { return "O" };
            let inside = usize::from(s.0 != at);
            match s.2.as_str() {
                "PER" => ["B-PER", "I-PER"][inside],
                "LOC" => ["B-LOC", "I-LOC"][inside],
                "ORG" => ["B-ORG", "I-ORG"][inside],
                "EVT" => ["B-EVT", "I-EVT"][inside],
                "DOC" => ["B-DOC", "I-DOC"][inside],
                _ => "O",
            }
        })
        .collect()
}
