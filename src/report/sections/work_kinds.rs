//! What the work was on, beside what it should be on.

use super::or_dash;
use crate::flow::Measure;
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, said, theirs};
use crate::report::words::percent;

pub fn work_kinds(report: &Report) -> Section {
    let mut section = Section::new("Kinds of work");
    let kinds = &report.metrics.work_kinds;
    if let Some(absence) = report.metrics.absence(Measure::WorkKinds) {
        section.line(no_data(absence));
        return section;
    }
    let mut table = Table::new(["<kind", "finished", "of cards", "of process time", "target"]);
    let share = |finished, process_ms| {
        [
            said(usize::to_string(&finished)),
            or_dash(kinds.share_of_cards(finished).map(percent)),
            or_dash(kinds.share_of_work(process_ms).map(percent)),
        ]
    };
    for kind in &kinds.kinds {
        let name = if kind.kind.is_empty() { said("(none)") } else { theirs(&*kind.kind) };
        let [finished, cards, work] = share(kind.finished, kind.process_ms);
        table.row([name, finished, cards, work, or_dash(kind.target.map(|share| share.to_string()))]);
    }
    let [finished, cards, work] = share(kinds.expedited, kinds.expedited_process_ms);
    table.row([said("of all, expedited"), finished, cards, work, said("–")]);
    section.table(table);
    section
}
