//! Our own texts to train with (`examples/corpus/LANG.txt`): articles parted by blank lines, a paragraph a line, names marked
//! `{p Rina Wulandari}` person, `{l …}` place, `{o …}` organisation, `{e …}` event, `{d …}` document; a line that begins with `#`
//! is a remark.

use super::corpus::Marked;

/// The articles of a text of our own, a paragraph each.
pub fn parse_own(text: &str) -> Vec<Vec<Marked>> {
    let mut out = vec![Vec::new()];
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        if line.trim().is_empty() {
            out.push(Vec::new());
        } else if let Some(article) = out.last_mut() {
            article.push(unmark(line));
        }
    }
    out.retain(|a| !a.is_empty());
    out
}

/// A line without its marks, and the names they tell.
fn unmark(line: &str) -> Marked {
    let (mut text, mut spans): Marked = Default::default();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = marked.split_once('}') else { break };
        let (kind, name) = name.split_once(' ').unwrap_or(("", name));
        let start = text.len();
        text.push_str(name);
        match kind {
            "p" => spans.push((start, text.len(), "PER".to_owned())),
            "l" => spans.push((start, text.len(), "LOC".to_owned())),
            "o" => spans.push((start, text.len(), "ORG".to_owned())),
            "e" => spans.push((start, text.len(), "EVT".to_owned())),
            "d" => spans.push((start, text.len(), "DOC".to_owned())),
            _ => {}
        }
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}
