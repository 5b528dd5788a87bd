//! The pictures. Each is drawn from the rows of the report, in a [`Frame`], and says in words what
//! it shows to those who do not see it.

mod bands;
mod behaviour;
mod frame;
mod histogram;
mod labels;
mod lanes;
mod scatter;
mod shares;
mod traffic;

pub(super) use bands::{CumulativeFlow, cumulative, few, standing, thinned};
pub(super) use behaviour::{POINTS, Scale, behaviour, look};
use frame::Frame;
pub(super) use histogram::histogram;
pub(super) use lanes::{BANDS, DRAWN, LATE, ageing, shape};
pub(super) use scatter::{Drawn, scatter};
pub(super) use shares::{Part, bar, meter};
pub(super) use traffic::{in_process, net_flow, throughput};
