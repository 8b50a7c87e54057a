//! Widgets over [`App`]; they only draw. One file a pane, named as in `app`.
//!
//! Takes `&App`, gives cells. Geometry is [`crate::app::areas::areas`], styles come from [`crate::app::theme`]; nothing is written back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::app::App;
use crate::app::areas::Mode;
use crate::app::tone::Tone;

mod articles;
mod names;
pub mod paint;
mod reading;
mod sheet;
mod status;

use paint::Brush;

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let brush = Brush { theme: self.themes.of(&self.look), ascii: self.look.ascii };
        draw(self, area, buffer, &brush);
    }
}

/// Draws the whole screen with the styles of `brush`. `area` must be the size the app was told.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer, brush: &Brush) {
    let areas = app.areas();
    let screen = area.intersection(buffer.area);
    if screen.width < app.size.width || screen.height < app.size.height {
        return;
    }
    if areas.mode == Mode::TooSmall {
        brush.text(buffer, (screen.x, screen.y), "window too small", screen.width, brush.style(Tone::Plain));
        return;
    }
    status::header(app, areas.header, buffer, brush);
    let slid = areas.mode == Mode::Slide;
    reading::draw(app, &areas, buffer, brush);
    for (pane, left) in [(areas.articles, true), (areas.names, false)] {
        let Some(pane) = pane else { continue };
        if slid {
            Clear.render(pane, buffer);
        }
        if left {
            articles::draw(app, pane, buffer, brush);
        } else {
            names::draw(app, pane, buffer, brush);
        }
        // The rule stands between the pane and the text.
        let x = if left { pane.x + pane.width } else { pane.x.wrapping_sub(1) };
        if areas.mode != Mode::Single && x < screen.width {
            for y in pane.y..pane.y + pane.height {
                if slid {
                    buffer[(x, y)].reset();
                }
                brush.text(buffer, (x, y), "│", 1, brush.style(Tone::Dim));
            }
        }
    }
    sheet::draw(app, areas.sheet, buffer, brush);
    let body = Rect { y: areas.header.height, height: app.size.height.saturating_sub(2), ..screen };
    status::note(app, body, buffer, brush);
    status::footer(app, areas.status, buffer, brush);
}
