//! The one place where text becomes displayable.
//!
//! [`sanitise`] gives one line without control sequences, hidden or direction-changing characters, tabs expanded, and
//! counts what is not shown as itself; [`display`] gives the same as a [`Display`]. Widgets, the status line, logs and error
//! printing take nothing else. It does not wrap, and it does not cut to a width.
//!
//! | input | shown as | counted |
//! |---|---|---|
//! | ESC and the other C0 controls, DEL | their picture, `␛`, `␀`, `␡` | yes |
//! | C1 controls, private use, noncharacters | `\u{fffd}` | yes |
//! | bidi embeddings, overrides, isolates | `␦`, logical order kept (Trojan Source, CVE-2021-42574) | yes |
//! | other default ignorables: ZWSP, BOM, SHY, tags, fillers | nothing | yes |
//! | ZWJ, ZWNJ, variation selectors | themselves inside the clusters they belong to, else nothing | if dropped |
//! | more than eight combining marks in a row | the first eight | the rest |
//! | a mark without a base at the start | on a dotted circle | no |
//! | tab | blanks to the next stop of four | no |
//! | newline of any kind | one blank | no |

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthStr;

use super::Mapped;

/// Cells between tab stops.
const TAB: usize = 4;
/// Combining marks kept in a row. Vietnamese needs two, pointed Hebrew four, Tibetan seven.
const MARKS: usize = 8;
/// Shown for a character that changes the direction of text.
const BIDI: &str = "\u{2426}";
/// Shown for a character that has no picture.
const UNKNOWN: &str = "\u{fffd}";
/// The pictures of U+0000 to U+001F, three bytes each.
const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟";

/// Text that may be sent to a terminal. Made by this module alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Display(String);

impl Display {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Display {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Displayable text with the map back and the count of characters that are not shown as themselves.
#[derive(Debug, Clone, Default)]
pub struct Sanitised {
    /// The text and where its parts came from.
    pub mapped: Mapped,
    /// Characters that were dropped or shown as a marker.
    pub hidden: usize,
}

/// Makes `text` displayable on one line: newlines become blanks.
///
/// ```
/// use simak::text::sanitise::sanitise;
/// let s = sanitise("a\u{1b}[31mb\u{200b}c");
/// assert_eq!(s.mapped.text(), "a␛[31mbc");
/// assert_eq!(s.hidden, 2);
/// ```
pub fn sanitise(text: &str) -> Sanitised {
    if is_clean(text) { Sanitised { mapped: Mapped::whole(text), hidden: 0 } } else { Cleaner::new(text).run() }
}

/// The displayable form of `text` alone.
pub fn display(text: &str) -> Display {
    Display(displayable(text).into_owned())
}

/// The displayable form of `text`, borrowed where `text` is displayable as it stands.
pub fn displayable(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(Cleaner::new(text).run().mapped.into_text()) }
}

/// Whether `text` is displayable as it stands. May be wrong on the side of caution: `false` for text that would not change.
pub fn is_clean(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().all(|b| (b' '..0x7f).contains(&b));
    }
    let mut marks = MARKS;
    text.chars().all(|c| match c {
        // The ranges most text is in, where nothing needs a closer look.
        ' '..='~'
        | '\u{a0}'..='\u{ac}'
        | '\u{ae}'..='\u{2ff}'
        | '\u{1e00}'..='\u{1fff}'
        | '\u{3001}'..='\u{3029}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' => {
            marks = 0;
            true
        }
        c => {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            marks <= MARKS && matches!(fate(c), Fate::Keep)
        }
    })
}

/// Whether a character is invisible by itself and may be passed over in a search: Unicode's `Default_Ignorable_Code_Point`
/// (`DerivedCoreProperties.txt`), the interlinear annotation marks and the format controls of Egyptian hieroglyphs.
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What becomes of a character.
enum Fate {
    /// It is shown as itself.
    Keep,
    /// It depends on what stands beside it.
    Joiner,
    /// It is left out.
    Drop,
    /// It is shown as this.
    Marker(&'static str),
    /// It is a blank.
    Blank,
    /// It is a tab.
    Tab,
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Blank,
        '\t' => Fate::Tab,
        '\0'..='\u{1f}' => {
            let at = c as usize * 3;
            Fate::Marker(&PICTURES[at..at + 3])
        }
        '\u{7f}' => Fate::Marker("␡"),
        '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' => {
            Fate::Marker(UNKNOWN)
        }
        c if c as u32 & 0xfffe == 0xfffe => Fate::Marker(UNKNOWN),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fate::Marker(BIDI),
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' => Fate::Joiner,
        c if is_ignorable(c) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Writes the displayable text; knows what was written last.
struct Cleaner<'a> {
    text: &'a str,
    out: Sanitised,
    /// The last character written.
    last: Option<char>,
    /// Marks written in a row.
    marks: usize,
    /// Cells before byte `measured` of the text written.
    column: usize,
    measured: usize,
    /// Start of the run that is kept but not yet written.
    pending: usize,
}

impl<'a> Cleaner<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, out: Sanitised::default(), last: None, marks: 0, column: 0, measured: 0, pending: 0 }
    }

    fn run(mut self) -> Sanitised {
        let text = self.text;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match fate(c) {
                Fate::Keep if is_combining_mark(c) => self.mark(at, c),
                Fate::Keep => self.seen(c),
                Fate::Joiner if self.belongs(c, text[end..].chars().next()) => self.last = Some(c),
                Fate::Joiner | Fate::Drop => self.put(at..end, "", true),
                Fate::Marker(_) if c == '\r' && text[end..].starts_with('\n') => self.put(at..end, "", false),
                Fate::Marker(m) => self.put(at..end, m, true),
                Fate::Blank => self.put(at..end, " ", false),
                Fate::Tab => self.tab(at),
            }
        }
        self.flush(text.len());
        self.out
    }

    fn seen(&mut self, c: char) {
        self.last = Some(c);
        self.marks = 0;
    }

    fn mark(&mut self, at: usize, c: char) {
        if self.last.is_none() {
            let mut based = String::from('\u{25cc}');
            based.push(c);
            self.put(at..at + c.len_utf8(), &based, false);
            self.marks = 1;
        } else if self.marks == MARKS {
            self.put(at..at + c.len_utf8(), "", true);
            self.marks = MARKS;
        } else {
            self.last = Some(c);
            self.marks += 1;
        }
    }

    fn flush(&mut self, at: usize) {
        self.out.mapped.keep(self.text, self.pending..at);
        self.pending = at;
    }

    /// Writes `shown` for `span`; an empty `shown` leaves the run of marks and the last character as they are.
    fn put(&mut self, span: std::ops::Range<usize>, shown: &str, hidden: bool) {
        self.flush(span.start);
        self.pending = span.end;
        self.out.mapped.replace(span, shown);
        self.out.hidden += usize::from(hidden);
        if let Some(c) = shown.chars().next_back() {
            self.seen(c);
        }
    }

    fn tab(&mut self, at: usize) {
        self.flush(at);
        let written = self.out.mapped.text();
        self.column += written[self.measured..].width();
        let blanks = TAB - self.column % TAB;
        self.put(at..at + 1, &"    "[..blanks], false);
        self.column += blanks;
        self.measured = self.out.mapped.text().len();
    }

    /// Whether the joiner or variation selector `c` has something to act on.
    fn belongs(&self, c: char, next: Option<char>) -> bool {
        let Some(last) = self.last else { return false };
        match c {
            '\u{200c}' | '\u{200d}' => {
                let Some(next) = next else { return false };
                let emoji = c == '\u{200d}' && (is_pictograph(last) || last == '\u{fe0f}') && is_pictograph(next);
                emoji || (joins(last) && joins(next) && !is_combining_mark(next))
            }
            '\u{fe0e}' | '\u{fe0f}' => is_pictograph(last) || matches!(last, '#' | '*' | '0'..='9' | '©' | '®'),
            '\u{fe00}'..='\u{fe0d}' => matches!(
                last,
                '0' | '\u{1000}'..='\u{109f}' | '\u{2200}'..='\u{22ff}' | '\u{2a00}'..='\u{2aff}' | '\u{3001}' | '\u{3002}'
                    | '\u{3400}'..='\u{9fff}' | '\u{a840}'..='\u{a87f}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff1f}'
                    | '\u{20000}'..='\u{2fa1f}'
            ),
            _ => matches!(last, '\u{1820}'..='\u{18aa}'),
        }
    }
}

/// Characters drawn as pictures that joiners and selectors may follow: a superset of `Extended_Pictographic`.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2934}' | '\u{2935}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Scripts in which a joiner or non-joiner changes the shape of letters: Arabic, Syriac, N'Ko and kin, the Indic scripts,
/// Tibetan to Mongolian, and their extensions.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{1b00}'..='\u{1c4f}' | '\u{a800}'..='\u{a8ff}' | '\u{a980}'..='\u{a9df}'
        | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefe}' | '\u{11000}'..='\u{11fff}')
        && !is_ignorable(c)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{displayable, is_clean, sanitise};

    fn shown(text: &str) -> (String, usize) {
        let s = sanitise(text);
        (s.mapped.text().to_owned(), s.hidden)
    }

    #[test]
    fn each_kind_of_danger_has_its_form() {
        for (text, want, hidden) in [
            ("a\u{1b}[31mb", "a␛[31mb", 1),
            ("\u{1b}]0;title\u{7}x", "␛]0;title␇x", 2),
            ("a\0b\u{8}c\u{b}d\u{7f}", "a␀b␈c␋d␡", 4),
            ("a\u{9b}31m", "a\u{fffd}31m", 1),
            ("x\u{202e}y\u{2066}z\u{2069}", "x␦y␦z␦", 3),
            ("pay\u{200b}pal\u{feff}\u{ad}\u{e0041}", "paypal", 4),
            ("a\u{200d}b\u{200c}", "ab", 2),
            ("\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f466}", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f466}", 0),
            ("می\u{200c}خواهم", "می\u{200c}خواهم", 0),
            ("❤\u{fe0f} a\u{fe0f} 1\u{fe0f}\u{20e3}", "❤\u{fe0f} a 1\u{fe0f}\u{20e3}", 1),
            ("字\u{e0100}", "字", 1),
            ("\u{e000}\u{ffff}\u{fdd0}", "\u{fffd}\u{fffd}\u{fffd}", 3),
            ("a\tbc\td", "a   bc  d", 0),
            ("字\tb", "字  b", 0),
            ("a\nb\r\nc\u{2028}d", "a b c d", 0),
            ("good\rEVIL", "good␍EVIL", 1),
            ("\u{301}a", "\u{25cc}\u{301}a", 0),
        ] {
            assert_eq!(shown(text), (want.to_owned(), hidden), "{text:?}");
        }
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("e{}x", "\u{301}".repeat(40));
        assert_eq!(shown(&tower), (format!("e{}x", "\u{301}".repeat(8)), 32));
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in ["plain", "Võ Văn Thưởng – “ya”", "Vie\u{302}\u{323}t", "中文。한국어", "हिन्दी ไทย"]
        {
            assert!(matches!(displayable(text), Cow::Borrowed(t) if t == text), "{text}");
        }
        assert!(!is_clean("a\u{1b}"));
        assert!(!is_clean("\u{301}"));
    }

    #[test]
    fn a_span_of_the_shown_text_maps_back() {
        let s = sanitise("a\tb\u{200b}c");
        assert_eq!(s.mapped.text(), "a   bc");
        assert_eq!(s.mapped.map().to_origin(1..4), 1..2);
        assert_eq!(s.mapped.map().to_origin(5..6), 6..7);
    }
}
