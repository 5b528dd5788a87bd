//! What finished, what came and went, and what was in process: three charts over the same buckets.
//!
//! A bucket is a day, a week when there are many days, or several weeks when there are many weeks.

use chrono::NaiveDate;

use super::Frame;
use crate::flow::traffic::TrafficBucket;
use crate::flow::{DAY_MS, midnight};
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::scale::Axis;
use crate::report::html::source::{Source, date};
use crate::report::html::svg::{across, area, line, stretched};
use crate::report::words::{count, number};

const HEIGHT: f64 = 130.0;
/// More days than this are told by weeks.
const DAYS: usize = 62;
/// More weeks than this are put together.
const WEEKS: usize = 160;

/// The buckets of a window, as they are drawn.
struct Buckets {
    unit: String,
    /// The first day, and how many finished, arrived and departed, and were in process at its end.
    list: Vec<Bucket>,
    /// Days in each, but for the first and the last.
    days: i64,
}

struct Bucket {
    day: NaiveDate,
    finished: u32,
    traffic: TrafficBucket,
}

impl Buckets {
    fn of(source: &Source) -> Self {
        let metrics = source.metrics();
        let (throughput, traffic) = (&metrics.throughput, &metrics.traffic);
        let by_day = throughput.days.len() <= DAYS;
        let (finished, went) =
            if by_day { (&throughput.days, &traffic.days) } else { (&throughput.weeks, &traffic.weeks) };
        let bucket = |(one, other): (&crate::flow::Bucket, &TrafficBucket)| Bucket {
            day: one.day,
            finished: one.finished,
            traffic: *other,
        };
        let list: Vec<Bucket> = finished.iter().zip(went).map(bucket).collect();
        if by_day {
            return Self { unit: "day".to_owned(), list, days: 1 };
        }
        let each = list.len().div_ceil(WEEKS).max(1);
        let unit = if each == 1 { "week".to_owned() } else { format!("{each} weeks") };
        let list = list.chunks(each).filter_map(sum).collect();
        Self { unit, list, days: 7 * i64::try_from(each).unwrap_or(1) }
    }

    /// The share of the width at which a bucket begins, and how wide it is.
    fn place(&self, place: usize) -> (f64, f64) {
        let wide = 1.0 / self.list.len().max(1) as f64;
        (place as f64 * wide, wide)
    }

    /// The dates below: of an axis as long as the buckets are together.
    fn dates(&self, source: &Source) -> Axis {
        let Some(first) = self.list.first() else { return Axis::counts(0, 0, 1) };
        let from = midnight(first.day, source.zone);
        let length = i64::try_from(self.list.len()).unwrap_or(1).saturating_mul(self.days * DAY_MS);
        Axis::dates(from, from.plus_ms(length), source.zone)
    }

    fn bar(&self, place: usize, class: &'static str, top: f64, foot: f64) -> Element {
        let (x, wide) = self.place(place);
        let bar = tag("rect").class(class).part("x", x + wide * 0.1).part("width", wide * 0.8);
        bar.px("y", top).px("height", foot - top)
    }

    /// What a bucket is called.
    fn called(&self, bucket: &Bucket) -> String {
        if self.days == 1 { date(bucket.day) } else { format!("{} from {}", self.unit, date(bucket.day)) }
    }
}

fn sum(buckets: &[Bucket]) -> Option<Bucket> {
    let (first, last) = (buckets.first()?, buckets.last()?);
    let all = |of: fn(&Bucket) -> u32| buckets.iter().map(of).fold(0, u32::saturating_add);
    Some(Bucket {
        day: first.day,
        finished: all(|bucket| bucket.finished),
        traffic: TrafficBucket {
            day: first.day,
            arrivals: all(|bucket| bucket.traffic.arrivals),
            departures: all(|bucket| bucket.traffic.departures),
            wip_end: last.traffic.wip_end,
        },
    })
}

/// Bars of what finished; nothing where no bucket has begun. Beside it what a bar stands for.
pub fn throughput(source: &Source) -> Option<(Markup, String)> {
    let buckets = Buckets::of(source);
    let most = buckets.list.iter().map(|bucket| bucket.finished).max()?;
    let values = Axis::counts(0, u64::from(most), 4);
    let total = source.metrics().throughput.total;
    let words = format!("{} finished, by {}; {most} at most", count(total, "card"), buckets.unit);
    let mut frame = Frame::new(words, HEIGHT).values(&values.ticks).along(&buckets.dates(source).ticks);
    for (place, bucket) in buckets.list.iter().enumerate().filter(|(_, bucket)| bucket.finished > 0) {
        let top = frame.y(values.share(f64::from(bucket.finished)));
        let tip = format!("{}: {} finished", buckets.called(bucket), bucket.finished);
        frame.draw(buckets.bar(place, "bar done", top, frame.y(0.0)).tip(tip));
    }
    if let Some(rate) = source.metrics().throughput.per_day {
        let mean = rate * buckets.days as f64;
        let y = frame.y(values.share(mean));
        frame.draw(across("percentile", y));
        frame.name(y, &format!("mean {}", number(mean)), "name");
    }
    Some((frame.done(), buckets.unit))
}

/// Arrivals above and departures below a line, and what that adds up to.
pub fn net_flow(source: &Source) -> Option<Markup> {
    let buckets = Buckets::of(source);
    let most = |of: fn(&Bucket) -> u32| buckets.list.iter().map(of).max();
    let (came, went) = (most(|bucket| bucket.traffic.arrivals)?, most(|bucket| bucket.traffic.departures)?);
    let values = Axis::counts(0, u64::from(came.max(went)), 3);
    let net: i64 = buckets.list.iter().map(|bucket| bucket.traffic.net()).sum();
    let words = format!("Arrivals above, departures below, by {}: {net:+} in all", buckets.unit);
    let mut frame = Frame::new(words, HEIGHT).along(&buckets.dates(source).ticks);
    let middle = frame.y(0.5);
    let tall = |n: u32| values.share(f64::from(n)) * HEIGHT / 2.0;
    for tick in values.ticks.iter().skip(1) {
        for y in [middle - tick.at * HEIGHT / 2.0, middle + tick.at * HEIGHT / 2.0] {
            frame.value(y, &tick.label);
        }
    }
    frame.value(middle, "0");
    for (place, bucket) in buckets.list.iter().enumerate() {
        let TrafficBucket { arrivals, departures, .. } = bucket.traffic;
        if arrivals == 0 && departures == 0 {
            continue;
        }
        let (top, foot) = (middle - tall(arrivals), middle + tall(departures));
        let tip = format!(
            "{}: {arrivals} came, {departures} went, {:+}",
            buckets.called(bucket),
            bucket.traffic.net()
        );
        frame.draw(buckets.bar(place, "bar work", top, middle).tip(&tip));
        frame.draw(buckets.bar(place, "bar done", middle, foot).tip(tip));
    }
    frame.draw(across("base", middle));
    frame.name(frame.y(0.75), "came", "name");
    frame.name(frame.y(0.25), "went", "name");
    Some(frame.done())
}

/// The cards in process at the end of each bucket.
pub fn in_process(source: &Source) -> Option<Markup> {
    let buckets = Buckets::of(source);
    let most = buckets.list.iter().map(|bucket| bucket.traffic.wip_end).max()?;
    let least = buckets.list.iter().map(|bucket| bucket.traffic.wip_end).min()?;
    let values = Axis::counts(0, u64::from(most), 4);
    let words = format!("Cards in process by {}: {least} at least, {most} at most", buckets.unit);
    let mut frame = Frame::new(words, HEIGHT).values(&values.ticks).along(&buckets.dates(source).ticks);
    let steps: Vec<(f64, f64)> = buckets
        .list
        .iter()
        .enumerate()
        .flat_map(|(place, bucket)| {
            let (x, wide) = buckets.place(place);
            let y = frame.y(values.share(f64::from(bucket.traffic.wip_end)));
            [(x, y), (x + wide, y)]
        })
        .collect();
    let foot = frame.y(0.0);
    let ground = area("run", &steps, &[(0.0, foot), (1.0, foot)]);
    frame.draw(stretched(frame.whole(), [ground, line("run-line", steps.iter().copied())]));
    for (place, bucket) in buckets.list.iter().enumerate() {
        let tip = format!("{}: {} in process at its end", buckets.called(bucket), bucket.traffic.wip_end);
        let (x, wide) = buckets.place(place);
        let strip = tag("rect").class("strip").part("x", x).part("width", wide).set("y", "0");
        frame.draw(strip.px("height", foot).tip(tip));
    }
    if let Some(mean) = source.metrics().wip.mean {
        let y = frame.y(values.share(mean));
        frame.draw(across("percentile", y));
        frame.name(y, &format!("mean {}", number(mean)), "name");
    }
    Some(frame.done())
}
