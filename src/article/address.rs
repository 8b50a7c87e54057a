//! What an address says about its article: the date, the site, the words of the title.
//!
//! Takes an address as text; it does not resolve or fetch anything.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::date::calendar;

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"https?://[^\s<>"'”’)\]}|]+"#).expect("a constant that the unit tests compile"));

/// `/2024/05/17/`, `/2024-05-17/`, `-2024-05-17`.
static PARTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d])((?:19|20)\d{2})[/_-](\d{1,2})[/_-](\d{1,2})(?:[^\d]|$)")
        .expect("a constant that the unit tests compile")
});

/// A stamp: eight digits alone, or more with the time of day behind.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d])((?:19|20)\d{2})(\d{2})(\d{2})(?:([01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?\d{0,6})?(?:[^\d]|$)")
        .expect("a constant that the unit tests compile")
});

/// The first address in `text`, closing punctuation left out.
pub(super) fn first(text: &str) -> Option<&str> {
    ADDRESS.find(text).map(|m| m.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']))
}

/// The date of publication that the path of the address carries.
pub(super) fn date(url: &str) -> Option<Date> {
    let path = path(url);
    [&*PARTED, &*STAMP].into_iter().find_map(|p| {
        p.captures_iter(path).find_map(|c| calendar(c[1].parse().ok()?, c[2].parse().ok()?, c[3].parse().ok()?))
    })
}

/// The site: the host without `www.` and the like.
pub(super) fn host(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = ["www.", "m.", "amp.", "mobile."].iter().find_map(|p| host.strip_prefix(p)).unwrap_or(host);
    (host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then_some(host)
}

/// The words of the title in the path: its longest part in words, without ids, dates and suffixes.
pub(super) fn slug(url: &str) -> Vec<&str> {
    path(url)
        .split('/')
        .map(|part| {
            let part = part.rsplit_once('.').filter(|(_, s)| s.len() <= 5).map_or(part, |(stem, _)| stem);
            let mut words: Vec<&str> = part.split(['-', '_', '+']).filter(|w| !w.is_empty()).collect();
            while words.last().is_some_and(|w| is_id(w)) && words.len() > 1 {
                words.pop();
            }
            while words.first().is_some_and(|w| w.len() >= 5 && is_id(w)) && words.len() > 1 {
                words.remove(0);
            }
            words
        })
        .filter(|words| words.iter().all(|w| w.is_ascii() && w.bytes().all(|b| b.is_ascii_alphanumeric())))
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

/// Whether the word is a number or a letter code of the site, and no word of the title.
fn is_id(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 5 || (digits >= 3 && digits * 2 > word.len() && digits < word.len())
}

/// Whether most of the words could be Vietnamese syllables, that is: the slug has lost the marks that made it readable.
pub(super) fn is_vietnamese(words: &[&str]) -> bool {
    static SYLLABLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")
            .expect("a constant that the unit tests compile")
    });
    let words: Vec<&&str> = words.iter().filter(|w| !w.bytes().all(|b| b.is_ascii_digit())).collect();
    words.len() >= 4 && words.iter().filter(|w| SYLLABLE.is_match(w)).count() * 5 >= words.len() * 4
}

fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, r)| r);
    let rest = rest.find('/').map_or("", |i| &rest[i..]);
    rest.split(['?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::{date, first, host, is_vietnamese, slug};

    #[test]
    fn an_address_gives_its_date() {
        for (url, want) in [
            ("https://a.vn/chinh-tri/mot-hai-ba-20251106074051823.htm", Some("2025-11-06")),
            ("https://a.com/2024/05/17/rice-again", Some("2024-05-17")),
            ("https://a.com/read/20240517/rice", Some("2024-05-17")),
            ("https://a.com/rice-2024-05-17.html", Some("2024-05-17")),
            ("https://a.vn/mot-hai-ba-post903832.html", None),
            ("https://a.vn/mot-hai-ba-206568.html", None),
            ("https://a.com/20991399/x", None),
            ("https://2024.a.com/x", None),
        ] {
            assert_eq!(date(url).map(|d| d.to_string()).as_deref(), want, "{url}");
        }
    }

    #[test]
    fn an_address_gives_its_site_and_its_words() {
        assert_eq!(host("https://www.a.co.id:8080/x"), Some("a.co.id"));
        assert_eq!(host("https://user@b.vn"), Some("b.vn"));
        assert_eq!(host("https://localhost/x"), None);
        assert_eq!(
            slug("https://a.vn/kinh-te/harga-beras-naik-12-persen-20251106074051823.htm").join(" "),
            "harga beras naik 12 persen"
        );
        assert_eq!(slug("https://a.vn/harga-beras-naik-post903832.html").join(" "), "harga beras naik");
        assert_eq!(slug("https://a.vn").len(), 0);
        assert_eq!(first("Sumber: https://a.vn/x.htm."), Some("https://a.vn/x.htm"));
    }

    #[test]
    fn a_vietnamese_slug_is_known_by_its_syllables() {
        let words = |s: &'static str| s.split('-').collect::<Vec<_>>();
        assert!(is_vietnamese(&words("gia-gao-tang-them-12-phan-tram")));
        assert!(!is_vietnamese(&words("harga-beras-naik-lagi-di-pasar")));
        assert!(!is_vietnamese(&words("rice-prices-rise-again-in-the-north")));
    }
}
