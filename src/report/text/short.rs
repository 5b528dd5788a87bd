//! The short report: at most 24 lines of 80 cells, what a team needs at the end of a day.

use super::{condition, sparkline};
use crate::flow::little::Condition;
use crate::flow::{Bucket, Distribution, Measure, Metrics, PERCENTILES};
use crate::report::absence::no_data;
use crate::report::sections::{
    accuracy_line, cards_in_process, changes, estimate, expectation_in_short, oldest, percentiles_need, rate,
    verdict,
};
use crate::report::words::{count, duration, duration_or_dash, number, percent};
use crate::report::{Report, phrase};
use crate::text::{fit, width};

/// The most lines the text has.
pub const LINES: usize = 24;
/// The most cells a line has.
pub const WIDTH: usize = 80;

/// Where values begin; labels stand left of it.
const INDENT: usize = 13;
/// The most bars of a sparkline.
const BARS: usize = 31;

/// The report as text, lines ended by a newline each.
pub fn text(report: &Report) -> String {
    let metrics = &report.metrics;
    let mut lines = vec![head(report), String::new()];
    lines.extend(chosen(report));
    times(&mut lines, metrics);
    judged(&mut lines, report);
    lines.push(String::new());
    throughput(&mut lines, report);
    work(&mut lines, report);
    lines.push(String::new());
    little(&mut lines, report);
    quality(&mut lines, metrics);
    lines.truncate(LINES);
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn head(report: &Report) -> String {
    let name = if report.board.is_empty() { "Flow report" } else { &report.board };
    let window = report.period();
    let name = fit(name, WIDTH.saturating_sub(width(&window) + 2));
    let gap = WIDTH.saturating_sub(name.width() + width(&window));
    fit(&format!("{name}{:gap$}{window}", ""), WIDTH).to_string()
}

/// What the cards were chosen by, if they are not all.
fn chosen(report: &Report) -> Option<String> {
    (!report.chosen.is_empty()).then(|| labelled("Only", &report.only().to_string()))
}

fn times(lines: &mut Vec<String>, metrics: &Metrics) {
    let times = &metrics.times;
    if let Some(absence) = metrics.absence(Measure::LeadTime) {
        lines.push(labelled("Times", &no_data(absence)));
        return;
    }
    let cells = |label: &str, cells: [String; 5]| {
        let [p50, p70, p85, p95, mean] = cells;
        format!("{label:<INDENT$}{p50:>11}{p70:>11}{p85:>11}{p95:>11}{mean:>11}")
    };
    let [p50, p70, p85, p95] = PERCENTILES.map(|p| format!("{p} %"));
    lines.push(cells(&count(times.lead.n, "card"), [p50, p70, p85, p95, "mean".to_owned()]));
    let row = |of: &Distribution| {
        let [p50, p70, p85, p95] = PERCENTILES.map(|p| duration_or_dash(of.told_ms(p)));
        [p50, p70, p85, p95, duration_or_dash(of.mean_ms())]
    };
    lines.push(cells("Lead time", row(&times.lead)));
    lines.push(cells("Cycle time", row(&times.cycle)));
    lines.push(match metrics.absence(Measure::ProcessTime) {
        Some(absence) => labelled("Process time", &no_data(absence)),
        None => cells("Process time", row(&times.process)),
    });
    if let Some(missing) = percentiles_need(&times.lead) {
        lines.push(labelled("", &format!("({missing})")));
    }
}

/// What the times are held against: the window before, the expectation, and what they are made of.
fn judged(lines: &mut Vec<String>, report: &Report) {
    let metrics = &report.metrics;
    let changes = changes(report);
    let fits = |parts: &&[String]| width(&parts.join("; ")) <= WIDTH - INDENT;
    if let Some(parts) = (1..=changes.len()).rev().filter_map(|most| changes.get(..most)).find(fits) {
        lines.push(labelled("Compared", &parts.join("; ")));
    }
    // One reason is enough where nothing that is of finished cards can be told.
    if metrics.no_times.is_some() {
        return;
    }
    lines.push(labelled("Expectation", &expectation_in_short(report)));
    let activity = &metrics.activity;
    let worked = match (activity.ratio(), activity.flow_efficiency()) {
        (Some(ratio), Some(efficiency)) => {
            format!("{} of lead time and {} of cycle time is work", percent(ratio), percent(efficiency))
        }
        _ => metrics.absence(Measure::ActivityRatio).map(no_data).unwrap_or_default(),
    };
    lines.push(labelled("Activity", &worked));
    lines.push(labelled("%C/A", &accuracy_line(report).to_string()));
    lines.push(labelled("Constraint", &verdict(report).to_string()));
}

fn throughput(lines: &mut Vec<String>, report: &Report) {
    let (metrics, throughput) = (&report.metrics, &report.metrics.throughput);
    if let Some(absence) = metrics.absence(Measure::Throughput) {
        lines.push(labelled("Throughput", &no_data(absence)));
        return;
    }
    lines.push(labelled("Throughput", &format!("{} finished{}", throughput.total, rate(report))));
    let by_day = throughput.days.len() <= BARS;
    let (buckets, unit) = if by_day { (&throughput.days, "day") } else { (&throughput.weeks, "week") };
    let shown = buckets.get(buckets.len().saturating_sub(BARS)..).unwrap_or_default();
    let finished = |bucket: &Bucket| bucket.finished;
    let most = shown.iter().map(finished).max().unwrap_or(0);
    let bars = sparkline(shown.iter().map(finished));
    let caption = format!("a bar a {unit}, {most} at most");
    lines.push(labelled("", &format!("{bars}  {caption}")));
}

fn work(lines: &mut Vec<String>, report: &Report) {
    lines.push(labelled("In process", &cards_in_process(report)));
    if let Some(card) = &report.oldest {
        lines.push(labelled("Oldest", &oldest(card).to_string()));
    }
}

fn little(lines: &mut Vec<String>, report: &Report) {
    let metrics = &report.metrics;
    let (little, wip) = (&metrics.little, &metrics.wip);
    if let Some(absence) = metrics.absence(Measure::Little) {
        lines.push(labelled("Little's law", &no_data(absence)));
        return;
    }
    let mean = little.mean_wip.map(number).unwrap_or_default();
    let identity = match (little.arrivals_per_day, little.residence_ms) {
        (Some(rate), Some(stay)) => {
            format!("{mean} in process = {} arrivals a day × {} each", number(rate), duration(stay))
        }
        _ => format!("{mean} in process; nothing arrived, so there is nothing to divide by"),
    };
    lines.push(labelled("Little's law", &identity));
    lines.push(labelled("  estimate", &estimate(report)));
    if let Some(today) = little.started_now_ms.filter(|_| wip.now > 0) {
        let about = duration(today);
        lines.push(labelled("", &format!("a card started now, at {} in process: about {about}", wip.now)));
    }
    // A condition that cannot be told has no numbers to show either.
    for (ok, label) in [(false, "  not steady"), (true, "  steady")] {
        let of = |condition: &&Condition| condition.ok == Some(ok);
        let said: Vec<String> = little.conditions.iter().filter(of).map(condition).collect();
        wrap(lines, label, &said, 1);
    }
}

fn quality(lines: &mut Vec<String>, metrics: &Metrics) {
    let room = LINES.saturating_sub(lines.len());
    let quality = &metrics.quality;
    if room > 2 {
        lines.push(String::new());
    }
    if quality.cases.is_empty() {
        lines.push(labelled("Data quality", "nothing awkward"));
        return;
    }
    let said: Vec<String> =
        quality.cases.iter().map(|(oddity, cards)| format!("{} {}", cards.len(), phrase(*oddity))).collect();
    let room = LINES.saturating_sub(lines.len()).clamp(1, 2);
    wrap(lines, "Data quality", &said, room);
}

fn labelled(label: &str, value: &str) -> String {
    format!("{label:<INDENT$}{}", fit(value, WIDTH - INDENT))
}

/// Parts side by side, on at most `most` lines; says how many there was no room for.
fn wrap(lines: &mut Vec<String>, label: &str, parts: &[String], most: usize) {
    let mut label = label;
    let mut rest = parts;
    for line in (1..=most).rev() {
        // What does not fit on the last line is counted there, which takes some room too.
        let room = WIDTH - INDENT - if line == 1 { "; 10 more".len() } else { 1 };
        let mut text = String::new();
        while let [part, others @ ..] = rest {
            let joint = if text.is_empty() { "" } else { "; " };
            if !text.is_empty() && width(&text) + joint.len() + width(part) > room {
                break;
            }
            text += joint;
            text += part;
            rest = others;
        }
        if text.is_empty() {
            return;
        }
        match (rest.len(), line) {
            (0, _) => {}
            (more, 1) => text = format!("{text}; {more} more"),
            _ => text.push(';'),
        }
        lines.push(labelled(label, &text));
        label = "";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_wrap_and_the_rest_is_counted() {
        let parts: Vec<String> = (0..40).map(|n| format!("part {n}")).collect();
        let mut lines = Vec::new();
        wrap(&mut lines, "label", &parts, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| width(line) <= WIDTH), "{lines:#?}");
        assert!(lines[0].ends_with(';') && lines[1].ends_with(" more"), "{lines:#?}");
        assert!(lines[1].starts_with(&" ".repeat(INDENT)));
    }
}
