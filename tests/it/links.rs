//! Links between passages: related, search and compare over small articles of our own, unrelated ones mixed in.

use std::sync::Arc;

use simak::article::{PassageId, Role};
use simak::library::compare::{About, Topic};
use simak::library::overlay::Overlay;
use simak::library::related::{Dismissed, Floor, Scope, Settings, Shared};
use simak::library::{ArticleId, Entry, Library, Place};

const TEXTS: [(&str, &str); 4] = [
    (
        "sawah.txt",
        "Petani di lembah Cimanuk memperbaiki saluran irigasi tersier agar panen padi musim kemarau tidak gagal lagi seperti tahun lalu.\n\n\
         Harga kedelai di pasar induk turun karena pasokan dari luar pulau datang lebih cepat daripada perkiraan para pedagang.\n",
    ),
    (
        "sungai.txt",
        "Saluran irigasi tersier di lembah Cimanuk kini mengairi padi sepanjang musim kemarau, dan panen naik dua kali lipat menurut petani.\n\n\
         Museum bahari membuka ruang pamer kapal pinisi dengan model kayu buatan tangan perajin Bulukumba setiap akhir pekan.\n",
    ),
    (
        "chess.txt",
        "The regional chess tournament ended with a draw after nine hours, and the youngest player shared the trophy with her teacher.\n",
    ),
    (
        "bread.txt",
        "Bakers in the old harbour keep a rye starter alive for decades, feeding it every morning before the first ferry leaves.\n",
    ),
];

fn library() -> Library {
    Library::build(
        TEXTS.iter().map(|(n, t)| Arc::new(Entry::read(n, t.as_bytes()).expect("plain text reads"))).collect(),
    )
}

#[test]
fn a_passage_finds_its_partner_and_unrelated_ones_find_none() {
    let library = library();
    let terms = &library.index.terms;
    let partner = library.related(terms.place(0), Scope::Others);
    assert_eq!(partner.first().map(|r| r.place.article.0), Some(1));
    assert!(partner[0].shared.iter().any(|s| matches!(s, Shared::Word(w) if w.contains("irigasi"))));
    for n in [1, 3, 4, 5] {
        assert!(library.related(terms.place(n), Scope::Others).is_empty(), "passage {n}");
    }
}

/// The texts of a folder of the repository, one article each.
fn folder(name: &str) -> Vec<Arc<Entry>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files: Vec<_> = std::fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let read = |f: &std::path::PathBuf| Entry::read(&f.to_string_lossy(), &std::fs::read(f).unwrap()).unwrap();
    files.iter().map(|f| Arc::new(read(f))).collect()
}

/// Of the passages of the articles from `first` on: how many ask, and how many find an answer.
fn answered(library: &Library, first: usize) -> (usize, usize) {
    let places = (0..library.index.terms.len()).map(|n| library.index.terms.place(n));
    let body = |p: &Place| library.passage(*p).role == Role::Body && p.article.index() >= first;
    let asked: Vec<Place> = places.filter(body).collect();
    let found = asked.iter().filter(|p| !library.related(**p, Scope::Others).is_empty()).count();
    (asked.len(), found)
}

#[test]
fn unrelated_articles_are_silent_among_themselves_and_beside_others() {
    let strangers = folder("tests/it/strangers");
    let (asked, found) = answered(&Library::build(strangers.clone()), 0);
    assert!(asked >= 35, "the fixtures were read: {asked}");
    assert!(found * 10 <= asked, "{found} of {asked} among themselves");

    let own = folder("seeds");
    let first = own.len();
    let mixed = Library::build(own.into_iter().chain(strangers).collect());
    let (asked, found) = answered(&mixed, first);
    assert!(found * 8 <= asked, "{found} of {asked} beside the starter collection");
    let (asked, found) = answered(&mixed, 0);
    assert!(found >= 40, "the collection itself still finds its links: {found} of {asked}");
}

#[test]
fn parts_of_one_sentence_are_not_compared_and_a_noun_before_its_figure_is() {
    let texts = [
        (
            "a.txt",
            "Menurut laporan, 50 dari 51 koperasi nelayan ikut lelang ikan di pelabuhan.\n\nDengan demikian jumlah mitra dagang istimewa pelabuhan ini menjadi 14.\n",
        ),
        ("b.txt", "Tahun ini pelabuhan memiliki 13 mitra dagang istimewa di luar negeri.\n"),
    ];
    let library = Library::build(texts.iter().map(|(n, t)| Arc::new(Entry::read(n, t.as_bytes()).unwrap())).collect());
    let topics = library.topics();
    let values: Vec<usize> = topics.iter().filter(|t| !t.unit.is_empty()).map(|t| t.statements.len()).collect();
    assert_eq!(values, [2], "{topics:?}");
    let figure = topics[0].statements[0].figure.expect("a figure");
    assert_eq!(library.compare(figure).as_ref(), Some(&topics[0]));
}

/// Passages about other things, so that words can be rare.
const BESIDE: &str = "Pasar malam dibuka wali kota sore ini.\n\nHujan deras merendam jalan menuju bandara.\n\n\
    Guru sejarah menulis buku tentang kereta uap.\n\nPabrik gula tua dijadikan gedung pertunjukan.\n\n\
    Penari muda berlatih di balai desa.\n\nKapal feri berangkat dua kali sehari.\n\n";

/// The topics over both of two texts.
fn topics_of(first: &str, second: &str) -> Vec<Topic> {
    let texts = [("a.txt", format!("{BESIDE}{first}\n")), ("b.txt", format!("{second}\n"))];
    let entries = texts.iter().map(|(n, t)| Arc::new(Entry::read(n, t.as_bytes()).unwrap())).collect();
    let across = |t: &Topic| t.statements.iter().any(|s| s.spot.place.article != t.statements[0].spot.place.article);
    Library::build(entries).topics().into_iter().filter(across).collect()
}

#[test]
fn a_claim_in_another_order_is_one_claim() {
    let found = topics_of(
        "Desa itu menjadi anggota aktif dan bertanggung jawab dalam koperasi nelayan.",
        "Sejak lama mereka dikenal sebagai anggota koperasi nelayan yang aktif dan bertanggung jawab.",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].about, found[0].statements.len()), (About::Claim, 2));
    assert!(found[0].topic.contains("koperasi nelayan"), "{}", found[0].topic);
}

#[test]
fn a_formula_of_weak_words_is_no_claim() {
    let found = topics_of(
        "Setelah hampir sembilan tahun, terutama di pesisir, tambak garam dibiarkan kosong.",
        "Setelah hampir sembilan tahun, terutama musim dingin, stadion itu selesai.",
    );
    assert!(found.iter().all(|t| t.about != About::Claim), "{found:?}");
}

#[test]
fn figures_of_one_bare_noun_need_more_in_common() {
    let apart =
        topics_of("Rumah adat itu berdiri di atas tiga pilar kayu jati.", "Reformasi pajak bertumpu pada empat pilar.");
    assert!(apart.is_empty(), "{apart:?}");
    let joined =
        topics_of("Rumah adat Toraja berdiri di atas tiga pilar jati.", "Empat pilar jati menopang rumah adat Toraja.");
    assert!(joined.iter().any(|t| t.about == About::Figures), "{joined:?}");
}

#[test]
fn two_offices_of_one_person_are_told() {
    let found = topics_of(
        "Menteri Luar Negeri Retno Marsudi membuka pameran batik.",
        "Wakil Perdana Menteri, Menteri Luar Negeri Retno Marsudi menutup lomba layang-layang.",
    );
    assert!(found.iter().any(|t| t.about == About::Offices), "{found:?}");
}

#[test]
fn a_name_in_passages_about_other_things_is_no_topic() {
    let found = topics_of(
        "Petani tambak memuji UNESCO karena bantuan pompa air yang lama ditunggu warga.",
        "Orkes keroncong tampil semalam suntuk, dan wakil UNESCO pulang sebelum lagu terakhir.",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn without_a_floor_more_is_given_and_the_best_stays_first() {
    let library = library();
    let place = library.index.terms.place(0);
    let all = Settings { others: Floor::NONE, ..Settings::default() };
    let (some, more) =
        (library.related(place, Scope::Others), library.related_by(place, Scope::Others, &Dismissed::default(), &all));
    assert!(more.len() >= some.len());
    assert_eq!(some[0].place, more[0].place);
}

#[test]
fn a_dismissed_reason_links_no_more() {
    let library = library();
    let place = library.index.terms.place(0);
    let mut dismissed = Dismissed::default();
    for shared in &library.related(place, Scope::Others)[0].shared {
        dismissed.add(shared);
    }
    assert!(library.related_without(place, Scope::Others, &dismissed).is_empty());
}

#[test]
fn search_forgives_a_typo_and_keeps_silent_where_nothing_answers() {
    let library = library();
    assert_eq!(library.search("irigsi tersier", 5).len(), 2);
    assert!(library.search("astronot", 5).is_empty());
    let hit = &library.search("pinisi", 5)[0];
    assert_eq!(&library.passage(hit.place).text.text()[hit.lit[0].clone()], "pinisi");
}

/// A library of texts with these names.
fn read(texts: &[(&str, &str)]) -> Library {
    Library::build(texts.iter().map(|(n, t)| Arc::new(Entry::read(n, t.as_bytes()).unwrap())).collect())
}

/// The place of the first passage that begins so.
fn place_of(library: &Library, begins: &str) -> Place {
    let places = (0..library.index.terms.len()).map(|n| library.index.terms.place(n));
    places.into_iter().find(|p| library.passage(*p).text.text().starts_with(begins)).expect("the passage is there")
}

#[test]
fn code_neither_asks_nor_answers_nor_makes_a_claim() {
    let snippet = "pompa tambak udang dinyalakan petambak garam sebelum subuh";
    for (name, code) in [
        ("a.md", format!("{BESIDE}```\n{snippet}\n```\n")),
        ("a.md", format!("{BESIDE}    {snippet}\n\nSelesai.\n")),
        (
            "a.html",
            format!("<p>Pasar malam dibuka sore ini.</p><pre>{snippet}</pre><p>Hujan deras merendam jalan.</p>"),
        ),
    ] {
        let library =
            read(&[(name, &code), ("b.md", &format!("{snippet}.\n")), ("c.md", &format!("Kata warga, {snippet}.\n"))]);
        let (in_code, told) =
            (place_of(&library, "pompa tambak"), Place { article: ArticleId(1), passage: PassageId(0) });
        assert!(library.related(in_code, Scope::Others).is_empty(), "{name}: code asks");
        let found = library.related(told, Scope::Others);
        assert!(!found.is_empty() && found.iter().all(|r| r.place.article.0 == 2), "{name}: {found:?}");
        assert!(library.topics().iter().all(|t| t.statements.iter().all(|s| s.spot.place.article.0 != 0)), "{name}");
    }
}

#[test]
fn a_reason_crosses_no_full_stop() {
    let library = read(&[
        ("a.txt", "Petambak garam membuka pompa irigasi tersier. Gerabah kuno ditemukan di muara sungai itu.\n"),
        ("b.txt", "Warga memperbaiki pompa irigasi tersier. Gerabah kuno dari muara sungai dipamerkan.\n"),
        ("c.txt", BESIDE),
    ]);
    let found = library.related(library.index.terms.place(0), Scope::Others);
    let words: Vec<&str> =
        found[0].shared.iter().filter_map(|s| if let Shared::Word(w) = s { Some(w.as_str()) } else { None }).collect();
    assert!(words.contains(&"pompa irigasi tersier"), "{words:?}");
    assert!(words.iter().all(|w| !w.contains('.')), "{words:?}");
}

#[test]
fn other_forms_of_english_words_are_the_same_words() {
    let library = read(&[
        (
            "a.txt",
            "The ferries were delayed by the storm, and the captains blamed the flooding of the harbours for it.\n",
        ),
        (
            "b.txt",
            "The captain of a ferry said that the harbour had flooded and that the storm was the worst he had seen.\n",
        ),
        (
            "c.txt",
            "The school opened a library for the children of the village, with a garden and a room for reading.\n\n\
             A museum in the old town will show paintings of flowers that have not been seen for many years.\n\n\
             The bakers of the market sell bread and cakes to the people who come there in the morning.\n",
        ),
    ]);
    let found = library.related(library.index.terms.place(0), Scope::Others);
    assert_eq!(found.first().map(|r| (r.place.article.0, r.weak)), Some((1, false)), "{found:?}");
    assert!(found[0].shared.iter().any(|s| matches!(s, Shared::Word(w) if w == "captains")), "{found:?}");
}

#[test]
fn long_lists_that_share_words_but_no_breath_are_dim() {
    let texts = [
        (
            "a.txt",
            "Tugas koperasi: menyapu dermaga lama; menjemur rumput laut; merawat jembatan gantung; melatih penenun muda; mengecat mercusuar; menanam bakau.\n",
        ),
        (
            "b.txt",
            "Dinas kota menata dermaga baru untuk kapal pesiar; menggelar lomba rumput hias; mengaspal jembatan layang; mengundang penenun dari pulau seberang; menjual mercusuar.\n",
        ),
        (
            "c.txt",
            "Warga juga menjemur rumput laut dan merawat jembatan gantung, sambil melatih penenun muda dari desa seberang.\n",
        ),
        ("d.txt", BESIDE),
    ];
    let library = read(&texts);
    let found = library.related(library.index.terms.place(0), Scope::Others);
    let weak = |article: u32| found.iter().find(|r| r.place.article.0 == article).map(|r| r.weak);
    assert_eq!(weak(2), Some(false), "said in the same breath: {found:?}");
    assert_ne!(weak(1), Some(false), "the same words, each in another breath: {found:?}");
    let by = Settings { others: Floor { coupled: 0.0, ..Settings::default().others }, ..Settings::default() };
    let all = library.related_by(library.index.terms.place(0), Scope::Others, &Dismissed::default(), &by);
    assert!(all.iter().any(|r| r.place.article.0 == 1 && !r.weak), "without the rule it would be plain: {all:?}");
}

#[test]
fn a_formula_that_many_repeat_is_no_claim() {
    let formula = "menjaga suasana kampung yang rukun dan tenteram";
    let tells = [
        "Panitia lomba layang-layang berjanji",
        "Pedagang soto ikut",
        "Kepala sekolah ingin",
        "Penjaga makam selalu",
        "Sopir angkot diminta",
        "Pemilik warung kopi turut",
    ];
    let many: String = tells.iter().map(|t| format!("{t} {formula}.\n\n")).collect();
    let claims = |more: &str| {
        let library = read(&[
            ("a.txt", &format!("{BESIDE}Lurah baru membantu {formula}.\n\n{more}")),
            ("b.txt", &format!("Kelompok ronda {formula}.\n")),
        ]);
        library.topics().into_iter().filter(|t| t.about == About::Claim && t.topic.contains("rukun")).count()
    };
    assert_eq!(claims(""), 1, "told twice, it is a claim");
    assert_eq!(claims(&many), 0, "told everywhere, it is a formula");
}

#[test]
fn a_unit_of_measurement_alone_joins_no_figures() {
    let units = "Sawah desa menerima 40 liter air tiap petak.\n\nKolam renang kota diisi 900 liter setiap pagi.\n\nTangki pabrik memuat 70 liter minyak.\n\n";
    let across = |other: &str| {
        let library = read(&[
            ("a.txt", &format!("{BESIDE}{units}Produksi susu kambing peternak lereng naik jadi 350 liter sehari.\n")),
            ("b.txt", other),
        ]);
        let topics: Vec<Topic> = library.topics();
        topics
            .into_iter()
            .filter(|t| t.about == About::Figures && t.statements.iter().any(|s| s.spot.place.article.0 == 1))
            .collect::<Vec<_>>()
    };
    let apart = across("Mobil pemadam membawa 500 liter busa ke gudang kain.\n");
    assert!(apart.is_empty(), "{apart:?}");
    let joined = across("Musim ini produksi susu kambing peternak lereng hanya 280 liter.\n");
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert!(joined[0].topic.contains("susu kambing"), "named by what is measured: {}", joined[0].topic);
}

#[test]
fn names_said_in_one_breath_are_no_topic() {
    let alike = "bengkel kapal kayu di muara yang memakai getah damar";
    let found = topics_of(
        &format!("Tamu dari UNESCO, ASEAN, dan APEC melihat {alike}."),
        &format!("Surat untuk ASEAN, APEC, dan UNESCO memuji {alike}."),
    );
    assert!(found.iter().all(|t| t.about != About::Name), "{found:?}");
    let told = topics_of(&format!("Tamu dari UNESCO melihat {alike}."), &format!("Surat untuk UNESCO memuji {alike}."));
    assert!(told.iter().any(|t| t.about == About::Name), "{told:?}");
}

#[test]
fn an_equal_figure_told_twice_in_one_article_is_found_by_both() {
    let found = topics_of(
        "Bendungan hulu menahan 640 kolam air hujan.\n\nWarga hilir menagih 640 kolam air hujan dari bendungan.",
        "Menurut dinas, bendungan hulu menahan 640 kolam air hujan.",
    );
    let figures = found.iter().find(|t| t.about == About::Figures).expect("the figures are joined");
    assert_eq!(figures.statements.len(), 3, "{found:?}");
}

#[test]
fn nearly_every_list_of_answers_has_a_plain_one() {
    let library = Library::build(folder("seeds"));
    let places = (0..library.index.terms.len()).map(|n| library.index.terms.place(n));
    let lists: Vec<_> = places.map(|p| library.related(p, Scope::Others)).filter(|l| !l.is_empty()).collect();
    // Where passages share nothing but a formula, all are dim.
    let plain = lists.iter().filter(|l| l.iter().any(|r| !r.weak)).count();
    assert!(lists.len() >= 40 && plain * 5 >= lists.len() * 4, "{plain} of {} lists", lists.len());
}

#[test]
fn money_of_one_currency_needs_more_in_common() {
    let figures = |a: &str, b: &str| topics_of(a, b).into_iter().filter(|t| t.about == About::Figures).count();
    let stall = "Sewa lapak batik di pasar terapung naik menjadi Rp350 ribu.";
    assert_eq!(figures(stall, "Harga tiket kapal pesiar ke pulau karang naik menjadi Rp900 ribu."), 0);
    assert_eq!(figures(stall, "Dulu sewa lapak batik di pasar terapung hanya Rp200 ribu."), 1);
}

#[test]
fn the_starter_collection_compares_its_partners_and_its_trade() {
    let topics = Library::build(folder("seeds")).topics();
    for told in ["mitra strategis komprehensif", "omzet perdagangan"] {
        let found = topics.iter().find(|t| t.about == About::Figures && t.topic.contains(told));
        assert_eq!(found.map(|t| t.statements.len()), Some(2), "{told}");
    }
}

#[test]
fn a_passage_of_hundreds_of_figures_is_a_table_and_compared_with_nothing() {
    let told = "Panen tahun ini menghasilkan 640 ton kopi robusta.";
    let rows: String = (0..300).map(|n| format!("{n} ton kopi robusta, ")).collect();
    assert!(!topics_of(told, told).is_empty());
    let found = topics_of(told, &format!("{rows} dan 640 ton kopi robusta."));
    assert!(found.iter().all(|t| t.about != About::Figures), "{found:?}");
}

#[test]
fn a_name_that_the_reader_hid_is_no_reason() {
    let texts = [
        ("a.txt", format!("{BESIDE}Resolusi 77 mengatur panen garam di pesisir timur.\n")),
        ("b.txt", "Petani garam pesisir timur menunggu Resolusi 77 dilaksanakan.\n".to_owned()),
    ];
    let shared = |overlay: &str| {
        let entries = texts.iter().map(|(n, t)| Arc::new(Entry::read(n, t.as_bytes()).unwrap())).collect();
        let library = Library::build_with(entries, &Overlay::parse(overlay).0);
        let asked = library.index.terms.place(library.index.terms.len() - 1);
        library.related(asked, Scope::Others).into_iter().flat_map(|r| r.shared).collect::<Vec<_>>()
    };
    let named = |all: &[Shared]| all.iter().any(|s| matches!(s, Shared::Entity(_)));
    assert!(named(&shared("")));
    assert!(!named(&shared("[[entity]]\nname = \"Resolusi 77\"\nhide = true\n")));
}
