//! Does git join two versions of the board by itself, here and in every clone? Does it leave the
//! content as it is?

use crate::git::Said;
use crate::store::git_attributes::LINE;

use super::facts::Here;
use super::finding::{Finding, Fix, Part};

const WHY_MARKERS: &str =
    "two people's changes stop a merge; andon reads both sides through the markers, git asks you to go on";

/// What keeps git from joining versions.
pub(super) fn check(here: &Here) -> Vec<Finding> {
    let mut found: Vec<Finding> = joined(here).into_iter().collect();
    found.extend(line_ends(here));
    found.extend(filter(here));
    found
}

fn joined(here: &Here) -> Option<Finding> {
    if here.treatment.joins() { shared(here) } else { Some(not_joined(here)) }
}

/// The line is in force here. Is it in every clone?
fn shared(here: &Here) -> Option<Finding> {
    if here.committed.as_ref().is_some_and(|said| said.value == "union") {
        return None;
    }
    let Some(line) = here.in_force.as_ref().filter(|said| said.in_tree()) else {
        let what = "git merges the board by itself in this clone alone: no line in the repository says so";
        let finding = Finding::warning(Part::Merging, "attributes-missing", what).why(WHY_MARKERS);
        return Some(finding.fixed_by(Fix::Attributes));
    };
    let file = &line.source;
    let what = format!("the line that lets git merge boards is not committed: {file}");
    let next = format!("git add {} {} && git commit", here.named_here(file), here.shown_quoted());
    let why = "it is in force here, and in no other clone until it is committed and pushed";
    Some(Finding::warning(Part::Merging, "attributes-uncommitted", what).why(why).next(next))
}

fn not_joined(here: &Here) -> Finding {
    let Some(value) = &here.treatment.merge else { return missing(here) };
    let line = here.in_force.as_ref().filter(|said| said.value == *value);
    let by = line.map_or_else(
        || format!("something sets merge to '{value}'"),
        |Said { source, line, text, .. }| format!("{source}:{line} says '{text}'"),
    );
    // A built-in driver, or one that nobody set up: git writes markers and stops.
    let stops = matches!(&**value, "set" | "text")
        || (!here.treatment.driver && value != "unset" && value != "binary");
    let what = format!("git does not join the rows of both sides: {by}");
    let finding = if stops {
        Finding::warning(Part::Merging, "merge-overridden", what).why(WHY_MARKERS)
    } else if here.treatment.driver {
        let why = "that program may keep one side alone; what the other side did would be gone from the file";
        Finding::error(Part::Merging, "merge-driver", what).why(why)
    } else {
        let why = "a stopped merge holds your side alone; to add it as it is drops what the others did";
        Finding::error(Part::Merging, "merge-binary", what).why(why)
    };
    match line {
        // A line beside the board is stronger than all but this clone's own file.
        Some(said) if !here.line_beside && said.source != ".git/info/attributes" => {
            finding.fixed_by(Fix::Attributes)
        }
        Some(said) => {
            finding.next(format!("take that line out of {}, or put this one after it: {LINE}", said.source))
        }
        None => finding.next(format!("find who says so: git check-attr -a {}", here.shown_quoted())),
    }
}

fn missing(here: &Here) -> Finding {
    let what = match here.elsewhere.first() {
        Some(file) => {
            format!("the line that lets git merge boards stands in {file}, which is about another folder")
        }
        None => "the line that lets git merge boards is missing".to_owned(),
    };
    Finding::warning(Part::Merging, "attributes-missing", what).why(WHY_MARKERS).fixed_by(Fix::Attributes)
}

fn line_ends(here: &Here) -> Option<Finding> {
    if here.treatment.keeps_line_ends() {
        return None;
    }
    let how = match here.treatment.eol.as_deref() {
        Some(eol) => format!("eol={eol} is in force for it"),
        None => "core.autocrlf or core.eol is set, and no line says eol=lf".to_owned(),
    };
    let what = format!("git gives it CRLF line ends in this clone: {how}");
    let why = "the file changes as a whole each time git or andon writes it; no row is lost";
    let finding = Finding::warning(Part::Content, "line-ends", what).why(why);
    Some(if here.line_beside {
        finding.next(format!(
            "git check-attr -a {} tells what is in force; it should be eol: lf",
            here.shown_quoted()
        ))
    } else {
        finding.fixed_by(Fix::Attributes)
    })
}

fn filter(here: &Here) -> Option<Finding> {
    let filter = here.treatment.filter.as_ref()?;
    let next = format!(
        "leave boards out of it: a line '*.board.json -filter' beside the board, then git add --renormalize {}",
        here.shown_quoted()
    );
    Some(if filter == "lfs" {
        let why = "git holds a pointer instead of the rows, and joins two pointers to one that leads nowhere";
        Finding::error(Part::Content, "lfs", "git-lfs keeps the board outside of git").why(why).next(next)
    } else {
        let what = format!("git runs the filter '{filter}' over the board at each checkout and commit");
        let why = "what git merges is what the filter makes of it; it must leave rows alone, one to a line";
        Finding::warning(Part::Content, "filter", what).why(why).next(next)
    })
}

/// Whether differences can be seen in words.
pub(super) fn differences(here: &Here) -> Option<Finding> {
    let what = "git diff shows the rows of a board; it can show sentences instead";
    let why = "it is a matter of taste, and of this clone alone";
    let finding = Finding::note(Part::Differences, "diff-rows", what).why(why);
    (!here.shows_differences).then(|| finding.fixed_by(Fix::Differences))
}

pub(super) const MERGING_WELL: &str = "git joins the rows of both sides (union), here and in every clone";
pub(super) const CONTENT_WELL: &str = "git keeps it as andon writes it";
pub(super) const DIFFERENCES_WELL: &str = "shows sentences";

#[cfg(test)]
mod tests {
    use super::super::repository::tests::here;
    use super::*;
    use crate::cli::findings::Severity;
    use crate::git::Treatment;

    fn said(source: &str, value: &str) -> Said {
        let (source, value) = (source.to_owned(), value.to_owned());
        Said { source, line: 3, text: format!("*.json merge={value}"), value }
    }

    fn treated(merge: Option<&str>, driver: bool) -> Treatment {
        let given = |value: &str| Some(value.to_owned());
        Treatment {
            merge: merge.map(str::to_owned),
            driver,
            eol: given("lf"),
            text: given("set"),
            ..Treatment::default()
        }
    }

    #[test]
    fn what_is_in_force_is_judged() {
        use Severity::{Error, Warning};
        const TREE: &str = ".gitattributes";
        const OWN: &str = ".git/info/attributes";
        for (merge, driver, source, beside, clones, expected) in [
            (Some("union"), false, TREE, true, Some("union"), None),
            (Some("union"), false, TREE, true, None, Some(("attributes-uncommitted", Warning, false))),
            (Some("union"), false, OWN, false, None, Some(("attributes-missing", Warning, true))),
            (
                Some("union"),
                false,
                "/home/m/attributes",
                false,
                None,
                Some(("attributes-missing", Warning, true)),
            ),
            (None, false, "", false, None, Some(("attributes-missing", Warning, true))),
            (Some("unset"), false, TREE, true, None, Some(("merge-binary", Error, false))),
            (Some("unset"), false, TREE, false, None, Some(("merge-binary", Error, true))),
            (Some("binary"), false, TREE, false, None, Some(("merge-binary", Error, true))),
            (Some("unset"), false, OWN, false, Some("union"), Some(("merge-binary", Error, false))),
            (Some("ours"), true, TREE, false, None, Some(("merge-driver", Error, true))),
            (Some("ours"), true, OWN, true, Some("union"), Some(("merge-driver", Error, false))),
            (Some("ours"), false, TREE, false, None, Some(("merge-overridden", Warning, true))),
            (Some("set"), false, TREE, true, None, Some(("merge-overridden", Warning, false))),
            (Some("text"), false, "", false, None, Some(("merge-overridden", Warning, false))),
        ] {
            let mut here = here();
            here.treatment = treated(merge, driver);
            here.in_force = merge.filter(|_| !source.is_empty()).map(|value| said(source, value));
            here.committed = clones.map(|value| said(TREE, value));
            here.line_beside = beside;
            let found = joined(&here).map(|found| (found.code, found.severity, found.fix.is_some()));
            let expected = expected.map(|(code, severity, fix)| (code.to_owned(), severity, fix));
            assert_eq!(found, expected, "{merge:?} by {source:?}");
        }
    }

    #[test]
    fn a_line_for_another_folder_is_named() {
        let mut here = here();
        (here.treatment.merge, here.elsewhere) = (None, vec!["boards/.gitattributes".to_owned()]);
        let found = check(&here);
        assert!(found[0].what.contains("boards/.gitattributes, which is about another folder"), "{found:?}");
    }

    #[test]
    fn what_changes_the_content_is_told() {
        for (filter, eol, crlf, beside, expected) in [
            (None, Some("lf"), true, true, None),
            (Some("lfs"), Some("lf"), false, true, Some(("lfs", false))),
            (Some("git-crypt"), Some("lf"), false, true, Some(("filter", false))),
            (None, None, true, false, Some(("line-ends", true))),
            (None, Some("crlf"), false, true, Some(("line-ends", false))),
        ] {
            let mut here = here();
            here.treatment.filter = filter.map(str::to_owned);
            (here.treatment.eol, here.treatment.crlf) = (eol.map(str::to_owned), crlf);
            here.line_beside = beside;
            let found = check(&here).into_iter().map(|found| (found.code, found.fix.is_some())).next();
            assert_eq!(found, expected.map(|(code, fix)| (code.to_owned(), fix)), "{filter:?} {eol:?}");
        }
    }
}
