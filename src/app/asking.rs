//! What begins with typing: find, filter, search, commands by name.

use super::App;
use super::areas::Pane;
use super::prompt::Purpose;
use super::sheet::Subject;

impl App {
    pub(super) fn begin_find(&mut self) {
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

    pub(super) fn begin_search(&mut self) {
        if self.lay_sheet(Subject::Search) {
            self.ask(Purpose::Sheet, "");
        }
    }

    pub(super) fn begin_palette(&mut self) {
        if self.lay_sheet(Subject::Palette) {
            self.ask(Purpose::Sheet, "");
        }
    }
}
