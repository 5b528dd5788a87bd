//! The feed of what happened: opening it, going to what it tells of.

use crate::board::{Card, Entry};
use crate::tui::activity::Activity;
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::layer::{Detail, Layer};
use crate::tui::message::Effect;
use crate::tui::travel::Scrub;

/// So many events of others are marked as new; who was away for longer reads from the top.
const UNREAD_MAX: usize = 1_000;

impl App {
    /// Remembers what came from others until the feed is looked at.
    pub(super) fn note_unread(&mut self, new: &[Entry<'_>]) {
        let ids = new.iter().map(|entry| match entry {
            Entry::Card(_, event) => event.id,
            Entry::Board(setting) => setting.id,
        });
        let mut unread = std::mem::take(&mut self.unread);
        let marked = self.activity().map_or(&mut unread, |open| &mut open.unread);
        let room = UNREAD_MAX.saturating_sub(marked.len());
        marked.extend(ids.rev().take(room));
        self.unread = unread;
    }

    pub(super) fn open_activity(&mut self) {
        let unread = std::mem::take(&mut self.unread);
        self.layers.push(Layer::Activity(Activity { unread, ..Activity::default() }));
    }

    /// The place on the line of the chosen row.
    fn chosen_event(&self) -> Option<usize> {
        let Some(Layer::Activity(activity)) = self.layers.last() else { return None };
        activity.place(activity.selected, self.history.as_ref()?.line.len())
    }

    /// How many rows the feed on top has.
    pub(super) fn feed_len(&self) -> usize {
        match (self.layers.last(), &self.history) {
            (Some(Layer::Activity(activity)), Some(history)) => activity.len(history.line.len()),
            _ => 0,
        }
    }

    /// Enter: takes the words that are typed, or goes to the card of the chosen row.
    pub(super) fn accept_activity(&mut self) -> Vec<Effect> {
        if let Some(Layer::Activity(activity)) = self.layers.last_mut()
            && activity.typing
        {
            activity.typing = false;
            return Vec::new();
        }
        let entry = self.chosen_event().zip(self.history.clone());
        let Some((place, history)) = entry else { return Vec::new() };
        let travel = self.key_text(Command::Travel);
        match history.entry(place) {
            Some(Entry::Card(card, _)) => {
                let card = card.id();
                let Some(now) = self.board.card(card) else {
                    let gone = format!("this card was not on the board at that time; {travel} travels to it");
                    self.tell(Tone::Unavailable, gone, None);
                    return Vec::new();
                };
                if now.on_board() && self.row_of(now).is_some() {
                    self.layers.pop();
                    self.select_card(card);
                } else if now.on_board() {
                    self.layers.push(Layer::Detail(Detail { card, scroll: 0, cursor: None }));
                } else {
                    let gone = format!("this card is off the board; {travel} travels to when it was there");
                    self.tell(Tone::Unavailable, gone, None);
                }
            }
            Some(Entry::Board(_)) => {
                self.tell(Tone::Unavailable, "this is about the board, not about a card".to_owned(), None);
            }
            None => {}
        }
        Vec::new()
    }

    /// `t` in the feed: to the moment of the chosen row.
    pub(super) fn travel_to_chosen(&mut self) {
        let Some(place) = self.chosen_event() else {
            self.tell(Tone::Unavailable, "there is no event here to travel to".to_owned(), None);
            return;
        };
        let card = self.history.as_ref().and_then(|history| history.line.card(&history.board, place));
        if self.travel.is_some() {
            self.layers.pop();
            self.scrub(Scrub::After(place + 1));
        } else {
            self.set_out(Some(Scrub::After(place + 1)));
        }
        // Who travels to an event wants to see its card.
        if let Some(card) = card.filter(|card| self.board.card(*card).is_some_and(Card::on_board)) {
            self.select_card(card);
        }
    }

    /// `/` in the feed.
    pub(super) fn search_activity(&mut self) -> bool {
        if let Some(Layer::Activity(activity)) = self.layers.last_mut() {
            activity.typing = true;
            return true;
        }
        false
    }

    /// Esc: drops the words first.
    pub(super) fn leave_activity(&mut self) {
        if let Some(Layer::Activity(activity)) = self.layers.last_mut()
            && (activity.typing || !activity.query.is_empty())
        {
            activity.typing = false;
            activity.query = crate::tui::input::Input::line("");
            (activity.found, activity.selected) = (None, 0);
            return;
        }
        self.layers.pop();
    }
}
