//! Putting pieces on the screen: cut to size, with an ellipsis, in the style of their meaning.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::app::theme::Theme;
use crate::app::tone::{Piece, Tone, piece};

/// What drawing needs besides the app: styles, and whether only ASCII may be drawn.
#[derive(Debug, Clone)]
pub struct Brush {
    /// The styles.
    pub theme: Theme,
    /// Draw signs of our own with ASCII only.
    pub ascii: bool,
}

impl Brush {
    /// The style of `tone`.
    pub fn style(&self, tone: Tone) -> Style {
        self.theme.style(tone)
    }

    /// `sign`, or its stand-in where only ASCII may be drawn.
    pub fn sign<'a>(&self, sign: &'a str) -> &'a str {
        if !self.ascii {
            return sign;
        }
        match sign {
            "▌" | "│" | "┃" | "┊" => "|",
            "●" => "*",
            "⇄" => "=",
            "…" => "~",
            "─" | "┄" | "·" | "–" => "-",
            "▸" | "›" => ">",
            "‹" => "<",
            "▏" | "▎" | "▍" | "▋" | "▊" | "▉" | "█" => "#",
            "▁" => ".",
            "▂" | "▃" => ":",
            "▄" | "▅" => "+",
            "▆" | "▇" => "#",
            "↓" => "v",
            "×" => "x",
            "→" => ">",
            other => other,
        }
    }

    /// Puts `text` at `(x, y)`, at most `max` columns; gives the columns used.
    pub fn text(&self, buffer: &mut Buffer, (x, y): (u16, u16), text: &str, max: u16, style: Style) -> u16 {
        if max == 0 || !buffer.area.contains((x, y).into()) {
            return 0;
        }
        // What was drawn here before must not shine through.
        let style = Style::reset().patch(style);
        if !self.ascii {
            return buffer.set_stringn(x, y, text, usize::from(max), style).0 - x;
        }
        let shown: String = text.graphemes(true).map(|g| self.sign(g)).collect();
        buffer.set_stringn(x, y, shown, usize::from(max), style).0 - x
    }

    /// Puts `pieces` side by side at `(x, y)`, cut with an ellipsis at `max` columns; gives the columns used.
    pub fn pieces(&self, buffer: &mut Buffer, at: (u16, u16), pieces: &[Piece], max: u16, over: Style) -> u16 {
        let total: usize = pieces.iter().map(|p| p.text.as_str().width()).sum();
        let fits = total <= usize::from(max);
        let room = if fits { max } else { max.saturating_sub(1) };
        let mut used = 0;
        for piece in pieces {
            let style = self.style(piece.tone).patch(over);
            used += self.text(buffer, (at.0 + used, at.1), piece.text.as_str(), room - used, style);
            if used >= room {
                break;
            }
        }
        if !fits && max > 0 {
            used += self.text(buffer, (at.0 + used, at.1), "…", max - used, self.style(Tone::Dim));
        }
        used
    }

    /// Puts `left` and `right` on one line of `area`; `right` is never cut as long as it fits at all.
    pub fn ends(&self, buffer: &mut Buffer, area: Rect, left: &[Piece], right: &[Piece], over: Style) {
        let wanted: u16 = right.iter().map(|p| p.text.as_str().width() as u16).sum();
        // What stands left keeps what it needs of the first half: it says what the rest is about.
        let head: u16 = left.iter().map(|p| p.text.as_str().width() as u16).sum();
        let kept = if head == 0 { 0 } else { head.min(area.width / 2) + 1 };
        let wanted = wanted.min(area.width.saturating_sub(kept));
        let gap = u16::from(wanted > 0);
        self.pieces(buffer, (area.x, area.y), left, area.width.saturating_sub(wanted + gap), over);
        self.pieces(buffer, (area.x + area.width - wanted, area.y), right, wanted, over);
    }

    /// Draws a horizontal rule.
    pub fn rule(&self, buffer: &mut Buffer, area: Rect, tone: Tone) {
        let line = "─".repeat(usize::from(area.width));
        self.text(buffer, (area.x, area.y), &line, area.width, self.style(tone));
    }
}

/// `text` cut in the middle to `max` columns, the end kept: it often tells titles apart.
pub fn shorten(text: &str, max: usize) -> String {
    if text.width() <= max {
        return text.to_owned();
    }
    if max < 12 {
        return cut(text.graphemes(true), max.saturating_sub(1)) + "…";
    }
    let tail = max / 4;
    let head = max - tail - 1;
    let start = cut(text.graphemes(true), head);
    let end: String = cut(text.graphemes(true).rev(), tail).graphemes(true).rev().collect();
    format!("{}…{}", start.trim_end(), end.trim_start())
}

/// The graphemes that fit into `max` columns.
fn cut<'a>(graphemes: impl Iterator<Item = &'a str>, max: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for g in graphemes {
        used += g.width();
        if used > max {
            break;
        }
        out.push_str(g);
    }
    out
}

/// `pieces` with the running text before what is lit cut at its beginning, so that what is lit stands within `max` columns with a
/// little of what follows.
pub fn lit_in_sight(pieces: &[Piece], max: u16) -> Cow<'_, [Piece]> {
    const AFTER: usize = 8;
    let lit = |p: &Piece| matches!(p.tone, Tone::Match);
    let wide = |some: &[Piece]| some.iter().map(|p| p.text.as_str().width()).sum::<usize>();
    let Some(first) = pieces.iter().position(lit) else { return Cow::Borrowed(pieces) };
    let end = first + pieces[first..].iter().take_while(|p| lit(p)).count();
    let wanted = wide(&pieces[..end]) + wide(&pieces[end..]).min(AFTER);
    let text = |p: &&Piece| matches!(p.tone, Tone::Plain | Tone::Dim);
    let from = first - pieces[..first].iter().rev().take_while(text).count();
    let over = wanted.saturating_sub(usize::from(max).saturating_sub(1)).min(wide(&pieces[from..first]));
    if over == 0 {
        return Cow::Borrowed(pieces);
    }
    let before: String = pieces[from..first].iter().map(|p| p.text.as_str()).collect();
    // Two more for the sign that something is left out.
    let kept: String = cut(before.graphemes(true).rev(), before.width().saturating_sub(over + 2));
    let kept: String = kept.graphemes(true).rev().collect();
    let word = kept.find(' ').map_or("", |i| &kept[i + 1..]);
    let tone = pieces[first - 1].tone;
    let mut out = pieces[..from].to_vec();
    out.extend([piece("… ", Tone::Dim), piece(word, tone)]);
    out.extend(pieces[first..].iter().cloned());
    Cow::Owned(out)
}

/// The line `n` of `area`; `None` below it.
pub fn line(area: Rect, n: u16) -> Option<Rect> {
    (n < area.height).then(|| Rect { y: area.y + n, height: 1, ..area })
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{lit_in_sight, shorten};
    use crate::app::tone::{Tone, piece};

    #[test]
    fn a_title_is_cut_in_the_middle() {
        assert_eq!(shorten("Hubungan luar negeri dan integrasi internasional", 24), "Hubungan luar neg…sional");
        for max in 1..30 {
            assert!(shorten("越南的对外关系与国际一体化 Vietnam", max).width() <= max.max(1));
        }
    }

    #[test]
    fn what_is_lit_comes_into_sight_with_a_little_behind_it() {
        let pieces = [
            piece("… ", Tone::Dim),
            piece("melaksanakan resolusi dan kebijakan ", Tone::Plain),
            piece("Komite Sentral", Tone::Match),
            piece(", Politbiro, dan Majelis", Tone::Plain),
        ];
        let shown = |max: u16| lit_in_sight(&pieces, max).iter().map(|p| p.text.as_str()).collect::<String>();
        assert_eq!(shown(90), "… melaksanakan resolusi dan kebijakan Komite Sentral, Politbiro, dan Majelis");
        assert!(shown(40).starts_with("… dan kebijakan Komite Sentral, Po"), "{}", shown(40));
        assert!(shown(10).starts_with("… Komite"), "{}", shown(10));
        for max in 0..90 {
            let at = shown(max).find("Komite").unwrap();
            assert!(shown(max)[..at].width() <= usize::from(max.saturating_sub(22)).max(2), "{max}: {}", shown(max));
        }
    }
}
