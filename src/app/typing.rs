//! Keys: to the text being typed, else to the keymap.

use jiff::Timestamp;

use super::areas::Pane;
use super::command::Command;
use super::editor::Editor;
use super::key::{Code, Key};
use super::keymap::{Context, Lookup};
use super::prompt::{Prompt, Purpose};
use super::sheet::Subject;
use super::{App, Effect, sheets};

/// Largest count taken.
const MOST: usize = 99_999;

impl App {
    /// Takes a key.
    pub(super) fn key(&mut self, key: Key, now: Timestamp) -> Vec<Effect> {
        self.notice = None;
        if self.prompt.is_some() {
            return self.typed_into(key, now);
        }
        if let (false, false, Code::Char(c)) = (key.ctrl, key.alt, key.code)
            && let Some(digit) = c.to_digit(10)
            && self.typed.keys.is_empty()
            && (digit > 0 || self.typed.count > 0)
        {
            self.typed.count = (self.typed.count * 10 + digit as usize).min(MOST);
            return Vec::new();
        }
        if key.code == Code::Esc && !(self.typed.keys.is_empty() && self.typed.count == 0) {
            self.typed = super::Typed::default();
            return Vec::new();
        }
        self.typed.keys.push(key);
        match self.keymap.lookup(self.context(), &self.typed.keys) {
            Lookup::Command(command) => {
                let count = self.typed.count;
                self.typed = super::Typed::default();
                self.run(command, count, now)
            }
            Lookup::Prefix => Vec::new(),
            Lookup::Unbound => {
                let keys: String = self.typed.keys.iter().map(Key::to_string).collect();
                let help = self.keymap.key_of(self.context(), Command::Help);
                self.typed = super::Typed::default();
                self.say(match help {
                    Some(help) => format!("{keys} is not a key here; {help} lists the keys"),
                    None => format!("{keys} is not a key here"),
                });
                Vec::new()
            }
        }
    }

    /// Takes pasted text: into what is being typed, else nowhere, so that no paste runs a command.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.editor.insert(text);
            self.typed_changed();
        }
    }

    /// Begins typing.
    pub(super) fn ask(&mut self, purpose: Purpose, text: &str) {
        self.prompt = Some(Prompt::new(purpose, text));
    }

    fn typed_into(&mut self, key: Key, now: Timestamp) -> Vec<Effect> {
        let lists = self.lists_while_typing();
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let single = matches!(prompt.purpose, Purpose::SetMark | Purpose::GoMark | Purpose::Kind(_));
        match (key.ctrl, key.code) {
            (false, Code::Esc) | (true, Code::Char('c' | 'g')) => {
                self.unask();
                return Vec::new();
            }
            (true, Code::Char('s')) => return self.accept(now),
            (false, Code::Enter) => {
                // In a note Alt-Enter (or Ctrl-j) begins a new line, Enter saves.
                if matches!(prompt.purpose, Purpose::Note(_)) && key.alt {
                    prompt.editor.insert("\n");
                    return Vec::new();
                }
                return self.accept(now);
            }
            (true, Code::Char('j')) if matches!(prompt.purpose, Purpose::Note(_)) => {
                prompt.editor.insert("\n");
                return Vec::new();
            }
            (false, Code::Tab) => {
                self.complete();
                return Vec::new();
            }
            (true, Code::Char('n')) | (false, Code::Down) if lists => {
                self.list_step(1);
                return Vec::new();
            }
            (true, Code::Char('p')) | (false, Code::Up) if lists => {
                self.list_step(-1);
                return Vec::new();
            }
            // An empty filter is left by one more Backspace.
            (false, Code::Backspace) if prompt.editor.text().is_empty() && prompt.before.is_empty() => {
                self.unask();
                return Vec::new();
            }
            _ => {}
        }
        if prompt.editor.key(key) {
            if single {
                return self.accept(now);
            }
            self.typed_changed();
        }
        Vec::new()
    }

    fn lists_while_typing(&self) -> bool {
        matches!(
            self.prompt.as_ref().map(|p| &p.purpose),
            Some(Purpose::Filter | Purpose::NarrowNames | Purpose::Sheet)
        )
    }

    fn list_step(&mut self, n: isize) {
        match self.prompt.as_ref().map(|p| &p.purpose) {
            Some(Purpose::Filter) => self.list.step(n),
            Some(Purpose::NarrowNames) => self.sidebar.step(n),
            Some(Purpose::Sheet) => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.step(n);
                }
            }
            _ => {}
        }
    }

    /// Shows what the text typed so far leads to.
    fn typed_changed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.editor.text().to_owned();
        match prompt.purpose {
            Purpose::Filter => {
                self.list.query = text;
                self.list.cursor = 0;
                self.list.items.clear();
                self.list.refresh(&self.collection);
            }
            Purpose::Find => {
                if let Some(reading) = &mut self.reading {
                    let entry = self.collection.entry(reading.article).clone();
                    reading.find(&entry, &text);
                    let here = (reading.passage(), reading.offset);
                    let all = reading.finds.as_ref().map_or(&[][..], |f| &f.all);
                    let next = all.iter().find(|s| (Some(s.passage), s.span.start) >= here).or(all.first()).cloned();
                    if let Some(next) = next {
                        reading.show(next);
                    }
                }
                self.settle_reading();
            }
            Purpose::NarrowNames => self.sidebar.query = text,
            Purpose::Sheet => {
                let cursor = prompt.editor.cursor();
                self.query_sheet(&text, cursor);
            }
            _ => {}
        }
    }

    /// Gives the topmost sheet the text typed for it.
    pub(super) fn query_sheet(&mut self, text: &str, _cursor: usize) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        sheet.query = Editor::line(text);
        sheet.cursor = 0;
        sheet.top = 0;
        if sheet.subject == Subject::Search {
            if let Some(fresh) = sheets::build(self, &Subject::Search, text)
                && let Some(sheet) = self.sheets.last_mut()
            {
                sheet.renew(fresh);
            }
        } else {
            sheet.narrow();
        }
    }

    /// Esc: what was typed is taken back.
    fn unask(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        match prompt.purpose {
            Purpose::Filter => {
                self.list.query.clear();
                self.list.refresh(&self.collection);
            }
            Purpose::Find => {
                if let Some(reading) = &mut self.reading {
                    reading.finds = None;
                    reading.lit = None;
                }
            }
            Purpose::NarrowNames => self.sidebar.query.clear(),
            Purpose::Sheet => {
                let typed = self.sheets.last().is_some_and(|s| {
                    matches!(s.subject, Subject::Palette | Subject::Same(_))
                        || (s.subject == Subject::Search && s.query.text().is_empty())
                });
                if typed {
                    self.sheets.pop();
                }
            }
            _ => {}
        }
    }

    /// Enter: what was typed is used.
    fn accept(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(prompt) = self.prompt.take() else { return Vec::new() };
        let text = prompt.editor.text().to_owned();
        match prompt.purpose {
            // Enter goes where the cursor is, as in any picker; Tab stays in the list.
            Purpose::Filter | Purpose::NarrowNames => self.run(Command::Open, 0, now),
            Purpose::Find => {
                let none = self.reading.as_ref().is_some_and(|r| r.finds.as_ref().is_some_and(|f| f.all.is_empty()));
                if none {
                    let everywhere = self.keymap.key_of(Context::Reading, Command::Search);
                    let hint = everywhere.map_or_else(String::new, |key| format!("; {key} searches all articles"));
                    self.say(format!("“{text}” is not in this article{hint}"));
                }
                Vec::new()
            }
            Purpose::Sheet => self.run(Command::Open, 0, now),
            Purpose::Note(id) => self.save_note(&id, text, now),
            Purpose::Tags(id) => self.save_tags(&id, &text, now),
            Purpose::TagMarked => self.tag_marked(&text, now),
            Purpose::Pipe(input) if !text.trim().is_empty() => vec![Effect::Pipe(input, text)],
            Purpose::Pipe(_) => Vec::new(),
            Purpose::Rename(name) => self.rename(&name, text.trim()),
            Purpose::Kind(name) => self.change_kind(&name, &text),
            Purpose::SetMark => self.set_mark(&text, now),
            Purpose::GoMark => {
                self.go_mark(&text);
                Vec::new()
            }
        }
    }

    /// Tab: completes a tag; in a filter goes to the list, which stays narrowed.
    fn complete(&mut self) {
        if self.lists_while_typing() {
            self.prompt = None;
            return;
        }
        let Some(prompt) = &mut self.prompt else { return };
        if !matches!(prompt.purpose, Purpose::Tags(_) | Purpose::TagMarked) {
            return;
        }
        let text = prompt.editor.text().to_owned();
        let last = text.rsplit([' ', ',', '\t']).next().unwrap_or_default();
        let begun = last.trim_start_matches(['#', '-']).to_owned();
        let found = self.shelf.all.tags().into_iter().find(|t| t.starts_with(&begun) && **t != *begun);
        if let Some(tag) = found {
            let head = text.len() - begun.len();
            prompt.editor.set(&format!("{}{tag} ", &text[..head]));
        }
    }

    /// The mouse wheel over a pane.
    pub(super) fn wheel(&mut self, notches: i8, x: u16, y: u16) {
        let n = isize::from(notches) * 3;
        let areas = self.areas();
        let inside = |r: Option<ratatui::layout::Rect>| r.is_some_and(|r| r.contains((x, y).into()));
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.step(n.signum());
        } else if inside(areas.articles) {
            self.list.step(n.signum());
        } else if inside(areas.names) {
            self.sidebar.step(n.signum());
        } else if let Some(reading) = &mut self.reading {
            reading.turn(n, usize::from(areas.text.height));
        }
    }

    /// A click puts the focus and the cursor where it fell.
    pub(super) fn click(&mut self, x: u16, y: u16, now: Timestamp) -> Vec<Effect> {
        let areas = self.areas();
        let inside = |r: Option<ratatui::layout::Rect>| r.filter(|r| r.contains((x, y).into()));
        if !self.sheets.is_empty() {
            return Vec::new();
        }
        if let Some(r) = inside(areas.articles) {
            self.look.focus = Pane::Articles;
            let lines = self.list.item_lines(usize::from(r.height).saturating_sub(1), usize::from(r.width));
            let row = usize::from((y - r.y).saturating_sub(1)) / lines + self.list.top;
            if row < self.list.items.len() {
                self.list.cursor = row;
                return self.run(Command::Open, 0, now);
            }
        } else if inside(areas.names).is_some() {
            self.look.focus = Pane::Names;
        } else if inside(areas.reading).is_some() {
            self.look.focus = Pane::Reading;
            if let Some(reading) = &mut self.reading {
                let row = reading.top + usize::from(y - areas.text.y);
                reading.go_row(row);
            }
        }
        Vec::new()
    }
}
