//! Narrowing the rows of a sheet by what is typed.
//!
//! Typing on only takes rows away, so a longer query looks at what the shorter one left, and taking a letter back goes back
//! to what was found then. Ten thousand bookmarks are made ready on a worker; until that is done a key looks at the first
//! rows only, and the rest comes by itself.

use std::collections::HashMap;
use std::sync::Arc;

use super::sheet::{Sheet, SheetRow, Subject};
use super::task::Task;
use crate::bookmark::Bookmark;
use crate::library::filter::{Candidate, Filter, Haystack};

/// Rows made ready within one key press, two milliseconds of it on a machine that is not busy.
const SLICE: usize = 500;

/// How the rows shown were found.
#[derive(Debug, Clone, Default)]
pub struct Narrowing {
    /// What was typed, each longer than the one before, and the rows that it left.
    steps: Vec<(String, Vec<usize>)>,
    /// Rows further down are not looked at yet.
    partial: bool,
    /// The worker was asked.
    asked: bool,
    /// What was made ready before.
    ready: Words,
}

impl Narrowing {
    /// The rows are others.
    pub fn restart(&mut self) {
        (self.steps, self.partial) = (Vec::new(), false);
    }
}

/// A bookmark and its words.
pub type Ready = (Arc<Bookmark>, Arc<Haystack>);

/// The words of bookmarks, made ready. Those of one that changed since do not count. A clone shares them.
#[derive(Debug, Default, Clone)]
pub struct Words {
    /// By the address of the record, which no other has while it is held here.
    ready: Arc<HashMap<usize, Ready>>,
}

fn address(bookmark: &Arc<Bookmark>) -> usize {
    Arc::as_ptr(bookmark).addr()
}

impl Words {
    /// Those of `bookmark`, if they are there.
    fn of(&self, bookmark: &Arc<Bookmark>) -> Option<Arc<Haystack>> {
        self.ready.get(&address(bookmark)).map(|(_, words)| Arc::clone(words))
    }

    /// Takes what a worker made ready, in the stead of what there was: it was asked for all bookmarks.
    pub fn take(&mut self, made: Vec<Ready>) {
        self.ready = Arc::new(made.into_iter().map(|ready| (address(&ready.0), ready)).collect());
    }
}

/// What a bookmark is found by.
pub fn words(b: &Bookmark) -> Haystack {
    let names = b.names.iter().flat_map(|n| std::iter::once(n.text.as_str()).chain(n.entity.as_deref()));
    let tags = b.tags.iter().map(String::as_str);
    let first = [b.created.day().unwrap_or_default(), &b.note, b.document.label(), &b.document.name];
    let all: Vec<&str> = first.into_iter().chain(tags).chain(names).chain([b.quote()]).collect();
    Haystack::new(&all.join(" "))
}

/// What any other row is found by: all it shows.
fn shown(row: &SheetRow) -> String {
    row.cells
        .iter()
        .flatten()
        .chain(row.under.iter().flatten())
        .fold(String::new(), |all, p| all + p.text.as_str() + " ")
}

impl Sheet {
    /// Shows the rows that what is typed lets pass.
    pub fn narrow(&mut self) {
        // In a search what is typed is the query instead.
        let query = if self.subject == Subject::Search { "" } else { self.query.text() };
        let filter = Filter::new(query);
        self.narrowing.partial = false;
        self.shown = if filter.is_empty() {
            (0..self.rows.len()).collect()
        } else if self.subject == Subject::Palette {
            self.likeliest(&filter)
        } else {
            let query = query.to_owned();
            self.sieve(&filter, query)
        };
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        if !self.current().is_some_and(SheetRow::is_stop) {
            self.cursor = self.next_stop(self.cursor, 1).or_else(|| self.next_stop(self.cursor, -1)).unwrap_or(0);
        }
    }

    /// Of commands the likeliest is run at once, so it comes first; other lists keep their order, which tells something.
    fn likeliest(&self, filter: &Filter) -> Vec<usize> {
        let score = |row: &SheetRow| filter.matches(&Candidate::new(&shown(row))).filter(|_| row.is_stop());
        let rows = self.rows.iter().enumerate();
        let mut passed: Vec<(i64, usize)> = rows.filter_map(|(i, row)| Some((score(row)?.score, i))).collect();
        passed.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
        passed.into_iter().map(|(_, i)| i).collect()
    }

    fn sieve(&mut self, filter: &Filter, query: String) -> Vec<usize> {
        let steps = &mut self.narrowing.steps;
        while steps.last().is_some_and(|(before, _)| !query.starts_with(before.as_str())) {
            steps.pop();
        }
        let before = match steps.last() {
            Some((last, found)) if *last == query => return found.clone(),
            Some((_, found)) => found.clone(),
            None => (0..self.rows.len()).collect(),
        };
        let mut standings: HashMap<&str, Haystack> = HashMap::new();
        let mut passed = Vec::new();
        let mut made = 0;
        for i in before {
            let row = &mut self.rows[i];
            if !row.is_stop() {
                continue;
            }
            if row.words.is_none() {
                row.words = row.record.as_ref().and_then(|b| self.narrowing.ready.of(b));
            }
            if row.words.is_none() {
                if made == SLICE && row.record.is_some() {
                    self.narrowing.partial = true;
                    break;
                }
                made += 1;
                row.words = Some(Arc::new(match &row.record {
                    Some(bookmark) => words(bookmark),
                    None => Haystack::new(&shown(row)),
                }));
            }
            let standing = row.standing.map_or("", |(said, _)| said);
            let standing = standings.entry(standing).or_insert_with(|| Haystack::new(standing));
            if row.words.as_ref().is_some_and(|words| filter.passes(&[words, standing])) {
                passed.push(i);
            }
        }
        if !self.narrowing.partial {
            self.narrowing.steps.push((query, passed.clone()));
        }
        passed
    }

    /// Whether rows further down are not looked at yet.
    pub fn is_partial(&self) -> bool {
        self.narrowing.partial
    }

    /// What a worker should make ready once something is to be typed: the words of a long list of bookmarks.
    pub(super) fn wants_words(&mut self) -> Option<Task> {
        let long = self.rows.len() > self.narrowing.ready.ready.len() + SLICE || self.narrowing.partial;
        if self.subject != Subject::Bookmarks || !long || std::mem::replace(&mut self.narrowing.asked, true) {
            return None;
        }
        Some(Task::Words(self.rows.iter().filter_map(|r| r.record.clone()).collect()))
    }

    /// Takes over words that were made ready.
    pub(super) fn know(&mut self, words: &Words) {
        (self.narrowing.ready, self.narrowing.asked) = (words.clone(), false);
        if self.narrowing.partial {
            self.narrow();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{SLICE, Words};
    use crate::app::sheet::{Column, Sheet, SheetRow, Subject, Target};
    use crate::app::task::{Outcome, Task};
    use crate::bookmark::{Draft, Id, Operation};

    /// A list of `count` bookmarks with notes `note 0`, `note 1` and so on.
    fn list(count: usize) -> Sheet {
        let rows = (0..count).map(|n| {
            let draft = Draft { note: format!("note {n}"), ..Draft::default() };
            let id = Id::new(format!("{n:05}"));
            let Operation::Add(b) = draft.add(id.clone(), jiff::Timestamp::UNIX_EPOCH) else { unreachable!() };
            let mut row = SheetRow::new(Vec::new(), Target::Bookmark(id));
            row.record = Some(Arc::from(b));
            row
        });
        Sheet::new(Subject::Bookmarks, Vec::new()).with_rows(vec![Column::flex()], rows.collect())
    }

    fn typed(sheet: &mut Sheet, text: &str) -> usize {
        sheet.query = crate::app::editor::Editor::line(text);
        sheet.narrow();
        sheet.shown.len()
    }

    #[test]
    fn a_longer_query_narrows_and_a_shorter_one_widens_again() {
        let mut sheet = list(500);
        let found = ["n", "note 4", "note 49", "note 499", "note 49", "x", "note 4"].map(|q| typed(&mut sheet, q));
        let fresh = ["n", "note 4", "note 49", "note 499", "note 49", "x", "note 4"].map(|q| typed(&mut list(500), q));
        assert_eq!(found, fresh);
        assert_eq!(found[3], 1);
    }

    #[test]
    fn when_many_were_changed_the_worker_is_asked_again() {
        let mut sheet = list(SLICE * 3);
        let mut words = Words::default();
        for _ in 0..2 {
            assert!(typed(&mut sheet, "note") < SLICE * 3);
            let Some(Outcome::Words(made)) = sheet.wants_words().map(Task::run) else { panic!("words") };
            words.take(made);
            sheet.know(&words);
            assert_eq!(sheet.shown.len(), SLICE * 3);
            // The same bookmarks as new records, as after a change of each.
            sheet = list(SLICE * 3);
            sheet.know(&words);
        }
    }

    #[test]
    fn of_a_long_list_the_first_rows_pass_at_once_and_the_rest_when_they_are_ready() {
        let mut sheet = list(SLICE * 3);
        let Some(task) = sheet.wants_words() else { panic!("a worker is asked") };
        assert!(sheet.wants_words().is_none(), "once");
        assert_eq!(typed(&mut sheet, "note"), SLICE);
        assert!(sheet.narrowing.partial);
        let Outcome::Words(made) = task.run() else { panic!("words") };
        let mut words = Words::default();
        words.take(made);
        sheet.know(&words);
        assert_eq!(sheet.shown.len(), SLICE * 3);
        assert!(!sheet.narrowing.partial);
        assert!(list(SLICE).wants_words().is_none(), "a short list needs no worker");
        let mut again = list(SLICE * 3);
        again.know(&words);
        assert!(again.wants_words().is_none(), "what was made ready is known");
    }
}
