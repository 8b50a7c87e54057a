//! Jumps: into another place, along the trail, to bookmarks and marks.

use super::App;
use super::areas::Pane;
use super::reading::{Reading, Stretch};
use super::sheet::{Sheet, Subject};
use super::sheets;
use super::trail::Stop;
use crate::article::PassageId;
use crate::bookmark::anchor;
use crate::library::{ArticleId, Spot};

impl App {
    /// Opens an article where the reader left it, else at its beginning.
    pub(super) fn open(&mut self, article: ArticleId) {
        self.leave_article();
        let entry = self.collection.entry(article).clone();
        let setting = self.setting();
        let mut reading = Reading::open(article, &entry, setting);
        if let Some(position) = self.positions.documents.get(&self.whole_path(&entry)).filter(|p| p.at > 0) {
            let text = &entry.source.text;
            let byte = text.char_indices().nth(position.at as usize).map_or(text.len(), |(i, _)| i);
            let found = entry.article.numbered().find(|(_, p)| p.range().end > byte);
            if let Some((id, passage)) = found {
                let offset = passage.text.map().from_origin(byte.max(passage.range().start)..byte + 1).start;
                reading.go(id, offset);
            }
        }
        self.reading = Some(reading);
        self.list.select(article);
        self.look.focus = Pane::Reading;
        self.settle_reading();
    }

    /// Remembers where the reader was in the article in hand.
    pub(super) fn leave_article(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(passage) = reading.passage() else { return };
        let entry = self.collection.entry(reading.article);
        let byte = entry.article.passage(passage).text.map().to_origin(reading.offset..reading.offset).start;
        let at = entry.source.text[..byte.min(entry.source.text.len())].chars().count() as u64;
        let seen = reading.percent() as f64 / 100.0;
        // An article shown only because the cursor passed over it was not read.
        if reading.visited {
            let (shown, whole) = (entry.path.clone(), self.whole_path(entry));
            let position = self.positions.documents.entry(whole).or_default();
            position.at = at;
            position.seen = position.seen.max(seen);
            position.when = self.now.into();
            self.seen.insert(shown, position.seen);
        }
    }

    /// Where the reader is.
    pub(super) fn here(&self) -> Option<Stop> {
        let reading = self.reading.as_ref()?;
        Some(Stop {
            article: reading.article,
            passage: reading.passage().unwrap_or(PassageId(0)),
            offset: reading.offset,
            top: reading.top,
            focus: self.look.focus,
            sheets: self.sheets.clone(),
        })
    }

    /// Jumps to a stretch of a passage, remembering where from.
    pub(super) fn jump(&mut self, spot: &Spot) {
        if spot.place.article.index() >= self.collection.entries.len() {
            return;
        }
        if let Some(here) = self.here() {
            self.trail.leave(here);
        }
        self.sheets.clear();
        self.look.focus = Pane::Reading;
        if self.reading.as_ref().is_none_or(|r| r.article != spot.place.article) {
            self.open(spot.place.article);
        }
        if self.look.raw {
            self.look.raw = false;
        }
        self.light(Stretch { passage: spot.place.passage, span: spot.span.clone() });
    }

    /// Shows a stretch of the article in hand and lights it; a caption folded away is unfolded.
    fn light(&mut self, stretch: Stretch) {
        let shows = self.reading.as_ref().is_some_and(|r| r.page.shows(stretch.passage));
        if !shows {
            self.look.twins = true;
        }
        let setting = self.setting();
        let height = usize::from(self.areas().text.height);
        if let Some(reading) = &mut self.reading {
            let entry = self.collection.entry(reading.article).clone();
            reading.lay(&entry, setting, height);
            reading.selection = None;
            reading.visited = true;
            reading.show(stretch);
        }
        self.settle_reading();
    }

    /// Back or forward along the trail to the very screen.
    pub(super) fn along_trail(&mut self, back: bool) {
        let Some(here) = self.here() else { return };
        let stop = if back { self.trail.back(here) } else { self.trail.forward(here) };
        match stop {
            Some(stop) => self.go_stop(stop),
            None => self.say(if back { "this is where the trail begins" } else { "this is where the trail ends" }),
        }
    }

    /// Shows a stop of the trail again.
    pub(super) fn go_stop(&mut self, stop: Stop) {
        if stop.article.index() >= self.collection.entries.len() {
            return;
        }
        if self.reading.as_ref().is_none_or(|r| r.article != stop.article) {
            self.open(stop.article);
        }
        self.look.focus = stop.focus;
        self.sheets = stop.sheets;
        // Made from an earlier library perhaps, in which entities had other numbers.
        self.renew_sheets();
        let setting = self.setting();
        let height = usize::from(self.areas().text.height);
        if let Some(reading) = &mut self.reading {
            let entry = self.collection.entry(reading.article).clone();
            reading.lay(&entry, setting, height);
            reading.go(stop.passage, stop.offset);
            reading.top = stop.top;
            reading.lit = None;
            reading.scroll(height);
        }
        self.list.select(stop.article);
    }

    /// Lays a sheet on `subject` over the text.
    #[expect(clippy::needless_pass_by_value, reason = "a subject is made for its sheet")]
    pub(super) fn lay_sheet(&mut self, subject: Subject) -> bool {
        let Some(sheet) = sheets::build(self, &subject, "") else {
            let loading = self.collection.loading || self.collection.library.is_none();
            self.say(if loading { "still reading; in a moment" } else { "nothing to show here" });
            return false;
        };
        self.sheets.push(sheet);
        true
    }

    /// Goes to the mark of this letter.
    pub(super) fn go_mark(&mut self, letter: &str) {
        let Some(letter) = letter.chars().next() else { return };
        let path = self.reading.as_ref().map(|r| self.whole_path(self.collection.entry(r.article))).unwrap_or_default();
        let Some(mark) = self.positions.marked(letter, &path).cloned() else {
            self.say(format!("there is no mark {letter}"));
            return;
        };
        let base = self.base();
        let whole = |e: &std::sync::Arc<crate::library::Entry>| base.whole(&e.path) == mark.path;
        let Some(article) = self.collection.entries.iter().position(whole).map(|i| ArticleId(i as u32)) else {
            self.warn(format!("mark {letter} is in {}, which is not open", mark.path));
            return;
        };
        let entry = self.collection.entry(article).clone();
        let anchor = anchor::resolve(&mark.target.selectors(), &entry.source.text, false);
        let first = anchor.span.and_then(|s| super::bookmarks::stretches(&entry, &s).into_iter().next());
        match first {
            Some(stretch) => {
                let place = crate::library::Place { article, passage: stretch.passage };
                self.jump(&Spot { place, span: stretch.span });
            }
            None => self.warn(format!("the text of mark {letter} is no longer there")),
        }
    }

    /// Closes the topmost sheet.
    pub(super) fn close_sheet(&mut self) -> Option<Sheet> {
        self.sheets.pop()
    }
}
