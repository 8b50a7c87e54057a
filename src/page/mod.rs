//! One article at one width: rows.
//!
//! Takes an article, its source and a [`Setting`]; gives a [`Page`], a list of rows in which every piece of text is
//! displayable and mapped back to its passage. It knows no screen, cursor or colour.

use jiff::civil::Date;

use crate::article::{Article, Passage, PassageId, Role, TitleFrom};
use crate::source::{BlockKind, Source};
use crate::text::Mapped;
use crate::text::fold::folded;
use crate::text::sanitise::{display, sanitise};

mod raw;
mod row;
mod wrap;

pub use row::{Row, RowKind};
pub use wrap::wrap;

/// How a page is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Columns of the text block, at least 1.
    pub width: u16,
    /// Show the raw text with what cleaning dropped.
    pub raw: bool,
    /// Show captions told again in another language.
    pub twins: bool,
    /// Draw with ASCII only.
    pub ascii: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self { width: 72, raw: false, twins: false, ascii: false }
    }
}

/// The rows of an article at one width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    rows: Vec<Row>,
    /// First row of each passage; the number of rows where it has none.
    first: Vec<u32>,
}

impl Page {
    /// Sets `article` in rows.
    pub fn lay(article: &Article, source: &Source, setting: Setting) -> Self {
        let rows = if setting.raw { raw::rows(article, source, setting) } else { rows(article, setting) };
        let mut first = vec![rows.len() as u32; article.passages.len()];
        for (i, row) in rows.iter().enumerate().rev() {
            if let Some(p) = row.passage {
                first[p.index()] = i as u32;
            }
        }
        Self { rows, first }
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row on which byte `offset` of the text of `passage` stands; the first row after it where the passage is folded
    /// away.
    pub fn row_of(&self, passage: PassageId, offset: usize) -> usize {
        let Some(&first) = self.first.get(passage.index()) else { return 0 };
        let mut found = first as usize;
        if found >= self.rows.len() {
            return self.nearest(passage);
        }
        for (i, row) in self.rows.iter().enumerate().skip(found) {
            if row.passage != Some(passage) || row.range.start > offset {
                break;
            }
            found = i;
        }
        found
    }

    /// The first row of the nearest passage that has one.
    fn nearest(&self, passage: PassageId) -> usize {
        let shown = |i: usize| (self.first[i] as usize) < self.rows.len();
        let after = (passage.index()..self.first.len()).find(|&i| shown(i));
        let before = (0..passage.index()).rev().find(|&i| shown(i));
        after.or(before).map_or(0, |i| self.first[i] as usize)
    }

    /// Whether any row shows this passage.
    pub fn shows(&self, passage: PassageId) -> bool {
        self.first.get(passage.index()).is_some_and(|&f| (f as usize) < self.rows.len())
    }

    /// The nearest row at or after `row` on which the cursor can stand, else the last before it.
    pub fn stop(&self, row: usize) -> Option<usize> {
        let stops = |i: &usize| self.rows[*i].is_stop();
        (row.min(self.rows.len())..self.rows.len())
            .find(stops)
            .or_else(|| (0..row.min(self.rows.len())).rev().find(stops))
    }

    /// The `n`th row after (before, if negative) `row` on which the cursor can stand.
    pub fn step(&self, row: usize, n: isize) -> usize {
        let mut at = row;
        for _ in 0..n.unsigned_abs() {
            let next = if n > 0 {
                (at + 1..self.rows.len()).find(|&i| self.rows[i].is_stop())
            } else {
                (0..at).rev().find(|&i| self.rows[i].is_stop())
            };
            match next {
                Some(i) => at = i,
                None => break,
            }
        }
        at
    }
}

/// The rows of the cleaned article.
fn rows(article: &Article, setting: Setting) -> Vec<Row> {
    let mut rows = head(article, setting);
    let opening = article
        .passages
        .iter()
        .position(|p| matches!(p.role, Role::Body | Role::Caption | Role::Heading))
        .unwrap_or(article.passages.len());
    let mut last: Option<&Passage> = None;
    for (id, passage) in article.numbered() {
        // The opening byline stands in the line under the title, tidied.
        if passage.role == Role::Title || (passage.role == Role::Byline && id.index() < opening) {
            continue;
        }
        if passage.twin_of.is_some() && !setting.twins {
            let label = passage.lang.map_or_else(String::new, |l| format!(" ({l})"));
            let sign = if setting.ascii { ">" } else { "▸" };
            let text = sanitise(&format!("{sign} original caption{label}")).mapped;
            rows.push(Row::made(RowKind::Fold, 4, text));
            last = Some(passage);
            continue;
        }
        let tight = last.is_some_and(|l| {
            let items = matches!((l.kind, passage.kind), (BlockKind::Item { .. }, BlockKind::Item { .. }));
            let table = l.kind == BlockKind::Row && passage.kind == BlockKind::Row;
            let captions = l.role == Role::Caption && passage.role == Role::Caption;
            items || table || captions
        });
        if !tight && rows.last().is_some_and(|r| r.kind != RowKind::Blank) {
            rows.push(Row::blank());
            if passage.role == Role::Heading && last.is_some() {
                rows.push(Row::blank());
            }
        }
        // A heading sits right above its text.
        if last.is_some_and(|l| l.role == Role::Heading)
            && passage.role == Role::Body
            && rows.last().is_some_and(|r| r.kind == RowKind::Blank)
        {
            rows.pop();
        }
        rows.extend(passage_rows(id, passage, setting));
        last = Some(passage);
    }
    rows.push(Row::blank());
    rows
}

/// Title and the line under it.
fn head(article: &Article, setting: Setting) -> Vec<Row> {
    let width = usize::from(setting.width);
    let mut rows = Vec::new();
    let in_text = article.numbered().find(|(_, p)| p.role == Role::Title && p.text.text() == article.title.text);
    if let Some((id, passage)) = in_text {
        rows.extend(wrap(passage.text.text(), width).into_iter().map(|text| Row::of(RowKind::Title, id, 0, text)));
    } else {
        let kind = if article.title.from.is_made() { RowKind::MadeTitle } else { RowKind::Title };
        for text in wrap(&article.title.text, width) {
            rows.push(Row::made(kind, 0, text));
        }
    }
    let mut parts = Vec::new();
    parts.extend(article.outlet.clone());
    // A paper that signs its own articles is said once.
    let signed = |outlet: &String, author: &String| folded(outlet) == folded(author);
    parts.extend(article.author.clone().filter(|author| article.outlet.as_ref().is_none_or(|o| !signed(o, author))));
    parts.extend(article.published.map(short_date));
    parts.push(minutes(article));
    parts.extend(article.language.map(|l| l.to_string()));
    match article.title.from {
        TitleFrom::Url => parts.push("title made from the address".into()),
        TitleFrom::FirstWords => parts.push("title made from the first words".into()),
        TitleFrom::FileName => parts.push("title made from the file name".into()),
        TitleFrom::Text | TitleFrom::Markup => {}
    }
    let dot = if setting.ascii { " - " } else { " · " };
    for text in wrap(&parts.join(dot), width) {
        rows.push(Row::made(RowKind::Meta, 0, text));
    }
    rows.push(Row::blank());
    rows
}

/// The rows of one passage.
fn passage_rows(id: PassageId, passage: &Passage, setting: Setting) -> Vec<Row> {
    let width = usize::from(setting.width);
    let (kind, indent, first_mark, mark) = match (passage.role, passage.kind) {
        (Role::Heading, BlockKind::Heading(level)) => (RowKind::Heading(level), 0, "", ""),
        (Role::Heading, _) => (RowKind::Heading(2), 0, "", ""),
        (Role::Caption, _) => (RowKind::Caption, 4, if setting.ascii { "  : " } else { "  ┄ " }, ""),
        (Role::Byline, _) => (RowKind::Byline, 0, "", ""),
        (Role::Source, _) => (RowKind::Source, 0, "", ""),
        (_, BlockKind::Item { depth }) => {
            let depth = u16::from(depth.min(6)) * 2;
            (RowKind::Text, 4 + depth, if setting.ascii { "  - " } else { "  • " }, "")
        }
        (_, BlockKind::Quote) => (RowKind::Quote, 4, "", if setting.ascii { "  | " } else { "  ┃ " }),
        (_, BlockKind::Code) => (RowKind::Code, 4, "", ""),
        (_, BlockKind::Row) => (RowKind::Text, 2, "", ""),
        _ => (RowKind::Text, 0, "", ""),
    };
    let indent = if width > usize::from(indent) + 8 { indent } else { 0 };
    let room = width - usize::from(indent).min(width.saturating_sub(1));
    let texts = if passage.kind == BlockKind::Code {
        code_lines(passage.text.text(), room)
    } else {
        wrap(passage.text.text(), room)
    };
    texts
        .into_iter()
        .enumerate()
        .map(|(i, text)| {
            let mut row = Row::of(kind, id, indent, text);
            if indent > 0 {
                let sign = if i == 0 && !first_mark.is_empty() { first_mark } else { mark };
                row.mark = display(sign);
            }
            row
        })
        .collect()
}

/// The lines of preformatted text: none joined, those wider than `room` columns broken where the room ends.
fn code_lines(text: &str, room: usize) -> Vec<Mapped> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut m = sanitise(line.trim_end_matches('\n')).mapped;
        m.map_mut().shift_origin(at);
        out.extend(wrap::chop(&m, room));
        at += line.len();
    }
    out
}

/// A date as shown to the reader: `24 Jun 2023`.
pub fn short_date(date: Date) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// Reading time at 200 words a minute, the middle of what adults read of non-fiction (Brysbaert 2019: 238, lower in a second
/// language).
pub fn minutes(article: &Article) -> String {
    format!("{} min", article.word_count().div_ceil(200).max(1))
}

#[cfg(test)]
mod tests {
    use super::{Page, RowKind, Setting};
    use crate::article::{Article, PassageId};
    use crate::source::Source;

    fn page(text: &str, width: u16) -> Page {
        let source = Source::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read("a.txt", &source);
        Page::lay(&article, &source, Setting { width, ..Setting::default() })
    }

    #[test]
    fn no_row_is_wider_than_the_page_and_rows_joined_give_the_text() {
        let text = "Satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua belas tiga belas empat belas. \
                    Lagi pula ada kalimat kedua yang cukup panjang untuk dianggap sebagai isi.";
        for width in [1u16, 2, 7, 13, 40, 80] {
            let page = page(text, width);
            let body: Vec<_> = page.rows().iter().filter(|r| r.kind == RowKind::Text).collect();
            assert!(page.rows().iter().all(|r| r.width() <= usize::from(width) || r.kind == RowKind::Blank));
            let joined: String = body.iter().map(|r| r.text.text()).collect::<Vec<_>>().concat();
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&joined), bare(text), "at width {width}");
        }
    }

    #[test]
    fn an_offset_is_found_on_its_row() {
        let page =
            page("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj, kkkk llll mmmm nnnn oooo pppp qqqq rrrr.", 10);
        let row = page.row_of(PassageId(0), 12);
        assert!(page.rows()[row].range.contains(&12));
    }
}
