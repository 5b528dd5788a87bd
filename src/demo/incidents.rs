//! What comes from outside the daily work: requests, emergencies, second thoughts, and rules bent
//! for a reason.

use crate::board::{Change, Draft, Field, Id};

use super::stories::{BLOCKS, OVERRIDES, TEXTS};
use super::team::{DAY_MS, DAYS, DEVELOPERS, HALVES, OWNER, Team, Work};

impl Team {
    /// Mornings: the product owner asks for things; but for Thursdays the team commits to some.
    pub(super) fn plan(&mut self) {
        let waiting = self.cards(self.columns.backlog).len();
        let wanted = self.random.between(1, 5) as usize;
        for _ in 0..wanted.min(17_usize.saturating_sub(waiting)) {
            self.request();
        }
        if self.day % 7 != 3 {
            for card in self.cards(self.columns.backlog) {
                if !self.move_to(OWNER, card, self.columns.ready) {
                    break;
                }
                self.work.push(Work { card, left: 0, blocked: 0 });
            }
        }
        if matches!(self.day, 9 | 30 | 51 | 72) {
            self.overrule();
        }
        if self.day == 21 {
            self.promise();
        }
        if self.day == 28 {
            self.limit(self.columns.review, 3);
        }
    }

    /// What happens now and then.
    pub(super) fn manage(&mut self) {
        if self.day % 10 == 4 || self.day == DAYS - 1 {
            self.emergency();
        }
        if self.day % 11 == 2 {
            self.abandon();
        }
        if matches!(self.day, 24 | 46 | 66) {
            self.reopen();
        }
        if matches!(self.day, 15 | 43 | 72) {
            self.slip();
        }
        if self.day == DAYS - 12 {
            self.get_stuck();
        }
        if self.random.per_mille(350) {
            self.describe();
        }
    }

    pub(super) fn request(&mut self) {
        let place = match self.random.between(1, 100) {
            1..=54 => 0,
            55..=80 => 1,
            81..=92 => 2,
            _ => 3,
        };
        let told = self.stock[place].stories.is_empty();
        let stock = &mut self.stock[if told { 0 } else { place }];
        if stock.stories.is_empty() {
            return;
        }
        let last = u32::try_from(stock.stories.len() - 1).unwrap_or(0);
        let (title, label) = stock.stories.swap_remove(self.random.between(0, last) as usize);
        let mut values = vec![(Field::Title, title.to_owned()), (Field::Kind, stock.kind.to_owned())];
        if self.random.per_mille(250) {
            values.push((Field::Text, (*self.random.pick(TEXTS)).to_owned()));
        }
        let draft = Draft {
            to: Some(self.columns.backlog),
            values,
            labels: vec![label.to_owned()],
            ..Draft::default()
        };
        self.ask(OWNER, Change::Add(draft));
    }

    /// Something broke for customers: straight to the front, past every queue.
    fn emergency(&mut self) {
        let Some((title, label)) = self.urgent.pop() else { return };
        let by = (*self.random.pick(&DEVELOPERS)).to_owned();
        let values = [(Field::Title, title), (Field::Class, "expedite"), (Field::Kind, "defect")];
        let draft = Draft {
            to: Some(self.columns.ready),
            values: values.map(|(field, value)| (field, value.to_owned())).into(),
            labels: vec![label.to_owned(), "incident".to_owned()],
            ..Draft::default()
        };
        let Some(card) = self.ask_for_card(&by, Change::Add(draft)) else { return };
        if self.move_to(&by, card, self.columns.doing) {
            let left = self.random.between(2, 8);
            self.work.push(Work { card, left, blocked: 0 });
            self.ask(&by, Change::Assign { card, add: vec![by.clone()], drop: Vec::new() });
        }
    }

    /// Not worth doing after all.
    fn abandon(&mut self) {
        let from = if self.random.per_mille(500) { self.columns.backlog } else { self.columns.ready };
        if let Some(card) = self.cards(from).last().copied() {
            self.ask(OWNER, Change::Delete { card });
        }
    }

    /// A customer found that it was not done.
    fn reopen(&mut self) {
        let Some(card) = self.cards(self.columns.delivered).iter().rev().nth(2).copied() else { return };
        let by = (*self.random.pick(&DEVELOPERS)).to_owned();
        if self.move_to(&by, card, self.columns.doing) {
            let drop = self.worker(card).into_iter().filter(|other| *other != by).collect();
            self.ask(&by, Change::Assign { card, add: vec![by.clone()], drop });
            let left = self.random.between(3, 9);
            self.work.push(Work { card, left, blocked: 0 });
        }
    }

    /// The wrong card was moved, and at once moved back by undo.
    fn slip(&mut self) {
        let Some(card) = self.cards(self.columns.doing).last().copied() else { return };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        if self.move_to(&by, card, self.columns.built)
            && let Some(event) = self.board.card(card).and_then(|card| card.tip()).map(|event| event.id)
        {
            self.ask(&by, Change::Undo { card, event });
        }
    }

    /// Somebody writes more about a card.
    fn describe(&mut self) {
        let column = *self.random.pick(&[self.columns.backlog, self.columns.ready, self.columns.doing]);
        let Some(card) = self.cards(column).first().copied() else { return };
        let value = if self.random.per_mille(500) {
            (Field::Text, (*self.random.pick(TEXTS)).to_owned())
        } else {
            let due = self.clock.plus_ms(i64::from(self.random.between(5, 21)) * DAY_MS).to_string();
            (Field::Due, due.chars().take(10).collect())
        };
        self.ask(OWNER, Change::Edit { card, values: vec![value] });
    }

    /// A limit is exceeded on purpose, and the reason is recorded.
    fn overrule(&mut self) {
        let over = (*self.random.pick(OVERRIDES)).to_owned();
        let full = [(self.columns.built, self.columns.review), (self.columns.backlog, self.columns.ready)];
        for (from, to) in full {
            for card in self.cards(from) {
                let Some(by) = self.worker(card).or_else(|| Some(OWNER.to_owned())) else { continue };
                let change = Change::Move { card, to };
                if self.would(&by, &change) {
                    continue;
                }
                if self.ask_over(&by, change, Some(over.clone())).is_some() {
                    let left = self.effort(card, to);
                    match self.work.iter_mut().find(|work| work.card == card) {
                        Some(work) => work.left = left,
                        None => self.work.push(Work { card, left, blocked: 0 }),
                    }
                    return;
                }
            }
        }
    }

    /// A card that nobody can go on with until after the end of the story.
    fn get_stuck(&mut self) {
        let calm = |id: &Id| self.board.card(*id).is_some_and(|card| card.block().is_none());
        let Some(card) = self.cards(self.columns.doing).into_iter().find(calm) else { return };
        let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
        if self.ask(&by, Change::Block { card, why: BLOCKS[0].to_owned() })
            && let Some(work) = self.work.iter_mut().find(|work| work.card == card)
        {
            work.blocked = u32::MAX;
        }
    }

    /// So that there is something to see: two blocked cards on the last day.
    pub(super) fn last_day(&mut self, half: i64) {
        if half != HALVES - 1 {
            return;
        }
        let at_work = [self.columns.test, self.columns.review, self.columns.doing];
        let cards: Vec<Id> = at_work.into_iter().flat_map(|column| self.cards(column)).collect();
        let known = |id: &Id| self.board.card(*id);
        let blocked = cards.iter().filter_map(known).filter(|card| card.block().is_some()).count();
        let calm =
            |id: &&Id| known(id).is_some_and(|card| !self.board.expedited(card) && card.block().is_none());
        let calm: Vec<Id> = cards.iter().rev().filter(calm).copied().collect();
        for (card, why) in calm.into_iter().zip(&BLOCKS[1..]).take(2_usize.saturating_sub(blocked)) {
            let by = self.worker(card).unwrap_or_else(|| OWNER.to_owned());
            self.ask(&by, Change::Block { card, why: (*why).to_owned() });
        }
    }
}
