//! The value stream map: where lead time went, block by block, waiting above and work below.

use super::Section;
use crate::flow::Measure;
use crate::flow::stream::{Block, BlockKind, ValueStream};
use crate::report::html::chart::{Part, bar};
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::pieces::{figure, nothing, strong, swatch};
use crate::report::html::source::Source;
use crate::report::words::{count, duration_or_dash, percent};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "stream", title: "Value stream map", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::ValueStream) {
        return nothing(why).done();
    }
    let map = &source.metrics().stream;
    let blocks: Vec<&Block> =
        map.blocks.iter().filter(|block| block.lead_ms > 0 || block.kind == BlockKind::Work).collect();
    let steps = tag("ol").class("map").put_all(blocks.iter().map(|block| step(source, map, block)));
    let caption = [legend(map).done(), steps.done(), totals(source).done()];
    figure("Where lead time goes", whole(source, &blocks), caption).done()
}

fn share(map: &ValueStream, ms: i128) -> f64 {
    let lead = map.lead_ms();
    if lead > 0 { ms as f64 / lead as f64 } else { 0.0 }
}

fn waiting(block: &Block) -> i128 {
    block.lead_ms - block.process_ms - block.blocked_ms
}

/// What the block is called on the map.
fn name(source: &Source, block: &Block) -> String {
    let name = source.place(block.scope);
    match block.kind {
        BlockKind::Reopened => format!("{name}, before it was reopened"),
        _ => name,
    }
}

fn whole(source: &Source, blocks: &[&Block]) -> Markup {
    let map = &source.metrics().stream;
    let parts = blocks.iter().flat_map(|block| {
        let name = name(source, block);
        [
            ("wait", "waiting", waiting(block)),
            ("work", "work", block.process_ms),
            ("blocked", "blocked", block.blocked_ms),
        ]
        .map(|(class, what, ms)| Part {
            class,
            share: share(map, ms),
            tip: format!(
                "{name}: {what} {}, {} of lead time",
                duration_or_dash(map.per_card(ms)),
                percent(share(map, ms))
            ),
        })
    });
    let told: Vec<String> = blocks
        .iter()
        .map(|block| format!("{} {}", name(source, block), percent(share(map, block.lead_ms))))
        .collect();
    bar(&format!("Lead time by block: {}", told.join(", ")), parts)
}

fn legend(map: &ValueStream) -> Element {
    let blocked: i128 = map.blocks.iter().map(|block| block.blocked_ms).sum();
    let work = map.process_ms();
    let waiting = map.lead_ms() - work - blocked;
    let item = |class: &'static str, what: &str, ms: i128| {
        swatch(class, format!("{what} {}, {}", percent(share(map, ms)), duration_or_dash(map.per_card(ms))))
    };
    let items =
        [item("wait", "waiting", waiting), item("work", "work", work), item("blocked", "blocked", blocked)];
    tag("ul").class("key").put_all(items)
}

/// A block: the queue before it, its box, and its part of the time ladder.
fn step(source: &Source, map: &ValueStream, block: &Block) -> Element {
    let not_work = block.lead_ms - block.process_ms;
    let lead = duration_or_dash(map.per_card(block.lead_ms));
    let wait = duration_or_dash(map.per_card(not_work));
    let triangle =
        tag("svg").class("queue").set("width", "26").set("height", "22").set("aria-hidden", "true");
    let triangle = triangle.put(tag("path").set("d", "M13 2L25 21H1Z"));
    let works = block.kind == BlockKind::Work;
    let name = name(source, block);
    let value =
        |term: &str, value: String| Markup::from([tag("dt").say(term).done(), tag("dd").say(value).done()]);
    let accuracy =
        block.accuracy.and_then(|accuracy| accuracy.share()).map_or_else(|| "–".to_owned(), percent);
    let mut values = vec![value("LT", lead)];
    if works {
        values.push(value("PT", duration_or_dash(map.per_card(block.process_ms))));
        values.push(value("%C/A", accuracy));
    }
    values.push(value("n", block.through.n.to_string()));
    let inside = tag("div").class(if works { "box" } else { "box still" });
    let inside = inside.put(tag("h4").put(tag("bdi").say(&name))).put(tag("dl").put_all(values));
    let ladder = tag("div").class("ladder").put(tag("span").class("up").say(&wait));
    let ladder = if works {
        ladder.put(tag("span").class("down").say(duration_or_dash(map.per_card(block.process_ms))))
    } else {
        ladder
    };
    tag("li")
        .class(if works { "step" } else { "step waits" })
        .put(tag("div").class("stop").put(triangle).put(inside))
        .put(ladder)
}

fn totals(source: &Source) -> Element {
    let metrics = source.metrics();
    let map = &metrics.stream;
    let ratio = metrics
        .activity
        .ratio()
        .map_or_else(|| source.absent(Measure::ActivityRatio).unwrap_or_default(), percent);
    let rolled = metrics.accuracy.rolled().map_or_else(|| "no hand-offs".to_owned(), percent);
    tag("p")
        .put(strong(format!("ΣLT {}", duration_or_dash(map.per_card(map.lead_ms())))))
        .say(" · ")
        .put(strong(format!("ΣPT {}", duration_or_dash(map.per_card(map.process_ms())))))
        .say(" · activity ratio ")
        .put(strong(ratio))
        .say(" · rolled %C/A ")
        .put(strong(rolled))
        .say(format!(
            ". Means of the {} that finished; a block is a stage with the queue in front of it, and totals follow \
             from the blocks. On the ladder, time without work is above and work below.",
            count(map.cards, "card")
        ))
}
