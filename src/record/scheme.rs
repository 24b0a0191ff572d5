//! The policy in force, and where its phrases lie among the lists.

use std::sync::{Arc, OnceLock};

use super::calendar::{Limit, Side, Unit};
use super::policy::{self, BUILT_IN_ID, Policy, Reading};
use crate::lexicon::{Lexicon, ListError};

/// A policy and the lists that were made from it, in the order of [`Policy::kind_lists`].
#[derive(Debug, Clone)]
pub struct Scheme {
    own: Option<Arc<Policy>>,
    first: u16,
    elements: Arc<OnceLock<Lexicon>>,
}

/// How many lists each element has.
const OF_ELEMENT: u16 = 3;

impl Scheme {
    /// The scheme of a council's own policy, whose lists the lexicon holds last, or of the one that comes with the program.
    pub fn new(own: Option<Arc<Policy>>, lexicon: &Lexicon) -> Self {
        let id = own.as_ref().map_or(BUILT_IN_ID, |policy| &policy.id);
        let is_first = |name: &str| name.strip_prefix(id) == Some(":kinds");
        let first = lexicon.lists().iter().rposition(|list| is_first(&list.name)).map_or(u16::MAX, |index| index as u16);
        Self { own, first, elements: Arc::default() }
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

    /// The lists that show what a note holds. Made ready when a note first asks for something.
    pub fn elements(&self) -> &Lexicon {
        self.elements.get_or_init(|| match &self.own {
            None => of_built_in(),
            // They were read before, and a policy with a fault is not taken.
            Some(policy) => prepared_now(policy).unwrap_or_else(|_| of_built_in()),
        })
    }

    /// The list of the labels of an element, by its place in [`Policy::elements`].
    pub const fn labels(element: usize) -> u16 {
        OF_ELEMENT * element as u16
    }

    /// The list of the cues of an element.
    pub const fn cues(element: usize) -> u16 {
        OF_ELEMENT * element as u16 + 1
    }

    /// The list of what makes an element asked for firmly.
    pub const fn raises(element: usize) -> u16 {
        OF_ELEMENT * element as u16 + 2
    }
}

#[cfg(feature = "prepared")]
fn of_built_in() -> Lexicon {
    Lexicon::of_policy()
}

#[cfg(not(feature = "prepared"))]
fn of_built_in() -> Lexicon {
    // The build read them too, and fails on a fault.
    prepared_now(Policy::built_in()).unwrap_or_default()
}

fn prepared_now(policy: &Policy) -> Result<Lexicon, Vec<ListError>> {
    let lists: Vec<_> = policy.element_lists().into_iter().map(|list| (list.file, list.content)).collect();
    Lexicon::alone(&lists)
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
