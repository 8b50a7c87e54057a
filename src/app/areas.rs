//! Where everything stands on the screen: the one geometry that update and view share.

use ratatui::layout::{Rect, Size};

/// The three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    /// The list of articles.
    #[default]
    Articles,
    /// The reading view.
    Reading,
    /// The sidebar of names.
    Names,
}

/// How many panes fit beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Three.
    Wide,
    /// The reading view, over which the others slide.
    Slide,
    /// One.
    Single,
    /// Too small for any.
    TooSmall,
}

/// What geometry depends on besides the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The pane in focus.
    pub focus: Pane,
    /// Columns wanted for the text.
    pub column: u16,
    /// Text alone.
    pub zen: bool,
    /// The topmost sheet wants the whole screen.
    pub full_sheet: bool,
    /// Lines the topmost sheet could fill.
    pub sheet_lines: u16,
}

/// Columns left of the text: bookmark, passage bar, blank.
pub const GUTTER: u16 = 3;
/// Columns right of the text: the count of related passages.
pub const MARGIN: u16 = 5;

/// Rectangles of the screen, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// How many panes fit.
    pub mode: Mode,
    /// First line.
    pub header: Rect,
    /// List of articles, where it is shown.
    pub articles: Option<Rect>,
    /// Reading view, where it is shown.
    pub reading: Option<Rect>,
    /// The text within the reading view, without gutter and margin.
    pub text: Rect,
    /// Sidebar, where it is shown.
    pub names: Option<Rect>,
    /// Where a sheet is laid.
    pub sheet: Rect,
    /// Last line.
    pub status: Rect,
}

/// The rectangles for a screen of `size`.
pub fn areas(size: Size, wish: Wish) -> Areas {
    let (w, h) = (size.width, size.height);
    let mode = match (w, h) {
        _ if w < 20 || h < 5 => Mode::TooSmall,
        _ if w >= 100 => Mode::Wide,
        _ if w >= 60 => Mode::Slide,
        _ => Mode::Single,
    };
    let rect = |x: u16, y: u16, width: u16, height: u16| Rect { x, y, width, height };
    let header = rect(0, 0, w, 1.min(h));
    let status = rect(0, h.saturating_sub(1), w, 1.min(h));
    let body = rect(0, 1.min(h), w, h.saturating_sub(2));
    let side = |share: u32, least: u16, most: u16| ((u32::from(w) * share / 100) as u16).clamp(least, most);
    let (articles, reading, names) = match mode {
        Mode::TooSmall => (None, None, None),
        _ if wish.zen && wish.focus == Pane::Reading => (None, Some(body), None),
        Mode::Wide => {
            let (left, right) = (side(24, 24, 40), side(28, 28, 44));
            (
                Some(rect(0, body.y, left, body.height)),
                Some(rect(left + 1, body.y, w - left - right - 2, body.height)),
                Some(rect(w - right, body.y, right, body.height)),
            )
        }
        Mode::Slide => {
            let width = side(56, 34, 48);
            let left = (wish.focus == Pane::Articles).then(|| rect(0, body.y, width, body.height));
            let right = (wish.focus == Pane::Names).then(|| rect(w - width, body.y, width, body.height));
            (left, Some(body), right)
        }
        Mode::Single => match wish.focus {
            Pane::Articles => (Some(body), None, None),
            Pane::Reading => (None, Some(body), None),
            Pane::Names => (None, None, Some(body)),
        },
    };
    let pane = reading.unwrap_or(body);
    // On a narrow screen the count of related passages gives way to the text.
    let margin = if pane.width >= 50 { MARGIN } else { 1 };
    let gutter = if pane.width >= 30 { GUTTER } else { 2 };
    let room = pane.width.saturating_sub(gutter + margin).max(1);
    let width = wish.column.min(room).max(1);
    let spare = room - width;
    let text = rect(pane.x + gutter + spare / 2, pane.y, width, pane.height);
    let sheet = if wish.full_sheet || h < 16 || mode == Mode::Single {
        body
    } else {
        let most = ((u32::from(body.height) * 62 / 100) as u16).clamp(12, 26);
        let height = wish.sheet_lines.clamp(5, most).min(body.height);
        rect(0, body.y + body.height - height, w, height)
    };
    Areas { mode, header, articles, reading, text, names, sheet, status }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::{Rect, Size};

    use super::{Mode, Pane, Wish, areas};

    fn at(width: u16, height: u16, focus: Pane) -> super::Areas {
        areas(Size { width, height }, Wish { focus, column: 72, zen: false, full_sheet: false, sheet_lines: 20 })
    }

    #[test]
    fn everything_stays_on_the_screen_at_every_size() {
        for width in (0..140).chain([1000]) {
            for height in (0..45).chain([3000]) {
                for focus in [Pane::Articles, Pane::Reading, Pane::Names] {
                    let a = at(width, height, focus);
                    let screen = Rect { x: 0, y: 0, width, height };
                    let all = [Some(a.header), a.articles, a.reading, a.names, Some(a.sheet), Some(a.status)];
                    for r in all.into_iter().flatten() {
                        assert_eq!(r.intersection(screen), r, "{width}x{height}");
                    }
                }
            }
        }
    }

    #[test]
    fn three_panes_fit_from_a_hundred_columns() {
        assert_eq!(at(100, 30, Pane::Reading).mode, Mode::Wide);
        assert_eq!(at(99, 30, Pane::Reading).mode, Mode::Slide);
        assert_eq!(at(59, 30, Pane::Reading).mode, Mode::Single);
        assert_eq!(at(19, 30, Pane::Reading).mode, Mode::TooSmall);
        assert_eq!(at(80, 24, Pane::Reading).text.width, 72);
    }
}
