//! Vietnamese laws, whose titles are written small but for the first word, if at all: `Luật Sở hữu trí tuệ`, `Luật đấu giá tài
//! sản năm 2016`.
//!
//! Takes a reading and the head of a law; gives where its title ends. It finds no numbered documents.

use super::lexicon::{Classes, lexicon};
use super::phrase::syllables;
use super::reading::Reading;
use super::trades;

/// The end of the title of the law that begins at `at` with `head` tokens, with its year.
///
/// A title all in small letters is sure inside a sentence or with its year.
pub fn title(r: &Reading, at: usize, head: usize) -> Option<usize> {
    let law = match r.of(at) {
        "Luật" => head == 1,
        "Bộ" | "Pháp" => head == 2,
        _ => false,
    };
    if !law {
        return None;
    }
    let first = at + head;
    let compound = |i: usize| lexicon().longest(&r.words, i, r.tongue, Classes::COMPOUND);
    let mut end = first;
    loop {
        let n = compound(end);
        // `Luật Đất đai hỗ trợ …`: behind a subject the verb of the sentence.
        let verb = end > first && trades::task(r, end) > 0 && (first..end).all(|i| trades::task(r, i) == 0);
        if r.is_upper(end) && r.spaced(end) {
            end += syllables(r, end);
        } else if n > 1 && !verb {
            end += n;
        } else if end > first && r.is(end, "và") && compound(end + 1) > 1 && trades::task(r, end + 1) == 0 {
            end += 1 + compound(end + 1);
        } else {
            break;
        }
    }
    let year = end + usize::from(r.is(end, "năm"));
    if is_year(r, year) && !(end == first && r.opens(at)) {
        return Some(year + 1);
    }
    (end > first && (r.is_upper(first) || !r.opens(at))).then_some(end)
}

fn is_year(r: &Reading, at: usize) -> bool {
    r.is_number(at) && r.of(at).len() == 4 && (r.of(at).starts_with("19") || r.of(at).starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    fn law(text: &str, before: usize, head: usize) -> Option<&str> {
        let r = Reading::new(text, Tongue::Vi);
        title(&r, before, head).map(|end| &text[r.bytes(&(before..end))])
    }

    #[test]
    fn a_law_goes_as_far_as_its_title_and_its_year() {
        assert_eq!(law("theo Luật bảo vệ môi trường năm 2020 thì", 1, 1), Some("Luật bảo vệ môi trường năm 2020"));
        assert_eq!(law("theo Luật Kinh doanh bất động sản quy định", 1, 1), Some("Luật Kinh doanh bất động sản"));
        assert_eq!(law("theo Bộ luật Dân sự 2015 thì", 1, 2), Some("Bộ luật Dân sự 2015"));
    }

    #[test]
    fn the_law_at_the_start_of_a_sentence_is_any_law() {
        assert_eq!(law("Luật hiện hành không cho phép", 0, 1), None);
        assert_eq!(law("Luật giao thông rất nghiêm", 0, 1), None);
        assert_eq!(law("Luật", 0, 1), None);
    }
}
