//! A fence around work on foreign bytes: a panic inside becomes a sentence, not the end of the program.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside [`guarded`]; the panic hook stays quiet then.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs `work`; a panic in it gives its message.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|payload| message(payload.as_ref()).to_owned())
}

/// The message of a panic's payload.
pub fn message(payload: &(dyn Any + Send)) -> &str {
    let said = payload.downcast_ref::<&str>().copied();
    said.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::{guarded, is_guarded};

    #[test]
    fn a_panic_becomes_its_message_and_the_fence_is_taken_away() {
        assert_eq!(guarded(|| 3), Ok(3));
        let number = 7;
        assert_eq!(guarded(|| assert!(number == 0, "bad {number}")), Err("bad 7".to_owned()));
        assert!(!is_guarded());
    }
}
