//! The order of cards within a column: a fractional index.
//!
//! A card nobody has placed by hand stands where its time of entry puts it; its key is made of
//! that time. A card placed by hand has a key between its neighbours' keys. So moving one card
//! changes one card, and two people who order at once never disturb each other's cards.

use super::{Id, Timestamp};

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Length of the key of a card ordered by its time of entry.
const ENTRY_LEN: usize = 24;

/// The longest key that is taken from a file; longer ones are cut, which keeps them in order.
pub const MAX_LEN: usize = 120;

/// The key of a card that entered its column at `entered` and was not placed by hand.
pub fn of_entry(entered: Timestamp, card: Id) -> [u8; ENTRY_LEN] {
    // 'h' first leaves room on both sides of all of them; 'h' last, so that none ends in zero
    // and there is always a key between any two.
    let mut key = [b'h'; ENTRY_LEN];
    spell(entered.ms().unsigned_abs(), &mut key[1..10]);
    spell(card.bits(), &mut key[10..23]);
    key
}

fn spell(mut number: u64, place: &mut [u8]) {
    for byte in place.iter_mut().rev() {
        *byte = DIGITS[(number % 36) as usize];
        number /= 36;
    }
}

/// True if `text` can be a key: digits and small letters, not ending in `0`.
pub fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_LEN
        && !text.ends_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}

/// A key strictly between `low` and `high`, with two digits of `jitter` at its end so that two
/// clones that choose the same gap do not choose the same key.
///
/// An empty `low` is before everything, an empty `high` after everything. `None` when there is no
/// gap, which only equal or unordered keys cause.
pub fn between(low: &[u8], high: &[u8], jitter: u64) -> Option<String> {
    let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte);
    if !high.is_empty() && low >= high {
        return None;
    }
    let mut key: Vec<u8> = Vec::new();
    let mut bounded = !high.is_empty();
    for place in 0.. {
        let from = low.get(place).map_or(Some(0), |byte| value(*byte))?;
        let to = if bounded { high.get(place).map_or(Some(0), |byte| value(*byte))? } else { 36 };
        if from == to {
            key.push(DIGITS[from]);
            continue;
        }
        if to > from + 1 {
            key.push(DIGITS[usize::midpoint(from, to)]);
            break;
        }
        // Neighbouring digits: follow the lower key, everything greater is free from here on.
        key.push(DIGITS[from]);
        bounded = false;
    }
    key.push(DIGITS[(jitter % 36) as usize]);
    key.push(DIGITS[1 + (jitter / 36 % 35) as usize]);
    String::from_utf8(key).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_of_entry_are_keys_and_order_as_time_then_id() {
        let (a, b) = ("a".parse().unwrap(), "b".parse().unwrap());
        let early = of_entry(Timestamp::from_ms(1), b);
        let late = of_entry(Timestamp::from_ms(2), a);
        assert!(early < late && of_entry(Timestamp::from_ms(1), a) < early);
        assert!(is_key(std::str::from_utf8(&late).unwrap()));
    }

    proptest! {
        #[test]
        fn there_is_always_a_key_between(a in "[0-9a-z]{0,6}[1-9a-z]", b in "[0-9a-z]{0,6}[1-9a-z]", jitter: u64) {
            prop_assume!(a != b);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let key = between(low.as_bytes(), high.as_bytes(), jitter).unwrap();
            prop_assert!(low < key && key < high && is_key(&key), "{low} {key} {high}");
            for (low, high) in [("", low.as_str()), (high.as_str(), "")] {
                let key = between(low.as_bytes(), high.as_bytes(), jitter).unwrap();
                prop_assert!(low < key.as_str() && (high.is_empty() || key.as_str() < high) && is_key(&key));
            }
        }
    }
}
