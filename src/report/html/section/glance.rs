//! At a glance: the few numbers that matter beside those of the window before, what asks for
//! attention, and all times by percentiles.

use super::{Section, attention};
use crate::flow::{Distribution, Measure, Metrics, PERCENTILES, Times};
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{Table, cell, nothing, state};
use crate::report::html::source::Source;
use crate::report::words::{count, duration, duration_or_dash, number, percent};
use crate::text::fit;

pub(super) fn section(source: &Source) -> Section {
    let tiles = tag("ul").class("tiles").put_all([
        time(source, "Lead time", "#times", |times| times.lead),
        time(source, "Cycle time", "#times", |times| times.cycle),
        throughput(source),
        in_process(source),
        activity(source),
        level(source),
        accuracy(source),
        oldest(source),
    ]);
    let body = [tiles.done(), attention::list(source), times(source)];
    Section { id: "glance", title: "At a glance", body: body.into() }
}

/// A number, what it is, and what stands beside it.
fn tile(
    name: &str,
    link: &'static str,
    value: Option<String>,
    notes: impl IntoIterator<Item = Markup>,
) -> Element {
    let shown = match value {
        Some(value) => tag("span").class("value").say(value),
        None => tag("span").class("value none").say("–"),
    };
    let notes = notes.into_iter().map(|note| tag("span").class("note").put(note));
    tag("li")
        .put(tag("a").set("href", link).put(tag("span").class("name").say(name)).put(shown).put_all(notes))
}

/// How a number went from the window before to this one.
fn change<T: PartialOrd + Copy>(
    (before, now): (Option<T>, Option<T>),
    [less, more]: [&str; 2],
    shown: impl Fn(T) -> String,
) -> Markup {
    let (Some(before), Some(now)) = (before, now) else { return text("nothing to compare with") };
    let was = format!("was {}", shown(before));
    let (sign, word) = match now.partial_cmp(&before) {
        // What is shown alike is alike to the reader.
        _ if shown(now) == shown(before) => ("=", "as before"),
        Some(std::cmp::Ordering::Less) => ("▼", less),
        _ => ("▲", more),
    };
    let words = if sign == "=" { word.to_owned() } else { format!("{word}, {was}") };
    state("change", sign, words).done()
}

/// A measure of both windows.
fn both<T>(source: &Source, of: impl Fn(&Metrics) -> Option<T>) -> (Option<T>, Option<T>) {
    (source.before(&of), of(source.metrics()))
}

fn why(source: &Source, measure: Measure) -> Option<Markup> {
    source.absent(measure).map(|why| text(&why))
}

fn time(source: &Source, name: &str, link: &'static str, of: fn(&Times) -> Distribution) -> Element {
    let distribution = of(&source.metrics().times);
    // Where there are too few cards for the 85th percentile, the median may be told.
    let p = if distribution.told_ms(85).is_some() { 85 } else { 50 };
    let times = both(source, |metrics| of(&metrics.times).told_ms(p));
    let note = match (why(source, Measure::LeadTime), distribution.untold(p)) {
        (Some(why), _) => why,
        (None, Some(absence)) => text(&crate::report::absence::no_data(absence)),
        (None, None) => change(times, ["shorter", "longer"], duration),
    };
    tile(&format!("{name}, {p} %"), link, times.1.map(duration), [note])
}

fn throughput(source: &Source) -> Element {
    let weekly = |metrics: &Metrics| metrics.throughput.per_day.map(|rate| rate * 7.0);
    let rates = both(source, weekly);
    let finished = format!("{} finished", count(source.metrics().throughput.total, "card"));
    if let Some(why) = why(source, Measure::Throughput) {
        return tile("Throughput a week", "#throughput", None, [why]);
    }
    let note = change(rates, ["fewer", "more"], number);
    tile("Throughput a week", "#throughput", rates.1.map(number), [text(&finished), note])
}

fn in_process(source: &Source) -> Element {
    let wip = &source.metrics().wip;
    let means = both(source, |metrics| metrics.wip.mean);
    let mean = means.1.map(|mean| text(&format!("{} on average", number(mean))));
    let why = why(source, Measure::Wip);
    // Now is told whatever the window, if there ever was a card.
    let now = (wip.now > 0 || why.is_none()).then(|| wip.now.to_string());
    let notes = match why {
        Some(why) => vec![why],
        None => mean.into_iter().chain([change(means, ["fewer", "more"], number)]).collect(),
    };
    tile("In process now", "#ageing", now, notes)
}

fn activity(source: &Source) -> Element {
    let ratios = both(source, |metrics| metrics.activity.ratio());
    let note =
        why(source, Measure::ActivityRatio).unwrap_or_else(|| change(ratios, ["less", "more"], percent));
    let of = ratios.1.map(|_| text("of lead time is work"));
    tile("Activity ratio", "#stream", ratios.1.map(percent), of.into_iter().chain([note]))
}

fn level(source: &Source) -> Element {
    let sle = &source.metrics().sle;
    // Windows are compared by the same promise; a suggested one is each window's own.
    let before = source.before(|metrics| metrics.sle.hit_rate().filter(|_| metrics.sle.sle == sle.sle));
    let promise =
        sle.sle.map(|sle| text(&format!("kept {}; {} expected", duration(sle.within_ms), sle.share)));
    let note = match (why(source, Measure::ServiceLevel), before) {
        (Some(why), _) => Some(why),
        (None, Some(before)) => Some(change((Some(before), sle.hit_rate()), ["less", "more"], percent)),
        (None, None) => None,
    };
    let notes = promise.into_iter().chain(note);
    tile("Service level", "#sle", sle.hit_rate().map(percent), notes)
}

fn accuracy(source: &Source) -> Element {
    let rolled = both(source, |metrics| metrics.accuracy.rolled());
    let handoffs = source.metrics().accuracy.handoffs();
    let note = why(source, Measure::Accuracy).unwrap_or_else(|| change(rolled, ["less", "more"], percent));
    let n = rolled.1.map(|_| text(&format!("of {}, all stages", count(handoffs, "hand-off"))));
    tile("Rolled %C/A", "#accuracy", rolled.1.map(percent), n.into_iter().chain([note]))
}

fn oldest(source: &Source) -> Element {
    let oldest = source.report.oldest.as_ref();
    let place = oldest.map(|oldest| {
        let blocked = if oldest.blocked { ", blocked" } else { "" };
        text(&format!("{} in {}{blocked}", oldest.short_id, fit(&oldest.column, 40)))
    });
    let note = place.or_else(|| why(source, Measure::Age));
    tile("Oldest in process", "#ageing", oldest.map(|oldest| duration(oldest.age_ms)), note)
}

/// Lead, cycle and process time by percentiles, each above what it was.
fn times(source: &Source) -> Markup {
    let now = &source.metrics().times;
    if let Some(why) = source.absent(Measure::LeadTime) {
        return nothing(format!("Times: {why}")).done();
    }
    let heads = ["", "#50 %", "~#70 %", "#85 %", "#95 %", "~#mean"];
    let mut table = Table::new(format!("Times of {} that finished", count(now.lead.n, "card")), &heads);
    let before = source.report.before.as_deref().map(|before| &before.times);
    let row = |of: &Distribution| {
        PERCENTILES.map(|p| of.told_ms(p)).into_iter().chain([of.mean_ms()]).map(duration_or_dash)
    };
    for (name, of) in [
        ("Lead time", (|times| times.lead) as fn(&Times) -> Distribution),
        ("Cycle time", |times| times.cycle),
        ("Process time", |times| times.process),
    ] {
        table.row("", text(name), row(&of(now)).map(cell));
        if let Some(before) = before {
            let was = tag("span").class("was").say("the window before").done();
            let faint = |was: String| tag("span").class("was").say(was).done();
            table.row("before", was, row(&of(before)).map(faint));
        }
    }
    let few = PERCENTILES.into_iter().find_map(|p| now.lead.untold(p).map(|_| p));
    let few = few.map(|p| {
        let why = format!(
            "Percentiles from {p} % on are not told of {}: it takes 5 for the median, 10 for the others, 20 for \
             the 95th.",
            count(now.lead.n, "card")
        );
        tag("p").class("small").say(why)
    });
    [table.done().done(), few.into()].into()
}
