//! What the words mean: one definition each, the same everywhere in andon.

use super::Section;
use crate::report::html::markup::{Markup, tag};

/// The words a reader of the page may stop at.
const WORDS: [(&str, &str); 16] = [
    ("Lead time", "from the card being put on the board to its last arrival in done: the customer’s clock."),
    ("Cycle time", "from the first column that is no backlog to the last arrival in done."),
    ("Process time", "time in active columns while not blocked, all visits together. Waiting is left out."),
    ("Activity ratio", "the sum of process times ÷ the sum of lead times of the finished cards."),
    ("In process", "started, and neither finished nor abandoned; blocked cards count."),
    ("Age", "how long a card in process has been so."),
    ("Throughput", "cards that finished for good in a day or a week; abandoned ones never count."),
    ("Net flow", "arrivals (started, reopened) less departures (finished, abandoned)."),
    (
        "Percentile",
        "by nearest rank: so many percent of the cards took this or less. Always a time that a card did take.",
    ),
    (
        "Service level expectation",
        "a time and the share of cards that should need no longer. The rest is the error budget; burn rate is the share that missed ÷ the share that may.",
    ),
    ("Little’s law", "mean cards in process = arrivals a day × mean time in process."),
    (
        "%C/A",
        "complete and accurate: the share of a stage’s hand-offs that never came back to it. Rolled: the product over the stages.",
    ),
    ("Constraint", "the one stage that sets the pace of the line; elsewhere, time saved is not gained."),
    ("Starved", "the share of time a stage was empty while work waited in the backlog."),
    (
        "Natural limits",
        "mean ± 2.66 × the mean difference between neighbours. Within them, and without a pattern, change is noise.",
    ),
    ("Pace", "how old the finished cards were when they went past a column for good."),
];

pub(super) fn section() -> Section {
    let entry = |(word, meaning): (&str, &str)| {
        [tag("dt").say(word).done(), tag("dd").say(meaning).done()].into_iter().collect::<Markup>()
    };
    let body = tag("dl").class("glossary").put_all(WORDS.map(entry)).done();
    Section { id: "glossary", title: "What the words mean", body }
}
