//! What was in force when: a limit, or a number of workers, at each moment.
//!
//! A [`Setting`] says something from its instant on. What holds at an instant is folded from the
//! settings that had been made by then, in the order in which settings hold: one that knew of
//! another wins over it, whatever the clocks said.
//!
//! What was said first of a column or stage holds for all time before it, too: cards that stood
//! in a column before it was described were imported, and the log is older than the board.
//!
//! What is said later changes nothing of what held before it.

use crate::board::{Board, Fields, Setting, Subject, Timestamp};

/// A number that was set, changed and taken away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// From when on what holds, in order of time. Before the first, what is there first.
    changes: Vec<(Timestamp, Option<usize>)>,
}

impl History {
    /// What the settings of `subject` said, as `field` reads them.
    pub fn of(board: &Board, subject: &Subject, field: impl Fn(&Fields) -> Option<Option<usize>>) -> Self {
        let settings = board.settings();
        let start = settings.partition_point(|setting| setting.subject < *subject);
        let group = settings.get(start..).unwrap_or_default();
        // Settings of one subject stand in the order in which they hold.
        let mut said: Vec<(usize, &Setting)> =
            group.iter().take_while(|setting| setting.subject == *subject).enumerate().collect();
        said.sort_by_key(|(_, setting)| setting.at);
        let Some(first) = said.first().map(|(_, setting)| setting.at) else { return Self::default() };
        let mut holding = 0;
        let mut changes = vec![(Timestamp::MIN, None)];
        for (order, setting) in said {
            let Some(value) = field(&setting.fields) else { continue };
            if order >= holding {
                holding = order;
                changes.push((if setting.at == first { Timestamp::MIN } else { setting.at }, value));
            }
        }
        Self { changes }
    }

    /// What `value` makes of several histories, told anew wherever one of them changes.
    pub fn joined<'a>(
        parts: impl IntoIterator<Item = &'a Self>,
        value: impl Fn(Timestamp) -> Option<usize>,
    ) -> Self {
        let mut instants: Vec<Timestamp> = parts.into_iter().flat_map(Self::instants).collect();
        instants.push(Timestamp::MIN);
        instants.sort_unstable();
        instants.dedup();
        Self { changes: instants.into_iter().map(|at| (at, value(at))).collect() }
    }

    /// The same, and where nothing was known, what was known before, or else the first that was.
    pub fn filled(mut self) -> Self {
        self.changes.retain(|(_, value)| value.is_some());
        self
    }

    /// What held at an instant.
    pub fn at(&self, at: Timestamp) -> Option<usize> {
        let after = self.changes.partition_point(|(from, _)| *from <= at);
        self.changes.get(after.saturating_sub(1)).and_then(|(_, value)| *value)
    }

    /// When it changed.
    pub fn instants(&self) -> impl Iterator<Item = Timestamp> + '_ {
        self.changes.iter().map(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Id, WipLimit};

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_ms(1_700_000_000_000 + minute * 60_000)
    }

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    /// The limits of a column at the minutes 0 to 5, from `(revision, minute, limit)`: 0 takes the
    /// limit away, -1 says something else.
    fn limits(said: &[(u32, i64, i64)]) -> Vec<Option<usize>> {
        let mut builder = Builder::new();
        let (subject, other) = (Subject::Column(id("dev")), Subject::Column(id("test")));
        for (number, (rev, at, limit)) in said.iter().enumerate() {
            let mut fields = Fields { name: Some("Dev".into()), ..Fields::default() };
            fields.wip = u64::try_from(*limit).ok().map(WipLimit::new);
            let (at, by) = (minute(*at), "maria".into());
            let id = id(&format!("s{number}"));
            builder.setting(Setting { subject: subject.clone(), id, rev: *rev, at, by, fields });
        }
        let fields = Fields { wip: Some(WipLimit::new(9)), ..Fields::default() };
        let (at, by) = (minute(0), "maria".into());
        builder.setting(Setting { subject: other, id: id("t"), rev: 1, at, by, fields });
        let wip = |fields: &Fields| fields.wip.map(|limit| limit.map(WipLimit::cards));
        let history = History::of(&builder.build(), &subject, wip);
        (0..6).map(|at| history.at(minute(at))).collect()
    }

    #[test]
    fn what_held_when() {
        let none = None;
        let (two, three, four) = (Some(2), Some(3), Some(4));
        for (said, held) in [
            (vec![], [none; 6]),
            // What was said first holds before it, too.
            (vec![(1, 3, 2)], [two; 6]),
            // A column that began without a limit.
            (vec![(1, 0, -1), (2, 3, 2)], [none, none, none, two, two, two]),
            (vec![(1, 0, 2), (2, 2, 3), (3, 4, 0)], [two, two, three, three, none, none]),
            // A new name leaves the limit.
            (vec![(1, 0, 2), (2, 2, -1)], [two; 6]),
            // What was said knowing of the other holds, though its clock ran behind.
            (vec![(1, 0, 2), (2, 4, 3), (3, 2, 4)], [two, two, four, four, four, four]),
            // Two at the same time: in the order they hold.
            (vec![(1, 0, 2), (2, 1, 3), (2, 1, 4)], [two, four, four, four, four, four]),
        ] {
            assert_eq!(limits(&said), held, "{said:?}");
        }
    }

    #[test]
    fn a_gap_is_filled_from_the_left_and_the_start_from_the_right() {
        let history = |changes: &[(i64, Option<usize>)]| History {
            changes: changes.iter().map(|(at, value)| (minute(*at), *value)).collect(),
        };
        let filled = history(&[(0, None), (2, Some(3)), (4, None)]).filled();
        assert_eq!([1, 3, 5].map(|at| filled.at(minute(at))), [Some(3); 3]);
        assert_eq!(history(&[(0, None)]).filled().at(minute(1)), None);
    }
}
