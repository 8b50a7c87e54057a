//! Character references of HTML: `&amp;`, `&#233;`, `&#xe9;`.
//!
//! For text that no HTML parser has read: stripped tags and strings of JSON-LD. Knows the names that prose uses; others stay
//! as they are written.

use std::borrow::Cow;

const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("times", "×"),
    ("divide", "÷"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("sect", "§"),
    ("para", "¶"),
    ("shy", "\u{ad}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("zwj", "\u{200d}"),
    ("zwnj", "\u{200c}"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("yacute", "ý"),
    ("szlig", "ß"),
];

/// The reference at the start of `text`, which begins with `&`: its length and what it stands for.
pub(super) fn read(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let body = text.get(1..end)?;
    if let Some(number) = body.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let code = code.ok()?;
        // The HTML standard reads the C1 range as windows-1252.
        if let byte @ 0x80..=0x9f = code {
            let byte = [byte as u8];
            let (shown, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            return Some((end + 1, Cow::Owned(shown.into_owned())));
        }
        let c = char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
        return Some((end + 1, Cow::Owned(c.to_string())));
    }
    if let Some((_, shown)) = NAMES.iter().find(|(name, _)| *name == body) {
        return Some((end + 1, Cow::Borrowed(shown)));
    }
    // Capitals with a diacritic are written as their small letter with a capital name: `&Eacute;`.
    let lower = body.to_ascii_lowercase();
    let (_, shown) =
        NAMES.iter().find(|(name, _)| *name == lower && body.starts_with(|c: char| c.is_ascii_uppercase()))?;
    Some((end + 1, Cow::Owned(shown.to_uppercase())))
}

/// `text` with its references replaced.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(n) = memchr::memchr(b'&', &text.as_bytes()[at..]) {
        out.push_str(&text[at..at + n]);
        at += n;
        if let Some((length, shown)) = read(&text[at..]) {
            out.push_str(&shown);
            at += length;
        } else {
            out.push('&');
            at += 1;
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_of_all_forms() {
        assert_eq!(
            decoded("a&amp;b &#233;&#xE9; &Eacute;&nope; & &#27; &#0;&#xD800;&#150;"),
            "a&b éé É&nope; & \u{1b} \u{fffd}\u{fffd}–"
        );
    }
}
