//! Ageing: the cards in process beside the pace of those that finished.

use super::Section;
use crate::flow::{Measure, PERCENTILES};
use crate::report::html::chart::{BANDS, DRAWN, LATE, ageing, shape};
use crate::report::html::markup::{Markup, tag, text};
use crate::report::html::pieces::{ROWS, Table, cell, figure, more, nothing, strong, swatch, theirs};
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
        .say(format!(", the oldest for {}.", duration(oldest)));
    let sign = |shape: Shape, words: String| tag("li").put(shape.sign()).say(words);
    let key = tag("ul").class("key").put_all([
        sign(Shape::Diamond, format!(" {late} past {LATE} % of the column’s pace")),
        sign(Shape::Cross, format!(" {blocked} blocked")),
        sign(Shape::Dot, " all others".to_owned()),
    ]);
    let bands = tag("ul").class("key").put_all(BANDS.into_iter().zip(PERCENTILES).map(|(class, p)| {
        swatch(class, if p == 50 { "50 % had gone past the column".to_owned() } else { format!("{p} %") })
    }));
    let note = "A lane is a column. Its ground darkens at the age at which so many of the finished cards had \
                gone past it.";
    let drawn = (cards.len() > DRAWN).then(|| format!(" Of {}, the oldest {DRAWN} are drawn.", cards.len()));
    let note = tag("p").say(note).say(drawn.unwrap_or_default());
    let caption = [head.done(), key.done(), note.done(), bands.done(), paces(source)];
    let picture = ageing(source);
    let figure = picture.map(|picture| figure("", picture, caption));
    [figure.into(), oldest_cards(source)].into()
}

fn paces(source: &Source) -> Markup {
    let heads = ["Column", "#50 %", "#70 %", "#85 %", "#95 %", "#Cards"];
    let mut table = Table::new("Age at which finished cards had gone past each column", &heads);
    for pace in &source.metrics().pace.columns {
        let told = [50, 70, 85, 95].map(|p| cell(duration_or_dash(pace.ages.told_ms(p))));
        let n = cell(pace.ages.n.to_string());
        table.row("", theirs(source.column(pace.column)), told.into_iter().chain([n]));
    }
    crate::report::html::pieces::unfold("The pace of each column", table.done()).done()
}

fn oldest_cards(source: &Source) -> Markup {
    let cards = &source.metrics().pace.cards;
    let mut table =
        Table::new("The oldest cards in process", &["Card", "~Column", "#Age", "Beside its column’s pace"]);
    for card in cards.iter().take(ROWS) {
        let pace = match card.past {
            Some(0) => "younger than half".to_owned(),
            Some(past) => format!("older than {past} %"),
            None => "too few to tell".to_owned(),
        };
        let blocked = if card.blocked { ", blocked" } else { "" };
        let sign = [shape(card).sign().done(), text(&format!(" {pace}{blocked}"))];
        let column = theirs(source.column(card.column));
        let told = sign.into_iter().collect();
        table.row("", source.card(card.card), [column, cell(duration(card.age_ms)), told]);
    }
    let rest = more(cards.len().saturating_sub(ROWS), "cards in process");
    [table.done().done(), rest.into()].into()
}
