//! A living example: a simulated team of a payments product, about 90 days of its work.
//!
//! The simulation is a pure function of its seed and of the instant it should end at. Everything
//! it does goes through [`Board::apply`](crate::board::Board::apply), so its people meet the same limits that
//! readers of the board will meet.

mod calls;
mod details;
mod incidents;
mod random;
pub mod scratch;
mod stories;
mod team;
pub mod value_stream;

use crate::board::{Operation, Timestamp};

/// The seed of the board in `boards/demo.board.json`.
const SEED: u64 = 20_260_305;

/// The last instant of the board in `boards/demo.board.json`.
pub const END: &str = "2026-05-29T14:40:00Z";

/// The example, so that its last event happens at `end`.
pub fn operations(end: Timestamp) -> Vec<Operation> {
    let mut operations = team::simulate(SEED);
    let last = operations.iter().map(|operation| operation.at).max().unwrap_or(end);
    let shift = end.since(last);
    let days = end.ms().div_euclid(team::DAY_MS) - last.ms().div_euclid(team::DAY_MS);
    for operation in &mut operations {
        operation.at = operation.at.plus_ms(shift);
        details::put_off(&mut operation.change, days);
    }
    operations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Board, Builder, Change, ColumnKind, Field, Presence, Scope};

    fn board() -> Board {
        let mut board = Builder::new().build();
        for operation in operations(END.parse().unwrap()) {
            board.apply(&operation).unwrap();
        }
        board
    }

    #[test]
    fn it_ends_when_asked_and_is_the_same_every_time() {
        let end: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        let first = operations(end);
        assert_eq!(first.iter().map(|operation| operation.at).max(), Some(end));
        assert_eq!(first, operations(end));
    }

    #[test]
    fn what_is_due_is_due_as_many_days_from_the_end_whenever_that_is() {
        let due = |end: &str| {
            let dues =
                operations(end.parse().unwrap()).into_iter().filter_map(|operation| match operation.change {
                    Change::Edit { values, .. } => {
                        values.into_iter().find(|(field, _)| *field == Field::Due).map(|(_, value)| value)
                    }
                    _ => None,
                });
            let today: chrono::NaiveDate = end.get(..10).unwrap().parse().unwrap();
            dues.map(|due| (due.parse::<chrono::NaiveDate>().unwrap() - today).num_days()).collect::<Vec<_>>()
        };
        let days = due(END);
        assert!(days.iter().any(|days| *days < 0) && days.contains(&0) && days.iter().any(|days| *days > 9));
        assert_eq!(days, due("2031-01-01T03:00:00Z"));
    }

    #[test]
    fn it_shows_what_a_board_can_show() {
        let board = board();
        let in_column = |kind: ColumnKind| {
            let columns = board.display_order().iter().filter(|column| board.column(**column).kind == kind);
            columns.map(|column| board.cards_in(*column).len()).sum::<usize>()
        };
        let count = |of: &dyn Fn(&crate::board::Card) -> bool| board.cards().filter(|card| of(card)).count();
        let finished = in_column(ColumnKind::Done);
        let in_process = in_column(ColumnKind::Queue) + in_column(ColumnKind::Active);
        assert!((140..=160).contains(&finished), "finished {finished}");
        assert!((10..=14).contains(&in_process), "in process {in_process}");
        assert!(
            (10..=14).contains(&in_column(ColumnKind::Backlog)),
            "backlog {}",
            in_column(ColumnKind::Backlog)
        );
        assert_eq!(count(&|card| card.on_board() && card.block().is_some()), 2);
        let working = |card: &crate::board::Card| {
            card.on_board() && board.column(card.column()).kind.in_process() && board.expedited(card)
        };
        assert_eq!(count(&working), 1);
        assert!(count(&|card| matches!(card.presence(), Presence::Deleted(_))) >= 4);
        let overrides: usize =
            board.cards().flat_map(crate::board::Card::events).filter(|event| event.over.is_some()).count();
        assert!((2..=8).contains(&overrides), "overrides {overrides}");
        assert_eq!(board.sle().map(|sle| sle.share.percent()), Some(85));
        assert_eq!(board.work_targets().len(), 2);
        let workers = board.columns().iter().filter(|column| column.workers.is_some()).count();
        assert_eq!((workers, board.stages()[0].workers.is_some()), (2, true));
        let pulls = board.cards().flat_map(crate::board::Card::events);
        let pulls = pulls.filter(|event| matches!(event.action, crate::board::Action::Pull { .. })).count();
        let hanging: Vec<_> = board.pulled_cards().filter_map(crate::board::Card::cord).collect();
        assert!((7..=12).contains(&pulls) && hanging.len() == 1, "pulls {pulls}, hanging {hanging:?}");
        assert_eq!(hanging[0].answered, None);
        let on_board = |of: &dyn Fn(&crate::board::Card) -> bool| count(&|card| card.on_board() && of(card));
        assert_eq!(on_board(&|card| !card.items().is_empty()), 6);
        assert!(on_board(&|card| card.checked().0 > 0) >= 4);
        assert_eq!(on_board(&|card| !card.links().is_empty()), 3);
        let open = |card: &crate::board::Card| board.column(card.column()).kind != ColumnKind::Done;
        assert_eq!(on_board(&|card| open(card) && !card.value(Field::Due).is_empty()), 7);
        assert_eq!(on_board(&|card| !card.value(Field::Parent).is_empty()), 4);
        assert_eq!(board.templates().len(), 2);
        for column in board.display_order() {
            if let Some(limit) = board.limit(Scope::Column(*column)) {
                assert!(board.count(Scope::Column(*column)) <= limit.cards());
            }
        }
    }
}
