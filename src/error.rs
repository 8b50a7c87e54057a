//! The one error type: the act and the path it failed on.

use std::io;
use std::path::PathBuf;

/// What went wrong, said with the act and the path. Knows no widget.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The command line asks for something that cannot be done.
    #[error("{0}")]
    Usage(String),
    /// A model or table that is compiled in cannot be used: this program was built wrongly.
    #[error("{0}; build simak anew from unchanged sources")]
    Shipped(String),
    /// Standard output took no more. A closed pipe is the reader's right and is not told.
    #[error("writing to standard output: {0}")]
    Output(io::Error),
    /// The terminal cannot be used.
    #[error("the terminal: {0}")]
    Terminal(io::Error),
    /// No thread, pipe or memory.
    #[error("starting to read: {0}")]
    Start(io::Error),
}

impl Error {
    /// Whether the other end of a pipe was closed, as `head` does.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }
}
