//! The raw text of a file in rows, each dropped line with the rule that dropped it.

use super::wrap::wrap;
use super::{Row, RowKind, Setting};
use crate::article::Article;
use crate::source::Source;
use crate::text::sanitise::display;

/// One row or more for each line of the source text.
pub(super) fn rows(article: &Article, source: &Source, setting: Setting) -> Vec<Row> {
    let width = usize::from(setting.width);
    let mut rows = Vec::new();
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        let bare = line.trim();
        if bare.is_empty() {
            rows.push(Row::blank());
            continue;
        }
        let dropped = article.dropped.iter().find(|d| d.range.start < span.end && span.start < d.range.end);
        let held = article.numbered().find(|(_, p)| {
            let range = p.range();
            range.start < span.end && span.start < range.end
        });
        let remark = dropped.map(|d| display(&d.rule));
        let room = remark.as_ref().map_or(width, |r| width.saturating_sub(r.as_str().len() + 2)).max(width.min(12));
        for (i, text) in wrap(bare, room).into_iter().enumerate() {
            let kind = if dropped.is_some() { RowKind::Dropped } else { RowKind::Raw };
            let origin = text.map().origin_range();
            let mut row = Row::made(kind, 0, text);
            if let (Some((id, passage)), false) = (held, dropped.is_some()) {
                let start = span.start + (line.len() - line.trim_start().len());
                row.passage = Some(id);
                row.range = passage.text.map().from_origin(start + origin.start..start + origin.end);
            }
            if i == 0 {
                row.remark.clone_from(&remark);
            }
            rows.push(row);
        }
    }
    rows
}
