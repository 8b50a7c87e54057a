//! The reading itself: source to article, step by step.

use std::ops::Range;

use super::byline::{self, Byline};
use super::clean::Rules;
use super::frame::{self, Frame, Page};
use super::shape::Shape;
use super::{Article, Dropped, Passage, Role, Title, TitleFrom, address, caption, dateline, heading, title, tongue};
use crate::source::{Block, BlockKind, Format, Source};
use crate::text::fold::folded;

/// Words from which a line without a full stop is no heading.
const OPEN_CAPTION: usize = 21;

/// Reads the article out of `source`.
pub(super) fn read(name: &str, source: &Source, rules: &Rules) -> Article {
    let marks = &rules.marks;
    let starts = Lines::of(&source.text);
    let blocks: Vec<&Block> = source.blocks.iter().filter(|b| !b.text.text().trim().is_empty()).collect();
    let shapes: Vec<Shape> = blocks.iter().map(|b| Shape::of(b, marks)).collect();
    let url = address_of(source, &shapes, rules);
    let page = Page {
        web: source.format != Format::Epub,
        slug: url.as_deref().map(address::slug).unwrap_or_default().into_iter().map(str::to_lowercase).collect(),
        title: source.meta.title.as_deref().map(|t| folded(t).split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    let settled = frame::settle(&shapes, &page, rules);
    let lines: Vec<&Shape> = settled.alive.iter().map(|i| &shapes[*i]).collect();
    // An address is written in no language.
    let texts: Vec<&str> = lines.iter().map(|l| if l.source { "" } else { l.text }).collect();
    let (language, langs) = tongue::of(&texts, source.meta.language);
    let foreign: Vec<bool> = langs.iter().map(|l| l.is_some() && *l != language).collect();
    let titled = page.title.is_some();
    let roles = roles(&lines, &foreign, &settled.frame, titled, rules);

    let mut passages: Vec<Passage> = Vec::with_capacity(lines.len());
    for ((i, role), lang) in settled.alive.iter().zip(&roles).zip(&langs) {
        let block = blocks[*i];
        passages.push(Passage {
            line: starts.line(block.text.map().origin_range().start),
            role: *role,
            kind: block.kind,
            lang: *lang,
            text: block.text.clone(),
            inlines: block.inlines.clone(),
            twin_of: None,
        });
    }
    caption::pair(&mut passages, language);

    let left_out = || settled.dropped.iter().map(|(i, rule)| (shapes[*i].text, rule.as_str()));
    let site_name = left_out().filter(|(_, rule)| *rule == "site-name").find_map(|(text, _)| byline::site(text));
    let owner = left_out().find_map(|(text, _)| byline::owner(text));
    let mut dropped: Vec<Dropped> = settled
        .dropped
        .into_iter()
        .map(|(i, rule)| {
            let range = blocks[i].text.map().origin_range();
            Dropped { line: starts.line(range.start), range, rule }
        })
        .collect();
    dropped.extend(uncovered(&source.text, &source.blocks, &starts));
    dropped.sort_by_key(|d| (d.range.start, d.range.end));

    let told = told(&lines, &roles, &settled.frame, rules);
    let own = |role: Role| passages.iter().find(move |p| p.role == role).map(|p| tidy(p.text.text()));
    let title = match (source.meta.title.as_deref().map(tidy).filter(|t| !t.is_empty()), own(Role::Title)) {
        (Some(text), _) => Title { text, from: TitleFrom::Markup },
        (None, Some(text)) => {
            let marked = passages.iter().any(|p| p.role == Role::Title && matches!(p.kind, BlockKind::Heading(_)));
            Title { text, from: if marked { TitleFrom::Markup } else { TitleFrom::Text } }
        }
        (None, None) => {
            let body: Vec<&str> =
                passages.iter().filter(|p| p.role == Role::Body && p.lang == language).map(|p| p.text.text()).collect();
            title::make(name, url.as_deref(), &body, marks)
        }
    };
    let meta_date = source.meta.published.as_deref().and_then(|d| marks.months.find(&folded(d))).map(|(d, _)| d);
    let opening = passages.iter().find(|p| p.role == Role::Body);
    let dateline = || opening.and_then(|p| dateline::outlet(p.text.text(), marks));
    let named = source.meta.outlet.clone().or(told.head_outlet);
    let host = url.as_deref().and_then(address::host).map(str::to_owned);
    Article {
        title,
        published: meta_date.or(told.published).or_else(|| url.as_deref().and_then(address::date)),
        outlet: named.or(host).or(site_name).or(owner).or_else(dateline).or(told.tail_outlet),
        author: source.meta.author.clone().or(told.author),
        url,
        language: language.or(source.meta.language),
        passages,
        dropped,
    }
}

/// The address of the page: the markup's, else the last one behind a label, else the last one that stands alone.
fn address_of(source: &Source, shapes: &[Shape], rules: &Rules) -> Option<String> {
    if let Some(url) = &source.meta.url {
        return Some(url.clone());
    }
    let mut found: Option<(bool, String)> = None;
    for s in shapes.iter().filter(|s| s.source) {
        let b = byline::read_source(s.text, &rules.marks);
        if let Some(url) = b.url
            && found.as_ref().is_none_or(|(labelled, _)| b.labelled || !labelled)
        {
            found = Some((b.labelled, url));
        }
    }
    found.map(|(_, url)| url)
}

/// The role of each line that stays. `titled`: the markup names the title, so it may stand in no line.
fn roles(lines: &[&Shape], foreign: &[bool], frame: &Frame, titled: bool, rules: &Rules) -> Vec<Role> {
    let median = heading::median(lines);
    let none = vec![None; lines.len()];
    let first_prose = lines.iter().position(|l| l.prose).unwrap_or(lines.len());
    let mut roles: Vec<Role> = (0..lines.len())
        .map(|i| {
            let l = lines[i];
            if frame.title == Some(i) {
                return Role::Title;
            }
            if l.caption || l.credit {
                return Role::Caption;
            }
            let (head, tail) = (i < first_prose, i >= frame.end);
            if l.source && (head || tail || l.text.contains("://")) {
                return Role::Source;
            }
            if tail && l.origin {
                return Role::Source;
            }
            if head && !matches!(l.kind, BlockKind::Heading(_)) {
                let below_title = frame.title.map_or(titled && i < 3, |t| i > t && i <= t + 3);
                let outlet = l.is_word() && below_title && lines.get(i + 1).is_some_and(|n| n.dateline);
                if l.dateline || l.signed || l.name && below_title || outlet {
                    return Role::Byline;
                }
            }
            if tail && !matches!(l.kind, BlockKind::Heading(_)) && frame::is_end_byline(lines, &none, frame.end, i) {
                return Role::Byline;
            }
            // `Penulis: …` and the like say so wherever they stand.
            let labelled = l.signed
                && l.words <= 8
                && !l.stop
                && (l.text.contains(':') || l.folded.starts_with("laporan wartawan"));
            if labelled && !matches!(l.kind, BlockKind::Heading(_)) {
                return Role::Byline;
            }
            let inside = i < frame.end || matches!(l.kind, BlockKind::Heading(_));
            if inside && heading::is_heading(lines, i, median, &rules.marks) { Role::Heading } else { Role::Body }
        })
        .collect();
    // A caption without a credit: a short line right above the credit, or in another language beside a caption.
    for i in 0..lines.len() {
        let open = matches!(roles[i], Role::Body | Role::Heading) && !matches!(lines[i].kind, BlockKind::Heading(_));
        if !open || lines[i].words > 60 {
            continue;
        }
        let next = lines.get(i + 1);
        let above_credit = next.is_some_and(|n| n.credit) && !lines[i].prose;
        let twin = |j: usize| {
            lines[j].caption && !foreign[j] && (!lines[i].prose || caption::alike(lines[i].text, lines[j].text))
        };
        let beside = foreign[i] && (i + 1 < lines.len() && twin(i + 1) || i > 0 && twin(i - 1));
        if above_credit || beside || is_open_caption(lines, &roles, i) {
            roles[i] = Role::Caption;
        }
    }
    roles
}

/// Whether line `i` is a caption told by its end alone: one long sentence without a full stop among paragraphs that all have
/// one.
fn is_open_caption(lines: &[&Shape], roles: &[Role], i: usize) -> bool {
    let l = lines[i];
    let ends = |l: &Shape| l.stop || l.open || l.text.ends_with(['"', '”', '»', ')']);
    if ends(l)
        || l.words < OPEN_CAPTION
        || l.item
        || !l.is_plain()
        || l.has_inner_stop()
        || l.text.contains(['"', '“', '@', '#'])
    {
        return false;
    }
    let paragraph = |j: usize| lines[j].prose && roles[j] == Role::Body;
    // A sentence that goes on below is a paragraph cut by the width of a page.
    let begins = |l: &Shape| !l.text.starts_with(|c: char| c.is_lowercase() || "([-–—".contains(c));
    let framed = i > 0 && i + 1 < lines.len() && paragraph(i - 1) && paragraph(i + 1) && begins(lines[i + 1]);
    // The opening of an article is often set apart and ends as it likes.
    let mut others = (0..lines.len()).filter(|&j| j != i && paragraph(j)).skip(1);
    framed
        && (0..i).filter(|&j| paragraph(j)).count() > 1
        && others.by_ref().clone().count() >= 4
        && others.all(|j| ends(lines[j]))
}

/// What bylines and source lines name.
#[derive(Debug, Default)]
struct Told {
    published: Option<jiff::civil::Date>,
    head_outlet: Option<String>,
    tail_outlet: Option<String>,
    author: Option<String>,
}

fn told(lines: &[&Shape], roles: &[Role], frame: &Frame, rules: &Rules) -> Told {
    let mut told = Told::default();
    for (i, (l, role)) in lines.iter().zip(roles).enumerate() {
        let head = i < frame.end;
        let b = match role {
            Role::Byline => byline::read(l.text, &rules.marks),
            Role::Source => byline::read_source(l.text, &rules.marks),
            _ => continue,
        };
        let Byline { published, outlet, mut author, .. } = b;
        told.published = told.published.or(published);
        let named = *role == Role::Byline && author.is_none() && l.name && published.is_none();
        let mut outlet = outlet;
        // Whoever is named below the author is the outlet.
        // Whoever is named below the author is the outlet, and so is `KABAR Indonesia`.
        let shouted = |w: &str| w.chars().count() > 2 && w.chars().all(char::is_uppercase);
        let words = || l.text.split_whitespace();
        let outlet_name = words().any(shouted) && !words().all(shouted);
        if named && told.author.is_none() && !outlet_name && !rules.marks.names_agency(&l.folded) {
            author = outlet.take();
        }
        if told.author.is_none() {
            told.author = author;
        }
        if head && told.head_outlet.is_none() {
            told.head_outlet = outlet;
        } else if told.tail_outlet.is_none() {
            told.tail_outlet = outlet;
        }
    }
    told
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The non-blank lines that no block covers.
fn uncovered(text: &str, blocks: &[Block], starts: &Lines) -> Vec<Dropped> {
    let mut covered: Vec<Range<usize>> =
        blocks.iter().filter(|b| !b.text.text().trim().is_empty()).map(|b| b.text.map().origin_range()).collect();
    covered.sort_by_key(|r| (r.start, r.end));
    let mut out = Vec::new();
    let (mut next, mut reach) = (0, 0);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        while next < covered.len() && covered[next].start < range.end {
            reach = reach.max(covered[next].end);
            next += 1;
        }
        let trimmed = line.trim();
        if !trimmed.is_empty() && reach <= range.start {
            let start = range.start + (line.len() - line.trim_start().len());
            let range = start..start + trimmed.len();
            out.push(Dropped { line: starts.line(range.start), range, rule: "markup".to_owned() });
        }
    }
    out
}

/// Where the lines start, so that a line number is found by halving.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1)).collect())
    }

    fn line(&self, at: usize) -> u32 {
        self.0.partition_point(|s| *s <= at) as u32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    use crate::article::{Article, Passage, PassageId, Role, TitleFrom};
    use crate::source::Source;

    fn article(text: &str) -> (Source, Article) {
        let source = Source::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read("a.txt", &source);
        (source, article)
    }

    fn roles(text: &str) -> Vec<(u32, String)> {
        let (_, a) = article(text);
        let kept = a.passages.iter().map(|p| (p.line, format!("{:?}", p.role).to_lowercase()));
        let mut all: Vec<_> = kept.chain(a.dropped.iter().map(|d| (d.line, format!("- {}", d.rule)))).collect();
        all.sort();
        all
    }

    const ENGLISH: &str = "The Harbour Times
News
Sport
Home > World > Asia
Rice harvest falls short as floods swamp delta farms
Growers in three provinces say the state must buy early
By Jane Roe in Can Tho
Published May 17, 2024 at 9:00 a.m.
Share
A farmer looks over her flooded field.
Photo: John Doe/Reuters
Floods that came a month early have cut the spring rice harvest in the delta by a tenth, officials said on Friday.
ADVERTISEMENT
Prices are already rising
Traders in the region reported that a tonne of rice sold for 640 dollars this week, the highest since 2008.
Related: How the delta is sinking
The government has promised to release 200,000 tonnes from reserves if prices keep climbing this year.
Topics: rice, floods
Most read
Storm nears coast
The cat who came back
Comments (14)
\u{a9} 2024 The Harbour Times. All rights reserved.
";

    #[test]
    fn a_page_never_seen_is_read_by_its_shape() {
        let got: Vec<String> = roles(ENGLISH).into_iter().map(|(line, role)| format!("{line} {role}")).collect();
        insta::assert_snapshot!(got.join("\n"), @r"
        1 - before-title
        2 - before-title
        3 - before-title
        4 - breadcrumb
        5 title
        6 body
        7 byline
        8 byline
        9 - share
        10 caption
        11 caption
        12 body
        13 - ad-marker
        14 heading
        15 body
        16 - read-more
        17 body
        18 - tags
        19 - related-list
        20 - related-list
        21 - related-list
        22 - comment-counter
        23 - copyright
        ");
        let (_, a) = article(ENGLISH);
        assert_eq!(a.title.text, "Rice harvest falls short as floods swamp delta farms");
        assert_eq!((a.author.as_deref(), a.outlet.as_deref()), (Some("Jane Roe"), Some("The Harbour Times")));
        assert_eq!(a.published.map(|d| d.to_string()).as_deref(), Some("2024-05-17"));
    }

    #[test]
    fn a_text_without_paragraphs_is_kept_whole() {
        let (_, a) = article("Aku ingin\nmenjadi angin\nyang lewat\ndi sela daun\n");
        assert!(a.dropped.is_empty() && a.passages.iter().all(|p| p.role == Role::Body));
        assert_eq!(a.title.from, TitleFrom::FirstWords);
    }

    #[test]
    fn an_empty_file_has_a_title_and_nothing_else() {
        let (_, a) = article(" \n\n");
        assert_eq!((a.title.text.as_str(), a.passages.len(), a.dropped.len()), ("A", 0, 0));
    }

    #[test]
    fn the_caption_in_the_other_language_points_to_its_twin() {
        let text = "Menteri membuka pelabuhan baru di kota itu pada hari Senin pagi bersama wali kota dan para nelayan setempat.

Bộ trưởng Trần Văn Sơn mở cảng Hải Phòng, tháng 4/2021. (Nguồn: TTXVN)

Menteri Tran Van Son membuka pelabuhan Hai Phong, April 2021. (Sumber: VNA)

Sesudah upacara, para tamu meninjau gudang dan kapal pertama yang bersandar sebelum kembali ke ibu kota sore harinya.
";
        let (_, a) = article(text);
        let roles: Vec<Role> = a.passages.iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Body, Role::Caption, Role::Caption, Role::Body]);
        assert_eq!(a.passages[1].twin_of, Some(PassageId(2)));
        assert_eq!(a.passages[2].twin_of, None);
    }

    /// Lines of the kinds that pages are made of, and lines of anything.
    fn line() -> impl Strategy<Value = String> {
        let known = prop::sample::select(vec![
            "Menteri membuka pelabuhan baru di kota itu pada hari Senin pagi bersama wali kota dan para nelayan.",
            "The government has promised to release rice from its reserves if prices keep climbing through the year.",
            "Nong dan thu hoach lua som hon moi nam vi lu ve som, gia gao da tang len muc cao nhat trong nhieu nam.",
            "Harga beras naik lagi",
            "Berita",
            "Sistem Politik",
            "Home",
            "Komentar (3)",
            "[iklan_2]",
            "Baca juga: yang lain",
            "Dalam topik yang sama",
            "Sumber",
            "Sumber: https://a.vn/satu-dua-20240517.htm",
            "Theo TTXVN",
            "Most read",
            "Siti Aminah",
            "Oleh Siti Aminah",
            "Jumat, 17 Mei 2024",
            "Suasana pasar. Foto: A/VNA",
            "Foto: A/VNA",
            "- satu",
            "2. Hasil",
            "No data",
            "Cepat - Tepat - Benar",
            "Kabar.com - Terdepan",
            "Ia pulang.",
            "Tags: a, b",
            "# Satu",
            "...",
            "\u{a9} 2024 Kabar",
            "https://a.vn/x",
            "Quang canh hoi nghi. (Nguon: TTXVN)",
            "Apa sebabnya?",
            "KEEP READING",
            "list of 2 items",
            "end of list",
            "Sign up for the Harbour letter",
            "E-mail address",
            "By signing up, you agree to our terms",
            "Play Video",
            "03:50",
            "Baca juga:",
            "Read more",
            "Nelayan tua dari delta itu pulang dengan perahu kosong untuk kelima kali musim ini",
            "FILE - In this May 3, 2020 file photo, boats leave the harbour of the old town",
            "",
        ])
        .prop_map(str::to_owned);
        prop_oneof![12 => known, 1 => any::<String>(), 1 => Just(String::new())]
    }

    proptest! {
        #[test]
        fn every_line_is_in_one_passage_or_one_dropped(lines in prop::collection::vec(line(), 0..60)) {
            let text = lines.join("\n");
            let (source, a) = article(&text);
            let kept = a.passages.iter().map(Passage::range);
            let ranges: Vec<_> = kept.chain(a.dropped.iter().map(|d| d.range.clone())).collect();
            let mut at = 0;
            for line in source.text.split_inclusive('\n') {
                let trimmed = line.trim();
                if !trimmed.is_empty() {
                    let start = at + (line.len() - line.trim_start().len());
                    let over = ranges.iter().filter(|r| r.start < start + trimmed.len() && r.end > start).count();
                    prop_assert_eq!(over, 1, "{:?}", trimmed);
                }
                at += line.len();
            }
            prop_assert!(a.passages.windows(2).all(|w| w[0].range().end <= w[1].range().start));
            prop_assert!(!a.title.text.is_empty());
        }

        #[test]
        fn cleaning_a_cleaned_text_drops_nothing(lines in prop::collection::vec(line(), 0..60)) {
            let (_, once) = article(&lines.join("\n"));
            let cleaned: Vec<&str> = once.passages.iter().map(|p| p.text.text()).collect();
            let (_, twice) = article(&cleaned.join("\n\n"));
            prop_assert_eq!(&twice.dropped, &vec![], "{}", cleaned.join("\n"));
        }
    }
}
