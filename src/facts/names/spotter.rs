//! Persons, places and organisations: the model where there is one for the language, runs of capitals else.

use std::ops::Range;

use super::casing::Casing;
use super::found::{Found, taken};
use super::model::{KINDS, no_name};
use super::models::Models;
use super::reading::{Reading, Scratch};
use super::{Steps, runs};
use crate::facts::Kind;

/// Adds the names of `reading`; tokens taken by names in `all` stay theirs.
pub fn find(reading: &mut Reading, casing: &Casing, steps: Steps, models: Models, all: &mut Vec<Found>) {
    let Some(model) = models.first(reading.tongue) else {
        if steps.patterns {
            runs::find(reading, casing, all);
        }
        return;
    };
    // All in capitals: names that the rest of the article tells are found by their echo, no others.
    if steps.patterns && reading.shouts() {
        return;
    }
    let mut scratch = Scratch::default();
    let (mut scores, mut labels) = (Vec::new(), Vec::new());
    let closed = all.len();
    let mut kept = Vec::with_capacity(reading.len());
    for run in reading.sentences() {
        let sentence = reading.sentence(&run, casing, &mut scratch);
        scores.clear();
        scores.extend((0..run.len()).map(|i| {
            let at = run.start + i;
            if sentence.is_plain(i) || (closed > 0 && taken(&all[..closed], &(at..at + 1))) {
                no_name()
            } else {
                model.scores(&sentence, i)
            }
        }));
        model.best(&scores, &mut labels);
        kept.extend_from_slice(&scores);
        spans(&labels, |span, kind| all.push(Found::new(run.start + span.start..run.start + span.end, kind, "model")));
    }
    reading.scores = kept;
}

/// The names that labels tell, by token.
pub fn spans(labels: &[u8], mut each: impl FnMut(Range<usize>, Kind)) {
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        at += 1;
        if label == 0 {
            continue;
        }
        let start = at - 1;
        let inside = label + label % 2;
        while at < labels.len() && labels[at] == inside {
            at += 1;
        }
        each(start..at, KINDS[usize::from((label - 1) / 2)]);
    }
}
