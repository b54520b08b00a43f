//! What somebody's help did, counted: pure.
//!
//! An answer that solved a question counts once for whoever asked. Everybody else to whom it was of use counts as *of use
//! again*, once for each answer, however they said so. People are counted once each; whoever has no name here, because they
//! asked anonymously or are forgotten, counts as a number and nothing else.

use super::ImpactSettings;
use crate::database::MemberId;
use std::collections::BTreeSet;
use stoa_chat::Timestamp;

/// How somebody was helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An answer solved their question.
    Accepted,
    /// They say that somebody else's answer, or a tip, helped them.
    Thanked,
    /// They were shown a known answer, and needed not ask.
    Reused,
    /// They had the same question, too.
    Too,
    /// Their mentor met them.
    Met,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Accepted, Self::Thanked, Self::Reused, Self::Too, Self::Met];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Thanked => "thanked",
            Self::Reused => "reused",
            Self::Too => "too",
            Self::Met => "met",
        }
    }
}

/// One case of help that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case {
    /// How.
    pub kind: Kind,
    /// By which answer, if by one.
    pub answer: Option<i64>,
    /// Who was helped, if that is known.
    pub helped: Option<MemberId>,
    /// When.
    pub at: Timestamp,
}

/// What somebody's help did in a span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// How many people it helped,
    pub people: usize,
    /// and how often somebody without a name.
    pub unnamed: usize,
    /// How many of their answers solved a question.
    pub accepted: usize,
    /// How often an answer or a tip was of use again.
    pub reused: usize,
    /// How often they met a mentee.
    pub met: usize,
}

impl Figures {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The minutes that it saved others, by the estimates of the settings.
    pub fn minutes(&self, worth: &ImpactSettings) -> usize {
        self.accepted * worth.accepted_minutes as usize
            + self.reused * worth.reused_minutes as usize
            + self.met * worth.met_minutes as usize
    }
}

/// Counts the cases of help by `own` from `since` on; nobody helps themselves.
pub(super) fn figures(cases: &[Case], own: MemberId, since: Timestamp) -> Figures {
    let others = || cases.iter().filter(|case| case.helped != Some(own));
    let solved = others().filter(|case| case.kind == Kind::Accepted);
    let asked: BTreeSet<_> = solved.filter_map(|case| Some((case.answer, case.helped?))).collect();
    let (mut people, mut answers, mut served) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut figures = Figures::default();
    for case in others().filter(|case| case.at >= since) {
        match case.helped {
            Some(person) => drop(people.insert(person)),
            None => figures.unnamed += 1,
        }
        match (case.kind, case.helped) {
            (Kind::Accepted, _) => drop(answers.insert(case.answer)),
            (Kind::Met, _) => figures.met += 1,
            (_, Some(person)) if asked.contains(&(case.answer, person)) => {}
            (_, Some(person)) => drop(served.insert((case.answer, person))),
            (_, None) => figures.reused += 1,
        }
    }
    Figures {
        people: people.len(),
        accepted: answers.len(),
        reused: figures.reused + served.len(),
        ..figures
    }
}
