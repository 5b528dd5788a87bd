//! What a board is: columns, cards, what happened to them, and the limits on it all.
//!
//! Nothing here reads a clock, a file, the environment or a terminal, and nothing here is
//! written for a file format: time, names and randomness come in as arguments.
//!
//! A [`Board`] is folded from immutable [`Event`]s and [`Setting`]s by a [`Builder`], and changes
//! through [`Board::apply`] alone, which makes a change or answers with a [`Refusal`].

mod apply;
mod apply_setting;
mod archivable;
mod archive;
mod audit;
mod builder;
mod card;
mod cards;
mod change;
mod checklist;
mod column;
mod column_order;
mod cord;
mod entry;
mod event;
mod family;
mod fold;
mod id;
mod lane_order;
mod lanes;
mod limits;
mod link;
mod model;
mod names;
mod past;
mod policy;
pub mod rank;
mod refusal;
mod setting;
mod template;
mod timestamp;
pub mod typed;
mod undo;
mod values;
mod versions;
mod whole;
mod words;

pub use archivable::{Sweep, Why};
pub use audit::Oddness;
pub use builder::Builder;
pub use card::{Block, Card, Presence};
pub use change::{Applied, Change, Draft, Operation, Place, Record};
pub use checklist::{Checking, Checks, ITEM_MAX, ITEMS_MAX, Item};
pub use column::{Class, Column, ColumnIx, ColumnKind, NotAKind, Person, Stage, WipLimit};
pub use cord::Cord;
pub use entry::Entry;
pub use event::{Action, Event, Extras, Field, Membership, NewCard, Standing, Values};
pub use family::{Parent, Parts};
pub use id::{Id, NotAnId};
pub use limits::{AtLimit, NotAPolicy, Scope};
pub use link::{LINK_MAX, LINKS_MAX, is_link};
pub use model::Board;
pub use names::{Name, Names};
pub use past::Timeline;
pub use policy::{Share, Sle, WorkTarget, Workers};
pub use refusal::{Holder, Refusal};
pub use setting::{Fields, Setting, Subject};
pub use template::{DONE_WHEN_MAX, TEMPLATE_MAX, Template};
pub use timestamp::{NotATimestamp, Timestamp};
pub use values::{TEXT_MAX, TITLE_MAX, WORD_MAX};
pub use versions::{Version, Versions};
pub use words::Words;
