//! Related passages: where they stand, what they share with the one in hand, how they read.

use super::{label_of, snippet};
use crate::app::App;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Tone, piece};
use crate::library::related::{Related, Scope, Shared};
use crate::library::{Library, Place, Spot};

/// What a related passage shares, in words, most telling first.
pub fn reasons(library: &Library, related: &Related) -> String {
    let words: Vec<String> = related.shared.iter().take(5).map(|s| reason(library, s)).collect();
    words.join(" · ")
}

/// One thing shared, in words.
pub fn reason(library: &Library, shared: &Shared) -> String {
    match shared {
        Shared::Entity(id) => library.entities.get(*id).name.clone(),
        Shared::Figure(text) | Shared::Word(text) => text.clone(),
    }
}

/// The sheet.
pub fn sheet(app: &App, library: &Library, place: Place, scope: Scope) -> Option<Sheet> {
    if place.article.index() >= library.articles.len() {
        return None;
    }
    let mut found = library.related_without(place, scope, &app.dismissed);
    let text = library.passage(place).text.text();
    // Who came to a figure by a search, a find or a jump asks about that figure first.
    let reading = app.reading.as_ref().filter(|r| r.article == place.article);
    let lit = reading.and_then(|r| r.lit.as_ref()).filter(|l| l.passage == place.passage);
    if let Some(lit) = lit.and_then(|l| text.get(l.span.clone())) {
        found.sort_by_key(|r| r.weak || !r.shared.iter().any(|s| is_about(lit, s)));
    }
    let mut title = vec![piece("related to ", Tone::Dim)];
    title.extend(snippet(text, &(0..0), Tone::Plain));
    let rows = found
        .iter()
        .map(|r| {
            let tone = if r.weak { Tone::Dim } else { Tone::Strong };
            let head = match scope {
                Scope::Others => label_of(library, r.place.article),
                Scope::Within => format!("passage {}", r.place.passage.0 + 1),
            };
            let passage = library.passage(r.place).text.text();
            let span = shared_span(library, passage, r).unwrap_or(0..0);
            let target = Target::Spot(Spot { place: r.place, span: span.clone() });
            let why = if r.weak { Tone::Dim } else { Tone::Accent };
            let cells = vec![vec![piece(head, tone)], vec![piece(reasons(library, r), why)]];
            let mut row = SheetRow::new(cells, target);
            row.under = Some(snippet(passage, &span, Tone::Match));
            row.reasons.clone_from(&r.shared);
            row
        })
        .collect();
    let mut sheet = Sheet::new(Subject::Related(place, scope), title);
    let weaker = found.iter().filter(|r| r.weak).count();
    let count = found.len() - weaker;
    let (one, many) = match scope {
        Scope::Others => ("related passage", "related passages"),
        Scope::Within => ("related passage here", "related passages here"),
    };
    // As many as the mark beside the passage tells; those shown dim are counted by themselves.
    let mut remark = format!("{count} {}", if count == 1 { one } else { many });
    if weaker > 0 {
        remark += &format!(", {weaker} weaker");
    }
    sheet.remark = vec![piece(remark, Tone::Dim)];
    sheet.empty = match scope {
        Scope::Others if library.articles.len() < 2 => "open more articles to find related passages".into(),
        Scope::Others => "no other article says anything related to this passage".into(),
        Scope::Within => "nothing else in this article is related to this passage".into(),
    };
    Some(sheet.with_rows(vec![Column::fit(30), Column::flex()], rows))
}

/// Whether `shared` is a figure that stands in `lit`, the text of this passage that is lit.
fn is_about(lit: &str, shared: &Shared) -> bool {
    let Shared::Figure(said) = shared else { return false };
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let ours = bare(said.split(' ').next().unwrap_or_default());
    !ours.is_empty() && lit.split_whitespace().any(|word| bare(word) == ours)
}

/// What the related passage may say of a figure described as `13 → 14 partners`, longest first: `14 partners`, `14`.
fn theirs(said: &str) -> Vec<String> {
    let said = said.split_once(" → ").or_else(|| said.split_once(" = ")).map_or(said, |(_, after)| after);
    let said = said.strip_prefix("same ").unwrap_or(said);
    let ends = std::iter::once(said.len()).chain(said.rmatch_indices(' ').map(|(at, _)| at));
    ends.map(|end| said[..end].to_owned()).collect()
}

/// Where in the related passage the first thing shared stands.
fn shared_span(library: &Library, text: &str, related: &Related) -> Option<std::ops::Range<usize>> {
    let hay = crate::text::fold::fold(text);
    related.shared.iter().find_map(|s| {
        let needles: Vec<String> = match s {
            Shared::Entity(id) => library.entities.get(*id).aliases.iter().map(|a| a.surface.clone()).collect(),
            Shared::Word(word) => vec![word.clone()],
            Shared::Figure(said) => theirs(said),
        };
        needles.iter().find_map(|n| {
            let n = crate::text::fold::folded(n);
            let at = hay.text().find(&n)?;
            Some(hay.map().to_origin(at..at + n.len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{is_about, theirs};
    use crate::library::related::Shared;

    #[test]
    fn a_figure_is_found_as_the_other_passage_writes_it() {
        assert_eq!(theirs("13 → 14 partners"), ["14 partners", "14"]);
        assert_eq!(theirs("four decades = 40 years"), ["40 years", "40"]);
        assert_eq!(theirs("same 40 years"), ["40 years", "40"]);
    }

    #[test]
    fn a_figure_is_asked_about_where_it_is_lit() {
        let figure = |said: &str| Shared::Figure(said.to_owned());
        assert!(is_about("13 mitra", &figure("13 → 14 mitra strategis")));
        assert!(is_about("lebih dari 700 miliar", &figure(">700 → 786,29 miliar")));
        assert!(!is_about("13 mitra", &figure("tujuh → 31 delegasi")));
        assert!(!is_about("113 mitra", &figure("13 → 14 mitra")));
        assert!(!is_about("13 mitra", &Shared::Word("13 mitra".to_owned())));
        assert!(!is_about("13 mitra", &figure("")));
    }
}
