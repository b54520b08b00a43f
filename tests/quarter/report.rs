//! How it went, as a table.

use crate::quarter::Played;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;
use stoa::people::hours::{WorkingHours, day_of};

const WORKING_DAY: Duration = Duration::from_hours(8);

/// The table.
pub fn of(played: &Played) -> String {
    let mut text = String::new();
    // Writing into a string does not fail.
    let _ = write(&mut text, played);
    text
}

fn write(text: &mut String, played: &Played) -> std::fmt::Result {
    let (people, days) = (played.company.people.len(), played.company.scale.days);
    let questions = played.questions.len();
    writeln!(text, "  people {people}, working days {days}, questions {questions}")?;
    interruptions(text, played)?;
    let hours = WorkingHours::default();
    let answered = played.questions.values().filter(|(who, asked, first)| {
        let due = hours.add_working(*asked, WORKING_DAY, played.company.people[*who].zone());
        first.is_some_and(|first| first <= due)
    });
    let answered = percent(answered.count(), questions);
    writeln!(text, "  answered within one working day of the asker  {answered:.1} %")?;
    let ever = played.questions.values().filter(|(.., first)| first.is_some()).count();
    writeln!(text, "  answered at all  {:.1} %", percent(ever, questions))?;
    load(text, played)?;
    writeln!(text, "  said never: {}", played.never.len())
}

/// How many unasked messages people got on a day.
fn interruptions(text: &mut String, played: &Played) -> std::fmt::Result {
    let people = &played.company.people;
    let mut unasked: BTreeMap<_, usize> = BTreeMap::new();
    for (who, at, _) in played.direct.iter().filter(|(.., answer)| !answer) {
        *unasked.entry((*who, day_of(*at, people[*who].zone()))).or_default() += 1;
    }
    let days = people.len() * played.company.scale.days;
    writeln!(text, "  unasked messages a person and day")?;
    let with = |number| unasked.values().filter(|used| **used == number).count();
    for number in 0..=3 {
        let count = if number == 0 { days.saturating_sub(unasked.len()) } else { with(number) };
        writeln!(text, "    {number}  {count:>7}  {:6.2} %", percent(count, days))?;
    }
    Ok(())
}

/// How many requests people got in all.
fn load(text: &mut String, played: &Played) -> std::fmt::Result {
    let mut load: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, who, ..) in &played.requests {
        *load.entry(*who).or_default() += 1;
    }
    let mut load: Vec<usize> = load.into_values().collect();
    load.sort_unstable();
    let at = |share: usize| load.get(load.len().saturating_sub(1) * share / 100).copied().unwrap_or(0);
    writeln!(text, "  requests {}, people asked {}", played.requests.len(), load.len())?;
    writeln!(text, "  requests a person asked: median {}, 90 % at most {}, most {}", at(50), at(90), at(100))
}

#[expect(clippy::cast_precision_loss, reason = "shares of a few thousand, to be read by people")]
fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}
