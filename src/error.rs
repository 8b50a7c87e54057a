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
}
