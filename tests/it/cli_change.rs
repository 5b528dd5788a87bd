//! Commands that change a board: what they say, and what then holds.

use super::cli::Place;

#[test]
fn each_change_says_what_it_did() {
    let place = Place::team();
    for (args, said) in [
        (
            &["edit", "bbbb", "--title", "Dark theme", "--due", "2026-04-01"][..],
            "bbbb Dark theme: title is now Dark theme, due is now 2026-04-01\n",
        ),
        (&["edit", "bbbb", "--due", ""], "bbbb Dark theme: due cleared\n"),
        (&["move", "bbbb", "ready"], "bbbb Dark theme: moved from Backlog to Ready\n"),
        (&["unblock", "aaaa2"], "aaaa2 Refund API: unblocked\n"),
        (&["block", "aaaa2", "waiting", "for", "legal"], "aaaa2 Refund API: blocked: waiting for legal\n"),
        (
            &["assign", "aaaa2", "lena", "--drop", "jon"],
            "aaaa2 Refund API: assigned to lena; no longer on it: jon\n",
        ),
        (&["label", "aaaa2", "api", "bank"], "aaaa2 Refund API: labelled api, bank\n"),
        (&["label", "aaaa2", "--drop", "bank"], "aaaa2 Refund API: label taken off: bank\n"),
        (&["move", "aaaa2", "Deliv"], "aaaa2 Refund API: moved from Development: Doing to Delivered\n"),
        (&["delete", "aaaa2"], "aaaa2 Refund API: deleted\n"),
        (&["restore", "aaaa2"], "aaaa2 Refund API: restored\n"),
        (&["limit", "ready", "4"], "Ready: limit 4\n"),
        (&["limit", "ready", "none"], "Ready: no limit\n"),
        (&["limit", "--stage", "development", "2"], "stage Development: limit 2\n"),
        (&["limit", "--class", "expedite", "2"], "class Expedite: limit 2\n"),
        (&["limit", "--person", "jon", "2"], "@jon: limit 2\n"),
        (&["limit", "--everyone", "3"], "the board: limit 3 for each person\n"),
        (&["limit", "--whole", "9"], "the board: limit 9\n"),
    ] {
        assert_eq!(place.ok(args), said, "andon {args:?}");
    }
    assert_eq!(place.andon(&["check"]).code, 0);
}

#[test]
fn a_card_is_added_with_all_it_has() {
    let place = Place::team();
    let args =
        ["add", "Two", "words", "--to", "Ready", "--text", "More", "--kind", "debt", "--due", "2026-05-01"];
    let more = ["--label", "a", "--label", "b", "--who", "jon", "--parent", "bbbb", "--class", "expedite"];
    let answer = place.json(&[&args[..], &more[..]].concat());
    assert_eq!(answer["schema"], "andon-change/1");
    let card = &answer["cards"][0];
    for (field, value) in [
        ("title", "Two words"),
        ("column", "ready"),
        ("column_name", "Ready"),
        ("text", "More"),
        ("kind", "debt"),
        ("due", "2026-05-01"),
        ("parent", "bbbb3333"),
        ("class", "expedite"),
        ("created", super::cli::NOW),
    ] {
        assert_eq!(card[field], value, "{field}");
    }
    assert_eq!(card["labels"], serde_json::json!(["a", "b"]));
    assert_eq!(card["who"], serde_json::json!(["jon"]));
    assert_eq!(card["id"].as_str().unwrap().len(), 8);
}

#[test]
fn a_limit_refuses_with_the_cards_that_fill_it() {
    let place = Place::team();
    place.refuses(
        &["move", "bbbb", "doing"],
        3,
        &[
            "error: Doing is full (1 of 1): aaaa2. Finish one or put one back.",
            "hint: in it: aaaa2 Refund API",
        ],
    );
    // This board's policy takes no reasons.
    place.refuses(&["move", "bbbb", "doing", "--over", "release"], 3, &["Doing is full"]);
}

#[test]
fn a_reason_goes_over_a_limit_where_the_policy_takes_one() {
    let lenient = super::cli::TEAM.replace(r#""zone":"#, r#""at_limit":"reason","zone":"#);
    let place = Place::with(lenient);
    place.refuses(&["move", "bbbb", "doing"], 3, &["or give a reason to go over", "--over REASON"]);
    let said = place.ok(&["move", "bbbb", "doing", "--over", "release at four"]);
    assert_eq!(
        said,
        "bbbb Dark mode: moved from Backlog to Development: Doing, over the limit: release at four\n"
    );
    assert_eq!(place.json(&["show", "bbbb"])["card"]["over"], "release at four");
}

#[test]
fn of_several_cards_those_are_moved_that_find_room() {
    let place = Place::team();
    place.ok(&["limit", "doing", "2"]);
    let answer = place.andon(&["move", "aaaa1", "bbbb", "doing"]);
    assert_eq!(answer.code, 3);
    assert_eq!(answer.out, "aaaa1 Retry on timeout: moved from Ready to Development: Doing\n");
    assert!(answer.err.starts_with("error: Doing is full (2 of 2)"), "{}", answer.err);
    let answer = place.andon(&["move", "aaaa1", "bbbb", "ready", "--json"]);
    assert_eq!(answer.code, 0, "{answer:?}");
}

#[test]
fn undo_goes_back_step_by_step_and_redo_forth() {
    let place = Place::team();
    for (args, code, says) in [
        // The last thing maria did was to delete a card.
        (&["undo"][..], 0, "dddd Fax gateway: undone: deleted\n"),
        (&["undo"], 0, "dddd Fax gateway: undone: added to Backlog\n"),
        (&["undo"], 0, "cccc Webhook: undone: added to Ready\n"),
        (&["redo", "--card", "dddd"], 0, "dddd Fax gateway: redone: added to Backlog\n"),
        (&["undo", "--by", "jon"], 0, "aaaa2 Refund API: undone: blocked: the bank's sandbox is down\n"),
        (&["redo", "--by", "jon"], 0, "aaaa2 Refund API: redone: blocked: the bank's sandbox is down\n"),
        (&["undo", "--card", "aaaa2", "--event", "e3"], 0, "aaaa2 Refund API: undone: assigned to jon\n"),
        (&["undo", "--by", "nobody"], 1, ""),
    ] {
        let answer = place.andon(args);
        if says.contains("cccc") {
            // Jon moved that card since, so maria's adding it cannot be undone.
            assert_eq!(answer.code, 1, "{answer:?}");
            assert!(answer.err.contains("jon changed card cccc since"), "{answer:?}");
            continue;
        }
        assert_eq!((answer.code, answer.out.as_str()), (code, says), "andon {args:?}: {}", answer.err);
    }
}

#[test]
fn undo_does_not_guess_between_cards_of_one_second() {
    let place = Place::team();
    place.ok(&["move", "bbbb", "aaaa1", "done"]);
    place.refuses(&["undo"], 1, &["2 cards were changed in the same second", "--card aaaa1", "--card bbbb"]);
    assert_eq!(
        place.ok(&["undo", "--card", "bbbb"]),
        "bbbb Dark mode: undone: moved from Backlog to Delivered\n"
    );
}

#[test]
fn what_happened_earlier_is_recorded_with_at() {
    let place = Place::team();
    place.refuses(
        &["move", "cccc", "ready", "--at", "2026-03-03T15:29:59Z"],
        1,
        &["is before the last event of card cccc"],
    );
    place.refuses(&["move", "cccc", "ready", "--at", "2026-03-10T12:00:01Z"], 2, &["in the future"]);
    place.refuses(&["move", "cccc", "ready", "--at", "soon"], 2, &["'soon' is no time", "hint: give"]);
    place.refuses(&["move", "cccc", "ready", "--at", "2026-13-01 10:00"], 2, &["is no time"]);
    // Local to the board's zone, which is an hour before UTC in March.
    place.ok(&["move", "cccc", "ready", "--at", "2026-03-03 16:30"]);
    assert_eq!(place.json(&["show", "cccc"])["card"]["entered"], "2026-03-03T15:30:00Z");
}

#[test]
fn names_come_from_by_then_git_then_the_login() {
    let place = Place::team();
    let last = |place: &Place| place.json(&["log", "--card", "bbbb"])["events"][0]["by"].clone();
    place.ok(&["block", "bbbb", "x"]);
    assert_eq!(last(&place), "maria");
    std::fs::write(place.path().join("no-git-config"), "[user]\nname = Jon Doe\n").unwrap();
    place.ok(&["unblock", "bbbb"]);
    assert_eq!(last(&place), "Jon Doe");
    place.ok(&["block", "bbbb", "x", "--by", "lena"]);
    assert_eq!(last(&place), "lena");
    std::fs::remove_file(place.path().join("no-git-config")).unwrap();
    let status = place.command(&["unblock", "bbbb"]).env_remove("LOGNAME").status().unwrap();
    assert!(status.success());
    assert_eq!(last(&place), "unknown");
}

#[test]
fn a_due_day_is_said_in_words() {
    // It is Tuesday, 10 March 2026.
    let place = Place::team();
    for (day, said) in [("fri", "2026-03-13"), ("in 2 weeks", "2026-03-24"), ("1 apr", "2026-04-01")] {
        let wanted = format!("bbbb Dark mode: due is now {said}\n");
        assert_eq!(place.ok(&["edit", "bbbb", "--due", day]), wanted);
    }
    assert_eq!(place.ok(&["edit", "bbbb", "--due", "none"]), "bbbb Dark mode: due cleared\n");
    place.ok(&["add", "Pay", "--due", "tomorrow"]);
    assert!(place.ok(&["list"]).contains("Pay"));
    let answer = place.andon(&["edit", "bbbb", "--due", "9 mar"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("'9 mar' is Mon 9 Mar, yesterday, which is past"), "{}", answer.err);
}

#[test]
fn a_card_is_printed_as_a_page_and_taken_back() {
    let place = Place::team();
    let page = place.ok(&["show", "aaaa1", "--markdown"]);
    assert_eq!(page, "# Retry on timeout\n\nkind: feature\nlabels: api\n");
    let path = place.board().with_file_name("card.md");
    let file = path.to_str().unwrap();
    std::fs::write(&path, &page).unwrap();
    assert_eq!(place.ok(&["edit", "aaaa1", "--markdown", file]), "aaaa1 is as it was\n");
    let new = "# Retry\n\nlabels: api, bank\ndue: fri\n\nOften.\n\n## Checklist\n\n- [x] ask\n";
    std::fs::write(&path, new).unwrap();
    let said = place.ok(&["edit", "aaaa1", "--markdown", file]);
    assert!(said.contains("kind cleared") && said.contains("due is now 2026-03-13"), "{said}");
    let again = place.ok(&["show", "aaaa1", "--markdown"]);
    assert_eq!(
        again,
        new.replace("fri", "2026-03-13")
            .replace("labels: api, bank\ndue: 2026-03-13", "due: 2026-03-13\nlabels: api, bank")
    );
    // Every mistake with its line, and nothing is changed.
    std::fs::write(&path, "# Retry\n\ndue: frx\nclass: gold\n").unwrap();
    let answer = place.andon(&["edit", "aaaa1", "--markdown", file]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("card.md:3: 'frx' is no day"), "{}", answer.err);
    assert!(answer.err.contains("card.md:4: there is no class of service 'gold'"), "{}", answer.err);
    assert_eq!(place.ok(&["show", "aaaa1", "--markdown"]), again);
    assert_eq!(place.andon(&["edit", "aaaa1", "--markdown", "nowhere.md"]).code, 1);
    assert_eq!(place.andon(&["edit", "aaaa1", "--markdown", file, "--title", "x"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_card_is_edited_in_an_editor_and_nothing_written_is_lost() {
    let place = Place::team();
    let edits = |script: &str| {
        let editor = crate::pty::script(place.path(), "an editor", script);
        let mut command = place.command(&["edit", "aaaa1", "--editor"]);
        command.env("EDITOR", format!("'{editor}'")).output().unwrap()
    };
    let output = edits("sed 's/^due:/due: fri/; s/^# .*/# Retry/' \"$1\" > new && cat new > \"$1\"");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "aaaa1 Retry: title is now Retry, due is now 2026-03-13\n");
    assert_eq!(String::from_utf8(edits("true").stdout).unwrap(), "aaaa1 is as it was\n");
    // The first time a mistake is made, the second time it is mended where the page tells of it.
    let output = edits(
        "if grep -q '^<!-- andon: ! .frx' \"$1\"; then sed 's/frx/mon/' \"$1\" > new; else sed 's/^due:.*/due: frx/' \"$1\" > new; fi; cat new > \"$1\"",
    );
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "aaaa1 Retry: due is now 2026-03-16\n");
    // Whoever does not mend it has what was written.
    let output = edits("printf '# Long thoughts\\n\\nclass: gold\\n' > \"$1\"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().contains("# Long thoughts"));
    assert!(String::from_utf8(output.stderr).unwrap().contains("there is no class of service 'gold'"));
}
