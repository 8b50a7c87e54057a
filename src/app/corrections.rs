//! What the reader says of names: rename, kind, hide, pin, join, split, proposals taken or refused; and the way back.
//!
//! A correction is made in the overlay here, leaves as [`Effect::Entities`], and shows once the library built with it
//! comes. It reads and writes no file and joins no names.

use std::sync::Arc;

use jiff::Timestamp;

use super::prompt::Purpose;
use super::reading::Stretch;
use super::sheet::{Subject, Target};
use super::{App, Effect};
use crate::facts::Kind;
use crate::library::entities::{Entity, key};
use crate::library::overlay::{Change, Mistake, Overlay};
use crate::library::{ArticleId, EntityId, Library};

/// Most corrections that can be undone.
const DEPTH: usize = 200;

/// A correction, for the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// What was changed, in order; to be made again in a file that says something else meanwhile.
    pub changes: Vec<Change>,
    /// The whole text of `entities.toml` with it.
    pub text: String,
}

/// A correction that can be taken back or made again.
#[derive(Debug, Clone)]
struct Step {
    changes: Vec<Change>,
    words: String,
    /// How many changes of bookmarks could be undone when it was made: what came after it is undone before it.
    depth: usize,
}

/// The corrections.
#[derive(Debug, Default)]
pub struct Corrections {
    /// What the reader says.
    pub overlay: Overlay,
    /// What is wrong in the file.
    pub mistakes: Vec<Mistake>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Corrections {
    /// Makes `changes`; gives those that take them back.
    fn make(&mut self, changes: &[Change]) -> Vec<Change> {
        let mut back = Vec::with_capacity(changes.len());
        for change in changes {
            let (next, undo) = self.overlay.change(change);
            self.overlay = next;
            back.push(undo);
        }
        back.reverse();
        back
    }
}

/// A name to be corrected, by a spelling under which the overlay finds it.
struct Named {
    name: String,
    /// What has to be said first, where the name shown is no spelling of the texts.
    first: Option<Change>,
}

impl App {
    /// Takes the text of `entities.toml`.
    pub(super) fn hear_corrections(&mut self, text: &str) {
        let (overlay, mistakes) = Overlay::parse(text);
        self.corrections = Corrections { overlay, mistakes, ..Corrections::default() };
        if let Some(first) = self.corrections.mistakes.first() {
            let more = self.corrections.mistakes.len() - 1;
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            self.warn(format!("entities.toml, {first}{more}; the rest is used"));
        } else if self.collection.library.is_some() {
            self.say("entities.toml was read again");
        }
        self.renew_sheets();
    }

    /// Whether the reader hid the name of a mention of an article.
    pub fn is_hidden(&self, article: ArticleId, mention: usize) -> bool {
        let Some(library) = self.collection.library_with(article) else { return false };
        // While a changed article is being read together again its mentions have other numbers.
        Arc::ptr_eq(&library.articles[article.index()], self.collection.entry(article))
            && library.entities.get(library.entities.of(article, mention)).hidden
    }

    /// The mentions of the article in hand whose names are not hidden.
    pub(super) fn names_shown(&self) -> Vec<Stretch> {
        let Some(article) = self.reading.as_ref().map(|r| r.article) else { return Vec::new() };
        let mentions = self.collection.entry(article).facts.mentions.iter().enumerate();
        let shown = mentions.filter(|(i, _)| !self.is_hidden(article, *i));
        shown.map(|(_, m)| Stretch { passage: m.passage, span: m.span.clone() }).collect()
    }

    /// Gives what was kept by number the numbers of the library now; `old` is the one before it.
    pub(super) fn renumber_names(&mut self, old: &Library) {
        let Some(new) = self.collection.library.clone() else { return };
        let now = |id: EntityId| {
            let name = &old.entities.all.get(id.index())?.name;
            new.entities.ids().find(|n| new.entities.get(*n).name == *name)
        };
        let at = self.sidebar.cursor;
        if let Some(row) = self.sidebar.rows.get_mut(at)
            && let Target::Entity(id) = row.target
        {
            row.target = now(id).map_or(Target::Nowhere, Target::Entity);
        }
        if let Some(reading) = &mut self.reading {
            reading.walking = reading.walking.and_then(now);
        }
    }

    fn entity(&self, shown: &str) -> Option<&Entity> {
        self.collection.library.as_ref()?.entities.all.iter().find(|e| e.name == shown)
    }

    /// The name shown of what is to be corrected: of the card, of the row under the cursor.
    fn name_to_correct(&self) -> Option<String> {
        if let Some(sheet) = self.sheets.last() {
            if let Target::Correction(name) = sheet.target() {
                return Some(name);
            }
            if let Subject::Card(name) | Subject::Mentions(name) = &sheet.subject {
                return Some(name.clone());
            }
        }
        let id = self.name_in_hand()?;
        Some(self.collection.library.as_ref()?.entities.all.get(id.index())?.name.clone())
    }

    fn or_say(&mut self, name: Option<String>) -> Option<String> {
        if name.is_none() {
            self.say("no name in hand");
        }
        name
    }

    /// How the overlay finds the entity shown as `shown`.
    fn named(&self, shown: &str) -> Named {
        let plain = |name: &str| Named { name: name.to_owned(), first: None };
        let overlay = &self.corrections.overlay;
        let Some(entity) = self.entity(shown) else {
            return plain(overlay.entity_of(&key(shown)).map_or(shown, |s| &s.name));
        };
        let keys = || entity.aliases.iter().map(|a| key(&a.surface));
        if let Some(said) = keys().find_map(|k| overlay.entity_of(&k)) {
            return plain(&said.name);
        }
        if keys().any(|k| k == key(shown)) {
            return plain(shown);
        }
        // `AS (place)`: there are two of that name.
        if let Some(a) = entity.aliases.iter().find(|a| shown.starts_with(&format!("{} (", a.surface))) {
            return plain(&a.surface);
        }
        // A country of which the texts have only short names is shown by its full one.
        let spelled = entity.aliases.first().map(|a| a.surface.clone());
        let first = spelled.map(|name| Change::Rename { name, to: shown.to_owned() });
        Named { name: shown.to_owned(), first }
    }

    /// Makes a correction and hands it on.
    fn correct(&mut self, first: Option<Change>, change: Change, words: String) -> Vec<Effect> {
        let changes: Vec<Change> = first.into_iter().chain([change]).collect();
        let back = self.corrections.make(&changes);
        let key = self.keymap.key_of(self.context(), super::command::Command::Undo);
        self.say(key.map_or_else(|| words.clone(), |key| format!("{words}; {key} takes it back")));
        let step = Step { changes: back, words, depth: self.shelf.depth() };
        self.corrections.undo.push(step);
        let over = self.corrections.undo.len().saturating_sub(DEPTH);
        self.corrections.undo.drain(..over);
        self.corrections.redo.clear();
        self.hand_on(changes)
    }

    fn hand_on(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        // What was wrong in the file stays wrong, on other lines perhaps.
        let text = self.corrections.overlay.print();
        self.corrections.mistakes = Overlay::parse(&text).1;
        self.renew_sheets();
        vec![Effect::Entities(Box::new(Correction { changes, text }))]
    }

    /// Undoes the last change, of names or bookmarks.
    pub(super) fn undo(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.corrections.undo.pop_if(|s| s.depth >= self.shelf.depth()) {
            Some(step) => self.turn(step, false),
            None => self.turn_back(false, now),
        }
    }

    /// Does again what was undone last.
    pub(super) fn redo(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.corrections.redo.pop_if(|s| s.depth <= self.shelf.depth()) {
            Some(step) => self.turn(step, true),
            None => self.turn_back(true, now),
        }
    }

    fn turn(&mut self, step: Step, redo: bool) -> Vec<Effect> {
        let back = self.corrections.make(&step.changes);
        self.say(format!("{}: {}", if redo { "done again" } else { "taken back" }, step.words));
        let turned = Step { changes: back, ..step.clone() };
        if redo { &mut self.corrections.undo } else { &mut self.corrections.redo }.push(turned);
        self.hand_on(step.changes)
    }

    /// Whether what the overlay says of `name` has this property.
    fn says(&self, name: &str, what: impl Fn(&crate::library::overlay::Said) -> bool) -> bool {
        self.corrections.overlay.entity_of(&key(name)).is_some_and(what)
    }

    pub(super) fn hide(&mut self) -> Vec<Effect> {
        let name = self.name_to_correct();
        let Some(shown) = self.or_say(name) else { return Vec::new() };
        let Named { name, first } = self.named(&shown);
        let hide = !self.says(&name, |s| s.hide);
        let words = format!("“{shown}” is {}", if hide { "hidden" } else { "shown again" });
        self.correct(first, Change::Hide { name, hide }, words)
    }

    pub(super) fn pin(&mut self) -> Vec<Effect> {
        let name = self.name_to_correct();
        let Some(shown) = self.or_say(name) else { return Vec::new() };
        let Named { name, first } = self.named(&shown);
        let pin = !self.says(&name, |s| s.pin);
        let words = format!("“{shown}” {}", if pin { "stands first" } else { "is no longer pinned" });
        self.correct(first, Change::Pin { name, pin }, words)
    }

    pub(super) fn begin_rename(&mut self) {
        let name = self.name_to_correct();
        if let Some(shown) = self.or_say(name) {
            self.ask(Purpose::Rename(shown.clone()), &shown);
        }
    }

    pub(super) fn begin_kind(&mut self) {
        let name = self.name_to_correct();
        if let Some(shown) = self.or_say(name) {
            self.ask(Purpose::Kind(shown), "");
        }
    }

    /// Calls the name shown as `shown` otherwise; a name that the overlay knows already is joined with it.
    pub(super) fn rename(&mut self, shown: &str, to: &str) -> Vec<Effect> {
        if to.is_empty() || to == shown {
            return Vec::new();
        }
        let name = self.named(shown).name;
        let overlay = &self.corrections.overlay;
        let other = overlay.place_of(&key(to)).filter(|p| overlay.place_of(&key(&name)) != Some(*p));
        let to = to.to_owned();
        let change = match other {
            Some(_) => Change::Merge { into: to.clone(), from: name },
            // Not by its own full name, which no text has.
            None => match self.entity(shown).filter(|_| overlay.place_of(&key(&name)).is_none()) {
                Some(e) if !e.aliases.iter().any(|a| key(&a.surface) == key(&name)) => {
                    Change::Rename { name: e.aliases.first().map_or(name, |a| a.surface.clone()), to: to.clone() }
                }
                _ => Change::Rename { name, to: to.clone() },
            },
        };
        let effects = self.correct(None, change, format!("“{shown}” is called “{to}”"));
        self.retitle(shown, &to);
        effects
    }

    /// Sheets about `old` are about `new` from now on.
    fn retitle(&mut self, old: &str, new: &str) {
        for sheet in &mut self.sheets {
            match &mut sheet.subject {
                Subject::Card(name) | Subject::Mentions(name) | Subject::Timeline(Some(name)) if name == old => {
                    new.clone_into(name);
                }
                _ => {}
            }
        }
    }

    /// Gives the name shown as `shown` the kind of this letter.
    pub(super) fn change_kind(&mut self, shown: &str, letter: &str) -> Vec<Effect> {
        let kind = match letter {
            "p" => Some(Kind::Person),
            "o" => Some(Kind::Organisation),
            "l" => Some(Kind::Place),
            "e" => Some(Kind::Event),
            "d" => Some(Kind::Document),
            "t" => None,
            _ => {
                self.say("p, o, l, e, d or t");
                return Vec::new();
            }
        };
        let Named { name, first } = self.named(shown);
        let words = match kind {
            Some(kind) => format!("“{shown}” is of kind {kind}"),
            None => format!("“{shown}” is of the kind that the texts say"),
        };
        self.correct(first, Change::Kind { name, kind }, words)
    }

    /// Joins what is proposed in the row in hand, else asks what the name in hand is the same as.
    pub(super) fn same(&mut self) -> Vec<Effect> {
        if let Some(Target::Proposal(a, b)) = self.sheets.last().map(super::sheet::Sheet::target) {
            return self.join(a, b);
        }
        let name = self.name_to_correct();
        if let Some(shown) = self.or_say(name)
            && self.lay_sheet(Subject::Same(shown))
        {
            self.ask(Purpose::Sheet, "");
        }
        Vec::new()
    }

    /// The entity `id` is what the sheet `from` asks for.
    pub(super) fn into(&mut self, from: &Subject, id: EntityId) -> Vec<Effect> {
        let Subject::Same(shown) = from else { return Vec::new() };
        self.close_sheet();
        let into = self.collection.library.as_ref().and_then(|l| l.entities.all.get(id.index()));
        match into.map(|e| e.name.clone()) {
            Some(into) => self.merge(shown, &into),
            None => Vec::new(),
        }
    }

    /// Joins two entities that are proposed to be one; the one named more often gives the name.
    pub(super) fn join(&mut self, a: EntityId, b: EntityId) -> Vec<Effect> {
        let Some(library) = self.collection.library.clone() else { return Vec::new() };
        let all = &library.entities.all;
        let (Some(a), Some(b)) = (all.get(a.index()), all.get(b.index())) else { return Vec::new() };
        let (from, into) = if a.mentions.len() > b.mentions.len() { (b, a) } else { (a, b) };
        self.merge(&from.name, &into.name)
    }

    fn merge(&mut self, from: &str, into: &str) -> Vec<Effect> {
        let Named { name, first } = self.named(into);
        let other = match self.named(from) {
            Named { first: Some(Change::Rename { name, .. }), .. } | Named { name, .. } => name,
        };
        let words = format!("“{from}” is a spelling of “{into}” now");
        let effects = self.correct(first, Change::Merge { into: name, from: other }, words);
        self.retitle(from, into);
        effects
    }

    /// Not this: a spelling is split off, a proposal refused; else a reason no longer counts.
    pub(super) fn dismiss_or_part(&mut self) -> Vec<Effect> {
        let Some(sheet) = self.sheets.last() else { return Vec::new() };
        if let Target::Proposal(a, b) = sheet.target() {
            let Some(library) = self.collection.library.clone() else { return Vec::new() };
            let all = &library.entities.all;
            let (Some(a), Some(b)) = (all.get(a.index()), all.get(b.index())) else { return Vec::new() };
            let Named { name, first } = self.named(&a.name);
            let other = b.name.clone();
            let words = format!("“{}” and “{other}” are two", a.name);
            return self.correct(first, Change::Distinct { name, other }, words);
        }
        let spelling = sheet.current().and_then(|r| r.spelling.clone());
        if let (Some(surface), Subject::Card(shown)) = (spelling, sheet.subject.clone()) {
            return self.split(&shown, surface);
        }
        self.dismiss();
        Vec::new()
    }

    fn split(&mut self, shown: &str, surface: String) -> Vec<Effect> {
        let Named { name, first } = self.named(shown);
        let others = self.entity(shown).is_some_and(|e| e.aliases.iter().any(|a| key(&a.surface) != key(&surface)));
        if !others || key(&name) == key(&surface) {
            self.say("this is the name itself; rename it, or split off the others");
            return Vec::new();
        }
        let words = format!("“{surface}” is another than “{shown}”");
        self.correct(first, Change::Split { name, surface }, words)
    }

    /// Forgets what the reader said of the name in hand in the list of corrections; elsewhere deletes a bookmark.
    pub(super) fn delete_or_forget(&mut self) -> Vec<Effect> {
        let Some(Target::Correction(shown)) = self.sheets.last().map(super::sheet::Sheet::target) else {
            return self.delete();
        };
        let name = self.named(&shown).name;
        self.correct(None, Change::Forget { name }, format!("nothing is said of “{shown}” any more"))
    }
}
