//! Which spellings become one entity, which never do, and what the reader may change.
//!
//! Articles are written with their names marked: `{p:Ho Chi Minh}` a person, `{o:…}` an organisation, `{l:…}` a place,
//! `{e:…}` an event, `{d:…}` a document. A small `=` after the letter pairs a name with the one before it; a person
//! marked with a capital `P` has the word before as office. A line that begins with `vi|` is the Vietnamese twin of the
//! caption on the next line; one with `vn|` is Vietnamese alone.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use simak::article::{Article, Passage, PassageId, Role, Title, TitleFrom};
use simak::facts::{Facts, Kind, Mention};
use simak::library::entities::{Entities, Entity};
use simak::library::overlay::{Change, Overlay};
use simak::library::{ArticleId, Entry, Library};
use simak::source::{BlockKind, Source};
use simak::text::{Lang, Mapped};

/// An entry with the names that are marked in `marked`.
fn entry(marked: &str) -> Arc<Entry> {
    let mut passages = Vec::new();
    let mut mentions: Vec<Mention> = Vec::new();
    for (n, line) in marked.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let (line, twin) = line.strip_prefix("vi|").map_or((line, false), |l| (l, true));
        let (line, vietnamese) = line.strip_prefix("vn|").map_or((line, twin), |l| (l, true));
        let mut text = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, after) = after.split_once('}').expect("a mark is closed");
            let (mark, surface) = name.split_once(':').expect("a mark has a kind");
            let kind = match &mark[..1] {
                "p" | "P" => Kind::Person,
                "o" => Kind::Organisation,
                "l" => Kind::Place,
                "e" => Kind::Event,
                _ => Kind::Document,
            };
            let office = mark.starts_with('P').then(|| {
                let end = text.trim_end().len();
                text[..end].rfind(' ').map_or(0, |i| i + 1)..end
            });
            let this = mentions.len() as u32;
            let expansion = mark.ends_with('=').then(|| {
                mentions[this as usize - 1].expansion = Some(this);
                this - 1
            });
            let span = text.len()..text.len() + surface.len();
            text.push_str(surface);
            mentions.push(Mention { passage: PassageId(n as u32), span, kind, by: "test", expansion, office });
            rest = after;
        }
        text.push_str(rest);
        passages.push(Passage {
            line: n as u32 + 1,
            role: if twin { Role::Caption } else { Role::Body },
            kind: BlockKind::Line,
            lang: Some(if vietnamese { Lang::VI } else { Lang::ID }),
            text: Mapped::whole(&text),
            inlines: Vec::new(),
            twin_of: twin.then_some(PassageId(n as u32 + 1)),
        });
    }
    let lines: Vec<&str> = passages.iter().map(|p| p.text.text()).collect();
    let text = lines.join("\n");
    let article = Article {
        title: Title { text: "T".into(), from: TitleFrom::Text },
        published: None,
        outlet: None,
        author: None,
        url: None,
        language: Some(Lang::ID),
        passages,
        dropped: Vec::new(),
    };
    let source = Source::read("t.txt", text.as_bytes()).expect("it is text");
    Arc::new(Entry { path: "t.txt".into(), source, article, facts: Facts { mentions, figures: Vec::new() } })
}

fn build(articles: &[&str]) -> Entities {
    Entities::build(&articles.iter().map(|a| entry(a)).collect::<Vec<_>>())
}

/// The entity that has this spelling; there must be one alone.
fn of<'a>(entities: &'a Entities, surface: &str) -> &'a Entity {
    let all: Vec<&Entity> = entities.all.iter().filter(|e| e.aliases.iter().any(|a| a.surface == surface)).collect();
    assert_eq!(all.len(), 1, "{surface} in {:?}", entities.all);
    all[0]
}

fn one(entities: &Entities, a: &str, b: &str) {
    assert_eq!(of(entities, a).name, of(entities, b).name, "{a} / {b}");
    let rule = &of(entities, a).aliases.iter().find(|x| x.surface == b).expect("it has both").rule;
    assert!(of(entities, a).name == b || !rule.is_empty(), "{b} has no rule");
    assert!(!rule.contains("{}") && !rule.contains('|'), "{rule}");
}

fn two(entities: &Entities, a: &str, b: &str) {
    assert_ne!(of(entities, a).name, of(entities, b).name, "{a} / {b}");
}

#[test]
fn marks_case_and_hyphens_do_not_make_another_name() {
    let e = build(&[
        "{p:Võ Văn Thưởng} dan {p:Vo Van Thuong}; {l:Hà Nội}, {l:Hanoi}, {l:HANOI}; {e:Covid-19} {e:COVID 19}",
    ]);
    assert_eq!(e.all.len(), 3, "{:?}", e.all);
    one(&e, "Võ Văn Thưởng", "Vo Van Thuong");
    one(&e, "Hà Nội", "HANOI");
}

#[test]
fn an_acronym_is_its_full_name_also_inside_longer_names() {
    let e = build(&[
        "{o:Badan Karang Biru} ({o=:BKB}) berdiri; {o:Dewan Ahli BKB} memilih ketua",
        "{o:Dewan Ahli Badan Karang Biru} dan {o:BKB}; {o:Dewan Keamanan PBB}; {o:Dewan Keamanan Perserikatan Bangsa-Bangsa}",
    ]);
    one(&e, "Badan Karang Biru", "BKB");
    one(&e, "Dewan Ahli BKB", "Dewan Ahli Badan Karang Biru");
    one(&e, "Dewan Keamanan PBB", "Dewan Keamanan Perserikatan Bangsa-Bangsa");
    two(&e, "BKB", "Dewan Ahli BKB");
}

#[test]
fn an_acronym_of_two_names_is_read_article_by_article() {
    let a = "{o:Mahkamah Kelautan} ({o=:MK}) bersidang; {o:MK} memutus";
    let b = "{o:Museum Keris} ({o=:MK}) dibuka; {o:MK} ramai";
    let e = build(&[a, b, "{o:MK} disebut"]);
    assert_eq!(e.of(ArticleId(0), 0), e.of(ArticleId(0), 2));
    assert_eq!(e.of(ArticleId(1), 0), e.of(ArticleId(1), 2));
    let three = [e.of(ArticleId(0), 0), e.of(ArticleId(1), 0), e.of(ArticleId(2), 0)];
    assert!(three[0] != three[1] && three[1] != three[2] && three[0] != three[2]);
}

#[test]
fn initials_join_what_was_never_written_side_by_side() {
    let e = build(&["{o:Komisi Sungai Raya} rapat; {o:KSR} setuju; {o:KSB} menolak"]);
    one(&e, "KSR", "Komisi Sungai Raya");
    two(&e, "KSB", "Komisi Sungai Raya");
}

#[test]
fn an_acronym_may_shorten_the_name_in_another_language() {
    let e = build(&["{p:Ani}/{o:BGNA}; {o:Kantor Berita Umum Brunei} melaporkan"]);
    one(&e, "BGNA", "Kantor Berita Umum Brunei");
    // Three letters fit by chance: they are proposed, and join with one more piece of evidence.
    let news = "{o:Kantor Berita Brunei} melaporkan; {p:Ani}/{o:BNA}";
    let e = build(&[news]);
    two(&e, "BNA", "Kantor Berita Brunei");
    assert_eq!((e.proposals[0].a.as_str(), e.proposals[0].b.as_str()), ("Kantor Berita Brunei", "BNA"));
    let e = build(&[news, "{o:Majelis Nasional Brunei} bersidang; {o:BNA}"]);
    two(&e, "BNA", "Kantor Berita Brunei");
    two(&e, "BNA", "Majelis Nasional Brunei");
    assert_eq!(e.proposals, []);
}

#[test]
fn countries_are_known_by_code_and_shown_as_the_text_calls_them() {
    let e = build(&[
        "{l:AS} dan {l:Amerika Serikat}, {l:Tiongkok}, {l:China}, {l:Tiongkok}; {o:Partai Komunis China}, {o:Partai Komunis Tiongkok}",
        "{l:Hoa Kỳ}",
    ]);
    one(&e, "AS", "Hoa Kỳ");
    assert_eq!(of(&e, "AS").name, "Amerika Serikat");
    assert_eq!(of(&e, "China").name, "Tiongkok");
    one(&e, "Partai Komunis China", "Partai Komunis Tiongkok");
    two(&e, "China", "Partai Komunis China");
}

#[test]
fn a_document_is_known_by_its_number() {
    let e = build(&[
        "{d:Resolusi No. 59-NQ/TW} tentang; {d:Resolusi 59}; {d:Keputusan No. 36-QD/TW} dan {d:Keputusan 1812/QD-TTg}",
        "{d:Resolusi No. 59}, {d:Resolusi 57}, {d:66} dan {d:68}; {d:UU No. 11 Tahun 2020}; {d:UU 11/2020}",
        "{d:Resolusi 66}",
    ]);
    one(&e, "Resolusi 59", "Resolusi No. 59-NQ/TW");
    one(&e, "Resolusi No. 59", "Resolusi No. 59-NQ/TW");
    one(&e, "UU 11/2020", "UU No. 11 Tahun 2020");
    two(&e, "Keputusan No. 36-QD/TW", "Keputusan 1812/QD-TTg");
    two(&e, "Resolusi 57", "Resolusi 68");
    assert_eq!(of(&e, "Resolusi 66").mentions.len(), 2, "the head is left out in a list");
    assert_eq!(of(&e, "Resolusi 59").name, "Resolusi No. 59-NQ/TW");
}

#[test]
fn a_short_number_of_two_documents_is_read_article_by_article() {
    let e = build(&[
        "{d:Keputusan No. 7-QD/TW}; {d:Keputusan 7}",
        "{d:Keputusan No. 7/QD-TTg}; {d:Keputusan 7}",
        "{d:Keputusan 7}",
    ]);
    assert_eq!(e.of(ArticleId(0), 0), e.of(ArticleId(0), 1));
    assert_eq!(e.of(ArticleId(1), 0), e.of(ArticleId(1), 1));
    assert_ne!(e.of(ArticleId(0), 0), e.of(ArticleId(1), 0));
    assert_ne!(e.of(ArticleId(2), 0), e.of(ArticleId(0), 0));
    assert_ne!(e.of(ArticleId(2), 0), e.of(ArticleId(1), 0));
}

#[test]
fn an_event_is_known_by_its_ordinal_however_written() {
    let e = build(&[
        "{e:Kongres Partai ke-13}, {e:Kongres Nasional Partai ke-13}, {e:Kongres Partai Nasional XIII}, {e:Kongres ke-13}",
        "{e:Kongres Partai Nasional ke-6}, {e:ke-7} dan {e:ke-8}; {e:Kongres Partai ke-14}; {e:Konferensi Laut Kedua}, {e:Konferensi Laut ke-2}",
        "{e:Kongres Partai ke-7}; {d:Resolusi Kongres Partai Nasional ke-13}",
    ]);
    for other in ["Kongres Nasional Partai ke-13", "Kongres Partai Nasional XIII", "Kongres ke-13"] {
        one(&e, "Kongres Partai ke-13", other);
    }
    one(&e, "Konferensi Laut Kedua", "Konferensi Laut ke-2");
    one(&e, "Kongres Partai Nasional ke-7", "Kongres Partai ke-7");
    two(&e, "Kongres Partai ke-13", "Kongres Partai ke-14");
    two(&e, "Kongres Partai Nasional ke-6", "Kongres Partai ke-7");
    two(&e, "Kongres Partai ke-13", "Resolusi Kongres Partai Nasional ke-13");
}

#[test]
fn numbered_bodies_are_not_their_unnumbered_namesakes() {
    let e = build(&[
        "{o:Komite Pengarah 35}; {o:Komite Pengarah Pusat ke-35}; {o:Kantor Komite Pengarah 35}",
        "{o:Komite Pengarah Nasional tentang Integrasi Internasional}; {o:Komite Pengarah}",
    ]);
    one(&e, "Komite Pengarah 35", "Komite Pengarah Pusat ke-35");
    two(&e, "Komite Pengarah 35", "Komite Pengarah Nasional tentang Integrasi Internasional");
    two(&e, "Komite Pengarah 35", "Komite Pengarah");
    two(&e, "Komite Pengarah 35", "Kantor Komite Pengarah 35");
    assert_ne!(e.of(ArticleId(0), 0), e.of(ArticleId(1), 1));
}

#[test]
fn the_country_a_text_is_at_home_in_may_be_left_out() {
    let e = build(&[
        "{l:Laos} {l:Laos} {l:Laos} {l:Laos}: {o:Majelis Nasional Laos}, {o:Majelis Nasional}; {o:Majelis Nasional Kamboja}",
    ]);
    one(&e, "Majelis Nasional", "Majelis Nasional Laos");
    two(&e, "Majelis Nasional Kamboja", "Majelis Nasional Laos");
}

#[test]
fn the_same_words_in_another_language_are_the_same_name() {
    let e = build(&[
        "vn|{e:Hội nghị cấp cao ASEAN lần thứ 42}; {o:Bộ Chính trị}; {o:Đảng Cộng sản Việt Nam}; {d:Nghị quyết số 12-NQ/TW}",
        "{e:KTT ASEAN ke-42}; {o:Politbiro}; {o:Partai Komunis Vietnam}; {d:Resolusi 12-NQ/TW}",
    ]);
    assert_eq!(e.all.len(), 4, "{:?}", e.all);
    assert_eq!(of(&e, "KTT ASEAN ke-42").name, "KTT ASEAN ke-42", "shown in the main language");
}

#[test]
fn a_short_form_is_the_only_person_of_the_article_it_can_mean() {
    let e = build(&[
        "{p:Joko Santoso} bertemu {p:Angela Weber}. {p:Joko} dan {p:Weber} sepakat.",
        "{p:Joko Susilo} pulang, {p:Joko Santoso} juga. {p:Joko} diam.",
        "{p:Pham Van Minh} tiba; {p:Minh} bicara.",
        "{p:Minh} lain.",
    ]);
    assert_eq!(e.of(ArticleId(0), 0), e.of(ArticleId(0), 2));
    assert_eq!(e.of(ArticleId(0), 1), e.of(ArticleId(0), 3));
    assert_eq!(e.of(ArticleId(1), 1), e.of(ArticleId(0), 0));
    assert!(e.of(ArticleId(1), 2) != e.of(ArticleId(1), 0) && e.of(ArticleId(1), 2) != e.of(ArticleId(1), 1));
    assert_eq!(e.of(ArticleId(2), 0), e.of(ArticleId(2), 1));
    assert_ne!(e.of(ArticleId(3), 0), e.of(ArticleId(2), 1));
    assert_eq!(of(&e, "Weber").name, "Angela Weber");
}

#[test]
fn a_person_and_an_organisation_of_one_name_are_two() {
    let e = build(&["Menteri {P:Arum Sari} datang; {o:Arum Sari} mengekspor teh; {o:Arum Sari} tumbuh"]);
    assert_ne!(e.of(ArticleId(0), 0), e.of(ArticleId(0), 1));
    assert_eq!(e.of(ArticleId(0), 1), e.of(ArticleId(0), 2));
    assert_ne!(e.all[0].name, e.all[1].name, "display names tell them apart");
    let slip = build(&["{o:Tirta} {o:Tirta} {o:Tirta} {o:Tirta} {p:Tirta}"]);
    assert_eq!((slip.all.len(), slip.all[0].kind), (1, Kind::Organisation), "one slip in five");
}

#[test]
fn twins_of_captions_propose_once_and_join_when_repeated() {
    let twin = "vi|{p:Lê Lan} (Nguồn: {o:HTXK})\n{p:Le Lan} (Sumber: {o:KBK})\n";
    let once = build(&[twin]);
    two(&once, "HTXK", "KBK");
    assert_eq!((once.proposals[0].a.as_str(), once.proposals[0].b.as_str()), ("HTXK", "KBK"));
    let twice = build(&[twin, "vi|{p:Vũ Nam} ({o:HTXK})\n{p:Vu Nam} ({o:KBK})"]);
    one(&twice, "HTXK", "KBK");
    assert_eq!(twice.proposals, []);
    let third = build(&[twin, "vi|{p:Vũ Nam} ({o:HTXK})\n{p:Vu Nam} ({o:Antara})"]);
    two(&third, "HTXK", "KBK");
    assert_eq!(third.proposals.len(), 2);
}

#[test]
fn a_name_in_brackets_is_another_name_when_it_is_written_so_twice() {
    let once = "{e:Hari Panen} ({e:Seren Taun}) dirayakan";
    let e = build(&[once]);
    two(&e, "Hari Panen", "Seren Taun");
    assert_eq!(e.proposals.len(), 1);
    one(&build(&[once, "{e:Hari Panen} ({e:Seren Taun}) lagi"]), "Hari Panen", "Seren Taun");
    one(&build(&["{e:Konferensi Terumbu Ketiga} - {e:KTB 3}"]), "KTB 3", "Konferensi Terumbu Ketiga");
}

#[test]
fn the_reader_wins_over_every_rule() {
    let articles = [entry("{l:AS} dan {l:Amerika Serikat}; {e:Kongres ke-1}, {e:Kongres ke-2}; {o:Tirta}")];
    let (overlay, mistakes) = Overlay::parse(
        "[[entity]]\nname = \"Amerika Serikat\"\nsplit = [\"AS\"]\n[[entity]]\nname = \"Dua Kongres\"\naliases = [\"Kongres ke-1\", \"Kongres ke-2\"]\npin = true\n[[entity]]\nname = \"Tirta\"\nkind = \"place\"\nhide = true\n",
    );
    assert_eq!(mistakes, []);
    let e = Entities::build_with(&articles, &overlay);
    two(&e, "AS", "Amerika Serikat");
    let both = of(&e, "Kongres ke-1");
    assert_eq!((both.name.as_str(), both.pinned, both.mentions.len()), ("Dua Kongres", true, 2));
    let tirta = of(&e, "Tirta");
    assert_eq!((tirta.kind, tirta.hidden), (Kind::Place, true));
    let (accepted, undo) = overlay.change(&Change::Merge { into: "Amerika Serikat".into(), from: "AS".into() });
    one(&Entities::build_with(&articles, &accepted), "AS", "Amerika Serikat");
    assert_eq!(Entities::build_with(&articles, &accepted.change(&undo).0), e);
}

#[test]
fn a_card_lists_offices_and_companions() {
    let mut lines =
        String::from("Menteri {P:Ani Lestari} dan {o:Badan Laut}\nDuta {P:Ani Lestari} dan {o:Badan Laut}\n");
    for i in 0..20 {
        let _ = writeln!(lines, "{{o:Tirta {i}}} dan {{l:Laos}}");
    }
    let library = Library::build(vec![entry(&lines), entry("{p:Ani Lestari} dan {o:Badan Laut}\n{l:Laos}")]);
    let ani = library.entities.of(ArticleId(0), 0);
    let card = library.card(ani);
    assert_eq!(card.articles, [(ArticleId(0), 2), (ArticleId(1), 1)]);
    let titles: Vec<&str> = card.offices.iter().map(|o| o.title.as_str()).collect();
    assert_eq!(titles, ["Menteri", "Duta"]);
    let names: Vec<&str> = card.companions.iter().map(|c| library.entities.get(c.entity).name.as_str()).collect();
    assert_eq!(names, ["Badan Laut"]);
    assert_eq!(card.companions[0].together, 3);
    let coverage = library.coverage();
    assert_eq!(library.entities.get(coverage.rows[0].entity).name, "Laos");
    assert_eq!(coverage.rows[0].counts, [20, 1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_names_are_joined_into_entities_that_hold_every_mention_once(
        names in prop::collection::vec((any::<u8>(), "[A-ZĐa-zạ0-9 ./()'-]{1,24}|\\PC{1,8}"), 1..40)
    ) {
        let kinds = ["p", "o", "l", "e", "d", "o="];
        let mut lines = vec!["{o:Awal} ".to_owned()];
        for (k, name) in &names {
            let name: String = name.chars().filter(|c| !matches!(c, '{' | '}' | '\n' | '\r')).collect();
            if name.trim().is_empty() {
                continue;
            }
            lines.push(format!("{{{}:{name}}}{}", kinds[*k as usize % 6], if k % 7 == 0 { " dan\n" } else { ", " }));
        }
        let article = entry(&lines.concat());
        let articles = [article.clone(), article.clone()];
        let e = Entities::build(&articles);
        assert_eq!(e, Entities::build(&articles), "the same each time");
        let held: usize = e.all.iter().map(|x| x.mentions.len()).sum();
        assert_eq!(held, 2 * article.facts.mentions.len());
        for x in &e.all {
            assert!(x.mentions.is_sorted() && !x.mentions.is_empty() && !x.name.is_empty());
            assert_eq!(x.aliases.iter().map(|a| a.count as usize).sum::<usize>(), x.mentions.len());
        }
    }

    #[test]
    fn any_file_of_corrections_is_read_and_printed_as_it_is(text in "([a-z\\[\\]\"'#=,\n ]|\\[\\[entity\\]\\]\n|name = \"A\"\n|pin = true\n|\\PC){0,60}") {
        let (overlay, mistakes) = Overlay::parse(&text);
        assert_eq!(overlay.print(), text);
        assert!(mistakes.iter().all(|m| m.line >= 1 && m.line <= text.lines().count().max(1) + 1));
        let change = Change::Hide { name: "A".into(), hide: true };
        let (made, undo) = overlay.change(&change);
        assert!(made.entity_of("a").is_some_and(|s| s.hide), "{:?}", made.print());
        let _ = made.change(&undo);
    }
}
