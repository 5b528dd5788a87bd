//! The table of commands.

use super::Context::{Activity, Aside, Board, Detail, List, Metrics, Question, Settings, Travel, Typing};
use super::available as a;
use super::inside;
use super::{Act, Command, Context, Entry, Group};
use crate::tui::app::App;
use crate::tui::tab::Tab;

const BOARD: &[Context] = &[Board];
const CARD: &[Context] = &[Board, Detail];
const DETAIL: &[Context] = &[Detail];
const READING: &[Context] = &[Board, Detail, Activity];
const FILTERED: &[Context] = &[Board, Activity];
const TRAVEL: &[Context] = &[Travel];
const SCRUBBED: &[Context] = &[Travel, Detail];
const METRICS: &[Context] = &[Metrics];
const TABS: &[Context] = &[Board, Metrics];
const SEEING: &[Context] = &[Board, Metrics, Detail];
const CALM: &[Context] = &[Board, Metrics, Detail, Aside, Settings, Activity];
const SETTINGS: &[Context] = &[Settings];
const CHANGED: &[Context] = &[Board, Detail, Settings];
const PAGED: &[Context] = &[Board, Metrics, Detail, Aside, List, Activity];
const DIALOG: &[Context] = &[Typing, List, Question];
const TAKEN: &[Context] = &[Typing, List, Question, Activity];
const TIME: &[Context] = &[Board, Metrics, Travel, Detail, Activity];
const EVERYWHERE: &[Context] =
    &[Board, Metrics, Detail, Aside, Settings, Typing, List, Question, Travel, Activity];

const fn row(
    command: Command,
    keys: &'static [&'static str],
    group: Group,
    title: &'static str,
    help: &'static str,
    contexts: &'static [Context],
    available: fn(&App) -> Result<(), String>,
) -> Entry {
    Entry { command, keys, group, title, help, contexts, available }
}

/// Every command there is.
#[rustfmt::skip]
pub static COMMANDS: &[Entry] = &[
    row(Command::Down, &["j", "<Down>"], Group::Around, "down", "Go to the card below; `3{down}` goes three down. In a card's detail, scroll.", READING, a::board),
    row(Command::Up, &["k", "<Up>"], Group::Around, "up", "Go to the card above.", READING, a::board),
    row(Command::Left, &["h", "<Left>"], Group::Around, "left", "Go to the column to the left.", BOARD, a::board),
    row(Command::Right, &["l", "<Right>"], Group::Around, "right", "Go to the column to the right.", BOARD, a::board),
    row(Command::First, &["gg", "<Home>"], Group::Around, "first card", "Go to the first card of the column; `5{first}` goes to the fifth.", READING, a::board),
    row(Command::Last, &["G", "<End>"], Group::Around, "last card", "Go to the last card of the column.", READING, a::board),
    row(Command::PageDown, &["<PageDown>", "<C-d>"], Group::Around, "page down", "Go a screenful of cards down; in a picture, a tenth of the way on.", PAGED, a::always),
    row(Command::PageUp, &["<PageUp>", "<C-u>"], Group::Around, "page up", "Go a screenful of cards up; in a picture, a tenth of the way back.", PAGED, a::always),
    row(Command::FirstColumn, &["0", "^"], Group::Around, "first column", "Go to the first column.", BOARD, a::board),
    row(Command::LastColumn, &["$"], Group::Around, "last column", "Go to the last column.", BOARD, a::board),
    row(Command::GoToParent, &["gp"], Group::Around, "what it is part of", "Go to the card that this one is part of.", CARD, inside::parent),
    row(Command::GoToParts, &["gc"], Group::Around, "its parts", "Go to a card that is part of this one.", CARD, inside::parts),
    row(Command::GoToCard, &["gi"], Group::Around, "go to a card", "Go to a card by the beginning of its id or by letters of its title, wherever it stands.", BOARD, a::board),

    row(Command::MoveRight, &["L", "<S-Right>"], Group::Flow, "move right", "Move the card to the column to the right, if its limits allow it.", CARD, a::rightwards),
    row(Command::MoveLeft, &["H", "<S-Left>"], Group::Flow, "move left", "Move the card to the column to the left, if its limits allow it.", CARD, a::leftwards),
    row(Command::MoveTo, &["M"], Group::Flow, "move to", "Choose the column the card goes to.", CARD, a::change_card),
    row(Command::MoveAnyway, &["!"], Group::Flow, "go over the limit", "Make the refused change anyway, with a reason that is recorded, where the board's policy allows it.", CARD, a::move_anyway),
    row(Command::Lower, &["J", "<S-Down>"], Group::Flow, "move down", "Put the card further down in its column.", BOARD, a::change_card),
    row(Command::Raise, &["K", "<S-Up>"], Group::Flow, "move up", "Put the card further up in its column.", BOARD, a::change_card),

    row(Command::Add, &["a"], Group::Card, "add", "Add a card to the column.", BOARD, a::change),
    row(Command::Open, &["<Enter>"], Group::Card, "open", "Show all about the card: text, people, journey, time in each column.", BOARD, a::card),
    row(Command::EditTitle, &["e"], Group::Card, "edit the title", "Change the card's title.", CARD, a::change_card),
    row(Command::EditFields, &["f"], Group::Card, "edit the fields", "Change all fields of the card in a form.", CARD, a::change_card),
    row(Command::EditText, &["E"], Group::Card, "edit in $EDITOR", "Write the whole card as Markdown in your own editor ($VISUAL or $EDITOR).", CARD, a::change_card),
    row(Command::Block, &["b"], Group::Card, "block or unblock", "Say that work on the card has stopped, and why; again to say that it goes on.", CARD, a::change_card),
    row(Command::Cord, &["p"], Group::Card, "andon cord", "Pull the andon cord on the card, saying what is wrong; on a pulled one, answer: you take it up; on an answered one, resolve it, saying what was done.", CARD, a::change_card),
    row(Command::Assign, &["@"], Group::Card, "assign", "Say who is on the card.", CARD, a::change_card),
    row(Command::Label, &["#"], Group::Card, "label", "Put labels on the card or take them off.", CARD, a::change_card),
    row(Command::Due, &["d"], Group::Card, "due day", "Say when the card is due: `fri`, `in 3 days`, `24 dec`, `none`.", CARD, a::change_card),
    row(Command::Select, &["<Space>"], Group::Card, "select", "Select the card, or leave it out, and go down. Commands that change cards are then about all that are selected; `{back}` drops them.", BOARD, a::card),
    row(Command::SelectRange, &["v"], Group::Card, "select a range", "Select from here to where the cursor goes; again to keep it.", BOARD, a::card),
    row(Command::SelectColumn, &["<C-a>"], Group::Card, "select the column", "Select all cards of the column that are shown.", BOARD, a::card),
    row(Command::Class, &["c"], Group::Card, "class of service", "Choose the card's class of service.", CARD, a::change_card),
    row(Command::OtherVersion, &["V"], Group::Card, "take the other version", "Where two people gave a field a value at the same time, take the one that does not hold; `{undo}` goes back.", CARD, a::versions),
    row(Command::AddFromTemplate, &["A"], Group::Card, "add from a template", "Add a card by a form that begins empty or as one of the team's templates says.", BOARD, a::change),
    row(Command::AddItem, &["+"], Group::Card, "add to the checklist", "Add items to the card's checklist.", CARD, a::change_card),
    row(Command::NextSpot, &["<Tab>"], Group::Card, "next in the card", "In a card's detail: go to the next of its items, links and parts.", DETAIL, inside::spots),
    row(Command::PreviousSpot, &["<S-Tab>"], Group::Card, "previous in the card", "In a card's detail: go to the item, link or part before.", DETAIL, inside::spots),
    row(Command::TickItem, &["<Space>"], Group::Card, "tick", "In a card's detail: tick the item under the cursor, or take the tick back.", DETAIL, inside::item),
    row(Command::TakeOff, &["-"], Group::Card, "take off", "In a card's detail: take the item, link or part under the cursor off the card.", DETAIL, inside::change_spot),
    row(Command::OpenSpot, &["<Enter>"], Group::Card, "open or tick", "In a card's detail: open the card or the link under the cursor, or tick the item.", DETAIL, inside::spot),
    row(Command::OpenLink, &["gl"], Group::Card, "open a link", "Open a link of the card with the system's own opener.", CARD, inside::links),
    row(Command::SetParent, &["P"], Group::Card, "part of", "Choose the card that this one is part of.", CARD, a::change_card),
    row(Command::Delete, &["D", "x"], Group::Card, "delete", "Take the card off the board. Its history stays; `{undo}` or `{restore}` puts it back.", CARD, a::change_card),
    row(Command::Restore, &["R"], Group::Card, "restore", "Choose a deleted or archived card to put back.", BOARD, a::restore),
    row(Command::CopyId, &["yi"], Group::Card, "copy the id", "Copy the card's id, as commands take it.", CARD, a::card),
    row(Command::CopyTitle, &["yt"], Group::Card, "copy the title", "Copy the card's title.", CARD, a::card),
    row(Command::CopyBoth, &["yy"], Group::Card, "copy id and title", "Copy the card's id and title, for a commit message or a chat.", CARD, a::card),
    row(Command::CopyMarkdown, &["ym"], Group::Card, "copy as Markdown", "Copy the whole card as Markdown.", CARD, a::card),
    row(Command::Undo, &["u"], Group::Card, "undo", "Take back your last change.", CHANGED, a::undo),
    row(Command::Redo, &["U", "<C-r>"], Group::Card, "redo", "Make the change again that you took back.", CHANGED, a::redo),

    row(Command::Filter, &["/"], Group::View, "filter", "Look for cards: words with letters left out, `@who`, `#label`, `is:blocked`, `in:column`, `age:>5d`, `due:<fri` and more; `-` before a term turns it around, Tab completes.", FILTERED, a::board),
    row(Command::SavedFilters, &["'"], Group::View, "saved filters", "Choose a filter that was saved; `2'` takes the second.", BOARD, a::saved_filters),
    row(Command::SaveFilter, &["\""], Group::View, "save the filter", "Save the filter under a name; without a filter, forget a saved one.", BOARD, a::save_filter),
    row(Command::NextMatch, &["n"], Group::View, "next match", "Go to the next card that fits the filter.", BOARD, a::filtered),
    row(Command::PreviousMatch, &["N"], Group::View, "previous match", "Go to the card before that fits the filter.", BOARD, a::filtered),
    row(Command::HideOrHighlight, &["zh"], Group::View, "hide or highlight", "Hide the cards that do not fit the filter, or show them receding, so that the others stand out.", BOARD, a::board),
    row(Command::Density, &["zd"], Group::View, "density", "Show more or less of each card: automatic, compact, normal, roomy.", BOARD, a::board),
    row(Command::Lanes, &["zl"], Group::View, "lanes", "Divide the board into lanes by class of service, assignee, label or parent; with a lane for expedited cards, or without.", BOARD, a::board),
    row(Command::Fold, &["zc"], Group::View, "fold the column", "Fold the column to a narrow strip; on a strip, open it again.", BOARD, a::fold),
    row(Command::UnfoldAll, &["zo"], Group::View, "open all columns", "Open all columns that are folded.", BOARD, a::unfold),
    row(Command::Zoom, &["zz"], Group::View, "zoom", "Give the column the whole width; again to see the others.", BOARD, a::zoom),
    row(Command::Metrics, &["m"], Group::View, "metrics", "Show more of the measures of flow: a line, a pane, the whole screen, nothing.", SEEING, a::board),
    row(Command::TallerPane, &["<C-Up>"], Group::View, "taller pane", "Make the pane of the measures taller; or drag its upper border.", BOARD, a::pane),
    row(Command::LowerPane, &["<C-Down>"], Group::View, "lower pane", "Make the pane of the measures lower.", BOARD, a::pane),
    row(Command::Mouse, &["zm"], Group::View, "mouse", "Leave the mouse to the terminal, which selects text with it; or take it again.", SEEING, a::always),
    row(Command::Window, &["w"], Group::View, "window", "Measure over 7, 14, 30 or 90 days.", SEEING, a::board),
    row(Command::NextTheme, &["zt"], Group::View, "next theme", "Draw in the colours of the next theme: ansi, dark, light, deuteranopia, mono, your own.", SEEING, a::always),
    row(Command::Symbols, &["za"], Group::View, "symbols", "Draw with symbols that every font has, or with Unicode's again.", SEEING, a::always),
    row(Command::Boards, &["o"], Group::Boards, "open a board", "Choose a board of this folder, or one opened before; it opens in a tab of its own.", CALM, a::boards),
    row(Command::NextBoard, &["gt"], Group::Boards, "next board", "Show the next of the boards that are open.", CALM, a::other_board),
    row(Command::PreviousBoard, &["gT"], Group::Boards, "previous board", "Show the board before among those that are open.", CALM, a::other_board),
    row(Command::CloseBoard, &["gx"], Group::Boards, "close the board", "Close the board on screen; the others stay open, everything of it is saved.", CALM, a::other_board),

    row(Command::Travel, &["t"], Group::Time, "time travel", "Go back in time: the board, its limits and its measures as they were. Again, or Esc: back to now. In the list of what happened: to that moment.", TIME, a::board),
    row(Command::EventBack, &["["], Group::Time, "event back", "To the event before; in a card's detail, to that card's. `5{event-back}` goes five back.", SCRUBBED, a::travelling),
    row(Command::EventOn, &["]"], Group::Time, "event on", "To the next event; in a card's detail, to that card's.", SCRUBBED, a::travelling),
    row(Command::DayBack, &["{"], Group::Time, "day back", "To the end of the day before.", SCRUBBED, a::travelling),
    row(Command::DayOn, &["}"], Group::Time, "day on", "To the end of the day, and of the next.", SCRUBBED, a::travelling),
    row(Command::WeekBack, &["("], Group::Time, "week back", "To the end of the week before.", SCRUBBED, a::travelling),
    row(Command::WeekOn, &[")"], Group::Time, "week on", "To the end of the week, and of the next.", SCRUBBED, a::travelling),
    row(Command::FirstEvent, &["<Home>"], Group::Time, "first event", "To where it all began.", TRAVEL, a::travelling),
    row(Command::Now, &["<End>"], Group::Time, "now", "To now, still looking.", TRAVEL, a::travelling),
    row(Command::Activity, &["ga"], Group::Time, "what happened", "List what happened, the latest first, with what is new from others; Enter goes to the card, `{travel}` to the moment, `{filter}` searches.", SEEING, a::board),

    row(Command::NewBoard, &["gn"], Group::Boards, "new board", "Make a board in this folder: its name, and the columns and limits it begins with.", CALM, a::always),
    row(Command::Settings, &[","], Group::Boards, "board settings", "Change the board itself: its columns, stages, classes of service, people's limits and policies. Each change is recorded, and `{undo}` takes it back.", &[Board, Aside], a::settings),
    row(Command::ColumnLimit, &["W"], Group::Boards, "limit of the column", "Say how many cards the column may hold; an empty line takes the limit away.", BOARD, a::change_column),

    row(Command::Setting(Act::Down), &["j", "<Down>"], Group::Settings, "down", "Go to the row below.", SETTINGS, a::always),
    row(Command::Setting(Act::Up), &["k", "<Up>"], Group::Settings, "up", "Go to the row above.", SETTINGS, a::always),
    row(Command::Setting(Act::Left), &["h", "<Left>"], Group::Settings, "left", "Go to the value to the left.", SETTINGS, a::always),
    row(Command::Setting(Act::Right), &["l", "<Right>"], Group::Settings, "right", "Go to the value to the right.", SETTINGS, a::always),
    row(Command::Setting(Act::PageDown), &["<PageDown>", "<C-d>"], Group::Settings, "page down", "Go some rows down.", SETTINGS, a::always),
    row(Command::Setting(Act::PageUp), &["<PageUp>", "<C-u>"], Group::Settings, "page up", "Go some rows up.", SETTINGS, a::always),
    row(Command::Setting(Act::First), &["gg", "<Home>"], Group::Settings, "first row", "Go to the first row.", SETTINGS, a::always),
    row(Command::Setting(Act::Last), &["G", "<End>"], Group::Settings, "last row", "Go to the last row.", SETTINGS, a::always),
    row(Command::Setting(Act::NextSection), &["<Tab>", "]"], Group::Settings, "next section", "Show the next section: columns, stages, classes, people, policies.", SETTINGS, a::always),
    row(Command::Setting(Act::PreviousSection), &["<S-Tab>", "["], Group::Settings, "previous section", "Show the section before.", SETTINGS, a::always),
    row(Command::Setting(Act::Change), &["<Enter>", "e"], Group::Settings, "change", "Change the value: type it, or choose it. An empty line takes a limit away.", SETTINGS, a::settings),
    row(Command::Setting(Act::Raise), &["+"], Group::Settings, "one more", "Raise the number by one; `3+` by three.", SETTINGS, a::settings),
    row(Command::Setting(Act::Lower), &["-"], Group::Settings, "one less", "Lower the number by one.", SETTINGS, a::settings),
    row(Command::Setting(Act::Add), &["a"], Group::Settings, "add", "Add a column, a stage, a class, a person's limit, or a kind of work's target.", SETTINGS, a::settings),
    row(Command::Setting(Act::Remove), &["x", "D"], Group::Settings, "remove", "Take it off the board. Cards in a removed column stay in sight; `{undo}` brings it back.", SETTINGS, a::settings),
    row(Command::Setting(Act::Later), &["J", "<S-Down>"], Group::Settings, "further right", "Put the column further to the right on the board.", SETTINGS, a::settings),
    row(Command::Setting(Act::Earlier), &["K", "<S-Up>"], Group::Settings, "further left", "Put the column further to the left on the board.", SETTINGS, a::settings),

    row(Command::Sync, &["S"], Group::Git, "sync", "Commit the board, fetch what others did, and push: with git, in the background.", CALM, a::sync),
    row(Command::InGit, &["s"], Group::Git, "the board in git", "Tell in words how the board stands in git, how the last sync went, and what to do when one failed.", BOARD, a::board),

    row(Command::NextTab, &["]", "<Tab>"], Group::Measures, "next tab", "Go to the next tab of the measures; also in the pane under the board.", TABS, a::pane),
    row(Command::PreviousTab, &["[", "<S-Tab>"], Group::Measures, "previous tab", "Go to the tab before.", TABS, a::pane),
    row(Command::Tab(Tab::Summary), &["1"], Group::Measures, "summary", "Summary: times by percentiles, throughput, Little's law, service level, data quality.", METRICS, a::board),
    row(Command::Tab(Tab::Cumulative), &["2"], Group::Measures, "cumulative flow", "Cumulative flow: how far cards had come, day by day.", METRICS, a::board),
    row(Command::Tab(Tab::Scatter), &["3"], Group::Measures, "scatter of times", "Scatter: how long each finished card took, with percentile lines.", METRICS, a::board),
    row(Command::Tab(Tab::Histogram), &["4"], Group::Measures, "histogram of times", "Histogram: how many cards took how long.", METRICS, a::board),
    row(Command::Tab(Tab::Ageing), &["5"], Group::Measures, "ageing", "Ageing: the cards in process, column by column, against the pace of those that finished.", METRICS, a::board),
    row(Command::Tab(Tab::Throughput), &["6"], Group::Measures, "throughput", "Throughput: what finished, with net flow and work in process.", METRICS, a::board),
    row(Command::Tab(Tab::Stream), &["7"], Group::Measures, "value stream map", "Value stream map: lead time, process time and %C/A of each stage.", METRICS, a::board),
    row(Command::Tab(Tab::Constraint), &["8"], Group::Measures, "constraint", "Constraint: the stage that sets the pace, with its evidence.", METRICS, a::board),
    row(Command::Tab(Tab::Behaviour), &["9"], Group::Measures, "process behaviour", "Process behaviour: what is a signal and what is noise.", METRICS, a::board),
    row(Command::NextPoint, &["l", "<Right>"], Group::Measures, "next point", "Go to the next point, bar or column of the picture.", METRICS, a::picture),
    row(Command::PreviousPoint, &["h", "<Left>"], Group::Measures, "previous point", "Go to the point, bar or column before.", METRICS, a::picture),
    row(Command::HigherPoint, &["k", "<Up>"], Group::Measures, "point above", "Go to the card that took longer, the card or column above, the next signal; in the summary, scroll.", METRICS, a::measures),
    row(Command::LowerPoint, &["j", "<Down>"], Group::Measures, "point below", "Go to the card that took less, the card or column below, the signal before; in the summary, scroll.", METRICS, a::measures),
    row(Command::FirstPoint, &["gg", "<Home>"], Group::Measures, "first point", "Go to the first point of the picture.", METRICS, a::measures),
    row(Command::LastPoint, &["G", "<End>"], Group::Measures, "last point", "Go to the last point of the picture.", METRICS, a::measures),
    row(Command::Series, &["s"], Group::Measures, "other series", "Show cycle, lead or process time; days or weeks; lead time or throughput.", METRICS, a::series),
    row(Command::Jump, &["<Enter>"], Group::Measures, "jump", "Go to the card, column or stage under the cursor on the board. Of a card that is not there, show all about it.", METRICS, a::measures),

    row(Command::Help, &["?", "<F1>"], Group::Program, "help", "List the commands, those of this place first; type a key or words to search.", CALM, a::always),
    row(Command::Palette, &[":", "<C-p>"], Group::Program, "commands", "Find a command by its name and do it.", CALM, a::always),
    row(Command::SkipLesson, &["."], Group::Program, "skip the lesson", "In the tutorial, go on to the next lesson.", CALM, a::lesson),
    row(Command::Redraw, &["<C-l>"], Group::Program, "redraw", "Draw the screen anew.", EVERYWHERE, a::always),
    row(Command::Suspend, &["<C-z>"], Group::Program, "suspend", "Go back to the shell; `fg` returns.", CALM, a::suspend),
    row(Command::Quit, &["q", "<C-c>"], Group::Program, "quit", "Leave. Everything is saved already; the flow report is printed.", CALM, a::always),

    row(Command::Accept, &["<Enter>"], Group::Dialog, "take", "Take what is typed or chosen.", TAKEN, a::always),
    row(Command::Next, &["<Tab>", "<Down>", "<C-n>"], Group::Dialog, "next", "Go to the next field or row; in a line, complete the word.", DIALOG, a::always),
    row(Command::Previous, &["<S-Tab>", "<Up>"], Group::Dialog, "previous", "Go to the field or row before.", DIALOG, a::always),
    row(Command::Save, &["<C-s>"], Group::Dialog, "save", "Take the whole form, also from a field of several lines.", DIALOG, a::always),
    row(Command::Back, &["<Esc>"], Group::Dialog, "back", "Close what is on top, drop what is selected, clear the filter, drop a count.", EVERYWHERE, a::always),
];
