//! A short number that tells two contents apart.
//!
//! It answers "is this what I wrote?" and names files in the side-car, so it must be fast on a
//! large board and the same in every build; std's hasher promises only the first. It is no
//! signature: nobody gains by making two contents look alike.

use std::fmt;
use std::io::{self, Read};

/// The fingerprint of some bytes. Equal bytes have equal fingerprints, in every build of andon.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

/// Odd constants from the digits of pi, as in Blowfish.
const KEYS: [u64; 4] =
    [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89];

impl Fingerprint {
    /// Of these bytes. About 16 bytes at a step: multiply to 128 bits, fold the halves together.
    pub fn of(bytes: &[u8]) -> Self {
        let mut running = Running::default();
        let rest = running.blocks(bytes);
        running.end(rest)
    }

    /// Of all that a reader gives, which is not held in memory. Beside it the first and the last
    /// bytes, by which a file that is still being written can be known.
    pub fn of_reader(mut reader: impl Read) -> io::Result<(Self, Vec<u8>)> {
        const ENDS: usize = 256;
        let (mut running, mut ends) = (Running::default(), Vec::with_capacity(2 * ENDS));
        let mut buffer = vec![0_u8; 64 << 10];
        loop {
            let mut filled = 0;
            while filled < buffer.len() {
                match reader.read(&mut buffer[filled..])? {
                    0 => break,
                    more => filled += more,
                }
            }
            let read = &buffer[..filled];
            if ends.is_empty() {
                ends.extend_from_slice(&read[..filled.min(ENDS)]);
            }
            // Of a short piece, what came before it still counts as the end.
            let tail = &read[filled.saturating_sub(ENDS)..];
            let keep = ENDS - tail.len();
            let before = ends.split_off(ENDS.min(ends.len()));
            ends.extend_from_slice(&before[before.len().saturating_sub(keep)..]);
            ends.extend_from_slice(tail);
            let rest = running.blocks(read);
            if filled < buffer.len() {
                return Ok((running.end(rest), ends));
            }
        }
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

/// A fingerprint in the making.
pub(super) struct Running {
    lanes: [u64; 2],
    len: u64,
}

impl Default for Running {
    fn default() -> Self {
        Self { lanes: [KEYS[0], KEYS[1]], len: 0 }
    }
}

impl Running {
    /// Takes all whole blocks, and gives back what is left: only the last piece may leave any.
    pub fn blocks<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        self.len += bytes.len() as u64;
        let mut blocks = bytes.chunks_exact(32);
        for block in &mut blocks {
            let (low, high) = block.split_at(16);
            self.lanes = [mix(self.lanes[0], low, KEYS[2]), mix(self.lanes[1], high, KEYS[3])];
        }
        blocks.remainder()
    }

    /// The fingerprint of all blocks and of what the last piece left.
    pub fn end(&self, rest: &[u8]) -> Fingerprint {
        let mut last = [0_u8; 32];
        last[..rest.len()].copy_from_slice(rest);
        let (low, high) = last.split_at(16);
        let end = mix(self.lanes[0], low, KEYS[2]) ^ mix(self.lanes[1], high, KEYS[3]).rotate_left(32);
        Fingerprint(fold(end ^ KEYS[1], KEYS[0] ^ self.len.rotate_left(20)))
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
    fn a_reader_gives_the_same_and_shows_both_ends() {
        let all: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
        for len in [0, 1, 31, 32, 255, 256, 257, 600, 65_535, 65_536, 65_537, 131_072, 131_100, 200_000] {
            let bytes = &all[..len];
            let (print, ends) = Fingerprint::of_reader(bytes).unwrap();
            assert_eq!(print, Fingerprint::of(bytes), "{len}");
            assert!(ends.starts_with(&bytes[..len.min(256)]), "{len}");
            assert!(ends.ends_with(&bytes[len.saturating_sub(256)..]), "{len}");
        }
    }

    #[test]
    fn text_round_trips() {
        let print = Fingerprint::of(b"a board");
        assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        assert_eq!(Fingerprint::parse("12"), None);
    }
}
