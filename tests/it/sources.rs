//! Files as they come: encodings, broken and hostile bytes, and what each format gives.

use simak::source::{BlockKind, Format, Source, SourceError, Style};
use simak::text::fold::folded;
use simak::text::sanitise::{displayable, sanitise};
use simak::text::sentences::sentences;

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Source {
    Source::read(name, bytes.as_ref()).expect("the bytes are text")
}

fn texts(source: &Source) -> Vec<&str> {
    source.blocks.iter().map(|b| b.text.text()).collect()
}

#[test]
fn the_format_is_told_by_name_and_by_bytes() {
    assert_eq!(read("a.txt", "kata").format, Format::Plain);
    assert_eq!(read("A.MD", "# kata").format, Format::Markdown);
    assert_eq!(read("a.html", "<p>kata").format, Format::Html);
    assert_eq!(read("a.txt", "\n<!DOCTYPE html><p>kata").format, Format::Html);
    assert_eq!(read("-", "<?xml version='1.0'?>\n<html><p>kata").format, Format::Html);
    assert_eq!(read("page.html", "no markup here").format, Format::Plain);
    assert_eq!(Source::read("a.txt", b"PK\x03\x04rest"), Err(SourceError::Binary("zip")));
    assert!(matches!(Source::read("a.epub", b"no book"), Err(SourceError::Broken(_))));
    assert_eq!(Source::read("a.md", b"\x89PNG\r\n\x1a\n"), Err(SourceError::Binary("PNG")));
}

#[test]
fn nothing_to_read_says_empty() {
    for (name, bytes) in
        [("a.txt", ""), ("a.txt", "\n\n  \n"), ("a.md", "<!-- x -->\n"), ("a.html", "<html></html>"), ("", "\u{feff}")]
    {
        let source = read(name, bytes);
        assert!(source.blocks.is_empty(), "{bytes:?}");
        assert_eq!(source.notices, ["empty"], "{bytes:?}");
    }
}

#[test]
fn offsets_of_a_windows_file_are_offsets_into_the_file() {
    let file = "Satu\r\n\r\nDua kata\r\n";
    let source = read("a.txt", file);
    let range = source.blocks[1].text.map().origin_range();
    assert_eq!(&file[range], "Dua kata");
    assert_eq!(source.lines().line_of(source.blocks[1].text.map().origin_range().start), 3);
}

#[test]
fn front_matter_is_read_and_no_block_stands_on_it() {
    for name in ["a.txt", "a.md"] {
        let source = read(name, "---\ntitle: Jalan\ndate: 2024-05-06\n---\n\nIsi artikel.\n");
        assert_eq!(source.meta.title.as_deref(), Some("Jalan"));
        assert_eq!(texts(&source), ["Isi artikel."]);
        assert_eq!(source.uncovered().iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }
}

const MARKDOWN: &str = "\
# Judul *miring*

Satu **tebal** dan `kode`,
[tautan](https://a.id/x) &amp; \\*bintang\\*.

![Pasar pagi. (Foto: Ani)](pasar.jpg)

3. tiga
   - dalam
4. empat

> Kutipan
> dua baris

```rust
let x = 1;

let y;
```

| a | b |
|---|---|
| 1 | 2 |

Larik satu  
larik dua

<div>Teks <b>dalam</b> HTML</div>

---

[rujukan]: https://a.id
";

#[test]
fn markdown_gives_its_blocks_with_spans_into_the_file() {
    let source = read("a.md", MARKDOWN);
    let found: Vec<_> = source.blocks.iter().map(|b| (b.kind, b.text.text())).collect();
    assert_eq!(
        found,
        [
            (BlockKind::Heading(1), "Judul miring"),
            (BlockKind::Paragraph, "Satu tebal dan kode, tautan & *bintang*."),
            (BlockKind::Caption, "Pasar pagi. (Foto: Ani)"),
            (BlockKind::Item { depth: 0 }, "3. tiga"),
            (BlockKind::Item { depth: 1 }, "dalam"),
            (BlockKind::Item { depth: 0 }, "4. empat"),
            (BlockKind::Quote, "Kutipan dua baris"),
            (BlockKind::Code, "let x = 1;\n\nlet y;"),
            (BlockKind::Row, "a | b"),
            (BlockKind::Row, "1 | 2"),
            (BlockKind::Paragraph, "Larik satu"),
            (BlockKind::Paragraph, "larik dua"),
            (BlockKind::Paragraph, "Teks dalam HTML"),
        ]
    );
    let block = &source.blocks[1];
    let styles: Vec<_> = block.inlines.iter().map(|i| (&block.text.text()[i.span.clone()], &i.style)).collect();
    assert_eq!(styles[0], ("tebal", &Style::Strong));
    assert_eq!(styles[1], ("kode", &Style::Code));
    assert_eq!(styles[2], ("tautan", &Style::Link("https://a.id/x".into())));
    for word in ["tebal", "kode", "tautan", "bintang"] {
        let at = block.text.text().find(word).unwrap();
        assert_eq!(&MARKDOWN[block.text.map().to_origin(at..at + word.len())], word);
    }
    assert_eq!(source.meta.title.as_deref(), Some("Judul miring"));
    let bare: Vec<_> = source.uncovered().into_iter().map(|(_, r)| &MARKDOWN[r]).collect();
    assert_eq!(bare, ["```rust", "```", "|---|---|", "---", "[rujukan]: https://a.id"]);
}

#[test]
fn what_markup_hides_is_shown_or_counted_all_the_same() {
    for (name, text) in [
        ("a.html", "<p>a&#27;b&#x202e;c&#xE0041;d&#x200b;e"),
        ("a.md", "a&#27;b&#x202e;c&#xE0041;d&#x200b;e"),
        ("a.md", "![a\u{1b}b\u{202e}c\u{e0041}d\u{200b}e](x)"),
    ] {
        let source = read(name, text);
        let shown = sanitise(source.blocks[0].text.text());
        assert_eq!(shown.mapped.text(), "a␛b␦cde", "{name}");
        assert_eq!(shown.hidden, 4, "{name}");
    }
}

/// Each of these took a parser minutes, its stack or its memory. The test is that they end.
#[test]
fn bombs_of_markup_end() {
    let n = 20_000;
    let bombs = [
        "<div>".repeat(n),
        "<table><tr><td>".repeat(n),
        "<b><i>".repeat(n),
        "<p><a href=x>".repeat(n),
        "</p>".repeat(n),
        format!("<p {}>x", "a=b ".repeat(n)),
        format!("<!-- {}", "<p>x".repeat(n)),
        "<".repeat(1 << 20),
        "&".repeat(1 << 20),
        "<script>".repeat(n),
        "<svg><math><title>".repeat(n),
        "<!ENTITY a \"&b;&b;\"><p>&a;</p>".repeat(1000),
        "<option><select>".repeat(n),
    ];
    for bomb in &bombs {
        read("a.html", format!("<!doctype html>{bomb}"));
        read("a.md", bomb);
    }
    for piece in [
        "> ", "- ", "[", "*a_", "**a  \n", "![", "`", "<a ", "&", "1. ", "| ", "a | b\n", "[^1]: ", "# ", "    ", "~~",
        "\\",
    ] {
        read("a.md", piece.repeat(n));
    }
}

#[test]
fn the_same_file_in_any_encoding_gives_the_same_blocks() {
    let text = "Tổng thống thăm chợ.\nNgười dân vui mừng đón tiếp đoàn.\n";
    let wide = |big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let plain = read("a.txt", text);
    for bytes in [wide(true), wide(false), [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        let source = read("a.txt", bytes);
        assert_eq!(source.blocks, plain.blocks);
        assert!(source.encoding == "UTF-8" || source.notices[0].contains(source.encoding));
    }
}

/// No pass over text looks back further than a bounded stretch: a long run of anything takes no longer than another.
#[test]
fn a_long_run_of_anything_ends() {
    let pieces = [
        ".",
        ". ",
        " .",
        "a. ",
        "A. ",
        "...",
        "( ",
        "\t",
        "\u{301}",
        "\u{200d}",
        "x \n",
        "- a\n",
        "\"",
        ".[1]",
        ".[",
        "字",
        "。",
        "1. ",
        "Dr. ",
        "\u{1b}",
        "a\u{200b}",
        "\r",
        " ",
        ".\u{a0}",
        "www.x://",
        "---\n",
        "ơ",
    ];
    for piece in pieces {
        let text = piece.repeat((1 << 18) / piece.len());
        let source = read("a.txt", &text);
        for block in source.blocks.iter().take(4) {
            let shown = sanitise(block.text.text());
            assert!(shown.mapped.text().len() <= text.len() * 4);
            assert!(sentences(block.text.text()).len() <= text.len());
            assert!(folded(block.text.text()).len() <= text.len() * 4);
        }
        assert_eq!(
            sanitise(&text).hidden == 0,
            sanitise(&text).mapped.text() == displayable(&text) && !is_counted(piece),
            "{piece:?}"
        );
    }
}

fn is_counted(piece: &str) -> bool {
    piece.contains(['\u{301}', '\u{200d}', '\u{1b}', '\u{200b}', '\r'])
}
