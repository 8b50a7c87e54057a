//! Earlier bookmarks that give another value for the same thing.

use super::draft::Draft;
use super::facts::FigureField;
use super::id::Id;
use super::set::Bookmarks;
use crate::text::fold::folded;

/// Two figures of one thing that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// The earlier bookmark.
    pub earlier: Id,
    /// What it says.
    pub said: FigureField,
    /// What the new one says.
    pub says: FigureField,
}

/// The figures of bookmarks whose subject, kind and unit are those of a figure of `draft` and whose value is another, where
/// both hold for the same date or one names none. A bound or rounding (`>`, `<`, `~`) on either side is no contradiction
/// unless both have the same sign.
pub fn contradictions(bookmarks: &Bookmarks, draft: &Draft) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for says in draft.figures.iter().filter(|f| f.value.is_some()) {
        let Some(subject) = key(says) else { continue };
        for b in bookmarks.iter() {
            for said in &b.figures {
                let differs = said.value.is_some() && said.value != says.value;
                if differs
                    && said.kind == says.kind
                    && said.approx == says.approx
                    && (said.when == says.when || said.when.is_none() || says.when.is_none())
                    && key(said).is_some_and(|k| k == subject)
                {
                    found.push(Contradiction { earlier: b.id.clone(), said: said.clone(), says: says.clone() });
                }
            }
        }
    }
    found
}

/// Subject and unit, folded; `None` where the text names no subject.
fn key(figure: &FigureField) -> Option<(String, String)> {
    let of = folded(figure.of.as_deref()?.trim());
    let unit = folded(figure.unit.as_deref().unwrap_or_default().trim());
    (!of.is_empty()).then_some((of, unit))
}

#[cfg(test)]
mod tests {
    use super::contradictions;
    use crate::bookmark::facts::FigureField;
    use crate::bookmark::{Bookmarks, Draft, Id};

    fn growth(value: &str, when: Option<&str>) -> Draft {
        let figure = FigureField {
            kind: "percent".into(),
            value: Some(value.into()),
            unit: Some("%".into()),
            of: Some("Tăng trưởng GDP".into()),
            when: when.map(str::to_owned),
            ..FigureField::default()
        };
        Draft { figures: vec![figure], ..Draft::default() }
    }

    #[test]
    fn another_value_for_the_same_year_is_told_and_one_for_another_year_is_not() {
        let mut bookmarks = Bookmarks::default();
        let now = jiff::Timestamp::UNIX_EPOCH;
        bookmarks.apply(&growth("7.1", Some("2024")).add(Id::new("a"), now)).unwrap();
        assert_eq!(contradictions(&bookmarks, &growth("6.9", Some("2024"))).len(), 1);
        assert_eq!(contradictions(&bookmarks, &growth("6.9", None)).len(), 1);
        assert!(contradictions(&bookmarks, &growth("6.9", Some("2023"))).is_empty());
        assert!(contradictions(&bookmarks, &growth("7.1", Some("2024"))).is_empty());
    }
}
