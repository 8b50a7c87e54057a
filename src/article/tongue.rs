//! The language of each line, short lines judged by their neighbours.
//!
//! A guess for one line errs towards near languages (Indonesian is taken for Javanese), and a wrong one would make a
//! paragraph look foreign; so a line leaves the article's language only where its letters or its length leave no doubt.

use crate::text::{Lang, language};

/// Lines of fewer bytes say too little to be asked alone.
const SHORTEST: usize = 24;

/// The language of most of the text, and of each line.
pub(super) fn of(lines: &[&str], declared: Option<Lang>) -> (Option<Lang>, Vec<Option<Lang>>) {
    let guesses: Vec<Option<(Lang, f64)>> =
        lines.iter().map(|l| if l.len() < SHORTEST { None } else { language::guess(l) }).collect();
    let mut weights: Vec<(Lang, f64)> = Vec::new();
    for (line, guess) in lines.iter().zip(&guesses) {
        let Some((lang, sure)) = guess else { continue };
        let weight = line.len() as f64 * sure;
        match weights.iter_mut().find(|(l, _)| l == lang) {
            Some((_, w)) => *w += weight,
            None => weights.push((*lang, weight)),
        }
    }
    let most = weights.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(l, _)| *l).or(declared);
    // A language of a short line counts only where the text speaks it elsewhere too, or its letters leave no doubt.
    let known = |lang: Lang| {
        let all: f64 = weights.iter().map(|(_, w)| w).sum();
        weights.iter().any(|(l, w)| *l == lang && *w * 50.0 >= all)
    };
    let each = lines
        .iter()
        .zip(&guesses)
        .map(|(line, guess)| match guess {
            _ if is_vietnamese(line) => Some(Lang::VI),
            Some((lang, sure)) if line.len() >= 60 && *sure > 0.6 && (line.len() >= 160 || known(*lang)) => Some(*lang),
            _ => most,
        })
        .collect();
    (most, each)
}

/// Whether the line has the letters that Vietnamese alone uses in every second word.
fn is_vietnamese(line: &str) -> bool {
    let mut words = 0;
    let mut marked = 0;
    for word in line.split_whitespace() {
        words += 1;
        marked += usize::from(
            word.chars().any(|c| matches!(c, 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | '\u{1ea0}'..='\u{1ef9}')),
        );
    }
    marked >= 2 && marked * 3 >= words
}
