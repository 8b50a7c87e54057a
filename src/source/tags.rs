//! Tags of HTML found in one pass, whatever the text: the base of the guard and of tag stripping.
//!
//! This is no parser: it says where tags and comments stand and what their names are. Each byte is looked at a bounded
//! number of times, also where quotes, comments and tags are left open.

use std::ops::Range;

/// A tag or comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// From `<` to behind `>`.
    pub(super) span: Range<usize>,
    /// Bytes of the name; empty for comments, doctypes and instructions.
    pub(super) name: Range<usize>,
    /// Whether it is `</…>`.
    pub(super) closes: bool,
}

impl Tag {
    /// Whether the name is `name`, in any case.
    pub(super) fn is(&self, text: &str, name: &str) -> bool {
        text[self.name.clone()].eq_ignore_ascii_case(name)
    }

    /// Whether the name is one of `names`.
    pub(super) fn is_one(&self, text: &str, names: &[&str]) -> bool {
        names.iter().any(|n| self.is(text, n))
    }
}

/// The tags of a text in order. Contents of scripts and styles are passed over.
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    /// No `>` stands outside quotes in the rest, so quotes are no longer heeded.
    quotes_off: bool,
    /// Nothing closes in the rest: it is text.
    open: bool,
    /// Names whose end was looked for in vain.
    unclosed: Vec<&'static str>,
}

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "template", "noscript", "svg"];

impl<'a> Tags<'a> {
    pub(super) fn new(text: &'a str, span: Range<usize>) -> Self {
        Self { text, at: span.start, end: span.end, quotes_off: false, open: false, unclosed: Vec::new() }
    }

    fn bytes(&self) -> &'a [u8] {
        &self.text.as_bytes()[..self.end]
    }

    /// The end of the tag that starts at `start`.
    fn tag_end(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes();
        let mut at = start;
        while !self.quotes_off {
            let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]).map(|n| at + n) else {
                self.quotes_off = true;
                break;
            };
            // A quote opens a value only behind `=`.
            let value = bytes[start..found].trim_ascii_end().ends_with(b"=");
            match bytes[found] {
                b'>' => return Some(found + 1),
                quote if value => match memchr::memchr(quote, &bytes[found + 1..]) {
                    Some(n) => at = found + n + 2,
                    None => self.quotes_off = true,
                },
                _ => at = found + 1,
            }
        }
        let found = memchr::memchr(b'>', &bytes[start..]).map(|n| start + n + 1);
        self.open = found.is_none();
        found
    }

    /// Behind the content of a raw element whose start tag ended at `from`.
    fn behind_raw(&mut self, from: usize, name: &'static str) -> usize {
        if self.unclosed.contains(&name) {
            return from;
        }
        let bytes = self.bytes();
        let close = memchr::memmem::find_iter(&bytes[from..], b"</")
            .map(|n| from + n)
            .find(|at| bytes[at + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())));
        close.unwrap_or_else(|| {
            self.unclosed.push(name);
            from
        })
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        let bytes = self.bytes();
        while !self.open {
            let start = self.at + memchr::memchr(b'<', bytes.get(self.at..)?)?;
            let closes = bytes.get(start + 1) == Some(&b'/');
            let name = start + 1 + usize::from(closes);
            let length =
                bytes[name..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
            let first = bytes.get(name).copied().unwrap_or(b' ');
            self.at = start + 1;
            if bytes[start..].starts_with(b"<!--") && !self.unclosed.contains(&"<!--") {
                let Some(n) = memchr::memmem::find(&bytes[start + 4..], b"-->") else {
                    self.unclosed.push("<!--");
                    continue;
                };
                self.at = start + n + 7;
                return Some(Tag { span: start..self.at, name: name..name, closes: false });
            }
            if !first.is_ascii_alphabetic() && !matches!(first, b'!' | b'?') {
                continue;
            }
            let Some(end) = self.tag_end(name) else { break };
            let tag = Tag { span: start..end, name: name..name + length, closes };
            self.at = end;
            if !closes
                && let Some(raw) = RAW.iter().find(|r| tag.is(self.text, r))
                && !bytes[..end - 1].ends_with(b"/")
            {
                self.at = self.behind_raw(end, raw);
            }
            return Some(tag);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Tags;

    fn found(text: &str) -> Vec<&str> {
        Tags::new(text, 0..text.len()).map(|t| &text[t.span]).collect()
    }

    #[test]
    fn tags_comments_and_raw_content() {
        assert_eq!(
            found("a < b <p title=\"x > y\">c<!-- <b> --><script>if (a<b) '<i>'</script>don't</p>"),
            ["<p title=\"x > y\">", "<!-- <b> -->", "<script>", "</script>", "</p>"]
        );
    }

    #[test]
    fn what_is_left_open_costs_no_more_than_once() {
        for bomb in ["<", "<a ", "<a \">\" ", "<!-- ", "<script>", "<a b=\"", "<a b='>"] {
            let text = bomb.repeat(200_000);
            assert!(found(&text).len() <= 200_000);
        }
    }
}
