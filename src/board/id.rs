//! Short names of cards, columns and events, packed into eight bytes.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// The name of a card, a column or an event: 1 to 12 of `a`–`z`, `0`–`9`, `_` and `-`.
///
/// Ids order as their text does, so a row's place in the file can be told without spelling it.
/// They are random where people work side by side: a time-ordered id would put every clone's
/// new rows at the same place of the file, where git must call it a conflict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(NonZeroU64);

/// Digits of the packing: 0 ends a name, 1.. are the characters in ASCII order.
const BASE: u64 = 39;

/// The digit of each character; 0 for those no id has. A row names four ids, so this is read a lot.
const DIGITS: [u8; 256] = {
    let mut digits = [0; 256];
    let characters = b"-0123456789_abcdefghijklmnopqrstuvwxyz";
    let mut place = 0;
    while place < characters.len() {
        #[expect(clippy::cast_possible_truncation, reason = "there are 38")]
        let digit = place as u8 + 1;
        digits[characters[place] as usize] = digit;
        place += 1;
    }
    digits
};

/// Powers of the base: what the places after a name's end are worth.
const POWERS: [u64; Id::MAX_LEN] = {
    let mut powers = [1; Id::MAX_LEN];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * BASE;
        exponent += 1;
    }
    powers
};

/// Crockford's base 32 without the letters people misread.
const RANDOM: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Id {
    /// The longest id, in characters.
    pub const MAX_LEN: usize = 12;
    /// Characters of a random card id: 40 bits.
    pub const CARD_LEN: u32 = 8;
    /// Characters of a random event id: 30 bits, unique within its card.
    pub const EVENT_LEN: u32 = 6;

    /// An id spelled from the low `5 * len` bits of `bits`.
    pub fn random(bits: u64, len: u32) -> Self {
        let mut text = [0_u8; Self::MAX_LEN];
        let len = (len as usize).clamp(1, Self::MAX_LEN);
        for (place, byte) in text.iter_mut().take(len).enumerate() {
            *byte = RANDOM[(bits >> (5 * place) & 31) as usize];
        }
        Self::pack(&text[..len]).unwrap_or(Self(NonZeroU64::MIN))
    }

    /// An id people can read, from a name: "In Review!" becomes `in-review`.
    /// `None` when the name has no letter or digit of ASCII.
    pub fn slug(name: &str) -> Option<Self> {
        let mut text: Vec<u8> = Vec::with_capacity(Self::MAX_LEN);
        for byte in name.bytes() {
            if text.len() == Self::MAX_LEN {
                break;
            }
            match byte.to_ascii_lowercase() {
                c @ (b'a'..=b'z' | b'0'..=b'9') => text.push(c),
                _ if text.last().is_some_and(|last| *last != b'-') => text.push(b'-'),
                _ => {}
            }
        }
        while text.last() == Some(&b'-') {
            text.pop();
        }
        Self::pack(&text)
    }

    /// First and last packed value of the ids that start with `prefix`; `None` if it is no id text.
    pub(super) fn prefix_range(prefix: &str) -> Option<(Self, u64)> {
        let low = Self::pack(prefix.as_bytes())?;
        let free = u32::try_from(Self::MAX_LEN - prefix.len()).ok()?;
        Some((low, low.0.get() + (BASE.pow(free) - 1)))
    }

    /// The packed value: equal ids have equal bits, and order is the order of the text.
    pub fn bits(self) -> u64 {
        self.0.get()
    }

    /// The id that a text begins with, and what follows its last character.
    pub fn leading(text: &str) -> Option<(Self, &str)> {
        let (id, len) = Self::pack_leading(text.as_bytes())?;
        Some((id, text.get(len..)?))
    }

    fn pack(text: &[u8]) -> Option<Self> {
        Self::pack_leading(text).filter(|(_, len)| *len == text.len()).map(|(id, _)| id)
    }

    /// The id that a text begins with, and its length.
    fn pack_leading(text: &[u8]) -> Option<(Self, usize)> {
        let (mut packed, mut len) = (0_u64, 0);
        for byte in text.iter().take(Self::MAX_LEN) {
            let digit = DIGITS[usize::from(*byte)];
            if digit == 0 {
                break;
            }
            packed = packed * BASE + u64::from(digit);
            len += 1;
        }
        // Of no characters it is zero, which is no id.
        let id = NonZeroU64::new(packed * POWERS.get(Self::MAX_LEN - len)?).map(Self)?;
        Some((id, len))
    }

    fn spell(self) -> ([u8; Self::MAX_LEN], usize) {
        let mut text = [0_u8; Self::MAX_LEN];
        let mut rest = self.0.get();
        let mut len = Self::MAX_LEN;
        for place in (0..Self::MAX_LEN).rev() {
            text[place] = match u8::try_from(rest % BASE).unwrap_or(0) {
                0 => {
                    len = place;
                    0
                }
                1 => b'-',
                digit @ 2..=11 => b'0' + digit - 2,
                12 => b'_',
                digit => b'a' + digit - 13,
            };
            rest /= BASE;
        }
        (text, len)
    }
}

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 1 to 12 characters of a-z, 0-9, '_' and '-'")]
pub struct NotAnId;

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Self::pack(text.as_bytes()).ok_or(NotAnId)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, len) = self.spell();
        f.pad(std::str::from_utf8(&text[..len]).unwrap_or("?"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_are_no_ids() {
        for text in ["", "thirteen-char", "Upper", "a b", "../x", "é", "a\u{0}"] {
            assert_eq!(text.parse::<Id>(), Err(NotAnId), "{text:?}");
        }
    }

    #[test]
    fn slugs() {
        assert_eq!(Id::slug("In Review!").unwrap().to_string(), "in-review");
        assert_eq!(Id::slug("  Development: Doing").unwrap().to_string(), "development");
        assert_eq!(Id::slug("完了"), None);
    }

    proptest! {
        #[test]
        fn text_round_trips_and_keeps_its_order(a in "[a-z0-9_-]{1,12}", b in "[a-z0-9_-]{1,12}") {
            let (x, y) = (a.parse::<Id>().unwrap(), b.parse::<Id>().unwrap());
            prop_assert_eq!(x.to_string(), a.clone());
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            let (low, high) = Id::prefix_range(&a).unwrap();
            prop_assert_eq!(low.bits() <= y.bits() && y.bits() <= high, b.starts_with(&a));
        }

        #[test]
        fn random_ids_have_the_asked_length(bits: u64) {
            prop_assert_eq!(Id::random(bits, Id::CARD_LEN).to_string().len(), 8);
            prop_assert_eq!(Id::random(bits, Id::EVENT_LEN).to_string().len(), 6);
        }
    }
}
