//! The reader's corrections to names, with the joins proposed; and the choice of what a name is the same as.

use super::entity;
use crate::app::App;
use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
use crate::app::tone::{Piece, Tone, piece};
use crate::library::entities::{Entity, Proposal};
use crate::library::overlay::Said;
use crate::library::{EntityId, Library};

/// Most names to choose from; with more, those mentioned most.
const MOST: usize = 3000;

/// A row that proposes a join, with its evidence under it.
pub fn proposal(library: &Library, proposal: &Proposal) -> SheetRow {
    let (a, b) = proposal.of;
    let name = |id: EntityId| {
        let e = library.entities.get(id);
        piece(&e.name, Tone::from(e.kind))
    };
    let cells = vec![vec![piece("one thing?", Tone::Warning)], vec![name(a), piece("  =  ", Tone::Dim), name(b)]];
    let mut row = SheetRow::new(cells, Target::Proposal(a, b));
    row.under = Some(vec![piece(&proposal.evidence, Tone::Dim)]);
    row
}

/// The keys that settle a proposal, for a heading.
pub fn keys() -> Piece {
    piece("   Enter joins the two, x tells them apart", Tone::Dim)
}

/// What is wrong in the file, what is proposed, what the reader said.
pub fn sheet(app: &App, library: &Library) -> Sheet {
    let mut rows = Vec::new();
    let mistakes = &app.corrections.mistakes;
    if !mistakes.is_empty() {
        rows.push(SheetRow::heading(vec![piece("Mistakes in entities.toml", Tone::Heading)]));
        rows.extend(mistakes.iter().map(|m| {
            let cells = vec![vec![piece(format!("line {}", m.line), Tone::Warning)], vec![piece(&m.what, Tone::Plain)]];
            SheetRow::new(cells, Target::Nowhere)
        }));
    }
    let shown = |p: &&Proposal| !library.entities.get(p.of.0).hidden && !library.entities.get(p.of.1).hidden;
    let proposals: Vec<&Proposal> = library.entities.proposals.iter().filter(shown).collect();
    if !proposals.is_empty() {
        rows.push(SheetRow::heading(vec![piece("Proposed joins", Tone::Heading), keys()]));
        rows.extend(proposals.iter().map(|p| proposal(library, p)));
    }
    let said: Vec<&Said> = app.corrections.overlay.entities().collect();
    if !said.is_empty() {
        let keys = piece("   d forgets one, Enter shows its card", Tone::Dim);
        rows.push(SheetRow::heading(vec![piece("Your corrections", Tone::Heading), keys]));
        rows.extend(said.iter().map(|s| correction(library, s)));
    }
    let mut sheet = Sheet::new(Subject::Corrections, vec![piece("corrections to names", Tone::Strong)]);
    let (p, s) = (proposals.len(), said.len());
    sheet.remark = vec![piece(format!("{p} proposed · {s} made"), Tone::Dim)];
    sheet.preview = false;
    sheet.empty = "no corrections, and no joins proposed; er, ek, eh, ep, em on a name make one".into();
    sheet.with_rows(vec![Column::fit(26), Column::flex()], rows)
}

/// What the reader said of one name.
fn correction(library: &Library, said: &Said) -> SheetRow {
    let quoted = |names: &[String]| names.iter().map(|n| format!("“{n}”")).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    parts.extend(said.kind.map(|k| k.to_string()));
    for (what, names) in [("also", &said.aliases), ("not", &said.split), ("another than", &said.distinct)] {
        if !names.is_empty() {
            parts.push(format!("{what} {}", quoted(names)));
        }
    }
    parts.extend(said.hide.then(|| "hidden".to_owned()));
    parts.extend(said.pin.then(|| "pinned".to_owned()));
    if parts.is_empty() {
        parts.push("called so".to_owned());
    }
    let found = entity(library, &said.name).map(|id| library.entities.get(id));
    if found.is_none() {
        parts.push("not in these articles".to_owned());
    }
    let tone = found.map_or(Tone::Dim, |e| Tone::from(e.kind));
    let cells = vec![vec![piece(&said.name, tone)], vec![piece(parts.join(" · "), Tone::Plain)]];
    SheetRow::new(cells, Target::Correction(said.name.clone()))
}

/// The names that `name` may be the same as: those proposed, then those of its kind, most mentioned first.
pub fn same(library: &Library, name: &str) -> Option<Sheet> {
    let id = entity(library, name)?;
    let kind = library.entities.get(id).kind;
    let proposed: Vec<EntityId> = library.entities.proposals_of(id).map(|(_, other)| other).collect();
    let mut others: Vec<(EntityId, &Entity)> =
        library.entities.ids().map(|o| (o, library.entities.get(o))).filter(|(o, e)| *o != id && !e.hidden).collect();
    others.sort_by_key(|(o, e)| (!proposed.contains(o), e.kind != kind, std::cmp::Reverse(e.mentions.len())));
    others.truncate(MOST);
    let rows = others.iter().map(|(o, e)| {
        let sign = if proposed.contains(o) { "proposed" } else { "" };
        let cells = vec![
            vec![piece(&e.name, Tone::from(e.kind))],
            vec![piece(sign, Tone::Warning)],
            vec![piece(e.kind.word(), Tone::Dim)],
            vec![piece(format!("{}×", e.mentions.len()), Tone::Dim)],
        ];
        SheetRow::new(cells, Target::Into(*o))
    });
    let rows = rows.collect();
    let title = vec![piece(name, Tone::from(kind)), piece(" is the same as …", Tone::Strong)];
    let mut sheet = Sheet::new(Subject::Same(name.to_owned()), title);
    sheet.remark = vec![piece("type to narrow; Enter joins, the name chosen stays", Tone::Dim)];
    sheet.preview = false;
    sheet.empty = "there is no other name".into();
    Some(sheet.with_rows(vec![Column::flex(), Column::fit(9), Column::fit(13), Column::right(6)], rows))
}
