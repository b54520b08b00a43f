//! What a deed earns: pure, so that the same deeds earn the same in whatever order we hear of them.
//!
//! A **deed** is something that earns points: an answer that somebody accepted, an acceptance itself. Two brakes
//! keep points honest. A *day's cap* pays only the first few deeds of one kind; *repetition* pays less the more
//! often one person has recognised another lately. Each deed counts at its own moment, not at the moment when
//! we hear of it, so one deed can change what later ones earn. [`changes`] says which.

use super::RecognitionSettings;
use crate::database::MemberId;
use anyhow::Context as _;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);
/// How far apart two moments of one local date can lie, with room to spare: a day lasts up to 25 hours, and
/// somebody who moves between time zones can live through one for 26 hours more.
const SPREAD: Duration = Duration::from_hours(72);

/// The kinds of deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// An answer was accepted: for its author, from its asker.
    AcceptedAnswer,
    /// A question was resolved: for its asker, thanks to the answer's author.
    Resolved,
}

/// What a deed is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    /// What kind of deed.
    pub rule: Rule,
    /// The number of the answer that it is about.
    pub answer: i64,
}

/// A deed that was done and not undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    /// What it is known by.
    pub cause: Cause,
    /// Who earns.
    pub receiver: MemberId,
    /// Who recognised them, or whom they recognised.
    pub giver: MemberId,
    /// When.
    pub at: Timestamp,
    /// The date of that moment where the receiver lives.
    pub day: NaiveDate,
}

/// What a deed is to be worth from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// The deed.
    pub cause: Cause,
    /// Whose points they are.
    pub receiver: MemberId,
    /// When the deed was done.
    pub at: Timestamp,
    /// Points; 0 if it earns nothing or was undone.
    pub points: i64,
}

/// The rules of one moment, out of the settings.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    accepted_answer: Worth,
    resolved: Worth,
    window: Duration,
}

/// What one kind of deed is worth.
#[derive(Clone, Debug)]
struct Worth {
    points: i64,
    a_day: u32,
    /// What the first, second … deed of one pair pays; the last one stays.
    percent: Vec<u32>,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 2] = [Self::AcceptedAnswer, Self::Resolved];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcceptedAnswer => "accepted_answer",
            Self::Resolved => "resolved",
        }
    }

    /// Who receives and who gives when `asker` accepts an answer of `author`.
    pub const fn parties(self, author: MemberId, asker: MemberId) -> (MemberId, MemberId) {
        match self {
            Self::AcceptedAnswer => (author, asker),
            Self::Resolved => (asker, author),
        }
    }
}

impl Cause {
    /// What the deed is about, as people see it and as the tables keep it: `A31`.
    pub fn source(self) -> String {
        format!("A{}", self.answer)
    }

    /// Reads the tables' words for a deed.
    ///
    /// # Errors
    /// If they name no rule or no answer.
    pub fn read(rule: &str, source: &str) -> anyhow::Result<Self> {
        let rule = Rule::ALL.into_iter().find(|known| known.name() == rule).context("an unknown rule")?;
        let answer = source.strip_prefix('A').context("a deed that is about no answer")?.parse()?;
        Ok(Self { rule, answer })
    }
}

impl Rules {
    /// The rules that the settings state.
    pub fn of(settings: &RecognitionSettings) -> Self {
        let accepted_answer = Worth {
            points: settings.accepted_answer,
            a_day: settings.accepted_answers_a_day,
            percent: settings.repeat_percent.clone(),
        };
        // Nobody gives these: they thank the asker for telling everybody which answer was right.
        let resolved =
            Worth { points: settings.resolved, a_day: settings.resolved_a_day, percent: vec![100] };
        Self { accepted_answer, resolved, window: DAY * settings.repeat_days }
    }

    /// The earliest deed of a receiver that can matter to what their deeds from `first` on earn.
    pub fn since(&self, first: Timestamp) -> Timestamp {
        first - self.window - SPREAD
    }

    fn worth(&self, rule: Rule) -> &Worth {
        match rule {
            Rule::AcceptedAnswer => &self.accepted_answer,
            Rule::Resolved => &self.resolved,
        }
    }
}

impl Worth {
    /// Points for a deed that `earlier` ones of the same pair precede; parts of a point are dropped.
    fn after(&self, earlier: usize) -> i64 {
        let percent = self.percent.get(earlier).or(self.percent.last()).copied().unwrap_or(100);
        self.points * i64::from(percent) / 100
    }
}

/// What each of these deeds earns; those that earn nothing are left out.
///
/// Deeds count in the order of their moments. Repetition comes first: it counts every deed of the pair within
/// the window before, paid or not. The day's cap then counts only deeds that earn something, so a deed that
/// repetition made worthless takes nobody's place. Nobody earns by their own hand.
pub(super) fn awards(deeds: &[Deed], rules: &Rules) -> BTreeMap<Cause, i64> {
    let mut honest: Vec<&Deed> = deeds.iter().filter(|deed| deed.receiver != deed.giver).collect();
    honest.sort_by_key(|deed| (deed.at, deed.cause));
    let mut of_pair: BTreeMap<_, Vec<Timestamp>> = BTreeMap::new();
    let mut paid_that_day: BTreeMap<_, u32> = BTreeMap::new();
    let mut awards = BTreeMap::new();
    for deed in honest {
        let (rule, worth) = (deed.cause.rule, rules.worth(deed.cause.rule));
        let lately = of_pair.entry((rule, deed.receiver, deed.giver)).or_default();
        lately.retain(|earlier| *earlier > deed.at - rules.window);
        let points = worth.after(lately.len());
        lately.push(deed.at);
        let paid = paid_that_day.entry((rule, deed.receiver, deed.day)).or_default();
        if points > 0 && *paid < worth.a_day {
            *paid += 1;
            awards.insert(deed.cause, points);
        }
    }
    awards
}

/// The deeds that are worth something else after a change than before it.
///
/// Both sides are judged by the same rules. So what a change does not touch keeps what was booked for it, even
/// if the settings have changed since; and deeds at the edge of what was loaded, judged without those before
/// them, are judged alike on both sides and do not show.
pub(super) fn changes(before: &[Deed], after: &[Deed], rules: &Rules) -> Vec<Due> {
    let (old, new) = (awards(before, rules), awards(after, rules));
    // Of a deed on both sides the later one is kept; one that was undone is known from before.
    let deeds: BTreeMap<Cause, &Deed> = before.iter().chain(after).map(|deed| (deed.cause, deed)).collect();
    let changed = deeds.into_values().filter(|deed| old.get(&deed.cause) != new.get(&deed.cause));
    let due = |deed: &Deed| Due {
        cause: deed.cause,
        receiver: deed.receiver,
        at: deed.at,
        points: new.get(&deed.cause).copied().unwrap_or(0),
    };
    changed.map(due).collect()
}
