//! Going through time, and coming back.

use std::sync::Arc;

use crate::board::{Card, Entry, Id, Timestamp};
use crate::report::history;
use crate::tui::app::{App, Mark, Tone};
use crate::tui::command::Command;
use crate::tui::layer::Layer;
use crate::tui::layout::Plan;
use crate::tui::pane::PaneSize;
use crate::tui::travel::{History, Home, Moment, Scrub, Travel};
use crate::tui::view::clock;

/// So many events are gone through one by one, while the key waits; what is further away is asked
/// of the thread that reads histories.
const NEAR: usize = 64;

/// So many ways are kept to be gone when the history is read.
const WAITING_MAX: usize = 64;

impl App {
    /// `t`: leaves for the past, at first for now; or comes back.
    pub(super) fn travel_or_return(&mut self) {
        if self.travel.is_some() {
            self.leave_the_past();
        } else {
            self.set_out(None);
        }
    }

    /// Leaves for the past.
    pub(super) fn set_out(&mut self, to: Option<Scrub>) {
        let mut home = Home::of(self);
        home.swap(self);
        self.metrics.since = self.revision;
        let history = self.history_of(&home.board);
        let count = history.as_ref().map_or(0, |history| history.line.len());
        self.travel = Some(Box::new(Travel {
            home,
            moment: Moment { count, at: None },
            shown: count,
            clock: self.now,
            waiting: to.into_iter().collect(),
            held: self.selection.card,
            put: self.selection.card,
        }));
        if history.is_some() {
            self.go_waiting_ways();
        }
    }

    /// Shows the board as it is, and everything where it was.
    pub(super) fn leave_the_past(&mut self) {
        let Some(mut travel) = self.travel.take() else { return };
        travel.home.swap(self);
        self.metrics.asked = None;
        self.metrics.since = self.revision;
        // Lanes may have been chosen meanwhile.
        self.refilter();
        self.settle();
    }

    /// Goes a way through time.
    pub(super) fn scrub(&mut self, scrub: Scrub) {
        let now = self.now;
        let Some(travel) = &mut self.travel else { return };
        travel.clock = now;
        let Some(history) = self.history.clone().filter(|of| Arc::ptr_eq(&of.board, &travel.home.board))
        else {
            if travel.waiting.len() < WAITING_MAX {
                travel.waiting.push(scrub);
            }
            return;
        };
        let Some(scrub) = history.along(scrub, travel.moment) else {
            let none = "nothing more happened to this card that way";
            return self.tell(Tone::Unavailable, none.to_owned(), None);
        };
        let zone = travel.home.board.zone();
        let to = travel.moment.after(scrub, &history.line, zone, travel.clock);
        let stays = to == travel.moment && to.at.is_none();
        travel.moment = to;
        if stays && !matches!(scrub, Scrub::Now) {
            self.tell(Tone::Unavailable, "this is now: nothing has happened since".to_owned(), None);
        }
        self.arrive(&history);
    }

    /// From event to event; under a card's detail, of that card.
    pub(super) fn scrub_events(&mut self, steps: isize) {
        let scrub = match self.layers.last() {
            Some(Layer::Detail(detail)) => Scrub::Of(detail.card, steps),
            _ => Scrub::Events(steps),
        };
        self.scrub(scrub);
    }

    /// Goes the ways that waited for the history.
    pub(super) fn go_waiting_ways(&mut self) {
        let waiting = self.travel.as_mut().map(|travel| std::mem::take(&mut travel.waiting));
        for scrub in waiting.into_iter().flatten() {
            self.scrub(scrub);
        }
    }

    /// Shows the board of the moment, if it is near enough to be made at once.
    pub(super) fn arrive(&mut self, history: &History) {
        let Some(travel) = &mut self.travel else { return };
        let (from, to) = (travel.shown, travel.moment.count);
        if from.abs_diff(to) <= NEAR {
            history.line.step(&history.board, Arc::make_mut(&mut self.board), from, to);
            travel.shown = to;
            self.look_around(history);
        }
    }

    /// The board of another moment is on screen: what happened there is marked and brought into
    /// sight; the cursor stays with its card where it can.
    pub(super) fn look_around(&mut self, history: &History) {
        let Some(travel) = &mut self.travel else { return };
        self.revision += 1;
        // A card the person went to is the one they hold.
        if self.selection.card != travel.put {
            travel.held = self.selection.card;
        }
        let (held, count) = (travel.held, travel.moment.count);
        let touched = count.checked_sub(1).and_then(|place| history.entry(place));
        self.marks.clear();
        self.refilter();
        self.close_details_of_the_gone();
        self.selection.card = held.filter(|held| self.board.card(*held).is_some_and(Card::on_board));
        self.settle();
        if let Some(Entry::Card(card, event)) = touched {
            let by = history.board.names().text(event.by).to_owned();
            let what = history::deed(&self.board, card, event);
            self.marks.insert(card.id(), Mark { by, what, until: Timestamp::END });
            self.bring_into_sight(card.id());
        }
        if let Some(travel) = &mut self.travel {
            travel.put = self.selection.card;
        }
    }

    /// Scrolls to a card; where it cannot be seen together with the cursor, the cursor goes there.
    fn bring_into_sight(&mut self, card: Id) {
        let Some((column, row)) = self
            .board
            .card(card)
            .filter(|card| card.on_board())
            .and_then(|card| Some((card.column(), self.row_of(card)?)))
        else {
            return;
        };
        let place = self.board.display_order().iter().position(|other| *other == column);
        let (width, height) = self.size;
        let area = ratatui::layout::Rect::new(0, 0, width, height);
        let Some((plan, place)) = Plan::new(area, self).zip(place) else { return };
        let before = self.scroll.clone();
        self.scroll = plan.scroll(self);
        let columns = plan.slots.len().max(1);
        self.scroll.column = self.scroll.column.clamp((place + 1).saturating_sub(columns), place);
        let rows = plan.face.fit(plan.body.height).max(1);
        let index = column.index();
        if self.scroll.rows.len() <= index {
            self.scroll.rows.resize(index + 1, 0);
        }
        self.scroll.rows[index] = self.scroll.rows[index].clamp((row + 1).saturating_sub(rows), row);
        let seen = Plan::new(area, self).is_some_and(|plan| {
            let cells = plan.slot(column).map_or(&[][..], |slot| &slot.cells);
            cells.iter().any(|cell| (cell.first..cell.first + cell.len).contains(&row))
        });
        if !seen {
            self.scroll = before;
            self.select_card(card);
        }
    }

    /// True while the measures fill the screen as they did at home.
    pub(super) fn left_home_full(&self) -> bool {
        self.travel.as_ref().is_some_and(|travel| travel.home.metrics.size == PaneSize::Full)
    }

    /// Why nothing can be changed: this is the past.
    pub fn is_past(&self) -> Option<String> {
        let travel = self.travel.as_ref()?;
        let zone = travel.home.board.zone();
        Some(match travel.moment.at {
            Some(at) => {
                let date = clock::date(at, travel.clock, zone);
                let back = self.key_text(Command::Travel);
                format!("this is the past ({}); {back} goes back to now", date.trim())
            }
            None => format!("this is a look back; {} goes back to work", self.key_text(Command::Travel)),
        })
    }
}
