//! Names of binary formats by their first bytes, so that a picture under a text's name is refused with a reason.

/// First bytes and the name of the format. Ambiguous ones (`BM`, `MZ`) need a zero byte near the start as well.
const PREFIXES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x7fELF", "ELF"),
    (b"\xcf\xfa\xed\xfe", "Mach-O"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"\0asm", "WebAssembly"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"OggS\0", "Ogg"),
    (b"fLaC\0", "FLAC"),
    (b"ID3\x02", "MP3"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
    (b"\x1aE\xdf\xa3", "Matroska"),
    (b"AT&TFORM", "DjVu"),
    (b"wOFF\0", "font"),
    (b"wOF2\0", "font"),
    (b"OTTO\0", "font"),
];

/// The name of the binary format that `bytes` start like.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = PREFIXES.iter().find(|(prefix, _)| bytes.starts_with(prefix)) {
        return Some(name);
    }
    let zero = bytes[..bytes.len().min(64)].contains(&0);
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("WebP"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W' | b'A', ..] if zero => Some("RIFF"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if zero => Some("MP4"),
        [b'B', b'M', ..] if zero => Some("BMP"),
        [b'M', b'Z', ..] if zero => Some("Windows program"),
        _ if bytes.get(257..262) == Some(b"ustar") => Some("tar"),
        _ => None,
    }
}
