//! Little's law in three lines: what always holds, what it says of a card, and whether to believe it.

use super::Section;
use crate::flow::Measure;
use crate::flow::little::{Condition, Estimate, Steady};
use crate::report::absence::no_estimate;
use crate::report::condition;
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::pieces::{nothing, state, strong};
use crate::report::html::source::Source;
use crate::report::words::{duration, number, percent};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "little", title: "Little’s law", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::Little) {
        return nothing(why).done();
    }
    let lines = [
        ("Identity", "always holds", identity(source)),
        ("Estimate", "if the board is steady", estimate(source)),
        ("Conditions", "whether it is", conditions(source)),
    ];
    let line = |(name, what, says): (&str, &str, Element)| {
        let name = tag("dt").put(tag("span").say(name)).put(tag("small").say(what));
        Markup::from([name.done(), tag("dd").put(says).done()])
    };
    tag("dl").class("law").put_all(lines.map(line)).done()
}

fn identity(source: &Source) -> Element {
    let little = &source.metrics().little;
    let (Some(mean), Some(rate)) = (little.mean_wip, little.arrivals_per_day) else {
        return nothing("no data yet: none of the window has passed");
    };
    let mean = strong(format!("{} in process", number(mean)));
    match little.residence_ms {
        Some(stay) => tag("p").class("formula").put(mean).say(format!(
            " = {} arrivals a day × {} each in the window",
            number(rate),
            duration(stay)
        )),
        None => tag("p").put(mean).say("; nothing arrived, so there is nothing to divide by"),
    }
}

fn estimate(source: &Source) -> Element {
    let metrics = source.metrics();
    let (little, rate) = (&metrics.little, metrics.throughput.per_day.unwrap_or_default());
    let law = |name: &str, of: &Estimate| {
        let line = tag("p").class("formula");
        let (Some(cards), Some(estimate)) = (of.mean_cards, of.estimate_ms) else {
            return line.say(format!("{name}: {}", no_estimate(metrics.throughput.per_day)));
        };
        let law = format!("{} ÷ {} a day = ", number(cards), number(rate));
        let line = line.say(law).put(strong(duration(estimate))).say(format!(" {name}; measured "));
        match (of.measured_ms, of.gap()) {
            (Some(measured), Some(gap)) => {
                let sign = if gap > 0.0 { "+" } else { "" };
                line.put(strong(duration(measured))).say(format!(" on average ({sign}{})", percent(gap)))
            }
            _ => line.say("none"),
        }
    };
    let now = little.started_now_ms.filter(|_| metrics.wip.now > 0).map(|ms| {
        let line = tag("p")
            .say(format!("At today’s {} in process, a card started now takes about ", metrics.wip.now));
        let line = line.put(strong(duration(ms))).say(". ");
        if little.is_reliable() {
            line
        } else {
            line.put(state("warn", "▲", "unreliable: the board is not steady"))
        }
    });
    tag("div").put(law("cycle time", &little.cycle)).put(law("lead time", &little.lead)).put(now)
}

fn conditions(source: &Source) -> Element {
    let line = |of: &Condition| {
        let what = match of.about {
            Steady::Traffic => "arrivals match departures",
            Steady::Wip => "as much in process at the start as at the end",
            Steady::Age => "as old at the start as at the end",
            Steady::Abandoned => "few are abandoned",
        };
        let told = match of.ok {
            Some(true) => state("good", "✓", "ok"),
            Some(false) => state("warn", "✖", "not ok"),
            None => state("unknown", "–", "no data yet"),
        };
        let numbers = of.ok.map(|_| format!(": {}", condition(of)));
        tag("li").put(told).say(format!(" {what}")).say(numbers.unwrap_or_default())
    };
    tag("ul").class("plain").put_all(source.metrics().little.conditions.iter().map(line))
}
