//! Every screen at the sizes people have, as text and as styles; and no screen that panics.

#![allow(clippy::unwrap_used, reason = "a scene that cannot be set up is a failed test")]

pub mod dump;
mod look;
mod robust;
mod scene;
mod snapshots;
mod tabs;
