//! Widgets over [`App`]; they only draw.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use crate::app::App;

impl Widget for &App {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let _ = (area, buffer);
    }
}
