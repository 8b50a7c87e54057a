//! What must be done before the process ends, whichever way it ends: quit, signal, panic, lost terminal.

use std::fmt;
use std::sync::{Mutex, TryLockError};
use std::time::Duration;

/// How long the store may take when a signal or a panic ends the program.
pub const LIMIT: Duration = Duration::from_secs(1);

type Last = Box<dyn FnOnce(Duration) + Send>;

/// The last acts of the program. Each is done once, by whoever comes first.
#[derive(Default)]
pub struct Closing {
    acts: Mutex<Vec<Last>>,
}

impl fmt::Debug for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Closing").finish_non_exhaustive()
    }
}

impl Closing {
    /// Has `act` done at the end; it is told how long it may take.
    pub fn on_exit(&self, act: impl FnOnce(Duration) + Send + 'static) {
        if let Ok(mut acts) = self.acts.lock() {
            acts.push(Box::new(act));
        }
    }

    /// Does what is left to do. Never waits for another thread that does the same, and never panics.
    pub fn run(&self, limit: Duration) {
        let acts = match self.acts.try_lock() {
            Ok(mut acts) => std::mem::take(&mut *acts),
            Err(TryLockError::Poisoned(acts)) => std::mem::take(&mut *acts.into_inner()),
            Err(TryLockError::WouldBlock) => return,
        };
        for act in acts {
            // Nobody is left to be told; a second panic must not keep the terminal from being given back.
            let _ = super::guard::guarded(|| act(limit));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::{Closing, LIMIT};

    #[test]
    fn each_act_is_done_once() {
        let closing = Closing::default();
        let count = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&count);
        closing.on_exit(|_| panic!("a bad act"));
        closing.on_exit(move |limit| {
            assert_eq!(limit, LIMIT);
            seen.fetch_add(1, Ordering::Relaxed);
        });
        closing.run(LIMIT);
        closing.run(LIMIT);
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }
}
