//! The sections of a full report: one measure, or a few that belong together, a file.
//!
//! Nothing is computed here. What is not known is told in words, never as 0.

mod ageing;
mod behaviour;
mod compared;
mod constraint;
mod cord;
mod cumulative;
mod delays;
mod handing_on;
mod little;
mod quality;
mod sentences;
mod service_level;
mod stream;
mod throughput;
mod times;
mod work_kinds;

pub use ageing::{ageing, cards, oldest};
pub use behaviour::{behaviour, signal};
pub use compared::{changes, compared};
pub use constraint::{constraint, next_step, verdict};
pub use cord::cord;
pub use cumulative::cumulative;
pub use delays::delays;
pub use handing_on::{accuracy_line, handing_on};
pub use little::little;
pub use quality::quality;
pub use sentences::{cards_in_process, estimate, expectation, expectation_in_short, in_process, rate};
pub use service_level::{burn, kept, promise, service_level};
pub use stream::stream;
pub use throughput::throughput;
pub use times::{percentiles_need, times};
pub use work_kinds::work_kinds;

use super::Report;
use super::page::{Section, Words, said};

/// Every section, in the order they are told.
pub fn all(report: &Report) -> Vec<Section> {
    [
        times,
        compared,
        service_level,
        throughput,
        ageing,
        little,
        stream,
        handing_on,
        constraint,
        delays,
        cord,
        behaviour,
        cumulative,
        work_kinds,
        quality,
    ]
    .map(|section| section(report))
    .into()
}

/// A dash where there is no number; why there is none is told beside it.
fn or_dash(number: Option<String>) -> Words {
    said(number.unwrap_or_else(|| "–".to_owned()))
}
