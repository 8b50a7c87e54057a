//! Tests of `update` alone are in `tests/it/effects.rs`; here is what needs private state.

use ratatui::layout::Size;

use super::{App, Event, Setup};

#[test]
fn an_app_without_articles_takes_any_size() {
    for (width, height) in [(0, 0), (1, 1), (20, 5), (80, 24), (1000, 3000)] {
        let mut app = App::new(Setup::default(), Size { width, height });
        let effects = app.update(Event::LoadingDone, jiff::Timestamp::UNIX_EPOCH);
        assert!(effects.is_empty());
    }
}
