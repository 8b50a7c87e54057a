//! Headlines in which every word has a capital: a name ends where the rest of the article says.
//!
//! Takes the names of all passages; cuts a name of such a line to the longest part of it that the article names elsewhere:
//! `Usul Jokowi` to `Jokowi`. A name that no part is known of stays as it is.

use super::bodies::is_headline;
use super::found::Found;
use super::lexicon::ByHash;
use super::reading::Reading;
use crate::facts::Kind;

/// Cuts the names of headlines.
pub fn find(readings: &[&Reading], found: &mut [Vec<Found>]) {
    let heads: Vec<bool> = readings.iter().map(|r| is_headline(r)).collect();
    if !heads.contains(&true) {
        return;
    }
    let mut known: ByHash<Vec<(Vec<u32>, Kind)>> = ByHash::default();
    for ((r, all), _) in readings.iter().zip(found.iter()).zip(&heads).filter(|(_, head)| !**head) {
        for f in all {
            let words: Vec<u32> = r.words[f.run.clone()].iter().map(|w| w.low).collect();
            let list = known.entry(words[0]).or_default();
            if !list.iter().any(|k| k.0 == words) {
                list.push((words, f.kind));
            }
        }
    }
    for ((r, all), _) in readings.iter().zip(found.iter_mut()).zip(&heads).filter(|(_, head)| **head) {
        for f in all.iter_mut().filter(|f| matches!(f.by, "model" | "head word") && f.run.len() > 1) {
            let part = f.run.clone().flat_map(|at| {
                let end = f.run.end;
                known.get(&r.words[at].low).into_iter().flatten().filter_map(move |(words, kind)| {
                    let run = at..at + words.len();
                    let same = run.end <= end && r.words[run.clone()].iter().zip(words).all(|(w, k)| w.low == *k);
                    same.then_some((run, *kind))
                })
            });
            // What a head word begins keeps it.
            let part = part.filter(|(run, _)| f.by == "model" || run.start == f.run.start);
            if let Some((run, kind)) = part.max_by_key(|(run, _)| run.len()) {
                f.run = run;
                f.kind = kind;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::facts::Kind;
    use crate::facts::names::found::Found;
    use crate::facts::names::lexicon::Tongue;
    use crate::facts::names::reading::Reading;

    #[test]
    fn a_name_of_a_headline_ends_where_the_article_says() {
        let head = Reading::new("Warga Usul Wirawan Beri Bantuan Lagi", Tongue::Id);
        let body = Reading::new("Menurut warga, Wirawan belum menjawab usul itu.", Tongue::Id);
        let at = (0..body.len()).find(|&i| body.is(i, "Wirawan")).unwrap();
        let mut found = vec![
            vec![Found::new(1..3, Kind::Organisation, "model"), Found::new(4..6, Kind::Person, "model")],
            vec![Found::new(at..at + 1, Kind::Person, "model")],
        ];
        find(&[&head, &body], &mut found);
        assert_eq!((found[0][0].run.clone(), found[0][0].kind), (2..3, Kind::Person));
        assert_eq!(found[0][1].run, 4..6, "a name that no part is known of stays");
    }
}
