//! Commands: what each does to the state.

use jiff::Timestamp;

use super::areas::{Mode, Pane};
use super::command::Command;
use super::look::COLUMN;
use super::prompt::Purpose;
use super::reading::{Grain, Selection};
use super::sheet::{Subject, Target};
use super::{App, Effect};
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
            Command::Delete => return self.delete_or_forget(),
            Command::Undo | Command::Redo => {
                let redo = command == Command::Redo;
                let turn = |_| if redo { self.redo(now) } else { self.undo(now) };
                return (0..count.max(1)).flat_map(turn).collect();
            }
            Command::MarkRow => self.mark_rows(false),
            Command::MarkRows => self.mark_rows(true),
            Command::KeepMine => {
                self.say("this session's bookmarks are written over the file; a copy of what was there is kept");
                return vec![Effect::KeepMine];
            }
            Command::SelectSentence => self.select(Grain::Sentence),
            Command::SelectPassage => self.select(Grain::Passage),
            Command::Copy => return self.copy(false),
            Command::Cite => return self.copy(true),
            Command::OpenUrl => return self.open_url(),
            Command::Edit => return self.edit(),
            Command::Pipe => self.begin_pipe(),
            Command::Dismiss => return self.dismiss_or_part(),
            Command::Same => return self.same(),
            Command::Rename => self.begin_rename(),
            Command::ChangeKind => self.begin_kind(),
            Command::Hide => return self.hide(),
            Command::Pin => return self.pin(),
            Command::Corrections => {
                self.lay_sheet(Subject::Corrections);
            }
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
            Target::Proposal(a, b) => return self.join(a, b),
            Target::Correction(name) => {
                self.lay_sheet(Subject::Card(name));
            }
            Target::Into(id) => return self.into(from, id),
            Target::Confirm { bookmark, article, span } => return self.confirm(&bookmark, article, span),
            Target::Command(command) => {
                if matches!(from, Subject::Palette | Subject::Help) {
                    self.close_sheet();
                }
                return self.run(command, 0, self.now);
            }
        }
        Vec::new()
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

    /// The name in hand: of the row under the cursor, else in the sentence in hand, the first at or after the cursor.
    pub(super) fn name_in_hand(&self) -> Option<EntityId> {
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

    /// The timeline: of the name under the cursor in the sidebar, else of the collection.
    fn timeline(&mut self) {
        let name = match self.sidebar.current().map(|r| &r.target) {
            Some(Target::Entity(id)) if self.look.focus == Pane::Names => self.entity_name(*id),
            _ => None,
        };
        self.lay_sheet(Subject::Timeline(name));
    }

    fn list_bookmarks(&mut self) {
        self.place_all();
        self.shelf.marked.clear();
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

    pub(super) fn article_in_hand(&self) -> Option<ArticleId> {
        if self.look.focus == Pane::Articles { self.list.current() } else { self.reading.as_ref().map(|r| r.article) }
    }

    /// In a list of related passages: the strongest reason of the row is no longer one.
    pub(super) fn dismiss(&mut self) {
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
            Command::Sort if !self.sheets.is_empty() => {
                if self.sheets.last().is_some_and(|s| s.subject == Subject::Bookmarks) {
                    self.sort_bookmarks();
                } else {
                    self.say("only bookmarks can be sorted here");
                }
            }
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
        if self.sheets.last().is_some_and(|s| s.subject == Subject::Bookmarks) && !self.shelf.marked.is_empty() {
            self.unmark_rows();
            return;
        }
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
}
