//! What asks for attention, if anything does: what the measures themselves say is not well.
//!
//! Nothing here is judged anew: each line repeats the verdict of a section and leads to it.

use crate::flow::Measure;
use crate::flow::constraint::{Verdict, Yardstick};
use crate::flow::sle::Burn;
use crate::report::html::chart::LATE;
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::pieces::nothing;
use crate::report::html::source::Source;
use crate::report::sections;
use crate::report::words::{count, number, percent};

pub(super) fn list(source: &Source) -> Markup {
    let lines: Vec<Element> = [
        cord(source),
        level(source),
        late(source),
        blocked(source),
        constraint(source),
        signals(source),
        steady(source),
    ]
    .into_iter()
    .flatten()
    .collect();
    let head = tag("h3").say("What asks for attention");
    let list = if let (true, Some(why)) = (lines.is_empty(), source.absent(Measure::Wip)) {
        nothing(why)
    } else if lines.is_empty() {
        tag("p")
            .class("good")
            .say("✓ Nothing does: no budget is overspent, no card is late or blocked, nothing is a signal.")
    } else {
        tag("ul").class("attention").put_all(lines)
    };
    [head.done(), list.done()].into()
}

fn line(class: &'static str, sign: &str, link: &'static str, head: &str, words: impl AsRef<str>) -> Element {
    let sign = tag("span").class("mark").set("aria-hidden", "true").say(sign);
    let head = tag("a").set("href", link).say(head);
    tag("li").class(class).put(sign).put(tag("span").put(head).say(": ").say(words))
}

fn cord(source: &Source) -> Option<Element> {
    let open = source.metrics().cord.open.len();
    (open > 0).then(|| line("bad", "■", "#cord", "Andon cord", format!("{} open", count(open, "pull"))))
}

fn level(source: &Source) -> Option<Element> {
    let sle = &source.metrics().sle;
    let (burn, rate) = (sle.burn()?, sle.burn_rate()?);
    let (class, sign) = match burn {
        Burn::Calm => return None,
        Burn::Over | Burn::Review => ("warn", "▲"),
        Burn::StopAndFix => ("bad", "■"),
    };
    let word = sections::burn(burn);
    let words = format!("{word}; {} missed it, burn rate {}", count(sle.missed(), "card"), number(rate));
    Some(line(class, sign, "#sle", "Service level", words))
}

fn late(source: &Source) -> Option<Element> {
    let cards = &source.metrics().pace.cards;
    let late = cards.iter().filter(|card| card.past.is_some_and(|past| past >= LATE)).count();
    let words = format!(
        "{} in process, older than {LATE} % of the finished cards were when they left its column",
        count(late, "card")
    );
    (late > 0).then(|| line("warn", "◆", "#ageing", "Late", words))
}

fn blocked(source: &Source) -> Option<Element> {
    let blocked = source.metrics().wip.blocked;
    (blocked > 0).then(|| line("warn", "✖", "#delays", "Blocked", format!("{} now", count(blocked, "card"))))
}

fn constraint(source: &Source) -> Option<Element> {
    let constraint = &source.metrics().constraint;
    let Verdict::Named { stage, .. } = constraint.verdict else { return None };
    let evidence = constraint.stages.get(stage)?;
    let by = match constraint.yardstick {
        Yardstick::Utilisation => "of its workers’ time is work",
        Yardstick::DropOfFullness => "of time more at its limit than the next stage",
    };
    let words = format!("{} sets the pace; {} {by}", source.place(evidence.scope), percent(evidence.score?));
    Some(line("fact", "●", "#constraint", "Constraint", words))
}

fn signals(source: &Source) -> Option<Element> {
    let behaviour = &source.metrics().behaviour;
    let of = |chart: &crate::flow::behaviour::Xmr| {
        chart.points.iter().filter(|point| !point.signals.is_empty()).count()
    };
    let (cards, weeks) = (of(&behaviour.lead_time), of(&behaviour.throughput));
    let words = match (cards, weeks) {
        (0, 0) => return None,
        (cards, 0) => format!("{cards} in lead time"),
        (0, weeks) => format!("{weeks} in throughput"),
        (cards, weeks) => format!("{cards} in lead time, {weeks} in throughput"),
    };
    Some(line("fact", "◇", "#behaviour", "Signals", words))
}

fn steady(source: &Source) -> Option<Element> {
    let little = &source.metrics().little;
    let failed = little.conditions.iter().filter(|condition| condition.ok == Some(false)).count();
    let words = format!(
        "{failed} of {} for Little’s law do not hold, so its estimate is unreliable",
        count(little.conditions.len(), "condition")
    );
    (failed > 0).then(|| line("fact", "≠", "#little", "Not steady", words))
}
