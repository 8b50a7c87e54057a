//! A text made from another text, with a map back to it.
//!
//! Takes slices of an origin (kept, replaced or left out) and gives the new text together with an [`OffsetMap`].
//! All offsets are bytes and all spans lie on character boundaries of their text.

use std::ops::Range;

/// One stretch of the made text and the stretch of the origin it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    /// Start in the made text.
    at: u32,
    /// Length in the made text.
    len: u32,
    /// Start in the origin.
    origin: u32,
    /// Length in the origin.
    origin_len: u32,
    /// Same length and character for character: offsets inside map one to one. Equal lengths alone would not do, since
    /// `ß` and the `ss` it folds to are both two bytes, and the middle of `ß` is no place.
    linear: bool,
}

/// Maps byte offsets of a made text to its origin and back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

impl OffsetMap {
    /// The span of the origin that `span` of the made text stands for.
    ///
    /// A span that touches a replaced stretch covers the whole stretch of the origin.
    pub fn to_origin(&self, span: Range<usize>) -> Range<usize> {
        let start = self.origin_start(span.start);
        if span.is_empty() {
            return start..start;
        }
        let end = self.origin_end(span.end);
        start..end.max(start)
    }

    /// The span of the made text in which `span` of the origin is found; empty where all of it was left out.
    pub fn from_origin(&self, span: Range<usize>) -> Range<usize> {
        let mut found: Option<Range<usize>> = None;
        let first = self.segments.partition_point(|s| ((s.origin + s.origin_len) as usize) <= span.start);
        for s in &self.segments[first..] {
            if s.origin as usize >= span.end {
                break;
            }
            let (at, len, origin) = (s.at as usize, s.len as usize, s.origin as usize);
            let (from, to) = if s.linear {
                let from = span.start.saturating_sub(origin).min(len);
                let to = (span.end - origin).min(len);
                (at + from, at + to)
            } else {
                (at, at + len)
            };
            found = Some(match found {
                None => from..to,
                Some(f) => f.start.min(from)..f.end.max(to),
            });
        }
        found.unwrap_or_else(|| {
            let at = self.segments.get(first).map_or_else(|| self.end(), |s| s.at as usize);
            at..at
        })
    }

    /// The stretch of the origin from the first to the last kept byte.
    pub fn origin_range(&self) -> Range<usize> {
        match (self.segments.first(), self.segments.last()) {
            (Some(a), Some(b)) => a.origin as usize..(b.origin + b.origin_len) as usize,
            _ => 0..0,
        }
    }

    /// Moves the origin: every origin offset grows by `by` bytes.
    pub fn shift_origin(&mut self, by: usize) {
        for s in &mut self.segments {
            s.origin += by as u32;
        }
    }

    fn end(&self) -> usize {
        self.segments.last().map_or(0, |s| (s.at + s.len) as usize)
    }

    fn origin_start(&self, offset: usize) -> usize {
        let i = self.segments.partition_point(|s| ((s.at + s.len) as usize) <= offset);
        match self.segments.get(i) {
            Some(s) if s.linear => s.origin as usize + offset.saturating_sub(s.at as usize),
            Some(s) => s.origin as usize,
            None => self.origin_range().end,
        }
    }

    fn origin_end(&self, offset: usize) -> usize {
        let i = self.segments.partition_point(|s| ((s.at + s.len) as usize) < offset);
        match self.segments.get(i) {
            Some(s) if s.linear => s.origin as usize + offset.saturating_sub(s.at as usize),
            Some(s) => (s.origin + s.origin_len) as usize,
            None => self.origin_range().end,
        }
    }

    fn push(&mut self, len: usize, origin: Range<usize>, linear: bool) {
        let at = self.end() as u32;
        let (len, start, origin_len) = (len as u32, origin.start as u32, origin.len() as u32);
        if let Some(last) = self.segments.last_mut()
            && last.origin + last.origin_len == start
            && ((linear && last.linear) || (len == 0 && last.len == 0))
        {
            last.len += len;
            last.origin_len += origin_len;
            return;
        }
        self.segments.push(Segment { at, len, origin: start, origin_len, linear });
    }
}

/// A text made from another one, with the map back.
///
/// ```
/// use simak::text::Mapped;
/// let origin = "a **bold** word";
/// let mut m = Mapped::default();
/// m.keep(origin, 0..2);
/// m.keep(origin, 4..8);
/// m.keep(origin, 10..15);
/// assert_eq!(m.text(), "a bold word");
/// assert_eq!(m.map().to_origin(2..6), 4..8);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    map: OffsetMap,
}

impl Mapped {
    /// The whole of `origin`, unchanged.
    pub fn whole(origin: &str) -> Self {
        let mut m = Self::default();
        m.keep(origin, 0..origin.len());
        m
    }

    /// Appends `origin[span]` unchanged.
    pub fn keep(&mut self, origin: &str, span: Range<usize>) {
        if !span.is_empty() {
            self.text.push_str(&origin[span.clone()]);
            self.map.push(span.len(), span, true);
        }
    }

    /// Appends `text` standing for `span` of the origin: it maps as a whole.
    pub fn replace(&mut self, span: Range<usize>, text: &str) {
        if !text.is_empty() || !span.is_empty() {
            self.text.push_str(text);
            self.map.push(text.len(), span, false);
        }
    }

    /// Appends `text` standing character for character for `span` of the origin, each as long as the one it stands for
    /// (a run of ASCII in another case, blanks for newlines).
    pub fn align(&mut self, span: Range<usize>, text: &str) {
        debug_assert_eq!(span.len(), text.len(), "aligned texts are of one length");
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.push(text.len(), span, true);
        }
    }

    /// Appends another text made from the same origin.
    pub fn append(&mut self, other: Self) {
        self.text.push_str(&other.text);
        for s in other.map.segments {
            self.map.push(s.len as usize, s.origin as usize..(s.origin + s.origin_len) as usize, s.linear);
        }
    }

    /// Bytes `span` of the made text, still mapped to the origin.
    #[must_use]
    pub fn slice(&self, span: Range<usize>) -> Self {
        let mut out = Self { text: self.text[span.clone()].to_owned(), map: OffsetMap::default() };
        let first = self.map.segments.partition_point(|s| ((s.at + s.len) as usize) <= span.start);
        for s in &self.map.segments[first..] {
            let at = s.at as usize;
            if at >= span.end {
                break;
            }
            let from = span.start.max(at);
            let to = span.end.min(at + s.len as usize);
            let whole = s.origin as usize..(s.origin + s.origin_len) as usize;
            if s.linear {
                let origin = s.origin as usize + from - at;
                out.map.push(to - from, origin..origin + to - from, true);
            } else {
                out.map.push(to.saturating_sub(from), whole, false);
            }
        }
        out
    }

    /// The made text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The map back to the origin.
    pub fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The map back, to be moved.
    pub fn map_mut(&mut self) -> &mut OffsetMap {
        &mut self.map
    }

    /// The made text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether nothing was appended.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Mapped;

    #[test]
    fn a_replaced_stretch_maps_as_a_whole() {
        let mut m = Mapped::default();
        m.keep("a&amp;b", 0..1);
        m.replace(1..6, "&");
        m.keep("a&amp;b", 6..7);
        assert_eq!(m.text(), "a&b");
        assert_eq!(m.map().to_origin(1..2), 1..6);
        assert_eq!(m.map().to_origin(2..3), 6..7);
        assert_eq!(m.map().to_origin(0..3), 0..7);
        assert_eq!(m.map().from_origin(2..3), 1..2);
        assert_eq!(m.map().from_origin(6..7), 2..3);
    }

    #[test]
    fn a_replacement_of_equal_length_still_maps_as_a_whole() {
        let mut m = Mapped::default();
        m.keep("Straße", 0..4);
        m.replace(4..6, "ss");
        m.keep("Straße", 6..7);
        assert_eq!(m.text(), "Strasse");
        assert_eq!(m.map().to_origin(5..6), 4..6);
        assert_eq!(m.map().to_origin(6..7), 6..7);
    }

    #[test]
    fn what_was_left_out_maps_to_an_empty_span() {
        let mut m = Mapped::default();
        m.keep("abcdef", 0..2);
        m.keep("abcdef", 4..6);
        assert_eq!(m.map().from_origin(2..4), 2..2);
        assert_eq!(m.map().from_origin(1..5), 1..3);
    }
}
