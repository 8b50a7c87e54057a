//! Persons, places and organisations: the model where there is one for the language, runs of capitals else.

use super::casing::Casing;
use super::found::{Found, taken};
use super::model::{LABELS, Models};
use super::reading::{Reading, Scratch};
use super::{Steps, runs};
use crate::facts::Kind;

/// Adds the names of `reading`; tokens taken by names in `all` stay theirs.
pub fn find(reading: &mut Reading, casing: &Casing, steps: Steps, models: Models, all: &mut Vec<Found>) {
    let Some(model) = models.of(reading.tongue) else {
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
                NO_NAME
            } else {
                model.scores(&sentence, i)
            }
        }));
        model.best(&scores, &mut labels);
        kept.extend_from_slice(&scores);
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
            let kind = [Kind::Person, Kind::Place, Kind::Organisation][usize::from((label - 1) / 2)];
            all.push(Found::new(run.start + start..run.start + at, kind, "model"));
        }
    }
    reading.scores = kept;
}

/// The scores of a token that cannot be part of a name.
const NO_NAME: [f32; LABELS] = [0.0, -1.0e5, -1.0e5, -1.0e5, -1.0e5, -1.0e5, -1.0e5];
