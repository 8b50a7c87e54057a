//! Captions told in two languages: which passage is the twin of which.
//!
//! Takes the passages with their roles and languages; marks the twin in the other language, so it can be folded away.
//! Evidence: neighbours, two languages, and names, numbers or a credit in common.

use std::collections::HashSet;

use super::{Passage, PassageId, Role};
use crate::text::Lang;
use crate::text::fold::folded;

/// Points the captions in another language than the article's to their twin in its language.
pub(super) fn pair(passages: &mut [Passage], language: Option<Lang>) {
    let mut foreign_first = 0;
    let mut loose = Vec::new();
    for i in 0..passages.len().saturating_sub(1) {
        let (a, b) = (&passages[i], &passages[i + 1]);
        if a.role != Role::Caption || b.role != Role::Caption || a.lang == b.lang || a.twin_of.is_some() {
            continue;
        }
        let (fold, show) = if b.lang == language { (i, i + 1) } else { (i + 1, i) };
        if passages[show].lang != language {
            continue;
        }
        if alike(a.text.text(), b.text.text()) {
            foreign_first += usize::from(fold < show);
            passages[fold].twin_of = Some(PassageId(show as u32));
        } else if fold < show {
            loose.push((fold, show));
        }
    }
    // Where the page tells its captions in the other language first, a line in a twin's place is one, whatever it says.
    if foreign_first >= 1 {
        for (fold, show) in loose {
            if passages[fold].twin_of.is_none() {
                passages[fold].twin_of = Some(PassageId(show as u32));
            }
        }
    }
}

/// Whether two captions share what does not change with the language: names without their marks, and numbers.
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fixed(a), fixed(b));
    let common = a.intersection(&b).count();
    common >= 2 || common == 1 && a.len().min(b.len()) <= 2
}

/// Folded words with a capital and numbers, the first word of the line aside.
fn fixed(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .skip(1)
        .filter(|w| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()))
        .map(folded)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn twins_share_names_and_numbers() {
        assert!(alike(
            "Chủ tịch Trần Văn Sơn thăm cảng Hải Phòng, tháng 4/2021. (Nguồn: X)",
            "Ketua Tran Van Son mengunjungi pelabuhan Hai Phong, April 2021. (Sumber: X)"
        ));
        assert!(!alike(
            "Chủ tịch Trần Văn Sơn thăm cảng Hải Phòng, tháng 4/2021.",
            "Perdana Menteri Le Van Minh di Jakarta, Mei 2022."
        ));
    }
}
