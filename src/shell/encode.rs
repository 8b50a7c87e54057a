//! Changed cells to bytes: the fewest that say it in sequences every terminal of the last decades knows.
//!
//! Unlike ratatui's own backend it remembers the pen between frames, erases runs of blanks with ECH, uses the short codes
//! of the sixteen colours, and places the cursor anew after every symbol whose width terminals do not agree upon.

use std::io::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Blanks from which erasing is shorter than writing them.
const BLANKS: u16 = 6;

/// Unchanged cells that are written again rather than jumped over, as the jump takes as many bytes.
const BRIDGE: u16 = 3;

/// Modifiers that show on a blank.
const SHOWN: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Modifiers with their SGR codes.
const CODES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// Takes away wide symbols of which something else, such as the edge of an overlay, covers a part: no terminal can show
/// half of one, and what covers it must be seen.
pub fn mend(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width.max(1));
    for row in buffer.content.chunks_mut(width) {
        for x in 0..row.len() {
            // One byte is one cell; this is by far the most frequent case.
            if row[x].symbol().len() == 1 {
                continue;
            }
            let wide = row[x].symbol().width().max(1);
            let whole = row.get(x + 1..x + wide).is_some_and(|covered| covered.iter().all(|c| c.symbol() == " "));
            if !whole {
                row[x].set_symbol(" ");
            }
        }
    }
}

/// The cells of `next` that must be drawn where the terminal shows `shown`, in reading order, with the cells that lose a
/// half of a wide symbol. (ratatui's own `Buffer::diff` leaves out the one after a wide symbol that is drawn over the first
/// half of another.)
pub fn changes<'a>(shown: &Buffer, next: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let width = usize::from(next.area.width.max(1));
    let mut out = Vec::new();
    for (y, (new, old)) in next.content.chunks(width).zip(shown.content.chunks(width)).enumerate() {
        // Cells to the right that the symbol covers, and cells whose old half is broken.
        let (mut covered, mut broken) = (0, 0_usize);
        for (x, (new, old)) in new.iter().zip(old).enumerate() {
            if covered == 0 && (new != old || broken > 0) {
                out.push((x as u16, y as u16, new));
            }
            let (wide, was) = (new.symbol().width(), old.symbol().width());
            covered = wide.saturating_sub(1);
            broken = broken.max(wide).max(was).saturating_sub(1);
        }
    }
    out
}

/// What the terminal draws with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// The terminal's pen and cursor as far as they are known.
#[derive(Debug)]
pub struct Encoder {
    pen: Pen,
    at: Option<(u16, u16)>,
}

impl Encoder {
    /// For a terminal whose pen was reset.
    pub fn fresh() -> Self {
        Self { pen: PLAIN, at: None }
    }

    /// Appends what draws `changes`, cells of `next` in reading order.
    pub fn encode(&mut self, changes: &[(u16, u16, &Cell)], next: &Buffer, out: &mut Vec<u8>) {
        // Between frames something else may have moved the cursor.
        self.at = None;
        let mut rest = changes;
        while let [(x, y, cell), after @ ..] = rest {
            let blanks = blanks(rest);
            if blanks >= BLANKS {
                self.go(*x, *y, next, out);
                // Terminals differ in what of the pen an erased cell keeps.
                if self.pen.bg != Color::Reset || self.pen.modifier.intersects(SHOWN) {
                    self.draw_with(PLAIN, out);
                }
                put(out, format_args!("\x1b[{blanks}X"));
                rest = &rest[usize::from(blanks)..];
                continue;
            }
            self.go(*x, *y, next, out);
            self.write(cell, out);
            let known = has_known_width(cell.symbol()) && *x + 1 < next.area.width;
            self.at = known.then_some((*x + 1, *y));
            rest = after;
        }
    }

    /// Moves the cursor by the shortest way.
    fn go(&mut self, x: u16, y: u16, next: &Buffer, out: &mut Vec<u8>) {
        let from = self.at.replace((x, y));
        let Some((column, _)) = from.filter(|(column, row)| *row == y && *column <= x) else {
            return if x == 0 {
                put(out, format_args!("\x1b[{}H", y + 1));
            } else {
                put(out, format_args!("\x1b[{};{}H", y + 1, x + 1));
            };
        };
        let between = || (column..x).filter_map(|c| next.cell((c, y)));
        let same = |c: &Cell| c.symbol().len() == 1 && self.pen == pen_of(c);
        if x - column <= BRIDGE && between().all(same) {
            between().for_each(|c| out.extend_from_slice(c.symbol().as_bytes()));
        } else if x == column + 1 {
            out.extend_from_slice(b"\x1b[C");
        } else {
            put(out, format_args!("\x1b[{}C", x - column));
        }
    }

    fn write(&mut self, cell: &Cell, out: &mut Vec<u8>) {
        let pen = pen_of(cell);
        let unseen =
            cell.symbol() == " " && pen.bg == self.pen.bg && !(pen.modifier | self.pen.modifier).intersects(SHOWN);
        if !unseen {
            self.draw_with(pen, out);
        }
        // Text is sanitised long before; this is the last door, and it stays shut whatever came in by another.
        let acts = cell.symbol().chars().any(char::is_control);
        out.extend_from_slice(if acts { b"?" } else { cell.symbol().as_bytes() });
    }

    /// Changes the pen.
    fn draw_with(&mut self, pen: Pen, out: &mut Vec<u8>) {
        if pen == self.pen {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let mut first = true;
        let mut code = |out: &mut Vec<u8>, code: std::fmt::Arguments<'_>| {
            if !std::mem::take(&mut first) {
                out.push(b';');
            }
            put(out, code);
        };
        let mut old = self.pen;
        if pen == PLAIN || !(old.modifier - pen.modifier).is_empty() {
            // No code takes bold away that all terminals know, so everything is.
            code(out, format_args!("0"));
            old = PLAIN;
        }
        for (modifier, number) in CODES {
            if (pen.modifier - old.modifier).contains(modifier) {
                code(out, format_args!("{number}"));
            }
        }
        for (new, old, base) in [(pen.fg, old.fg, 30), (pen.bg, old.bg, 40)] {
            if new != old {
                match colour(new, base) {
                    Ok(number) => code(out, format_args!("{number}")),
                    Err(Color::Indexed(n)) => code(out, format_args!("{};5;{n}", base + 8)),
                    Err(Color::Rgb(r, g, b)) => code(out, format_args!("{};2;{r};{g};{b}", base + 8)),
                    Err(_) => {}
                }
            }
        }
        out.push(b'm');
        self.pen = pen;
    }
}

/// The one code of a colour, with 30 for the foreground and 40 for the background; the colour itself where it needs more.
fn colour(colour: Color, base: u8) -> Result<u8, Color> {
    let bright = base + 60;
    Ok(match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        other @ (Color::Rgb(..) | Color::Indexed(_)) => return Err(other),
    })
}

fn pen_of(cell: &Cell) -> Pen {
    Pen { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
}

/// How many blanks on plain ground the changes begin with, side by side.
fn blanks(changes: &[(u16, u16, &Cell)]) -> u16 {
    let Some((left, row, _)) = changes.first() else { return 0 };
    let is_blank = |c: &Cell| c.symbol() == " " && c.bg == Color::Reset && !c.modifier.intersects(SHOWN);
    let run = changes.iter().zip(*left..).take_while(|((x, y, c), expected)| x == expected && y == row && is_blank(c));
    run.count() as u16
}

/// Whether every terminal moves its cursor by one cell for `symbol`: one character of an alphabet, a box or a mark.
fn has_known_width(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    let agreed = matches!(c, ' '..='~' | '\u{a1}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{481}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}');
    agreed && symbol.width() == 1
}

/// Writing to a vector cannot fail.
fn put(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::{Encoder, changes, mend};

    const AREA: Rect = Rect::new(0, 0, 13, 4);

    fn style() -> impl Strategy<Value = Style> {
        let colour = || {
            prop_oneof![
                4 => Just(Color::Reset), 1 => Just(Color::Red), 1 => Just(Color::DarkGray), 1 => Just(Color::White),
                1 => any::<u8>().prop_filter("the sixteen have names", |n| *n > 15).prop_map(Color::Indexed),
                1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
            ]
        };
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::ITALIC | Modifier::UNDERLINED)
        ];
        (colour(), colour(), modifier).prop_map(|(fg, bg, m)| Style::new().fg(fg).bg(bg).add_modifier(m))
    }

    /// Strings set on the screen, one frame after the other.
    fn frames() -> impl Strategy<Value = Vec<Vec<(u16, u16, String, Style)>>> {
        let text = prop_oneof!["[a-c ]{0,13}", " {6,13}", "[ệđ–─▌]{0,5}", "[日本x]{0,6}"];
        let set = (0..AREA.width, 0..AREA.height, text, style());
        proptest::collection::vec(proptest::collection::vec(set, 0..8), 1..5)
    }

    /// A cell of the terminal in the words of [`drawn`].
    fn shown(screen: &vt100::Screen, x: u16, y: u16) -> String {
        let cell = screen.cell(y, x).unwrap();
        if cell.is_wide_continuation() {
            return "wide".into();
        }
        let symbol = if cell.has_contents() { cell.contents() } else { " " };
        let (fg, bg) = (format!("{:?}", cell.fgcolor()), format!("{:?}", cell.bgcolor()));
        let fg = if symbol == " " && !cell.inverse() && !cell.underline() { String::new() } else { fg };
        let bold = cell.bold() && symbol != " ";
        format!("{symbol} {fg} {bg} {bold} {} {}", cell.underline(), cell.inverse())
    }

    fn drawn(cell: &Cell) -> String {
        let colour = |c: Color| match c {
            Color::Red => "Idx(1)".to_owned(),
            Color::DarkGray => "Idx(8)".to_owned(),
            Color::White => "Idx(15)".to_owned(),
            Color::Indexed(n) => format!("Idx({n})"),
            Color::Rgb(r, g, b) => format!("Rgb({r}, {g}, {b})"),
            _ => "Default".to_owned(),
        };
        let (underline, inverse) =
            (cell.modifier.contains(Modifier::UNDERLINED), cell.modifier.contains(Modifier::REVERSED));
        let blank = cell.symbol() == " ";
        let fg = if blank && !inverse && !underline { String::new() } else { colour(cell.fg) };
        let bold = cell.modifier.contains(Modifier::BOLD) && !blank;
        format!("{} {fg} {} {bold} {underline} {inverse}", cell.symbol(), colour(cell.bg))
    }

    #[test]
    fn a_control_character_in_a_cell_is_not_sent() {
        let mut next = Buffer::empty(AREA);
        for (y, symbol) in ["\u{1b}", "\u{9b}31m", "\u{7}", "a\u{1b}[2J"].into_iter().enumerate() {
            next[(0, y as u16)].set_symbol(symbol);
        }
        let mut bytes = Vec::new();
        Encoder::fresh().encode(&changes(&Buffer::empty(AREA), &next), &next, &mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches('?').count(), 4);
        assert!(!text.contains(['\u{9b}', '\u{7}']) && !text.contains("2J"), "{text:?}");
    }

    proptest! {
        #[test]
        fn the_terminal_shows_what_was_drawn(frames in frames()) {
            let mut terminal =
                vt100::Parser::new(NonZero::new(AREA.height).unwrap(), NonZero::new(AREA.width).unwrap(), 0);
            let mut encoder = Encoder::fresh();
            let mut before = Buffer::empty(AREA);
            for frame in frames {
                let mut next = Buffer::empty(AREA);
                for (x, y, text, style) in frame {
                    next.set_string(x, y, text, style);
                }
                mend(&mut next);
                let mut bytes = Vec::new();
                encoder.encode(&changes(&before, &next), &next, &mut bytes);
                terminal.process(&bytes);
                for (x, y) in (0..AREA.height).flat_map(|y| (0..AREA.width).map(move |x| (x, y))) {
                    let shown = shown(terminal.screen(), x, y);
                    if shown != "wide" {
                        proptest::prop_assert_eq!(shown, drawn(&next[(x, y)]), "at {},{} after {:?}", x, y,
                            String::from_utf8_lossy(&bytes));
                    }
                }
                before = next;
            }
        }
    }
}
