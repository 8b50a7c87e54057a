//! State and [`App::update`]: an event in, effects out as data.
//!
//! Pure: no file, clock, thread or terminal. The time comes in with each event; long computations leave as
//! [`task::Task`]s, are run by the shell on a worker and come back as events.
//!
//! ```text
//! event.rs effect.rs task.rs     what comes in and goes out
//! key.rs command.rs keymap.rs    keys to commands
//! run.rs motion.rs jump.rs       commands to changes of state
//! typing.rs prompt.rs editor.rs  text being typed
//! collection list reading sidebar sheet(s) trail   the parts of the state
//! areas.rs tone.rs look.rs       geometry and meaning, shared with the view
//! ```

mod abroad;
pub mod areas;
mod arrival;
mod asking;
pub mod bookmarks;
pub mod collection;
pub mod command;
mod confirm;
pub mod corrections;
pub mod editor;
pub mod effect;
pub mod event;
mod hand;
pub mod homes;
mod interval;
mod jump;
pub mod key;
pub mod keymap;
mod leaving;
pub mod list;
pub mod look;
mod making;
mod motion;
pub mod narrowing;
mod notice;
mod panes;
pub mod prompt;
pub mod reading;
mod run;
mod setup;
pub mod sheet;
pub mod sheets;
pub mod sidebar;
mod survey;
pub mod tab;
pub mod task;
pub mod theme;
pub mod tone;
pub mod trail;
mod typing;

pub use effect::Effect;
pub use event::Event;
pub use notice::{Notice, Weight};
pub use setup::Setup;

use std::collections::HashMap;

use jiff::Timestamp;
use ratatui::layout::Size;

use crate::bookmark::positions::Positions;
use crate::library::related::Dismissed;
use crate::page::Setting;

use areas::{Areas, GUTTER, MARGIN, Pane, Wish, areas};
use bookmarks::Shelf;
use collection::Collection;
use corrections::Corrections;
use keymap::{Context, Keymap};
use list::List;
use look::Look;
use prompt::Prompt;
use reading::Reading;
use sheet::Sheet;
use sidebar::{Sidebar, Sight};
use theme::Themes;
use trail::Trail;

/// Most lines of a preview, its rule included.
const PREVIEW: usize = 9;

/// The keys typed so far of a longer sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The count before them; 0 for none.
    pub count: usize,
    /// The keys.
    pub keys: Vec<key::Key>,
}

/// The whole state of the reader.
#[derive(Debug, Default)]
pub struct App {
    /// Size of the screen in cells.
    pub size: Size,
    /// What the program was started with.
    pub setup: Setup,
    /// How things are shown.
    pub look: Look,
    /// The themes to choose from, the reader's own included.
    pub themes: Themes,
    /// The keys.
    pub keymap: Keymap,
    /// The keys typed so far.
    pub typed: Typed,
    /// The open articles.
    pub collection: Collection,
    /// The list of articles.
    pub list: List,
    /// The article in hand.
    pub reading: Option<Reading>,
    /// The sidebar.
    pub sidebar: Sidebar,
    /// Sheets laid over the text, the topmost last.
    pub sheets: Vec<Sheet>,
    /// What is being typed.
    pub prompt: Option<Prompt>,
    /// Where the reader was.
    pub trail: Trail,
    /// The bookmarks.
    pub shelf: Shelf,
    /// Corrections to names.
    pub corrections: Corrections,
    /// Reading positions and marks.
    pub positions: Positions,
    /// How much was seen of the open articles that were read, 0 to 1, by shown path: positions go by whole paths, which are
    /// not made anew for each frame.
    seen: HashMap<String, f64>,
    /// What to say on the last line.
    pub notice: Option<Notice>,
    /// Reasons for related passages that the reader does not want.
    pub dismissed: Dismissed,
    /// Whether the share of new text is to be worked out anew.
    fresh_wanted: bool,
    /// The time of the event in hand.
    now: Timestamp,
}

impl App {
    /// The state before anything was read.
    pub fn new(setup: Setup, size: Size) -> Self {
        let mut app = Self {
            size,
            look: Look { ascii: setup.ascii, no_color: setup.no_color, ..Look::default() },
            collection: Collection { loading: true, ..Collection::default() },
            positions: setup.positions.clone(),
            ..Self::default()
        };
        if let Some(text) = &setup.keymap {
            let faults = app.keymap.overlay(text);
            if let Some(first) = faults.first() {
                let more = if faults.len() > 1 { format!(" (and {} more)", faults.len() - 1) } else { String::new() };
                app.warn(format!("keymap.toml, {first}{more}"));
            }
        }
        if let Some(text) = &setup.themes
            && let Err(fault) = app.themes.overlay(text)
        {
            app.warn(format!("themes.toml, {fault}"));
        }
        if let Some(text) = &setup.config {
            let faults = app.look.configure(text, &app.themes);
            if let Some(first) = faults.first() {
                app.warn(format!("config.toml, {first}"));
            }
        }
        if let Some(text) = &setup.entities {
            app.hear_corrections(text);
        }
        app.setup = setup;
        app
    }

    /// Takes one event; gives what is to be done outside. `now` is the time of the event.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.now = now;
        match event {
            Event::Key(key) => effects = self.key(key, now),
            Event::Paste(text) => self.paste(&text),
            Event::Wheel(notches, x, y) => self.wheel(notches, x, y),
            Event::Click(x, y) => effects = self.click(x, y, now),
            Event::Resize(size) => self.size = size,
            Event::Focus(_) | Event::Resumed => {}
            Event::Loaded(entries) => self.loaded(entries),
            Event::Unreadable(path, reason) => {
                if self.collection.unreadable.is_empty() {
                    self.warn(format!("{path}: {reason}"));
                }
                self.collection.unreadable.push((path, reason));
            }
            Event::LoadingDone => self.loading_done(),
            Event::Library(library) => self.adopt(library),
            Event::Changed(entry) => self.loaded(vec![entry]),
            Event::Done(outcome) => self.done(outcome),
            Event::Stored(report) => self.stored(report),
            Event::Entities(text) => self.hear_corrections(&text),
            Event::Notice(text) => self.warn(text),
        }
        self.settle();
        effects.extend(self.wants());
        effects
    }

    /// How much of an article was seen, 0 to 1; `None` where it was not read.
    pub fn seen(&self, entry: &crate::library::Entry) -> Option<f64> {
        self.seen.get(&entry.path).copied()
    }

    /// The geometry of the screen now.
    pub fn areas(&self) -> Areas {
        areas(
            self.size,
            Wish {
                focus: self.look.focus,
                column: self.look.column,
                zen: self.look.zen,
                full_sheet: self.sheets.last().is_some_and(|s| s.full),
                sheet_lines: self.sheet_wish(),
            },
        )
    }

    /// Lines the topmost sheet could fill: heading, what is typed, rows, preview.
    fn sheet_wish(&self) -> u16 {
        let Some(sheet) = self.sheets.last() else { return 0 };
        // Where rows come and go while a query is typed the sheet keeps its height.
        if sheet.subject == sheet::Subject::Search || sheet.subject == sheet::Subject::Palette {
            return u16::MAX;
        }
        let rows: usize = sheet.shown.iter().take(60).map(|&i| sheet.rows[i].lines()).sum();
        let typed = usize::from(sheet.query.text() != "" || self.typing_in_sheet());
        let shows = matches!(sheet.target(), sheet::Target::Spot(_) | sheet::Target::Bookmark(_));
        let preview = if sheet.preview && shows { PREVIEW } else { 0 };
        (2 + typed + rows.max(1) + preview) as u16
    }

    /// Where keys go now.
    pub fn context(&self) -> Context {
        if !self.sheets.is_empty() {
            return Context::Sheet;
        }
        match self.look.focus {
            Pane::Articles => Context::Articles,
            Pane::Reading => Context::Reading,
            Pane::Names => Context::Names,
        }
    }

    /// What the sidebar is made from.
    pub fn sight(&self) -> Sight<'_> {
        let path = self.reading.as_ref().map(|r| self.collection.entry(r.article).path.as_str());
        Sight {
            collection: &self.collection,
            reading: self.reading.as_ref(),
            bookmarks: &self.shelf.all,
            placed: path.map_or(&[], |p| self.shelf.placed(p)),
        }
    }

    /// The setting of a page now.
    fn setting(&self) -> Setting {
        let areas = self.areas();
        // While another pane slides over the text its width stays that of the whole screen.
        let width = if areas.reading.is_some() {
            areas.text.width
        } else {
            self.look.column.min(self.size.width.saturating_sub(GUTTER + MARGIN)).max(1)
        };
        Setting { width, raw: self.look.raw, twins: self.look.twins, ascii: self.look.ascii }
    }

    /// Brings everything that depends on something else up to date after an event.
    fn settle(&mut self) {
        self.show_current();
        let setting = self.setting();
        let areas = self.areas();
        let height = usize::from(areas.text.height);
        self.house();
        if let Some(reading) = &mut self.reading {
            let entry = self.collection.entry(reading.article).clone();
            reading.lay(&entry, setting, height);
            reading.scroll(height);
            reading.cut(&entry);
            self.shelf.place(&entry);
        }
        let mut sidebar = std::mem::take(&mut self.sidebar);
        sidebar.refresh(self.sight());
        if let Some(area) = areas.names {
            sidebar.scroll(usize::from(area.height).saturating_sub(2));
        }
        self.sidebar = sidebar;
        if let Some(area) = areas.articles {
            self.list.scroll(usize::from(area.height).saturating_sub(1), usize::from(area.width));
        }
        let lines = self.sheet_lines();
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.scroll(lines);
            sheets::bookmarks::fill(sheet, lines);
        }
    }

    /// While the reader goes through the list the text beside it is that of the article under the cursor.
    fn show_current(&mut self) {
        if self.look.focus != Pane::Articles || !self.sheets.is_empty() {
            return;
        }
        if let Some(current) = self.list.current()
            && self.reading.as_ref().is_some_and(|r| r.article != current)
        {
            self.open(current);
            self.look.focus = Pane::Articles;
        }
    }

    /// Lines of the topmost sheet that show rows; the rest is its heading and the preview.
    pub fn sheet_lines(&self) -> usize {
        let Some(sheet) = self.sheets.last() else { return 0 };
        let height = usize::from(self.areas().sheet.height);
        let typed = usize::from(sheet.query.text() != "" || self.typing_in_sheet());
        height.saturating_sub(2 + typed + usize::from(sheet.is_matrix()) + self.preview_lines())
    }

    /// Lines of the topmost sheet given to the preview, its rule included.
    pub fn preview_lines(&self) -> usize {
        let Some(sheet) = self.sheets.last() else { return 0 };
        let height = usize::from(self.areas().sheet.height);
        let shows = matches!(sheet.target(), sheet::Target::Spot(_) | sheet::Target::Bookmark(_))
            || (sheet.is_matrix() && sheet.cell > 0);
        if !sheet.preview || height < 10 || !shows { 0 } else { (height * 2 / 5).min(PREVIEW) }
    }

    /// Whether what is typed goes to the topmost sheet.
    pub fn typing_in_sheet(&self) -> bool {
        self.prompt.as_ref().is_some_and(|p| p.purpose == prompt::Purpose::Sheet)
    }

    fn adopt(&mut self, library: std::sync::Arc<crate::library::Library>) {
        self.dismissed = self.carry_over(&library);
        self.fresh_wanted = true;
        let old = self.collection.library.clone();
        let moved = self.collection.adopt(library);
        if let Some(old) = old {
            self.renumber_names(&old);
        }
        self.trail.renumber(&moved);
        if let Some(reading) = &mut self.reading {
            reading.article = moved.get(reading.article.index()).copied().unwrap_or(reading.article);
            reading.related.clear();
            reading.asked = false;
        }
        self.list.items.iter_mut().for_each(|i| {
            i.article = moved.get(i.article.index()).copied().unwrap_or(i.article);
        });
        self.list.refresh(&self.collection);
        self.shelf.renumber();
        self.renew_sheets();
    }

    /// The dismissed reasons, entities by their names in another library.
    fn carry_over(&self, library: &crate::library::Library) -> Dismissed {
        let Some(old) = &self.collection.library else { return self.dismissed.clone() };
        let entities = self.dismissed.entities.iter().filter_map(|id| {
            let name = &old.entities.get(*id).name;
            library.entities.ids().find(|new| library.entities.get(*new).name == *name)
        });
        Dismissed { words: self.dismissed.words.clone(), entities: entities.collect() }
    }

    /// Builds the open sheets again, from another library or after a change.
    fn renew_sheets(&mut self) {
        if self.sheets.iter().any(|s| s.subject == sheet::Subject::Bookmarks) {
            self.place_all();
        }
        for i in 0..self.sheets.len() {
            let (subject, query) = (self.sheets[i].subject.clone(), self.sheets[i].query.text().to_owned());
            if let Some(fresh) = sheets::build(self, &subject, &query) {
                self.sheets[i].renew(fresh);
            }
        }
    }
}

#[cfg(test)]
mod tests;
