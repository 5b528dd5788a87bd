//! The cards of a board, in blocks that copies of the board share.
//!
//! A screen copies the board at a change while another thread still measures the one before: the
//! key waits for that. A copy costs a pointer a block, and the first change of a block one a card of
//! it.

use std::ops::Index;
use std::sync::Arc;

use super::Card;

/// Cards in a block.
const BLOCK: usize = 256;

/// Cards, each at a place that stays its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Cards {
    /// All are full but the last, which has a card at least.
    blocks: Vec<Arc<Vec<Arc<Card>>>>,
}

impl Cards {
    pub fn len(&self) -> usize {
        let last = self.blocks.last().map_or(0, |block| block.len());
        self.blocks.len().saturating_sub(1) * BLOCK + last
    }

    pub fn get(&self, place: usize) -> Option<&Arc<Card>> {
        self.blocks.get(place / BLOCK)?.get(place % BLOCK)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Arc<Card>> + DoubleEndedIterator + Clone + '_ {
        (0..self.len()).map(|place| &self[place])
    }

    /// Puts a card in the place of another.
    pub fn set(&mut self, place: usize, card: Arc<Card>) {
        Arc::make_mut(&mut self.blocks[place / BLOCK])[place % BLOCK] = card;
    }

    pub fn push(&mut self, card: Arc<Card>) {
        if let Some(block) = self.blocks.last_mut().filter(|block| block.len() < BLOCK) {
            Arc::make_mut(block).push(card);
        } else {
            let mut block = Vec::with_capacity(BLOCK);
            block.push(card);
            self.blocks.push(Arc::new(block));
        }
    }

    /// Takes a card out; the last one takes its place.
    pub fn swap_remove(&mut self, place: usize) -> Arc<Card> {
        let out = Arc::clone(&self[place]);
        if let Some(block) = self.blocks.last_mut() {
            let last = Arc::make_mut(block).pop();
            if block.is_empty() {
                self.blocks.pop();
            }
            if let Some(last) = last.filter(|_| place < self.len()) {
                self.set(place, last);
            }
        }
        out
    }
}

impl Index<usize> for Cards {
    type Output = Arc<Card>;

    fn index(&self, place: usize) -> &Arc<Card> {
        &self.blocks[place / BLOCK][place % BLOCK]
    }
}

impl FromIterator<Arc<Card>> for Cards {
    fn from_iter<T: IntoIterator<Item = Arc<Card>>>(cards: T) -> Self {
        let mut all = Self::default();
        cards.into_iter().for_each(|card| all.push(card));
        all
    }
}

impl IntoIterator for Cards {
    type Item = Arc<Card>;
    type IntoIter = Box<dyn Iterator<Item = Arc<Card>>>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.blocks.into_iter().flat_map(Arc::unwrap_or_clone))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::Scratch;
    use super::super::{Action, Builder, Event, Id, Standing, Timestamp};
    use super::*;

    fn card(number: u64) -> Arc<Card> {
        let by = Builder::new().name("maria");
        let id = Id::random(number, Id::EVENT_LEN);
        let (action, standing) = (Action::Delete, Standing::Holds);
        let event = Event { id, at: Timestamp::MIN, rev: 1, by, action, over: None, standing };
        Arc::new(Card::fold(Id::random(number, Id::CARD_LEN), vec![event], &mut Scratch::default()))
    }

    /// What is done to the blocks and to a plain list comes to the same, and a copy stays as it was.
    #[test]
    fn blocks_are_as_a_list() {
        let ids = |cards: &Cards| cards.iter().map(|card| card.id()).collect::<Vec<_>>();
        let all: Vec<_> = (0..2 * BLOCK as u64 + 3).map(card).collect();
        for len in [0, 1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 3] {
            let mut list = all[..len].to_vec();
            let mut cards: Cards = list.iter().cloned().collect();
            let before = cards.clone();
            assert_eq!(cards.len(), len);
            assert!(cards.get(len).is_none());
            for place in [0, BLOCK - 1, BLOCK, len / 2, len.saturating_sub(1)] {
                if place < list.len() {
                    assert_eq!(cards.swap_remove(place).id(), list.swap_remove(place).id());
                }
                if place < list.len() {
                    let new = card(9_000 + place as u64);
                    list[place] = Arc::clone(&new);
                    cards.set(place, new);
                }
            }
            let plain: Vec<_> = list.iter().map(|card| card.id()).collect();
            assert_eq!(ids(&cards), plain, "{len}");
            assert_eq!(cards.into_iter().map(|card| card.id()).collect::<Vec<_>>(), plain);
            assert_eq!(ids(&before), all[..len].iter().map(|card| card.id()).collect::<Vec<_>>());
        }
    }
}
