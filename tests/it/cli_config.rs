//! `andon config`, and what a bad file of settings does to everything else: nothing.

use crate::cli::{Answer, Place};

/// A folder with the team's board and a file of settings.
fn settings(text: &str) -> Place {
    let place = Place::team();
    std::fs::write(place.path().join("my.toml"), text).unwrap();
    place
}

fn andon(place: &Place, args: &[&str]) -> Answer {
    let output =
        place.command(args).env("ANDON_CONFIG", "my.toml").env("COLORTERM", "truecolor").output().unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn the_file_lies_in_the_persons_own_folder_and_a_variable_names_another() {
    let place = Place::team();
    let path = place.ok(&["config", "path"]);
    assert!(path.starts_with(&place.path().join("home").display().to_string()), "{path}");
    assert!(path.trim_end().ends_with("config.toml"), "{path}");
    assert_eq!(andon(&place, &["config", "path"]).out, "my.toml\n");
}

#[test]
fn without_a_file_the_defaults_are_in_force() {
    let place = Place::team();
    let shown = place.ok(&["config", "show"]);
    assert!(shown.starts_with("# defaults; there is no "), "{shown}");
    assert!(shown.contains("\n[sync]\nauto = []  "), "{shown}");
    assert!(shown.contains("\ntheme = \"ansi\"  "), "{shown}");
    let settings = shown.lines().filter(|line| line.contains(" = "));
    assert!(
        settings.clone().count() > 10 && settings.clone().all(|line| line.ends_with("# default")),
        "{shown}"
    );
    assert!(place.ok(&["config", "check"]).contains("not there: defaults are in force"));
    // A file that somebody named has to be there.
    let missing = andon(&place, &["config", "check"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.starts_with("error: my.toml: "), "{}", missing.err);
}

#[test]
fn what_is_in_force_is_shown() {
    let place = settings("[sync]\nauto = [\"~/code\"]\nevery = \"1h\"\n");
    let shown = andon(&place, &["config", "show"]);
    let home = place.path().join("home/code");
    assert!(shown.out.contains(&format!("auto = [\"{}\"]", home.display())), "{}", shown.out);
    let every = shown.out.lines().find(|line| line.starts_with("every")).unwrap();
    assert!(every.starts_with("every = \"1h\"") && every.ends_with("  # line 3"), "{every}");
    assert_eq!(andon(&place, &["config", "check"]).out, "my.toml: sound\n");
}

#[test]
fn the_example_is_a_file_of_settings() {
    let place = settings("");
    let example = andon(&place, &["config", "example"]);
    assert_eq!((example.code, example.err.as_str()), (0, ""));
    std::fs::write(place.path().join("my.toml"), &example.out).unwrap();
    assert_eq!(andon(&place, &["config", "check"]).out, "my.toml: sound\n");
}

#[test]
fn settings_are_what_the_screen_begins_with_and_the_command_line_goes_before_them() {
    let place = settings("[screen]\ntheme = \"dark\"\nsymbols = \"ascii\"\nmetrics = \"hidden\"\n");
    let print = |args: &[&str]| {
        let answer = andon(&place, &[&["--print", "--color", "always"], args].concat());
        assert_eq!((answer.code, answer.err.as_str()), (0, ""));
        answer.out
    };
    let shown = print(&[]);
    assert!(shown.contains(";48;") && !shown.contains("│") && shown.contains('|'), "{shown}");
    assert!(!shown.contains("lead"), "{shown}");
    assert!(!print(&["--theme", "ansi"]).contains(";48;"));
    // Also what is asked for on the board itself.
    assert!(!print(&["--keys", "ztztztzt"]).contains(";48;"));
    assert!(print(&["--keys", "za"]).contains("│"));
    let wrong = andon(&place, &["--print", "--theme", "drak"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("there is no theme 'drak'\nhint: did you mean 'dark'?"), "{}", wrong.err);
}

#[test]
fn every_mistake_is_told_at_once_and_none_of_the_file_is_in_force() {
    let place = settings("[sync]\nevry = \"5m\"\npush = \"no\"\n\n[colours]\n");
    for args in [["config", "check"], ["config", "show"]] {
        let answer = andon(&place, &args);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""));
        assert_eq!(
            answer.err,
            "error: my.toml:2:1: [sync] has no key 'evry' (did you mean 'every'?)\n       \
             my.toml:3:8: 'push' is a text where it must be true or false\n       \
             my.toml:5:2: there is no section [colours] (the file has sections: [themes], [sync], [keys], [screen], [filters])\n\
             hint: until it is mended, none of it is in force\n"
        );
    }
}

#[test]
fn commands_that_need_no_settings_go_on() {
    let place = settings("[sync\n");
    assert_eq!(andon(&place, &["config", "check"]).code, 1);
    let list = andon(&place, &["list"]);
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    assert_eq!(andon(&place, &["--print"]).code, 0);
}

/// Whoever can commit to a board must not be able to make anybody's git push.
#[test]
fn a_file_of_the_repository_sets_nothing() {
    let place = Place::team();
    let text = "[sync]\nauto = ['/']\n";
    for name in ["config.toml", "andon.toml", ".andon.toml", "team.config.toml"] {
        std::fs::write(place.path().join(name), text).unwrap();
    }
    std::fs::create_dir_all(place.path().join(".andon")).unwrap();
    std::fs::write(place.path().join(".andon/config.toml"), text).unwrap();
    assert!(place.ok(&["config", "show"]).contains("auto = []"));
}

/// A device has no length, and may have no end.
#[cfg(unix)]
#[test]
fn no_more_is_read_than_settings_can_take() {
    let place = Place::team();
    for (file, code) in [("/dev/zero", 1), ("/dev/null", 0)] {
        let output = place.command(&["config", "check"]).env("ANDON_CONFIG", file).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let huge = settings(&"#".repeat((1 << 20) + 1));
    assert!(andon(&huge, &["config", "check"]).err.contains("larger than 1 MiB"));
}

#[test]
fn keys_are_told_with_their_mistakes_and_those_in_force_are_shown() {
    let place = settings(
        "[keys]\nmove-rigth = [\"L\"]\nadd = [\"<Nonsense>\", \"u\"]\nquit = [\"<Esc>\"]\n[sync]\npush = 1\n",
    );
    let answer = andon(&place, &["config", "check"]);
    assert_eq!(answer.code, 1);
    for told in [
        "my.toml:2:1: there is no command 'move-rigth' (did you mean 'move-right'?)",
        "my.toml:3:8: '<Nonsense>' is no key",
        "my.toml:3:22: 'u' for 'add' would leave 'undo' (u) without a key (give 'undo' other keys, or none: undo = [])",
        "my.toml:4:9: 'Esc' always leads out, from everywhere (give 'quit' another key)",
        "my.toml:6:8: 'push' is a number where it must be true or false",
    ] {
        assert!(answer.err.contains(told), "{told}\n{}", answer.err);
    }
    let place = settings("[keys]\nadd = \"<A-a>\"\nwindow = []\n");
    let shown = andon(&place, &["config", "show"]).out;
    for told in ["add = [\"<A-a>\"]", "window = []", "move-right = [\"L\", \"<S-Right>\"]"] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    // What is shown can be put into the file, and says the same.
    let again = settings(&shown);
    let rows = |text: &str| {
        let keys = text.split_once("[keys]").unwrap().1;
        let row = |line: &str| line.rsplit_once("  # ").map_or(line, |(row, _)| row).trim_end().to_owned();
        keys.lines().map(row).collect::<Vec<_>>()
    };
    assert_eq!(rows(&andon(&again, &["config", "show"]).out), rows(&shown));
    // On the screen they are what the hint line tells.
    assert!(andon(&place, &["--print", "--size", "160x24"]).out.contains("Alt-a add"));
}
