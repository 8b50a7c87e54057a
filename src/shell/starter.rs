//! The starter collection, compiled in: what the reader sees before a collection of their own is opened.

/// Names and texts of the files in `seeds/`.
macro_rules! seeds {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../seeds/", $name)))),*]
    };
}

/// The articles: file name and contents.
pub const ARTICLES: &[(&str, &str)] = seeds![];
