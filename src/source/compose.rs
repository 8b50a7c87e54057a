//! Letters with their marks as one character each (NFC), mapped back to the text as it was written.
//!
//! Takes a block; gives its text composed. Pages pasted together write `tế` now as two characters and now as four: words, names
//! and numbers are known by their letters, so both are made one here and nowhere else. Of the source nothing is changed.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Meta};
use crate::text::Mapped;

/// Composes the text of `block`.
pub(super) fn block(block: &mut Block) {
    if is_nfc(block.text.text()) {
        return;
    }
    let old = std::mem::take(&mut block.text);
    // The same steps twice: from the text before, for what is marked in it, and from the source.
    let (mut from_old, mut made) = (Mapped::default(), Mapped::default());
    let mut kept = 0..0;
    let keep = |span: std::ops::Range<usize>, from_old: &mut Mapped, made: &mut Mapped| {
        from_old.keep(old.text(), span.clone());
        made.append(old.slice(span));
    };
    for (at, cluster) in old.text().grapheme_indices(true) {
        let end = at + cluster.len();
        if is_nfc(cluster) {
            kept.end = end;
            continue;
        }
        keep(kept, &mut from_old, &mut made);
        let composed: String = cluster.nfc().collect();
        from_old.replace(at..end, &composed);
        made.replace(old.map().to_origin(at..end), &composed);
        kept = end..end;
    }
    keep(kept, &mut from_old, &mut made);
    for inline in &mut block.inlines {
        inline.span = from_old.map().from_origin(inline.span.clone());
    }
    block.text = made;
}

/// Composes what the markup says of the article.
pub(super) fn meta(meta: &mut Meta) {
    for text in [&mut meta.title, &mut meta.outlet, &mut meta.author].into_iter().flatten() {
        if !is_nfc(text) {
            *text = text.nfc().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Source, Style};

    const COMPOSED: &str = "Bộ Y tế và Ủy ban";

    fn decomposed() -> String {
        use unicode_normalization::UnicodeNormalization;
        COMPOSED.nfd().collect()
    }

    #[test]
    fn marks_are_joined_to_their_letters_and_map_back() {
        let text = format!("{} (1)\n", decomposed());
        let source = Source::read("a.txt", text.as_bytes()).unwrap();
        let block = &source.blocks[0].text;
        assert_eq!(block.text(), format!("{COMPOSED} (1)"));
        let at = block.text().find("tế").unwrap();
        let span = block.map().to_origin(at..at + "tế".len());
        assert_eq!(&source.text[span], "te\u{302}\u{301}");
        assert_eq!(source.text, text, "of the source nothing is changed");
    }

    #[test]
    fn what_is_marked_stays_marked() {
        let text = format!("Menurut **{}** hari ini.\n", decomposed());
        let source = Source::read("a.md", text.as_bytes()).unwrap();
        let block = &source.blocks[0];
        let strong = block.inlines.iter().find(|i| i.style == Style::Strong).unwrap();
        assert_eq!(&block.text.text()[strong.span.clone()], COMPOSED);
    }
}
