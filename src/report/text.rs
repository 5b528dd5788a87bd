//! The report as text: at most 24 lines of 80 cells, complete without colour.

use chrono::Days;

use super::words::{count, duration, duration_or_dash, number, percent};
use super::{Report, phrase};
use crate::board::Timestamp;
use crate::flow::little::{Condition, Steady};
use crate::flow::{Bucket, Distribution, Metrics, PERCENTILES, local_day, midnight};
use crate::text::{fit, width};

/// The most lines the text has.
pub const LINES: usize = 24;
/// The most cells a line has.
pub const WIDTH: usize = 80;

/// Where values begin; labels stand left of it.
const INDENT: usize = 13;
/// The most bars of a sparkline.
const BARS: usize = WIDTH - INDENT;

/// The report as text, lines ended by a newline each.
pub fn text(report: &Report) -> String {
    let metrics = &report.metrics;
    let mut lines = vec![head(report), String::new()];
    times(&mut lines, metrics);
    lines.push(String::new());
    throughput(&mut lines, metrics);
    work(&mut lines, report);
    lines.push(String::new());
    little(&mut lines, metrics);
    lines.push(String::new());
    quality(&mut lines, metrics);
    lines.truncate(LINES);
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// One bar for each number, as high as the number is beside the greatest; a dot for 0.
pub fn sparkline(values: impl IntoIterator<Item = u32> + Clone) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = u64::from(values.clone().into_iter().max().unwrap_or(0));
    let bar = |value: u32| match usize::try_from((u64::from(value) * 8).div_ceil(most.max(1))) {
        Ok(height @ 1..=8) => BARS[height - 1],
        _ => '·',
    };
    values.into_iter().map(bar).collect()
}

fn head(report: &Report) -> String {
    let name = if report.board.is_empty() { "Flow report" } else { &report.board };
    let window = when(report);
    let name = fit(name, WIDTH.saturating_sub(width(&window) + 2));
    let gap = WIDTH.saturating_sub(name.width() + width(&window));
    fit(&format!("{name}{:gap$}{window}", ""), WIDTH).to_string()
}

/// The window in local time: by its first and last day if it is of whole days.
fn when(report: &Report) -> String {
    let window = report.metrics.window;
    let length = duration(window.to.since(window.from).max(0));
    let Ok(zone) = report.zone.parse() else { return length };
    let whole = |at: Timestamp| midnight(local_day(at, zone), zone) == at;
    if whole(window.from) && whole(window.to) && window.from < window.to {
        let last = local_day(window.to, zone);
        let last = last.checked_sub_days(Days::new(1)).unwrap_or(last);
        return format!("{} to {last} · {}", local_day(window.from, zone), report.zone);
    }
    let minute = |at: Timestamp| {
        let at = chrono::DateTime::from_timestamp_millis(at.ms()).unwrap_or_default();
        at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    };
    format!("{length} to {} · {}", minute(window.to), report.zone)
}

fn times(lines: &mut Vec<String>, metrics: &Metrics) {
    let times = &metrics.times;
    let n = times.lead.n;
    if n == 0 {
        lines
            .push("Times        no data yet: no card that was in process finished in this window".to_owned());
        return;
    }
    let cells = |label: &str, cells: [String; 5]| {
        let [p50, p70, p85, p95, mean] = cells;
        format!("{label:<INDENT$}{p50:>11}{p70:>11}{p85:>11}{p95:>11}{mean:>11}")
    };
    let [p50, p70, p85, p95] = PERCENTILES.map(|p| format!("{p} %"));
    lines.push(cells(&count(n, "card"), [p50, p70, p85, p95, "mean".to_owned()]));
    let row = |of: &Distribution| {
        let [p50, p70, p85, p95] = PERCENTILES.map(|p| duration_or_dash(of.told_ms(p)));
        [p50, p70, p85, p95, duration_or_dash(of.mean_ms())]
    };
    for (label, of) in
        [("Lead time", times.lead), ("Cycle time", times.cycle), ("Process time", times.process)]
    {
        lines.push(cells(label, row(&of)));
    }
    let activity = &metrics.activity;
    lines.push(labelled(
        "Activity",
        &match (activity.ratio(), activity.flow_efficiency()) {
            (Some(ratio), Some(efficiency)) => {
                format!("{} of lead time and {} of cycle time is work", percent(ratio), percent(efficiency))
            }
            _ if !activity.is_known => "unknown: no queue column, and no block was ever recorded".to_owned(),
            _ => "no data yet".to_owned(),
        },
    ));
    let missing = match n {
        ..5 => "percentiles need 5 cards, those above the median 10, the 95th 20",
        5..10 => "percentiles above the median need 10 cards, the 95th needs 20",
        10..20 => "the 95th percentile needs 20 cards",
        _ => return,
    };
    lines.push(labelled("", &format!("({missing})")));
}

fn throughput(lines: &mut Vec<String>, metrics: &Metrics) {
    let throughput = &metrics.throughput;
    let rate = throughput
        .per_day
        .map_or_else(String::new, |rate| format!(", {} a day, {} a week", number(rate), number(rate * 7.0)));
    lines.push(labelled("Throughput", &format!("{} finished{rate}", throughput.total)));
    let by_day = throughput.days.len() <= BARS;
    let (buckets, unit) = if by_day { (&throughput.days, "day") } else { (&throughput.weeks, "week") };
    let shown = buckets.get(buckets.len().saturating_sub(BARS)..).unwrap_or_default();
    let (Some(first), true) = (shown.first(), throughput.total > 0) else { return };
    let finished = |bucket: &Bucket| bucket.finished;
    let most = shown.iter().map(finished).max().unwrap_or(0);
    let bars = sparkline(shown.iter().map(finished));
    let caption = format!("a bar a {unit} from {}, {most} at most", first.day);
    if INDENT + width(&bars) + 2 + width(&caption) <= WIDTH {
        lines.push(labelled("", &format!("{bars}  {caption}")));
    } else {
        lines.push(labelled("", &bars));
        lines.push(labelled("", &caption));
    }
}

fn work(lines: &mut Vec<String>, report: &Report) {
    let wip = &report.metrics.wip;
    let mean = wip.mean.map_or_else(String::new, |mean| format!("; {} on average", number(mean)));
    let blocked = if wip.blocked > 0 { format!(", {} blocked", wip.blocked) } else { String::new() };
    lines.push(labelled("In process", &format!("{} now{blocked}{mean}", wip.now)));
    if let Some(oldest) = &report.oldest {
        let blocked = if oldest.blocked { ", blocked" } else { "" };
        let place = fit(&oldest.column, 24);
        let (id, title) = (&oldest.short_id, &oldest.title);
        let age = duration(oldest.age_ms);
        lines.push(labelled("Oldest", &format!("{age}, in {place}{blocked}: {id} {title}")));
    }
}

fn little(lines: &mut Vec<String>, metrics: &Metrics) {
    let (little, wip) = (&metrics.little, &metrics.wip);
    let (Some(mean), Some(arrivals)) = (little.mean_wip, little.arrivals_per_day) else {
        lines.push(labelled("Little's law", "no data yet: none of the window has passed"));
        return;
    };
    let mean = number(mean);
    let identity = little.residence_ms.map_or_else(
        || format!("{mean} in process; nothing arrived, so there is nothing to divide by"),
        |stay| format!("{mean} in process = {} arrivals a day × {} each", number(arrivals), duration(stay)),
    );
    lines.push(labelled("Little's law", &identity));
    let rate = number(metrics.throughput.per_day.unwrap_or_default());
    let estimate = match (little.cycle.estimate_ms, little.cycle.measured_ms) {
        (Some(estimate), Some(measured)) => {
            let gap = little
                .cycle
                .gap()
                .map_or_else(String::new, |gap| format!(" ({}{})", plus(gap), percent(gap)));
            let (estimate, measured) = (duration(estimate), duration(measured));
            format!("{mean} ÷ {rate} a day = {estimate} cycle time; measured {measured}{gap}")
        }
        (Some(estimate), None) => format!("{mean} ÷ {rate} a day = {}; none measured", duration(estimate)),
        _ => "no estimate: nothing finished".to_owned(),
    };
    lines.push(labelled("  estimate", &estimate));
    if let Some(today) = little.started_now_ms.filter(|_| wip.now > 0) {
        let doubt = if little.is_reliable() { "" } else { "; unreliable, see below" };
        let about = duration(today);
        lines.push(labelled("", &format!("a card started now, at {} in process: {about}{doubt}", wip.now)));
    }
    // A condition that cannot be told has no numbers to show either.
    for (ok, label) in [(true, "  steady"), (false, "  not steady")] {
        let of = |condition: &&Condition| condition.ok == Some(ok);
        let said: Vec<String> = little.conditions.iter().filter(of).map(condition).collect();
        wrap(lines, label, &said, 2);
    }
}

fn plus(gap: f64) -> &'static str {
    if gap > 0.0 { "+" } else { "" }
}

/// What a condition of Little's law found, in words: `12 in, 11 out`.
pub fn condition(condition: &Condition) -> String {
    let count = |value: Option<i64>| value.unwrap_or(0).to_string();
    let (first, second) = (condition.first, condition.second);
    match condition.about {
        Steady::Traffic => format!("{} in, {} out", count(first), count(second)),
        Steady::Wip => format!("{} at start, {} at end", count(first), count(second)),
        Steady::Age => format!("mean age {}, then {}", duration_or_dash(first), duration_or_dash(second)),
        Steady::Abandoned => format!("{} of {} out abandoned", count(first), count(second)),
    }
}

fn quality(lines: &mut Vec<String>, metrics: &Metrics) {
    let quality = &metrics.quality;
    if quality.cases.is_empty() {
        lines.push(labelled("Data quality", "nothing awkward"));
        return;
    }
    let said: Vec<String> =
        quality.cases.iter().map(|(oddity, cards)| format!("{} {}", cards.len(), phrase(*oddity))).collect();
    let room = LINES.saturating_sub(lines.len()).clamp(1, 3);
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
    fn bars_are_as_high_as_their_numbers() {
        for (values, bars) in [
            (vec![], ""),
            (vec![0, 0], "··"),
            (vec![0, 1], "·█"),
            (vec![1, 2, 3, 4, 8], "▁▂▃▄█"),
            (vec![1, 1000], "▁█"),
            (vec![u32::MAX, 0], "█·"),
        ] {
            assert_eq!(sparkline(values.iter().copied()), bars, "{values:?}");
        }
    }

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
