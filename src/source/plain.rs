//! Plain text: every non-blank line a block, hard-wrapped paragraphs joined.

use super::{Block, BlockKind, Format, Meta, Source, decode::Decoded};
use crate::text::Mapped;

/// Parses plain text.
pub fn parse(decoded: Decoded) -> Source {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in decoded.text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            let mut text = Mapped::default();
            text.keep(&decoded.text, start..start + trimmed.len());
            blocks.push(Block { kind: BlockKind::Line, text, inlines: Vec::new() });
        }
        at += line.len();
    }
    Source {
        text: decoded.text,
        encoding: decoded.encoding,
        format: Format::Plain,
        blocks,
        meta: Meta::default(),
        notices: decoded.notices,
    }
}
