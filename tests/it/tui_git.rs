//! Stories of the board in git: how it stands, syncing by a key, by itself, on leaving.

use andon::config;
use andon::git::{FileState, GoingOn, Head, Status, Upstream};
use andon::tui::app::{Health, Tone, Unsaved};
use andon::tui::in_git::{Origin, Standing, Told, Trouble};
use andon::tui::keymap;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message, Synced};

use crate::tui_story::{Story, board};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

/// On `main`, which follows `origin/main`.
pub fn status(ahead: u32, behind: u32, board: FileState) -> Status {
    let upstream = Upstream {
        name: "origin/main".to_owned(),
        remote: "origin".to_owned(),
        branch: "refs/heads/main".to_owned(),
        ahead,
        behind,
        gone: false,
    };
    Status { head: Head::Branch("main".to_owned()), upstream: Some(upstream), board, going_on: None }
}

fn stands(status: Status) -> Message {
    Message::InGit { standing: Standing::Inside(status), covered: false }
}

fn covered(status: Status) -> Message {
    Message::InGit { standing: Standing::Inside(status), covered: true }
}

pub fn trouble() -> Trouble {
    Trouble {
        reason: "origin cannot be reached: could not resolve host".to_owned(),
        hint: "your changes are committed here; the next sync pushes them".to_owned(),
        said: "fatal: unable to access 'https://git.example.org/': could not resolve host".to_owned(),
    }
}

fn synced(told: &str) -> Message {
    Message::Synced(Synced {
        outcome: Ok(Told { words: told.to_owned(), stays: told.contains("not pushed") }),
    })
}

fn failed() -> Message {
    Message::Synced(Synced { outcome: Err(trouble()) })
}

/// The operations that were handed to the saver are in the file.
fn saved(story: &Story) -> Message {
    Message::Saved { board: None, refusals: vec![None; story.app.pending.len()] }
}

/// In a repository, everything pushed.
fn in_git() -> Story {
    board("todo: A* | doing: | done:").then(stands(status(0, 0, FileState::Clean)))
}

/// A board that the person's settings sync by itself.
fn by_itself(settings: &str, status: Status) -> Story {
    let mut story = board("todo: A* | doing: | done:");
    story.app.config =
        config::parse(&format!("[sync]\nauto = ['/']\n{settings}"), None, &keymap::faults).unwrap();
    story.then(covered(status))
}

/// Time goes by.
fn after(mut story: Story, ms: i64) -> Story {
    story.now = story.now.plus_ms(ms - SECOND);
    story.then(Message::Tick)
}

#[test]
fn a_key_syncs_and_the_steps_and_the_end_are_told() {
    let story = in_git().keys("S").asks(&[Effect::Sync(Origin::Asked)]);
    // Keys go on working meanwhile, and a second sync is not started.
    let story =
        story.then(Message::SyncGoesOn("fetching".to_owned())).keys("L").is("todo: | doing: A* | done:");
    let story = story.keys("S").says("a sync is running already: fetching").asks(&[]);
    let story = story.then(synced("committed 1 move (maria), pushed to origin/main"));
    let story = story.says("committed 1 move (maria), pushed").sees(|app| app.git.running.is_none());
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Done);
    let saved = saved(&story);
    story.then(saved).keys("S").asks(&[Effect::Sync(Origin::Asked)]);
}

#[test]
fn what_a_sync_received_is_told_once_however_the_file_and_git_take_turns() {
    use andon::board::{Board, Change};
    let news = |story: &Story| {
        let mut file = Board::clone(&story.app.board);
        let change = Change::Move { card: story.card("A").id(), to: "done".parse().unwrap() };
        story.by_other(&mut file, "jon", change);
        Message::Reloaded { board: Box::new(file), read_only: None }
    };
    let told = || synced("received 1 move (jon), pushed to origin/main");
    let story = in_git().keys("S");
    let reloaded = news(&story);
    let story = story.then(told()).then(reloaded).is("todo: | doing: | done: A*");
    story.says("received 1 move (jon), pushed").sees(|app| app.marks.len() == 1);
    let story = in_git().keys("S");
    let reloaded = news(&story);
    story.then(reloaded).says("moved from todo to done").then(told()).says("received 1 move (jon), pushed");
}

#[test]
fn a_sync_waits_for_the_edits_made_before_it() {
    let story = in_git().keys("LS");
    assert!(!story.effects.contains(&Effect::Sync(Origin::Asked)), "the move is not in the file yet");
    let saved = saved(&story);
    story.then(saved).asks(&[Effect::Sync(Origin::Asked)]);
}

#[test]
fn a_failed_sync_says_why_and_a_key_tells_what_to_do() {
    let story = in_git().keys("S").then(failed());
    let story =
        story.says("not synced: origin cannot be reached: could not resolve host. s tells what to do");
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Failed);
    let story = story.keys("s").shows(|layer| matches!(layer, Layer::InGit(_)));
    // From there it is tried again, and the box stays.
    let story =
        story.keys("S").asks(&[Effect::Sync(Origin::Asked)]).shows(|layer| matches!(layer, Layer::InGit(_)));
    story.then(synced("pushed to origin/main")).sees(|app| app.git.trouble().is_none()).keys("<Esc>").bare();
}

#[test]
fn what_stays_here_is_told_without_a_tick() {
    let story = in_git().keys("S").then(synced("not pushed: this repository has no remote"));
    let story = story.says("not pushed: this repository has no remote");
    assert_eq!(story.app.notice.as_ref().unwrap().tone, Tone::Unavailable);
}

#[test]
fn a_failure_that_somebody_has_mended_by_hand_is_over() {
    let left = |before| in_git().then(stands(before)).keys("S").then(failed());
    let befores =
        [status(0, 0, FileState::Changed), status(1, 0, FileState::Clean), status(0, 2, FileState::Clean)];
    for before in befores {
        let story = left(before).then(stands(status(1, 0, FileState::Clean)));
        let story = story.sees(|app| app.git.trouble().is_some());
        story.then(stands(status(0, 0, FileState::Clean))).sees(|app| app.git.trouble().is_none());
    }
    // Where nothing was left to do here, only the next sync can tell that the remote answers again.
    let settled = || stands(status(0, 0, FileState::Clean));
    in_git().keys("S").then(failed()).then(settled()).sees(|app| app.git.trouble().is_some());
}

#[test]
fn where_there_is_nothing_to_sync_with_the_key_says_so() {
    let of = |standing| board("todo: A*").then(Message::InGit { standing, covered: false });
    board("todo: A*").keys("S").asks(&[]).says("git has not answered yet");
    of(Standing::Outside).keys("S").asks(&[]).says("this board is in no git repository");
    let said = Trouble { reason: "git does not trust this repository".to_owned(), ..trouble() };
    of(Standing::Silent(said)).keys("S").asks(&[]).says("git does not trust this repository");
    let mut story = in_git();
    story.app.health = Health::SaveFailed(Unsaved { why: "the disk is full".to_owned(), kept: true });
    story.keys("S").asks(&[]).says("not saved yet: the disk is full");
}

#[test]
fn nothing_is_synced_by_itself_unless_the_settings_cover_the_board() {
    let mut story = in_git();
    story.app.config = config::parse("[sync]\nauto = ['/elsewhere']", None, &keymap::faults).unwrap();
    let story = story.then(stands(status(0, 0, FileState::Changed)));
    let story = after(story, 100 * MINUTE).asks(&[]);
    story.keys("q").asks(&[Effect::Quit]);
}

#[test]
fn a_covered_board_is_synced_at_the_start_and_then_after_each_interval() {
    let auto = Effect::Sync(Origin::Auto);
    let story = by_itself("every = '5m'", status(0, 0, FileState::Clean)).asks(std::slice::from_ref(&auto));
    let story = story.then(synced("nothing to sync"));
    // What it did by itself is no news, unless it failed before.
    assert!(story.app.notice.is_none());
    let story = after(story, 4 * MINUTE).asks(&[]);
    after(story, MINUTE).asks(&[auto]);
}

#[test]
fn without_pushing_it_commits_and_only_when_something_changed() {
    let clean = || status(3, 0, FileState::Clean);
    let story = by_itself("push = false", clean()).asks(&[]);
    let story = after(story, 6 * MINUTE).asks(&[]).then(covered(status(3, 0, FileState::Changed))).asks(&[]);
    let story = after(story, 6 * MINUTE).asks(&[Effect::Sync(Origin::Auto)]);
    story.then(synced("committed 1 move (maria)")).then(covered(clean())).keys("q").asks(&[Effect::Quit]);
}

#[test]
fn in_the_middle_of_a_merge_nothing_is_done_by_itself() {
    let merging = || Status { going_on: Some(GoingOn::Rebase), ..status(1, 0, FileState::Changed) };
    let story = by_itself("", merging()).asks(&[]);
    let story = after(story, 60 * MINUTE).asks(&[]);
    story.keys("q").asks(&[Effect::Quit]);
    by_itself("", status(0, 0, FileState::Unmerged)).asks(&[]);
}

#[test]
fn failures_by_itself_are_told_once_and_then_retried_less_and_less_often() {
    let auto = Effect::Sync(Origin::Auto);
    let story = by_itself("every = '5m'", status(1, 0, FileState::Clean)).asks(std::slice::from_ref(&auto));
    let story = story.then(failed()).says("not synced").sees(|app| app.git.trouble().is_some());
    let story = after(story, 9 * MINUTE).asks(&[]);
    let story = after(story, MINUTE).asks(std::slice::from_ref(&auto)).then(failed());
    assert!(story.app.notice.is_none(), "it was told already");
    let story = after(story, 19 * MINUTE).asks(&[]);
    let story = after(story, MINUTE).asks(std::slice::from_ref(&auto)).then(synced("pushed to origin/main"));
    let story = story.says("the sync works again: pushed to origin/main");
    after(story, 5 * MINUTE).asks(&[auto]);
}

#[test]
fn what_is_being_typed_is_not_disturbed() {
    let story = by_itself("every = '5m'", status(0, 0, FileState::Changed)).then(synced("nothing to sync"));
    let story = story.keys("awhat I think");
    let story = after(story, 6 * MINUTE).asks(&[Effect::Sync(Origin::Auto)]).then(failed());
    let story = story.keys(" about it<Enter>");
    assert_eq!(story.card("what I think about it").title(), "what I think about it");
}

#[test]
fn leaving_waits_for_a_sync_but_not_for_long() {
    let leaving = || {
        in_git()
            .keys("Sq")
            .asks(&[])
            .says("waiting for the sync to end, at most 5 seconds; q or Ctrl-c again leaves at once")
    };
    leaving().then(synced("pushed to origin/main")).asks(&[Effect::Quit]);
    leaving().keys("q").asks(&[Effect::Quit]);
    let story = after(leaving(), 3 * SECOND).asks(&[]);
    let story = after(story, 3 * SECOND).asks(&[Effect::Quit]);
    assert_eq!(story.app.git.left_behind().unwrap(), "the sync was not done when andon was left");
    let story = leaving().then(failed()).asks(&[Effect::Quit]);
    assert_eq!(story.app.git.left_behind().unwrap(), trouble().reason);
    assert_eq!(leaving().then(synced("pushed")).app.git.left_behind(), None);
}

#[test]
fn leaving_syncs_what_would_be_left_behind() {
    let auto = Effect::Sync(Origin::Auto);
    let calm =
        |settings: &str| by_itself(settings, status(0, 0, FileState::Clean)).then(synced("nothing to sync"));
    // Nothing to take along.
    calm("").keys("q").asks(&[Effect::Quit]);
    for left in [status(0, 0, FileState::Changed), status(2, 0, FileState::Clean)] {
        let story = calm("").then(covered(left.clone())).keys("q").asks(std::slice::from_ref(&auto));
        story.then(synced("pushed to origin/main")).asks(&[Effect::Quit]);
        calm("on_exit = false").then(covered(left)).keys("q").asks(&[Effect::Quit]);
    }
    // So does a move that git was not asked about yet, and with it what only is to be committed.
    for settings in ["", "push = false"] {
        let story = calm(settings).keys("L");
        let saved = saved(&story);
        let story = story.then(saved).keys("q").asks(std::slice::from_ref(&auto));
        story.then(synced("committed 1 move (maria)")).asks(&[Effect::Quit]);
    }
    // A move that is on its way to the file goes along.
    let story = calm("").keys("Lq").asks(&[]);
    let saved = saved(&story);
    story.then(saved).asks(&[auto]).then(synced("pushed")).asks(&[Effect::Quit]);
}

#[test]
fn another_board_starts_anew_in_git() {
    let story = in_git().keys("S").then(failed());
    let other = Message::Opened {
        path: "other.board.json".into(),
        board: Box::new(andon::board::Board::clone(&story.app.board)),
        read_only: None,
    };
    let story = story.then(other);
    assert_eq!((&story.app.git.standing, &story.app.git.last), (&Standing::Unknown, &None));
}
