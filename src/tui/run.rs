//! The loop: read, update, do what it asks, draw.
//!
//! One thread owns the terminal and the [`App`]. It sleeps until a key comes, a thread tells
//! something ([`inbox`](super::inbox)), or something on the screen has had its time.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use ratatui::crossterm::event;

use super::app::{App, Session};
use super::crew::{Crew, Left};
use super::editor::{self, Unedited};
use super::event::message_of;
use super::historian::Historian;
use super::inbox::{self, Inbox, News, Outbox, Woken};
use super::keymap::{self, Key, Keymap};
use super::layer::{Layer, Welcome};
use super::measurer::{Measurer, Question};
use super::message::{Effect, Message};
use super::opener;
use super::rememberer::Rememberer;
use super::scout;
use super::terminal::Screen;
use super::theme::Themes;
use super::update::update;
use super::view;
use crate::board::{Board, Timestamp};
use crate::config::Config;
use crate::store::StateFile;
use crate::tui::command::Command;

/// A board that takes longer to open is waited for with the screen on.
const PATIENCE: Duration = Duration::from_millis(1_500);

const MINUTE_MS: i64 = 60_000;

/// What the front end is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The board to open. Without one: a choice of `boards`, or the welcome.
    pub board: Option<PathBuf>,
    /// Boards to open in tabs beside it.
    pub beside: Vec<PathBuf>,
    /// The boards that can be opened from here.
    pub boards: Vec<PathBuf>,
    /// The folder that was searched upwards.
    pub folder: PathBuf,
    /// The person's own folder, written `~`.
    pub home: Option<PathBuf>,
    /// The name changes are recorded under.
    pub by: String,
    /// Random bits that new ids are made of.
    pub seed: u64,
    /// The clock.
    pub clock: fn() -> Timestamp,
    /// Keys to type first, in the notation of [`keymap`].
    pub keys: String,
    /// Colours and symbols: the themes to choose from, and the one to begin with.
    pub themes: Themes,
    /// The person's settings.
    pub config: Config,
    /// Where it is written down what is to be remembered of the person, if anywhere.
    pub state: Option<StateFile>,
    /// What is to be said at the start: a configuration that cannot be read.
    pub news: Option<String>,
    /// Whether lessons are given.
    pub lessons: bool,
    /// Whether the mouse is ours. When it is, the terminal selects no text.
    pub mouse: bool,
}

/// What is left when the front end is.
#[derive(Debug)]
pub struct Exit {
    /// The board as the file has it, if one was open.
    pub board: Option<Board>,
    /// Its file.
    pub path: Option<PathBuf>,
    /// The window of the measures, in days.
    pub window: u32,
    /// Why the sync that leaving waited for did not do its work, if it did not.
    pub unsynced: Option<String>,
    /// Changes that are not in the file.
    pub unsaved: usize,
    /// They are in the journal, and tried again at the next start.
    pub kept: bool,
}

/// Runs the front end until the person leaves. Everything is saved and the terminal is as it was
/// when this returns.
pub fn run(options: &Options) -> Result<Exit> {
    let keys: VecDeque<Key> = keymap::parse(&options.keys)?.into();
    let (outbox, inbox) = inbox::open().context("preparing to wait for keys")?;
    let mut app = start(options);
    let mut crew = Crew::new(outbox.clone(), options.by.clone(), options.config.clone());
    for app in app.open_boards() {
        if let Some(path) = &app.session.path {
            crew.open(app.tab, path.clone())?;
        }
    }
    let historian = Historian::start(outbox.clone()).context("starting the thread that reads the history")?;
    let measurer = Measurer::start(outbox.clone()).context("starting the thread that measures")?;
    let rememberer = Rememberer::start(options.state.clone(), outbox.clone())
        .context("starting the thread that remembers")?;
    let screen =
        Screen::take(options.mouse).context("andon draws on a terminal; scripts use its commands")?;
    app.size = screen.size();
    let mut session = Running {
        app,
        options,
        screen,
        outbox,
        crew,
        measurer,
        historian,
        rememberer,
        keys,
        stale: true,
        ended: None,
    };
    session.until_the_end(&inbox)?;
    let Running { app, crew, screen, ended, .. } = session;
    let Left { file, unsaved, kept } = crew.finish(app.tab);
    drop(screen);
    if let Some(End::Lost(what)) = ended {
        bail!(
            "{what} ended unexpectedly; what was not saved is in the journal and is tried again at the next start"
        );
    }
    let path = file.as_ref().map(|file| file.path().to_owned());
    let board = file.map(|file| file.board().clone());
    let unsynced = app.open_boards().find_map(|app| app.git.left_behind());
    Ok(Exit { board, path, window: app.metrics.window, unsynced, unsaved, kept })
}

/// The app before anything was read.
pub(super) fn start(options: &Options) -> App {
    let session = Session {
        by: options.by.clone(),
        path: options.board.clone(),
        boards: options.boards.clone(),
        folder: options.folder.clone(),
        home: options.home.clone(),
        saving: false,
    };
    let now = (options.clock)();
    let mut app = App::without_board(session, options.seed, now);
    app.themes = options.themes.clone();
    app.metrics.begin(&options.config.screen);
    app.look.begin(&options.config.screen);
    app.mouse_is_ours = options.mouse;
    app.config = options.config.clone();
    app.keymap = Keymap::with(&options.config.keys);
    app.tutorial = options.lessons.then(Box::default);
    app.memory = options.state.as_ref().map(StateFile::read).unwrap_or_default();
    for (place, path) in (1..).zip(&options.beside) {
        app.add_resting(path.clone(), place);
    }
    if options.board.is_none() {
        app.layers.push(Layer::Welcome(Welcome { folder: options.folder.clone() }));
        if !options.boards.is_empty() {
            let _ = update(&mut app, Message::Do(Command::Boards, None), now);
        }
    }
    app
}

enum End {
    Left,
    Lost(&'static str),
}

struct Running<'a> {
    app: App,
    options: &'a Options,
    outbox: Outbox,
    screen: Screen,
    crew: Crew,
    measurer: Measurer,
    historian: Historian,
    rememberer: Rememberer,
    /// Keys still to be typed by `--keys`.
    keys: VecDeque<Key>,
    /// The screen does not show the app as it is.
    stale: bool,
    ended: Option<End>,
}

impl Running<'_> {
    fn until_the_end(&mut self, inbox: &Inbox) -> Result<()> {
        self.await_the_board(&inbox.news)?;
        if let Some(news) = &self.options.news {
            self.handle(Message::Failed(news.clone()))?;
        }
        while self.ended.is_none() {
            while let Ok(news) = inbox.news.try_recv() {
                self.hear(news)?;
            }
            while let Some(key) = self.keys.pop_front() {
                self.handle(Message::Key(key.into()))?;
            }
            if self.ended.is_some() {
                break;
            }
            self.draw()?;
            match inbox.sleep(self.until_something_changes())? {
                Woken::Terminal => self.read()?,
                Woken::Otherwise => self.look_around()?,
                Woken::HungUp => self.ended = Some(End::Left),
            }
        }
        Ok(())
    }

    /// The first frame shows the board, not an empty screen, unless it takes long to open.
    fn await_the_board(&mut self, news: &Receiver<News>) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        while self.options.board.is_some() && !self.app.has_board() && self.app.layers.is_empty() {
            match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(news) => self.hear(news)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            if self.ended.is_some() {
                break;
            }
        }
        Ok(())
    }

    fn hear(&mut self, news: News) -> Result<()> {
        match news {
            News::Message(message) => {
                self.crew.hear(&message);
                self.handle(message)?;
            }
            News::Leave => self.ended = Some(End::Left),
            News::Lost(what) => self.ended = Some(End::Lost(what)),
        }
        Ok(())
    }

    /// Takes everything the terminal has for us, so that a burst of keys is one frame.
    fn read(&mut self) -> Result<()> {
        let mut any = false;
        while self.ended.is_none() && event::poll(Duration::ZERO)? {
            any = true;
            if let Some(message) = message_of(event::read()?, &self.app) {
                self.handle(message)?;
            }
        }
        if !any {
            // A key that came together with a new size is given out with the next key only; do
            // not spin until then.
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    /// Sees whether the terminal has another size, or something has had its time.
    fn look_around(&mut self) -> Result<()> {
        let size = self.screen.size();
        if size != self.app.size {
            self.handle(Message::Resize(size.0, size.1))?;
        }
        let now = (self.options.clock)();
        let due = self.app.deadline().is_some_and(|deadline| deadline <= now);
        let minute = self.app.now.ms() / MINUTE_MS != now.ms() / MINUTE_MS;
        if self.app.is_searching() {
            // Nothing on the screen changes until the search has come to its end.
            let stale = self.stale;
            self.handle(Message::Tick)?;
            self.stale = stale || due || minute || !self.app.is_searching();
            return Ok(());
        }
        if due || minute { self.handle(Message::Tick) } else { Ok(()) }
    }

    /// How long nothing changes by itself: to the next deadline, at most to the next full minute,
    /// when the ages on the cards move on.
    fn until_something_changes(&self) -> Duration {
        if self.app.is_searching() {
            return Duration::ZERO;
        }
        let now = (self.options.clock)();
        let minute = now.plus_ms(MINUTE_MS - now.ms() % MINUTE_MS);
        let next = self.app.deadline().map_or(minute, |deadline| deadline.min(minute));
        let ms = u64::try_from(next.since(now)).unwrap_or(0);
        Duration::from_millis(ms.saturating_add(1))
    }

    fn handle(&mut self, message: Message) -> Result<()> {
        self.stale = true;
        for effect in update(&mut self.app, message, (self.options.clock)()) {
            self.act(effect)?;
        }
        Ok(())
    }

    fn act(&mut self, effect: Effect) -> Result<()> {
        match effect {
            Effect::Commit(operations) => self.crew.commit(self.app.tab, operations),
            Effect::Open(path) => self.crew.open(self.app.tab, path)?,
            Effect::Close(tab) => self.crew.close(tab),
            Effect::Sync(origin) => self.crew.sync(self.app.tab, origin),
            Effect::Of(tab, effect) => match *effect {
                Effect::Commit(operations) => self.crew.commit(tab, operations),
                Effect::Sync(origin) => self.crew.sync(tab, origin),
                // A board that is not on screen asks for nothing else.
                _ => {}
            },
            Effect::FindBoards(known) => {
                scout::look(known, self.options.folder.clone(), self.outbox.clone())
                    .context("starting the thread that finds boards")?;
            }
            Effect::Remember(notes) => self.rememberer.remember(notes),
            Effect::Measure => self.measurer.ask(Question {
                tab: self.app.tab,
                board: self.app.board.clone(),
                revision: self.app.revision,
                window: self.app.metrics.window,
                now: self.app.now,
            }),
            Effect::Recall => {
                let tab = self.app.tab;
                self.app.recall.clone().into_iter().for_each(|recall| self.historian.ask(tab, recall));
            }
            Effect::Edit { card, before, text } => {
                let answer = self.screen.lend(|| editor::edit(&text))?;
                self.app.size = self.screen.size();
                let message = match answer {
                    Ok(after) => Message::Edited { card, before, after },
                    Err(Unedited { why, left }) => Message::Unedited { card, before, left, why },
                };
                self.handle(message)?;
            }
            Effect::Copy(text) => {
                if let Some(why) = self.screen.copy(&text)? {
                    self.handle(Message::Failed(why.to_string()))?;
                }
            }
            Effect::Call { bell, notice } => self.screen.call(bell, notice.as_deref())?,
            Effect::OpenLink(link) => opener::open_link(&link, &self.outbox),
            Effect::Mouse(ours) => self.screen.take_mouse(ours)?,
            Effect::Redraw => self.screen.clear()?,
            Effect::Suspend => {
                self.screen.suspend()?;
                self.app.size = self.screen.size();
            }
            Effect::Quit => self.ended = Some(End::Left),
        }
        Ok(())
    }

    fn draw(&mut self) -> Result<()> {
        if self.stale {
            if self.app.config.screen.title {
                self.screen.set_title(&format!("andon: {}", self.app.title()))?;
            }
            let app = &self.app;
            self.screen.draw(|frame| view::draw(frame, app, app.themes.theme()))?;
            self.stale = false;
        }
        Ok(())
    }
}
