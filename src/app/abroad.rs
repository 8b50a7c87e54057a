//! Other programs: the browser for an address, the editor for the file, a shell command for the text.

use super::prompt::Purpose;
use super::{App, Effect};

impl App {
    pub(super) fn open_url(&mut self) -> Vec<Effect> {
        let url = self.article_in_hand().and_then(|id| self.collection.entry(id).article.url.clone());
        match url {
            Some(url) if ["http://", "https://", "mailto:"].iter().any(|s| url.starts_with(s)) => {
                self.say(format!("opening {url}"));
                vec![Effect::Open(url)]
            }
            Some(_) => {
                self.warn("this address is neither http, https nor mailto; not opened");
                Vec::new()
            }
            None => {
                self.say("this article names no address");
                Vec::new()
            }
        }
    }

    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else { return Vec::new() };
        let entry = self.collection.entry(id);
        let line = self
            .reading
            .as_ref()
            .filter(|r| r.article == id)
            .and_then(super::reading::Reading::passage)
            .map_or(1, |p| entry.article.passage(p).line);
        vec![Effect::Edit(entry.path.clone(), line)]
    }

    pub(super) fn begin_pipe(&mut self) {
        let Some(reading) = &self.reading else { return };
        let entry = self.collection.entry(reading.article);
        let text = if reading.selection.is_some() {
            let chosen = reading.chosen(entry);
            let parts: Vec<&str> =
                chosen.into_iter().filter_map(|s| entry.article.passage(s.passage).text.text().get(s.span)).collect();
            parts.join("\n\n")
        } else {
            entry.article.passages.iter().map(|p| p.text.text()).collect::<Vec<_>>().join("\n\n")
        };
        self.ask(Purpose::Pipe(text), "");
    }
}
