//! Rows and operations in any order and of any sense: the board stands, its limits hold, it is the
//! same when it is read again, and every measure and every form of a report can be told of it.

#![no_main]

use andon::board::{Board, Change, Scope, Timestamp};
use andon::flow::{DAY_MS, Journeys, Window};
use andon::report::{self, Report};
use andon::store::{content_of, load};
use andon_fuzz::operations::operation;
use andon_fuzz::rows::{SETTINGS, file, rows};
use andon_fuzz::{Bytes, one_of, picture::picture, rarely, shown, up_to};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let found = rows(&mut bytes, 40);
    let settings = if rarely(&mut bytes, 4) { "" } else { SETTINGS };
    let content = file(settings.lines().chain(found.iter().map(String::as_str)));
    let mut board = load(&content).expect("rows that stand each on a line can be read").board;
    for _ in 0..up_to(&mut bytes, 40) {
        ask(&mut bytes, &mut board);
    }
    audit(&board);
    tell(&mut bytes, &board);
});

/// An operation is made or refused. Refused, it leaves the board as it was; made, no limit was
/// passed that has no reason.
fn ask(bytes: &mut Bytes<'_>, board: &mut Board) {
    let operation = operation(bytes, board);
    let (before, counts) = (picture(board), counts(board));
    match board.apply(&operation) {
        Err(refusal) => {
            assert_eq!(picture(board), before, "a refusal changes nothing: {refusal}");
            let _ = refusal.to_string();
        }
        Ok(applied) => {
            let once = picture(board);
            assert!(board.apply(&operation).expect("what was done once can be asked for again").known);
            assert_eq!(picture(board), once, "applied twice");
            if matches!(operation.change, Change::Set { .. }) || applied.known {
                return;
            }
            let event = applied.card().and_then(|card| board.card(card)?.events().last());
            let excused = event.is_some_and(|event| event.over.is_some());
            for (scope, count) in self::counts(board) {
                let grew = counts.iter().all(|(other, old)| *other != scope || *old < count);
                let limit = board.limit(scope).filter(|limit| count > limit.cards());
                assert!(!grew || limit.is_none() || excused, "{}: {count} of {limit:?}", board.scope_name(scope));
            }
        }
    }
}

fn counts(board: &Board) -> Vec<(Scope, usize)> {
    let mut scopes: Vec<Scope> = board.display_order().iter().copied().map(Scope::Column).collect();
    scopes.extend(board.stages().iter().map(|stage| Scope::Stage(stage.id)));
    scopes.extend(board.classes().iter().map(|class| Scope::Class(class.id)));
    scopes.extend(["jon", "maria"].iter().filter_map(|name| board.names().find(name)).map(Scope::Person));
    scopes.push(Scope::Board);
    scopes.into_iter().map(|scope| (scope, board.count(scope))).collect()
}

/// What holds for every board.
fn audit(board: &Board) {
    let on_board = board.cards().filter(|card| card.on_board()).count();
    let in_columns: usize = board.display_order().iter().map(|column| board.cards_in(*column).len()).sum();
    assert_eq!(on_board, in_columns, "every card stands in one column that is shown");
    for (scope, count) in counts(board) {
        assert_eq!(count, board.holders(scope).len());
    }
    for card in board.cards() {
        assert!(card.events().is_sorted_by_key(andon::board::Event::order));
        let short = board.short_id(card.id());
        // A whole id names its card, even where another id goes on from it.
        let named = board.cards_with_prefix(&short).eq([card]) || short == card.id().to_string();
        assert!(named, "a short id names one card");
        if card.on_board() {
            let row = board.row(card).expect("a card on the board has a row");
            assert_eq!(board.card_in(card.column(), row).map(andon::board::Card::id), Some(card.id()));
        }
    }
    let _ = board.audit(Timestamp::from_ms(1_780_000_000_000)).iter().map(ToString::to_string).count();
    let content = content_of(board);
    let again = load(&content).expect("a board can be read again").board;
    assert_eq!(content_of(&again), content);
}

/// Every form of a report, over a window that the bytes choose.
fn tell(bytes: &mut Bytes<'_>, board: &Board) {
    let now = Timestamp::from_ms(1_772_000_000_000 + i64::try_from(up_to(bytes, 1 << 34)).unwrap_or(0));
    let window = if rarely(bytes, 30) {
        let at = |bytes: &mut Bytes<'_>| Timestamp::from_ms(bytes.arbitrary().unwrap_or(0) & ((1 << 43) - 1));
        Window { from: at(bytes), to: at(bytes) }
    } else {
        Window::last(one_of(bytes, &[7, 14, 30, 90, 0, 1]), now)
    };
    let window = Window { to: window.to.max(window.from).min(window.from.plus_ms(400 * DAY_MS)), ..window };
    let journeys = Journeys::of(board, now);
    let report = Report::over(board, &journeys, window);
    let cards = report::cards(board, &journeys);
    // One form a run: a page takes as long as everything before it.
    let text = match up_to(bytes, 6) {
        0 => report::text(&report),
        1 => report::full(&report),
        2 => report::markdown(&report),
        3 => report::csv(&report, &cards),
        4 => report::html(&report, &cards),
        _ => {
            let term = one_of(bytes, &report::known_terms());
            report::explain(term, &report, board, &journeys).expect("a known term")
        }
    };
    shown::check("report", &text);
    for json in [report::json(&report, Some(&cards)), report::list(board, board.cards())] {
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
    }
}
