//! %C/A of each stage, rolled, and first-pass yield.

use serde::Serialize;

use crate::report::Report;

#[derive(Serialize)]
pub struct Accuracy<'a> {
    stages: Vec<Stage<'a>>,
    handoffs: usize,
    rolled: Option<f64>,
    finished: usize,
    first_pass: usize,
    first_pass_yield: Option<f64>,
    customer_returns: usize,
}

#[derive(Serialize)]
struct Stage<'a> {
    stage: &'a str,
    handoffs: usize,
    failed: usize,
    accuracy: Option<f64>,
}

pub fn row(report: &Report) -> Accuracy<'_> {
    let accuracy = &report.metrics.accuracy;
    let stages = accuracy.stages.iter().map(|stage| Stage {
        stage: report.name(stage.scope),
        handoffs: stage.handoffs,
        failed: stage.failed,
        accuracy: stage.share(),
    });
    Accuracy {
        stages: stages.collect(),
        handoffs: accuracy.handoffs(),
        rolled: accuracy.rolled(),
        finished: accuracy.finished,
        first_pass: accuracy.first_pass,
        first_pass_yield: accuracy.first_pass_yield(),
        customer_returns: accuracy.customer_returns,
    }
}
