//! The steps that can be undone, kept over restarts: the last two hundred, one a line.

use std::fs;
use std::io;
use std::path::Path;

use crate::bookmark::undo::DEPTH;
use crate::bookmark::{Operation, Step};

/// The steps in the file at `path`, oldest first. Lines that cannot be read are left out.
pub fn read(path: &Path) -> Vec<Step> {
    let Ok(bytes) = fs::read(path) else { return Vec::new() };
    bytes.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

/// Adds `steps` to the file at `path`. A step that takes the last one about the same bookmark back removes it instead.
pub fn add(path: &Path, steps: &[Step]) -> io::Result<()> {
    let mut all = read(path);
    for step in steps {
        let last = all.iter().rposition(|s| s.done.id() == step.done.id());
        match last {
            Some(at) if same(&all[at].inverse, &step.done) => {
                all.remove(at);
            }
            _ => all.push(step.clone()),
        }
    }
    let over = all.len().saturating_sub(DEPTH);
    let mut text = String::new();
    for step in &all[over..] {
        text.push_str(&serde_json::to_string(step).map_err(io::Error::other)?);
        text.push('\n');
    }
    if let Some(dir) = path.parent() {
        crate::shell::dirs::make_private(dir)?;
    }
    super::disk::replace_unsynced(path, text.as_bytes())
}

/// Whether two operations do the same, whatever the time and revision they name.
fn same(a: &Operation, b: &Operation) -> bool {
    match (a, b) {
        (Operation::Add(a), Operation::Add(b)) => a.id == b.id && a.same_content(b),
        (Operation::Edit { id: a, old: ao, new: an, .. }, Operation::Edit { id: b, old: bo, new: bn, .. }) => {
            a == b && ao == bo && an == bn
        }
        // A deletion is always kept: it may be meant, and must be undone then.
        _ => false,
    }
}
