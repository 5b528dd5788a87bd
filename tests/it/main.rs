//! The integration tests, one binary.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may unwrap and print")]

mod archive_cli;
mod archive_file;
mod archive_flow;
mod archive_merges;
mod archive_support;
mod board_laws;
mod board_of;
mod board_past;
mod board_settings;
mod cli;
mod cli_change;
mod cli_check;
mod cli_config;
mod cli_cord;
mod cli_diff;
mod cli_doctor;
mod cli_exit;
mod cli_hostile;
#[cfg(unix)]
mod cli_init;
mod cli_lists;
mod cli_new;
mod cli_policy;
mod cli_read;
mod cli_report;
mod cli_resolve;
mod constraint_hits;
mod constraint_lines;
mod constraint_oracle;
mod constraint_tables;
#[cfg(unix)]
mod escapes;
mod every_command;
mod every_key;
mod floors;
mod flow_absence;
mod flow_boards;
mod flow_cord;
mod flow_days;
mod flow_props;
mod flow_props_constraint;
mod flow_props_measures;
mod flow_props_pace;
mod flow_props_plain;
mod flow_props_reference;
mod flow_quality;
mod flow_tables;
mod flow_time;
mod flow_told;
mod git_acceptance;
mod git_batch;
mod git_clones;
mod git_ground;
mod git_merges;
mod git_pairs;
mod git_status;
mod git_support;
mod git_sync;
mod git_sync_places;
mod git_sync_race;
mod git_sync_refused;
mod git_treatment;
mod hostile;
#[cfg(unix)]
mod hostile_cli;
#[cfg(unix)]
mod hostile_tui;
mod jj_markers;
mod json_schema;
mod promises;
#[cfg(unix)]
mod pty;
mod readme_team;
mod report;
mod report_absent;
mod report_explain;
mod report_forms;
mod report_html;
mod report_props;
mod roads;
mod save_styles;
mod screens;
mod store_file;
mod store_laws;
mod store_processes;
mod store_support;
mod store_watch;
mod stories;
mod stories_boards;
mod stories_golden;
mod stories_little;
#[cfg(unix)]
mod traps;
mod tui_anything;
mod tui_anything_world;
mod tui_boards;
mod tui_cards;
mod tui_clicks;
mod tui_commands;
mod tui_cord;
mod tui_dialogs;
mod tui_editor;
mod tui_find;
mod tui_form;
mod tui_git;
mod tui_inside;
mod tui_keys;
#[cfg(unix)]
mod tui_line;
mod tui_linear;
mod tui_look;
#[cfg(unix)]
mod tui_manners;
mod tui_measures;
mod tui_mouse;
#[cfg(unix)]
mod tui_mouse_pty;
#[cfg(unix)]
mod tui_program;
mod tui_property;
mod tui_settings;
mod tui_several;
mod tui_story;
mod tui_sync;
#[cfg(unix)]
mod tui_terminal;
mod tui_travel;
mod tui_tutorial;
#[cfg(unix)]
mod tui_two_boards;
mod tui_versions;
#[cfg(unix)]
mod tui_watch;
mod value_stream;
