//! A small bar: how much of what may be there is there.

use crate::board::WipLimit;
use crate::tui::glyphs::Glyphs;

/// A bar of so many cells between two caps, filled as far as `count` goes into `limit`; nothing
/// where there is no limit.
pub fn bar(count: usize, limit: Option<WipLimit>, glyphs: &Glyphs, cells: usize) -> String {
    limit.map_or_else(String::new, |limit| of(count, limit.cards(), glyphs, cells))
}

/// A bar of so many cells between two caps, filled as far as `part` goes into `whole`.
pub fn of(part: usize, whole: usize, glyphs: &Glyphs, cells: usize) -> String {
    let halves = match (part, whole) {
        (0, _) => 0,
        // Something is never shown as nothing, and not quite all never as all.
        (part, whole) if part < whole => (part * cells * 2 / whole).clamp(1, cells * 2 - 1),
        _ => cells * 2,
    };
    let cell = |nth: usize| glyphs.gauge[halves.saturating_sub(nth * 2).min(2)];
    let bar: String = (0..cells).map(cell).collect();
    format!("{}{bar}{}", glyphs.caps[0], glyphs.caps[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_full_as_it_is() {
        for (part, whole, bar, plain) in [
            (0, 4, "────", "[    ]"),
            (1, 4, "━───", "[#   ]"),
            (1, 3, "━───", "[#   ]"),
            (2, 3, "━━╸─", "[##- ]"),
            (4, 4, "━━━━", "[####]"),
            (7, 4, "━━━━", "[####]"),
            (1, 1_000, "╸───", "[-   ]"),
            (999, 1_000, "━━━╸", "[###-]"),
            (0, 0, "────", "[    ]"),
            (2, 0, "━━━━", "[####]"),
        ] {
            assert_eq!(of(part, whole, &Glyphs::UNICODE, 4), bar, "{part} of {whole}");
            assert_eq!(of(part, whole, &Glyphs::ASCII, 4), plain, "{part} of {whole}");
        }
    }
}
