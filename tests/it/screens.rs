//! Pictures of every screen at three sizes: a key string and what it leads to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;
use simak::app::{Event, Setup};

use crate::stage::{self, Stage};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// A screen and the keys that lead to it from the opening screen of the starter collection.
const SCREENS: [(&str, &str); 17] = [
    ("opening", ""),
    ("filter", "/vo van thuong"),
    ("filtered", "/vo van thuong<Enter>"),
    ("reading", "<Enter>3}"),
    ("names", "<Enter><Tab>jj"),
    ("figures", "<Enter><Tab>l"),
    ("related", "<Enter>4}<Enter>"),
    ("compare", "2]agc/mitra strategis<Enter>c"),
    ("topics", "C"),
    ("card", "<Enter><Tab>K"),
    ("timeline", "t"),
    ("coverage", "M"),
    ("search", "g/mitra strategis"),
    ("bookmarks", "<Enter>}b2}bB"),
    ("note", "<Enter>}ausaha bersama"),
    ("help", "?"),
    ("raw", "<Enter>zr"),
];

#[test]
fn each_screen_is_as_pictured() {
    for (name, keys) in SCREENS {
        for (width, height) in SIZES {
            let mut stage = Stage::starters(width, height);
            if !keys.is_empty() {
                stage.press(keys);
            }
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), stage.picture());
        }
    }
}

#[test]
fn before_anything_is_read_the_screen_says_so() {
    for (width, height) in SIZES {
        let setup = || Setup { collection: "articles".into(), ..Setup::default() };
        let mut stage = Stage::empty(setup(), (width, height));
        insta::assert_snapshot!(format!("loading-{width}x{height}"), stage.picture());
        stage.event(Event::Unreadable("articles/a.txt".into(), "permission denied".into()));
        stage.event(Event::LoadingDone);
        insta::assert_snapshot!(format!("nothing-{width}x{height}"), stage.picture());

        // Articles are there, the library is not.
        let mut stage = Stage::empty(setup(), (width, height));
        stage.event(Event::Loaded(stage::STARTERS.articles[..2].to_vec()));
        insta::assert_snapshot!(format!("no-library-{width}x{height}"), stage.picture());
    }
}

#[test]
fn the_hint_how_to_open_a_collection_is_told_once() {
    let setup = Setup { collection: "starter collection".into(), starter: true, ..Setup::default() };
    let mut stage = Stage::open(setup, &stage::STARTERS, (80, 24));
    assert!(stage.notice().contains("simak PATH"));
    stage.press("j");
    assert_eq!(stage.notice(), "");
}

#[test]
fn a_screen_too_small_says_so_as_far_as_it_can() {
    for (width, height) in [(19, 5), (20, 4), (6, 2), (1, 1)] {
        let stage = Stage::starters(width, height);
        let expected: String = "window too small".chars().take(usize::from(width)).collect();
        assert_eq!(stage.text().lines().next().unwrap_or_default(), expected.trim_end(), "{width}x{height}");
    }
    assert!(!Stage::starters(20, 5).text().contains("too small"));
}

/// Bold, dim, underlined, reversed, crossed out; what has a colour says so.
fn attributes(style: Style) -> Option<String> {
    let colour = [style.fg, style.bg].into_iter().flatten().any(|c| c != Color::Reset);
    let mut names: Vec<&str> = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "crossed"),
    ]
    .into_iter()
    .filter_map(|(modifier, name)| style.add_modifier.contains(modifier).then_some(name))
    .collect();
    if colour {
        names.push("COLOUR");
    }
    (!names.is_empty()).then(|| names.join("+"))
}

#[test]
fn without_colour_and_with_ascii_only_everything_is_still_told() {
    let setup = Setup { collection: "seeds".into(), ascii: true, no_color: true, ..Setup::default() };
    for (name, keys) in [("reading", "<Enter>}b3}v"), ("related", "<Enter>4}<Enter>"), ("names", "<Enter><Tab>")] {
        let mut stage = Stage::open(setup.clone(), &stage::STARTERS, (120, 40));
        stage.press(keys);
        let area = Rect { x: 0, y: 0, width: 120, height: 40 };
        let mut buffer = Buffer::empty(area);
        (&stage.app).render(area, &mut buffer);
        let picture = stage::picture(&buffer, attributes);
        assert!(!picture.contains("COLOUR"), "{picture}");
        let signs: String = picture.chars().filter(|c| "▌│●⇄…─┄·▸▏█▁▂▃▄▅▆▇×→↓┃•".contains(*c)).collect();
        // The picture itself sets runs apart by a dot.
        assert_eq!(signs.replace('·', ""), "", "{picture}");
        insta::assert_snapshot!(format!("ascii-{name}-120x40"), picture);
    }
}
