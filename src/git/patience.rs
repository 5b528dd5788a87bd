//! A program is run and listened to; one that has been silent for too long is ended, together with
//! everything it started.

use std::io::{self, Read, Write as _};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::command::start;

/// How often a program that says nothing is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// How long the output of a program that has ended is waited for. It is there already, but on a busy
/// machine it may take a while to be heard; and it never ends where something was left behind that
/// keeps it open, such as a daemon that a hook started.
const LEFT_BEHIND: Duration = Duration::from_secs(5);

/// How long a program that is told to end may tidy up: git removes its lock files.
const TIDYING: Duration = Duration::from_secs(2);

enum Heard {
    Out(Vec<u8>),
    Err(Vec<u8>),
}

/// What the program answers. `None` when it was ended: it said nothing for longer than `silence`.
pub(super) fn run(
    mut command: Command,
    input: &[u8],
    silence: Option<Duration>,
) -> io::Result<Option<Output>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    if silence.is_some() {
        use std::os::unix::process::CommandExt as _;
        // A group of its own can be ended as a whole. At a terminal it could not ask anybody.
        command.process_group(0);
    }
    let mut child = start(&mut command)?;
    let (tell, heard) = mpsc::channel();
    if let Some(mut stdin) = child.stdin.take() {
        let input = input.to_vec();
        // What it does not want to read it will say.
        thread::spawn(move || stdin.write_all(&input));
    }
    listen(child.stdout.take(), Heard::Out, tell.clone());
    listen(child.stderr.take(), Heard::Err, tell);
    let (mut out, mut err, mut last) = (Vec::new(), Vec::new(), Instant::now());
    let mut ended = false;
    loop {
        match heard.recv_timeout(LOOK) {
            Ok(words) => {
                last = Instant::now();
                match words {
                    Heard::Out(words) => out.extend(words),
                    Heard::Err(words) => err.extend(words),
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) if ended => {
                if last.elapsed() > LEFT_BEHIND {
                    break;
                }
            }
            Err(RecvTimeoutError::Timeout) if child.try_wait()?.is_some() => {
                (ended, last) = (true, Instant::now());
            }
            Err(RecvTimeoutError::Timeout) if silence.is_some_and(|silence| last.elapsed() > silence) => {
                end(&mut child)?;
                return Ok(None);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
    Ok(Some(Output { status: child.wait()?, stdout: out, stderr: err }))
}

fn listen(from: Option<impl Read + Send + 'static>, heard: fn(Vec<u8>) -> Heard, tell: Sender<Heard>) {
    let Some(mut from) = from else { return };
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(length) = from.read(&mut buffer) {
            let words = buffer.get(..length).unwrap_or_default().to_vec();
            if words.is_empty() || tell.send(heard(words)).is_err() {
                break;
            }
        }
    });
}

/// Asks the program's group to end, and does not ask twice.
fn end(child: &mut Child) -> io::Result<()> {
    signal(child, false);
    let deadline = Instant::now() + TIDYING;
    while child.try_wait()?.is_none() && Instant::now() < deadline {
        thread::sleep(LOOK);
    }
    signal(child, true);
    let _ = child.kill();
    child.wait().map(drop)
}

#[cfg(unix)]
fn signal(child: &Child, at_once: bool) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let signal = if at_once { Signal::KILL } else { Signal::TERM };
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // Nobody is left: that is what was wanted.
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn signal(_child: &Child, _at_once: bool) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str, silence: Option<Duration>) -> Option<Output> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, b"given\n", silence).unwrap()
    }

    #[test]
    fn what_it_says_is_heard_and_what_it_is_given_it_reads() {
        for silence in [None, Some(Duration::from_secs(10))] {
            let output = shell("cat; echo no >&2; exit 3", silence).unwrap();
            assert_eq!((&output.stdout[..], &output.stderr[..]), (&b"given\n"[..], &b"no\n"[..]));
            assert_eq!(output.status.code(), Some(3));
        }
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_what_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let alive = folder.path().join("alive");
        let script = format!("(sleep 1; touch '{}') & wait", alive.display());
        let start = Instant::now();
        assert!(shell(&script, Some(Duration::from_millis(200))).is_none());
        assert!(start.elapsed() < TIDYING);
        thread::sleep(Duration::from_millis(1200));
        assert!(!alive.exists(), "what it started was ended too");
    }

    #[test]
    fn who_says_something_now_and_then_is_waited_for() {
        let output = shell("for i in 1 2 3 4; do echo $i; sleep 0.2; done", Some(Duration::from_millis(500)));
        assert_eq!(output.unwrap().stdout, b"1\n2\n3\n4\n");
    }

    #[test]
    fn a_daemon_left_behind_holds_nobody_up() {
        let start = Instant::now();
        let output = shell("echo done; sleep 30 &", None).unwrap();
        assert_eq!(output.stdout, b"done\n");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    /// It must not be taken for one that said nothing: an empty name of a commit, pushed, would
    /// remove the branch there.
    #[test]
    fn a_program_that_has_ended_is_heard_to_its_end() {
        // The second writer keeps the output for a moment after the first has ended.
        let output = shell("(sleep 0.5; echo late) & echo early", None).unwrap();
        assert_eq!(output.stdout, b"early\nlate\n");
    }
}
