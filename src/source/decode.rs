//! Bytes to text: byte order marks, UTF-8, UTF-16, declared and guessed legacy encodings; newlines made `\n`.
//!
//! Tried in this order: the magic number of a known binary format, a byte order mark, UTF-16 by its pattern of zero bytes,
//! valid UTF-8, UTF-8 with a few broken bytes, the charset that HTML or XML declares, a guess from the bytes (chardetng, the
//! detector of Firefox). Bytes full of control codes are binary and refused by name.
//!
//! # Offsets
//!
//! Newlines keep their length, so that offsets into the text of a UTF-8 file are offsets into the file: CR LF becomes a
//! blank and `\n`, a lone CR `\n`, NEL (U+0085) a blank and `\n`, U+2028 and U+2029 two blanks and `\n`. A byte order mark is
//! taken off; offsets then count from behind it. A valid UTF-8 file without any of these is its own text, byte for byte.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{SourceError, magic};

/// Bytes the detector of legacy encodings looks at.
const DETECTED: usize = 1 << 20;
/// Bytes in which a declaration is looked for (the HTML standard says 1024; pages exceed it).
const DECLARED: usize = 4096;

/// Text with the name of its encoding and what should be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, newlines `\n`.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// Sentences for the reader.
    pub notices: Vec<String>,
}

/// Decodes `bytes`.
///
/// # Errors
///
/// [`SourceError::Binary`] with the name of the format, or `binary data`.
pub fn decode(bytes: &[u8]) -> Result<Decoded, SourceError> {
    if let Some(name) = magic::binary(bytes) {
        return Err(SourceError::Binary(name));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = &bytes[mark..];
        return if encoding == UTF_8 {
            eight_bit(body)
        } else {
            Ok(sixteen_bit(body, encoding, "its byte order mark"))
        };
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return Ok(sixteen_bit(bytes, encoding, "the pattern of its bytes"));
    }
    eight_bit(bytes)
}

fn eight_bit(bytes: &[u8]) -> Result<Decoded, SourceError> {
    if looks_binary(bytes) {
        return Err(SourceError::Binary("binary data"));
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(finish(text.to_owned(), UTF_8.name(), Vec::new())),
        Err(broken) => broken,
    };
    if is_damaged_utf8(bytes, broken.valid_up_to()) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Ok(finish(
            text,
            UTF_8.name(),
            vec!["Some bytes are not valid UTF-8; they are shown as \u{fffd}.".into()],
        ));
    }
    let declared = declared(bytes).filter(|e| *e != UTF_8 && e.is_ascii_compatible());
    let (encoding, how) = declared.map_or_else(|| (guessed(bytes), "guessed"), |e| (e, "declared"));
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    // Windows-1258 writes tone marks as characters of their own.
    let text = if encoding == WINDOWS_1258 { text.nfc().collect() } else { text.into_owned() };
    let mut notices = vec![format!("Read as {} ({how}), not UTF-8.", encoding.name())];
    if lossy {
        notices.push(format!("Some bytes are not valid {}; they are shown as \u{fffd}.", encoding.name()));
    }
    Ok(finish(text, encoding.name(), notices))
}

fn sixteen_bit(bytes: &[u8], encoding: &'static Encoding, how: &str) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let mut notices = vec![format!("Read as {} by {how}, not UTF-8.", encoding.name())];
    if bytes.len() % 2 == 1 {
        notices.push("The last character is cut off: the number of bytes is odd.".into());
    } else if lossy {
        notices.push("Some characters are broken; they are shown as \u{fffd}.".into());
    }
    finish(text.into_owned(), encoding.name(), notices)
}

fn finish(text: String, encoding: &'static str, notices: Vec<String>) -> Decoded {
    Decoded { text: newlines(text), encoding, notices }
}

/// Makes each kind of newline `\n`, without changing the length.
fn newlines(text: String) -> String {
    let bytes = text.as_bytes();
    let foreign = memchr::memchr(b'\r', bytes).is_some()
        || memchr::memmem::find(bytes, b"\xe2\x80\xa8").is_some()
        || memchr::memmem::find(bytes, b"\xe2\x80\xa9").is_some()
        || memchr::memmem::find(bytes, b"\xc2\x85").is_some();
    if !foreign {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, found) in text.match_indices(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        out.push_str(&text[from..at]);
        from = at + found.len();
        out.push_str(match found {
            "\r" if text[from..].starts_with('\n') => " ",
            "\r" => "\n",
            "\u{85}" => " \n",
            _ => "  \n",
        });
    }
    out.push_str(&text[from..]);
    out
}

/// UTF-16 without a mark: zero bytes stand on one side only, since blanks, digits and newlines have them in any script.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    if sample.len() < 4 {
        return None;
    }
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    // A tenth of the pairs is what blanks and newlines alone come to in text without Latin letters; bytes that are valid
    // UTF-8 as well are more likely text with a stray zero, unless every third pair has one.
    let (many, few, encoding) = if odd > even { (odd, even, UTF_16LE) } else { (even, odd, UTF_16BE) };
    let needed = if std::str::from_utf8(sample).is_ok() { pairs.div_ceil(3).max(2) } else { pairs.div_ceil(10) };
    if many < needed || few * 20 > many {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(&sample[..pairs * 2]);
    let bad = text
        .chars()
        .filter(|c| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
        .count();
    (bad * 100 <= pairs).then_some(encoding)
}

/// Zero bytes over one in a thousand (one is always borne), or other control codes over one in twenty.
fn looks_binary(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, bytes).count();
    if zeros > (bytes.len() / 1000).max(1) {
        return true;
    }
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let controls = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    controls > 8 && controls * 20 > sample.len()
}

/// Mostly valid UTF-8: characters of several bytes, which come about by chance hardly ever, outnumber the broken places, or
/// only the end is cut off.
fn is_damaged_utf8(bytes: &[u8], valid: usize) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = bytes.len() - valid < 4 && bytes[valid] >= 0xc2 && bytes[valid + 1..].iter().all(|b| b & 0xc0 == 0x80);
    good >= bad.max(2) || (cut && bytes.len() - valid > 1)
}

/// The charset that markup at the start declares: `<meta charset=…>`, `<?xml encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED)];
    if head.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'<') {
        return None;
    }
    let head = head.to_ascii_lowercase();
    let key = memchr::memmem::find(&head, b"charset").map(|at| at + 7);
    let key = key.or_else(|| memchr::memmem::find(&head, b"encoding").map(|at| at + 8))?;
    let rest = head[key..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(&rest[..end])
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let sample = &bytes[..bytes.len().min(DETECTED)];
    if !detector.feed(sample, sample.len() == bytes.len()) {
        return WINDOWS_1252;
    }
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::{Decoded, SourceError, decode};

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes).unwrap()
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf8_is_its_own_text_and_newlines_keep_their_length() {
        assert_eq!(read("Việt\nNam".as_bytes()).text, "Việt\nNam");
        assert_eq!(read(b"\xef\xbb\xbfabc").text, "abc");
        let odd = "a\r\nb\rc\u{85}d\u{2028}e\u{2029}f";
        let read = read(odd.as_bytes());
        assert_eq!(read.text, "a \nb\nc \nd  \ne  \nf");
        assert_eq!(read.text.len(), odd.len());
        assert!(read.notices.is_empty());
    }

    #[test]
    fn utf16_with_and_without_a_mark_and_cut_off() {
        for big in [false, true] {
            let name = if big { "UTF-16BE" } else { "UTF-16LE" };
            for text in ["Chủ tịch nước thăm chợ. Hai dòng\nchữ.", "今天下雨 2024\n我们回家 好 吗 1\n"]
            {
                let plain = read(&utf16(text, big));
                assert_eq!((plain.text.as_str(), plain.encoding), (text, name));
                let mut marked = utf16("\u{feff}", big);
                marked.extend(utf16(text, big));
                marked.push(b'x');
                let cut = read(&marked);
                assert_eq!(cut.text, format!("{text}\u{fffd}"));
                assert!(cut.notices[1].contains("odd"));
            }
        }
    }

    #[test]
    fn legacy_encodings_are_guessed_or_declared_and_named() {
        let latin = read(b"Le pr\xe9sident fran\xe7ais a \xe9t\xe9 re\xe7u \xe0 l'h\xf4tel de ville de Besan\xe7on.");
        assert_eq!(latin.encoding, "windows-1252");
        assert!(latin.text.contains("président français"));
        assert!(latin.notices[0].contains("windows-1252 (guessed)"));
        // "Việt Nam" and more in windows-1258: tone marks are characters of their own.
        let vietnamese = b"Vi\xea\xf2t Nam l\xe0 m\xf4\xf2t n\xfd\xf5\xec\xf2c \xf0\xf4ng d\xe2n, ng\xfd\xf5\xec\xcci Vi\xea\xf2t Nam y\xeau n\xfd\xf5\xecc.";
        let read_vi = read(vietnamese);
        assert_eq!(read_vi.encoding, "windows-1258", "{}", read_vi.text);
        assert!(read_vi.text.starts_with("Việt Nam là một"), "{}", read_vi.text);
        let declared = read(b"<html><meta charset='koi8-r'><p>\xf0\xd2\xc9\xd7\xc5\xd4");
        assert_eq!((declared.encoding, declared.text.ends_with("Привет")), ("KOI8-R", true));
        assert!(declared.notices[0].contains("declared"));
    }

    #[test]
    fn a_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "Tổng thống đến thăm Hà Nội".as_bytes().to_vec();
        bytes.insert(3, 0xff);
        let damaged = read(&bytes);
        assert_eq!(damaged.encoding, "UTF-8");
        assert_eq!(damaged.notices.len(), 1);
        let cut = read(&"plain words and then …".as_bytes()[..23]);
        assert_eq!(cut.encoding, "UTF-8");
    }

    #[test]
    fn binaries_are_refused_by_name_and_a_stray_zero_is_borne() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], "PNG"),
            (b"\x7fELF\x02\x01\x01\0", "ELF"),
            (b"\x1f\x8b\x08\0\0", "gzip"),
            (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
            (b"\x01\x02\0\x03\x00\x00\xff\xfe\xfd", "binary data"),
        ] {
            assert_eq!(decode(bytes), Err(SourceError::Binary(name)));
        }
        assert_eq!(read(b"nul\0inside").text, "nul\0inside");
        assert_eq!(read(b"").text, "");
    }
}
