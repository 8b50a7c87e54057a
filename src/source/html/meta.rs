//! What a page says about itself: JSON-LD, `<meta>`, headings, links, in the order in which each can be trusted.
//!
//! The order was measured on saved pages of 130 publishers: titles from JSON-LD, then Open Graph, then `<h1>`, then
//! `<title>`, the site's name taken off each; dates from JSON-LD, other metadata, `<time>`, as they are written and never
//! shifted to another zone. It does not read the address for a date.

use scraper::Html;
use scraper::node::{Element, Node};

use super::json_ld::{self, Linked};
use crate::source::{Meta, entity};
use crate::text::{Lang, fold::folded};

/// Names under which `<meta>` has the date of publication, the best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_date",
    "originalpublicationdate",
    "date",
    "content_published_at",
    "rnews:datepublished",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
];
const OUTLETS: &[&str] = &["og:site_name", "application-name", "dc.publisher", "article:publisher_name", "publisher"];
const TITLES: &[&str] = &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"];

/// The metadata of a page, and the text of the article where JSON-LD has it.
pub(super) fn read(document: &Html) -> (Meta, Option<String>) {
    let mut found = Found::gather(document);
    let linked = std::mem::take(&mut found.linked);
    let site = found.take_site();
    let outlet = linked.publisher.clone().or_else(|| found.meta(OUTLETS)).or(site);
    let outlet = outlet.map(|o| clean(&o)).filter(|o| !o.is_empty());
    let strip = |title: &str| without_site(&clean(title), found.meta(OUTLETS).as_deref().or(outlet.as_deref()));
    let title = linked
        .headline
        .as_deref()
        .or(found.meta(TITLES).as_deref())
        .or(found.h1.as_deref())
        .map(strip)
        .filter(|t| !t.is_empty())
        .or_else(|| found.heading.as_deref().map(clean))
        .or_else(|| found.title.as_deref().map(|t| without_tail(&strip(t))))
        .filter(|t| !t.is_empty());
    let published =
        linked.published.clone().or_else(|| found.meta(DATES)).or(found.time.clone()).map(|d| d.trim().to_owned());
    let author = linked.author.clone().or_else(|| found.meta(AUTHORS)).map(|a| clean(&a));
    let author = author.filter(|a| !a.is_empty() && !a.contains("://") && a.chars().count() <= 120);
    let language = found.lang.as_deref().and_then(Lang::from_code);
    let language =
        language.or_else(|| found.meta(&["og:locale", "content-language"]).and_then(|l| Lang::from_code(&l)));
    let url = found.canonical.clone().or_else(|| found.meta(&["og:url"])).or(linked.url).map(|u| u.trim().to_owned());
    let url = url.filter(|u| u.starts_with("http://") || u.starts_with("https://"));
    (Meta { title, published, outlet, author, url, language }, linked.body)
}

/// Everything gathered in one pass over the document.
#[derive(Default)]
struct Found {
    /// `<meta>`: lower-case name and content, in order.
    metas: Vec<(String, String)>,
    title: Option<String>,
    h1: Option<String>,
    /// The first `<h1>` to `<h3>` behind `h1` with whose beginning `<title>` begins.
    heading: Option<String>,
    time: Option<String>,
    canonical: Option<String>,
    lang: Option<String>,
    linked: Linked,
}

impl Found {
    fn gather(document: &Html) -> Self {
        let mut found = Self::default();
        for node in document.tree.nodes() {
            let Node::Element(element) = node.value() else { continue };
            let content = || scraper::ElementRef::wrap(node).map(|e| e.text().collect::<String>()).unwrap_or_default();
            match element.name() {
                "meta" => found.take_meta(element),
                "title" if found.title.is_none() => found.title = Some(content()),
                "h1" if found.h1.is_none() => found.h1 = Some(content()).filter(|t| !t.trim().is_empty()),
                "h1" | "h2" | "h3" if found.heading.is_none() && found.h1.is_some() => {
                    found.heading = Some(content()).filter(|t| found.begins_with(t));
                }
                "html" => found.lang = element.attr("lang").or_else(|| element.attr("xml:lang")).map(str::to_owned),
                "link" if element.attr("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                    found.canonical = found.canonical.take().or_else(|| element.attr("href").map(str::to_owned));
                }
                "time" => {
                    let of_article = element.attr("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
                        || element.attr("pubdate").is_some();
                    let when = element.attr("datetime").filter(|d| d.bytes().any(|b| b.is_ascii_digit()));
                    if let Some(when) = when.filter(|_| of_article || found.time.is_none()) {
                        found.time = Some(when.to_owned());
                    }
                }
                "script"
                    if element.attr("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
                {
                    json_ld::read(&content(), &mut found.linked);
                }
                _ => {}
            }
        }
        found
    }

    /// Whether `<title>` is the beginning of `heading`, a separator and something more.
    fn begins_with(&self, heading: &str) -> bool {
        let (title, heading) = (clean(self.title.as_deref().unwrap_or_default()), key(heading));
        let begins = |s: &str| title.split_once(s).is_some_and(|(head, _)| heading.starts_with(&key(head)));
        !heading.is_empty() && SEPARATORS.iter().any(|s| begins(s))
    }

    /// The name of the site where the first `<h1>` is that: `<title>` ends with it, and begins with a heading behind it.
    /// That heading is then the title; else nothing is changed but that no heading stays.
    fn take_site(&mut self) -> Option<String> {
        self.heading.as_ref()?;
        let (title, h1) = (clean(self.title.as_deref()?), key(self.h1.as_deref()?));
        let ends = |s: &str| title.rsplit_once(s).is_some_and(|(_, tail)| key(tail) == h1);
        if !h1.is_empty() && SEPARATORS.iter().any(|s| ends(s)) {
            return self.h1.take();
        }
        self.heading = None;
        None
    }

    fn take_meta(&mut self, element: &Element) {
        let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| element.attr(a));
        let content = element.attr("content").or_else(|| element.attr("value")).map(str::trim);
        if let (Some(name), Some(content)) = (name, content.filter(|c| !c.is_empty())) {
            self.metas.push((name.trim().to_lowercase(), content.to_owned()));
        }
    }

    /// The content under the first of `names` that is there.
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, content)| content.clone()))
    }
}

/// References decoded once more (pages encode them twice), blanks made single.
fn clean(text: &str) -> String {
    entity::decoded(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between a title and the site's name.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " · ", " « ", " » ", " • ", " / "];

/// `title` without the name of the site before or behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site.map(key).filter(|s| !s.is_empty()) else { return title.to_owned() };
    let matches = |part: &str| {
        let part = key(part);
        part == site || part.strip_suffix("com").is_some_and(|p| p == site)
    };
    for separator in SEPARATORS {
        if let Some((rest, tail)) = title.rsplit_once(separator)
            && matches(tail)
        {
            return rest.trim().to_owned();
        }
        if let Some((head, rest)) = title.split_once(separator)
            && matches(head)
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// Letters and digits, folded: the form in which names of sites are compared.
fn key(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `title` without a short last part, which in `<title>` is the site or its section.
fn without_tail(title: &str) -> String {
    let mut title = title;
    while let Some((rest, tail)) =
        SEPARATORS.iter().filter_map(|s| title.rsplit_once(s)).max_by_key(|(rest, _)| rest.len())
    {
        if tail.split_whitespace().count() > 4 || rest.split_whitespace().count() < 3 {
            break;
        }
        title = rest;
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use scraper::Html;

    use super::{Meta, read};

    fn meta(page: &str) -> Meta {
        read(&Html::parse_document(page)).0
    }

    #[test]
    fn json_ld_comes_first_and_graphs_are_read() {
        let found = meta(
            r#"<html lang="id-ID"><head><title>Lain | Koran Kita</title><meta property="og:title" content="Juga lain">
            <link rel="canonical" href="https://koran.id/a"><script type="application/ld+json">
            {"@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],"headline":"Pasar &amp; jalan - Koran Kita",
            "datePublished":"2025-02-03T08:00:00+07:00","author":[{"name":"Ani"},{"name":"Budi"}],
            "publisher":{"name":"Koran Kita"}}]}</script></head>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Pasar & jalan"));
        assert_eq!(found.published.as_deref(), Some("2025-02-03T08:00:00+07:00"));
        assert_eq!(found.author.as_deref(), Some("Ani, Budi"));
        assert_eq!(found.outlet.as_deref(), Some("Koran Kita"));
        assert_eq!(found.url.as_deref(), Some("https://koran.id/a"));
        assert_eq!(found.language.map(|l| l.to_string()).as_deref(), Some("id"));
    }

    #[test]
    fn without_metadata_headings_and_times_do() {
        let found = meta("<title>Harga beras turun lagi - Ekonomi - Koran</title><time datetime='2024-01-02'>x</time>");
        assert_eq!(found.title.as_deref(), Some("Harga beras turun lagi"));
        assert_eq!(found.published.as_deref(), Some("2024-01-02"));
        let found = meta("<title>komentar - Buku Rust</title><h1>Buku Rust</h1><h2>Isi</h2><h2> Komentar (//) </h2>");
        assert_eq!((found.title.as_deref(), found.outlet.as_deref()), (Some("Komentar (//)"), Some("Buku Rust")));
        let found = meta("<title>Banjir - Koran</title><h1>Banjir</h1><h2>Koran</h2>");
        assert_eq!((found.title.as_deref(), found.outlet.as_deref()), (Some("Banjir"), None));
        let found = meta("<title>Koran | Banjir</title><h2>Koran</h2><h1>Banjir</h1>");
        assert_eq!((found.title.as_deref(), found.outlet.as_deref()), (Some("Banjir"), None));

        let found = meta("<title>Koran</title><h1> Banjir <b>besar</b> </h1>");
        assert_eq!(found.title.as_deref(), Some("Banjir besar"));
        assert_eq!(meta("").title, None);
    }
}
