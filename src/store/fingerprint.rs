//! A short number that tells two contents apart.
//!
//! It answers "is this what I wrote?" and names files in the side-car, so it must be fast on a
//! large board and the same in every build; std's hasher promises only the first. It is no
//! signature: nobody gains by making two contents look alike.

use std::fmt;

/// The fingerprint of some bytes. Equal bytes have equal fingerprints, in every build of andon.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

/// Odd constants from the digits of pi, as in Blowfish.
const KEYS: [u64; 4] =
    [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89];

impl Fingerprint {
    /// Of these bytes. About 16 bytes at a step: multiply to 128 bits, fold the halves together.
    pub fn of(bytes: &[u8]) -> Self {
        let mut lanes = [KEYS[0], KEYS[1]];
        let mut blocks = bytes.chunks_exact(32);
        for block in &mut blocks {
            let (low, high) = block.split_at(16);
            lanes[0] = mix(lanes[0], low, KEYS[2]);
            lanes[1] = mix(lanes[1], high, KEYS[3]);
        }
        let mut last = [0_u8; 32];
        let rest = blocks.remainder();
        last[..rest.len()].copy_from_slice(rest);
        let (low, high) = last.split_at(16);
        let end = mix(lanes[0], low, KEYS[2]) ^ mix(lanes[1], high, KEYS[3]).rotate_left(32);
        Self(fold(end ^ KEYS[1], KEYS[0] ^ (bytes.len() as u64).rotate_left(20)))
    }

    /// The number itself: bits to make ids of that every clone makes alike.
    pub(super) fn bits(self) -> u64 {
        self.0
    }

    /// Reads what `Display` writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok())?.map(Self)
    }
}

fn mix(state: u64, sixteen: &[u8], key: u64) -> u64 {
    let (a, b) = sixteen.split_at(8);
    fold(word(a) ^ state, word(b) ^ key)
}

fn word(eight: &[u8]) -> u64 {
    eight.try_into().map_or(0, u64::from_le_bytes)
}

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let halves = (product as u64, (product >> 64) as u64);
    // A factor of zero must not wipe out the other: the product alone would forget it.
    halves.0 ^ halves.1 ^ a.rotate_left(29) ^ b
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn is_the_same_in_every_build() {
        // A change here would make two versions of andon use two locks for one board.
        assert_eq!(Fingerprint::of(b"").to_string(), "8343d2443d175ff1");
        assert_eq!(Fingerprint::of(b"/home/maria/team.board.json").to_string(), "dabe396120938ac4");
    }

    #[test]
    fn every_bit_and_the_length_count() {
        let mut seen = HashSet::new();
        for len in 0..200_usize {
            let mut bytes = vec![0_u8; len];
            assert!(seen.insert(Fingerprint::of(&bytes)), "{len} zeros");
            for at in 0..len {
                for bit in 0..8 {
                    bytes[at] ^= 1 << bit;
                    assert!(seen.insert(Fingerprint::of(&bytes)), "{len} bytes, byte {at}, bit {bit}");
                    bytes[at] ^= 1 << bit;
                }
            }
        }
    }

    #[test]
    fn text_round_trips() {
        let print = Fingerprint::of(b"a board");
        assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        assert_eq!(Fingerprint::parse("12"), None);
    }
}
