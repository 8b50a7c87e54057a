//! Names in a row have one kind: `Sóc Trăng (968), An Giang (439) và Long An`.
//!
//! Takes the names of a text without a model and the runs of capitals that are none yet; gives those in a row the kind that
//! most of the row has. It does not look at anything else than what stands between them.

use std::ops::Range;

use super::found::{Found, taken};
use super::reading::Reading;
use crate::facts::Kind;

/// A run of capitals in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    run: Range<usize>,
    /// What it surely is.
    kind: Option<Kind>,
}

impl Item {
    /// A run; `kind` is what other evidence than its own letters says.
    pub fn new(run: Range<usize>, kind: Option<Kind>) -> Self {
        Self { run, kind }
    }
}

/// Names of a row that must be sure before the others follow them.
const SURE: usize = 2;

/// Gives the rest of each row the kind of its sure names, if they are as many as the others at least.
pub fn settle(r: &Reading, items: &[Item], all: &mut Vec<Found>) {
    let mut from = 0;
    while from < items.len() {
        let mut to = from + 1;
        while to < items.len() && joined(r, items[to - 1].run.end, items[to].run.start) {
            to += 1;
        }
        let row = &items[from..to];
        from = to;
        let Some(kind) = common(row) else { continue };
        for item in row.iter().filter(|i| i.kind.is_none()) {
            all.retain(|f| f.run != item.run || f.by != "family name");
            if !taken(all, &item.run) {
                all.push(Found::new(item.run.clone(), kind, "names in a row"));
            }
        }
    }
}

/// The one kind of the sure names of a row.
fn common(row: &[Item]) -> Option<Kind> {
    let mut sure = row.iter().filter_map(|i| i.kind);
    let kind = sure.next()?;
    let n = 1 + sure.clone().count();
    (sure.all(|k| k == kind) && n >= SURE && n * 2 >= row.len() && kind != Kind::Person).then_some(kind)
}

/// Whether between two names stand only a comma or a word for and, and numbers in brackets.
fn joined(r: &Reading, from: usize, to: usize) -> bool {
    let between = from..to;
    let comma =
        between.clone().any(|i| matches!(r.of(i), "," | ";" | "và" | "et" | "und" | "y" | "e" | "и" | "、" | "和"));
    let plain = |i: usize| {
        r.is_number(i)
            || matches!(
                r.of(i),
                "," | ";"
                    | "("
                    | ")"
                    | "+"
                    | "-"
                    | "và"
                    | "et"
                    | "und"
                    | "y"
                    | "e"
                    | "и"
                    | "、"
                    | "和"
                    | "TP"
                    | "tỉnh"
                    | "huyện"
                    | "quận"
            )
    };
    comma && between.len() <= 6 && between.clone().all(plain)
}

#[cfg(test)]
mod tests {
    use crate::facts::names::trial::names;

    #[test]
    fn a_name_among_places_is_a_place() {
        let got = names("Mưa lớn đã xảy ra ở nhiều nơi: Sóc Trăng (96), Lê Hạ (43), Long An (39) và Cà Mau.");
        assert_eq!(got, ["Place Sóc Trăng", "Place Lê Hạ", "Place Long An", "Place Cà Mau"]);
    }
}
