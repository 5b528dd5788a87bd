//! Properties of every form of a report, over boards with every awkward case in them.

use proptest::prelude::*;

use andon::flow::Journeys;
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
}
