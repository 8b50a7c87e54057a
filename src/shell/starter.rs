//! The starter collection, compiled in: what the reader sees before a collection of their own is opened.

/// Names and texts of the files in `seeds/`.
macro_rules! seeds {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../seeds/", $name)))),*]
    };
}

/// The articles: file name and contents.
pub const ARTICLES: &[(&str, &str)] = seeds![
    "000-integrasi-internasional.txt",
    "001-paruh-pertama-kongres-13.txt",
    "002-komite-pengarah.txt",
    "003-tujuh-bulan-hubungan-luar-negeri.txt",
    "004-komisi-hubungan-luar-negeri-pusat.md",
];
