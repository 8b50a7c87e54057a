//! A parsed document to blocks, element by element, without recursion.

use scraper::Html;
use scraper::node::{Element, Node};

use crate::source::{BlockKind, Style, page::Page};

/// Elements that stand within a line; all others begin and end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "img", "ruby", "rt", "rp", "picture", "source", "td", "th",
];
/// Elements whose content is not read.
const SKIPPED: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "math", "button", "select", "textarea", "iframe",
    "object", "canvas", "video", "audio", "dialog", "map",
];
/// Elements around a page that hold no article. Forms are not among them: some servers put the whole page in one.
const FRAME: &[&str] = &["nav", "footer", "aside", "header", "menu"];

/// What of a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Scope {
    /// All that can be read.
    All,
    /// Without navigation, header, footer and side bars.
    Middle,
}

/// Writes the blocks of `document` to `page`.
pub(in crate::source) fn write(document: &Html, scope: Scope, page: &mut Page) {
    let mut walk = Walk {
        page,
        lists: Vec::new(),
        number: None,
        quotes: 0,
        captions: 0,
        preformatted: 0,
        heading: None,
        cells: None,
    };
    let mut node = document.tree.root();
    loop {
        let enters = match node.value() {
            Node::Text(text) => {
                walk.text(text);
                false
            }
            Node::Element(element) => {
                let name = element.name();
                let skipped = SKIPPED.contains(&name)
                    || (scope == Scope::Middle && FRAME.contains(&name))
                    || element.attr("hidden").is_some();
                if !skipped {
                    walk.open(element);
                }
                !skipped
            }
            Node::Document | Node::Fragment => true,
            _ => false,
        };
        if enters && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        // Up to the next element that has something behind it; what is left on the way is closed.
        let mut entered = enters;
        loop {
            if entered && let Node::Element(element) = node.value() {
                walk.close(element);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                walk.end();
                return;
            };
            node = parent;
            entered = true;
        }
    }
}

/// The elements that are open and matter.
struct Walk<'a> {
    page: &'a mut Page,
    /// For each open list, the number of its next item, if they have numbers.
    lists: Vec<Option<u32>>,
    /// The number of the item that begins; written with its first word, which may stand in a paragraph of its own.
    number: Option<u32>,
    quotes: usize,
    captions: usize,
    preformatted: usize,
    heading: Option<u8>,
    /// Inside a row: how many cells the block has. A row of one cell is layout.
    cells: Option<u32>,
}

impl Walk<'_> {
    fn text(&mut self, text: &str) {
        if let Some(number) = self.number.filter(|_| !text.trim().is_empty()) {
            self.page.write(&format!("{number}. "));
            self.number = None;
        }
        if self.preformatted > 0 {
            self.page.write_whole(if self.page.is_begun() { text } else { text.trim_start_matches('\n') });
        } else {
            self.page.write(text);
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        if !INLINE.contains(&name) {
            self.end();
        }
        match name {
            "a" => self.page.open(Style::Link(element.attr("href").unwrap_or_default().to_owned())),
            "b" | "strong" => self.page.open(Style::Strong),
            "i" | "em" | "cite" | "dfn" => self.page.open(Style::Emphasis),
            "code" | "kbd" | "samp" | "tt" => self.page.open(Style::Code),
            "td" | "th" => {
                if self.page.is_begun() {
                    self.page.write(" | ");
                }
                self.cells = self.cells.map(|cells| cells + 1);
            }
            "tr" => self.cells = Some(0),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = Some(name.as_bytes()[1] - b'0'),
            "ul" | "menu" | "dl" => self.lists.push(None),
            "ol" => self.lists.push(Some(element.attr("start").and_then(|s| s.parse().ok()).unwrap_or(1))),
            "li" => {
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.number = Some(*number);
                    *number = number.saturating_add(1);
                }
            }
            "blockquote" => self.quotes += 1,
            "figcaption" | "caption" => self.captions += 1,
            "pre" => self.preformatted += 1,
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if !INLINE.contains(&name) {
            self.end();
        }
        match name {
            "a" | "b" | "strong" | "i" | "em" | "cite" | "dfn" | "code" | "kbd" | "samp" | "tt" => self.page.close(),
            "tr" => self.cells = None,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "ul" | "menu" | "dl" | "ol" => {
                self.lists.pop();
            }
            "li" => self.number = None,
            "blockquote" => self.quotes -= 1,
            "figcaption" | "caption" => self.captions -= 1,
            "pre" => self.preformatted -= 1,
            _ => {}
        }
    }

    fn end(&mut self) {
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.preformatted > 0 => BlockKind::Code,
            None if self.captions > 0 => BlockKind::Caption,
            None if self.cells.is_some_and(|cells| cells > 1) => BlockKind::Row,
            None if !self.lists.is_empty() => BlockKind::Item { depth: (self.lists.len() - 1).min(255) as u8 },
            None if self.quotes > 0 => BlockKind::Quote,
            None => BlockKind::Paragraph,
        };
        self.cells = self.cells.map(|_| 0);
        self.page.end(kind);
    }
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::{BlockKind, Page, Scope, write};

    fn blocks(markup: &str, scope: Scope) -> Vec<(BlockKind, String)> {
        let mut page = Page::default();
        write(&Html::parse_document(markup), scope, &mut page);
        page.blocks.into_iter().map(|b| (b.kind, b.text.into_text())).collect()
    }

    fn check(markup: &str, want: &[(BlockKind, &str)]) {
        let want: Vec<_> = want.iter().map(|(k, t)| (*k, (*t).to_owned())).collect();
        assert_eq!(blocks(markup, Scope::All), want);
    }

    #[test]
    fn kinds_of_blocks() {
        check(
            "<h3>J</h3>teks<p>a <b>b</b>\n c<br>d<ol start=4><li>x<li><p>y</p></ol><blockquote>q</blockquote><pre>\n a\n  b\n</pre>",
            &[
                (BlockKind::Heading(3), "J"),
                (BlockKind::Paragraph, "teks"),
                (BlockKind::Paragraph, "a b c"),
                (BlockKind::Paragraph, "d"),
                (BlockKind::Item { depth: 0 }, "4. x"),
                (BlockKind::Item { depth: 0 }, "5. y"),
                (BlockKind::Quote, "q"),
                (BlockKind::Code, " a\n  b"),
            ],
        );
    }

    #[test]
    fn rows_of_data_and_tables_of_layout() {
        check(
            "<table><caption>T</caption><tr><th>a<th>b<tr><td>1<td>2</table><table><tr><td><p>satu<p>dua</table>",
            &[
                (BlockKind::Caption, "T"),
                (BlockKind::Row, "a | b"),
                (BlockKind::Row, "1 | 2"),
                (BlockKind::Paragraph, "satu"),
                (BlockKind::Paragraph, "dua"),
            ],
        );
    }

    #[test]
    fn what_is_not_read() {
        let markup = "<nav>menu</nav><script>x</script><p hidden>y<p>isi<svg><text>z</text></svg><footer>kaki</footer>";
        assert_eq!(blocks(markup, Scope::Middle), [(BlockKind::Paragraph, "isi".to_owned())]);
        assert_eq!(blocks(markup, Scope::All).len(), 3);
    }
}
