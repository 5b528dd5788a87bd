//! What somebody else wrote, while it is out of the board and not in it again.
//!
//! An exchange may take out a version that ours had not seen. Until the next exchange puts a
//! version in place that holds both, the displaced file is the only one that has it: whatever goes
//! wrong then, it is given back, or put aside for the next look, or left for the next start.

use super::place::{Place, Put, is_same};
use super::{Edit, file_name};
use crate::store::displaced::{self, Stamp};
use crate::store::sidecar::SideCar;
use std::path::Path;
use tempfile::TempPath;

/// A displaced version that the file lacks.
pub struct Owed {
    /// It, under a temporary name.
    pub file: TempPath,
    /// Of before its content was looked at.
    pub stamp: Stamp,
    /// Our version, which is in place instead.
    pub ours: Vec<u8>,
}

impl Owed {
    /// The file holds it now: it is only kept a while, for writers that still have it open.
    pub fn settled(self, side: Option<&SideCar>) {
        drop(displaced::keep(side, self.file, &self.stamp));
    }

    /// The file will not hold it.
    pub fn give_back<E: Edit>(self, path: &Path, side: Option<&SideCar>, edit: &mut E) {
        let Self { file, ours, .. } = self;
        // Where a third version stands by now, that one stays.
        let put = || Place::of(path).put(&file, &ours);
        let back = is_same(path, &ours) && matches!(put(), Ok(Put::Exchanged));
        if !back || !is_same(&file, &ours) {
            // What came out is not ours: written since, or theirs still.
            carry_over_later(file, side, edit);
        }
    }
}

/// Keeps what nobody has looked at for the next look; where it cannot be put aside it stays under
/// its temporary name for the next start.
pub fn carry_over_later<E: Edit>(file: TempPath, side: Option<&SideCar>, edit: &mut E) {
    if let Some(left) = displaced::keep(side, file, &Stamp::unknown()) {
        let temporary = file_name(&left);
        if left.keep().is_ok() {
            edit.strands(&temporary);
        }
    }
}
