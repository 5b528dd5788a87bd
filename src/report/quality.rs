//! What the cases of data quality are called, in files and in sentences.

use crate::flow::Oddity;

/// The case's name in JSON.
pub fn code(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::NeverInProcess => "never_in_process",
        Oddity::Reopened => "reopened",
        Oddity::Abandoned => "abandoned",
        Oddity::Uncommitted => "uncommitted",
        Oddity::MovedBack => "moved_back",
        Oddity::SkippedColumns => "skipped_columns",
        Oddity::StampBeforePredecessor => "stamp_before_predecessor",
        Oddity::FutureEvents => "future_events",
        Oddity::BlockOpen => "block_open",
        Oddity::UndoneEvents => "undone_events",
        Oddity::MovedAtOnce => "moved_at_once",
        Oddity::StartLost => "start_lost",
        Oddity::MidFlight => "mid_flight",
        Oddity::HistoryUnread => "history_unread",
    }
}

/// The case in a word or two, after a number of cards.
pub fn phrase(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::NeverInProcess => "straight to done",
        Oddity::Reopened => "reopened",
        Oddity::Abandoned => "abandoned",
        Oddity::Uncommitted => "put back in the backlog",
        Oddity::MovedBack => "moved back",
        Oddity::SkippedColumns => "skipped columns",
        Oddity::StampBeforePredecessor => "with a clock that ran back",
        Oddity::FutureEvents => "with events after now",
        Oddity::BlockOpen => "with an open block",
        Oddity::UndoneEvents => "with undone events",
        Oddity::MovedAtOnce => "moved by two at once",
        Oddity::StartLost => "with a lost start",
        Oddity::MidFlight => "in process at the start",
        Oddity::HistoryUnread => "archived and not read",
    }
}

/// What the numbers make of the case.
pub fn meaning(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::NeverInProcess => {
            "finished without being in process: counted as throughput, left out of all times"
        }
        Oddity::Reopened => "left done again: the first finish no longer counts",
        Oddity::Abandoned => {
            "left the board unfinished: departs then, and counts in no time and no throughput"
        }
        Oddity::Uncommitted => "went back into the backlog after it was started: its clocks run on",
        Oddity::MovedBack => "moved back: the time stays in the columns where it was spent",
        Oddity::SkippedColumns => "went past columns: no time is counted there",
        Oddity::StampBeforePredecessor => "a time stamp lies before its predecessor: read as that one",
        Oddity::FutureEvents => "has events after now: they are ignored",
        Oddity::BlockOpen => "a block was never taken back: cut off at the finish, or now",
        Oddity::UndoneEvents => "has undone events: they are skipped",
        Oddity::MovedAtOnce => "was moved by several people at once: one move holds, the others are skipped",
        Oddity::StartLost => {
            "the row that put it on the board is missing: it counts from the first row that is not"
        }
        Oddity::MidFlight => "was in process when the window began: its work counts from there",
        Oddity::HistoryUnread => "was archived, and the archive was not read: it counts in nothing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_has_a_name_of_its_own() {
        let mut codes: Vec<_> = Oddity::ALL.into_iter().map(code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Oddity::ALL.len());
    }
}
