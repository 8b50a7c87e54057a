//! Links between passages: related, search and compare over small articles of our own, unrelated ones mixed in.

use std::sync::Arc;

use simak::library::related::{Dismissed, Scope, Shared};
use simak::library::{Entry, Library};

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
