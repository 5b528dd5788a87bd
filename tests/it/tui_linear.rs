//! The board in plain lines: what is told, what a typed line does, what is announced.

use std::io::Write as _;
use std::process::Stdio;

use andon::board::{Board, Change};
use andon::tui::linear::{dialogue, words};
use andon::tui::message::{Effect, Message};

use crate::cli::Place;
use crate::tui_story::{Story, board, line};

/// Types lines, as a person would.
fn types(mut story: Story, lines: &str) -> (Story, Vec<String>) {
    let mut said = Vec::new();
    for line in lines.split('\n') {
        story.now = story.now.plus_ms(1000);
        let answer = dialogue::hear(&mut story.app, line, story.now);
        said = answer.said;
        story.effects = answer.effects;
    }
    (story, said)
}

const BOARD: &str = "todo: Apple*, Banana | doing(1): Cherry | done: Plum";

#[test]
fn each_line_does_what_its_key_would_and_is_answered() {
    for (lines, is, last) in [
        ("down", BOARD, "2 of 2 in todo: "),
        ("right", BOARD, "1 of 1 in doing: "),
        ("move right", BOARD, "Refused. Doing is full (1 of 1)"),
        ("right\nmove right", "todo: Apple, Banana | doing(1): | done: Cherry, Plum", "Moved "),
        ("right\nmove right\nundo", "todo: Apple, Banana | doing(1): Cherry | done: Plum", "Undone: moved "),
        ("move to 3", "todo: Banana | doing(1): Cherry | done: Apple, Plum", "Moved "),
        ("move to\ndone", "todo: Banana | doing(1): Cherry | done: Apple, Plum", "Moved "),
        ("move to\n", BOARD, "Nothing was changed."),
        ("move to\nnowhere", BOARD, "Type a number or a name; an empty line goes back."),
        ("edit the title Quince", "todo: Quince, Banana | doing(1): Cherry | done: Plum", "Renamed "),
        ("edit the title\nQuince", "todo: Quince, Banana | doing(1): Cherry | done: Plum", "Renamed "),
        ("edit the title\n", BOARD, "Nothing was changed."),
        ("delete", "todo: Banana | doing(1): Cherry | done: Plum", "1 of 1 in todo: "),
        ("delete it all", BOARD, "Delete takes no more words; nothing was done."),
        ("down 1", BOARD, "2 of 2 in todo: "),
        ("zz top", BOARD, "There is no command zz top."),
        ("J", "todo: Banana, Apple | doing(1): Cherry | done: Plum", ""),
        ("2 down", BOARD, "There is no command 2 down."),
        ("last card", BOARD, "2 of 2 in todo: "),
        ("undoo", BOARD, "There is no command undoo. Did you mean undo?"),
        ("restore", BOARD, "Not possible. Restore: no card was deleted or archived."),
        ("", BOARD, ""),
    ] {
        let (story, said) = types(board(BOARD), lines);
        let told = said.join("\n");
        assert_eq!(line(&story.app.board), is.replace('*', ""), "{lines:?} says {told}");
        let begins = said.iter().any(|said| said.starts_with(last));
        assert!(begins || last.is_empty(), "{lines:?} says {told:?}, not {last:?}");
        assert!(story.app.layers.is_empty() || told.contains("goes back"), "{lines:?} leaves {told}");
    }
}

#[test]
fn questions_are_asked_in_words_and_answered_by_a_line() {
    let (story, said) = types(board(BOARD), "block");
    assert!(said[0].starts_with("Why is ") && said[0].ends_with("blocked?"), "{said:?}");
    let (story, said) = types(story, "the bank is closed");
    assert!(said[0].starts_with("Blocked "), "{said:?}");
    let id = story.app.board.short_id(story.card("Apple").id());
    let (story, said) = types(story, &format!("last column\ncard {id}"));
    assert!(said[0].starts_with("1 of 2 in todo: "), "{said:?}");
    assert!(said[0].contains("Blocked for less than a minute: the bank is closed."), "{said:?}");
    // Names are emptied with a stroke.
    let (story, _) = types(story, "assign maria, jon\nwhere");
    assert!(words::card(&story.app, story.card("Apple")).contains("On it: maria, jon."));
    let (story, said) = types(story, "assign");
    assert!(said.iter().any(|said| said.contains("Now it is: maria, jon.")), "{said:?}");
    let (story, _) = types(story, "-");
    assert!(!words::card(&story.app, story.card("Apple")).contains("On it"));
}

#[test]
fn the_board_is_told_with_every_state_in_words() {
    let (mut story, _) = types(board(BOARD), "block waiting\nandon cord no door\nright");
    let told = words::board(&story.app);
    assert_eq!(told[0], "Board andon: 3 columns, 4 cards, 3 in process.");
    assert_eq!(told[1], "Column 1 of 3: todo, waiting: 2 cards.");
    assert!(
        told[2].contains("Andon cord pulled by maria: no door, nobody came yet. Blocked for"),
        "{told:?}"
    );
    assert_eq!(told[4], "Column 2 of 3: doing, work: 1 card, at most 1, full.");
    assert!(told.iter().all(|line| line.is_ascii()), "{told:?}");
    (story, _) = types(story, "filter is:blocked");
    assert_eq!(words::board(&story.app).len(), 1 + 1 + 3 + 1);
}

#[test]
fn reading_layers_are_told_and_others_say_that_they_need_the_screen() {
    let (story, said) = types(board(BOARD), "open");
    assert!(
        said[0].contains("Apple") && said.iter().any(|said| said.contains("jon: added to todo")),
        "{said:?}"
    );
    assert!(story.app.layers.is_empty());
    let (story, said) = types(story, "edit the fields");
    assert!(said[0].starts_with("That needs the screen"), "{said:?}");
    assert!(story.app.layers.is_empty());
    let (story, said) = types(story, "help cord");
    assert!(said.len() > 1 && said.iter().all(|said| said.to_lowercase().contains("cord")), "{said:?}");
    let (_, said) = types(story, "quit");
    assert!(said.is_empty());
}

#[test]
fn help_speaks_of_names_and_what_needs_a_screen_says_so() {
    let (mut story, said) = types(board(BOARD), "help");
    assert!(said.iter().all(|said| !said.contains(['{', '`'])), "{said:#?}");
    assert!(said.iter().any(|said| said.contains("down 3 goes three down")), "{said:#?}");
    for line in ["time travel", "Metrics", "zoom", "what happened", "fold the column"] {
        assert!(!said.iter().any(|said| said.starts_with(&format!("{line}:"))), "{line}");
        let (now, said) = types(story, line);
        assert!(said.len() == 1 && said[0].contains("is for the screen"), "{line}: {said:?}");
        assert!(now.app.layers.is_empty() && now.app.travel.is_none(), "{line}");
        story = now;
    }
    // What it would have stood in the way of goes on.
    let (story, _) = types(story, "move to done");
    assert_eq!(line(&story.app.board), "todo: Banana | doing(1): Cherry | done: Apple, Plum");
}

#[test]
fn what_others_do_is_announced() {
    let mut story = board(BOARD);
    let mut other = Board::clone(&story.app.board);
    let card = story.card("Banana").id();
    story.by_other(&mut other, "jon", Change::Block { card, why: "no door".to_owned() });
    let message = Message::Reloaded { board: Box::new(other), read_only: None };
    let answer = dialogue::happened(&mut story.app, message, story.now);
    assert_eq!(answer.said.len(), 1, "{answer:?}");
    assert!(
        answer.said[0].starts_with("News. Jon: ") && answer.said[0].contains("blocked: no door"),
        "{answer:?}"
    );
    assert!(!answer.effects.contains(&Effect::Quit));
}

#[test]
fn what_is_delivered_is_told_in_short_and_in_full_on_request() {
    let titles: Vec<String> = (0..9).map(|nth| format!("Plum{nth}")).collect();
    let (story, _) = types(board(&format!("todo: Apple* | done: {}", titles.join(", "))), "where");
    let told = words::board(&story.app);
    // The board; two columns; a card; five cards, and the rest.
    assert_eq!(told.len(), 1 + 2 + 1 + 5 + 1, "{told:?}");
    assert_eq!(told.last().unwrap(), "  And 4 more cards: go there, and type column.");
    let (_, said) = types(story, "last column\ncolumn");
    assert_eq!(said.len(), 1 + 9, "{said:?}");
}

/// The whole program, through a pipe.
#[test]
fn lines_go_in_and_lines_come_out() {
    let place = Place::team();
    let mut child = place
        .command(&["--linear", "--no-report"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "where\nadd Call the bank\nright\nmove to Backlog\nfly\n";
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && err.is_empty(), "{out}{err}");
    assert!(out.starts_with("Board Team: 4 columns, 4 cards, 2 in process.\n"), "{out}");
    for said in [
        "Column 3 of 4: Development: Doing, work: 1 card, at most 1, full.",
        "Blocked for 5 days: the bank's sandbox is down. On it: jon.",
        "1 of 1 in Backlog: bbbb Dark mode.",
        "There is no command fly.",
    ] {
        assert!(out.contains(said), "{said} is not in\n{out}");
    }
    assert!(!out.contains('\u{1b}') && !out.contains("andon>"), "{out}");
    let list = place.ok(&["list"]);
    assert!(list.contains("Call the bank"), "{list}");
}

#[test]
fn without_a_board_it_says_what_to_do() {
    let answer = Place::empty().andon(&["--linear"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(answer.out, "There is no board here. Type andon init in the shell to make one.\n");
}
