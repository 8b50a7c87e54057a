//! The clipboard, by OSC 52: written when the reader presses the key, never read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is sent, in bytes before encoding. Terminals drop sequences of over 100 000 bytes.
pub const LIMIT: usize = 74 * 1024;

/// The sequence that puts `text` into the clipboard; `Err` with a sentence where it is too long. Newlines and tabs are
/// the only control characters that stay.
pub fn sequence(text: &str) -> Result<Vec<u8>, String> {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if plain.len() > LIMIT {
        return Err(format!(
            "not copied: {} KiB is more than the {} KiB a terminal takes",
            plain.len() / 1024,
            LIMIT / 1024
        ));
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    bytes.extend_from_slice(STANDARD.encode(plain).as_bytes());
    bytes.push(b'\x07');
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::{LIMIT, sequence};

    #[test]
    fn control_characters_do_not_reach_the_clipboard() {
        let bytes = sequence("a\x1b[31m\u{9b}b\r\nc").unwrap();
        let inner = bytes.strip_prefix(b"\x1b]52;c;").unwrap().strip_suffix(b"\x07").unwrap();
        assert_eq!(STANDARD.decode(inner).unwrap(), b"a[31mb\nc");
    }

    #[test]
    fn too_long_a_text_is_refused_with_its_size() {
        assert!(sequence(&"x".repeat(LIMIT)).is_ok());
        assert!(sequence(&"x".repeat(LIMIT + 1)).unwrap_err().contains("74 KiB"));
    }
}
