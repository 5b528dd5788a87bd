//! What the fuzz targets share: rows made of bytes, boards told in words, and what no screen may
//! ever show.

pub mod operations;
pub mod picture;
pub mod rows;
pub mod shown;

/// What arbitrary bytes are taken apart by.
pub type Bytes<'a> = libfuzzer_sys::arbitrary::Unstructured<'a>;

/// One of several; the first when no bytes are left.
pub fn one_of<T: Copy>(bytes: &mut Bytes<'_>, of: &[T]) -> T {
    of[bytes.choose_index(of.len()).unwrap_or(0)]
}

/// A number of at most so many.
pub fn up_to(bytes: &mut Bytes<'_>, most: u64) -> u64 {
    bytes.int_in_range(0..=most).unwrap_or(0)
}

/// True now and then: once in `of` times.
pub fn rarely(bytes: &mut Bytes<'_>, of: u64) -> bool {
    up_to(bytes, of - 1) == of - 1
}

/// A text: a word that boards have, or whatever the bytes spell.
pub fn text(bytes: &mut Bytes<'_>) -> String {
    const WORDS: [&str; 12] = [
        "Retry", "jon", "maria", "expedite", "debt", "", " ", "=1+1", "\u{1b}[2J\u{9b}", "e\u{301}\u{202e}", "2026-05-01", "👩\u{200d}🚀",
    ];
    if rarely(bytes, 4) {
        let len = usize::try_from(up_to(bytes, 40)).unwrap_or(0).min(bytes.len());
        return String::from_utf8_lossy(bytes.bytes(len).unwrap_or_default()).into_owned();
    }
    one_of(bytes, &WORDS).to_owned()
}
