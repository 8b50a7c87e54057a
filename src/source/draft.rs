//! A block while it is being written: text, open marks, kind. Shared by the parsers of markup.

use std::ops::Range;

use super::{Block, BlockKind, Inline, Style};
use crate::text::Mapped;

/// A block that is not finished.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: Mapped,
    inlines: Vec<Inline>,
    /// Marks that are open, with the byte they opened at, counted over all blocks this draft gave.
    open: Vec<(Style, usize)>,
    /// Bytes in the blocks given so far.
    before: usize,
}

/// Open marks that go on over the end of a block; more than these are not drawn anyway.
const CARRIED: usize = 8;

impl Draft {
    /// Appends `origin[span]` unchanged.
    pub(super) fn keep(&mut self, origin: &str, span: Range<usize>) {
        self.text.keep(origin, span);
    }

    /// Appends `text` standing for `span`.
    pub(super) fn replace(&mut self, span: Range<usize>, text: &str) {
        self.text.replace(span, text);
    }

    /// Appends a blank standing for `span`, unless a blank or nothing stands before it.
    pub(super) fn blank(&mut self, span: Range<usize>) {
        let shown = if self.text.text().is_empty() || self.text.text().ends_with(' ') { "" } else { " " };
        if span.len() == shown.len() { self.text.align(span, shown) } else { self.text.replace(span, shown) }
    }

    /// Opens a mark.
    pub(super) fn open(&mut self, style: Style) {
        self.open.push((style, self.before + self.text.text().len()));
    }

    /// Closes the mark opened last.
    pub(super) fn close(&mut self) {
        if let Some((style, start)) = self.open.pop() {
            self.mark(start.saturating_sub(self.before), style);
        }
    }

    /// Marks everything from byte `start` on.
    pub(super) fn mark(&mut self, start: usize, style: Style) {
        let span = start..self.text.text().len();
        if !self.text.text()[span.clone()].trim().is_empty() {
            self.inlines.push(Inline { span, style });
        }
    }

    /// Bytes written.
    pub(super) fn len(&self) -> usize {
        self.text.text().len()
    }

    /// The finished block, or `None` where nothing can be seen in it. Open marks go on in what is written next.
    pub(super) fn take(&mut self, kind: BlockKind) -> Option<Block> {
        for i in self.open.len().saturating_sub(CARRIED)..self.open.len() {
            let (style, start) = self.open[i].clone();
            self.mark(start.saturating_sub(self.before), style);
        }
        self.before += self.text.text().len();
        let text = std::mem::take(&mut self.text);
        let mut inlines = std::mem::take(&mut self.inlines);
        if text.text().trim().is_empty() {
            return None;
        }
        inlines.sort_by_key(|i| (i.span.start, std::cmp::Reverse(i.span.end)));
        Some(Block { kind, text, inlines })
    }
}
