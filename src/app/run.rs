//! Commands: what each does to the state.

use jiff::Timestamp;

use super::areas::{Mode, Pane};
use super::command::Command;
use super::look::COLUMN;
use super::prompt::Purpose;
use super::reading::{Grain, Selection};
use super::sheet::{Subject, Target};
use super::{App, Effect};
use crate::library::compare::FigureId;
use crate::library::related::Scope;
use crate::library::{ArticleId, EntityId, Place, Spot};

impl App {
    /// Runs `command`; `count` is 0 where none was typed.
    pub(super) fn run(&mut self, command: Command, count: usize, now: Timestamp) -> Vec<Effect> {
        if self.motion(command, count) {
            if let Some(reading) = self.reading.as_mut().filter(|_| self.look.focus == Pane::Reading) {
                reading.visited = true;
            }
            return Vec::new();
        }
        match command {
            Command::Open => return self.enter(),
            Command::NextArticle | Command::PreviousArticle => self.next_article(command, count.max(1) as isize),
            Command::NextPane | Command::PreviousPane => self.next_pane(command == Command::NextPane),
            Command::FocusArticles => self.focus(Pane::Articles),
            Command::FocusReading => self.focus(Pane::Reading),
            Command::FocusNames => self.focus(Pane::Names),
            Command::NextTab => self.tab(1),
            Command::PreviousTab => self.tab(-1),
            Command::Within => self.related(Scope::Within),
            Command::Find => self.begin_find(),
            Command::Search => self.begin_search(),
            Command::Palette => self.begin_palette(),
            Command::Help => {
                self.lay_sheet(Subject::Help);
            }
            Command::Card => self.card(),
            Command::Mentions => self.mentions(),
            Command::Compare => self.compare(),
            Command::Topics => {
                self.lay_sheet(Subject::Topics);
            }
            Command::Timeline => self.timeline(),
            Command::Coverage => {
                self.lay_sheet(Subject::Coverage);
            }
            Command::Trail => {
                self.lay_sheet(Subject::Trail);
            }
            Command::Bookmarks => self.list_bookmarks(),
            Command::Back if !self.sheets.is_empty() => {
                self.close_sheet();
            }
            Command::Back | Command::Forward => {
                for _ in 0..count.max(1) {
                    self.along_trail(command == Command::Back);
                }
            }
            Command::SetMark => self.ask(Purpose::SetMark, ""),
            Command::GoMark => self.ask(Purpose::GoMark, ""),
            Command::Bookmark => return self.make_bookmark(now),
            Command::Note => return self.begin_note(false, now),
            Command::Tags => return self.begin_note(true, now),
            Command::Delete => return self.delete(),
            Command::Undo => return self.turn_back(false, now),
            Command::Redo => return self.turn_back(true, now),
            Command::SelectSentence => self.select(Grain::Sentence),
            Command::SelectPassage => self.select(Grain::Passage),
            Command::Copy => return self.copy(false),
            Command::Cite => return self.copy(true),
            Command::OpenUrl => return self.open_url(),
            Command::Edit => return self.edit(),
            Command::Pipe => self.begin_pipe(),
            Command::Dismiss => self.dismiss(),
            Command::Sort
            | Command::Wider
            | Command::Narrower
            | Command::DefaultWidth
            | Command::Zen
            | Command::Raw
            | Command::Lights
            | Command::Twins
            | Command::Repeats
            | Command::Theme
            | Command::Mouse
            | Command::Preview => return self.change_look(command),
            Command::Escape => self.escape(),
            Command::Quit => return self.quit(),
            Command::Exit => return self.exit(),
            Command::Suspend => return vec![Effect::Suspend],
            Command::Redraw => return vec![Effect::Redraw],
            // The motions were taken above.
            _ => {}
        }
        Vec::new()
    }

    /// Enter: opens what the cursor is on.
    fn enter(&mut self) -> Vec<Effect> {
        if let Some(sheet) = self.sheets.last() {
            let (target, subject) = (sheet.target(), sheet.subject.clone());
            return self.follow(target, &subject);
        }
        match self.look.focus {
            Pane::Articles => {
                if let Some(article) = self.list.current() {
                    if self.reading.as_ref().is_none_or(|r| r.article != article) {
                        self.open(article);
                    }
                    self.look.focus = Pane::Reading;
                    if let Some(reading) = &mut self.reading {
                        reading.visited = true;
                    }
                }
            }
            Pane::Reading => self.related(Scope::Others),
            Pane::Names => {
                if let Some(target) = self.sidebar.current().map(|r| r.target.clone()) {
                    match target {
                        Target::Entity(id) => self.walk(id),
                        target => return self.follow(target, &Subject::Trail),
                    }
                }
            }
        }
        Vec::new()
    }

    /// Goes where a row of a sheet leads.
    fn follow(&mut self, target: Target, from: &Subject) -> Vec<Effect> {
        match target {
            Target::Nowhere => {}
            Target::Spot(spot) => self.jump(&spot),
            Target::Article(article) => {
                self.jump(&Spot { place: Place { article, passage: crate::article::PassageId(0) }, span: 0..0 });
            }
            Target::Entity(id) => self.card_of(id),
            Target::Topic(figure) => {
                self.lay_sheet(Subject::Compare(figure));
            }
            Target::Stop(at) => {
                if let Some(stop) = self.trail.stops().get(at).cloned() {
                    self.sheets.clear();
                    if let Some(here) = self.here() {
                        self.trail.leave(here);
                    }
                    self.go_stop(stop);
                }
            }
            Target::Bookmark(id) => self.go_bookmark(&id),
            Target::Command(command) => {
                if matches!(from, Subject::Palette | Subject::Help) {
                    self.close_sheet();
                }
                return self.run(command, 0, self.now);
            }
        }
        Vec::new()
    }

    fn next_article(&mut self, command: Command, n: isize) {
        let n = if command == Command::NextArticle { n } else { -n };
        let Some(here) = self.reading.as_ref().map(|r| r.article) else { return };
        match self.list.neighbour(here, n) {
            Some(article) => {
                if let Some(stop) = self.here() {
                    self.trail.leave(stop);
                }
                self.open(article);
            }
            None => self.say(if n > 0 { "the last article of the list" } else { "the first article of the list" }),
        }
    }

    fn focus(&mut self, pane: Pane) {
        self.look.focus = pane;
        if pane == Pane::Reading
            && let Some(reading) = &mut self.reading
        {
            reading.visited = true;
        }
    }

    fn next_pane(&mut self, on: bool) {
        let order = [Pane::Articles, Pane::Reading, Pane::Names];
        let at = order.iter().position(|p| *p == self.look.focus).unwrap_or(0);
        self.focus(order[(at + if on { 1 } else { 2 }) % 3]);
    }

    fn tab(&mut self, n: isize) {
        if let Some(sheet) = self.sheets.last_mut() {
            let cells = sheet.current().map_or(0, |r| r.targets.len());
            sheet.cell = sheet.cell.saturating_add_signed(n).min(cells.saturating_sub(1));
            return;
        }
        self.sidebar.tab = self.sidebar.tab.step(n);
        self.sidebar.cursor = 0;
        self.sidebar.top = 0;
        self.sidebar.query.clear();
    }

    /// Related passages of the passage in hand.
    fn related(&mut self, scope: Scope) {
        let Some(reading) = &self.reading else { return };
        let Some(passage) = reading.passage() else { return };
        let place = Place { article: reading.article, passage };
        if self.lay_sheet(Subject::Related(place, scope)) && self.sheets.last().is_some_and(|s| s.rows.is_empty()) {
            let why = self.close_sheet().map_or_else(String::new, |s| s.empty);
            self.say(why);
        }
    }

    fn begin_find(&mut self) {
        if let Some(sheet) = self.sheets.last() {
            let text = sheet.query.text().to_owned();
            self.ask(Purpose::Sheet, &text);
            return;
        }
        match self.look.focus {
            Pane::Articles => {
                let text = self.list.query.clone();
                self.ask(Purpose::Filter, &text);
            }
            Pane::Reading => self.ask(Purpose::Find, ""),
            Pane::Names => {
                let text = self.sidebar.query.clone();
                self.ask(Purpose::NarrowNames, &text);
            }
        }
    }

    fn begin_search(&mut self) {
        if self.lay_sheet(Subject::Search) {
            self.ask(Purpose::Sheet, "");
        }
    }

    fn begin_palette(&mut self) {
        if self.lay_sheet(Subject::Palette) {
            self.ask(Purpose::Sheet, "");
        }
    }

    /// The name in hand: of the row under the cursor, else in the sentence in hand, the first at or after the cursor.
    fn name_in_hand(&self) -> Option<EntityId> {
        if let Some(sheet) = self.sheets.last() {
            return match sheet.target() {
                Target::Entity(id) => Some(id),
                _ => None,
            };
        }
        if self.look.focus == Pane::Names
            && let Some(Target::Entity(id)) = self.sidebar.current().map(|r| r.target.clone())
        {
            return Some(id);
        }
        let reading = self.reading.as_ref()?;
        let library = self.collection.library_with(reading.article)?;
        let entry = library.entry(reading.article);
        let passage = reading.passage()?;
        let lit = reading.lit.as_ref().filter(|l| l.passage == passage).map(|l| l.span.clone());
        let sentence = reading.sentence(entry)?.span;
        let numbered = || entry.facts.mentions.iter().enumerate().filter(|(_, m)| m.passage == passage);
        let on = |span: &std::ops::Range<usize>| {
            numbered()
                .find(|(_, m)| m.span.start < span.end.max(span.start + 1) && span.start < m.span.end)
                .map(|(i, _)| i)
        };
        let at = lit.as_ref().and_then(on).or_else(|| on(&sentence)).or_else(|| numbered().next().map(|(i, _)| i))?;
        Some(library.entities.of(reading.article, at))
    }

    fn entity_name(&self, id: EntityId) -> Option<String> {
        let library = self.collection.library.as_ref()?;
        library.entities.all.get(id.index()).map(|e| e.name.clone())
    }

    fn card_of(&mut self, id: EntityId) {
        if let Some(name) = self.entity_name(id) {
            self.lay_sheet(Subject::Card(name));
        }
    }

    fn card(&mut self) {
        match self.name_in_hand() {
            Some(id) => self.card_of(id),
            None => self.say("no name in hand; ]e goes to the next one"),
        }
    }

    fn mentions(&mut self) {
        match self.name_in_hand().and_then(|id| self.entity_name(id)) {
            Some(name) => {
                self.lay_sheet(Subject::Mentions(name));
            }
            None => self.say("no name in hand; ]e goes to the next one"),
        }
    }

    /// The next mention of an entity, in this article and then in the others, round the end.
    fn walk(&mut self, id: EntityId) {
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
    fn figure_in_hand(&self) -> Option<FigureId> {
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

    fn compare(&mut self) {
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

    /// The timeline: of the name under the cursor in the sidebar, else of the collection.
    fn timeline(&mut self) {
        let name = match self.sidebar.current().map(|r| &r.target) {
            Some(Target::Entity(id)) if self.look.focus == Pane::Names => self.entity_name(*id),
            _ => None,
        };
        self.lay_sheet(Subject::Timeline(name));
    }

    fn list_bookmarks(&mut self) {
        for i in 0..self.collection.entries.len() {
            let entry = self.collection.entries[i].clone();
            self.shelf.place(&entry);
        }
        self.lay_sheet(Subject::Bookmarks);
    }

    fn select(&mut self, grain: Grain) {
        let Some(reading) = &mut self.reading else { return };
        if reading.selection.as_ref().is_some_and(|s| s.grain == grain) {
            reading.selection = None;
            return;
        }
        let entry = self.collection.entry(reading.article).clone();
        if let Some(from) = reading.sentence(&entry) {
            let from = reading.selection.take().map_or(from, |s| s.from);
            reading.selection = Some(Selection { grain, from });
            self.say("move to select more; b bookmarks, y copies, Esc leaves");
        }
    }

    fn article_in_hand(&self) -> Option<ArticleId> {
        if self.look.focus == Pane::Articles { self.list.current() } else { self.reading.as_ref().map(|r| r.article) }
    }

    fn open_url(&mut self) -> Vec<Effect> {
        let url = self.article_in_hand().and_then(|id| self.collection.entry(id).article.url.clone());
        match url {
            Some(url) if ["http://", "https://", "mailto:"].iter().any(|s| url.starts_with(s)) => {
                self.say(format!("opening {url}"));
                vec![Effect::Open(url)]
            }
            Some(_) => {
                self.warn("this address is neither http, https nor mailto; not opened");
                Vec::new()
            }
            None => {
                self.say("this article names no address");
                Vec::new()
            }
        }
    }

    fn edit(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else { return Vec::new() };
        let entry = self.collection.entry(id);
        let line = self
            .reading
            .as_ref()
            .filter(|r| r.article == id)
            .and_then(super::reading::Reading::passage)
            .map_or(1, |p| entry.article.passage(p).line);
        vec![Effect::Edit(entry.path.clone(), line)]
    }

    fn begin_pipe(&mut self) {
        let Some(reading) = &self.reading else { return };
        let entry = self.collection.entry(reading.article);
        let text = if reading.selection.is_some() {
            let chosen = reading.chosen(entry);
            let parts: Vec<&str> =
                chosen.into_iter().filter_map(|s| entry.article.passage(s.passage).text.text().get(s.span)).collect();
            parts.join("\n\n")
        } else {
            entry.article.passages.iter().map(|p| p.text.text()).collect::<Vec<_>>().join("\n\n")
        };
        self.ask(Purpose::Pipe(text), "");
    }

    /// In a list of related passages: the strongest reason of the row is no longer one.
    fn dismiss(&mut self) {
        let Some(sheet) = self.sheets.last() else { return };
        let reason = sheet.current().and_then(|r| r.reasons.first().cloned());
        let Some(reason) = reason else {
            self.say("no reason to leave out here");
            return;
        };
        let words = self.collection.library.as_ref().map(|l| super::sheets::related::reason(l, &reason));
        self.dismissed.add(&reason);
        if let Some(reading) = &mut self.reading {
            reading.related.clear();
            reading.asked = false;
        }
        self.renew_sheets();
        self.say(format!("“{}” no longer counts as a reason in this session", words.unwrap_or_default()));
    }

    fn change_look(&mut self, command: Command) -> Vec<Effect> {
        let on = |b: bool| if b { "on" } else { "off" };
        match command {
            Command::Sort => {
                self.list.order = self.list.order.next();
                self.list.refresh(&self.collection);
                self.say(format!("sorted {}", self.list.order.word()));
            }
            Command::Wider => self.column(self.look.column.saturating_add(4)),
            Command::Narrower => self.column(self.look.column.saturating_sub(4)),
            Command::DefaultWidth => self.column(COLUMN),
            Command::Zen => {
                self.look.zen = !self.look.zen;
                self.look.focus = Pane::Reading;
            }
            Command::Raw => {
                self.look.raw = !self.look.raw;
                self.say(if self.look.raw { "the raw text; zr goes back" } else { "the cleaned article" });
            }
            Command::Lights => {
                self.look.lights = !self.look.lights;
                self.say(format!("names in the text {}", on(self.look.lights)));
            }
            Command::Twins => {
                self.look.twins = !self.look.twins;
                self.say(format!(
                    "captions in the other language {}",
                    if self.look.twins { "shown" } else { "folded" }
                ));
            }
            Command::Repeats => {
                self.look.repeats = !self.look.repeats;
                let n = self.reading.as_ref().map_or(0, |r| r.repeats.len());
                self.say(if self.look.repeats {
                    format!("{n} sentences told before are dimmed")
                } else {
                    "nothing is dimmed".to_owned()
                });
            }
            Command::Theme => {
                let names: Vec<&str> = self.themes.names().collect();
                self.look.theme = (self.look.theme + 1) % names.len().max(1);
                let name = names.get(self.look.theme).copied().unwrap_or_default().to_owned();
                self.say(format!("theme {name}"));
            }
            Command::Mouse => {
                self.look.mouse = !self.look.mouse;
                self.say(format!("mouse {}", on(self.look.mouse)));
                return vec![Effect::Mouse(self.look.mouse)];
            }
            Command::Preview => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.preview = !sheet.preview;
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn column(&mut self, width: u16) {
        self.look.column = width.clamp(20, 200);
        let shown = self.areas().text.width.min(self.look.column);
        self.say(format!("column of {shown}"));
    }

    /// Esc: closes or clears one thing.
    fn escape(&mut self) {
        if self.close_sheet().is_some() {
            return;
        }
        if let Some(reading) = &mut self.reading
            && self.look.focus == Pane::Reading
            && (reading.selection.is_some() || reading.finds.is_some() || reading.lit.is_some())
        {
            reading.selection = None;
            reading.finds = None;
            reading.lit = None;
            return;
        }
        if self.look.focus == Pane::Names && !self.sidebar.query.is_empty() {
            self.sidebar.query.clear();
            return;
        }
        if self.look.focus == Pane::Articles && !self.list.query.is_empty() {
            self.list.query.clear();
            self.list.refresh(&self.collection);
            return;
        }
        if self.look.zen {
            self.look.zen = false;
            return;
        }
        // Where panes slide over the text Esc slides them away.
        if self.areas().mode != Mode::Wide && self.look.focus != Pane::Reading && self.reading.is_some() {
            self.focus(Pane::Reading);
        }
    }

    /// q: closes what is open, goes to the list, then ends.
    fn quit(&mut self) -> Vec<Effect> {
        if self.close_sheet().is_some() {
            return Vec::new();
        }
        match self.look.focus {
            Pane::Articles => self.exit(),
            Pane::Reading | Pane::Names => {
                self.look.zen = false;
                if let Some(reading) = &mut self.reading {
                    reading.selection = None;
                }
                self.look.focus = if self.look.focus == Pane::Names { Pane::Reading } else { Pane::Articles };
                Vec::new()
            }
        }
    }

    /// Ends; what should be remembered is handed over first.
    fn exit(&mut self) -> Vec<Effect> {
        self.leave_article();
        let mut effects = Vec::new();
        // Nothing is written before the reader has saved something.
        let marked = !self.positions.marks.is_empty() || self.positions.documents.values().any(|p| !p.marks.is_empty());
        if !self.shelf.all.is_empty() || marked {
            effects.push(Effect::Remember(Box::new(self.positions.clone())));
        }
        effects.push(Effect::Quit);
        effects
    }
}
