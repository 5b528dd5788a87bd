//! What a word being typed may become. Pure: texts in, texts out.

/// Completions that are offered at a time.
const OFFERED: usize = 6;

/// Where completions come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Words the board knows; a word begins like the one that is meant.
    Words(Vec<String>),
    /// Rows that were looked for already: whole texts, the likeliest first.
    Found(Vec<String>),
    /// There is nothing to offer.
    Nothing,
}

/// Words that are offered, and the one that is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// The words.
    pub words: Vec<String>,
    /// The place of the chosen one.
    pub at: usize,
    /// It was chosen by a person, not by default.
    pub picked: bool,
}

impl Completion {
    /// What the last word of a text may become.
    pub fn of(text: &str, list: bool, source: &Source) -> Self {
        let (before, word) = last_word(text, list);
        let given = if list { crate::card_markdown::names(before) } else { Vec::new() };
        let lower = word.trim().trim_start_matches(['#', '@']).to_lowercase();
        if lower.is_empty() {
            return Self::default();
        }
        let words = match source {
            Source::Words(words) => {
                let is_new = |known: &&String| known.to_lowercase() != lower && !given.contains(known);
                let known = || words.iter().filter(is_new);
                let begins = known().filter(|known| known.to_lowercase().starts_with(&lower));
                // The beginning of a second word will do, too: a family name.
                let within = known().filter(|known| {
                    let known = known.to_lowercase();
                    !known.starts_with(&lower)
                        && known.split([' ', '-', '.', '_']).any(|part| part.starts_with(&lower))
                });
                begins.chain(within).take(OFFERED).cloned().collect()
            }
            Source::Found(rows) => rows.iter().take(OFFERED).cloned().collect(),
            Source::Nothing => Vec::new(),
        };
        Self { words, at: 0, picked: false }
    }

    /// True if something is offered.
    pub fn is_open(&self) -> bool {
        !self.words.is_empty()
    }

    /// The word that would be taken.
    pub fn chosen(&self) -> Option<&str> {
        self.words.get(self.at).map(String::as_str)
    }

    /// Chooses the next word, or the one before.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by.signum()).min(self.words.len().saturating_sub(1));
        self.picked = true;
    }
}

/// A text whose last word became another.
pub(super) fn completed(text: &str, list: bool, word: &str) -> String {
    let (before, _) = last_word(text, list);
    if !list {
        return word.to_owned();
    }
    let word = crate::card_markdown::listed(&[word]);
    let blank = if before.is_empty() || before.ends_with(' ') { "" } else { " " };
    format!("{before}{blank}{word}")
}

/// What stands before the last word of a list, and the word; of another text, all of it.
fn last_word(text: &str, list: bool) -> (&str, &str) {
    let cut = if list { text.rfind(',').map_or(0, |at| at + 1) } else { 0 };
    text.split_at_checked(cut).unwrap_or(("", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_offered_by_how_they_begin() {
        let words = ["api", "Apple", "Maria Silva", "maria", "map"].map(str::to_owned).to_vec();
        let source = Source::Words(words);
        for (text, list, offered) in [
            ("a", true, &["api", "Apple"][..]),
            ("API", true, &[]),
            ("x, AP", true, &["api", "Apple"]),
            ("x, #ap", true, &["api", "Apple"]),
            ("api, ap", true, &["Apple"]),
            ("x, ", true, &[]),
            ("", false, &[]),
            ("m", true, &["Maria Silva", "maria", "map"]),
            ("sil", true, &["Maria Silva"]),
            ("x, a", false, &[]),
        ] {
            assert_eq!(Completion::of(text, list, &source).words, offered, "{text:?}");
        }
        assert!(!Completion::of("a", true, &Source::Nothing).is_open());
        assert_eq!(Completion::of("retry", false, &Source::Found(vec!["4f1a Retry".into()])).words.len(), 1);
    }

    #[test]
    fn the_chosen_word_takes_the_place_of_the_last() {
        for (text, list, word, after) in [
            ("ma", true, "maria", "maria"),
            ("jon, ma", true, "maria", "jon, maria"),
            ("jon,ma", true, "maria", "jon, maria"),
            ("x, s", true, "Silva, M", "x, \"Silva, M\""),
            ("exp", false, "expedite", "expedite"),
            ("pay me", false, "4f1a Payments", "4f1a Payments"),
        ] {
            assert_eq!(completed(text, list, word), after, "{text:?}");
        }
    }

    #[test]
    fn the_choice_stays_among_what_is_offered() {
        let mut completion =
            Completion { words: vec!["a".to_owned(), "b".to_owned()], ..Completion::default() };
        for (by, chosen) in [(1, "b"), (1, "b"), (-1, "a"), (-1, "a")] {
            completion.step(by);
            assert_eq!((completion.chosen(), completion.picked), (Some(chosen), true));
        }
    }
}
