//! Text taken out of markup, one block a line, with the blocks that map onto it. Used for HTML and EPUB.

use super::{Block, BlockKind, Inline, Style};
use crate::text::Mapped;

/// Text and blocks while they are written.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The text of all blocks, each ended by `\n`.
    pub(super) text: String,
    /// The blocks so far.
    pub(super) blocks: Vec<Block>,
    /// Where the block that is being written starts.
    start: usize,
    inlines: Vec<Inline>,
    /// Open marks with the byte of the text they opened at.
    open: Vec<(Style, usize)>,
}

/// Open marks that go on over the end of a block; more than these are not drawn anyway.
const CARRIED: usize = 8;

impl Page {
    /// Writes running text: blanks and newlines come down to one blank, none at the start.
    pub(super) fn write(&mut self, text: &str) {
        let collapses = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.find(collapses).unwrap_or(rest.len());
            self.text.push_str(&rest[..words]);
            let blank = rest[words..].trim_start_matches(collapses);
            if blank.len() < rest.len() - words && self.text.len() > self.start && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            rest = blank;
        }
    }

    /// Writes preformatted text as it stands.
    pub(super) fn write_whole(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Whether the block has anything in it yet.
    pub(super) fn is_begun(&self) -> bool {
        self.text.len() > self.start
    }

    /// Opens a mark.
    pub(super) fn open(&mut self, style: Style) {
        self.open.push((style, self.text.len()));
    }

    /// Closes the mark opened last.
    pub(super) fn close(&mut self) {
        if let Some((style, from)) = self.open.pop() {
            self.mark(style, from);
        }
    }

    fn mark(&mut self, style: Style, from: usize) {
        let span = from.max(self.start)..self.text.len();
        if !self.text[span.clone()].trim().is_empty() {
            self.inlines.push(Inline { span: span.start - self.start..span.end - self.start, style });
        }
    }

    /// Cuts the text at `end`; marks opened behind it begin there.
    fn cut(&mut self, end: usize) {
        self.text.truncate(end);
        for (_, from) in &mut self.open {
            *from = (*from).min(end);
        }
    }

    /// Ends the block. Open marks go on in the next.
    pub(super) fn end(&mut self, kind: BlockKind) {
        if !self.is_begun() {
            return;
        }
        for i in self.open.len().saturating_sub(CARRIED)..self.open.len() {
            let (style, from) = self.open[i].clone();
            self.mark(style, from);
        }
        let mut inlines = std::mem::take(&mut self.inlines);
        let shown = self.text[self.start..].trim_end().len();
        self.cut(self.start + shown);
        if self.text[self.start..].trim().is_empty() {
            self.cut(self.start);
            return;
        }
        for inline in &mut inlines {
            inline.span.end = inline.span.end.min(shown);
        }
        inlines.retain(|i| !i.span.is_empty());
        inlines.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
        let mut text = Mapped::default();
        text.keep(&self.text, self.start..self.text.len());
        self.blocks.push(Block { kind, text, inlines });
        self.text.push('\n');
        self.start = self.text.len();
    }

    /// Adds a block that was made elsewhere.
    pub(super) fn push(&mut self, block: &Block) {
        self.write_whole(block.text.text());
        self.inlines.clone_from(&block.inlines);
        self.end(block.kind);
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::source::{BlockKind, Inline, Style};

    #[test]
    fn a_mark_opened_in_what_is_cut_begins_with_the_next_block() {
        for blank in ["\u{a0}\u{a0}\u{a0}", "kata\u{a0}\u{a0}"] {
            let mut page = Page::default();
            page.write_whole(blank);
            page.open(Style::Strong);
            page.end(BlockKind::Paragraph);
            page.write("ab");
            page.close();
            page.end(BlockKind::Paragraph);
            let last = page.blocks.last().expect("a block was written");
            assert_eq!(last.text.text(), "ab");
            assert_eq!(last.inlines, [Inline { span: 0..2, style: Style::Strong }], "{blank:?}");
        }
    }

    #[test]
    fn a_mark_closed_before_anything_is_written_marks_nothing() {
        let mut page = Page::default();
        page.write_whole("\u{a0}\u{a0}\u{a0}");
        page.open(Style::Strong);
        page.end(BlockKind::Paragraph);
        page.close();
        assert!(page.blocks.is_empty());
    }
}
