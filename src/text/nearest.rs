//! Which of several words somebody may have meant.

/// `words`, the ones most like `text` first; words equally alike keep their order.
///
/// How much two words differ is the number of letters to put in, leave out, change or swap
/// (Damerau's edit distance); a word that begins with the text, or has it in it, is like it too.
pub fn nearest<'a>(text: &str, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // Nobody types a word of more letters than this; a flood of them costs no more.
    let wanted: Vec<char> = text.trim().to_lowercase().chars().take(64).collect();
    let whole: String = wanted.iter().collect();
    let far = |word: &&str| {
        let lower = word.to_lowercase();
        let letters: Vec<char> = lower.chars().take(64).collect();
        let part = whole.len() > 2 && (lower.contains(&whole) || whole.contains(&lower));
        distance(&wanted, &letters).min(if part { 1 } else { usize::MAX })
    };
    let mut words: Vec<&str> = words.into_iter().collect();
    words.sort_by_cached_key(far);
    words
}

/// Whether somebody who typed `text` may well have meant `word`: one letter in three is wrong at most.
pub fn alike(text: &str, word: &str) -> bool {
    let letters = |text: &str| text.trim().to_lowercase().chars().take(64).collect::<Vec<char>>();
    let (text, word) = (letters(text), letters(word));
    distance(&text, &word) <= text.len().max(word.len()) / 3
}

/// How many single changes make one word the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=b.len()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_most_alike_comes_first() {
        let words = ["lead time", "cycle time", "process time", "throughput", "wip", "little's law"];
        for (text, first) in [
            ("laed time", "lead time"),
            ("Cycletime", "cycle time"),
            ("little", "little's law"),
            ("WIPP", "wip"),
            ("trhoughput", "throughput"),
        ] {
            assert_eq!(nearest(text, words)[0], first, "{text}");
        }
        assert_eq!(nearest("", words).len(), words.len());
        assert_eq!(nearest(&"x".repeat(1 << 20), words).len(), words.len());
    }

    #[test]
    fn only_what_is_alike_may_be_meant() {
        for (text, word, may) in [
            ("leed time", "lead time", true),
            ("Bottelneck", "bottleneck", true),
            ("xnr", "xmr", true),
            ("bar", "%C/A", false),
            ("", "wip", false),
        ] {
            assert_eq!(alike(text, word), may, "{text} {word}");
        }
    }

    #[test]
    fn distances() {
        for (a, b, changes) in
            [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("ü", "u", 1)]
        {
            let [a, b] = [a, b].map(|word| word.chars().collect::<Vec<_>>());
            assert_eq!(distance(&a, &b), changes, "{a:?} {b:?}");
            assert_eq!(distance(&b, &a), changes, "{a:?} {b:?}");
        }
    }
}
