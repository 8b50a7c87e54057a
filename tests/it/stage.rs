//! A stage for the reader without a terminal: key strings in, pictures of the screen out.
//!
//! A picture is the text of the screen and, line by line, its styled runs by meaning (`person "Nguyễn Phú Trọng"`), so that
//! a change of style can be reviewed. The clock stands still.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Style};
use simak::app::key::Key;
use simak::app::theme::Theme;
use simak::app::tone::Tone;
use simak::app::{App, Effect, Event, Setup};
use simak::library::{Entry, Library};
use simak::view::paint::Brush;
use unicode_width::UnicodeWidthStr;

/// When everything on the stage happens: 2026-01-15 08:00 UTC.
pub const NOW: i64 = 1_768_464_000;

/// The starter articles, read together once.
pub static STARTERS: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let entries = paths.iter().map(|path| {
        let name = format!("seeds/{}", path.file_name().unwrap().to_str().unwrap());
        Arc::new(Entry::read(&name, &fs::read(path).unwrap()).unwrap())
    });
    Arc::new(Library::build(entries.collect()))
});

/// An app and what it asked for.
pub struct Stage {
    /// The app.
    pub app: App,
    /// What it asked for and the stage did not do itself.
    pub effects: Vec<Effect>,
}

impl Stage {
    /// The starter collection, opened and read together.
    pub fn starters(width: u16, height: u16) -> Self {
        Self::open(Setup { collection: "seeds".into(), ..Setup::default() }, &STARTERS, (width, height))
    }

    /// A collection, opened and read together.
    pub fn open(setup: Setup, library: &Arc<Library>, size: (u16, u16)) -> Self {
        let mut stage = Self::empty(setup, size);
        stage.event(Event::Loaded(library.articles.clone()));
        stage.event(Event::Library(Arc::clone(library)));
        stage.event(Event::LoadingDone);
        stage
    }

    /// Nothing read yet.
    pub fn empty(setup: Setup, (width, height): (u16, u16)) -> Self {
        Self { app: App::new(setup, Size { width, height }), effects: Vec::new() }
    }

    /// Something happens; computations are done at once.
    pub fn event(&mut self, event: Event) {
        let now = Timestamp::from_second(NOW).unwrap();
        for effect in self.app.update(event, now) {
            match effect {
                Effect::Compute(task) => self.event(Event::Done(task.run())),
                other => self.effects.push(other),
            }
        }
    }

    /// Presses keys, written as in the keymap.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::parse_sequence(keys).unwrap_or_else(|| panic!("{keys:?} are no keys")) {
            self.event(Event::Key(key));
        }
        self
    }

    /// Presses keys; gives what they asked for.
    pub fn asks(&mut self, keys: &str) -> Vec<Effect> {
        self.effects.clear();
        self.press(keys);
        std::mem::take(&mut self.effects)
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.event(Event::Resize(Size { width, height }));
    }

    /// What the last line says.
    pub fn notice(&self) -> &str {
        self.app.notice.as_ref().map_or("", |n| n.text.as_str())
    }

    /// The screen, each meaning in a colour of its own.
    pub fn draw(&self) -> Buffer {
        let area = Rect { x: 0, y: 0, width: self.app.size.width, height: self.app.size.height };
        let mut buffer = Buffer::empty(area);
        let brush = Brush { theme: Theme::telling(), ascii: self.app.look.ascii };
        simak::view::draw(&self.app, area, &mut buffer, &brush);
        buffer
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        text(&self.draw())
    }

    /// The screen as text, and its styled runs by meaning.
    pub fn picture(&self) -> String {
        picture(&self.draw(), meaning)
    }
}

/// The text of a screen, a line each.
pub fn text(buffer: &Buffer) -> String {
    let lines: Vec<String> = lines(buffer).map(|cells| cells.iter().map(|c| c.0).collect()).collect();
    lines.iter().map(|l: &String| l.trim_end()).collect::<Vec<_>>().join("\n")
}

/// The text of a screen, then each line's runs of one style, named by `name`; runs without a name are left out.
pub fn picture(buffer: &Buffer, name: impl Fn(Style) -> Option<String>) -> String {
    let mut out = format!("{}\n\n", text(buffer));
    for (y, cells) in lines(buffer).enumerate() {
        let mut runs: Vec<(Style, String)> = Vec::new();
        for (symbol, style) in cells {
            match runs.last_mut() {
                Some((last, text)) if *last == style => text.push_str(symbol),
                _ => runs.push((style, symbol.to_owned())),
            }
        }
        let named: Vec<String> = runs
            .iter()
            .filter(|(style, text)| !text.trim().is_empty() || style.bg.is_some_and(|c| c != Color::Reset))
            .filter_map(|(style, text)| Some(format!("{} {:?}", name(*style)?, text.trim())))
            .collect();
        if !named.is_empty() {
            let _ = writeln!(out, "{y:>2}  {}", named.join(" · "));
        }
    }
    out
}

/// The cells of each line that hold something: what wide characters cover is left out.
fn lines(buffer: &Buffer) -> impl Iterator<Item = Vec<(&str, Style)>> {
    buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(|line| {
        let mut covered = 0;
        let mut out = Vec::new();
        for cell in line {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            covered = cell.symbol().width().saturating_sub(1);
            out.push((cell.symbol(), cell.style()));
        }
        out
    })
}

/// The meanings of a style of the telling theme: of the text, and of what lies over it.
fn meaning(style: Style) -> Option<String> {
    let tone = |colour: Option<Color>| match colour {
        Some(Color::Indexed(n)) => Tone::ALL.get(usize::from(n) - 1).map(|t| t.name()),
        _ => None,
    };
    let both: Vec<String> = [tone(style.fg), tone(style.bg)].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join("+"))
}
