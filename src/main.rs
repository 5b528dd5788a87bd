//! The program: parse the command line, do it, say what went wrong and what would help.

use std::process::ExitCode;

fn main() -> ExitCode {
    andon::cli::run(std::env::args_os()).into()
}
