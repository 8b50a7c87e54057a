//! Sentences: where one ends and the next begins, with abbreviations and numbers left whole.
//!
//! Follows the sentence rules of UAX 29 (a terminator, its closing quotes and brackets, a blank, no small letter after) and
//! departs from them where news does: abbreviations from `assets/text/abbreviations.tsv`, initials, the number of a list
//! item, `…`, a quotation followed by who said it, reference marks (`.[1]`), leftovers without a letter (` |`). A newline always
//! ends a sentence. Scripts that write no full stop (Thai) give one sentence a paragraph.
//!
//! Reads the text once; every look back is bounded.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The byte spans of the sentences of `text`, in order, blanks between them left out.
///
/// ```
/// use simak::text::sentences::sentences;
/// let text = "Resolusi No. 59 disahkan. Prof. Dr. Le hadir.";
/// let found: Vec<_> = sentences(text).into_iter().map(|s| &text[s]).collect();
/// assert_eq!(found, ["Resolusi No. 59 disahkan.", "Prof. Dr. Le hadir."]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    // Where the sentence starts, blanks passed over: looking back never reads them twice.
    let mut start = text.len() - text.trim_start().len();
    let mut at = start;
    while let Some(found) = next_stop(text, at) {
        let stop = Stop::read(text, found);
        at = stop.end;
        if stop.ends_sentence(text, start) {
            push(&mut out, text, start..stop.end);
            let rest = &text[stop.end..];
            start = stop.end + (rest.len() - rest.trim_start().len());
            at = start;
        }
    }
    push(&mut out, text, start..text.len());
    out
}

/// Adds a sentence without the blanks around it. One without letters and digits belongs to the one before it on its line.
fn push(out: &mut Vec<Range<usize>>, text: &str, span: Range<usize>) {
    let part = &text[span.clone()];
    let trimmed = part.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = span.start + (part.len() - part.trim_start().len());
    let span = start..start + trimmed.len();
    if !trimmed.contains(char::is_alphanumeric)
        && let Some(last) = out.last_mut()
        && !text[last.end..span.start].contains('\n')
    {
        last.end = span.end;
        return;
    }
    out.push(span);
}

/// The first byte from `at` on that may end a sentence.
fn next_stop(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = at;
    while i < bytes.len() {
        match bytes[i] {
            b'.' | b'!' | b'?' | b'\n' => return Some(i),
            0..0xd6 => i += 1,
            _ => {
                let c = text[i..].chars().next()?;
                if is_terminator(c) {
                    return Some(i);
                }
                i += c.len_utf8();
            }
        }
    }
    None
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_strong(c)
}

/// Terminators of scripts without capitals: they end a sentence whatever follows.
fn is_strong(c: char) -> bool {
    matches!(
        c,
        '\n' | '。' | '！' | '？' | '｡' | '．' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '፧' | '၊'..='။' | '។' | '៕' | '།'
    )
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】' | '》' | '*' | '_')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '"'
            | '\''
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '¿'
            | '¡'
            | '*'
            | '_'
    )
}

/// How surely a run of terminators ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Force {
    /// One full stop: an abbreviation's, perhaps.
    FullStop,
    /// Marks that small letters may follow.
    Marks,
    /// It ends the sentence whatever follows.
    Strong,
}

/// A run of terminators with the closers behind it.
struct Stop {
    start: usize,
    /// After the closers.
    end: usize,
    force: Force,
    /// A quote closes in it.
    quoted: bool,
    /// An exclamation or question mark is in it.
    asks: bool,
}

impl Stop {
    fn read(text: &str, start: usize) -> Self {
        let mut stop = Self { start, end: start, force: Force::Marks, quoted: false, asks: false };
        let mut chars = text[start..].chars().peekable();
        let mut first = true;
        while let Some(c) = chars.next_if(|c| is_terminator(*c)) {
            stop.end += c.len_utf8();
            stop.force = match stop.force {
                _ if is_strong(c) => Force::Strong,
                Force::FullStop | Force::Marks if first && c == '.' => Force::FullStop,
                Force::FullStop | Force::Marks => Force::Marks,
                Force::Strong => Force::Strong,
            };
            stop.asks |= matches!(c, '!' | '?');
            first = false;
            if c == '\n' {
                return stop;
            }
        }
        while let Some(c) = chars.next_if(|c| is_closer(*c)) {
            stop.end += c.len_utf8();
            stop.quoted |= matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』');
        }
        stop.end += reference_marks(&text[stop.end..]);
        stop
    }

    fn ends_sentence(&self, text: &str, sentence: usize) -> bool {
        if self.force == Force::Strong {
            return true;
        }
        let rest = &text[self.end..];
        let after = rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{202f}', '\u{3000}']);
        let Some(next) = after.chars().next() else { return true };
        if next == '\n' {
            return true;
        }
        let glued = after.len() == rest.len();
        if glued {
            // `3.5`, `vietnam.vn`, `...kata`; but an ideograph needs no blank before it.
            return is_ideograph(next);
        }
        if matches!(next, ',' | ';' | ':' | ')' | ']' | '|' | '/' | '…' | '.' | '!' | '?' | '”' | '’' | '»') {
            return false;
        }
        let Some(letter) = after.chars().take(4).find(|c| !is_opener(*c) && !matches!(c, '-' | '–' | '—' | ' '))
        else {
            return true;
        };
        if letter.is_lowercase() {
            return false;
        }
        if self.force != Force::FullStop {
            return !(self.asks && self.quoted && matches!(next, '-' | '–' | '—'));
        }
        self.full_stop_ends(text, sentence, letter)
    }

    /// Whether a lone full stop before `letter`, no small one, ends the sentence that began at `sentence`.
    fn full_stop_ends(&self, text: &str, sentence: usize, letter: char) -> bool {
        let before = &text[sentence..self.start];
        let word = last_word(before);
        if word.is_empty() {
            return !before.trim().is_empty();
        }
        if let Some(kind) = kind_of(word) {
            return match kind {
                Kind::Title => false,
                Kind::Number => !letter.is_numeric() && letter != '#',
                Kind::End => letter.is_uppercase() || !letter.is_alphanumeric(),
            };
        }
        // An item's number or letter at the start: `1. Pendahuluan`, `II. Isi`, `A. Umum`.
        if word.len() == before.len() && is_item_number(word) {
            return false;
        }
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => !c.is_uppercase() || !letter.is_alphabetic(),
            _ => !is_dotted(word),
        }
    }
}

/// Bytes of reference marks such as `[1][12]` at the start of `rest`.
fn reference_marks(rest: &str) -> usize {
    let mut taken = 0;
    while let Some(inner) = rest[taken..].strip_prefix('[') {
        let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
        if digits == 0 || inner.as_bytes().get(digits) != Some(&b']') {
            break;
        }
        taken += digits + 2;
    }
    taken
}

/// The run of letters, digits and inner points at the end of `before`, at most 24 characters of it.
fn last_word(before: &str) -> &str {
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(24) {
        if !(c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '\'' | '\u{300}'..='\u{36f}')) {
            break;
        }
        start = at;
    }
    &before[start..]
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_item_number(word: &str) -> bool {
    let digits = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let roman = word.len() <= 5 && word.bytes().all(|b| b"IVXLC".contains(&b));
    let section = word.len() <= 8 && word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits || roman || section || word.chars().count() == 1
}

/// Letters with points between them, none of the parts longer than two letters: `a.n`, `U.S`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|p| !p.is_empty() && p.len() <= 2 && p.chars().all(char::is_alphabetic))
}

/// What an abbreviation says about the full stop behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Number,
    End,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Kind>> = LazyLock::new(|| {
    parse(include_str!("../../assets/text/abbreviations.tsv")).expect("the shipped table parses, as a test shows")
});

/// The kind of `word`, which stands as in the table, with a capital, or in capitals.
fn kind_of(word: &str) -> Option<Kind> {
    if word.len() > 12 {
        return None;
    }
    // A hyphen or apostrophe may tie a prefix to it: `mantan-Dr`.
    let word = word.rsplit(['-', '\'']).next().unwrap_or(word);
    ABBREVIATIONS.get(word).or_else(|| ABBREVIATIONS.get(word.to_lowercase().as_str())).copied()
}

/// Reads the table; the error names the line.
fn parse(table: &'static str) -> Result<HashMap<&'static str, Kind>, String> {
    let mut out = HashMap::new();
    for (at, line) in table.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut columns = line.split('\t');
        let (Some(_), Some(kind), Some(written), None) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            return Err(format!("line {}: three columns are needed", at + 1));
        };
        let kind = match kind {
            "title" => Kind::Title,
            "number" => Kind::Number,
            "end" => Kind::End,
            other => return Err(format!("line {}: `{other}` is not title, number or end", at + 1)),
        };
        // The first row that names an abbreviation decides.
        written.split_whitespace().for_each(|w| {
            out.entry(w).or_insert(kind);
        });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, Kind, parse, sentences};

    /// `‖` marks where a sentence ends; the text is the same without it.
    fn check(marked: &str) {
        let text = marked.replace('‖', "");
        let want: Vec<&str> = marked.split('‖').map(str::trim).collect();
        let found: Vec<&str> = sentences(&text).into_iter().map(|s| &text[s]).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn the_shipped_table_parses_and_a_broken_one_names_its_line() {
        assert_eq!(ABBREVIATIONS.get("prof"), Some(&Kind::Title));
        assert_eq!(parse("# x\nid\ttitel\ta").unwrap_err(), "line 2: `titel` is not title, number or end");
        assert!(parse("id\ttitle").unwrap_err().starts_with("line 1"));
    }

    #[test]
    fn indonesian() {
        check("Resolusi No. 59 terbit pada 24 Jan. 2025.‖ Prof. Dr. Ir. Hasan memuji.");
        check("Kongres Partai ke-13.‖ Setelah itu ada yang ke-14.");
        check("Harganya Rp. 315 ribu.‖ Wali Kota TP. Ho Chi Minh hadir.");
        check("Kopi, teh, dll. dijual di sana.‖ Ada gula, garam, dsb.‖ Semua habis.");
        check("Ia lahir pada 1961.‖ Pada 1985 ia lulus.");
        check("\"Benarkah?\" tanya Budi.‖ \"Benar!\"‖ Mereka pulang.");
        check("Tumbuh 3.5 persen, kata situs vietnam.vn hari ini.‖ (Foto: Hoa/VNA) |");
        check("Ekspor naik...‖ Impor turun...dan seterusnya.");
        check("1. Pendahuluan panjang.‖ 2. Isi.‖ Banyak hal.‖ Titik.");
        check("Ia berkata, \"Kami siap.\"‖ Lalu ia pergi.");
        check("B. J. Habibie memimpin.‖ Ia insinyur.");
    }

    #[test]
    fn english() {
        check("Mr. Smith met J. Doe at 5 p.m. on Monday.‖ They left.");
        check("See e.g. Brown vs. Board.‖ He lives in the U.S.‖ She does not.");
        check("\"Stop!\" he said.‖ \"Why?\"‖ Nobody knew.[1][2]‖ The end.");
        check("Acme Inc. fell 2.4 percent.‖ Prices rose… and fell.");
        check("No.‖ He said no.‖ See No. 5.");
        check("Wait . . . what?‖ Yes!!!‖ Go.");
        check("(It rained.)‖ We stayed.");
    }

    #[test]
    fn vietnamese() {
        check("Ông Nguyễn Văn A. đến TP. Hồ Chí Minh.‖ GS.TS. Trần Văn B phát biểu.");
        check("Gồm gạo, cà phê, v.v.‖ Xuất khẩu tăng 3,5%.‖ Năm 2024 tốt hơn.");
        check("(Ảnh: TTXVN)");
        check("“Chúng tôi sẵn sàng.”‖ Ông nói thêm…");
    }

    #[test]
    fn other_scripts() {
        check("今天下雨。‖我们回家。」‖好！");
        check("यह पहला है।‖ यह दूसरा है।");
        check("ما هذا؟‖ هذا كتاب.");
        check("นี่คือประโยคหนึ่ง และอีกประโยคหนึ่ง");
    }

    #[test]
    fn nothing_gives_nothing_and_newlines_end() {
        assert!(sentences("  \n ").is_empty());
        check("satu\n‖dua");
        assert_eq!(sentences("|"), vec![0..1]);
    }
}
