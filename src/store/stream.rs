//! A file as andon writes it, folded while it is read.
//!
//! Such a file is canonical: head, rows in order, end, and nothing else. It is read a piece at a
//! time into the same memory, which a processor keeps close, and nobody ever holds it as a whole.
//! At the first thing that andon would not have written this gives up, without a word on what is
//! wrong: the file is then read as a whole by `format`, which knows what merges, editors and
//! people make of a file.

use super::Fingerprint;
use super::disk_error::MAX_BYTES;
use super::event_row::EventRow;
use super::fingerprint::Running;
use super::format::{END, HEAD, MAJOR, MAX_ROWS, plain_row};
use super::load::{Folding, Loaded};
use crate::board::Id;
use std::io::{self, Read};

/// Large enough to make calls rare, small enough to stay in a processor's cache.
const PIECE: u64 = 128 << 10;

/// The board of a canonical file, and what its content is known by. `None` when it is no such file.
pub fn load(file: impl Read) -> io::Result<Option<(Loaded, Fingerprint)>> {
    in_pieces(file, PIECE)
}

/// Pieces must be made of whole blocks of the fingerprint.
fn in_pieces(mut file: impl Read, length: u64) -> io::Result<Option<(Loaded, Fingerprint)>> {
    let (mut stream, mut hash, mut len) = (Stream::default(), Running::default(), 0);
    let mut piece = Vec::new();
    loop {
        let kept = piece.len();
        let read = file.by_ref().take(length).read_to_end(&mut piece)? as u64;
        len += read;
        let rest = hash.blocks(piece.get(kept..).unwrap_or_default());
        let last = read < length;
        let hash = last.then(|| hash.end(rest));
        let Some(used) = stream.take(&piece).filter(|_| len <= MAX_BYTES) else { return Ok(None) };
        piece.drain(..used);
        if let Some(hash) = hash {
            return Ok(stream.end(&piece).map(|loaded| (loaded, hash)));
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Stream {
    folding: Folding,
    /// How many lines were taken.
    lines: usize,
    /// The last row of the piece before.
    previous: String,
    /// Where the last row stands, if it is one of a card.
    place: Option<(Id, Id)>,
    ended: bool,
}

impl Stream {
    /// Takes the whole lines of a piece and tells their length.
    fn take(&mut self, piece: &[u8]) -> Option<usize> {
        let len = match memchr::memrchr(b'\n', piece) {
            Some(end) => end + 1,
            // No row of ours is as long as a piece.
            None => return piece.is_empty().then_some(0),
        };
        let text = std::str::from_utf8(piece.get(..len)?).ok()?;
        if memchr::memchr(0, text.as_bytes()).is_some() {
            return None;
        }
        let previous = std::mem::take(&mut self.previous);
        let mut previous = previous.as_str();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let line = text.get(start..end)?;
            start = end + 1;
            self.lines += 1;
            if self.ended || self.lines > MAX_ROWS {
                return None;
            } else if self.lines == 1 {
                (line == HEAD).then_some(())?;
            } else if line == END {
                self.ended = true;
            } else {
                previous = self.row(line, previous)?;
            }
        }
        previous.clone_into(&mut self.previous);
        Some(len)
    }

    /// Takes the row of a line, and gives it back.
    fn row<'a>(&mut self, line: &'a str, previous: &str) -> Option<&'a str> {
        let row = line.strip_suffix(',')?;
        let begins = EventRow::of(row);
        let place = begins.as_ref().map(EventRow::place);
        // Numbers are compared faster than texts, and mostly tell.
        let in_order = match (self.place, place) {
            (Some(before), Some(place)) if before != place => before < place,
            _ => previous < row,
        };
        self.place = place;
        if !in_order {
            return None;
        }
        if !begins.as_ref().is_some_and(EventRow::is_move) {
            plain_row(line)?;
        }
        self.folding.take(self.lines, row, begins.as_ref()).ok()?;
        Some(row)
    }

    fn end(self, rest: &[u8]) -> Option<Loaded> {
        (self.ended && rest.is_empty()).then(|| self.folding.end(MAJOR, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::load::{content_of, load as load_whole};
    use proptest::prelude::*;

    fn file() -> String {
        let row = |number: usize| {
            let (card, event) = (number / 8, number % 8 + 1);
            format!(
                r#"{{"card":"{card}","id":"e{event}","rev":{event},"at":"2026-05-13T10:02:10Z","by":"é","do":"move","from":"ready","to":"dev"}},"#,
            )
        };
        let rows: Vec<String> = (0..40).map(row).collect();
        format!("{HEAD}\n{}\n{END}\n", rows.join("\n"))
    }

    /// Whether the content is read in such pieces. If so, it is read as it would be as a whole.
    fn is_streamed(content: &[u8], piece: u64) -> bool {
        let Some((streamed, hash)) = in_pieces(content, piece).unwrap() else { return false };
        let whole = load_whole(content).unwrap();
        assert_eq!(hash, Fingerprint::of(content));
        assert_eq!(content_of(&streamed.board), content_of(&whole.board));
        assert_eq!(streamed.findings, whole.findings);
        assert_eq!((streamed.canonical, streamed.read_only), (whole.canonical, whole.read_only));
        true
    }

    #[test]
    fn a_canonical_file_is_read_in_pieces_wherever_they_end() {
        let file = file();
        for piece in (5..=file.len() / 32 + 1).map(|blocks| 32 * blocks as u64) {
            assert!(is_streamed(file.as_bytes(), piece), "{piece}");
            // A file that ends where a piece does.
            let short = file.len() as u64 % piece;
            let by = "x".repeat(usize::try_from(piece - short).unwrap());
            let filled = file.replacen('é', &format!("é{by}"), 1);
            assert_eq!(filled.len() as u64 % piece, 0);
            is_streamed(filled.as_bytes(), piece);
        }
        assert!(is_streamed(format!("{HEAD}\n{END}\n").as_bytes(), PIECE));
        for board in ["demo", "envelope-large-batch"] {
            let content = std::fs::read(format!("boards/{board}.board.json")).unwrap();
            assert!(is_streamed(&content, 4096) && is_streamed(&content, PIECE), "{board}");
        }
    }

    proptest! {
        #[test]
        fn what_is_canonical_is_streamed_and_nothing_else(
            at: prop::sample::Index,
            cut in 0_usize..3,
            with in "[\"\\\\{},\r\n\0 +é<a9]{0,2}",
        ) {
            let mut content = file().into_bytes();
            let at = at.index(content.len());
            content.splice(at..(at + cut).min(content.len()), with.bytes());
            let whole = load_whole(&content);
            let canonical = whole.as_ref().is_ok_and(|whole| whole.canonical);
            let sound = canonical && whole.is_ok_and(|whole| whole.findings.is_empty());
            let streamed = is_streamed(&content, 512);
            prop_assert!((!streamed || canonical) && (streamed || !sound));
        }
    }
}
