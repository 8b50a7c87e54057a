//! Moving within what is in focus.

use super::App;
use super::areas::Pane;
use super::command::Command;
use super::reading::Stretch;
use crate::article::Role;

impl App {
    /// Moves by rows, screens, passages …; false where `command` is no motion.
    pub(super) fn motion(&mut self, command: Command, count: usize) -> bool {
        let n = count.max(1) as isize;
        let lines = self.lines_in_focus() as isize;
        let by = match command {
            Command::Down => n,
            Command::Up => -n,
            Command::PageDown => n * (lines - 2).max(1),
            Command::PageUp => -n * (lines - 2).max(1),
            Command::HalfDown => n * (lines / 2).max(1),
            Command::HalfUp => -n * (lines / 2).max(1),
            _ => return self.ends(command, count) || self.parts(command, n) || self.structure(command, n),
        };
        let row = matches!(command, Command::Down | Command::Up);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.step(by);
            return true;
        }
        match self.look.focus {
            Pane::Articles => self.list.step(by),
            Pane::Names => self.sidebar.step(by),
            Pane::Reading => {
                let height = usize::from(self.areas().text.height);
                if let Some(reading) = &mut self.reading {
                    if row { reading.step(by) } else { reading.turn(by, height) }
                }
            }
        }
        true
    }

    /// Rows of the part in focus that are on the screen.
    fn lines_in_focus(&self) -> usize {
        if !self.sheets.is_empty() {
            return self.sheet_lines() / 2;
        }
        let areas = self.areas();
        match self.look.focus {
            Pane::Articles => {
                let area = areas.articles.unwrap_or_default();
                let lines = usize::from(area.height).saturating_sub(1);
                lines / self.list.item_lines(lines, usize::from(area.width))
            }
            Pane::Names => usize::from(areas.names.map_or(0, |a| a.height)),
            Pane::Reading => usize::from(areas.text.height),
        }
    }

    /// To the first or last row, or to a passage by its number.
    fn ends(&mut self, command: Command, count: usize) -> bool {
        let last = match command {
            Command::Top => false,
            Command::Bottom => true,
            _ => return false,
        };
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.to_end(last);
            return true;
        }
        match self.look.focus {
            Pane::Articles => {
                self.list.cursor = if count > 0 {
                    count - 1
                } else if last {
                    usize::MAX
                } else {
                    0
                };
                self.list.step(0);
            }
            Pane::Names => self.sidebar.step(if last { 100_000 } else { -100_000 }),
            Pane::Reading => {
                if let Some(reading) = &mut self.reading {
                    let passages = self.collection.entry(reading.article).article.passages.len();
                    reading.lit = None;
                    if count > 0 && passages > 0 {
                        reading.go(crate::article::PassageId((count.min(passages) - 1) as u32), 0);
                    } else {
                        let row = if last { reading.page.rows().len().saturating_sub(1) } else { 0 };
                        reading.go_row(row);
                    }
                }
            }
        }
        true
    }

    /// From heading to heading of a list.
    fn parts(&mut self, command: Command, n: isize) -> bool {
        let by = match command {
            Command::NextPassage => n,
            Command::PreviousPassage => -n,
            _ => return false,
        };
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.step_part(by);
        } else if self.look.focus == Pane::Names {
            self.sidebar.step_part(by);
        } else {
            return false;
        }
        true
    }

    /// Along the structure of the article: sentences, passages, headings, names, figures, bookmarks.
    fn structure(&mut self, command: Command, n: isize) -> bool {
        let (sign, what) = match command {
            Command::NextSentence => (n, "sentence"),
            Command::PreviousSentence => (-n, "sentence"),
            Command::NextPassage => (n, "passage"),
            Command::PreviousPassage => (-n, "passage"),
            Command::NextHeading => (n, "heading"),
            Command::PreviousHeading => (-n, "heading"),
            Command::NextMention => (n, "name"),
            Command::PreviousMention => (-n, "name"),
            Command::NextFigure => (n, "figure"),
            Command::PreviousFigure => (-n, "figure"),
            Command::NextBookmark => (n, "bookmark"),
            Command::PreviousBookmark => (-n, "bookmark"),
            Command::FindNext => (n, "find"),
            Command::FindPrevious => (-n, "find"),
            _ => return false,
        };
        let names = if what == "name" { self.names_shown() } else { Vec::new() };
        let Some(reading) = &mut self.reading else { return true };
        let entry = self.collection.entry(reading.article).clone();
        let going = if sign > 0 { "further" } else { "earlier" };
        let found = match what {
            "passage" | "heading" => {
                let wanted = |role: Role| what == "passage" || matches!(role, Role::Heading | Role::Title);
                let to = reading.passage_after(&entry, sign, wanted);
                if let Some(to) = to {
                    reading.go(to, 0);
                    reading.lit = None;
                }
                to.is_some()
            }
            "sentence" => {
                let to = reading.sentence_after(&entry, sign);
                let found = to.is_some();
                if let Some(to) = to {
                    reading.go(to.passage, to.span.start);
                    reading.lit = None;
                }
                found
            }
            _ => {
                let all: Vec<Stretch> = match what {
                    "name" => names,
                    "figure" => entry
                        .facts
                        .figures
                        .iter()
                        .map(|f| Stretch { passage: f.passage, span: f.span.clone() })
                        .collect(),
                    "find" => reading.finds.as_ref().map_or_else(Vec::new, |f| f.all.clone()),
                    _ => self.shelf.placed(&entry.path).iter().filter_map(|p| p.stretches.first().cloned()).collect(),
                };
                let shown: Vec<Stretch> = all.into_iter().filter(|s| reading.page.shows(s.passage)).collect();
                let mut done = reading.go_next(&shown, sign);
                let mut round = "";
                if !done && what == "find" && !shown.is_empty() {
                    // Finds go round the end.
                    let to = if sign > 0 { shown.first() } else { shown.last() };
                    if let Some(to) = to {
                        reading.show(to.clone());
                        round = if sign > 0 { " · from the beginning" } else { " · from the end" };
                        done = true;
                    }
                }
                if let ("find", true, Some((at, total))) = (what, done, reading.found()) {
                    let query = reading.finds.as_ref().map_or("", |f| f.query.as_str());
                    let told = format!("“{query}” · {at} of {total}{round}");
                    self.say(told);
                }
                done
            }
        };
        if !found && what == "find" && self.reading.as_ref().is_some_and(|r| r.finds.is_none()) {
            self.say("nothing is looked for here yet".to_owned());
        } else if !found {
            self.say(format!("no {what} {going} in this article"));
        }
        self.settle_reading();
        true
    }

    /// Brings the cursor of the reading view into sight, with room around it.
    pub(super) fn settle_reading(&mut self) {
        let height = usize::from(self.areas().text.height);
        if let Some(reading) = &mut self.reading {
            reading.settle(height);
        }
    }
}
