//! What is done to the things in a card: its checklist and its links.

use crate::board::{Change, Checking, Field, Id, is_link};
use crate::report::quoted;
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, Choice, Detail, Layer, PickerItem};
use crate::tui::message::Effect;
use crate::tui::spot::{Spot, SpotCursor, spots};
use crate::tui::view;

const NOTHING: Vec<Effect> = Vec::new();

impl App {
    /// What the cursor of the detail on top can stand on; without a detail, what is in the card
    /// that commands are about.
    pub fn spots(&self) -> Vec<Spot> {
        self.subject().map_or_else(Vec::new, |card| spots(&self.board, card))
    }

    /// What the cursor of the detail on top stands on.
    pub fn spot(&self) -> Option<Spot> {
        let Some(Layer::Detail(Detail { cursor: Some(cursor), .. })) = self.layers.last() else {
            return None;
        };
        let mut spots = self.spots();
        cursor.among(&spots).map(|place| spots.swap_remove(place))
    }

    /// Goes so many spots on in the detail, round and round.
    pub(super) fn next_spot(&mut self, by: isize) {
        let spots = self.spots();
        let Some(Layer::Detail(detail)) = self.layers.last_mut() else { return };
        let (Ok(len), false) = (isize::try_from(spots.len()), spots.is_empty()) else { return };
        let at = detail.cursor.as_ref().and_then(|cursor| cursor.among(&spots));
        let to = match at.and_then(|at| isize::try_from(at).ok()) {
            Some(at) => at.saturating_add(by).rem_euclid(len),
            None if by < 0 => len - 1,
            None => 0,
        };
        let place = usize::try_from(to).unwrap_or(0);
        detail.cursor = spots.into_iter().nth(place).map(|spot| SpotCursor { spot, place });
        self.show_spot();
    }

    /// Scrolls the detail so that its cursor is in sight.
    fn show_spot(&mut self) {
        let Some(Layer::Detail(detail)) = self.layers.last() else { return };
        let scroll = view::detail_scroll(self, detail);
        if let Some(Layer::Detail(detail)) = self.layers.last_mut() {
            detail.scroll = scroll;
        }
    }

    /// Opens what the cursor is on: a card, a link; an item is ticked.
    pub(super) fn open_spot(&mut self) -> Vec<Effect> {
        match self.spot() {
            Some(Spot::Item(_)) => self.tick_spot(),
            Some(Spot::Link(link)) => self.open_link(link),
            Some(Spot::Parent(card) | Spot::Part(card)) => {
                self.go_to_card(card);
                NOTHING
            }
            None => NOTHING,
        }
    }

    /// Ticks the item under the cursor, or takes the tick back.
    pub(super) fn tick_spot(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(Spot::Item(text)) = self.spot() else { return effects };
        let Some(card) = self.subject() else { return effects };
        let item = card.items().iter().find(|item| self.board.names().text(item.text) == text);
        let (id, done) = (card.id(), item.is_some_and(|item| item.done));
        let word = if done { "unticked" } else { "ticked" };
        let what = format!("{word} {}", quoted(&text));
        let mut checking = Checking::default();
        if done { &mut checking.untick } else { &mut checking.tick }.push(text);
        self.act(&what, vec![Change::Check { card: id, checking }], &mut effects);
        effects
    }

    /// Takes off what the cursor is on: an item, a link, the card from what it is part of, a part
    /// from the card.
    pub(super) fn take_spot_off(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (Some(spot), Some(card)) = (self.spot(), self.subject_id()) else { return effects };
        let out = |card: Id| Change::Edit { card, values: vec![(Field::Parent, String::new())] };
        let short = self.short(card);
        let (what, change) = match spot {
            Spot::Item(item) => {
                let what = format!("took {} off the checklist", quoted(&item));
                let checking = Checking { drop: vec![item], ..Checking::default() };
                (what, Change::Check { card, checking })
            }
            Spot::Link(link) => {
                let what = format!("took {} off {short}", quoted(&link));
                (what, Change::Link { card, add: Vec::new(), drop: vec![link] })
            }
            Spot::Parent(whole) => (format!("took {short} out of {}", self.short(whole)), out(card)),
            Spot::Part(part) => (format!("took {} out of {short}", self.short(part)), out(part)),
        };
        self.act(&what, vec![change], &mut effects);
        effects
    }

    pub(super) fn ask_for_item(&mut self) {
        let Some(card) = self.subject_id() else { return };
        let question = format!("Checklist of {}", self.short(card));
        let hint = "what is to be done; Enter adds it and asks for the next, an empty line ends";
        self.ask(Ask::Item(card), question, hint, "", Vec::new());
    }

    /// Adds an item and asks for the next; an empty line ends. True if the answer was taken.
    pub(super) fn add_item(&mut self, card: Id, text: &str, effects: &mut Vec<Effect>) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        let taken = self.add_items(card, vec![text.to_owned()], effects);
        if taken {
            self.ask_for_item();
        }
        taken
    }

    /// Adds items as one step of undo. True if they were added.
    pub(super) fn add_items(&mut self, card: Id, add: Vec<String>, effects: &mut Vec<Effect>) -> bool {
        let what = match &add[..] {
            [one] => format!("added {} to the checklist", quoted(one)),
            several => format!("added {} items to the checklist", several.len()),
        };
        let checking = Checking { add, ..Checking::default() };
        self.act(&what, vec![Change::Check { card, checking }], effects)
    }

    /// Opens the card's link; where it has several, they are chosen from.
    pub(super) fn choose_link(&mut self) -> Vec<Effect> {
        let Some(card) = self.subject() else { return NOTHING };
        let texts = card.links().iter().map(|link| self.board.names().text(*link).to_owned());
        let mut links: Vec<String> = texts.collect();
        if links.len() == 1 {
            return links.pop().map_or(NOTHING, |link| self.open_link(link));
        }
        let question = format!("Open a link of {}", self.short(card.id()));
        let item = |link: String| PickerItem {
            text: link.clone(),
            detail: String::new(),
            unavailable: (!is_link(&link)).then(|| NO_LINK.to_owned()),
            choice: Choice::Link(link),
        };
        self.pick(question, links.into_iter().map(item).collect(), 0);
        NOTHING
    }

    /// Asks for a link to be opened, if it is one: a file may call anything so.
    pub(super) fn open_link(&mut self, link: String) -> Vec<Effect> {
        if !is_link(&link) {
            self.tell(Tone::Unavailable, format!("{} is not opened: {NO_LINK}", quoted(&link)), None);
            return NOTHING;
        }
        self.tell(Tone::Done, format!("opening {}", quoted(&link)), None);
        vec![Effect::OpenLink(link)]
    }
}

const NO_LINK: &str = "only https, http and mailto are";
