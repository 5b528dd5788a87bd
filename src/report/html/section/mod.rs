//! What the page says, one section a file, in the order in which the lead of a team reads.

mod accuracy;
mod ageing;
mod attention;
mod behaviour;
mod constraint;
mod cord;
mod cumulative;
mod delays;
mod glance;
mod glossary;
mod handoffs;
mod little;
mod quality;
mod sle;
mod stream;
mod throughput;
mod times;
mod work_kinds;

use super::markup::Markup;
use super::source::Source;

/// A part of the page that can be linked to.
pub(super) struct Section {
    /// Its name in links.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What it says.
    pub(super) body: Markup,
}

/// All sections, from what matters most to what words mean.
pub(super) fn all(source: &Source) -> Vec<Section> {
    vec![
        glance::section(source),
        sle::section(source),
        cumulative::section(source),
        times::section(source),
        ageing::section(source),
        throughput::section(source),
        little::section(source),
        stream::section(source),
        constraint::section(source),
        delays::section(source),
        cord::section(source),
        accuracy::section(source),
        handoffs::section(source),
        behaviour::section(source),
        work_kinds::section(source),
        quality::section(source),
        glossary::section(),
    ]
}
