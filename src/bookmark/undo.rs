//! Undo and redo as a stack of steps.
//!
//! A step can be undone as long as nobody else changed the record since: an edit while the field still reads as the edit
//! left it, an addition while the record is as it was added, a deletion while the id is free.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::operation::{Operation, Refused};
use super::set::Bookmarks;

/// Most steps kept.
pub const DEPTH: usize = 200;

/// An operation that was done, and the one that undoes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What was done.
    pub done: Operation,
    /// What undoes it.
    pub inverse: Operation,
}

/// The steps that can be undone and those that can be done again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undo {
    back: Vec<Step>,
    forth: Vec<Step>,
}

impl Undo {
    /// Steps remembered from earlier, oldest first.
    pub fn new(steps: Vec<Step>) -> Self {
        Self { back: steps, forth: Vec::new() }
    }

    /// Remembers a step just done by the reader; what was undone before cannot be done again after it.
    pub fn push(&mut self, step: Step) {
        self.forth.clear();
        self.remember(step);
    }

    /// Remembers a step without forgetting what was undone: a value that lost against another session's.
    pub fn remember(&mut self, step: Step) {
        self.back.push(step);
        let over = self.back.len().saturating_sub(DEPTH);
        self.back.drain(..over);
    }

    /// Steps that can be undone, oldest first.
    pub fn steps(&self) -> &[Step] {
        &self.back
    }

    /// Takes the last step back in `bookmarks` and gives the operation to send to the store; `None` where there is none.
    /// A refused step is forgotten, so that the one before it can be reached.
    pub fn undo(&mut self, bookmarks: &mut Bookmarks, now: jiff::Timestamp) -> Option<Result<Operation, Refused>> {
        let step = self.back.pop()?;
        Some(turn(&step.inverse, &step.done, bookmarks, now).map(|(operation, back)| {
            self.forth.push(Step { done: operation.clone(), inverse: back });
            operation
        }))
    }

    /// Does again what was undone last.
    pub fn redo(&mut self, bookmarks: &mut Bookmarks, now: jiff::Timestamp) -> Option<Result<Operation, Refused>> {
        let step = self.forth.pop()?;
        Some(turn(&step.inverse, &step.done, bookmarks, now).map(|(operation, back)| {
            self.remember(Step { done: operation.clone(), inverse: back });
            operation
        }))
    }
}

/// Does `inverse` with the revision and time of now; gives what was done and what undoes it.
fn turn(
    inverse: &Operation,
    done: &Operation,
    bookmarks: &mut Bookmarks,
    now: jiff::Timestamp,
) -> Result<(Operation, Operation), Refused> {
    let operation = match inverse {
        Operation::Add(_) => inverse.clone(),
        Operation::Edit { id, old, new, .. } => {
            Operation::Edit { id: id.clone(), old: old.clone(), new: new.clone(), at: Moment::from(now) }
        }
        Operation::Delete { id, .. } => {
            let record = bookmarks.get(id).ok_or_else(|| Refused::Missing(id.clone()))?;
            if let Operation::Add(added) = done
                && !added.same_content(record)
            {
                return Err(Refused::Changed(Box::new((**record).clone())));
            }
            Operation::Delete { id: id.clone(), rev: record.rev }
        }
    };
    let back = bookmarks.apply(&operation)?;
    Ok((operation, back))
}
