//! Ageing: the cards in process beside the pace of those that finished.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::{DRAWN, LATE, ageing, shape};
use crate::report::html::markup::{Markup, tag, text};
use crate::report::html::pieces::{Cell, ROWS, Table, figure, more, nothing, number as cell, strong, words};
use crate::report::html::source::Source;
use crate::report::html::svg::Shape;
use crate::report::words::{count, duration, duration_or_dash};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "ageing", title: "Ageing work in process", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::Age) {
        return nothing(why).done();
    }
    let cards = &source.metrics().pace.cards;
    let late = cards.iter().filter(|card| card.past.is_some_and(|past| past >= LATE)).count();
    let blocked = cards.iter().filter(|card| card.blocked).count();
    let oldest = cards.first().map_or(0, |card| card.age_ms);
    let head = tag("p")
        .put(strong(format!("{} in process", count(cards.len(), "card"))))
        .say(format!(", the oldest for {}. ", duration(oldest)))
        .put(Shape::Diamond.sign())
        .say(format!(" past {LATE} % of its column’s pace: {late} · "))
        .put(Shape::Cross.sign())
        .say(format!(" blocked: {blocked} · "))
        .put(Shape::Dot.sign())
        .say(" all others");
    let drawn = (cards.len() > DRAWN).then(|| format!(" Of {}, the oldest {DRAWN} are drawn.", cards.len()));
    let note = tag("p")
        .say("Each lane is a column. The ground darkens at the ages at which 50, 70, 85 and 95 % of the finished cards had gone past it; a lane without shades has too few to tell.")
        .say(drawn.unwrap_or_default());
    let caption = [head.done(), note.done(), paces(source)];
    let picture = ageing(source);
    let figure = picture.map(|picture| figure("", picture, caption.into_iter().collect::<Markup>()));
    [figure.into(), oldest_cards(source)].into_iter().collect()
}

fn paces(source: &Source) -> Markup {
    let heads = ["Column", "#50 %", "#70 %", "#85 %", "#95 %", "#Cards"];
    let mut table = Table::new("Age at which finished cards had gone past each column", &heads);
    for pace in &source.metrics().pace.columns {
        let told = [50, 70, 85, 95].map(|p| cell(duration_or_dash(pace.ages.told_ms(p))));
        let n = cell(pace.ages.n.to_string());
        table.row("", text(source.report.column(pace.column)), told.into_iter().chain([n]));
    }
    crate::report::html::pieces::unfold("The pace of each column", table.done()).done()
}

fn oldest_cards(source: &Source) -> Markup {
    let cards = &source.metrics().pace.cards;
    let mut table = Table::new(
        "The oldest cards in process",
        &["Card", "Column", "#Age", "Beside the pace of its column"],
    );
    for card in cards.iter().take(ROWS) {
        let pace = match card.past {
            Some(0) => "younger than half".to_owned(),
            Some(past) => format!("older than {past} %"),
            None => "too few to tell".to_owned(),
        };
        let blocked = if card.blocked { ", blocked" } else { "" };
        let sign = [shape(card).sign().done(), text(&format!(" {pace}{blocked}"))];
        let column = words(source.report.column(card.column));
        let told = Cell::Words(sign.into_iter().collect());
        table.row("", source.card(card.card), [column, cell(duration(card.age_ms)), told]);
    }
    let rest = more(cards.len().saturating_sub(ROWS), "cards in process");
    [table.done().done(), rest.into()].into_iter().collect()
}
