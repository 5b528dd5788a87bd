//! Properties of every form of a report, over boards with every awkward case in them.

use proptest::prelude::*;

use andon::flow::accuracy::{handed_on, moved_back};
use andon::flow::batches::each;
use andon::flow::{Journeys, Metrics};
use andon::report::{Report, WIDTH, explain, known_terms};
use andon::text::width;

use crate::flow_boards::{board, now, window};
use crate::report_forms::Forms;

/// A form costs more than a measure: a tenth of the cases say as much.
fn cases() -> ProptestConfig {
    let config = crate::flow_boards::cases();
    ProptestConfig { cases: (config.cases / 10).max(1), ..config }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn every_form_is_sound(board in board(), window in window(), now in now()) {
        let faults = Forms::of(&board, window, now).faults();
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }

    #[test]
    fn every_term_can_be_explained(board in board(), window in window(), now in now(), which: prop::sample::Index) {
        let journeys = Journeys::of(&board, now);
        let report = Report::over(&board, &journeys, window);
        let terms = known_terms();
        let text = explain(terms[which.index(terms.len())], &report, &board, &journeys).unwrap();
        prop_assert!(!text.contains("NaN"), "{}", text);
        prop_assert!(text.lines().all(|line| width(line) <= WIDTH), "{}", text);
    }

    #[test]
    fn what_explanations_list_is_what_was_counted(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let handed = handed_on(&journeys, window);
        let failed = handed.iter().filter(|it| it.back.is_some()).count();
        let counted: usize = metrics.accuracy.stages.iter().map(|stage| stage.failed).sum();
        prop_assert_eq!((handed.len(), failed), (metrics.accuracy.handoffs(), counted));
        let back = moved_back(&journeys, window).len();
        prop_assert_eq!(metrics.accuracy.first_pass + back, metrics.accuracy.finished);
        let (mut all, mut cards) = (0, 0);
        each(&journeys, window, |_| (), |_, crossings| (all, cards) = (all + 1, cards + crossings.len()));
        prop_assert_eq!((all, cards), (metrics.batches.batches, metrics.batches.crossings));
    }
}
