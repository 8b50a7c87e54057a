//! HTML to blocks: guards, the article within the page, metadata.
//!
//! Takes decoded text of a page; gives a source whose text is what was read out of it, one block a line. The article is
//! found by `dom_smoothie` (the method of Mozilla's Readability); where that finds too little, by paragraphs of our own
//! choosing, then by the `articleBody` of JSON-LD. Pages that no parser can read in reasonable time are stripped of their
//! tags, with a notice. It fetches nothing and runs nothing.
//!
//! Parsing calls itself for nested elements, to the 512 levels that the guard allows: 2 MiB of stack are enough.

use scraper::Html;

use super::{
    Block, BlockKind, Format, Meta, Source, Style,
    decode::Decoded,
    guard::{self, Verdict},
    page::Page,
    strip,
    tags::Tags,
};
use walk::Scope;

mod json_ld;
mod meta;
pub(super) mod walk;

/// Characters below which an article is too short to be believed where the page has more.
const FEW: usize = 250;

/// Parses a page.
pub fn parse(decoded: Decoded) -> Source {
    let Decoded { text: markup, encoding, mut notices } = decoded;
    let (page, mut meta) = match guard::judge(&markup) {
        Verdict::Refuse(reason) => {
            notices.push(format!("The markup is not parsed ({reason}); its tags are left out instead."));
            (stripped(&markup), Meta { title: title(&markup), ..Meta::default() })
        }
        Verdict::Crowded => {
            notices.push("The page is too large to search for its article; all longer paragraphs are shown.".into());
            let document = Html::parse_document(&markup);
            (floor(&document), meta::read(&document).0)
        }
        Verdict::Fine => {
            let document = Html::parse_document(&markup);
            let (meta, body) = meta::read(&document);
            (article(&markup, &document, body.as_deref()), meta)
        }
    };
    meta.url = meta.url.or_else(|| saved_from(&markup));
    Source { text: page.text, encoding, format: Format::Html, blocks: page.blocks, meta, notices }
}

/// Whether `text` is a page, whatever its file is called.
pub fn is_page(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(1024)];
    let head = head.trim_ascii_start().to_ascii_lowercase();
    let starts = |with: &[&[u8]]| with.iter().any(|w| head.starts_with(w));
    starts(&[b"<!doctype html", b"<html"])
        || (starts(&[b"<?xml", b"<!--"]) && memchr::memmem::find(&head, b"<html").is_some())
}

/// The article of the page.
fn article(markup: &str, document: &Html, body: Option<&str>) -> Page {
    let config = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    let mut page = Page::default();
    let content = dom_smoothie::Readability::new(markup, None, Some(config)).and_then(|mut r| r.parse());
    if let Ok(content) = content {
        walk::write(&Html::parse_fragment(&content.content), Scope::All, &mut page);
    }
    if letters(&page) < FEW {
        let floor = floor(document);
        if letters(&floor) > letters(&page) * 2 {
            page = floor;
        }
    }
    match body {
        Some(body) if body.chars().count() > FEW.max(letters(&page) * 2) => linked(body),
        _ => page,
    }
}

fn letters(page: &Page) -> usize {
    page.blocks.iter().map(|b| b.text.text().chars().count()).sum()
}

/// The paragraphs of the page that are long and not made of links, with the headings and captions between them.
fn floor(document: &Html) -> Page {
    let mut all = Page::default();
    walk::write(document, Scope::Middle, &mut all);
    let is_text = |b: &&Block| {
        let length = b.text.text().len();
        let linked: usize = b.inlines.iter().filter(|i| matches!(i.style, Style::Link(_))).map(|i| i.span.len()).sum();
        match b.kind {
            BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Code => linked * 2 <= length,
            _ => b.text.text().chars().count() >= 40 && linked * 2 <= length,
        }
    };
    let mut page = Page::default();
    for block in all.blocks.iter().filter(is_text) {
        page.push(block);
    }
    if page.blocks.is_empty() {
        // Short lines are better than none.
        walk::write(document, Scope::All, &mut page);
    }
    page
}

/// The text of JSON-LD, a paragraph a line; some publishers leave tags in it.
fn linked(body: &str) -> Page {
    if body.contains("</") {
        return stripped(body);
    }
    let mut page = Page::default();
    for line in body.split(['\n', '\r']) {
        page.write(line);
        page.end(BlockKind::Paragraph);
    }
    page
}

/// The markup without its tags.
fn stripped(markup: &str) -> Page {
    let mut page = Page::default();
    for block in strip::blocks(markup, 0..markup.len()) {
        page.push(&block);
    }
    page
}

/// The title of a page that is not parsed.
fn title(markup: &str) -> Option<String> {
    let mut tags = Tags::new(markup, 0..markup.len()).take(2000).skip_while(|t| !t.is(markup, "title"));
    let (open, close) = (tags.next()?, tags.next()?);
    let shown = super::entity::decoded(&markup[open.span.end..close.span.start]).into_owned();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    (!shown.is_empty() && shown.len() <= 500).then_some(shown)
}

/// The address that browsers note in pages they save: `<!-- saved from url=(0014)about:internet -->`.
fn saved_from(markup: &str) -> Option<String> {
    let end = (0..=markup.len().min(2048)).rev().find(|at| markup.is_char_boundary(*at))?;
    let head = &markup[..end];
    let rest = &head[head.find("saved from url=(")? + 16..];
    let address = rest.split_once(')')?.1.split_whitespace().next()?;
    address.starts_with("http").then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{BlockKind, Decoded, Source, parse};

    fn read(page: &str) -> Source {
        parse(Decoded { text: page.to_owned(), encoding: "UTF-8", notices: Vec::new() })
    }

    fn paragraph(n: usize) -> String {
        format!(
            "<p>Kalimat nomor {n} dari berita ini cukup panjang, berisi koma, <b>huruf tebal</b>, dan tanda titik di ujungnya.</p>"
        )
    }

    #[test]
    fn the_article_is_found_and_the_frame_is_not() {
        let body: String = (0..12).map(paragraph).collect();
        let source = read(&format!(
            "<!doctype html><html><body><nav><ul><li><a href=/>Beranda</a><li><a href=/e>Ekonomi</a></ul></nav>\
             <article><h1>Judul berita</h1>{body}<figure><img src=x><figcaption>Pasar pagi. (Foto: Ani)</figcaption></figure>\
             <h2>Bagian dua</h2>{body}</article><footer>Hak cipta</footer></body></html>"
        ));
        assert!(!source.text.contains("Beranda") && !source.text.contains("Hak cipta"), "{}", source.text);
        assert_eq!(source.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).count(), 24);
        assert!(source.blocks.iter().any(|b| b.kind == BlockKind::Caption && b.text.text().contains("Foto: Ani")));
        assert_eq!(source.meta.title.as_deref(), Some("Judul berita"));
        let bold = &source.blocks.iter().find(|b| !b.inlines.is_empty()).unwrap();
        assert_eq!(&bold.text.text()[bold.inlines[0].span.clone()], "huruf tebal");
        for (block, line) in source.blocks.iter().zip(source.text.lines()) {
            assert_eq!(block.text.text(), line);
            assert_eq!(&source.text[block.text.map().origin_range()], line);
        }
    }

    #[test]
    fn a_page_too_deep_is_stripped_with_a_notice() {
        let source = read(&format!("<title>Dalam</title>{}<p>isi", "<div>".repeat(100_000)));
        assert!(source.notices[0].contains("not parsed"));
        assert!(source.text.contains("isi"));
        assert_eq!(source.meta.title.as_deref(), Some("Dalam"));
    }

    #[test]
    fn a_page_made_by_scripts_gives_the_text_of_json_ld() {
        let body = "Isi berita yang hanya ada di sini. ".repeat(20);
        let source = read(&format!(
            "<html><div id=app></div><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"articleBody\":\"{body}\\n{body}\"}}</script>"
        ));
        assert!(source.text.contains("hanya ada di sini"), "{source:?}");
    }
}
