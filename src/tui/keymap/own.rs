//! The keys a person wants otherwise: `[keys]` of their settings, put over the keys of the table.
//!
//! A key of theirs takes the place of the table's. What would leave a command without keys that
//! nobody meant to leave without, or make keys mean two things, is a fault: told, never guessed.

use super::{Key, Keymap, parse, spoken};
use crate::config::{Fault, Keys};
use crate::text::{alike, nearest};
use crate::tui::command::{COMMANDS, Command, Context, Entry, named};

/// No chord is longer.
const CHORD_MAX: usize = 3;

/// Keys that stay, whatever else a command is given: from everywhere there is a way out, and an
/// answer can be given.
const ESSENTIAL: [(Command, &str); 3] =
    [(Command::Back, "<Esc>"), (Command::Quit, "<C-c>"), (Command::Accept, "<Enter>")];

/// Keys for a command.
struct Binding {
    entry: &'static Entry,
    notation: String,
    keys: Vec<Key>,
    /// Which row of the settings it is from, and which of its keys.
    place: (usize, Option<usize>),
}

impl Binding {
    /// A context in which both work.
    fn meets(&self, other: &Binding) -> Option<Context> {
        let here = &self.entry.contexts;
        here.iter().find(|context| other.entry.contexts.contains(context)).copied()
    }

    fn name(&self) -> &'static str {
        self.entry.command.name()
    }
}

/// Everything that is wrong with the keys a person wants.
pub fn faults(own: &Keys) -> Vec<Fault> {
    keymap(own).err().unwrap_or_default()
}

/// The key map, or everything that is wrong with what is wanted.
pub(super) fn keymap(own: &Keys) -> Result<Keymap, Vec<Fault>> {
    let mut faults = Vec::new();
    let wanted = wanted(own, &mut faults);
    clashes(&wanted, &mut faults);
    let set: Vec<Command> = own.rows().iter().filter_map(|(name, _)| Some(named(name)?.command)).collect();
    let mut keymap = Keymap::default();
    for entry in COMMANDS {
        if set.contains(&entry.command) {
            for binding in wanted.iter().filter(|binding| binding.entry.command == entry.command) {
                for context in entry.contexts {
                    keymap.bind(*context, &binding.notation, entry.command);
                }
            }
        } else {
            standard(&mut keymap, entry, &wanted, &mut faults);
        }
    }
    if faults.is_empty() { Ok(keymap) } else { Err(faults) }
}

/// What the rows of the settings ask for, as far as it can be had.
fn wanted(own: &Keys, faults: &mut Vec<Fault>) -> Vec<Binding> {
    let mut wanted: Vec<Binding> = Vec::new();
    for (row, (name, notations)) in own.rows().iter().enumerate() {
        let Some(entry) = named(name) else {
            faults.push(unknown(row, name));
            continue;
        };
        let mut notations: Vec<(Option<usize>, &str)> =
            notations.iter().enumerate().map(|(nth, text)| (Some(nth), text.as_str())).collect();
        for (command, key) in ESSENTIAL {
            if command == entry.command && notations.iter().all(|(_, other)| parse(other) != parse(key)) {
                notations.push((None, key));
            }
        }
        for (nth, notation) in notations {
            match read(entry, notation) {
                Ok(keys) => {
                    let notation: String = keys.iter().map(|key| key.notation()).collect();
                    wanted.push(Binding { entry, notation, keys, place: (row, nth) });
                }
                Err((what, hint)) => {
                    faults.push(Fault { row, key: nth, what, hint });
                }
            }
        }
    }
    wanted
}

fn unknown(row: usize, name: &str) -> Fault {
    let meant = nearest(name, COMMANDS.iter().map(|entry| entry.command.name()));
    let hint = match meant.into_iter().find(|known| alike(name, known)) {
        Some(known) => format!("did you mean '{known}'?"),
        None => "andon config show lists the commands with their keys".to_owned(),
    };
    Fault { row, key: None, what: format!("there is no command '{name}'"), hint: Some(hint) }
}

/// The keys of a notation, if the command can have them.
fn read(entry: &Entry, notation: &str) -> Result<Vec<Key>, (String, Option<String>)> {
    let keys = parse(notation).map_err(|error| (error.to_string(), None))?;
    let Some(first) = keys.first().copied().filter(|_| keys.len() <= CHORD_MAX) else {
        let what = format!("'{notation}' is {} keys; a command has one to {CHORD_MAX}", keys.len());
        return Err((what, Some("a list gives a command several: [\"L\", \"<S-Right>\"]".to_owned())));
    };
    if let Some(key) = keys.iter().find(|key| key.is_essential()) {
        let is_its_own = keys.len() == 1
            && ESSENTIAL
                .iter()
                .any(|(command, own)| *command == entry.command && parse(own) == Ok(vec![*key]));
        if !is_its_own {
            let what = format!("'{}' always leads out, from everywhere", spoken(&key.notation()));
            return Err((what, Some(format!("give '{}' another key", entry.command.name()))));
        }
    }
    let counts = entry.contexts.iter().any(|context| context.takes_counts());
    if counts && first.digit(false).is_some() {
        let what = format!("'{notation}' begins with a digit, which is a count before a command");
        return Err((what, None));
    }
    let types = entry.contexts.iter().any(|context| context.takes_text());
    if let Some(c) = first.character().filter(|_| types) {
        let what = format!("'{c}' is a letter to type where '{}' works", entry.command.name());
        return Err((what, Some("such as <C-n> or <F1>".to_owned())));
    }
    Ok(keys)
}

/// Wanted keys that mean two things.
fn clashes(wanted: &[Binding], faults: &mut Vec<Fault>) {
    for (at, later) in wanted.iter().enumerate() {
        for earlier in &wanted[..at] {
            let Some(context) = earlier.meets(later).filter(|_| earlier.place.0 != later.place.0) else {
                continue;
            };
            // Told of the one that somebody wrote.
            let (told, other) = if later.place.1.is_some() { (later, earlier) } else { (earlier, later) };
            let place = context.place();
            let fault = |what: String| {
                let (row, key) = told.place;
                Fault { row, key, what, hint: Some("give one of them another key".to_owned()) }
            };
            if told.keys == other.keys {
                let what = format!(
                    "'{}' would be both '{}' and '{}' {place}",
                    told.notation,
                    other.name(),
                    told.name()
                );
                faults.push(fault(what));
            } else if told.keys.starts_with(&other.keys) || other.keys.starts_with(&told.keys) {
                let (short, long) =
                    if told.keys.len() < other.keys.len() { (told, other) } else { (other, told) };
                let what = format!(
                    "'{}' ({}) would never be reached {place}: '{}' is '{}' already",
                    long.notation,
                    long.name(),
                    short.notation,
                    short.name()
                );
                faults.push(fault(what));
            }
        }
    }
}

/// Binds the table's keys of a command nobody spoke of, save those somebody wants for another.
fn standard(keymap: &mut Keymap, entry: &'static Entry, wanted: &[Binding], faults: &mut Vec<Fault>) {
    let mut taken = None;
    for notation in entry.keys {
        let keys = parse(notation).unwrap_or_default();
        let rival = wanted.iter().find(|binding| {
            let meet = binding.entry.contexts.iter().any(|context| entry.contexts.contains(context));
            meet && (binding.keys.starts_with(&keys) || keys.starts_with(&binding.keys))
        });
        match rival {
            None => entry.contexts.iter().for_each(|context| keymap.bind(*context, notation, entry.command)),
            Some(rival) => taken = Some(rival),
        }
    }
    let Some(rival) = taken.filter(|_| keymap.keys(entry.command).is_empty()) else { return };
    let (name, text) = (entry.command.name(), entry.keys.join(" "));
    let what =
        format!("'{}' for '{}' would leave '{name}' ({text}) without a key", rival.notation, rival.name());
    let hint = Some(format!("give '{name}' other keys, or none: {name} = []"));
    faults.push(Fault { row: rival.place.0, key: rival.place.1, what, hint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{Found, STANDARD};

    /// Commands with their keys, those between blanks.
    fn own(rows: &[(&str, &str)]) -> Keys {
        let row = |(name, keys): &(&str, &str)| {
            ((*name).to_owned(), keys.split_whitespace().map(str::to_owned).collect())
        };
        Keys::new(rows.iter().map(row).collect())
    }

    fn told(rows: &[(&str, &str)]) -> Vec<String> {
        faults(&own(rows)).into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn keys_are_given_taken_over_and_taken_away() {
        let keymap =
            keymap(&own(&[("move-right", "<A-l> >"), ("add", "x"), ("quit", ""), ("undo", "gz")])).unwrap();
        let find = |keys: &str| keymap.find(&parse(keys).unwrap(), Context::Board);
        for (keys, found) in [
            (">", Found::Command(Command::MoveRight)),
            ("<A-l>", Found::Command(Command::MoveRight)),
            ("L", Found::Nothing),
            // The table's second key of another command.
            ("x", Found::Command(Command::Add)),
            ("D", Found::Command(Command::Delete)),
            ("a", Found::Nothing),
            ("q", Found::Nothing),
            ("<C-c>", Found::Command(Command::Quit)),
            ("g", Found::Beginning),
            ("gz", Found::Command(Command::Undo)),
            ("gg", Found::Command(Command::First)),
            ("u", Found::Nothing),
        ] {
            assert_eq!(find(keys), found, "{keys}");
        }
        assert_eq!(keymap.find(&parse("x").unwrap(), Context::Detail), Found::Nothing);
        assert_eq!(keymap.keys_text(Command::MoveRight), "Alt-l or >");
        assert_eq!(keymap.keys_text(Command::Quit), "Ctrl-c");
        assert_eq!(keymap.keys(Command::Add), ["x"]);
        assert_eq!(keymap.key_in(Command::Delete, Context::Board).as_deref(), Some("D"));
    }

    #[test]
    fn what_is_in_force_can_be_wanted() {
        let standard = STANDARD.in_force();
        assert_eq!(keymap(&standard).unwrap(), **STANDARD);
        let other = keymap(&own(&[("add", "x"), ("quit", "")])).unwrap();
        assert_eq!(keymap(&other.in_force()).unwrap(), other);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (rows, expected) in [
            (&[("move-rigth", "L")] as &[(&str, &str)], "there is no command 'move-rigth'"),
            (&[("add", "<Nonsense>")], "'<Nonsense>' is no key"),
            (&[("add", "abcd")], "'abcd' is 4 keys"),
            (&[("add", "3")], "'3' begins with a digit"),
            (&[("add", "<Esc>")], "'Esc' always leads out"),
            (&[("add", "g<C-c>")], "'Ctrl-c' always leads out"),
            (&[("next", "j")], "'j' is a letter to type where 'next' works"),
            (&[("next", "<Enter>")], "'<Enter>' for 'next' would leave 'accept' (<Enter>) without a key"),
            (&[("add", "Z"), ("undo", "Z")], "'Z' would be both 'add' and 'undo' on the board"),
            (
                &[("add", "Z"), ("undo", "Zz")],
                "'Zz' (undo) would never be reached on the board: 'Z' is 'add' already",
            ),
            (
                &[("undo", "Zz"), ("add", "Z")],
                "'Zz' (undo) would never be reached on the board: 'Z' is 'add' already",
            ),
            (&[("add", "u")], "'u' for 'add' would leave 'undo' (u) without a key"),
            (&[("accept", "<C-y>"), ("next", "<Enter>")], "'<Enter>' would be both 'accept' and 'next'"),
        ] {
            let told = told(rows);
            assert!(told.first().is_some_and(|what| what.starts_with(expected)), "{rows:?}: {told:?}");
        }
        let empty = Keys::new(vec![("add".to_owned(), vec![String::new()])]);
        assert_eq!(faults(&empty)[0].what, "'' is 0 keys; a command has one to 3");
        // Each command works somewhere else.
        assert_eq!(told(&[("series", "Z"), ("add", "Z")]), [""; 0]);
        // Of several faults each is told.
        assert_eq!(told(&[("nope", ""), ("add", "<Xx>"), ("undo", "4")]).len(), 3);
    }
}
