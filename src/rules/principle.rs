//! The promises of the recording policy, in our words.

/// Which promise of the recording policy a rule serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principle {
    /// P1: the child whose record it is, is treated with respect in it.
    Respectful,
    /// P2: nothing in it demeans anyone for who they are, or passes judgement on them.
    AntiDiscriminatory,
    /// P3: a young person can read it alone.
    Accessible,
    /// C2 to C6: who decided what, why, and who does what by when can be followed.
    Accountable,
    /// P11: information about a family goes no further than they agreed, or the law asks.
    Confidential,
}

impl Principle {
    /// The number in the policy map.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Respectful => "P1",
            Self::AntiDiscriminatory => "P2",
            Self::Accessible => "P3",
            Self::Accountable => "C2",
            Self::Confidential => "P11",
        }
    }

    /// The promise in one sentence.
    pub const fn promise(self) -> &'static str {
        match self {
            Self::Respectful => "The record respects the child it belongs to.",
            Self::AntiDiscriminatory => "The record demeans nobody for who they are.",
            Self::Accessible => "A young person can read the record alone.",
            Self::Accountable => "The record shows who decided what and why, and who does what by when.",
            Self::Confidential => "What a family tells us goes no further than they agreed, or the law asks.",
        }
    }
}
