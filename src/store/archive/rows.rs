//! Which rows are about which card, told by how they begin.

use super::super::format;
use crate::board::Id;
use std::collections::HashSet;

/// The card of a row, and the row's id where it has one. `None` for a row about anything else.
pub fn card_of(row: &str) -> Option<(Id, Option<Id>)> {
    let (card, rest) = Id::leading(row.strip_prefix(r#"{"card":""#)?)?;
    let rest = rest.strip_prefix('"')?;
    let id = rest.strip_prefix(r#","id":""#).and_then(Id::leading);
    Some((card, id.filter(|(_, rest)| rest.starts_with('"')).map(|(id, _)| id)))
}

/// The rows of these cards that `archive` holds and `content` does not.
pub fn lacking_of(cards: &HashSet<Id>, archive: &[u8], content: &[u8]) -> Vec<String> {
    let asked = |row: &String| card_of(row).is_some_and(|(card, _)| cards.contains(&card));
    let rows = format::rows_of(archive).into_iter().filter(asked).collect();
    format::lacking(content, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_known_by_its_beginning() {
        let id = |text: &str| Some(text.parse::<Id>().unwrap());
        for (row, expected) in [
            (r#"{"card":"0r6m","id":"zh9jw0","rev":2}"#, Some((id("0r6m").unwrap(), id("zh9jw0")))),
            (r#"{"card":"0r6m","rev":2}"#, Some((id("0r6m").unwrap(), None))),
            (r#"{"card":"0r6m","id":"No","rev":2}"#, Some((id("0r6m").unwrap(), None))),
            (r#"{"card":"thirteen-char","id":"a"}"#, None),
            (r#"{"column":"dev","id":"a"}"#, None),
            ("{\"card\":", None),
        ] {
            assert_eq!(card_of(row), expected, "{row}");
        }
    }
}
