//! Other programs: the browser for an address, the editor for the file, a shell command for the text.

use super::prompt::Purpose;
use super::sheet::Subject;
use super::{App, Effect, sheets};
use crate::bookmark::export::markdown;
use crate::bookmark::{Bookmark, file};

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

    /// The marked bookmarks of the list, else all that are shown, as Markdown; those whose text is gone say so.
    fn bookmarks_as_markdown(&self) -> Option<(usize, String)> {
        let sheet = self.sheets.last().filter(|s| s.subject == Subject::Bookmarks)?;
        let all = self.shelf.marked.is_empty();
        let rows = sheet.shown.iter().filter_map(|&i| sheet.rows[i].record.as_deref().map(|b| (&sheet.rows[i], b)));
        let chosen: Vec<Bookmark> = rows
            .filter(|(_, b)| all || self.shelf.marked.contains(&b.id))
            .map(|(row, b)| {
                let mut b = b.clone();
                // As the open article has it now, not as it was when the bookmark was last changed.
                b.anchor.state = sheets::bookmarks::state(row).unwrap_or(b.anchor.state);
                b
            })
            .collect();
        Some((chosen.len(), markdown::write(&chosen)))
    }

    pub(super) fn begin_pipe(&mut self) {
        if let Some((count, text)) = self.bookmarks_as_markdown() {
            if count == 0 {
                self.say("no bookmarks to give");
            } else {
                let what = file::count(count, "bookmark", "bookmarks");
                self.say(format!("{what} as Markdown; `cat > FILE` writes them"));
                self.ask(Purpose::Pipe(text), "");
            }
            return;
        }
        if !self.sheets.is_empty() {
            self.say("only bookmarks can be given to a command here");
            return;
        }
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
