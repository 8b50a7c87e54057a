//! Markdown to blocks, with spans into the file.
//!
//! Takes decoded text; the source's text is the file, and each block maps onto it. Parsed by pulldown-cmark (`CommonMark` with
//! tables, footnotes and strikethrough), whose time and stack do not grow with nesting. A hard break ends a block, so verse
//! keeps its lines. An image alone in its paragraph is a caption by its alternative text. HTML inside is reduced to its
//! text. Lines that show nothing (rules, link definitions, comments, front matter) are in no block:
//! [`Source::uncovered`] lists them.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, BlockKind, Format, Meta, Source, Style, decode::Decoded, draft::Draft, front, strip};

/// Parses Markdown.
pub fn parse(decoded: Decoded) -> Source {
    let mut meta = Meta::default();
    let front = front::read(&decoded.text, &mut meta);
    let mut walk = Walk { text: &decoded.text, ..Walk::default() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, span) in Parser::new_ext(&decoded.text[front..], options).into_offset_iter() {
        walk.take(event, span.start + front..span.end + front);
    }
    walk.flush();
    let blocks = walk.blocks;
    if meta.title.is_none() {
        meta.title = blocks.iter().find(|b| b.kind == BlockKind::Heading(1)).map(|b| b.text.text().to_owned());
    }
    Source {
        text: decoded.text,
        encoding: decoded.encoding,
        format: Format::Markdown,
        blocks,
        meta,
        notices: decoded.notices,
    }
}

/// What the events so far have opened and written.
#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    draft: Draft,
    /// Depth of quotations.
    quotes: usize,
    /// For each open list, whether it is numbered.
    lists: Vec<bool>,
    /// The number of the item that begins, if its list is numbered.
    number: Option<Range<usize>>,
    heading: Option<u8>,
    code: bool,
    /// The newline at the end of the code so far; written when more follows.
    newline: Option<Range<usize>>,
    /// Inside a row: the end of its last cell.
    row: Option<usize>,
    /// Depth of images, and whether anything but images was seen in the block.
    images: usize,
    seen: bool,
    pictured: bool,
    /// The stretch of HTML that is being collected.
    html: Option<Range<usize>>,
}

impl Walk<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.html.is_some() => {}
            Event::Text(shown) if self.code => self.write_code(&shown, span),
            Event::Text(shown) | Event::InlineMath(shown) | Event::DisplayMath(shown) => self.write(&shown, span),
            Event::Code(shown) => {
                let start = self.draft.len();
                self.write(&shown, span);
                self.draft.mark(start, Style::Code);
            }
            Event::Html(_) => match &mut self.html {
                Some(html) => html.end = span.end,
                None => self.html = Some(span),
            },
            Event::InlineHtml(tag) => {
                if tag.len() >= 4 && tag.as_bytes()[..3].eq_ignore_ascii_case(b"<br") {
                    self.flush();
                }
            }
            Event::SoftBreak => self.draft.blank(span),
            Event::HardBreak if self.row.is_some() || self.heading.is_some() => self.draft.blank(span),
            Event::HardBreak | Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Table(_) | Tag::FootnoteDefinition(_) => self.flush(),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = true;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some(span.start..span.start);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first.is_some());
            }
            Tag::Item => {
                self.flush();
                if self.lists.last() == Some(&true) {
                    let digits = self.text[span.start..].bytes().take_while(u8::is_ascii_digit).count();
                    self.number = Some(span.start..span.start + digits + 1).filter(|_| digits > 0);
                }
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.row = Some(span.start);
            }
            Tag::TableCell => {
                if let Some(last) = self.row
                    && self.draft.len() > 0
                {
                    self.draft.replace(last..span.start.max(last), " | ");
                }
                self.row = self.row.map(|_| span.end);
            }
            Tag::Emphasis => self.draft.open(Style::Emphasis),
            Tag::Strong => self.draft.open(Style::Strong),
            Tag::Link { dest_url, .. } => self.draft.open(Style::Link(dest_url.to_string())),
            Tag::Image { .. } => {
                self.images += 1;
                self.pictured = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.flush();
                if tag == TagEnd::Item {
                    self.number = None;
                }
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.code = false;
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.blocks.extend(strip::blocks(self.text, html));
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.flush();
                self.row = None;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.draft.close(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Writes text of a code block, its last newline held back.
    fn write_code(&mut self, shown: &str, span: Range<usize>) {
        if let Some(newline) = self.newline.take() {
            self.draft.keep(self.text, newline);
        }
        let whole = self.text[span.clone()] == *shown && shown.ends_with('\n');
        let end = span.end - usize::from(whole);
        self.newline = whole.then_some(end..end + 1);
        self.write(&shown[..shown.len() - usize::from(whole)], span.start..end);
    }

    /// Writes `shown`, which stands in `span` of the file as it is, or somewhere within it, or in another form.
    fn write(&mut self, shown: &str, span: Range<usize>) {
        if let Some(number) = self.number.take() {
            let gap = number.end..span.start.max(number.end);
            self.draft.keep(self.text, number);
            self.draft.replace(gap, " ");
        }
        self.seen |= self.images == 0 && !shown.trim().is_empty();
        let origin = &self.text[span.clone()];
        if origin == shown {
            self.draft.keep(self.text, span);
        } else if let Some(at) = origin.find(shown) {
            self.draft.keep(self.text, span.start + at..span.start + at + shown.len());
        } else {
            self.draft.replace(span, shown);
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        if let Some(html) = self.html.take() {
            self.blocks.extend(strip::blocks(self.text, html));
        }
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.code => BlockKind::Code,
            None if self.row.is_some() => BlockKind::Row,
            None if self.pictured && !self.seen => BlockKind::Caption,
            None if !self.lists.is_empty() => BlockKind::Item { depth: (self.lists.len() - 1).min(255) as u8 },
            None if self.quotes > 0 => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        self.newline = None;
        (self.seen, self.pictured) = (false, self.images > 0);
        self.blocks.extend(self.draft.take(kind));
    }
}
