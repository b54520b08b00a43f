//! What a deed earns: pure, so that the same deeds earn the same in whatever order we hear of them.
//!
//! A **deed** is something that earns points: an answer that somebody accepted, an acceptance itself. Two brakes
//! keep points honest. A *day's cap* pays only the first few deeds of one kind; *repetition* pays less the more
//! often one person has recognised another lately, in the same way. Each deed counts at its own moment, not at the moment when
//! we hear of it, so one deed can change what later ones earn. [`changes`] says which.

use super::RecognitionSettings;
use crate::database::MemberId;
use anyhow::Context as _;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
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
    /// An answer helped somebody: for its author, from whomever it helped.
    Thanked,
    /// A better text for an answer was accepted: for whoever proposed it, from whoever accepted it.
    Corrected,
    /// Somebody gave kudos.
    Kudos,
    /// What somebody had said was of use again: for its author, from whomever it served.
    Reused,
    /// A newcomer's question got its first answer within a day: for its author, from the newcomer.
    Welcomed,
    /// A mentor and a mentee met: for the mentor, from the mentee.
    Mentored,
    /// People who were introduced to each other met: for one of them, from another.
    Introduced,
}

/// What a deed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// An answer, by its number.
    Answer(i64),
    /// What an answer was to somebody.
    Thanks(i64, MemberId),
    /// A correction, by its number.
    Correction(i64),
    /// Somebody's part in kudos, by their number.
    Kudos(i64, MemberId),
    /// A meeting of a pair, both by their numbers.
    Meeting(i64, i64),
    /// Somebody's part in a round, by its number.
    Round(i64, MemberId),
}

/// What a deed is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cause {
    /// What kind of deed.
    pub rule: Rule,
    /// What it is about.
    pub about: About,
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
    /// What deeds of its kind are judged together: of a welcome the question, whose first answer alone counts; of a use
    /// the answer, which has to serve so many.
    pub subject: Option<i64>,
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
    thanked: Worth,
    corrected: Worth,
    kudos: Worth,
    reused: Worth,
    /// How many an answer has to serve.
    reused_by: usize,
    welcomed: Worth,
    mentored: Worth,
    introduced: Worth,
}

/// What one kind of deed is worth.
#[derive(Clone, Debug)]
struct Worth {
    points: i64,
    a_day: u32,
    /// The most points of a day.
    most_a_day: i64,
    /// What the first, second … deed of one pair pays; the last one stays.
    percent: Vec<u32>,
    /// For how long a deed makes the next ones of the pair a repetition.
    window: Duration,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 9] = [
        Self::AcceptedAnswer,
        Self::Resolved,
        Self::Thanked,
        Self::Corrected,
        Self::Kudos,
        Self::Reused,
        Self::Welcomed,
        Self::Mentored,
        Self::Introduced,
    ];

    /// Its name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcceptedAnswer => "accepted_answer",
            Self::Resolved => "resolved",
            Self::Thanked => "thanked",
            Self::Corrected => "corrected",
            Self::Kudos => "kudos",
            Self::Reused => "reused",
            Self::Welcomed => "welcomed",
            Self::Mentored => "mentored",
            Self::Introduced => "introduced",
        }
    }
}

impl About {
    /// The member whose part in something it is.
    pub const fn member(self) -> Option<MemberId> {
        match self {
            Self::Thanks(_, member) | Self::Kudos(_, member) | Self::Round(_, member) => Some(member),
            Self::Answer(_) | Self::Correction(_) | Self::Meeting(..) => None,
        }
    }

    /// The same of another member, if it is anybody's part.
    pub const fn of(self, member: MemberId) -> Self {
        match self {
            Self::Thanks(answer, _) => Self::Thanks(answer, member),
            Self::Kudos(kudos, _) => Self::Kudos(kudos, member),
            Self::Round(round, _) => Self::Round(round, member),
            Self::Answer(_) | Self::Correction(_) | Self::Meeting(..) => self,
        }
    }
}

impl Cause {
    /// What the deed is about, as the tables keep it: `A31`, `C7`, `K17 to` and a member's id, `M3.2`, `R5 to` and
    /// a member's id.
    pub fn source(self) -> String {
        match self.about {
            About::Answer(answer) => format!("A{answer}"),
            About::Thanks(answer, by) => format!("A{answer} by {by}"),
            About::Correction(correction) => format!("C{correction}"),
            About::Kudos(kudos, to) => format!("K{kudos} to {to}"),
            About::Meeting(pair, meeting) => format!("M{pair}.{meeting}"),
            About::Round(round, to) => format!("R{round} to {to}"),
        }
    }

    /// Reads the tables' words for a deed.
    ///
    /// # Errors
    /// If they name no rule or nothing that it can be about.
    pub fn read(rule: &str, source: &str) -> anyhow::Result<Self> {
        const STRANGE: &str = "a deed that is about nothing";
        let rule = Rule::ALL.into_iter().find(|known| known.name() == rule).context("an unknown rule")?;
        let number = |letter: char, words: &str| -> anyhow::Result<i64> {
            Ok(words.strip_prefix(letter).context(STRANGE)?.parse()?)
        };
        let about = match rule {
            Rule::AcceptedAnswer | Rule::Resolved | Rule::Welcomed => About::Answer(number('A', source)?),
            Rule::Corrected => About::Correction(number('C', source)?),
            Rule::Thanked | Rule::Reused => {
                let (answer, by) = source.split_once(" by ").context(STRANGE)?;
                About::Thanks(number('A', answer)?, by.parse()?)
            }
            Rule::Kudos => {
                let (kudos, to) = source.split_once(" to ").context(STRANGE)?;
                About::Kudos(number('K', kudos)?, to.parse()?)
            }
            Rule::Mentored => {
                let (pair, meeting) = source.split_once('.').context(STRANGE)?;
                About::Meeting(number('M', pair)?, meeting.parse()?)
            }
            Rule::Introduced => {
                let (round, to) = source.split_once(" to ").context(STRANGE)?;
                About::Round(number('R', round)?, to.parse()?)
            }
        };
        Ok(Self { rule, about })
    }
}

impl Rules {
    /// The rules that the settings state.
    pub fn of(settings: &RecognitionSettings) -> Self {
        let worth = |points, a_day, most_a_day| {
            let (percent, window) = (settings.repeat_percent.clone(), DAY * settings.repeat_days);
            Worth { points, a_day, most_a_day, percent, window }
        };
        let once = |points| Worth { percent: vec![100], ..worth(points, u32::MAX, i64::MAX) };
        Self {
            accepted_answer: worth(settings.accepted_answer, settings.accepted_answers_a_day, i64::MAX),
            // Nobody gives these: they thank the asker for telling everybody which answer was right.
            resolved: Worth {
                percent: vec![100],
                ..worth(settings.resolved, settings.resolved_a_day, i64::MAX)
            },
            thanked: worth(settings.thanked, u32::MAX, settings.thanked_points_a_day),
            corrected: worth(settings.corrected, u32::MAX, i64::MAX),
            kudos: worth(settings.kudos, settings.kudos_paid_a_day, i64::MAX),
            reused: once(settings.reused),
            reused_by: usize::try_from(settings.reused_by).unwrap_or(usize::MAX),
            welcomed: Worth { a_day: settings.welcomed_a_day, ..once(settings.welcomed) },
            // One a week and pair.
            mentored: Worth { percent: vec![100, 0], window: DAY * 7, ..once(settings.mentored) },
            introduced: once(settings.introduced),
        }
    }

    /// The earliest deed of a receiver that can matter to what their deeds from `first` on earn.
    pub fn since(&self, first: Timestamp) -> Timestamp {
        let longest = Rule::ALL.into_iter().map(|rule| self.worth(rule).window).max();
        first - longest.unwrap_or_default() - SPREAD
    }

    fn worth(&self, rule: Rule) -> &Worth {
        match rule {
            Rule::AcceptedAnswer => &self.accepted_answer,
            Rule::Resolved => &self.resolved,
            Rule::Thanked => &self.thanked,
            Rule::Corrected => &self.corrected,
            Rule::Kudos => &self.kudos,
            Rule::Reused => &self.reused,
            Rule::Welcomed => &self.welcomed,
            Rule::Mentored => &self.mentored,
            Rule::Introduced => &self.introduced,
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

/// What a deed comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Judged {
    points: i64,
    /// Whether it would have earned more if the day were not full.
    capped: bool,
}

/// What each of these deeds earns; those that earn nothing are left out.
pub(super) fn awards(deeds: &[Deed], rules: &Rules) -> BTreeMap<Cause, i64> {
    let paid = judge(deeds, rules).into_iter().filter(|(_, judged)| judged.points > 0);
    paid.map(|(cause, judged)| (cause, judged.points)).collect()
}

/// The deeds for which `receiver` would have earned more if `day` were not full.
pub(super) fn capped(deeds: &[Deed], receiver: MemberId, day: NaiveDate, rules: &Rules) -> usize {
    let judged = judge(deeds, rules);
    let capped = |deed: &Deed| judged.get(&deed.cause).is_some_and(|judged| judged.capped);
    deeds.iter().filter(|deed| deed.receiver == receiver && deed.day == day && capped(deed)).count()
}

/// Judges deeds in the order of their moments. Repetition comes first: it counts every deed of the pair within
/// the window before, paid or not. The day's cap then counts only deeds that earn something, so a deed that
/// repetition made worthless takes nobody's place. Nobody earns by their own hand; of several who welcome one
/// newcomer's question only the first does; and of those whom an answer served, the one who makes them enough counts.
fn judge(deeds: &[Deed], rules: &Rules) -> BTreeMap<Cause, Judged> {
    let mut honest: Vec<&Deed> = deeds.iter().filter(|deed| deed.receiver != deed.giver).collect();
    honest.sort_by_key(|deed| (deed.at, deed.cause));
    let mut of_pair: BTreeMap<_, Vec<Timestamp>> = BTreeMap::new();
    let mut paid_that_day: BTreeMap<_, (u32, i64)> = BTreeMap::new();
    let mut givers: BTreeMap<_, BTreeSet<MemberId>> = BTreeMap::new();
    let mut judged = BTreeMap::new();
    for deed in honest {
        if let Some(subject) = deed.subject {
            let before = givers.entry((deed.cause.rule, subject)).or_default();
            let enough = if deed.cause.rule == Rule::Reused { rules.reused_by } else { 1 };
            if !before.insert(deed.giver) || before.len() != enough {
                continue;
            }
        }
        let (rule, worth) = (deed.cause.rule, rules.worth(deed.cause.rule));
        let lately = of_pair.entry((rule, deed.receiver, deed.giver)).or_default();
        lately.retain(|earlier| *earlier > deed.at - worth.window);
        let full = worth.after(lately.len());
        lately.push(deed.at);
        let (paid, sum) = paid_that_day.entry((rule, deed.receiver, deed.day)).or_default();
        let room = if *paid < worth.a_day { worth.most_a_day - *sum } else { 0 };
        let points = full.min(room).max(0);
        if points > 0 {
            *paid += 1;
            *sum += points;
        }
        judged.insert(deed.cause, Judged { points, capped: points < full });
    }
    judged
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
