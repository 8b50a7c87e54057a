//! The ways out: q goes one step back, and the end.

use super::areas::Pane;
use super::{App, Effect};

impl App {
    /// q: closes what is open, goes to the list, then ends.
    pub(super) fn quit(&mut self) -> Vec<Effect> {
        if self.close_sheet().is_some() {
            return Vec::new();
        }
        match self.look.focus {
            Pane::Articles => self.exit(),
            Pane::Reading | Pane::Names => {
                self.look.zen = false;
                if let Some(reading) = &mut self.reading {
                    reading.selection = None;
                }
                self.look.focus = if self.look.focus == Pane::Names { Pane::Reading } else { Pane::Articles };
                Vec::new()
            }
        }
    }

    /// Ends; what should be remembered is handed over first.
    pub(super) fn exit(&mut self) -> Vec<Effect> {
        self.leave_article();
        let mut effects = Vec::new();
        // Nothing is written before the reader has saved something.
        let marked = !self.positions.marks.is_empty() || self.positions.documents.values().any(|p| !p.marks.is_empty());
        if !self.shelf.all.is_empty() || marked {
            effects.push(Effect::Remember(Box::new(self.positions.clone())));
        }
        effects.push(Effect::Quit);
        effects
    }
}
