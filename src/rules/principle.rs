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
    /// P4: facts, opinions and judgements are told apart, and each is exact.
    Accurate,
    /// P5: what the author saw is told apart from what others reported, and these are named.
    FirstHand,
    /// P6: clear, in the order of events, and not to be read another way than it was meant.
    Chronological,
    /// P7: nothing that is not needed, and little that stands twice.
    Relevant,
    /// P8: written up within days, under the date of what happened.
    Timely,
    /// P9: whoever was there writes the record, or it says who gave the information.
    Witnessed,
    /// P10: the views of a child and their family are asked for, and stand in the record.
    Involved,
    /// P11: information about a family goes no further than they agreed, or the law asks.
    Confidential,
    /// P12: letters and mails are summed up, and not copied in.
    Summarised,
    /// C2 to C6: who decided what, why, and who does what by when can be followed.
    Accountable,
    /// C7: the full picture, strengths beside worries.
    Balanced,
    /// R1 to R3: a warning about somebody says since when, why and who agreed, and is looked at again.
    Warned,
    /// R4: records that few may see are marked as such.
    Restricted,
    /// V1 to V12: the record of a visit holds what each visit is made for.
    Visited,
    /// C1: every record says who was there, what was said and what came of it.
    Complete,
    /// R6: an earlier record stands; a correction says what was wrong, what is right and why.
    Kept,
}

impl Principle {
    /// The number in the policy map.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Respectful => "P1",
            Self::AntiDiscriminatory => "P2",
            Self::Accessible => "P3",
            Self::Accurate => "P4",
            Self::FirstHand => "P5",
            Self::Chronological => "P6",
            Self::Relevant => "P7",
            Self::Timely => "P8",
            Self::Witnessed => "P9",
            Self::Involved => "P10",
            Self::Confidential => "P11",
            Self::Summarised => "P12",
            Self::Accountable => "C2",
            Self::Balanced => "C7",
            Self::Warned => "R1",
            Self::Restricted => "R4",
            Self::Visited => "V1",
            Self::Complete => "C1",
            Self::Kept => "R6",
        }
    }

    /// The promise in one sentence.
    pub const fn promise(self) -> &'static str {
        match self {
            Self::Respectful => "The record respects the child it belongs to.",
            Self::AntiDiscriminatory => "The record demeans nobody for who they are.",
            Self::Accessible => "A young person can read the record alone.",
            Self::Accurate => "The record tells facts and opinions apart, and is exact.",
            Self::FirstHand => "The record tells what was seen from what was reported, and by whom.",
            Self::Chronological => "The record is clear and follows the order of events.",
            Self::Relevant => "The record holds what is needed, and holds it once.",
            Self::Timely => "The record is written up within days, under the date of what happened.",
            Self::Witnessed => "The record says who was there and who wrote it.",
            Self::Involved => "The record holds what a child and their family think, and how they were asked.",
            Self::Confidential => "What a family tells us goes no further than they agreed, or the law asks.",
            Self::Summarised => "The record sums up what others wrote, and does not copy it in.",
            Self::Accountable => "The record shows who decided what and why, and who does what by when.",
            Self::Balanced => "The record tells of strengths as well as of worries.",
            Self::Warned => "A warning about somebody says since when, why and who agreed, and is looked at again.",
            Self::Restricted => "Records that few may see are marked, so that nobody opens them by chance.",
            Self::Visited => "The record of a visit says where, who, why, what was said and thought, and what it means.",
            Self::Complete => "The record says who was there, what was said and what came of it.",
            Self::Kept => "The record is corrected openly and never written over.",
        }
    }
}
