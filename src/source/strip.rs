//! HTML reduced to its text without parsing: tags left out, block tags as breaks, references decoded.
//!
//! For HTML inside Markdown, and for pages too deep or too large to parse. The blocks map onto the markup. Takes time
//! linear in the text, whatever the markup.

use std::ops::Range;

use super::{Block, BlockKind, draft::Draft, entity, tags::Tags};

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "img", "ruby", "rt", "rp",
];

/// The blocks of the markup in `text[span]`.
pub(super) fn blocks(text: &str, span: Range<usize>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut draft = Draft::default();
    let mut kind = BlockKind::Paragraph;
    let mut at = span.start;
    let mut behind_raw = false;
    for tag in Tags::new(text, span.clone()) {
        // What stands between a script's tags is no text.
        if !(behind_raw && tag.closes && tag.is_one(text, &["script", "style", "template", "svg"])) {
            write(text, at..tag.span.start, &mut draft);
        }
        behind_raw = !tag.closes && tag.is_one(text, &["script", "style", "template", "svg"]);
        at = tag.span.end;
        if tag.name.is_empty() || tag.is_one(text, INLINE) {
            continue;
        }
        out.extend(draft.take(kind));
        kind = match text.as_bytes().get(tag.name.clone()) {
            _ if tag.closes => BlockKind::Paragraph,
            Some([b'h' | b'H', level @ b'1'..=b'6']) => BlockKind::Heading(level - b'0'),
            _ if tag.is(text, "li") => BlockKind::Item { depth: 0 },
            _ if tag.is_one(text, &["figcaption", "caption"]) => BlockKind::Caption,
            _ if tag.is(text, "br") => kind,
            _ => BlockKind::Paragraph,
        };
    }
    write(text, at..span.end, &mut draft);
    out.extend(draft.take(kind));
    out
}

/// Writes `text[span]`, runs of blanks as one, references decoded.
fn write(text: &str, span: Range<usize>, draft: &mut Draft) {
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let plain = rest.find(|c: char| c.is_whitespace() && c != '\u{a0}' || c == '&').unwrap_or(rest.len());
        draft.keep(text, at..at + plain);
        at += plain;
        let rest = &rest[plain..];
        if let Some((length, shown)) = entity::read(rest).filter(|_| rest.starts_with('&')) {
            draft.replace(at..at + length, &shown);
            at += length;
        } else if rest.starts_with('&') {
            draft.keep(text, at..at + 1);
            at += 1;
        } else {
            let blanks = rest.len() - rest.trim_start().len();
            if blanks > 0 {
                draft.blank(at..at + blanks);
            }
            at += blanks;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, blocks};

    #[test]
    fn tags_go_and_text_stays() {
        let text =
            "<h2>Judul &amp; isi</h2><p>Satu <b>dua</b>\n tiga<br>empat<script>x<y</script><li>butir<!-- no --></p>";
        let found: Vec<_> = blocks(text, 0..text.len()).into_iter().map(|b| (b.kind, b.text.into_text())).collect();
        let want = [
            (BlockKind::Heading(2), "Judul & isi"),
            (BlockKind::Paragraph, "Satu dua tiga"),
            (BlockKind::Paragraph, "empat"),
            (BlockKind::Item { depth: 0 }, "butir"),
        ];
        assert_eq!(found, want.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn blocks_map_onto_the_markup() {
        let text = "<p>a <i>kata</i>&nbsp;b";
        let block = &blocks(text, 0..text.len())[0];
        let at = block.text.text().find("kata").unwrap();
        assert_eq!(&text[block.text.map().to_origin(at..at + 4)], "kata");
    }
}
