//! The cards in process, column by column, as high as they are old.
//!
//! Each lane has the pace of its column behind it: the ages at which half, 70, 85 and 95 % of the
//! finished cards had left it. A card above the 85th is late whatever it does next, and bears
//! another symbol.

use ratatui::layout::Rect;

use super::{View, begin, list, note, part, with_list};
use crate::flow::pace::Paced;
use crate::flow::{Measure, PERCENTILES};
use crate::report::words::{count, duration, percent};
use crate::text;
use crate::tui::charts::{Lane, Unit};
use crate::tui::theme::Role;
use crate::tui::view::clock::age;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, row};

/// From these widths on a lane tells its percentiles in full, in days alone, or by number alone.
const LABEL_FROM: [u16; 3] = [22, 12, 8];
/// No lane is narrower.
const LANE_MIN: u16 = 4;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let lanes = &view.charts.lanes;
    let pace = &view.report.metrics.pace;
    let late = lanes.late;
    let mut title =
        vec![line("Age in process", Role::Strong), line(count(pace.cards.len(), "card"), Role::Text)];
    if let Some(oldest) = pace.cards.first() {
        title.push(line(format!("oldest {}", duration(oldest.age_ms)), Role::Text));
    }
    if late > 0 {
        title.push(line(format!("{} {late} past the 85 % line", pen.glyphs().paces[2]), Role::Wait));
    }
    let Some(area) = begin(pen, view, area, Measure::Age, &title) else { return };
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let field = Axes { scale: &lanes.ages, unit: Unit::Time, below: 2, right: 0, gutter: 0 }.draw(pen, area);
    let inner = field.inner;
    let chosen = lanes.find(view.pane().cursor.aged).filter(|_| view.has_cursor);
    let shown = usize::from(inner.width / LANE_MIN).min(lanes.lanes.len());
    // Where not all lanes fit, those around the cursor do.
    let first = chosen.map_or(0, |(lane, _)| (lane + 1).saturating_sub(shown));
    for (nth, lane) in lanes.lanes.iter().enumerate().skip(first).take(shown) {
        let edge = |nth: usize| inner.x + u16::try_from(usize::from(inner.width) * nth / shown).unwrap_or(0);
        let (x, end) = (edge(nth - first), edge(nth - first + 1));
        let last = nth + 1 == first + shown;
        let room = Rect { x, width: end - x - u16::from(!last), ..inner };
        if !last {
            pen.bar(end - 1, inner.y, inner.bottom(), pen.glyphs().bar, Role::Rule);
        }
        let here = chosen.filter(|(of, _)| *of == nth).map(|(_, place)| place);
        ground(pen, view, room, lane, inner.width / u16::try_from(shown).unwrap_or(1).max(1));
        marks(pen, view, room, lane, here);
        if field.below > 1 {
            name(pen, view, room, lane, here.is_some());
        }
    }
    if let (Some((lane, place)), Some(area)) = (chosen, told) {
        tell(pen, view, area, &lanes.lanes[lane].cards[place]);
    }
    if let Some(area) = aside {
        oldest(pen, view, area);
    }
}

/// The column's name under its lane, and how many cards are in it.
fn name(pen: &mut Pen<'_>, view: &View<'_>, room: Rect, lane: &Lane, chosen: bool) {
    let cards = lane.cards.len().to_string();
    let fits = usize::from(room.width).saturating_sub(text::width(&cards) + 1);
    let name = view.column(lane.column, fits);
    let role = if chosen { Role::Focus } else { Role::Text };
    let (y, end) = (room.bottom().saturating_add(1), room.right());
    pen.parts(room.x, y, end, &[(&name, role), (" ", Role::Text), (&cards, Role::Strong)]);
}

/// The pace behind a lane: a line at each percentile, and a tint that grows with it. All lanes,
/// about `wide` cells, tell their percentiles in the same way.
fn ground(pen: &mut Pen<'_>, view: &View<'_>, room: Rect, lane: &Lane, wide: u16) {
    let glyphs = pen.glyphs();
    let Some(pace) = view.report.metrics.pace.column(lane.column) else { return };
    let lines = PERCENTILES.map(|p| Some((p, pace.ages.told_ms(p)?)));
    let row_of = |ms: i64| row(room, &view.charts.lanes.ages, ms);
    // Above the 85th every other cell is tinted, above the 95th every cell.
    for (p, ms) in lines.iter().flatten().filter(|(p, _)| *p >= 85) {
        let (every, role) = if *p >= 95 { (1, Role::OverdueGround) } else { (2, Role::LateGround) };
        for y in room.y..row_of(*ms) {
            for x in (room.x..room.right()).step_by(every) {
                pen.cell(x, y, glyphs.tint, role, None);
            }
        }
    }
    let mut above = None;
    // Of those in one row the highest is told: it says the most.
    for (p, ms) in lines.into_iter().rev().flatten() {
        let y = row_of(ms);
        if above.replace(y) == Some(y) {
            continue;
        }
        pen.rule(room.x, y, room.right(), glyphs.dash, Role::Faint);
        let [full, days, bare] = LABEL_FROM.map(|least| wide > least);
        let words = match (full, days, bare) {
            (true, ..) => format!(" {p}% {}", duration(ms)),
            (_, true, _) => format!(" {p}% {}", age(ms)),
            (.., true) => format!(" {p}%"),
            _ => String::new(),
        };
        // The cards of the row stand to the left.
        let older = lane.cards.partition_point(|card| row_of(card.age_ms) >= y);
        let cards = older - lane.cards.partition_point(|card| row_of(card.age_ms) > y);
        let cards = u16::try_from(2 * cards + usize::from(cards > 0)).unwrap_or(u16::MAX);
        pen.parts_right(room.x.saturating_add(cards), y, room.right(), &[(&words, Role::Faint)]);
    }
}

/// The cards of a lane: those of a row side by side, or their number where they are too many.
fn marks(pen: &mut Pen<'_>, view: &View<'_>, room: Rect, lane: &Lane, chosen: Option<usize>) {
    let glyphs = pen.glyphs();
    let scale = &view.charts.lanes.ages;
    let mut from = 0;
    while let Some(card) = lane.cards.get(from) {
        let y = row(room, scale, card.age_ms);
        // Younger ones have been drawn; those of this row follow each other.
        let len = lane.cards[from..].partition_point(|card| row(room, scale, card.age_ms) == y);
        let cards = &lane.cards[from..from + len.max(1)];
        let here = chosen.and_then(|place| place.checked_sub(from)).filter(|place| *place < cards.len());
        let fits = usize::from(room.width.saturating_sub(1) / 2);
        if cards.len() <= fits {
            for (nth, card) in cards.iter().enumerate() {
                let x = room.x + 1 + 2 * u16::try_from(nth).unwrap_or(0);
                let (symbol, role) = mark(glyphs, card);
                if here == Some(nth) {
                    pen.cell(x - 1, y, glyphs.right, Role::Focus, None);
                    pen.cell(x + 1, y, glyphs.left, Role::Focus, None);
                    pen.cell(x, y, symbol, Role::Focus, None);
                } else {
                    pen.cell(x, y, symbol, role, None);
                }
            }
        } else {
            // The oldest of a row is the last; it says what the row is.
            let (symbol, role) = cards.last().map_or((glyphs.dot, Role::Text), |card| mark(glyphs, card));
            let role = if here.is_some() { Role::Focus } else { role };
            let words = format!("{}{symbol}", cards.len());
            pen.put(room.x, y, room.right(), &words, role);
        }
        from += len.max(1);
    }
}

fn mark(glyphs: &crate::tui::glyphs::Glyphs, card: &Paced) -> (&'static str, Role) {
    if card.blocked {
        return (glyphs.blocked, Role::Blocked);
    }
    match card.past {
        Some(95..) => (glyphs.paces[3], Role::Bad),
        Some(85..) => (glyphs.paces[2], Role::Warn),
        Some(50..) => (glyphs.paces[1], Role::Text),
        _ => (glyphs.paces[0], Role::Good),
    }
}

/// A card's pace in words.
fn pace(card: &Paced) -> String {
    match card.past {
        None => "too few finished to tell its pace".to_owned(),
        Some(0) => "below the 50 % line".to_owned(),
        Some(p) => format!("past the {p} % line"),
    }
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, card: &Paced) {
    let (_, role) = mark(pen.glyphs(), card);
    let mut facts = vec![line(duration(card.age_ms), Role::Strong), line(pace(card), role)];
    if card.blocked {
        facts.push(line(format!("{} blocked", pen.glyphs().blocked), Role::Blocked));
    }
    let sle = &view.report.metrics.sle;
    let risk = sle.at_risk.iter().find(|of| of.card == card.card).and_then(|of| of.risk);
    if let Some(risk) = risk {
        facts.push(line(format!("{} risk to miss the expectation", percent(risk)), Role::Faint));
    }
    note::card(pen, view, area, card.card, &facts);
}

fn oldest(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let glyphs = pen.glyphs();
    let chosen = view.charts.lanes.find(view.pane().cursor.aged).filter(|_| view.has_cursor);
    let chosen = chosen.map(|(lane, place)| view.charts.lanes.lanes[lane].cards[place].card);
    let lines = view.report.metrics.pace.cards.iter().map(|card| {
        let (id, title) = view.card(card.card);
        let column = view.report.column(card.column);
        let (symbol, role) = mark(glyphs, card);
        let select = if chosen == Some(card.card) { glyphs.select } else { " " };
        let used = text::width(&id) + text::width(column) + 17;
        vec![
            part(select, Role::Focus),
            part(symbol, role),
            part(format!("{:>8}  ", duration(card.age_ms)), Role::Strong),
            part(format!("{id} "), Role::Faint),
            part(text::fit(title, usize::from(area.width).saturating_sub(used)).to_string(), Role::Text),
            part(format!("  {column}"), Role::Faint),
        ]
    });
    let legend = legend(glyphs);
    let room = usize::from(area.height).saturating_sub(legend.len() + 2);
    let lines: Vec<Line> = lines.take(room).chain(std::iter::once(Line::new())).chain(legend).collect();
    list(pen, area, "The oldest first", lines.into_iter());
}

/// What the symbols say.
fn legend(glyphs: &crate::tui::glyphs::Glyphs) -> Vec<Line> {
    let rows = [
        (glyphs.paces[0], Role::Good, "below the 50 % line: half of the finished"),
        (" ", Role::Good, "cards were older when they left this column"),
        (glyphs.paces[1], Role::Text, "past the 50 % line"),
        (glyphs.paces[2], Role::Warn, "past the 85 % line"),
        (glyphs.paces[3], Role::Bad, "past the 95 % line"),
        (glyphs.blocked, Role::Blocked, "blocked"),
    ];
    rows.map(|(symbol, role, words)| vec![part(format!("{symbol} "), role), part(words, Role::Faint)])
        .to_vec()
}
