//! The fingerprint of the page's style sheet, worked out while compiling.
//!
//! The content security policy of the page allows one style sheet, by its SHA-256 (FIPS 180-4) in
//! base64 (RFC 4648). Worked out from the very bytes that are put into the page, it can not be
//! stale. A browser reads line ends as `\n` before it looks at them, so a `\r` counts for nothing.

/// The length of a SHA-256 in base64.
const LEN: usize = 44;

/// The SHA-256 of `text`, carriage returns left out, in base64.
pub(super) const fn sha256_base64(text: &[u8]) -> [u8; LEN] {
    base64(&sha256(text))
}

/// Round constants: the first 32 bits of the fractional parts of the cube roots of the first 64
/// primes.
#[rustfmt::skip]
const K: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

const fn sha256(text: &[u8]) -> [u8; 32] {
    let mut state: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    let (mut block, mut filled, mut bytes, mut place) = ([0_u8; 64], 0, 0_u64, 0);
    while place < text.len() {
        if text[place] != b'\r' {
            block[filled] = text[place];
            filled += 1;
            bytes += 1;
        }
        place += 1;
        if filled == 64 {
            state = compress(state, &block);
            filled = 0;
        }
    }
    // A 1 bit, zeros, and the length in bits fill the last block, or the last two.
    block[filled] = 0x80;
    filled += 1;
    if filled > 56 {
        while filled < 64 {
            block[filled] = 0;
            filled += 1;
        }
        state = compress(state, &block);
        filled = 0;
    }
    while filled < 56 {
        block[filled] = 0;
        filled += 1;
    }
    let length = (bytes * 8).to_be_bytes();
    let mut digest = [0; 32];
    place = 0;
    while place < 8 {
        block[56 + place] = length[place];
        place += 1;
    }
    state = compress(state, &block);
    place = 0;
    while place < 32 {
        digest[place] = state[place / 4].to_be_bytes()[place % 4];
        place += 1;
    }
    digest
}

#[allow(clippy::many_single_char_names, reason = "these are the names of the standard")]
const fn compress(state: [u32; 8], block: &[u8; 64]) -> [u32; 8] {
    let mut w = [0_u32; 64];
    let mut t = 0;
    while t < 64 {
        w[t] = if t < 16 {
            u32::from_be_bytes([block[4 * t], block[4 * t + 1], block[4 * t + 2], block[4 * t + 3]])
        } else {
            let (x, y) = (w[t - 15], w[t - 2]);
            let first = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let second = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            w[t - 16].wrapping_add(first).wrapping_add(w[t - 7]).wrapping_add(second)
        };
        t += 1;
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
    t = 0;
    while t < 64 {
        let sum = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let chosen = (e & f) ^ (!e & g);
        let first = h.wrapping_add(sum).wrapping_add(chosen).wrapping_add(K[t]).wrapping_add(w[t]);
        let sum = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let second = sum.wrapping_add((a & b) ^ (a & c) ^ (b & c));
        (h, g, f, e) = (g, f, e, d.wrapping_add(first));
        (d, c, b, a) = (c, b, a, first.wrapping_add(second));
        t += 1;
    }
    let after = [a, b, c, d, e, f, g, h];
    let mut next = state;
    t = 0;
    while t < 8 {
        next[t] = next[t].wrapping_add(after[t]);
        t += 1;
    }
    next
}

const fn base64(digest: &[u8; 32]) -> [u8; LEN] {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // 32 bytes are ten times three and two more: the last letter is padding.
    let mut letters = [b'='; LEN];
    let mut place = 0;
    while place < LEN - 1 {
        let bit = place * 6;
        let high = (digest[bit / 8] as u16) << 8;
        let low = if bit / 8 + 1 < 32 { digest[bit / 8 + 1] as u16 } else { 0 };
        letters[place] = LETTERS[((high | low) >> (10 - bit % 8) & 63) as usize];
        place += 1;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of FIPS 180-4, and lengths about the ends of blocks, checked with `sha256sum`.
    #[test]
    fn digests_are_those_of_the_standard() {
        for (text, expected) in [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=",
            ),
            (&"a".repeat(55), "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
            (&"a".repeat(56), "s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o="),
            (&"a".repeat(64), "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
            (&"a".repeat(1000), "Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM="),
        ] {
            assert_eq!(std::str::from_utf8(&sha256_base64(text.as_bytes())).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn line_ends_of_any_system_count_alike() {
        assert_eq!(sha256_base64(b"a\r\nb\r\n"), sha256_base64(b"a\nb\n"));
    }
}
