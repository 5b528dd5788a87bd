//! The board as plain lines, for screen readers, Braille displays and terminals that draw nothing.
//!
//! No alternate screen, no cursor addressing, nothing is drawn twice: the board is told once, then
//! each typed line is answered in sentences, and what others do is announced. The board itself is
//! that of the screen: the same [`App`], the same [`update`](super::update::update), the same
//! threads that save and sync.
//!
//! | file | what it does |
//! |---|---|
//! | `dialogue` | what a typed line means, and what is said in answer |
//! | `words` | the board, a column, a card in words |

pub mod dialogue;
pub mod words;

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use super::app::App;
use super::command::Command;
use super::crew::{Crew, Left};
use super::inbox::{self, News, Outbox};
use super::layer::Layer;
use super::message::{Effect, Message};
use super::opener;
use super::run::{Exit, Options, start};
use dialogue::Answer;

/// Ages move on at least this often, in milliseconds.
const AT_LEAST_EVERY_MS: i64 = 60_000;

/// Where what is said goes.
pub trait Voice {
    /// A line.
    fn say(&mut self, line: &str) -> io::Result<()>;
    /// All was said; the person may type.
    fn listen(&mut self) -> io::Result<()>;
}

enum Heard {
    Line(String),
    /// Nobody types any more.
    End,
    News(News),
}

/// Talks about a board until the person leaves. Everything is saved when this returns.
pub fn run(options: &Options, input: impl BufRead + Send + 'static, voice: &mut dyn Voice) -> Result<Exit> {
    let (outbox, inbox) = inbox::open().context("preparing to listen")?;
    let mut crew = Crew::new(outbox.clone(), options.by.clone(), options.config.clone());
    let app = start(options);
    if let Some(path) = &app.session.path {
        crew.open(app.tab, path.clone())?;
    }
    let (ears, heard) = channel();
    let news = ears.clone();
    let forward = move || {
        // The inbox lives here: what rings its bell finds somebody.
        let inbox = inbox;
        while let Ok(told) = inbox.news.recv() {
            if news.send(Heard::News(told)).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("news".to_owned()).spawn(forward)?;
    std::thread::Builder::new().name("lines".to_owned()).spawn(move || read(input, &ears))?;
    let mut talk = Talk { app, options, outbox, crew, voice, waiting: VecDeque::new(), ended: None };
    talk.until_the_end(&heard)?;
    let Talk { app, crew, ended, .. } = talk;
    let Left { file, unsaved, kept } = crew.finish(app.tab);
    if let Some(Ended::Lost(what)) = ended {
        bail!("{what} ended unexpectedly; what was not saved is tried again at the next start");
    }
    let path = file.as_ref().map(|file| file.path().to_owned());
    let board = file.map(|file| file.board().clone());
    let unsynced = app.git.left_behind();
    Ok(Exit { board, path, window: app.metrics.window, unsynced, unsaved, kept })
}

fn read(input: impl BufRead, ears: &Sender<Heard>) {
    for line in input.lines() {
        let Ok(line) = line else { break };
        if ears.send(Heard::Line(line)).is_err() {
            return;
        }
    }
    let _ = ears.send(Heard::End);
}

enum Ended {
    Left,
    Lost(&'static str),
}

struct Talk<'a> {
    app: App,
    options: &'a Options,
    outbox: Outbox,
    crew: Crew,
    voice: &'a mut dyn Voice,
    /// Lines that were typed before the board was there.
    waiting: VecDeque<Heard>,
    ended: Option<Ended>,
}

impl Talk<'_> {
    fn until_the_end(&mut self, heard: &Receiver<Heard>) -> Result<()> {
        if let Some(news) = &self.options.news {
            self.voice.say(&format!("Failed. {}", words::sentence(news)))?;
        }
        if self.options.board.is_none() {
            self.begin_without_a_board()?;
        }
        while self.ended.is_none() {
            let ready = !self.is_opening();
            let waiting = if ready { self.waiting.pop_front() } else { None };
            let next = match waiting {
                Some(line) => line,
                None => match heard.recv_timeout(self.until_something_changes()) {
                    Ok(next) => next,
                    Err(RecvTimeoutError::Timeout) => Heard::News(News::Message(Message::Tick)),
                    Err(RecvTimeoutError::Disconnected) => break,
                },
            };
            match next {
                line @ (Heard::Line(_) | Heard::End) if !ready => self.waiting.push_back(line),
                Heard::Line(line) => {
                    let now = (self.options.clock)();
                    let answer = dialogue::hear(&mut self.app, &line, now);
                    self.answer(answer)?;
                    self.voice.listen()?;
                }
                Heard::End => self.leave()?,
                Heard::News(News::Message(message)) => self.hear(message)?,
                Heard::News(News::Leave) => self.ended = Some(Ended::Left),
                Heard::News(News::Lost(what)) => self.ended = Some(Ended::Lost(what)),
            }
        }
        Ok(())
    }

    /// True until the board was read, or could not be.
    fn is_opening(&self) -> bool {
        self.app.is_opening() && !matches!(self.app.top(), Some(Layer::Broken(_)))
    }

    /// How long nothing changes by itself.
    fn until_something_changes(&self) -> Duration {
        let now = (self.options.clock)();
        let next = self.app.deadline().unwrap_or_else(|| now.plus_ms(AT_LEAST_EVERY_MS));
        Duration::from_millis(u64::try_from(next.since(now)).unwrap_or(0).saturating_add(1))
    }

    /// A choice of boards, or a word on how to make one.
    fn begin_without_a_board(&mut self) -> Result<()> {
        let question = dialogue::question(&self.app);
        if question.is_empty() {
            self.voice.say("There is no board here. Type andon init in the shell to make one.")?;
            self.ended = Some(Ended::Left);
            return Ok(());
        }
        question.iter().try_for_each(|line| self.voice.say(line))?;
        Ok(self.voice.listen()?)
    }

    fn hear(&mut self, message: Message) -> Result<()> {
        let (had_board, was_opening) = (self.app.has_board(), self.is_opening());
        self.crew.hear(&message);
        let answer = dialogue::happened(&mut self.app, message, (self.options.clock)());
        let opened = !had_board && self.app.has_board();
        let said = !answer.said.is_empty();
        self.answer(answer)?;
        if opened {
            words::board(&self.app).iter().try_for_each(|line| self.voice.say(line))?;
            self.voice.say("Type help for what can be done, quit to leave.")?;
        }
        if let Some(Layer::Broken(problem)) = self.app.top().filter(|_| was_opening) {
            self.voice.say(&format!("{}: {}", problem.place, words::sentence(&problem.reason)))?;
        }
        if said || opened { Ok(self.voice.listen()?) } else { Ok(()) }
    }

    fn answer(&mut self, answer: Answer) -> Result<()> {
        answer.said.iter().try_for_each(|line| self.voice.say(line))?;
        answer.effects.into_iter().try_for_each(|effect| self.act(effect))
    }

    fn act(&mut self, effect: Effect) -> Result<()> {
        match effect {
            Effect::Commit(operations) => self.crew.commit(self.app.tab, operations),
            Effect::Open(path) => self.crew.open(self.app.tab, path)?,
            Effect::Sync(origin) => self.crew.sync(self.app.tab, origin),
            Effect::OpenLink(link) => opener::open_link(&link, &self.outbox),
            Effect::Of(tab, effect) => match *effect {
                Effect::Commit(operations) => self.crew.commit(tab, operations),
                Effect::Sync(origin) => self.crew.sync(tab, origin),
                _ => {}
            },
            Effect::Close(tab) => self.crew.close(tab),
            Effect::Copy(_) | Effect::Edit { .. } => {
                self.voice.say("That needs the screen; it was not done.")?;
            }
            Effect::Quit => self.ended = Some(Ended::Left),
            // Nothing here is drawn, measured by the way, or drawn to the eye.
            _ => {}
        }
        Ok(())
    }

    /// Nobody types any more: as if quit had been typed, and yes after it.
    fn leave(&mut self) -> Result<()> {
        let now = (self.options.clock)();
        for command in [Command::Quit, Command::Accept] {
            if command == Command::Quit || matches!(self.app.top(), Some(Layer::Confirm(_))) {
                let answer = dialogue::happened(&mut self.app, Message::Do(command, None), now);
                self.answer(answer)?;
            }
        }
        Ok(())
    }
}
