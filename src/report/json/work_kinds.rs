//! What the work was on, beside what it should be on.

use serde::Serialize;

use super::spell::whole;
use crate::board::Share;
use crate::flow::{Metrics, work_kinds};

#[derive(Serialize)]
pub struct WorkKinds<'a> {
    finished: usize,
    process_time_ms: i64,
    kinds: Vec<Kind<'a>>,
    expedited: Part,
}

#[derive(Serialize)]
struct Kind<'a> {
    kind: Option<&'a str>,
    #[serde(flatten)]
    share: Part,
    target: Option<f64>,
}

#[derive(Serialize)]
struct Part {
    finished: usize,
    process_time_ms: i64,
    share_of_cards: Option<f64>,
    share_of_process_time: Option<f64>,
}

pub fn row(metrics: &Metrics) -> WorkKinds<'_> {
    let kinds = &metrics.work_kinds;
    let share = |finished, process_ms| Part {
        finished,
        process_time_ms: whole(process_ms),
        share_of_cards: kinds.share_of_cards(finished),
        share_of_process_time: kinds.share_of_work(process_ms),
    };
    let kind = |kind: &'_ work_kinds::WorkKind| share(kind.finished, kind.process_ms);
    WorkKinds {
        finished: kinds.finished,
        process_time_ms: whole(kinds.process_ms),
        kinds: kinds
            .kinds
            .iter()
            .map(|of| Kind {
                kind: Some(&*of.kind).filter(|name| !name.is_empty()),
                share: kind(of),
                target: of.target.map(Share::part),
            })
            .collect(),
        expedited: share(kinds.expedited, kinds.expedited_process_ms),
    }
}
