//! What finished, and what came and went, week by week.

use super::rate;
use crate::flow::{Bucket, Measure};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{PAGE, Section, Table, said};
use crate::report::text::sparkline;

/// How many weeks are told one by one.
const WEEKS: usize = 26;
/// Cells of the longest bar.
const BAR: usize = 18;

pub fn throughput(report: &Report) -> Section {
    let mut section = Section::new("Throughput and net flow");
    let (metrics, throughput) = (&report.metrics, &report.metrics.throughput);
    if let Some(absence) = metrics.absence(Measure::Throughput) {
        section.fact("Throughput", no_data(absence));
    } else {
        section.fact("Throughput", format!("{} finished{}", throughput.total, rate(report)));
        let days = throughput.days.get(throughput.days.len().saturating_sub(PAGE)..).unwrap_or_default();
        let finished = |bucket: &Bucket| bucket.finished;
        if let Some(first) = days.first() {
            let most = days.iter().map(finished).max().unwrap_or(0);
            section.fact("By day", format!("a bar a day from {}, {most} at most", first.day));
            section.picture(vec![said(sparkline(days.iter().map(finished)))]);
        }
    }
    if metrics.absence(Measure::Traffic).is_some() {
        return section;
    }
    let weeks = throughput.weeks.iter().zip(&metrics.traffic.weeks);
    let left_out = throughput.weeks.len().saturating_sub(WEEKS);
    let most = throughput.weeks.iter().map(|week| week.finished).max().unwrap_or(0).max(1);
    let mut table = Table::new(["=week of", "finished", "<", "arrivals", "departures", "net", "at its end"]);
    for (finished, traffic) in weeks.skip(left_out) {
        let bar = usize::try_from(finished.finished).unwrap_or(0) * BAR;
        let bar = "█".repeat(bar.div_ceil(usize::try_from(most).unwrap_or(1)).min(BAR));
        table.row([
            said(finished.day.to_string()),
            said(finished.finished.to_string()),
            said(bar),
            said(traffic.arrivals.to_string()),
            said(traffic.departures.to_string()),
            said(format!("{:+}", traffic.net())),
            said(traffic.wip_end.to_string()),
        ]);
    }
    section.table(table);
    if left_out > 0 {
        section.line(format!("(and {left_out} weeks before those)"));
    }
    section
}
