//! Bookmarks as `CommonMark`: the quote as a block quotation, source, note, tags, and the command that leads back.

use std::fmt::Write as _;

use super::citation::{clean, source_line};
use crate::bookmark::Bookmark;
use crate::bookmark::anchor::State;

/// Bookmarks in the order given, one section each.
pub fn write<'a>(bookmarks: impl IntoIterator<Item = &'a Bookmark>) -> String {
    let mut out = String::from("# Bookmarks\n");
    for b in bookmarks {
        section(&mut out, b);
    }
    out
}

fn section(out: &mut String, b: &Bookmark) {
    out.push_str("\n---\n\n");
    for line in escape(b.quote()).lines() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "> {line}");
    }
    let _ = writeln!(out, "\n— {}", escape(&source_line(&b.document)).replace('\n', " "));
    if b.anchor.state == State::Orphan {
        out.push_str("\nThe text was not there any more when this was last looked at.\n");
    }
    if !b.note.trim().is_empty() {
        let _ = writeln!(out, "\n{}", escape(&b.note));
    }
    if !b.tags.is_empty() {
        let _ = writeln!(out, "\nTags: {}", escape(&b.tags.join(", ")).replace('\n', " "));
    }
    let id: String = b.id.as_str().chars().filter(|c| !c.is_control() && *c != '`').collect();
    let _ = writeln!(out, "\n`simak open {id}`");
}

/// Text that a `CommonMark` reader shows as it is: characters with a meaning are escaped, lines lose outer blanks.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (n, line) in clean(text).trim().lines().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let line = line.trim();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        for (at, c) in line.char_indices() {
            let starts_block = (at == 0 && matches!(c, '-' | '+' | '=')) || (at == digits && matches!(c, '.' | ')'));
            if starts_block || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '!' | '|' | '~')
            {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};
    use pulldown_cmark::{Event, Parser};

    use super::{clean, escape};

    /// What a `CommonMark` reader shows.
    fn shown(markdown: &str) -> String {
        Parser::new(markdown)
            .map(|event| match event {
                Event::Text(t) => t.to_string(),
                Event::SoftBreak => "\n".into(),
                Event::Start(_) | Event::End(_) => String::new(),
                other => format!("<<{other:?}>>"),
            })
            .collect()
    }

    proptest! {
        #[test]
        fn a_reader_sees_the_text_as_it_was(text in "([ -~]|đ|\n){0,60}") {
            let plain: Vec<String> = clean(&text).trim().lines().map(|l| l.trim().to_owned()).collect();
            let plain: Vec<String> = plain.into_iter().filter(|l| !l.is_empty()).collect();
            // Paragraph ends and soft breaks are both line ends to the eye.
            let seen = shown(&escape(&text).replace("\n\n", "\n"));
            let seen: Vec<&str> = seen.lines().filter(|l| !l.is_empty()).collect();
            prop_assert_eq!(seen.concat(), plain.concat());
        }
    }
}
