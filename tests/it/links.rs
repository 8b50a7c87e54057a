//! Links between passages: related, search and compare over small articles of our own, unrelated ones mixed in.

use std::sync::Arc;

use simak::article::Role;
use simak::library::related::{Dismissed, Scope, Shared};
use simak::library::{Entry, Library, Place};

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
