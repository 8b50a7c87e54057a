//! The sheets and walks that start from the name or the figure in hand.

use super::App;
use super::areas::{Mode, Pane};
use super::sheet::{Subject, Target};
use crate::library::compare::FigureId;
use crate::library::{EntityId, Place, Spot};

impl App {
    pub(super) fn entity_name(&self, id: EntityId) -> Option<String> {
        let library = self.collection.library.as_ref()?;
        library.entities.all.get(id.index()).map(|e| e.name.clone())
    }

    pub(super) fn card_of(&mut self, id: EntityId) {
        if let Some(name) = self.entity_name(id) {
            self.lay_sheet(Subject::Card(name));
        }
    }

    pub(super) fn card(&mut self) {
        match self.name_in_hand() {
            Some(id) => self.card_of(id),
            None => self.say("no name in hand; ]e goes to the next one"),
        }
    }

    pub(super) fn mentions(&mut self) {
        match self.name_in_hand().and_then(|id| self.entity_name(id)) {
            Some(name) => {
                self.lay_sheet(Subject::Mentions(name));
            }
            None => self.say("no name in hand; ]e goes to the next one"),
        }
    }

    /// The next mention of an entity, in this article and then in the others, round the end.
    pub(super) fn walk(&mut self, id: EntityId) {
        let Some(library) = self.collection.library.clone() else { return };
        let Some(reading) = &self.reading else { return };
        let entity = library.entities.get(id);
        let spot = |at: usize| {
            let m = entity.mentions[at];
            let mention = &library.entry(m.article).facts.mentions[m.mention as usize];
            (m.article, mention.passage, mention.span.clone())
        };
        let lit = reading.lit.as_ref().filter(|_| reading.walking == Some(id)).map(|l| (l.passage, l.span.start));
        let here = lit.map(|(p, at)| (reading.article, p, at));
        let total = entity.mentions.len();
        if total == 0 {
            return;
        }
        let next = match here {
            Some(here) => (0..total).find(|&i| {
                let (a, p, s) = spot(i);
                (a, p, s.start) > here
            }),
            None => (0..total).find(|&i| spot(i).0 == reading.article),
        };
        let at = next.unwrap_or(0);
        let (article, passage, span) = spot(at);
        let focus = self.look.focus;
        self.jump(&Spot { place: Place { article, passage }, span });
        if let Some(reading) = &mut self.reading {
            reading.walking = Some(id);
        }
        // The walk goes on from the sidebar, where there is room for both.
        if self.areas().mode == Mode::Wide {
            self.look.focus = focus;
        }
        let label = library.entry(article).article.title.text.clone();
        self.say(format!("{} · mention {} of {total} · {label}", entity.name, at + 1));
    }

    /// The figure in hand: of the sidebar's row, else in the sentence in hand.
    pub(super) fn figure_in_hand(&self) -> Option<FigureId> {
        let reading = self.reading.as_ref()?;
        let entry = self.collection.entry(reading.article);
        let figure = |passage, span: &std::ops::Range<usize>| {
            entry
                .facts
                .figures
                .iter()
                .position(|f| f.passage == passage && f.span.start < span.end && span.start < f.span.end)
                .map(|i| FigureId { article: reading.article, figure: i as u32 })
        };
        if self.look.focus == Pane::Names
            && let Some(Target::Spot(spot)) = self.sidebar.current().map(|r| r.target.clone())
        {
            return figure(spot.place.passage, &spot.span);
        }
        let passage = reading.passage()?;
        if let Some(lit) = reading.lit.as_ref().filter(|l| l.passage == passage && !l.span.is_empty())
            && let Some(id) = figure(passage, &lit.span)
        {
            return Some(id);
        }
        let sentence = reading.sentence(entry)?.span;
        let library = self.collection.library_with(reading.article)?;
        let all = || {
            entry
                .facts
                .figures
                .iter()
                .enumerate()
                .filter(|(_, f)| f.passage == passage)
                .map(|(i, f)| (FigureId { article: reading.article, figure: i as u32 }, f.span.clone()))
        };
        // Of several figures the one that can be compared is meant, those of the sentence before the others.
        let inside = |s: &std::ops::Range<usize>| s.start < sentence.end && sentence.start < s.end;
        all()
            .filter(|(_, s)| inside(s))
            .chain(all().filter(|(_, s)| !inside(s)))
            .map(|(id, _)| id)
            .find(|id| library.compare(*id).is_some())
            .or_else(|| all().find(|(_, s)| inside(s)).or_else(|| all().next()).map(|(id, _)| id))
    }

    pub(super) fn compare(&mut self) {
        match self.figure_in_hand() {
            Some(figure) => {
                let comparable = self.collection.library.as_ref().is_some_and(|l| l.compare(figure).is_some());
                if comparable {
                    self.lay_sheet(Subject::Compare(figure));
                } else {
                    self.say("no other sentence gives a figure for this; C lists everything comparable");
                }
            }
            None => self.say("no figure in hand; ]f goes to the next one, C lists everything comparable"),
        }
    }
}
