//! Who is on a card, while its journey is walked.

use std::borrow::Cow;

use crate::board::{Membership, Name};

/// The people on a card. Most cards never change hands, and nothing is copied for them.
pub struct Hands<'a>(Cow<'a, [Name]>);

impl<'a> Hands<'a> {
    /// Those who came with the card.
    pub fn of(who: &'a [Name]) -> Self {
        Self(Cow::Borrowed(who))
    }

    /// Lets people come and go. False if that leaves the same people on the card: two who say the
    /// same thing at the same time change it once.
    pub fn change(&mut self, change: &Membership) -> bool {
        let joins = change.add.iter().any(|name| !self.0.contains(name));
        let leaves = change.drop.iter().any(|name| self.0.contains(name) && !change.add.contains(name));
        if joins || leaves {
            let who = self.0.to_mut();
            who.retain(|name| !change.drop.contains(name));
            who.extend(&change.add);
        }
        joins || leaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Names;

    #[test]
    fn only_what_changes_the_set_is_a_change() {
        let mut names = Names::default();
        let mut set = |text: &str| text.split_whitespace().map(|name| names.intern(name)).collect::<Vec<_>>();
        let first = set("ann");
        let mut hands = Hands::of(&first);
        for (add, drop, changes) in [
            ("ann", "", false),
            ("", "bob", false),
            ("bob", "ann", true),
            ("bob", "ann", false),
            ("ann", "ann", true),
            ("", "ann bob", true),
            ("", "", false),
        ] {
            let change = Membership { add: set(add), drop: set(drop) };
            assert_eq!(hands.change(&change), changes, "+{add} -{drop}");
        }
    }
}
