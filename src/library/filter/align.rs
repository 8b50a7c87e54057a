//! Alignment: whether the letters of a word lie closely enough together in a text to be meant by it.
//!
//! A word of the query answers where its letters follow each other, with these allowances: one letter of the text may be
//! left out after three have matched (`trog` in `trong`), and from the start of a word on, the next letter may begin the
//! next word (`pmc`, `phamminh`). None of this depends on the length of the query, so every alignment of a word
//! contains one of each of its beginnings: typing on never finds more.

/// Letters that must have matched before one may be left out.
const BEFORE_GAP: usize = 3;

/// Where a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First matched character.
    pub start: usize,
    /// After the last matched character.
    pub end: usize,
    /// What it cost: 0 for a run from the start of a word.
    pub cost: u32,
}

#[derive(Clone, Copy)]
struct State {
    at: u32,
    start: u32,
    cost: u32,
    /// A letter was left out.
    gap: bool,
    /// Began at the start of a word, so it may go on in the next one.
    chain: bool,
}

/// The cheapest alignment of `word` in `text`, both folded.
pub fn align(word: &[char], text: &[char]) -> Option<Found> {
    let starts_word = |i: usize| text[i].is_alphanumeric() && (i == 0 || !text[i - 1].is_alphanumeric());
    let (first, rest) = word.split_first()?;
    let mut states: Vec<State> = (0..text.len())
        .filter(|&i| text[i] == *first)
        .map(|i| {
            let chain = starts_word(i);
            State { at: i as u32, start: i as u32, cost: u32::from(!chain), gap: false, chain }
        })
        .collect();
    let mut next: Vec<State> = Vec::new();
    for (matched, want) in rest.iter().enumerate() {
        next.clear();
        for state in &states {
            let after = state.at as usize + 1;
            if text.get(after) == Some(want) {
                next.push(State { at: after as u32, ..*state });
            }
            if !state.gap
                && matched + 1 >= BEFORE_GAP
                && text.get(after).is_some_and(|c| c.is_alphanumeric())
                && text.get(after + 1) == Some(want)
            {
                next.push(State { at: after as u32 + 1, cost: state.cost + 3, gap: true, ..*state });
            }
            if state.chain && !state.gap {
                let ahead = (after..text.len()).find(|&i| starts_word(i));
                if let Some(i) = ahead.filter(|&i| i > after && text[i] == *want) {
                    next.push(State { at: i as u32, cost: state.cost + 1, ..*state });
                }
            }
        }
        // One state a place and kind is enough: the cheapest.
        next.sort_unstable_by_key(|s| (s.at, s.gap, s.chain, s.cost, std::cmp::Reverse(s.start)));
        next.dedup_by_key(|s| (s.at, s.gap, s.chain));
        std::mem::swap(&mut states, &mut next);
        if states.is_empty() {
            return None;
        }
    }
    let best = states.iter().min_by_key(|s| (s.cost, s.at - s.start, s.at))?;
    Some(Found { start: best.start as usize, end: best.at as usize + 1, cost: best.cost })
}

#[cfg(test)]
mod tests {
    use super::align;

    fn cost(word: &str, text: &str) -> Option<u32> {
        let (word, text): (Vec<char>, Vec<char>) = (word.chars().collect(), text.chars().collect());
        align(&word, &text).map(|f| f.cost)
    }

    #[test]
    fn runs_cost_nothing_and_inner_runs_little() {
        assert_eq!(cost("trong", "nguyen phu trong"), Some(0));
        assert_eq!(cost("rong", "nguyen phu trong"), Some(1));
    }

    #[test]
    fn one_letter_may_be_left_out_after_three() {
        assert_eq!(cost("trog", "nguyen phu trong"), Some(3));
        assert_eq!(cost("tog", "nguyen phu trong"), None);
    }

    #[test]
    fn beginnings_of_neighbouring_words_answer() {
        assert!(cost("pmc", "pham minh chinh").is_some());
        assert!(cost("vovanthuong", "vo van thuong").is_some());
        assert!(cost("pmc", "pasar yang mulai ramai di cirebon").is_none());
    }

    #[test]
    fn scattered_letters_do_not_answer() {
        for (word, text) in [
            ("gaza", "gagasan pemuda zaman baru"),
            ("lam", "lalu lintas dan makanan"),
            ("asean", "pasar beras dan ikan"),
        ] {
            assert_eq!(cost(word, text), None, "{word} in {text}");
        }
    }

    #[test]
    fn many_equal_letters_stay_cheap() {
        let text = "a ".repeat(4000);
        assert!(cost(&"a".repeat(60), &text).is_some());
    }
}
