//! Stories of the board's own settings: columns, stages, classes, people and policies, changed on
//! screen. The board of a story is the one behind the settings.

use andon::board::{AtLimit, Board, Change, Fields, Id, Subject, WipLimit};
use andon::tui::app::App;
use andon::tui::command::Context;
use andon::tui::layer::{Ask, Layer};
use andon::tui::message::Message;
use andon::tui::settings::{Register, Section};

use crate::tui_story::{Story, board};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn at(app: &App) -> (Section, Subject, Register) {
    let settings = app.settings().expect("the settings are open");
    let (subject, register) = settings.at.clone().expect("the cursor is on something");
    (settings.section, subject, register)
}

/// A story with a row that names the board, as every board made by andon has.
fn named(text: &str) -> Story {
    let fields = Fields { name: Some("Team".into()), ..Fields::default() };
    board(text).given(Change::Set { subject: Subject::Board(id("b1")), fields })
}

/// The prompt is still there, and says this.
#[track_caller]
fn refused(story: Story, words: &str) -> Story {
    story.shows(|layer| {
        matches!(layer, Layer::Prompt(prompt) if prompt.error.as_deref().is_some_and(|error| error.contains(words)))
    })
}

#[test]
fn the_settings_open_on_the_column_of_the_cursor() {
    let story = board("todo: A | doing: B* | done:").keys(",");
    assert_eq!(at(&story.app), (Section::Columns, Subject::Column(id("doing")), Register::Name));
    assert_eq!(Context::of(&story.app), Context::Settings);
    story.keys("<Esc>").bare().is("todo: A | doing: B* | done:");
}

#[test]
fn the_cursor_goes_through_rows_values_and_sections() {
    let story = named("todo: | doing: | done:").keys(",jl");
    assert_eq!(at(&story.app).1, Subject::Column(id("doing")));
    assert_eq!(at(&story.app).2, Register::Kind);
    let story = story.keys("Gll");
    assert_eq!(at(&story.app), (Section::Columns, Subject::Column(id("done")), Register::Stage));
    let story = story.keys("gghh<PageDown><C-u>2j");
    assert_eq!(at(&story.app).1, Subject::Column(id("done")));
    let story = story.keys("<Left><Up><Right><Down><Home><End>");
    assert_eq!(at(&story.app).1, Subject::Column(id("done")));
    let story = story.keys("<S-Tab>");
    assert_eq!(at(&story.app), (Section::Policies, Subject::Board(id("b1")), Register::Name));
    let story = story.keys("<Tab>]<Tab>]<Tab>[<S-Tab>");
    assert_eq!(story.app.settings().unwrap().section, Section::Classes);
}

#[test]
fn a_column_is_renamed_and_gets_a_limit() {
    let story = board("todo: A | doing: B | done:").keys(",j<Enter><C-u>In work<Enter>");
    let story = story.is("todo: A* | In work: B | done:").says("called In work");
    let story = story.keys("ll<Enter>2<Enter>").is("todo: A* | In work(2): B | done:");
    let story = story.keys("<Enter><C-u><Enter>").is("todo: A* | In work: B | done:");
    assert_eq!(story.committed.len(), 3, "each change is a row");
    // Each is one step of undo, without leaving the settings.
    let story =
        story.keys("u").is("todo: A* | In work(2): B | done:").keys("uu").is("todo: A* | doing: B | done:");
    story.keys("UUU").is("todo: A* | In work: B | done:");
}

#[test]
fn a_value_that_cannot_be_is_refused_as_on_the_command_line() {
    let limit = "'0' is no limit: a limit is a number from 1 to 65535, or none";
    let story = refused(board("todo: A* | done:").keys(",ll<Enter>0<Enter>"), limit);
    assert!(story.committed.is_empty());
    refused(board("todo: A* | done:").keys("Wmany<Enter>"), "'many' is no limit");
    refused(board("todo: A* | done:").keys(",<Enter><C-u> <Enter>"), "a name may not be empty");
    let policies = |keys: &str| named("todo: A* | done:").keys(&format!(",<S-Tab>{keys}"));
    refused(policies("jjj<Enter>8d<Enter>"), "'8d' is no service level expectation");
    refused(policies("4j<Enter><C-u>Berlin<Enter>"), "there is no time zone 'Berlin'");
    refused(policies("adebt<Enter>"), "give a name and a number");
    refused(policies("adebt 101<Enter>"), "'101' cannot be");
}

#[test]
fn the_limit_of_the_column_is_one_line_away() {
    let story =
        board("todo: A, B* | doing: | done:").keys("W3<Enter>").bare().is("todo(3): A, B* | doing: | done:");
    let story = story.keys("W<C-u>1<Enter>").is("todo(1): A, B* | doing: | done:");
    let story = story.says("It holds 2 cards: they stay");
    let story = story.keys("W<C-u><Enter>").is("todo: A, B* | doing: | done:").keys("uuu");
    story.is("todo: A, B* | doing: | done:").keys("W<Enter>").bare();
}

#[test]
fn a_column_is_added_behind_the_one_under_the_cursor() {
    let story = board("todo: A* | doing: | done:").keys(",jaIn review<Enter>");
    let story = story.is("todo: A* | doing: | In review: | done:").says("added the column In review");
    assert_eq!(at(&story.app), (Section::Columns, Subject::Column(id("in-review")), Register::Kind));
    let story = story.keys("<Enter>queue<Enter>");
    let column = story.app.board.find_column(id("in-review")).unwrap();
    assert_eq!(story.app.board.column(column).kind.word(), "queue");
    let story = story.keys("u").keys("u").is("todo: A* | doing: | done:").keys("U");
    story.is("todo: A* | doing: | In review: | done:");
}

#[test]
fn columns_change_places() {
    let story = board("todo: A* | doing: B | done:").keys(",J").is("doing: B | todo: A* | done:");
    assert_eq!(story.committed.len(), 1, "only the column that moved is spoken of");
    assert_eq!(at(&story.app).1, Subject::Column(id("todo")), "the cursor goes along");
    let story = story.keys("J").is("doing: B | done: | todo: A*").keys("J").says("todo is the last column");
    let story = story.keys("2K").is("todo: A* | doing: B | done:").keys("K").says("todo is the first column");
    story.keys("uuu").is("todo: A* | doing: B | done:");
    board("todo: A* | done:").expedite().keys(",<Tab><Tab>J").says("only columns stand in an order");
}

#[test]
fn a_column_with_cards_is_removed_after_a_question_and_stays_in_sight() {
    let ask = |words: &'static str| move |layer: &Layer| matches!(layer, Layer::Confirm(confirm) if confirm.question.contains(words));
    let story = board("todo: A* | doing: B, C | done:").keys(",jx");
    let story =
        story.shows(ask("doing holds 2 cards. They stay in sight, in \u{201c}(removed) doing\u{201d}"));
    let story =
        story.keys("n").is("todo: A* | doing: B, C | done:").keys("xy").says("removed the column doing");
    let story = story.is("todo: A* | doing: B, C | done:");
    assert!(story.app.board.columns().iter().any(|column| column.gone));
    let story = story.keys("x").says("removed already").keys("u").says("undone");
    assert!(story.app.board.columns().iter().all(|column| !column.gone));
    // Without cards it goes at once; the only one that delivers is asked about.
    let story = board("todo: A* | doing: | done:").keys(",jx").is("todo: A* | done:").keys("u");
    story.is("todo: A* | doing: | done:").keys("Gx").shows(ask("nothing can be finished then"));
    board("todo: A*").keys(",x").says("todo is the last column").is("todo: A*");
}

#[test]
fn nothing_goes_into_a_removed_column_and_it_goes_with_its_last_card() {
    let story = board("todo: A | doing: B* | done:").keys(",xy<Esc>");
    let story = story.keys("hL").says("there is no column").keys("lL").is("todo: A | done: B*");
    story.keys("u").is("todo: A | doing: B* | done:");
}

#[test]
fn stages_are_made_of_columns() {
    let story = board("todo: A* | doing: | test: | done:").keys(",<Tab>aDevelopment<Enter>");
    assert_eq!(at(&story.app), (Section::Stages, Subject::Stage(id("development")), Register::Limit));
    let story = story.keys("<Enter>4<Enter>ll<Enter>doing<Enter><Enter>test<Enter>");
    let board = &story.app.board;
    let stage = board.stages()[0].clone();
    assert_eq!((stage.wip, &*stage.name), (WipLimit::new(4), "Development"));
    let members = board.columns().iter().filter(|column| column.stage == Some(stage.id)).count();
    assert_eq!(members, 2);
    // In the columns' section a column chooses its stage.
    let story = story.keys("<S-Tab>jlll<Enter>no stage<Enter>");
    let doing = |board: &Board| board.column(board.find_column(id("doing")).unwrap()).stage;
    assert_eq!(doing(&story.app.board), None);
    let story = story.keys("<Tab>x").says("its columns stay");
    assert!(story.app.board.stages().is_empty());
    let story = story.keys("u");
    assert_eq!(story.app.board.stages().len(), 1);
    let story = story.keys("5u");
    let story = story.keys("uuuu").says("undone");
    assert!(story.app.board.stages().is_empty(), "a stage that was added goes");
}

#[test]
fn a_class_has_a_limit_and_a_right_of_way() {
    let story = board("todo: A* | done:").keys(",<Tab><Tab>aExpedite<Enter><Enter>1<Enter>l<Enter>");
    let class = story.app.board.classes()[0].clone();
    assert_eq!((class.wip, class.expedite), (WipLimit::new(1), true));
    let story = story.keys("<Enter>").says("waits its turn").keys("u").keys("<Esc>cexp<Enter>,<Tab><Tab>x");
    let story = story.says("1 card is of the class Expedite");
    let story = story.keys("<Esc>u,<Tab><Tab>x").says("removed the class Expedite");
    assert!(story.app.board.classes().is_empty());
    assert_eq!(story.keys("u").app.board.classes().len(), 1);
}

#[test]
fn people_have_limits_of_their_own_or_everyone_elses() {
    let people = ",<Tab><Tab><Tab>";
    let story = named("todo: A* | done:").keys("@maria<Enter>").keys(people);
    let story = story.keys("<Enter>3<Enter>").sees(|app| app.board.person_limit() == WipLimit::new(3));
    let story = story.keys("j<Enter>2<Enter>").says("@maria: limit 2");
    let story = story.keys("ajon 1<Enter>").sees(|app| app.board.people().len() == 2);
    assert_eq!(at(&story.app).1, Subject::Person("jon".into()));
    let story = story.keys("x").says("@jon: no limit").keys("u");
    story.sees(|app| app.board.people().iter().any(|person| &*person.name == "jon" && person.wip.is_some()));
}

#[test]
fn policies_are_agreed_on() {
    let story = named("todo: A* | done:").keys(",<S-Tab>");
    let story = story.keys("<Enter><C-u>Payments<Enter>").sees(|app| app.board.name() == "Payments");
    let story = story.keys("j<Enter>").sees(|app| app.board.at_limit() == AtLimit::Reason);
    let story = story.keys("<Enter>").sees(|app| app.board.at_limit() == AtLimit::Refuse);
    let story = story.keys("x").says("every board has one");
    let story = story.keys("j<Enter>9<Enter>").sees(|app| app.board.board_limit() == WipLimit::new(9));
    let story = story.keys("j<Enter>85% 8d<Enter>").sees(|app| app.board.sle().is_some());
    let story = story.keys("x").sees(|app| app.board.sle().is_none()).keys("x").says("nothing to take away");
    let story =
        story.keys("j<Enter><C-u>Europe/Berlin<Enter>").sees(|app| app.board.zone_name() == "Europe/Berlin");
    let story = story.keys("adebt 20<Enter>").sees(|app| app.board.work_targets().len() == 1);
    let story = refused(story.keys("afeature 81<Enter>"), "add up to 101 %").keys("<Esc>");
    let story = story.keys("x").sees(|app| app.board.work_targets().is_empty());
    story.keys("<Esc>").bare();
}

#[test]
fn numbers_are_raised_and_lowered() {
    let story =
        board("todo: A* | done:").keys(",ll+").is("todo(1): A* | done:").keys("3+").is("todo(4): A* | done:");
    let story = story.keys("2-").is("todo(2): A* | done:").keys("9-").says("no number is below 1");
    story.keys("h+").says("kind is no number");
}

#[test]
fn what_others_say_meanwhile_is_not_taken_back() {
    let story = board("todo(3): A* | doing: | done:")
        .keys(",ll<Enter><C-u>4<Enter>")
        .is("todo(4): A* | doing: | done:");
    let mut theirs = Board::clone(&story.app.board);
    let fields = Fields { wip: Some(WipLimit::new(2)), ..Fields::default() };
    story.by_other(&mut theirs, "jon", Change::Set { subject: Subject::Column(id("todo")), fields });
    let gone = Fields { gone: Some(true), ..Fields::default() };
    story.by_other(&mut theirs, "jon", Change::Set { subject: Subject::Column(id("doing")), fields: gone });
    let saved = Message::Saved { board: Some(Box::new(theirs)), refusals: vec![None] };
    let story = story.then(saved).is("todo(2): A* | done:");
    assert_eq!(at(&story.app), (Section::Columns, Subject::Column(id("todo")), Register::Limit));
    let story = story.keys("u").says("jon changed it since").is("todo(2): A* | done:");
    story.keys("u").says("nothing was changed in this session");
}

#[test]
fn a_board_that_cannot_be_written_says_so() {
    let story = board("todo: A* | done:").keys(",ll");
    let file = story.app.board.clone();
    let message =
        Message::Reloaded { board: Box::new(Board::clone(&file)), read_only: Some("not yours".to_owned()) };
    let story = story.then(message);
    story
        .keys("<Enter>")
        .says("this board is read-only")
        .keys("a")
        .says("read-only")
        .keys("+")
        .says("read-only");
    board("todo:").keys(",<Tab><Tab><Enter>").keys("x").bare_of_questions();
}

impl Story {
    /// Nothing is asked.
    fn bare_of_questions(self) {
        let asks =
            |layer: &Layer| matches!(layer, Layer::Prompt(prompt) if !matches!(prompt.ask, Ask::Filter(_)));
        assert!(!self.app.layers.iter().any(asks));
    }
}

#[test]
fn a_column_and_a_stage_say_when_a_card_is_done() {
    let story = board("todo: A* | done:").keys(",lllll<Enter>tests are green<Enter>");
    let said = |app: &App| app.board.columns()[0].done_when.to_string();
    assert_eq!(said(&story.app), "tests are green");
    let story = story.keys("<Enter><C-u><Enter>");
    assert_eq!(said(&story.app), "");
    assert_eq!(said(&story.keys("u").app), "tests are green");
}
