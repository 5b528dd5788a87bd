//! How the program ends, for scripts to tell. The only place that knows the numbers.

use std::io;
use std::process::ExitCode;

use crate::board::Refusal;
use crate::exchange::{Fault, ImportError};

use super::problem::{NotAll, Problem};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; also when the reader of a pipe went away.
    Ok = 0,
    /// It could not be done.
    Failed = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// A limit of the board said no.
    Refused = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    /// How a program that met `error` ends.
    pub(super) fn of(error: &anyhow::Error) -> Self {
        for cause in error.chain() {
            if cause
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            {
                return Self::Ok;
            }
            if let Some(problem) = cause.downcast_ref::<Problem>() {
                return problem.exit;
            }
            if let Some(refused) = cause.downcast_ref::<NotAll>() {
                return if refused.0.iter().any(at_limit) { Self::Refused } else { Self::Failed };
            }
            if let Some(error) = cause.downcast_ref::<ImportError>()
                && let Fault::Refused(_, refusal) = &*error.fault
                && at_limit(refusal)
            {
                return Self::Refused;
            }
            if cause.downcast_ref::<Refusal>().is_some_and(at_limit) {
                return Self::Refused;
            }
        }
        Self::Failed
    }
}

fn at_limit(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::AtLimit { .. })
}
