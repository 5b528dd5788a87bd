//! Which cards are shown, and in which lanes: the filter, applied in slices, and the look.

use std::sync::Arc;

use crate::board::{Change, Id};
use crate::filter::{Filter, Scene, Sieve};
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::finding::{Fit, MadeWith, Search};
use crate::tui::layer::Layer;
use crate::tui::shown::Shown;

/// What a slice of a search may cost, in the letters it looks at: about a millisecond.
const SLICE: usize = 300_000;
/// What a card costs beside its letters: it lies anywhere in memory.
const CARD: usize = 64;
const MINUTE_MS: i64 = 60_000;

impl App {
    /// Shows the cards a filter lets through; an empty one shows all.
    pub(super) fn set_filter(&mut self, text: &str) {
        // The same terms find the same cards.
        if self.filter.text() == text.trim() {
            return;
        }
        self.filter = Filter::parse(text);
        self.begin_search();
    }

    /// Looks for the cards that fit from the beginning. What was found before is shown until then.
    fn begin_search(&mut self) {
        self.finding.made_with = self.made_with();
        if self.filter.is_empty() {
            self.finding.search = None;
            self.finding.found = None;
            self.refresh_shown();
            self.settle();
            return;
        }
        if self.filter.asks_for_parents() {
            self.begin_survey();
        }
        self.finding.search = Some(Search::default());
    }

    /// Looks at what the cards use, unless that was done for this board.
    pub(super) fn begin_survey(&mut self) {
        if self.finding.survey.of != Some(self.revision) {
            self.finding.survey.begin(self.revision);
        }
    }

    /// True while a search has not come to its end. Any message takes it further.
    pub fn is_searching(&self) -> bool {
        let goes_to = matches!(self.top(), Some(Layer::GoTo(go_to)) if go_to.is_searching());
        self.finding.search.is_some() || self.finding.survey.walk.is_some() || goes_to
    }

    /// Takes a search further, as far as goes without being felt.
    pub(super) fn search_on(&mut self) {
        if self.finding.made_with != self.made_with() {
            self.begin_search();
        }
        let mut room = SLICE;
        self.survey_on(&mut room);
        self.look_on(&mut room);
        self.go_to_on(&mut room);
    }

    fn survey_on(&mut self, room: &mut usize) {
        let Some(mut walk) = self.finding.survey.walk else { return };
        let survey = &mut self.finding.survey;
        while *room > 0 {
            let Some(card) = walk.next(&self.board) else {
                survey.end(&self.board);
                self.offer();
                return;
            };
            survey.see(card);
            *room = room.saturating_sub(2 * CARD);
        }
        survey.walk = Some(walk);
    }

    fn look_on(&mut self, room: &mut usize) {
        if self.finding.survey.walk.is_some() && self.filter.asks_for_parents() {
            return;
        }
        let Some(mut search) = self.finding.search.take() else { return };
        let board = Arc::clone(&self.board);
        let ended = self.with_sieve(|sieve| {
            while *room > 0 {
                let Some(card) = search.walk.next(&board) else { return true };
                *room = room.saturating_sub(CARD + sieve.letters(card));
                if sieve.fits(card) {
                    search.found.push(card);
                }
            }
            false
        });
        if ended {
            self.finding.found = Some(search.found);
            self.refresh_shown();
            self.settle();
            self.land();
        } else {
            self.finding.search = Some(search);
        }
    }

    /// Lays out what was found as the look says.
    pub(in crate::tui) fn refresh_shown(&mut self) {
        self.shown = Shown::of(&self.board, self.look.lanes, self.hiding(), &self.session.by);
    }

    /// Applies the filter to a board that came in the place of another: at once, for what was found
    /// is of cards that may be gone.
    pub(super) fn refilter(&mut self) {
        self.finding.search = None;
        if self.filter.is_empty() {
            self.finding.found = None;
        } else {
            if self.filter.asks_for_parents() {
                self.begin_survey();
                self.survey_on(&mut { usize::MAX });
            }
            self.finding.search = Some(Search::default());
            self.look_on(&mut { usize::MAX });
        }
        self.refresh_shown();
    }

    /// Applies the filter to what changes changed; `inverses` take them back.
    pub(super) fn refresh_changed(&mut self, inverses: &[Change]) {
        let cards: Option<Vec<Id>> = inverses.iter().map(Change::card).collect();
        // What is said of the board itself can mean all cards.
        let Some(cards) = cards else { return self.refilter() };
        if let Some(mut found) = self.finding.found.take() {
            let board = Arc::clone(&self.board);
            self.with_sieve(|sieve| found.refresh(&board, &cards, |card| sieve.fits(card)));
            self.finding.found = Some(found);
        }
        if let Some(search) = &mut self.finding.search {
            // Rows it has seen are others now.
            *search = Search::default();
        }
        self.refresh_shown();
    }

    fn with_sieve<T>(&self, look: impl FnOnce(&mut Sieve<'_>) -> T) -> T {
        let (marks, parents) = (&self.marks, &self.finding.survey.parents);
        let scene = Scene {
            changed: &|card| marks.contains_key(&card),
            selected: &|card| self.chosen.has(card),
            parent: &|card| parents.contains(&card),
            ..Scene::plain(self.now, &self.session.by)
        };
        look(&mut Sieve::new(&self.filter, &self.board, scene))
    }

    /// What the search depends on that changes by itself.
    fn made_with(&self) -> MadeWith {
        let filter = &self.filter;
        let marks = || self.marks.iter().map(|(card, mark)| card.bits() ^ mark.until.ms().unsigned_abs());
        MadeWith {
            minute: if filter.follows_the_clock() { self.now.ms() / MINUTE_MS } else { 0 },
            marks: if filter.asks_for_changed() { marks().fold(0, u64::wrapping_add) } else { 0 },
            chosen: if filter.asks_for_selected() { self.chosen.changes() } else { 0 },
        }
    }

    /// Hides what does not fit, or shows it and lets the rest stand out.
    pub(super) fn turn_fit(&mut self) {
        let keys = [Command::NextMatch, Command::PreviousMatch].map(|command| self.key_text(command));
        let (fit, told) = match self.finding.fit {
            Fit::Hide => (
                Fit::Highlight,
                format!("what does not fit a filter recedes; {} go to what does", keys.join(" and ")),
            ),
            Fit::Highlight => (Fit::Hide, "what does not fit a filter is hidden".to_owned()),
        };
        self.finding.fit = fit;
        self.refresh_shown();
        self.settle();
        self.tell(Tone::Done, told, None);
    }

    /// Where all cards are shown, the cursor goes to the next that fits when the filter was taken.
    fn land(&mut self) {
        let lands = std::mem::take(&mut self.finding.lands);
        let fits = |app: &Self| app.card().is_some_and(|card| app.is_found(card.id()));
        if lands && self.finding.fit == Fit::Highlight && !fits(self) {
            self.go_to_match(1);
        }
    }

    /// Lands now, or when the search has come to its end.
    pub(super) fn land_on_match(&mut self) {
        self.finding.lands = true;
        if self.finding.search.is_none() {
            self.land();
        }
    }

    /// To the next card that fits, or the one before, column by column, round and round.
    pub(super) fn go_to_match(&mut self, by: isize) {
        let Some(found) = self.finding.found.as_ref().filter(|found| !found.is_empty()) else {
            let told = if self.is_searching() { "still looking" } else { "no card here fits the filter" };
            return self.tell(Tone::Unavailable, told.to_owned(), None);
        };
        let all = isize::try_from(found.len()).unwrap_or(isize::MAX);
        // Where the cursor is: the number of cards that fit before it, and whether its own does.
        let (before, own) = match self.card() {
            Some(card) => match found.number(&self.board, card) {
                Some(number) => (number - 1, true),
                None => (found.above(&self.board, card), false),
            },
            None => (found.left_of(&self.board, self.column()), false),
        };
        let before = isize::try_from(before).unwrap_or(0);
        let step = if own || by < 0 { by } else { by - 1 };
        let to = before.saturating_add(step);
        let wrapped = !(0..all).contains(&to);
        let target = found.nth(&self.board, usize::try_from(to.rem_euclid(all)).unwrap_or(0));
        if let Some(card) = target {
            self.select_card(card);
        }
        if wrapped {
            let told = if by < 0 { "on from the last that fits" } else { "on from the first that fits" };
            self.tell(Tone::Done, told.to_owned(), None);
        }
    }
}
