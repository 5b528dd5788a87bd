//! Every screen at the sizes people have, as text and as styles; and no screen that panics.

mod dump;
mod robust;
mod scene;
mod snapshots;
