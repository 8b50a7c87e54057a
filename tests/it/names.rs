//! Names in short articles on many topics, written for this test: what must be found, with its kind, and what must not.

use proptest::prelude::{ProptestConfig, proptest};
use simak::article::Article;
use simak::facts::Kind::{self, Document, Event, Organisation, Person, Place};
use simak::facts::names;
use simak::source::Source;

fn names(text: &str) -> Vec<(Kind, String)> {
    let source = Source::read("a.txt", text.as_bytes()).expect("text is no binary");
    let article = Article::read("a.txt", &source);
    names::find(&article)
        .iter()
        .map(|m| (m.kind, article.passage(m.passage).text.text()[m.span.clone()].to_owned()))
        .collect()
}

/// All of `wanted` and, in all of the text, nothing of `unwanted` letters.
#[track_caller]
fn finds(text: &str, wanted: &[(Kind, &str)], unwanted: &[&str]) {
    let found = names(text);
    let missing: Vec<_> = wanted.iter().filter(|(k, s)| !found.contains(&(*k, (*s).to_owned()))).collect();
    let extra: Vec<_> = found.iter().filter(|(_, s)| unwanted.contains(&s.as_str())).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}\nextra {extra:?}\nfound {found:#?}");
}

#[test]
fn the_shipped_models_and_lists_are_whole() {
    assert_eq!(names::check(), Ok(()));
}

#[test]
fn disasters_in_indonesian() {
    finds(
        "Gempa mengguncang Kabupaten Cianjur, Jawa Barat, pada Senin. Kepala Badan Nasional Penanggulangan Bencana (BNPB) \
         Suharyanto tiba di Cianjur. Menurut BMKG, pusat gempa berada di darat.",
        &[(Place, "Jawa Barat"), (Organisation, "BNPB"), (Organisation, "BMKG")],
        &["Senin", "Menurut", "Gempa"],
    );
}

#[test]
fn ministries_are_named_with_all_they_are_for() {
    finds(
        "Rapat dibuka di Kementerian Tenaga Kerja dan Transmigrasi. Data berasal dari Badan Meteorologi, Klimatologi, dan \
         Geofisika. Kementerian Keuangan dan Bank Indonesia sepakat, kata Menakertrans Sutrisno Wardoyo.",
        &[
            (Organisation, "Kementerian Tenaga Kerja dan Transmigrasi"),
            (Organisation, "Badan Meteorologi, Klimatologi, dan Geofisika"),
            (Organisation, "Kementerian Keuangan"),
            (Organisation, "Bank Indonesia"),
            (Person, "Sutrisno Wardoyo"),
        ],
        &["Klimatologi", "Geofisika"],
    );
}

#[test]
fn the_sign_of_a_currency_is_no_country() {
    let found = names("Biaya sewa mencapai US$ 700 juta per bulan. Sisanya US$ 80 juta per tahun.");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn english_names_around_an_ampersand_and_behind_a_title() {
    finds(
        "The plan of President Obama was read at the Jazz & Heritage Foundation on the island of Borneo.",
        &[(Person, "Obama"), (Organisation, "Jazz & Heritage Foundation"), (Place, "Borneo")],
        &["Heritage Foundation", "Jazz"],
    );
}

#[test]
fn laws_and_lists_of_numbers() {
    finds(
        "Pemerintah menyiapkan aturan turunan Undang-Undang Nomor 7 Tahun 2021. Keputusan No. 12/KPTS/2023 dicabut. \
         Rapat membahas Resolusi 15, 16 dan 18 serta Perjanjian Paris. \
         Gugatan memakai UU Ketenagakerjaan No. 13 Tahun 2003.",
        &[
            (Document, "UU Ketenagakerjaan No. 13 Tahun 2003"),
            (Document, "Undang-Undang Nomor 7 Tahun 2021"),
            (Document, "Keputusan No. 12/KPTS/2023"),
            (Document, "Resolusi 15"),
            (Document, "16"),
            (Document, "18"),
            (Document, "Perjanjian Paris"),
        ],
        &["Pemerintah", "Rapat"],
    );
}

#[test]
fn a_number_that_counts_something_is_no_document() {
    finds("Resolusi itu didukung 15 negara, 3 blok dan 2 lembaga.", &[], &["15", "3", "2", "Resolusi"]);
}

#[test]
fn events_keep_ordinals_and_years() {
    finds(
        "Piala Dunia 2026 digelar di Amerika Serikat. KTT ASEAN ke-44 berlangsung di Vientiane. Hasil Kongres Nasional ke-6, \
         ke-7 dan ke-8 dibahas lagi.",
        &[
            (Event, "Piala Dunia 2026"),
            (Event, "KTT ASEAN ke-44"),
            (Event, "Kongres Nasional ke-6"),
            (Event, "ke-7"),
            (Event, "ke-8"),
            (Place, "Amerika Serikat"),
        ],
        &["Hasil"],
    );
}

#[test]
fn titles_are_cut_off_and_kept_beside_the_name() {
    let text = "Perdana Menteri Anwar Ibrahim bertemu Presiden Joko Widodo di Jakarta.";
    let source = Source::read("a.txt", text.as_bytes()).unwrap();
    let article = Article::read("a.txt", &source);
    let found = names::find(&article);
    let passage = article.passages[0].text.text();
    let offices: Vec<(&str, Option<&str>)> = found
        .iter()
        .filter(|m| m.kind == Person)
        .map(|m| (&passage[m.span.clone()], m.office.clone().map(|o| &passage[o])))
        .map(|(n, o)| (n, o.map(str::trim)))
        .collect();
    assert_eq!(offices, [("Anwar Ibrahim", Some("Perdana Menteri")), ("Joko Widodo", Some("Presiden"))]);
}

#[test]
fn a_firm_is_known_by_its_letters_at_an_exchange() {
    let text = "Shares of Weldon Systems Inc. (NYSE: WDS) rose by two dollars on Monday, traders said.";
    let org = |name| (Organisation, name);
    finds(text, &[org("Weldon Systems Inc."), org("WDS")], &[]);
}

#[test]
fn a_full_name_and_its_acronym_are_a_pair() {
    let text = "Organisasi Kesehatan Dunia (WHO) memuji investasi asing langsung (FDI) yang naik di kawasan ini.";
    let source = Source::read("a.txt", text.as_bytes()).unwrap();
    let article = Article::read("a.txt", &source);
    let found = names::find(&article);
    let passage = article.passages[0].text.text();
    let who = found.iter().find(|m| &passage[m.span.clone()] == "WHO").unwrap();
    let full = &found[who.expansion.unwrap() as usize];
    assert_eq!(&passage[full.span.clone()], "Organisasi Kesehatan Dunia");
    assert_eq!(full.kind, who.kind);
    assert!(!found.iter().any(|m| &passage[m.span.clone()] == "FDI"), "the short form of common words is no name");
}

#[test]
fn credits_and_joined_names_split() {
    finds(
        "Ketegangan AS-Tiongkok tidak akan mereda dalam waktu dekat. Foto: Rina Sari/Antara",
        &[(Place, "AS"), (Place, "Tiongkok"), (Person, "Rina Sari"), (Organisation, "Antara")],
        &["Foto", "AS-Tiongkok"],
    );
}

#[test]
fn english_news() {
    finds(
        "Prime Minister Keir Starmer met President Emmanuel Macron in Paris. Typhoon Yagi killed 300 people in Vietnam, the \
         World Meteorological Organization (WMO) said on Monday. The Paris Agreement remains in force.",
        &[
            (Person, "Keir Starmer"),
            (Person, "Emmanuel Macron"),
            (Place, "Paris"),
            (Event, "Typhoon Yagi"),
            (Place, "Vietnam"),
            (Organisation, "World Meteorological Organization"),
            (Organisation, "WMO"),
            (Document, "Paris Agreement"),
        ],
        &["Monday", "The"],
    );
}

#[test]
fn vietnamese_news() {
    finds(
        "Ngày 15/8, tại Hà Nội, Thủ tướng Phạm Minh Chính đã tiếp Bộ trưởng Ngoại giao Nhật Bản Iwaya Takeshi. Bộ Giáo dục và Đào \
         tạo công bố kết quả kỳ thi. Bão gây thiệt hại tại tỉnh Quảng Ninh. Tổng thống Mỹ Donald Trump đã phát biểu.",
        &[
            (Place, "Hà Nội"),
            (Person, "Phạm Minh Chính"),
            (Place, "Nhật Bản"),
            (Person, "Iwaya Takeshi"),
            (Organisation, "Bộ Giáo dục và Đào tạo"),
            (Place, "Quảng Ninh"),
            (Place, "Mỹ"),
            (Person, "Donald Trump"),
        ],
        &["Ngày", "Bão", "Thủ tướng", "Tổng thống"],
    );
}

#[test]
fn vietnamese_bodies_hold_small_words_and_places_stand_in_rows() {
    finds(
        "Theo Cục Phòng chống và giảm nhẹ thiên tai Thái Lan, mưa lớn xảy ra ở Sóc Trăng (96), An Giang (43) và Long An (39). Trường tiểu học \
         Nguyễn Đình Chiểu và Bệnh viện đa khoa tỉnh Đồng Nai đã đóng cửa. Bị cáo Trương Mỹ Lan và tiền đạo Đoàn Văn Hậu có mặt. Anh Tuấn \
         sống ở thành phố Nakhon Si Thammarat.",
        &[
            (Organisation, "Cục Phòng chống và giảm nhẹ thiên tai Thái Lan"),
            (Place, "Sóc Trăng"),
            (Place, "An Giang"),
            (Place, "Long An"),
            (Organisation, "Trường tiểu học Nguyễn Đình Chiểu"),
            (Organisation, "Bệnh viện đa khoa tỉnh Đồng Nai"),
            (Person, "Trương Mỹ Lan"),
            (Person, "Đoàn Văn Hậu"),
            (Person, "Tuấn"),
            (Place, "Nakhon Si Thammarat"),
        ],
        &["Anh", "Mỹ", "Nguyễn Đình Chiểu"],
    );
}

#[test]
fn other_languages_give_places_of_the_list_and_persons_with_a_title() {
    let german = "Bundeskanzler Olaf Scholz traf in München den Präsidenten Emmanuel Macron. In Zukunft sollen die Preise in \
                  Österreich nicht steigen, und das Abkommen tritt im Mai in Kraft.";
    let persons = [(Person, "Olaf Scholz".into()), (Person, "Emmanuel Macron".into())];
    let places = [(Place, "München".into()), (Place, "Österreich".into())];
    let mut found = names(german);
    found.sort_by_key(|(kind, _)| *kind != Person);
    assert_eq!(found, [persons, places].concat());
    let chinese: Vec<_> = names("越南总理范明政抵达北京，对中国进行正式访问。").into_iter().map(|f| f.1).collect();
    assert_eq!(chinese, ["越南", "北京", "中国"]);
}

#[test]
fn other_languages_give_countries_and_no_junk() {
    let found = names("Der Bundeskanzler sprach am Montag über das Gesetz und die Wirtschaft des Landes.");
    assert_eq!(found, []);
}

const PIECES: [&str; 24] = [
    "Presiden ",
    "Joko Widodo",
    " (",
    ")",
    "PBB",
    "-",
    "/",
    ", ",
    "ke-",
    "13",
    "Kongres ",
    "Resolusi ",
    "No. ",
    "dan ",
    "Foto: ",
    "Võ Văn Thưởng",
    "AS",
    "; ",
    "\n",
    "Komite ",
    "东京",
    "Hội nghị ",
    "1.468",
    "“",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn spans_are_ordered_disjoint_and_on_boundaries(picks in proptest::collection::vec(0..PIECES.len(), 0..40), tail in "\\PC{0,30}") {
        let mut text: String = picks.iter().map(|&i| PIECES[i]).collect();
        text.push_str(&tail);
        let source = Source::read("a.txt", text.as_bytes()).unwrap();
        let article = Article::read("a.txt", &source);
        let found = names::find(&article);
        let mut last = (0, 0);
        for m in &found {
            let passage = article.passage(m.passage).text.text();
            assert!(!passage[m.span.clone()].trim().is_empty());
            let at = (m.passage.0, m.span.start);
            assert!(at >= last, "{m:?} after {last:?}");
            last = (m.passage.0, m.span.end);
            assert!(m.expansion.is_none_or(|e| (e as usize) < found.len()));
            assert!(m.office.as_ref().is_none_or(|o| passage.get(o.clone()).is_some()));
        }
    }
}
