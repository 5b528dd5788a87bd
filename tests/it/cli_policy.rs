//! `andon policy`: what is agreed on is shown, set, taken away, told by the log, and kept in the
//! file as one value each.

use super::cli::Place;

#[test]
fn what_is_not_agreed_on_yet_says_how_it_would_be() {
    assert_eq!(
        Place::team().ok(&["policy"]),
        "\
service level  none yet: andon policy --sle \"85% 8d\"
at a limit     refuse: nothing goes over
workers        not known: andon policy --workers review=2
targets        none yet: andon policy --target debt=20
done when      nothing yet: andon policy --done-when \"review=two have read it\"
limits         andon limit shows them
"
    );
}

#[test]
fn policies_are_set_shown_and_taken_away() {
    let place = Place::team();
    assert_eq!(
        place.ok(&[
            "policy",
            "--sle",
            "85% 8d",
            "--workers",
            "dev=2",
            "--workers",
            "ready=1",
            "--target",
            "debt=20%",
            "--target",
            "Feature=60",
            "--at-limit",
            "reason",
        ]),
        "\
the board: at a limit: reason, service level 85 % within 8d
stage Development: 2 workers
Ready: 1 worker
kind of work debt: target 20 % of the work
kind of work feature: target 60 % of the work
"
    );
    assert_eq!(
        place.ok(&["policy"]),
        "\
service level  85 % within 8d
at a limit     reason: who goes over says why, and it is recorded
workers        Ready: 1, stage Development: 2
targets        debt 20 %, feature 60 %
done when      nothing yet: andon policy --done-when \"review=two have read it\"
limits         andon limit shows them
"
    );
    assert_eq!(
        place.json(&["policy"]),
        serde_json::json!({
            "schema": "andon-policy/1",
            "sle": {"percent": 85, "within_ms": 691_200_000},
            "at_limit": "reason",
            "workers": [
                {"scope": "column", "id": "ready", "name": "Ready", "workers": 1},
                {"scope": "stage", "id": "dev", "name": "Development", "workers": 2},
            ],
            "targets": [{"kind": "debt", "percent": 20}, {"kind": "feature", "percent": 60}],
            "done_when": [],
        })
    );
    let file = String::from_utf8(place.bytes()).unwrap();
    for value in [r#""sle":{"percent":85,"within_ms":691200000}"#, r#""workers":2"#, r#""target":20"#] {
        assert!(file.contains(value), "{file}");
    }
    // The lines of new rows are the only lines that are new.
    let rows = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let kept: Vec<String> = rows(super::cli::TEAM);
    assert!(kept.iter().all(|row| rows(&file).contains(row)));
    assert_eq!(rows(&file).len(), kept.len() + 5);
    let none = ["policy", "--sle", "none", "--workers", "dev=none", "--target", "DEBT=none"];
    assert_eq!(
        place.ok(&none),
        "\
the board: no service level
stage Development: workers not known
kind of work debt: no target
"
    );
    let answer = place.json(&["policy"]);
    assert_eq!(answer["sle"], serde_json::Value::Null);
    assert_eq!(answer["targets"].as_array().unwrap().len(), 1);
    assert!(place.ok(&["log", "-n", "4"]).contains("maria  the board: no service level"));
    place.ok(&["check"]);
}

/// A script that says how things should be may say it every day.
#[test]
fn what_is_so_already_is_no_mistake() {
    let place = Place::team();
    let agreed =
        ["policy", "--sle", "85% 8d", "--at-limit", "reason", "--workers", "dev=2", "--target", "debt=20"];
    place.ok(&agreed);
    let before = place.bytes();
    assert_eq!(
        place.ok(&agreed),
        "\
already so: the board: at a limit: reason, service level 85 % within 8d
already so: stage Development: 2 workers
already so: kind of work debt: target 20 % of the work
"
    );
    assert_eq!(place.json(&agreed)["settings"], serde_json::json!([]));
    assert_eq!(place.ok(&["limit", "doing", "1"]), "already so: Development: Doing: limit 1\n");
    for args in [
        &["policy", "--target", "risk=none"][..],
        &["policy", "--workers", "ready=none"],
        &["limit", "--person", "jon", "none"],
    ] {
        assert!(place.ok(args).starts_with("already so: "), "{args:?}");
    }
    assert!(place.bytes() == before, "nothing was written");
    // What is new among it is recorded; the same said twice is said once.
    assert_eq!(
        place.ok(&["policy", "--workers", "dev=2", "--target", "debt=30", "--target", "debt=30"]),
        "already so: stage Development: 2 workers\nkind of work debt: target 30 % of the work\n"
    );
}

#[test]
fn a_place_is_a_column_or_a_stage() {
    let twins = super::cli::TEAM.replace(r#""name":"Development""#, r#""name":"Twin""#);
    let place = Place::with(twins.replace(r#""name":"Doing""#, r#""name":"Twin""#));
    place.refuses(
        &["policy", "--workers", "twin=2"],
        1,
        &["'twin' fits more than one column or stage", "column:doing Twin", "stage:dev Twin"],
    );
    assert_eq!(place.ok(&["policy", "--workers", "stage:Twin=2"]), "stage Twin: 2 workers\n");
    assert_eq!(place.ok(&["policy", "--workers", "column:twin=3"]), "Twin: 3 workers\n");
    // An id is nobody else's.
    assert_eq!(place.ok(&["policy", "--workers", "dev=1"]), "stage Twin: 1 worker\n");
}

#[test]
fn what_cannot_be_agreed_on_says_what_could() {
    let place = Place::team();
    for (args, code, words) in [
        (&["policy", "--sle", "8d"][..], 2, "'8d' is no service level expectation"),
        (&["policy", "--sle", "0% 8d"], 2, "'0' is no share"),
        (&["policy", "--sle", "85% fast"], 2, "'fast' is no length of time"),
        (&["policy", "--sle", "85% 9999999w"], 2, "at most 100 years"),
        (
            &["policy", "--workers", "dev=2", "--workers", "Development=3"],
            2,
            "'Development' is given two values",
        ),
        (&["policy", "--target", "debt=2", "--target", "debt=none"], 2, "'debt' is given two values"),
        (&["policy", "--workers", "dev"], 2, "does not say of what how much"),
        (&["policy", "--workers", "dev=0"], 2, "'0' cannot be"),
        (&["policy", "--workers", "dev=65536"], 2, "from 1 to 65535, or none"),
        (&["policy", "--workers", "nowhere=2"], 1, "there is no column or stage 'nowhere'"),
        (&["policy", "--target", "debt=101"], 2, "1 to 100 percent"),
        (&["policy", "--target", "=20"], 2, "does not say of what how much"),
        (&["policy", "--target", " =20"], 2, "does not say of what how much"),
        (
            &["policy", "--target", "debt=60", "--target", "feature=50"],
            2,
            "add up to 110 %: debt 60 %, feature 50 %",
        ),
        (&["policy", "--at-limit", "never"], 2, "refuse or reason"),
    ] {
        place.refuses(args, code, &[words]);
    }
    // What two clones agreed on together is told by check.
    place.ok(&["policy", "--target", "debt=60"]);
    let text = String::from_utf8(place.bytes()).unwrap();
    let more =
        r#"{"work_kind":"feature","id":"zz","rev":1,"at":"2026-03-02T08:00:00Z","by":"jon","target":50},"#;
    std::fs::write(place.board(), text.replace(r#"{"end":1}"#, &format!("{more}\n{{\"end\":1}}"))).unwrap();
    assert!(place.ok(&["check"]).contains("add up to 110 % [targets-over-all]"));
    place.ok(&["policy", "--target", "feature=40"]);
}
