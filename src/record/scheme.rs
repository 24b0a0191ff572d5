//! The policy in force, and where its phrases lie among the lists.

use std::sync::Arc;

use super::calendar::{Limit, Side, Unit};
use super::policy::{self, BUILT_IN_ID, Policy, Reading};
use crate::lexicon::Lexicon;

/// A policy and the lists that were made from it, in the order of [`Policy::word_lists`].
#[derive(Debug, Clone)]
pub struct Scheme {
    own: Option<Arc<Policy>>,
    first: u16,
}

impl Scheme {
    /// The scheme of a council's own policy, whose lists the lexicon holds last, or of the one that comes with the program.
    pub fn new(own: Option<Arc<Policy>>, lexicon: &Lexicon) -> Self {
        let id = own.as_ref().map_or(BUILT_IN_ID, |policy| &policy.id);
        let is_first = |name: &str| name.strip_prefix(id) == Some(":kinds");
        let first = lexicon.lists().iter().rposition(|list| is_first(&list.name)).map_or(u16::MAX, |index| index as u16);
        Self { own, first }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        self.own.as_deref().unwrap_or_else(|| Policy::built_in())
    }

    /// The list of the ways to name a kind.
    pub(super) fn kinds(&self) -> u16 {
        self.first
    }

    /// The list of the ways in which a note begins.
    pub(super) fn openings(&self) -> u16 {
        self.first.saturating_add(1)
    }

    /// The list of what shows a kind in place of another.
    pub(super) fn wording(&self) -> u16 {
        self.first.saturating_add(2)
    }

    /// The list of labels for the kind of a note.
    pub(super) fn types(&self) -> u16 {
        self.first.saturating_add(3)
    }

    /// The list of the labels of an element, by its place in [`Policy::elements`].
    pub fn labels(&self, element: usize) -> u16 {
        self.first.saturating_add(4 + 2 * element as u16)
    }

    /// The list of the cues of an element, by its place in [`Policy::elements`].
    pub fn cues(&self, element: usize) -> u16 {
        self.first.saturating_add(5 + 2 * element as u16)
    }
}

impl Reading {
    /// The limit, as the calendar counts it. (The policy has units of its own, because `build.rs` reads it without a calendar.)
    pub fn limit(&self) -> Limit {
        let unit = match self.unit {
            policy::Unit::Hours => Unit::Hours,
            policy::Unit::Days => Unit::Days,
            policy::Unit::WorkingDays => Unit::WorkingDays,
            policy::Unit::Weeks => Unit::Weeks,
            policy::Unit::Months => Unit::Months,
            policy::Unit::AtOnce => Unit::AtOnce,
        };
        let side = if self.side == policy::Side::Before { Side::Before } else { Side::After };
        Limit { amount: self.amount, unit, side }
    }
}
