//! For each column its cards, top to bottom.
//!
//! They are laid out when somebody first looks: a screen does at once, a report never does, and to
//! put a hundred thousand finished cards in order takes as long as to measure them.

use super::{Board, Card, ColumnIx};

impl Board {
    /// The cards of a column, top to bottom.
    pub fn cards_in(
        &self,
        column: ColumnIx,
    ) -> impl ExactSizeIterator<Item = &Card> + DoubleEndedIterator + Clone + '_ {
        self.lanes()[column.index()].iter().map(|place| &*self.cards[*place as usize])
    }

    /// The card in a row of a column, from 0, found at once however many cards there are.
    pub fn card_in(&self, column: ColumnIx, row: usize) -> Option<&Card> {
        self.lanes()[column.index()].get(row).map(|place| &*self.cards[*place as usize])
    }

    /// The row of a card in its column, from 0; `None` if it is not on the board.
    pub fn row(&self, card: &Card) -> Option<usize> {
        let lane = &self.lanes()[card.column().index()];
        let row = self.row_in(lane, card);
        lane.get(row).is_some_and(|place| self.cards[*place as usize].id() == card.id()).then_some(row)
    }

    /// The row that a card has in a lane, or would have.
    pub(super) fn row_in(&self, lane: &[u32], card: &Card) -> usize {
        let order = self.lane_order(card);
        lane.partition_point(|place| self.lane_order(&self.cards[*place as usize]) < order)
    }

    /// The key a card is ordered by in its column.
    pub(super) fn rank_key(&self, card: &Card) -> Vec<u8> {
        self.lane_order(card).key().as_ref().to_vec()
    }

    /// The lanes, to be changed and put back.
    pub(super) fn take_lanes(&mut self) -> Vec<Vec<u32>> {
        self.lanes.take().unwrap_or_else(|| self.lay_out())
    }

    fn lanes(&self) -> &[Vec<u32>] {
        self.lanes.get_or_init(|| self.lay_out())
    }

    fn lay_out(&self) -> Vec<Vec<u32>> {
        let mut lanes = vec![Vec::new(); self.columns().len()];
        for (place, card) in (0..).zip(self.cards.iter()) {
            if card.on_board() {
                lanes[card.column().index()].push(place);
            }
        }
        for lane in &mut lanes {
            self.sort(lane);
        }
        lanes
    }

    fn sort(&self, lane: &mut [u32]) {
        let order = |place: &u32| self.lane_order(&self.cards[*place as usize]);
        if lane.is_sorted_by_key(order) {
            return;
        }
        let by_entry = lane.iter().map(|place| Some((order(place).by_entry()?, *place)));
        match by_entry.collect::<Option<Vec<_>>>() {
            Some(mut cards) => {
                cards.sort_unstable_by_key(|(order, _)| *order);
                lane.iter_mut().zip(cards).for_each(|(place, (_, card))| *place = card);
            }
            None => lane.sort_by_cached_key(order),
        }
    }
}
