//! The baseline: how long questions waited before Stoa came, to be compared with later.
//!
//! It is measured from an export of the chat, and only as sums: who asked is looked at to count heads, and forgotten.
//! A question is a message that reads like one and stands by itself; its wait ends with the first reply of somebody
//! else. One without such a reply has waited until the end of the export, at least. What rests on fewer than
//! [`FEWEST`] questions or people is left out.

mod report;
mod store;
mod survival;
#[cfg(test)]
mod tests;

pub use store::keep;
pub use survival::{Wait, quantile};

use crate::import::{Export, Threads, Ts};
use crate::people::hours::{WorkingHours, day_of};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;
use stoa_chat::Timestamp;

/// The fewest questions, and askers, that a figure may rest on.
pub const FEWEST: usize = 5;
/// What all months together are called.
const ALL: &str = "all";

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// Public channels that were read.
    pub channels: usize,
    /// The months in order, and `all` of them at last; those that rest on too little are missing.
    pub months: Vec<Month>,
    /// How many months were left out.
    pub too_small: usize,
}

/// The figures of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// `2026-03`, in the configured zone, or `all`.
    pub name: String,
    /// Questions that were asked then.
    pub questions: usize,
    /// Those that nobody else has replied to by the end of the export.
    pub unanswered: usize,
    /// The wait for the first reply in hours of the clock.
    pub clock: Quantiles,
    /// The same in working hours.
    pub working: Quantiles,
}

/// The waits that half, and nine in ten, of the questions do not exceed; `None` if so many never got a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantiles {
    /// Of half of them.
    pub median: Option<Duration>,
    /// Of nine in ten.
    pub p90: Option<Duration>,
}

/// A question, and when somebody else replied first.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    at: Timestamp,
    by: Option<String>,
    reply: Option<Timestamp>,
}

/// The hours that questions wait through.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// When people work.
    pub hours: WorkingHours,
    /// Where.
    pub zone: Tz,
}

/// Measures a Slack export.
///
/// # Errors
/// When the folder is no export, or cannot be read.
pub fn measure(folder: &Path, calendar: &Calendar) -> anyhow::Result<Baseline> {
    let export = Export::open(folder)?;
    let (mut asked, mut end) = (Vec::new(), Ts::default());
    for channel in &export.channels {
        let threads = Threads::of(&export, channel)?;
        end = end.max(threads.last.unwrap_or_default());
        let mut replies: BTreeMap<Ts, Ts> = BTreeMap::new();
        for (question, reply) in &threads.answers {
            let first = replies.entry(*question).or_insert(reply.ts);
            *first = reply.ts.min(*first);
        }
        asked.extend(threads.questions.into_values().map(|question| Asked {
            at: question.ts.moment(),
            by: question.by,
            reply: replies.get(&question.ts).map(|reply| reply.moment()),
        }));
    }
    Ok(Baseline { channels: export.channels.len(), ..summed(&asked, end.moment(), calendar) })
}

/// The figures of all months.
fn summed(asked: &[Asked], end: Timestamp, calendar: &Calendar) -> Baseline {
    let worked = worked(asked, end, calendar);
    let mut months: BTreeMap<String, Vec<&Asked>> = BTreeMap::new();
    for question in asked {
        let month = day_of(question.at, calendar.zone).format("%Y-%m").to_string();
        months.entry(month).or_default().push(question);
    }
    let measured = |(name, questions): (String, Vec<&Asked>)| month(name, &questions, end, &worked);
    let all = (ALL.to_owned(), asked.iter().collect());
    let count = months.len();
    let mut found: Vec<_> = months.into_iter().filter_map(measured).collect();
    // With one month missing, the sum would tell it.
    if count == found.len() + 1
        && let Some((smallest, _)) = found.iter().enumerate().min_by_key(|(_, month)| month.questions)
    {
        found.remove(smallest);
    }
    let too_small = count - found.len();
    found.extend(measured(all));
    Baseline { channels: 0, months: found, too_small }
}

/// The figures of some questions, unless they are too few.
fn month(
    name: String,
    questions: &[&Asked],
    end: Timestamp,
    worked: &BTreeMap<Timestamp, Duration>,
) -> Option<Month> {
    let people: BTreeSet<&str> = questions.iter().filter_map(|asked| asked.by.as_deref()).collect();
    if questions.len() < FEWEST || people.len() < FEWEST {
        return None;
    }
    let waits = |span: &dyn Fn(Timestamp, Timestamp) -> Duration| -> Vec<Wait> {
        let wait = |asked: &&Asked| Wait {
            span: span(asked.at, asked.reply.unwrap_or(end)),
            happened: asked.reply.is_some(),
        };
        questions.iter().map(wait).collect()
    };
    let at = |moment| worked.get(&moment).copied().unwrap_or_default();
    let clock = waits(&|from, until| until.since(from));
    let working = waits(&|from, until| at(until).saturating_sub(at(from)));
    let quantiles = |waits: &[Wait]| Quantiles { median: quantile(waits, 50), p90: quantile(waits, 90) };
    Some(Month {
        name,
        questions: questions.len(),
        unanswered: questions.iter().filter(|asked| asked.reply.is_none()).count(),
        clock: quantiles(&clock),
        working: quantiles(&working),
    })
}

/// The working time since the first question at every moment that matters. Summed from one to the next, so that a year
/// of unanswered questions is not counted through day by day for each of them.
fn worked(asked: &[Asked], end: Timestamp, calendar: &Calendar) -> BTreeMap<Timestamp, Duration> {
    let moments: BTreeSet<Timestamp> =
        asked.iter().flat_map(|asked| [Some(asked.at), asked.reply]).flatten().chain([end]).collect();
    let (mut sum, mut before) = (Duration::ZERO, None);
    let mut worked = BTreeMap::new();
    for moment in moments {
        sum +=
            before.map_or(Duration::ZERO, |from| calendar.hours.working_between(from, moment, calendar.zone));
        worked.insert(moment, sum);
        before = Some(moment);
    }
    worked
}
