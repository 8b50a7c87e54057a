//! EPUB to blocks: the spine in order, within limits.
//!
//! Takes the bytes of a book; gives a source whose text is what its chapters say, one block a line. rbook reads package and
//! spine; since neither it nor the container bounds what a small file grows to, sizes are checked first and each chapter is
//! copied into a bounded buffer. Archives within the archive, pictures, scripts and styles are not opened.

use std::io::{self, Cursor, Read, Write};

use rbook::Epub;
use scraper::Html;

use super::html::walk::{self, Scope};
use super::{
    Format, Meta, Source, SourceError, decode,
    guard::{self, Verdict},
    page::Page,
    strip,
    tags::Tags,
};
use crate::text::Lang;

/// Entries of a book.
const ENTRIES: usize = 20_000;
/// Bytes of one entry, unpacked.
const ENTRY: u64 = 64 << 20;
/// Bytes of all entries together, unpacked.
const TOTAL: u64 = 256 << 20;
/// Packed bytes below which an entry cannot unpack to more than [`ENTRY`]: deflate gains at most 1032 to 1.
const HARMLESS: u64 = ENTRY / 1032;

/// Parses a book.
///
/// # Errors
///
/// [`SourceError::Broken`] where it is no EPUB or exceeds the limits.
pub fn parse(bytes: &[u8]) -> Result<Source, SourceError> {
    check_sizes(bytes)?;
    let epub = Epub::options()
        .skip_toc(true)
        .read(Cursor::new(bytes.to_vec()))
        .map_err(|e| SourceError::Broken(format!("not an EPUB that can be read: {e}")))?;
    let mut page = Page::default();
    let mut notices = Vec::new();
    let mut left = TOTAL;
    for entry in epub.spine().iter().filter_map(|e| e.manifest_entry()) {
        let mut chapter = Bounded { bytes: Vec::new(), limit: ENTRY.min(left) as usize };
        let read = entry.copy_bytes(&mut chapter);
        left = left.saturating_sub(chapter.bytes.len() as u64);
        match (read, decode::decode(&chapter.bytes)) {
            (Ok(_), Ok(decoded)) => write(&decoded.text, &mut page),
            _ => notices.push(format!("The chapter {} cannot be read.", entry.href().as_str())),
        }
    }
    Ok(Source {
        text: page.text,
        encoding: "UTF-8",
        format: Format::Epub,
        blocks: page.blocks,
        meta: meta(&epub),
        notices,
    })
}

/// Whether `bytes` are a zip archive whose first entry says it is an EPUB, as the standard asks.
pub fn is_epub(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip")
}

/// Refuses an archive with too many entries or too much in them. Declared sizes are believed only where they are too large;
/// what could be larger than it says is unpacked to see.
fn check_sizes(bytes: &[u8]) -> Result<(), SourceError> {
    let broken = |e: &dyn std::fmt::Display| SourceError::Broken(format!("not an EPUB that can be read: {e}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    if archive.len() > ENTRIES {
        return Err(SourceError::Broken(format!("the book has more than {ENTRIES} entries")));
    }
    let mut total = 0;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|e| broken(&e))?;
        let (declared, packed) = (entry.size(), entry.compressed_size());
        let size = if packed <= HARMLESS || declared > ENTRY {
            declared
        } else {
            // A damaged entry is the reader's matter; what came out of it until then still counts.
            let mut unpacked = Count(0);
            let _ = io::copy(&mut entry.take(ENTRY + 1), &mut unpacked);
            unpacked.0
        };
        total += size;
        if size > ENTRY || total > TOTAL {
            let limit = if size > ENTRY { ENTRY } else { TOTAL } >> 20;
            return Err(SourceError::Broken(format!("the book unpacks to more than {limit} MiB")));
        }
    }
    Ok(())
}

/// Counts what is written to it.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes bytes up to a limit, then fails.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.limit - self.bytes.len() {
            return Err(io::Error::other("over the limit"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes the blocks of one chapter.
fn write(chapter: &str, page: &mut Page) {
    if let Verdict::Refuse(_) = guard::judge(chapter) {
        for block in strip::blocks(chapter, 0..chapter.len()) {
            page.push(&block);
        }
    } else {
        walk::write(&Html::parse_document(&closed(chapter)), Scope::All, page);
    }
}

/// Elements of HTML that are empty by themselves.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// XHTML as HTML: `<title/>` becomes `<title></title>`, since an HTML parser takes it for a start and all behind it for the
/// title.
fn closed(chapter: &str) -> String {
    let mut out = String::with_capacity(chapter.len() + 64);
    let mut at = 0;
    for tag in Tags::new(chapter, 0..chapter.len()) {
        if chapter[..tag.span.end].ends_with("/>") && !tag.closes && !tag.name.is_empty() && !tag.is_one(chapter, VOID)
        {
            out.push_str(&chapter[at..tag.span.end - 2]);
            out.push_str("></");
            out.push_str(&chapter[tag.name]);
            out.push('>');
            at = tag.span.end;
        }
    }
    out.push_str(&chapter[at..]);
    out
}

fn meta(epub: &Epub) -> Meta {
    let said = epub.metadata();
    let shown = |text: &str| Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|t| !t.is_empty());
    let authors: Vec<String> = said.creators().take(8).filter_map(|c| shown(c.value())).collect();
    Meta {
        title: said.title().and_then(|t| shown(t.value())),
        published: said.published_entry().and_then(|d| shown(d.value())),
        outlet: said.publishers().next().and_then(|p| shown(p.value())),
        author: shown(&authors.join(", ")),
        url: said.identifiers().find_map(|i| shown(i.value()).filter(|v| v.starts_with("http"))),
        language: said.language().and_then(|l| Lang::from_code(l.value())),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::{Source, SourceError, is_epub, parse};
    use crate::source::BlockKind;

    fn book(chapter: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let package = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>
            <dc:title>Buku Jalan</dc:title><dc:creator>Ani</dc:creator><dc:language>id</dc:language>
            <dc:date>2020-05-06</dc:date><dc:publisher>Rumah Buku</dc:publisher></metadata>
            <manifest><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
            <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
            <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;
        let container = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
            <rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
        let second = b"<html><head><title/></head><body><h2>Bab 2</h2><p>Akhir.</p></body></html>";
        let entries: [(&str, &[u8]); 5] = [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container.as_bytes()),
            ("p.opf", package.as_bytes()),
            ("a.xhtml", chapter),
            ("b.xhtml", second),
        ];
        for (name, bytes) in entries.iter().chain(more) {
            let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_spine_is_read_in_order_with_metadata() {
        let bytes = book(b"<html><body><h1>Bab 1</h1><p>Awal <i>kata</i>.</p></body></html>", &[]);
        assert!(is_epub(&bytes));
        let source: Source = parse(&bytes).unwrap();
        assert_eq!(source.text, "Bab 1\nAwal kata.\nBab 2\nAkhir.\n");
        assert_eq!(source.blocks[2].kind, BlockKind::Heading(2));
        let meta = source.meta;
        assert_eq!(meta.title.as_deref(), Some("Buku Jalan"));
        assert_eq!(meta.author.as_deref(), Some("Ani"));
        assert_eq!(meta.outlet.as_deref(), Some("Rumah Buku"));
        assert_eq!(meta.published.as_deref(), Some("2020-05-06"));
        assert_eq!(meta.language.map(|l| l.to_string()).as_deref(), Some("id"));
    }

    #[test]
    fn bombs_and_other_archives_are_refused() {
        let bomb = vec![b' '; 65 << 20];
        let refused = parse(&book(&bomb, &[])).unwrap_err();
        assert_eq!(refused, SourceError::Broken("the book unpacks to more than 64 MiB".into()));
        assert!(matches!(parse(b"PK\x03\x04"), Err(SourceError::Broken(_))));
        assert!(matches!(parse(b""), Err(SourceError::Broken(_))));
        let harmless = book(b"<p>x</p>", &[("../../etc/passwd", b"root"), ("in.zip", b"PK\x03\x04")]);
        assert!(parse(&harmless).unwrap().text.starts_with("x\n"));
    }
}
