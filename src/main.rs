//! The `simak` binary: hands its arguments to [`simak::cli`] and exits with what that returns.

use std::process::ExitCode;

fn main() -> ExitCode {
    simak::cli::run()
}
