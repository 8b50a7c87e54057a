//! Frames: what the app draws, as the bytes that change the screen from the frame before.
//!
//! An unchanged frame is no bytes at all. A big one is put between the marks of synchronised output (mode 2026), which
//! terminals that do not know it ignore.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget;

use super::encode::{Encoder, changes, mend};

/// Bytes from which a frame is worth the marks of synchronised output.
const BIG: usize = 1024;

/// The screen as it was last sent, and the next one.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    next: Buffer,
    encoder: Encoder,
    /// Nothing is known about what the terminal shows.
    stale: bool,
}

impl Screen {
    /// A screen of this size on which everything has to be drawn.
    pub fn new(size: Size) -> Self {
        let area = Rect::new(0, 0, size.width, size.height);
        Self { shown: Buffer::empty(area), next: Buffer::empty(area), encoder: Encoder::fresh(), stale: true }
    }

    /// Has everything drawn again.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Has the screen drawn at another size.
    pub fn resize(&mut self, size: Size) {
        if self.next.area.as_size() != size {
            *self = Self::new(size);
        }
    }

    /// Draws `widget` over the whole screen; the bytes to send, none where nothing changed.
    pub fn draw(&mut self, widget: impl Widget) -> Vec<u8> {
        self.next.reset();
        widget.render(self.next.area, &mut self.next);
        mend(&mut self.next);
        let mut bytes = Vec::new();
        if self.stale {
            bytes.extend_from_slice(b"\x1b[0m\x1b[2J");
            self.shown.reset();
            self.encoder = Encoder::fresh();
        }
        let changes = changes(&self.shown, &self.next);
        self.encoder.encode(&changes, &self.next, &mut bytes);
        self.stale = false;
        std::mem::swap(&mut self.shown, &mut self.next);
        if bytes.len() >= BIG {
            let mut marked = b"\x1b[?2026h".to_vec();
            marked.append(&mut bytes);
            marked.extend_from_slice(b"\x1b[?2026l");
            bytes = marked;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Size;
    use ratatui::text::Text;

    use super::Screen;

    #[test]
    fn an_unchanged_frame_is_no_bytes_and_a_forgotten_one_is_whole() {
        let mut screen = Screen::new(Size::new(20, 3));
        assert_eq!(screen.draw(Text::raw("abc")), b"\x1b[0m\x1b[2J\x1b[1Habc");
        assert_eq!(screen.draw(Text::raw("abc")), b"");
        assert_eq!(screen.draw(Text::raw("abd")), b"\x1b[1;3Hd");
        screen.forget();
        assert_eq!(screen.draw(Text::raw("abd")), b"\x1b[0m\x1b[2J\x1b[1Habd");
    }

    #[test]
    fn a_big_frame_is_synchronised() {
        let mut screen = Screen::new(Size::new(100, 40));
        let lines = vec!["x".repeat(100); 40].join("\n");
        let bytes = String::from_utf8(screen.draw(Text::raw(lines))).unwrap();
        assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"));
    }
}
