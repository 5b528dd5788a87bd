//! A reference simulator's logs of a line of four stages: one whose constraint is known, one without.
//!
//! Ready stands in front of the line without end, so it is a backlog here; utilisation is compared
//! with the simulator's own over the same run after its warm-up, within 5 %.

use andon::board::{Board, Change, Fields, Id, Operation, Subject, Timestamp, WipLimit, Workers};
use andon::flow::constraint::{Constraint, Verdict, Yardstick};
use serde_json::Value;

use super::{Tally, board_of, json, metrics, read};

const PLAN: &str = "Ready:backlog,\
    Analysis queue:queue@analysis,Analysis doing:active@analysis,Analysis finished:queue@analysis,\
    Dev queue:queue@dev,Dev doing:active@dev,Dev finished:queue@dev,\
    Review queue:queue@review,Review doing:active@review,Review finished:queue@review,\
    Test queue:queue@test,Test doing:active@test,Test finished:queue@test,\
    Done:done";
const STAGES: [&str; 4] = ["analysis", "dev", "review", "test"];

/// Says something of each stage.
fn say(board: &mut Board, numbers: &Value, fields: impl Fn(u64) -> Fields) {
    for (seed, (stage, number)) in (1..).zip(STAGES.iter().zip(numbers.as_array().unwrap())) {
        let fields = fields(number.as_u64().unwrap());
        let seed = seed * 1000 + u64::from(fields.wip.is_some());
        let change = Change::Set { subject: Subject::Stage(Id::slug(stage).unwrap()), fields };
        let (at, by) = (Timestamp::from_ms(1_700_000_000_000), "test".to_owned());
        board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
    }
}

fn constraint(board: &Board) -> Constraint {
    let stamps = || board.cards().flat_map(andon::board::Card::events).map(|event| event.at);
    let (first, last) = (stamps().min().unwrap(), stamps().max().unwrap());
    metrics(board, first, last, last).constraint
}

#[test]
fn the_constraint_is_named_where_there_is_one() {
    let truth = json("queueing/bottleneck_truth.json");
    let mut tally = Tally::default();
    for line in ["dev", "balanced"] {
        let truth = &truth[line];
        let mut board = board_of::empty(PLAN, "UTC");
        let limit = |cards| Fields { wip: Some(WipLimit::new(cards)), ..Fields::default() };
        say(&mut board, &truth["limits"], limit);
        let csv = read(&format!("queueing/bottleneck_{line}.csv"));
        let imported = board_of::take(&mut board, &csv);
        tally.same("rows", &(imported.operations.len() - imported.cards), &(csv.lines().count() - 1));
        let by_limits = constraint(&board);
        let workers = |workers| Fields { workers: Some(Workers::new(workers)), ..Fields::default() };
        say(&mut board, &truth["workers"], workers);
        let by_work = constraint(&board);
        tally.same("yardstick", &by_limits.yardstick, &Yardstick::DropOfFullness);
        tally.same("yardstick", &by_work.yardstick, &Yardstick::Utilisation);
        let simulated = truth["simulated"]["util"].as_array().unwrap();
        for (stage, simulated) in by_work.stages.iter().zip(simulated) {
            let (found, simulated) = (stage.utilisation.unwrap(), simulated.as_f64().unwrap());
            assert!((found - simulated).abs() < 0.05, "{line}: {found}, simulated {simulated}");
            tally.0 += 1;
        }
        for found in [&by_limits, &by_work] {
            let named = match found.verdict {
                Verdict::Named { stage, .. } => Some(STAGES[stage]),
                Verdict::NoClear { .. } => None,
                Verdict::Unknown(why) => panic!("{line}: {why:?}"),
            };
            let truth = truth["true_constraint"].as_str().map(str::to_lowercase);
            tally.same(line, &named, &truth.as_deref());
        }
    }
    println!("queueing: {} values equal", tally.0);
}
