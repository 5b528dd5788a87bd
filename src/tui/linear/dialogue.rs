//! What a typed line means, and what is said in answer.
//!
//! The line goes the way of every key: through [`update`]. What would be drawn is said instead:
//! the line of news, the question of a prompt, the rows of a list.

use super::words;
use crate::board::Timestamp;
use crate::report::Report;
use crate::report::words::count;
use crate::tui::app::{App, Notice, Tone};
use crate::tui::command::{COMMANDS, Command, Context, Entry};
use crate::tui::keymap;
use crate::tui::layer::{Layer, Picker};
use crate::tui::message::{Effect, Message};
use crate::tui::update::update;

/// What an answer consists of.
#[derive(Debug, Default)]
pub struct Answer {
    /// Lines to say, in sentences.
    pub said: Vec<String>,
    /// What is to happen outside.
    pub effects: Vec<Effect>,
}

/// Commands that only change what a screen looks like, or whose answer is a screen.
const OF_SCREENS: [Command; 21] = [
    Command::Redraw,
    Command::Suspend,
    Command::NextTheme,
    Command::Symbols,
    Command::Palette,
    Command::EditText,
    Command::HideOrHighlight,
    Command::Density,
    Command::Lanes,
    Command::Fold,
    Command::UnfoldAll,
    Command::Zoom,
    Command::Metrics,
    Command::TallerPane,
    Command::LowerPane,
    Command::NextTab,
    Command::PreviousTab,
    Command::Mouse,
    Command::Travel,
    Command::Activity,
    Command::SkipLesson,
];

struct Dialogue<'a> {
    app: &'a mut App,
    now: Timestamp,
    answer: Answer,
}

/// Takes a typed line.
pub fn hear(app: &mut App, line: &str, now: Timestamp) -> Answer {
    let mut dialogue = Dialogue { app, now, answer: Answer::default() };
    dialogue.hear(line.trim());
    dialogue.answer
}

/// Takes something that happened: says what it means to who listens.
pub fn happened(app: &mut App, message: Message, now: Timestamp) -> Answer {
    let mut dialogue = Dialogue { app, now, answer: Answer::default() };
    dialogue.send(message);
    dialogue.answer
}

/// The question that waits for an answer, if one does.
pub fn question(app: &App) -> Vec<String> {
    match app.top() {
        Some(Layer::Prompt(prompt)) => {
            let mut said = vec![words::sentence(&prompt.title)];
            if !prompt.hint.is_empty() {
                said.push(format!("Type {}.", prompt.hint));
            }
            said.push(match prompt.input.text().as_str() {
                "" => "An empty line goes back.".to_owned(),
                now => format!("Now it is: {now}. An empty line leaves it so; a single - empties it."),
            });
            said
        }
        Some(Layer::Picker(picker)) => {
            let rows = (1..).zip(&picker.items).map(|(nth, item)| {
                let detail =
                    if item.detail.is_empty() { String::new() } else { format!(", {}", item.detail) };
                let not = item.unavailable.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
                format!("  {nth}: {}{detail}{not}", item.text)
            });
            let mut said = vec![words::sentence(&picker.title)];
            said.extend(rows);
            said.push("Type a number or a name; an empty line goes back.".to_owned());
            said
        }
        Some(Layer::Confirm(confirm)) => {
            vec![confirm.question.clone(), format!("Type yes to {}; anything else goes back.", confirm.then)]
        }
        _ => Vec::new(),
    }
}

impl Dialogue<'_> {
    fn hear(&mut self, line: &str) {
        match self.app.top() {
            Some(Layer::Prompt(_)) => self.answer_prompt(line),
            Some(Layer::Picker(_)) => self.answer_picker(line),
            Some(Layer::Confirm(_)) => {
                let yes = matches!(line.to_lowercase().as_str(), "y" | "yes");
                self.send(Message::Do(if yes { Command::Accept } else { Command::Back }, None));
            }
            _ => self.command(line),
        }
        self.settle();
    }

    /// Layers that are read and not answered have been said; nothing waits under them.
    fn settle(&mut self) {
        self.answer.said.extend(question(self.app));
        let answered = |layer: &Layer| {
            matches!(
                layer,
                Layer::Prompt(_)
                    | Layer::Picker(_)
                    | Layer::Confirm(_)
                    | Layer::Welcome(_)
                    | Layer::Broken(_)
            )
        };
        while self.app.top().is_some_and(|layer| !answered(layer)) {
            match self.app.top() {
                Some(Layer::Detail(detail)) => match self.app.board.card(detail.card) {
                    Some(card) => self.answer.said.extend(words::detail(self.app, card)),
                    None => self.say("This card is no longer in the file."),
                },
                _ => self
                    .say("That needs the screen; nothing was changed. Type help for what can be done here."),
            }
            let depth = self.app.layers.len();
            self.send(Message::Do(Command::Back, None));
            if self.app.layers.len() >= depth {
                break;
            }
        }
    }

    fn command(&mut self, line: &str) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (word.to_lowercase().as_str(), rest.trim()) {
            ("", _) => {}
            ("help", query) => self.help(query),
            ("where", "") => self.say(&words::place(self.app)),
            ("board", "") => self.answer.said.extend(words::board(self.app)),
            ("column", "") => self.answer.said.extend(words::whole_column(self.app)),
            ("report", "") => {
                let window = crate::flow::Window::last(self.app.metrics.window, self.now);
                let report = Report::of(&self.app.board, window, self.now);
                let text = crate::report::text(&report);
                self.answer.said.extend(text.lines().map(str::to_owned));
            }
            ("card", id) if !id.is_empty() => self.go_to(&id.to_lowercase()),
            _ => self.named(line),
        }
    }

    /// A command by its name, with what would be typed into its question, or how often.
    fn named(&mut self, line: &str) {
        if let Some(entry) = of_screens(line) {
            let text = format!("{} is for the screen; report tells how the work flows", entry.title);
            return self.say(&words::sentence(&text));
        }
        let Some((entry, rest)) = entry_of(line) else {
            let near = nearest(line).map_or_else(String::new, |title| format!(" Did you mean {title}?"));
            return self.say(&format!("There is no command {line}.{near} Type help for all of them."));
        };
        let before = (self.app.selection.clone(), self.app.layers.len());
        let filter = self.app.filter.text().to_owned();
        let times = rest.parse().ok();
        if !rest.is_empty() && times.is_none() && !self.would_ask(entry) {
            return self.say(&format!(
                "{} takes no more words; nothing was done.",
                words::sentence(entry.title).trim_end_matches('.')
            ));
        }
        self.send(Message::Do(entry.command, times));
        if !rest.is_empty() {
            match self.app.top() {
                Some(Layer::Prompt(_)) => self.answer_prompt(rest),
                Some(Layer::Picker(_)) => self.answer_picker(rest),
                _ => {}
            }
        }
        if self.app.filter.text() != filter && self.app.top().is_none() {
            let columns = self.app.board.display_order();
            let cards: usize = columns.iter().map(|column| self.app.len_in(*column)).sum();
            self.say(&format!("{} told now. Type board to hear them.", count(cards, "card")));
        }
        if self.app.selection != before.0 && self.app.layers.len() == before.1 {
            self.say(&words::place(self.app));
        }
    }

    /// Whether a command asks something, or says why it is not to be had: tried on a copy, as words
    /// after a command that asks nothing may have meant another one.
    fn would_ask(&self, entry: &Entry) -> bool {
        let mut copy = self.app.clone();
        let _ = update(&mut copy, Message::Do(entry.command, None), self.now);
        (entry.available)(self.app).is_err()
            || matches!(copy.top(), Some(Layer::Prompt(_) | Layer::Picker(_)))
    }

    fn answer_prompt(&mut self, line: &str) {
        if line.is_empty() {
            self.send(Message::Do(Command::Back, None));
            return self.say("Nothing was changed.");
        }
        for key in keymap::parse("<End><C-u>").unwrap_or_default() {
            self.send(Message::Key(key.into()));
        }
        if line != "-" {
            self.send(Message::Paste(line.to_owned()));
        }
        self.send(Message::Do(Command::Accept, None));
    }

    fn answer_picker(&mut self, line: &str) {
        let Some(Layer::Picker(picker)) = self.app.top() else { return };
        let chosen = row_of(picker, line);
        let selected = picker.selected;
        match chosen {
            _ if line.is_empty() => {
                self.send(Message::Do(Command::Back, None));
                self.say("Nothing was changed.");
            }
            Some(row) => {
                let (step, times) = if row < selected {
                    (Command::Previous, selected - row)
                } else {
                    (Command::Next, row - selected)
                };
                (0..times).for_each(|_| self.send(Message::Do(step, None)));
                self.send(Message::Do(Command::Accept, None));
            }
            None => self.say(&format!("{line} is none of these, or more than one.")),
        }
    }

    /// Puts the cursor on a card and says what it is.
    fn go_to(&mut self, id: &str) {
        let mut found = self.app.board.cards_with_prefix(id).filter(|card| card.on_board());
        let (first, more) = (found.next(), found.count());
        let Some((card, 0)) = first.map(|card| (card, more)) else {
            let what = if first.is_none() { "no card's id" } else { "more than one card's id" };
            return self.say(&words::sentence(&format!("{what} begins with {id}")));
        };
        let column = self.app.board.column(card.column()).id;
        match self.app.row_of(card) {
            Some(row) => self.send(Message::Click { column, row }),
            None => return self.say("The filter hides that card. Type filter, and then - to see all."),
        }
        self.say(&words::place(self.app));
    }

    fn help(&mut self, query: &str) {
        let query = query.to_lowercase();
        let fits = |entry: &&Entry| {
            let text = format!("{} {}", entry.title, entry.help).to_lowercase();
            query.is_empty() || text.contains(&query)
        };
        if query.is_empty() {
            for line in [
                "Type one of these, and Enter. What a command asks for may follow its name: add Call the bank.",
                "board: tells the whole board. column: tells the column you are in. where: tells the card.",
                "card, with the beginning of an id: goes to that card.",
                "report: tells how the work flows. help, with a word: tells the commands that have it.",
            ] {
                self.say(line);
            }
        }
        for entry in usable().filter(fits) {
            let not =
                (entry.available)(self.app).err().map_or_else(String::new, |why| format!(" Not now: {why}."));
            self.say(&format!("{}: {}{not}", entry.title, in_names(entry.help)));
        }
    }

    fn send(&mut self, message: Message) {
        let before = self.app.notice.clone();
        self.answer.effects.extend(update(self.app, message, self.now));
        // A line is answered whole: a search comes to its end first.
        while self.app.is_searching() {
            self.answer.effects.extend(update(self.app, Message::Tick, self.now));
        }
        if let Some(notice) = self.app.notice.as_ref().filter(|notice| Some(*notice) != before.as_ref()) {
            let said = told(notice);
            self.answer.said.push(said);
        }
    }

    fn say(&mut self, text: &str) {
        self.answer.said.push(text.to_owned());
    }
}

/// A line of news, with the word that its colour would be.
fn told(notice: &Notice) -> String {
    let text = words::sentence(&notice.text);
    match notice.tone {
        Tone::Done => text,
        Tone::Unavailable => format!("Not possible. {text}"),
        Tone::Refused => format!("Refused. {text}"),
        Tone::Failed => format!("Failed. {text}"),
        Tone::Other => format!("News. {text}"),
    }
}

/// The commands that make sense without a screen.
fn usable() -> impl Iterator<Item = &'static Entry> {
    COMMANDS.iter().filter(|entry| {
        entry.contexts.contains(&Context::Board)
            && !OF_SCREENS.contains(&entry.command)
            && !matches!(entry.command, Command::Help)
    })
}

/// The command of that name that makes sense on a screen only.
fn of_screens(line: &str) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.title == line.to_lowercase() && OF_SCREENS.contains(&entry.command))
}

/// The command a line begins with, and what follows it: the longest of the names that fit, else the
/// only one that begins like the line, else a key.
fn entry_of(line: &str) -> Option<(&'static Entry, &str)> {
    let ends = line.match_indices(' ').map(|(at, _)| at).chain([line.len()]);
    let mut heads: Vec<(&str, &str)> = ends.filter_map(|at| line.split_at_checked(at)).collect();
    heads.reverse();
    let fitting = |fits: &dyn Fn(&Entry, &str) -> bool| {
        heads.iter().find_map(|(head, rest)| {
            let head = head.to_lowercase();
            let mut found = usable().filter(|entry| fits(entry, &head));
            found.next().filter(|_| found.next().is_none()).map(|entry| (entry, rest.trim()))
        })
    };
    let by_key = || usable().find(|entry| entry.keys.contains(&line)).map(|entry| (entry, ""));
    fitting(&|entry, head| entry.title == head)
        .or_else(by_key)
        .or_else(|| fitting(&|entry, head| entry.title.starts_with(head)))
}

/// The help of a command, with other commands by their names: no key is needed here.
fn in_names(help: &str) -> String {
    let help = help.replace('`', "");
    COMMANDS.iter().fold(help, |help, entry| {
        if !help.contains('{') {
            return help;
        }
        let name = format!("{{{}}}", entry.command.name());
        // A count goes before a key and behind a name.
        let counted = ('2'..='9').fold(help, |help, count| {
            help.replace(&format!("{count}{name}"), &format!("{} {count}", entry.title))
        });
        counted.replace(&name, entry.title)
    })
}

/// A name that may have been meant.
fn nearest(line: &str) -> Option<&'static str> {
    let titles = usable().map(|entry| entry.title);
    crate::text::nearest(line, titles).into_iter().find(|title| crate::text::alike(line, title))
}

/// The row of a list that is meant: by its number, by its name, by a unique beginning of it.
fn row_of(picker: &Picker, line: &str) -> Option<usize> {
    if let Ok(nth) = line.parse::<usize>() {
        return nth.checked_sub(1).filter(|row| *row < picker.items.len());
    }
    let line = line.to_lowercase();
    let names = || picker.items.iter().map(|item| item.text.to_lowercase()).enumerate();
    if let Some((row, _)) = names().find(|(_, name)| *name == line) {
        return Some(row);
    }
    let mut fits = names().filter(|(_, name)| name.starts_with(&line));
    fits.next().filter(|_| fits.next().is_none()).map(|(row, _)| row)
}
