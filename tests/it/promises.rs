//! What the screen promises to people, and for each promise the tests that show it. A promise
//! whose test was taken away or renamed is no promise: it fails here.

use std::path::Path;

/// A promise, the tests that hold it, and the screens that show it (snapshots, without their ending).
type Promise = (&'static str, &'static [&'static str], &'static [&'static str]);

const PROMISES: &[Promise] = &[
    (
        "One screen, nothing hidden: name, git, WIP, the service level and its budget; columns, limits, stages",
        &[
            "a_promise_and_what_is_left_of_it",
            "git_on_the_first_line",
            "the_board_in_git_is_shown_and_a_key_syncs_it",
        ],
        &["snapshots__board_80x24", "look__promise_120x40"],
    ),
    (
        "Vim and arrows everywhere, counts, Home, End, PageUp, PageDown",
        &["the_cursor_goes_everywhere", "every_command_has_a_story_with_each_of_its_keys"],
        &[],
    ),
    (
        "Cards are moved, reordered, blocked, assigned, labelled, deleted, restored by one key each",
        &[
            "a_card_moves_and_the_cursor_goes_with_it",
            "cards_are_ordered_by_hand",
            "blocked_with_a_reason_and_unblocked_without_a_question",
            "people_and_labels_are_given_as_lists",
            "a_deleted_card_comes_back",
        ],
        &[],
    ),
    (
        "The table in the code is the truth: README, help, palette, hints, manual page and own keys follow it",
        &[
            "readme_lists_the_keys",
            "every_command_has_one_row_and_can_be_reached",
            "a_persons_own_keys_do_what_they_say_and_are_told_everywhere",
            "the_hint_line_follows_the_moment",
            "keys_are_told_with_their_mistakes_and_those_in_force_are_shown",
        ],
        &[],
    ),
    (
        "A begun chord shows what may follow",
        &["a_chord_that_rests_shows_what_may_follow", "what_may_follow_and_cannot_be_had_says_why"],
        &[],
    ),
    (
        "A WIP limit is felt: symbol, word and colour; a refusal says who fills the column; a reason is recorded",
        &[
            "a_full_column_refuses_and_says_who_fills_it",
            "a_stage_that_refuses_is_marked_as_a_whole",
            "a_limit_gives_way_to_a_reason_only_where_the_policy_says_so",
            "every_road_meets_every_limit",
        ],
        &["snapshots__refusal_80x24", "snapshots__over_reason_80x24"],
    ),
    (
        "Help that answers: this context first, by key and by words, and why a command is not to be had",
        &[
            "help_is_searched_by_key_and_by_words",
            "the_help_does_what_is_under_its_cursor",
            "the_help_explains_the_marks",
        ],
        &["snapshots__help_80x24"],
    ),
    (
        "The palette finds a command by its letters, and the latest first",
        &["the_palette_finds_a_command_and_does_it", "the_palette_is_fuzzy_and_remembers"],
        &["snapshots__palette_80x24"],
    ),
    (
        "Undo instead of are-you-sure; it works by event, whatever others did",
        &[
            "undo_and_redo_go_back_and_forth",
            "undo_works_by_event_and_not_by_place",
            "an_undo_meets_the_limits_and_can_be_tried_again",
            "undoing_everything_goes_back_to_the_start",
            "leaving_asks_only_when_something_could_be_lost",
        ],
        &[],
    ),
    (
        "Others' changes appear by themselves, the cursor stays on its card, and who did what is marked",
        &[
            "others_changes_appear_by_themselves",
            "saves_of_others_in_six_styles_come_to_the_screen",
            "the_cursor_stays_on_its_card_when_others_change_the_board",
            "many_changes_are_summed_up_and_each_card_says_what_was_done",
            "what_happened_is_listed_and_leads_on",
        ],
        &[],
    ),
    (
        "Metrics where people look: line, pane with tabs, full screen, a number beside every picture",
        &[
            "the_view_changes",
            "tabs_are_turned",
            "the_cursor_names_the_card_and_leads_to_it",
            "any_keys_in_the_measures",
        ],
        &["snapshots__metrics_pane_120x40", "snapshots__metrics_full_80x24"],
    ),
    (
        "Ageing is visible on the board: a mark and a word, not only a colour",
        &["the_marks_of_age_come_from_the_measures"],
        &["look__promise_120x40"],
    ),
    (
        "Time travel: by event, day and week; the measures follow; back to where you were",
        &[
            "events_are_gone_through_one_by_one_and_now_is_as_it_was",
            "days_and_weeks_end_where_the_board_lives",
            "measures_are_those_of_the_moment",
            "who_comes_back_finds_everything_where_it_was",
            "nothing_is_changed_in_the_past_and_it_says_so",
        ],
        &[],
    ),
    (
        "Detail: Markdown, checklist with progress, links, parts, due day, the journey with times",
        &[
            "the_cursor_goes_round_and_ticks",
            "links_are_opened_on_request_only_and_only_links_are",
            "a_card_is_made_part_of_another_and_gone_to_and_fro",
        ],
        &["snapshots__detail_80x24", "snapshots__parts_detail_120x40"],
    ),
    (
        "The form has every field; days are said in words; words the board knows are offered",
        &[
            "all_fields_are_filled_in_and_are_one_step_of_undo",
            "a_due_day_is_said_in_words_and_told_back_while_typed",
            "words_are_offered_and_taken_with_tab_and_arrows",
            "a_form_that_is_left_is_kept_for_the_next_one_on_that_card",
        ],
        &["snapshots__form_120x40"],
    ),
    (
        "The whole card in $EDITOR and back, nothing typed is lost",
        &[
            "the_editor_gets_the_whole_card_and_only_what_it_changed_is_recorded",
            "a_mistake_is_told_with_its_line_and_nothing_typed_is_lost",
            "an_editor_gets_the_terminal_and_every_key",
        ],
        &[],
    ),
    (
        "Filter by letters and terms, hidden or receding, saved under a name; a card by its id",
        &[
            "every_term_finds_its_cards",
            "mistakes_are_told_while_typing_and_are_not_taken",
            "what_does_not_fit_is_hidden_or_recedes",
            "filters_are_saved_under_a_name_and_taken_again",
            "a_card_is_gone_to_by_its_id_or_its_title",
        ],
        &["snapshots__filter_80x24"],
    ),
    (
        "Several cards at once meet the limit card by card, and what was refused is said",
        &[
            "several_cards_move_as_far_as_the_limits_let_them",
            "one_step_of_undo_takes_all_of_it_back",
            "what_was_refused_is_forced_with_one_reason_where_the_board_allows_it",
            "several_cards_keep_to_the_limits",
        ],
        &[],
    ),
    (
        "The board is changed on screen, each change an event that undo takes back",
        &[
            "a_column_is_renamed_and_gets_a_limit",
            "columns_change_places",
            "a_column_with_cards_is_removed_after_a_question_and_stays_in_sight",
            "policies_are_agreed_on",
        ],
        &[],
    ),
    (
        "Several boards in tabs, recent ones in the picker, nothing lost on the way",
        &[
            "each_board_keeps_its_cursor_its_filter_and_its_undo",
            "edits_on_both_boards_are_saved_however_quickly_they_are_switched",
            "the_picker_tells_what_is_known_and_then_what_was_found",
        ],
        &[],
    ),
    (
        "Three densities, lanes, folded columns, zoom, any number of columns on any width",
        &[
            "density_goes_round_and_says_so",
            "lanes_go_by_what_cards_have_in_common",
            "expedited_cards_have_a_lane_of_their_own",
            "a_folded_column_shows_no_card_and_can_be_passed",
            "what_is_seen_is_what_is_hit",
        ],
        &["look__lanes_by_class_120x40", "look__folded_80x24"],
    ),
    (
        "Colour is never alone: symbol, word, colour; NO_COLOR keeps the cursor; contrast and colour blindness",
        &[
            "without_colours_nothing_is_lost",
            "no_color_means_none_and_the_cursor_is_still_seen",
            "a_theme_with_a_background_fills_the_screen_and_can_be_changed",
        ],
        &["snapshots__ascii"],
    ),
    (
        "Width by what people see; one column below 60; a calm message below 20x6; never a panic",
        &["nothing_panics", "any_keys_on_any_board"],
        &["snapshots__board_40x12"],
    ),
    (
        "Mouse: click, wheel, drag with a mark that says full; one key leaves it to the terminal",
        &[
            "a_click_selects_and_two_open",
            "a_full_column_says_so_before_and_after",
            "the_wheel_turns_what_is_under_the_pointer",
            "the_border_of_the_pane_is_dragged",
            "the_mouse_is_left_to_the_terminal_and_taken_again",
            "a_card_is_dragged_by_escape_sequences_and_saved",
        ],
        &[],
    ),
    (
        "Terminal manners: taken and given back, panic, Ctrl-Z, sizes, paste, slow lines, tmux, dumb terminals",
        &[
            "the_terminal_is_taken_and_given_back",
            "a_panic_gives_the_terminal_back_before_it_speaks",
            "it_stops_for_the_shell_and_comes_back",
            "a_storm_of_sizes_ends_with_the_right_screen",
            "a_paste_is_text_and_never_commands",
            "over_a_slow_line_the_screen_does_not_fall_behind",
            "a_dumb_terminal_gets_lines_and_no_sequences",
            "it_lives_in_tmux",
            "an_idle_screen_takes_no_time",
            "a_key_sends_no_more_than_what_changes",
            "who_looks_elsewhere_hears_of_a_pulled_cord_once",
        ],
        &[],
    ),
    (
        "A screen reader gets the board in plain lines",
        &["the_board_is_told_with_every_state_in_words", "lines_go_in_and_lines_come_out"],
        &[],
    ),
    (
        "The person's settings: every mistake at once, with its line",
        &[
            "every_mistake_is_told_at_once_and_none_of_the_file_is_in_force",
            "the_example_is_a_file_of_settings",
        ],
        &[],
    ),
    (
        "First run teaches: keys in the columns, a welcome, a tutorial",
        &[
            "where_there_is_no_board_a_welcome_teaches",
            "every_lesson_is_done_by_what_it_says_and_by_nothing_less",
            "a_board_is_made_from_nothing",
        ],
        &["snapshots__empty_board_80x24", "snapshots__welcome_80x24"],
    ),
    ("Doors for people who show bugs: --print, --keys, --size", &["keys_are_typed_first"], &[]),
    (
        "On exit the flow report is printed",
        &["the_report_is_printed_on_the_way_out", "without_a_report_nothing_is_printed"],
        &[],
    ),
    (
        "Text from the file is data",
        &["no_screen_shows_what_a_hostile_board_says", "no_layer_and_no_tab_sends_what_a_hostile_board_says"],
        &[],
    ),
];

fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_promise_is_held_by_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut text = String::new();
    sources(&root, &mut text);
    let mut missing = Vec::new();
    for (promise, tests, screens) in PROMISES {
        assert!(!tests.is_empty(), "{promise}");
        let there = |test: &&&str| text.contains(&format!("fn {test}("));
        missing.extend(tests.iter().filter(|test| !there(test)).map(|test| format!("{promise}: {test}")));
        for screen in *screens {
            let file = root.join("screens/snapshots").join(format!("it__screens__{screen}.snap"));
            if !file.exists() {
                missing.push(format!("{promise}: {}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
