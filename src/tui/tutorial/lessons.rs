//! The lessons, in their order.

use super::Start;
use crate::board::Card;
use crate::tui::app::App;
use crate::tui::pane::PaneSize;

/// A lesson.
#[derive(Debug)]
pub struct Lesson {
    /// What it is about, in a word or two.
    pub title: &'static str,
    /// What to do, in one or two sentences; `{undo}` stands for the key of the command of that name.
    pub text: &'static str,
    /// True when it was done, given how things were when it began.
    pub done: fn(&App, &Start) -> bool,
    /// What is said then.
    pub praise: &'static str,
}

const DOING: usize = 1;
const DONE: usize = 2;

/// Every lesson there is. The last one only says how to go on.
pub static LESSONS: &[Lesson] = &[
    Lesson {
        title: "Look around",
        text: "A column is a step of work, a card a piece of it. Go to the column Doing with {right} and see what is \
               there; {left} goes back, {down} and {up} go from card to card. The arrow keys do the same.",
        done: |app, start| app.selection.column != start.selection.column,
        praise: "That is all it takes to get around.",
    },
    Lesson {
        title: "Pull a card",
        text: "There is room in Doing: one card of at most two. Go to a card in To do and pull it there with \
               {move-right}. Nobody pushes work on you: you pull it when you have room.",
        done: |app, start| start.more_in(app, DOING),
        praise: "Pulled. Doing is FULL now: two of two.",
    },
    Lesson {
        title: "Meet the limit",
        text: "Try it: go to another card in To do and pull that one as well, with {move-right}. It will be \
               refused. That is the point.",
        done: |app, _| app.refused.is_some(),
        praise: "Refused, in words: who fills the column, and what to do.",
    },
    Lesson {
        title: "Finish before you start",
        text: "A limit makes people finish what they began. Go to a card in Doing and move it on to Done, \
               with {move-right}.",
        done: |app, start| start.more_in(app, DONE),
        praise: "Done, and there is room again. So work flows.",
    },
    Lesson {
        title: "Say that it is stuck",
        text: "The other card in Doing waits for a spare part. Go there, press {block}, say what it waits for, and \
               take it with {accept}: everybody sees it then, and for how long.",
        done: |app, start| {
            let blocked = |card: &&Card| card.block().is_some();
            app.board.cards().filter(blocked).count() > start.board.cards().filter(blocked).count()
        },
        praise: "Blocked, since now and for that reason. {block} again will say that it goes on.",
    },
    Lesson {
        title: "Ask how it flows",
        text: "Every move was recorded, and three weeks before you. {metrics} shows more of the measures each time: \
               press it until they fill the screen.",
        done: |app, start| app.metrics.size == PaneSize::Full && start.size != PaneSize::Full,
        praise: "How long things take, how many finish, where they wait: measured, not guessed.",
    },
    Lesson {
        title: "Nothing is lost",
        text: "{back} brings the board back. And then, whatever you did: {undo} takes it back.",
        done: |app, _| !app.future.is_empty(),
        praise: "Taken back. There are no questions before, because there is this.",
    },
    Lesson {
        title: "That was it",
        text: "{help} lists all keys and explains the marks, {palette} finds a command by its name. Play on as you \
               like: this board is thrown away. {quit} leaves; andon init makes a board of your own.",
        done: |_, _| false,
        praise: "",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::named;

    #[test]
    fn lessons_name_commands_there_are_and_are_short() {
        for (nth, lesson) in LESSONS.iter().enumerate() {
            for name in lesson.text.split('{').chain(lesson.praise.split('{')).skip(1) {
                if let Some((name, _)) = name.split_once('}') {
                    assert!(named(name).is_some(), "{}: {name}", lesson.title);
                }
            }
            assert!(
                lesson.text.chars().count() < 230 && lesson.praise.chars().count() < 80,
                "{}",
                lesson.title
            );
            assert_eq!(lesson.praise.is_empty(), nth + 1 == LESSONS.len());
        }
    }
}
