//! What the command line itself has to complain about, and what would help with any error.

use crate::board::typed::Mistyped;
use crate::board::{AtLimit, Refusal};
use crate::exchange::{Fault, ImportError};
use crate::git::GitError;
use crate::git::sync::SyncError;
use crate::store::{CommitError, ReadError};

use super::exit::Exit;
use super::resolve::NotWhole;

/// Something the command line cannot go on with.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) hint: String,
    pub(super) exit: Exit,
}

impl Problem {
    /// The command line makes no sense.
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), exit: Exit::Usage }
    }

    /// It makes sense and cannot be done.
    pub(super) fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), exit: Exit::Failed }
    }
}

impl From<Mistyped> for Problem {
    fn from(wrong: Mistyped) -> Self {
        Self::usage(wrong.message, wrong.hint)
    }
}

/// The changes that the board refused; the others were made.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub(super) struct NotAll(pub(super) Vec<Refusal>);

/// What would help.
pub(super) fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(problem) = cause.downcast_ref::<Problem>() {
            return Some(problem.hint.clone());
        }
        if let Some(refused) = cause.downcast_ref::<NotAll>() {
            return refused.0.iter().find_map(after);
        }
        if let Some(error) = cause.downcast_ref::<SyncError>() {
            return Some(error.hint());
        }
        if let Some(error) = cause.downcast_ref::<ReadError>() {
            return Some(error.hint().to_owned());
        }
        if let Some(error) = cause.downcast_ref::<CommitError>() {
            return Some(error.hint().to_owned());
        }
        if let Some(error) = cause.downcast_ref::<GitError>() {
            return Some(error.hint().to_owned());
        }
        if let Some(NotWhole(errors)) = cause.downcast_ref::<NotWhole>() {
            return errors.first().map(|error| error.hint().to_owned());
        }
        if let Some(error) = cause.downcast_ref::<ImportError>() {
            return Some(match &*error.fault {
                Fault::Refused(_, Refusal::AtLimit { .. }) => {
                    "--over REASON takes the log as it is and records why; or leave the limit out".to_owned()
                }
                _ => "no board was made; mend the log and import it again".to_owned(),
            });
        }
        cause.downcast_ref::<Refusal>().and_then(after)
    })
}

/// What to do after a refusal.
fn after(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::AtLimit { holders, at_limit, .. } => {
            let held: Vec<String> = holders
                .iter()
                .take(6)
                .map(|holder| format!("{} {}", holder.short_id, holder.title))
                .collect();
            match at_limit {
                AtLimit::Refuse => format!("in it: {}", held.join("; ")),
                AtLimit::Reason => {
                    format!("in it: {}; --over REASON goes over the limit and records why", held.join("; "))
                }
            }
        }
        Refusal::HistoryMissing(_) => {
            "get the archive back from git: it stands beside the board and is committed with it".to_owned()
        }
        Refusal::Deleted(card, _) | Refusal::Archived(card) => format!("andon restore {card}"),
        Refusal::ChangedSince { card, .. } => format!("andon log --card {card} shows what happened"),
        Refusal::BeforeLastEvent { card, .. } => format!("andon log --card {card} shows its last event"),
        Refusal::AlreadyBlocked(card, _) => format!("andon unblock {card}"),
        Refusal::CordPulled { card, .. } => {
            format!("andon cord answer {card}, then andon cord resolve {card} WHAT WAS DONE")
        }
        Refusal::CordAnswered { card, .. } => format!("andon cord resolve {card} WHAT WAS DONE"),
        Refusal::CordNotPulled(card) => format!("andon cord pull {card} WHY"),
        Refusal::NoSuchEvent(card, _) => format!("andon log --card {card} --json names its events"),
        _ => return None,
    })
}
