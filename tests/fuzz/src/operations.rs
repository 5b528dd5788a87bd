//! Operations made of bytes.

use andon::board::{
    Board, Card, Change, Checking, Draft, Field, Fields, Id, Operation, Place, Share, Sle, Subject, Timestamp, WipLimit, Workers,
};

use crate::{Bytes, one_of, rarely, text, up_to};

/// An operation that could be asked of this board.
pub fn operation(bytes: &mut Bytes<'_>, board: &Board) -> Operation {
    let at = Timestamp::from_ms(1_772_000_000_000 + i64::try_from(up_to(bytes, 1 << 33)).unwrap_or(0));
    Operation {
        change: change(bytes, board),
        at,
        by: text(bytes),
        // Few seeds, so that ids meet.
        seed: up_to(bytes, 0xffff),
        over: rarely(bytes, 2).then(|| text(bytes)),
        backdated: rarely(bytes, 8),
    }
}

fn card(bytes: &mut Bytes<'_>, board: &Board) -> Id {
    let cards: Vec<Id> = board.cards().map(Card::id).take(32).collect();
    if cards.is_empty() || rarely(bytes, 20) { Id::random(up_to(bytes, 255), 8) } else { one_of(bytes, &cards) }
}

fn column(bytes: &mut Bytes<'_>, board: &Board) -> Id {
    let columns: Vec<Id> = board.columns().iter().map(|column| column.id).take(32).collect();
    if columns.is_empty() || rarely(bytes, 20) { Id::random(up_to(bytes, 255), 3) } else { one_of(bytes, &columns) }
}

fn change(bytes: &mut Bytes<'_>, board: &Board) -> Change {
    let card = card(bytes, board);
    match up_to(bytes, 18) {
        0 => {
            let to = (!rarely(bytes, 4)).then(|| column(bytes, board));
            let values = vec![(Field::Title, text(bytes)), (one_of(bytes, &Field::ALL), text(bytes))];
            let source = rarely(bytes, 4).then(|| text(bytes));
            let (labels, who) = (vec![text(bytes)], vec![text(bytes)]);
            Change::Add(Draft { to, values, labels, who, source, ..Draft::default() })
        }
        1 => Change::Edit { card, values: vec![(one_of(bytes, &Field::ALL), text(bytes))] },
        2 => Change::Label { card, add: vec![text(bytes)], drop: vec![text(bytes)] },
        3 => Change::Assign { card, add: vec![text(bytes)], drop: vec![text(bytes)] },
        4 => Change::Block { card, why: text(bytes) },
        5 => Change::Unblock { card },
        6 => Change::Pull { card, why: text(bytes) },
        7 => Change::Answer { card },
        8 => Change::Resolve { card, what: text(bytes) },
        9 => {
            let rows = bytes.arbitrary().unwrap_or(1);
            Change::Reorder { card, place: one_of(bytes, &[Place::By(rows), Place::By(-1), Place::Top, Place::Bottom]) }
        }
        10 => Change::Delete { card },
        11 => Change::Restore { card },
        12 => {
            let events: Vec<Id> = board.card(card).into_iter().flat_map(Card::events).map(|event| event.id).collect();
            let event = if events.is_empty() { card } else { one_of(bytes, &events) };
            Change::Undo { card, event }
        }
        13 | 14 => set(bytes, board),
        15 => {
            let (add, drop, tick) = (vec![text(bytes)], vec![text(bytes)], vec![text(bytes)]);
            let untick = vec![text(bytes)];
            let few = up_to(bytes, 3);
            let one = |asked: u64, texts: Vec<String>| if asked == few { texts } else { Vec::new() };
            let checking = Checking { add: one(0, add), drop: one(1, drop), tick: one(2, tick), untick: one(3, untick) };
            Change::Check { card, checking }
        }
        16 => Change::Link { card, add: vec![format!("https://{}", text(bytes))], drop: vec![text(bytes)] },
        _ => Change::Move { card, to: column(bytes, board) },
    }
}

fn set(bytes: &mut Bytes<'_>, board: &Board) -> Change {
    let subject = match up_to(bytes, 6) {
        0 => Subject::Board(board.id().unwrap_or(Id::random(1, 4))),
        1 => Subject::Stage(board.stages().first().map_or(Id::random(2, 4), |stage| stage.id)),
        2 => Subject::Class(board.classes().first().map_or(Id::random(3, 4), |class| class.id)),
        3 => Subject::Person(text(bytes).into()),
        4 => Subject::WorkKind(text(bytes).into()),
        _ => Subject::Column(column(bytes, board)),
    };
    let few = up_to(bytes, 6);
    let share = Share::new(few * 25);
    let limit = Some(WipLimit::new(few));
    let span = i64::try_from(up_to(bytes, 1 << 36)).unwrap_or(1);
    let mut fields = Fields::default();
    match up_to(bytes, 9) {
        0 => fields.name = Some(text(bytes).into()),
        1 => fields.rank = Some(text(bytes).into()),
        2 => fields.gone = Some(few > 3),
        3 => fields.zone = Some(one_of(bytes, &["Europe/Berlin", "Pacific/Apia", "x"]).into()),
        4 => fields.person_wip = limit,
        5 => fields.sle = Some(share.and_then(|share| Sle::new(span, share))),
        6 => fields.workers = Some(Workers::new(few)),
        7 => fields.target = Some(share),
        8 => fields.expedite = Some(few > 3),
        _ => fields.wip = limit,
    }
    Change::Set { subject, fields }
}
