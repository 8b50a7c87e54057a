//! What the sheets show: each file builds one from the state of the app.

use std::ops::Range;

use super::App;
use super::sheet::{Sheet, Subject};
use super::tone::{Piece, Tone, lit_pieces, piece};
use crate::article::Article;
use crate::library::{ArticleId, EntityId, Library};

pub(super) mod anchor;
pub(super) mod bookmarks;
mod card;
mod compare;
mod corrections;
mod coverage;
mod general;
pub(super) mod related;
mod search;
mod timeline;

/// Builds the sheet on `subject`; `None` where there is nothing to build it from (yet).
pub fn build(app: &App, subject: &Subject, query: &str) -> Option<Sheet> {
    match subject {
        Subject::Help => return Some(general::help(app)),
        Subject::Palette => return Some(general::palette(app)),
        Subject::Trail => return Some(general::trail(app)),
        Subject::Unreadable => return Some(general::unreadable(app)),
        Subject::Bookmarks => return Some(bookmarks::sheet(app)),
        Subject::Anchor(id) => return anchor::sheet(app, id),
        _ => {}
    }
    let library = app.collection.library.as_deref()?;
    match subject {
        Subject::Related(place, scope) => related::sheet(app, library, *place, *scope),
        Subject::Search => Some(search::sheet(library, query)),
        Subject::Card(name) => Some(card::card(library, entity(library, name)?)),
        Subject::Same(name) => corrections::same(library, name),
        Subject::Corrections => Some(corrections::sheet(app, library)),
        Subject::Mentions(name) => Some(card::mentions(library, entity(library, name)?)),
        Subject::Compare(figure) => compare::sheet(library, *figure),
        Subject::Topics => Some(compare::topics(library)),
        Subject::Timeline(name) => {
            let id = match name {
                Some(name) => Some(entity(library, name)?),
                None => None,
            };
            Some(timeline::sheet(library, id))
        }
        Subject::Coverage => Some(coverage::sheet(library)),
        _ => None,
    }
}

/// The entity of this display name.
fn entity(library: &Library, name: &str) -> Option<EntityId> {
    library.entities.ids().find(|id| library.entities.get(*id).name == name)
}

/// An article in few words: date and outlet.
fn label(article: &Article) -> String {
    let date = article.published.map(|d| d.to_string());
    // Without a date the outlet alone does not tell articles apart.
    let parts: Vec<String> = match (date, article.outlet.clone()) {
        (Some(date), outlet) => std::iter::once(date).chain(outlet).collect(),
        (None, Some(outlet)) => vec![outlet, article.title.text.clone()],
        (None, None) => vec![article.title.text.clone()],
    };
    parts.join(" ")
}

/// The label of the article with this id.
fn label_of(library: &Library, id: ArticleId) -> String {
    label(&library.entry(id).article)
}

/// The text around `span`, which is lit, beginning a few words before it.
pub(super) fn snippet(text: &str, span: &Range<usize>, lit: Tone) -> Vec<Piece> {
    snippet_from(text, span, lit, 36)
}

/// The text around `span`, which is lit, beginning at most `before` characters before it.
pub(super) fn snippet_from(text: &str, span: &Range<usize>, lit: Tone, before: usize) -> Vec<Piece> {
    const LENGTH: usize = 240;
    let start = text[..span.start.min(text.len())].char_indices().rev().nth(before).map_or(0, |(i, _)| i);
    let start = if start == 0 { 0 } else { text[start..].find(' ').map_or(start, |i| (start + i + 1).min(span.start)) };
    let end = text[span.start.min(text.len())..].char_indices().nth(LENGTH).map_or(text.len(), |(i, _)| span.start + i);
    let shown = &text[start..end.max(start)];
    let inner = span.start.max(start) - start..span.end.min(end).max(start) - start;
    let mut out = Vec::new();
    if start > 0 {
        out.push(piece("… ", Tone::Dim));
    }
    out.extend(lit_pieces(shown, Tone::Plain, &[inner], lit));
    out
}
