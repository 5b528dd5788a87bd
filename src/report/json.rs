//! The report as JSON, schema `andon-report/1`: a contract with other programs.
//!
//! Durations are whole milliseconds and their names end in `_ms`; instants are RFC 3339 in UTC;
//! where there is no value there is `null`. Keys always come in the same order, so equal reports
//! are equal texts. Texts are exactly the board's; characters that could make a terminal do
//! something are spelled as escapes, which every JSON reader undoes.

use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{CardRow, Report, code, meaning};
use crate::board::Timestamp;
use crate::flow::little::{Condition, Estimate, Steady};
use crate::flow::{Distribution, Metrics};
use crate::text::clean;

/// The report, and one object per card if cards are given.
pub fn json(report: &Report, cards: Option<&[CardRow]>) -> String {
    let metrics = &report.metrics;
    spell(&Json {
        schema: "andon-report/1",
        board: &report.board,
        now: instant(metrics.now),
        zone: &report.zone,
        window: WindowJson {
            from: instant(metrics.window.from),
            to: instant(metrics.window.to),
            observed_ms: metrics.observed_ms,
        },
        wip: WipJson {
            now: metrics.wip.now,
            blocked: metrics.wip.blocked,
            mean: metrics.wip.mean,
            oldest: report.oldest.as_ref().map(|oldest| OldestJson {
                id: &oldest.id,
                title: &oldest.title,
                column: &oldest.column,
                blocked: oldest.blocked,
                started: instant(oldest.started),
                age_ms: oldest.age_ms,
            }),
        },
        throughput: throughput(metrics),
        lead_time: times(&metrics.times.lead),
        cycle_time: times(&metrics.times.cycle),
        process_time: times(&metrics.times.process),
        activity_ratio: metrics.activity.ratio(),
        flow_efficiency: metrics.activity.flow_efficiency(),
        activity: ActivityJson {
            n: metrics.activity.n,
            process_time_ms: whole(metrics.activity.process_ms),
            lead_time_ms: whole(metrics.activity.lead_ms),
            cycle_time_ms: whole(metrics.activity.cycle_ms),
            waiting_is_recorded: metrics.activity.is_known,
        },
        littles_law: little(metrics),
        data_quality: quality(metrics),
        cards: cards.map(|cards| cards.iter().map(card).collect()),
    })
}

/// Pretty JSON with a final newline, safe to show in a terminal.
pub fn spell(value: &impl Serialize) -> String {
    // Our own structs have text keys and finite numbers: nothing in them can fail to be written.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        let plain = matches!(c, '\n' | ' '..='~')
            || *clean(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4]);
        if plain {
            safe.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe.push('\n');
    safe
}

fn instant(at: Timestamp) -> String {
    at.to_string()
}

fn whole(ms: i128) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

#[derive(Serialize)]
struct Json<'a> {
    schema: &'static str,
    board: &'a str,
    now: String,
    zone: &'a str,
    window: WindowJson,
    wip: WipJson<'a>,
    throughput: ThroughputJson,
    lead_time: TimesJson,
    cycle_time: TimesJson,
    process_time: TimesJson,
    activity_ratio: Option<f64>,
    flow_efficiency: Option<f64>,
    activity: ActivityJson,
    littles_law: LittleJson,
    data_quality: Vec<QualityJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cards: Option<Vec<CardJson<'a>>>,
}

#[derive(Serialize)]
struct WindowJson {
    from: String,
    to: String,
    observed_ms: i64,
}

#[derive(Serialize)]
struct WipJson<'a> {
    now: usize,
    blocked: usize,
    mean: Option<f64>,
    oldest: Option<OldestJson<'a>>,
}

#[derive(Serialize)]
struct OldestJson<'a> {
    id: &'a str,
    title: &'a str,
    column: &'a str,
    blocked: bool,
    started: String,
    age_ms: i64,
}

#[derive(Serialize)]
struct ThroughputJson {
    total: usize,
    per_day: Vec<DayJson>,
    per_week: Vec<WeekJson>,
}

#[derive(Serialize)]
struct DayJson {
    day: String,
    n: u32,
}

#[derive(Serialize)]
struct WeekJson {
    monday: String,
    n: u32,
}

fn throughput(metrics: &Metrics) -> ThroughputJson {
    let throughput = &metrics.throughput;
    let day = |bucket: &crate::flow::Bucket| DayJson { day: bucket.day.to_string(), n: bucket.finished };
    let week = |bucket: &crate::flow::Bucket| WeekJson { monday: bucket.day.to_string(), n: bucket.finished };
    ThroughputJson {
        total: throughput.total,
        per_day: throughput.days.iter().map(day).collect(),
        per_week: throughput.weeks.iter().map(week).collect(),
    }
}

#[derive(Serialize)]
struct TimesJson {
    n: usize,
    mean_ms: Option<i64>,
    p50_ms: Option<i64>,
    p70_ms: Option<i64>,
    p85_ms: Option<i64>,
    p95_ms: Option<i64>,
}

fn times(of: &Distribution) -> TimesJson {
    TimesJson {
        n: of.n,
        mean_ms: of.mean_ms(),
        p50_ms: of.percentile_ms(50),
        p70_ms: of.percentile_ms(70),
        p85_ms: of.percentile_ms(85),
        p95_ms: of.percentile_ms(95),
    }
}

#[derive(Serialize)]
struct ActivityJson {
    n: usize,
    process_time_ms: i64,
    lead_time_ms: i64,
    cycle_time_ms: i64,
    waiting_is_recorded: bool,
}

#[derive(Serialize)]
struct LittleJson {
    arrivals: usize,
    departures: usize,
    wip_start: usize,
    wip_end: usize,
    wip_integral_ms: i64,
    mean_wip: Option<f64>,
    arrival_rate_per_day: Option<f64>,
    residence_ms: Option<i64>,
    residence_of_present_ms: Option<i64>,
    throughput_per_day: Option<f64>,
    estimate_ms: Option<i64>,
    measured_ms: Option<i64>,
    gap: Option<f64>,
    lead_time: EstimateJson,
    started_now_ms: Option<i64>,
    reliable: bool,
    conditions: Vec<ConditionJson>,
}

#[derive(Serialize)]
struct EstimateJson {
    mean_cards: Option<f64>,
    estimate_ms: Option<i64>,
    measured_ms: Option<i64>,
    gap: Option<f64>,
}

#[derive(Serialize)]
struct ConditionJson {
    name: &'static str,
    ok: Option<bool>,
    #[serde(serialize_with = "in_order")]
    values: [(&'static str, Option<i64>); 2],
}

fn little(metrics: &Metrics) -> LittleJson {
    let (little, wip) = (&metrics.little, &metrics.wip);
    let Estimate { estimate_ms, measured_ms, .. } = little.cycle;
    LittleJson {
        arrivals: wip.arrivals,
        departures: wip.departures,
        wip_start: wip.start,
        wip_end: wip.end,
        wip_integral_ms: whole(wip.card_ms),
        mean_wip: little.mean_wip,
        arrival_rate_per_day: little.arrivals_per_day,
        residence_ms: little.residence_ms,
        residence_of_present_ms: little.residence_of_present_ms,
        throughput_per_day: metrics.throughput.per_day,
        estimate_ms,
        measured_ms,
        gap: little.cycle.gap(),
        lead_time: EstimateJson {
            mean_cards: little.lead.mean_cards,
            estimate_ms: little.lead.estimate_ms,
            measured_ms: little.lead.measured_ms,
            gap: little.lead.gap(),
        },
        started_now_ms: little.started_now_ms,
        reliable: little.is_reliable(),
        conditions: little.conditions.iter().map(condition).collect(),
    }
}

fn condition(condition: &Condition) -> ConditionJson {
    let (name, first, second) = match condition.about {
        Steady::Traffic => ("arrivals_match_departures", "arrivals", "departures"),
        Steady::Wip => ("wip_start_matches_end", "wip_start", "wip_end"),
        Steady::Age => ("mean_age_start_matches_end", "mean_age_start_ms", "mean_age_end_ms"),
        Steady::Abandoned => ("few_abandoned", "abandoned", "departures"),
    };
    ConditionJson { name, ok: condition.ok, values: [(first, condition.first), (second, condition.second)] }
}

#[derive(Serialize)]
struct QualityJson {
    case: &'static str,
    n: usize,
    meaning: &'static str,
    cards: Vec<String>,
}

fn quality(metrics: &Metrics) -> Vec<QualityJson> {
    let row = |(oddity, cards): &(crate::flow::Oddity, Vec<crate::board::Id>)| {
        let mut cards = cards.clone();
        cards.sort_unstable();
        QualityJson {
            case: code(*oddity),
            n: cards.len(),
            meaning: meaning(*oddity),
            cards: cards.iter().map(ToString::to_string).collect(),
        }
    };
    metrics.quality.cases.iter().map(row).collect()
}

#[derive(Serialize)]
struct CardJson<'a> {
    id: &'a str,
    source_id: Option<&'a str>,
    title: &'a str,
    column: Option<&'a str>,
    blocked: bool,
    created: String,
    started: Option<String>,
    first_finished: Option<String>,
    finished: Option<String>,
    abandoned: Option<String>,
    lead_time_ms: Option<i64>,
    cycle_time_ms: Option<i64>,
    age_ms: Option<i64>,
    process_time_ms: i64,
    queue_time_ms: i64,
    blocked_time_ms: i64,
    time_in_done_ms: i64,
    time_back_in_backlog_ms: i64,
    returns: u32,
    reopens: u32,
    uncommits: u32,
    #[serde(serialize_with = "in_order")]
    visits: Vec<(&'a str, u32)>,
    #[serde(serialize_with = "in_order")]
    time_in_column_ms: Vec<(&'a str, i64)>,
}

fn card(row: &CardRow) -> CardJson<'_> {
    let journey = &row.journey;
    let [_, started, first_finished, finished, abandoned] = row.dates().map(|at| at.map(instant));
    CardJson {
        id: &row.id,
        source_id: row.source_id.as_deref(),
        title: &row.title,
        column: row.column.as_deref(),
        blocked: journey.blocked,
        created: instant(journey.created),
        started,
        first_finished,
        finished,
        abandoned,
        lead_time_ms: journey.lead_ms(),
        cycle_time_ms: journey.cycle_ms(),
        age_ms: row.age_ms,
        process_time_ms: journey.process_ms,
        queue_time_ms: journey.queue_ms,
        blocked_time_ms: journey.blocked_ms,
        time_in_done_ms: journey.gap_ms,
        time_back_in_backlog_ms: journey.backlog_ms,
        returns: journey.returns,
        reopens: journey.reopens,
        uncommits: journey.uncommits,
        visits: row.columns.iter().map(|(name, visits, _)| (&**name, *visits)).collect(),
        time_in_column_ms: row.columns.iter().map(|(name, _, ms)| (&**name, *ms)).collect(),
    }
}

/// An object whose keys come in the order of the list.
fn in_order<S: Serializer, K: Serialize, V: Serialize>(
    pairs: impl AsRef<[(K, V)]>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let pairs = pairs.as_ref();
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
