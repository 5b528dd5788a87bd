//! The part of the door that leads to the board itself: its columns, limits and policies.

use super::change::{Applied, Change, Operation, Record};
use super::setting::{Fields, Setting, Subject};
use super::values::word;
use super::{Board, ColumnKind, Id, Refusal};

impl Board {
    /// True if the board says all this already, so that saying it again changes nothing.
    pub fn is_so(&self, subject: &Subject, fields: &Fields) -> bool {
        let now = self.said_of(subject, None);
        let mut then = now.clone();
        then.update(fields);
        // Taking away what was never given changes nothing; but a row that gives nothing still
        // brings what it is about into being.
        let is_known = self.settings().iter().any(|setting| setting.subject == *subject);
        then == now || (was(&now, fields) == *fields && (is_known || !is_a_thing(subject)))
    }

    /// What was said of a subject so far, leaving out one setting.
    fn said_of(&self, subject: &Subject, but: Option<Id>) -> Fields {
        let mut said = Fields::default();
        for setting in self.settings().iter().filter(|one| one.subject == *subject && Some(one.id) != but) {
            said.update(&setting.fields);
        }
        said
    }

    /// The settings that gave a value for a register that `fields` gives, in the order they hold:
    /// the last is what holds now.
    pub fn said_before<'a>(
        &'a self,
        subject: &'a Subject,
        fields: &'a Fields,
    ) -> impl DoubleEndedIterator<Item = &'a Setting> {
        self.settings().iter().filter(move |one| one.subject == *subject && one.fields.meets(fields))
    }

    /// What takes a setting back: what held before it. A part of the board that came with it goes.
    fn before(&self, subject: &Subject, fields: &Fields, setting: Id) -> Fields {
        let is_new = self.settings().iter().all(|one| one.subject != *subject || one.id == setting);
        let parts = matches!(subject, Subject::Column(_) | Subject::Stage(_) | Subject::Class(_));
        // Cards may stand in a column that no row has described.
        let in_use = match subject {
            Subject::Column(id) => {
                self.find_column(*id).is_some_and(|column| self.cards_in(column).len() > 0)
            }
            _ => false,
        };
        if is_new && parts && !in_use {
            return Fields { gone: Some(true), ..Fields::default() };
        }
        was(&self.said_of(subject, Some(setting)), fields)
    }

    pub(super) fn set(
        &mut self,
        subject: &Subject,
        fields: &Fields,
        operation: &Operation,
        id: Id,
    ) -> Result<Applied, Refusal> {
        let fields = &self.agreed(subject, fields)?;
        let group = || self.settings().iter().filter(|setting| setting.subject == *subject);
        let record = Record::Setting { subject: subject.clone(), id };
        let inverse = Change::Set { subject: subject.clone(), fields: self.before(subject, fields, id) };
        if group().any(|setting| setting.id == id) {
            return Ok(Applied { record, inverse, known: true });
        }
        if self.is_so(subject, fields) {
            return Err(Refusal::Nothing);
        }
        // No kind of work is what cards without one have.
        if let Subject::WorkKind(kind) = subject {
            word("the kind of work", kind)?;
        }
        let last = || Refusal::LastRevision("the board's settings".to_owned());
        let rev = group().map(|setting| setting.rev).max().unwrap_or(0).checked_add(1).ok_or_else(last)?;
        let by = word("the name of who does it", &operation.by)?.into();
        let subject = subject.clone();
        self.record(Setting { subject, id, rev, at: operation.at, by, fields: fields.clone() });
        Ok(Applied { record, inverse, known: false })
    }
}

/// True for what is on the board because a row speaks of it.
fn is_a_thing(subject: &Subject) -> bool {
    match subject {
        Subject::Board(_) | Subject::Column(_) | Subject::Stage(_) | Subject::Class(_) => true,
        Subject::Person(_) | Subject::WorkKind(_) | Subject::Template(_) => false,
    }
}

/// What `fields` said before, for each register they give.
fn was(before: &Fields, fields: &Fields) -> Fields {
    Fields {
        name: fields.name.as_ref().map(|_| before.name.clone().unwrap_or_default()),
        kind: fields.kind.map(|_| before.kind.unwrap_or(ColumnKind::Active)),
        wip: fields.wip.map(|_| before.wip.flatten()),
        rank: fields.rank.as_ref().map(|_| before.rank.clone().unwrap_or_default()),
        stage: fields.stage.map(|_| before.stage.flatten()),
        gone: fields.gone.map(|_| before.gone.unwrap_or(false)),
        expedite: fields.expedite.map(|_| before.expedite.unwrap_or(false)),
        zone: fields.zone.as_ref().map(|_| before.zone.clone().unwrap_or_else(|| "UTC".into())),
        at_limit: fields.at_limit.map(|_| before.at_limit.unwrap_or_default()),
        person_wip: fields.person_wip.map(|_| before.person_wip.flatten()),
        sle: fields.sle.map(|_| before.sle.flatten()),
        workers: fields.workers.map(|_| before.workers.flatten()),
        target: fields.target.map(|_| before.target.flatten()),
        done_when: fields.done_when.as_ref().map(|_| before.done_when.clone().unwrap_or_default()),
        body: fields.body.as_ref().map(|_| before.body.clone().unwrap_or_default()),
    }
}
