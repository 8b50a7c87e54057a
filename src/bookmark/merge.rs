//! Merging an operation into bookmarks that others may have changed in the meantime.
//!
//! | here | there | result |
//! |---|---|---|
//! | add | – | added; an id that is there already was added before (a replay) |
//! | edit | the same field, otherwise | the later wins, the other value becomes a step that brings it back |
//! | edit of tags | tags otherwise | what was added is added, what was taken away is taken away |
//! | edit | deleted | the edit wins, the record comes back |
//! | delete | changed since seen | refused, the record stays |
//!
//! Doing the same operation twice is the same as doing it once, so a journal may be replayed.

use super::id::Id;
use super::moment::Moment;
use super::operation::{Field, Operation};
use super::record::Bookmark;
use super::set::Bookmarks;
use super::undo::Step;

/// What became of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Merged {
    /// Done as meant; the step that undoes it.
    Done(Step),
    /// Nothing to do: it was done before.
    Already,
    /// Both sides changed the field. The step brings the value back that lost; `kept_ours` says which that was.
    Conflict {
        /// Whether the operation's value stands now.
        kept_ours: bool,
        /// Undoing this brings the other value back.
        lost: Step,
    },
    /// The record was deleted elsewhere; the edit brought it back.
    Revived(Step),
    /// A delete of a record that changed since it was seen, or an edit of one that nobody has any more.
    Refused(Id),
}

/// Merges `operation` into `bookmarks`. `known` is the record as this session last saw it, to bring back one that was
/// deleted elsewhere.
pub fn merge(bookmarks: &mut Bookmarks, operation: &Operation, known: Option<&Bookmark>) -> Merged {
    match operation {
        Operation::Add(added) if bookmarks.get(&added.id).is_some() => Merged::Already,
        Operation::Delete { id, .. } if bookmarks.get(id).is_none() => Merged::Already,
        Operation::Add(_) | Operation::Delete { .. } => match bookmarks.apply(operation) {
            Ok(inverse) => Merged::Done(Step { done: operation.clone(), inverse }),
            Err(_) => Merged::Refused(operation.id().clone()),
        },
        Operation::Edit { id, old, new, at } => edit(bookmarks, id, (old, new), at, known),
    }
}

fn edit(
    bookmarks: &mut Bookmarks,
    id: &Id,
    (old, new): (&Field, &Field),
    at: &Moment,
    known: Option<&Bookmark>,
) -> Merged {
    if !old.same_kind(new) {
        return Merged::Refused(id.clone());
    }
    let Some(record) = bookmarks.get(id) else {
        let Some(known) = known else { return Merged::Refused(id.clone()) };
        let mut back = known.clone();
        new.put(&mut back);
        back.rev = known.rev + 1;
        back.modified = at.clone();
        let inverse = Operation::Delete { id: id.clone(), rev: back.rev };
        let done = Operation::Add(Box::new(back.clone()));
        bookmarks.put(back);
        return Merged::Revived(Step { done, inverse });
    };
    let current = new.of_same_kind(record);
    let later = *at >= record.modified;
    if current == *new {
        return Merged::Already;
    }
    let step = |done_old: &Field, done_new: &Field| Operation::Edit {
        id: id.clone(),
        old: done_old.clone(),
        new: done_new.clone(),
        at: at.clone(),
    };
    if current == *old {
        let done = step(old, new);
        return match bookmarks.apply(&done) {
            Ok(inverse) => Merged::Done(Step { done, inverse }),
            Err(_) => Merged::Refused(id.clone()),
        };
    }
    if let (Field::Tags(old), Field::Tags(new), Field::Tags(current)) = (old, new, &current) {
        let merged = merge_tags(old, new, current);
        if merged == *current {
            return Merged::Already;
        }
        let done = step(&Field::Tags(current.clone()), &Field::Tags(merged));
        return match bookmarks.apply(&done) {
            Ok(inverse) => Merged::Done(Step { done, inverse }),
            Err(_) => Merged::Refused(id.clone()),
        };
    }
    if later {
        let done = step(&current, new);
        match bookmarks.apply(&done) {
            Ok(inverse) => Merged::Conflict { kept_ours: true, lost: Step { done, inverse } },
            Err(_) => Merged::Refused(id.clone()),
        }
    } else {
        // As if theirs had been done over ours: undoing it gives ours back.
        let lost = Step { done: step(new, &current), inverse: step(&current, new) };
        Merged::Conflict { kept_ours: false, lost }
    }
}

/// `current` with what `new` added to `old`, without what it took away.
fn merge_tags(old: &[String], new: &[String], current: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = current.iter().filter(|t| new.contains(t) || !old.contains(t)).cloned().collect();
    for tag in new {
        if !old.contains(tag) && !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags
}
