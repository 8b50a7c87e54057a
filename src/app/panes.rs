//! Going from article to article, from pane to pane and from tab to tab.

use super::App;
use super::areas::Pane;
use super::command::Command;

impl App {
    pub(super) fn next_article(&mut self, command: Command, n: isize) {
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

    pub(super) fn focus(&mut self, pane: Pane) {
        self.look.focus = pane;
        if pane == Pane::Reading
            && let Some(reading) = &mut self.reading
        {
            reading.visited = true;
        }
    }

    pub(super) fn next_pane(&mut self, on: bool) {
        let order = [Pane::Articles, Pane::Reading, Pane::Names];
        let at = order.iter().position(|p| *p == self.look.focus).unwrap_or(0);
        self.focus(order[(at + if on { 1 } else { 2 }) % 3]);
    }

    pub(super) fn tab(&mut self, n: isize) {
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
}
