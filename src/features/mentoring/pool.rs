//! Who is there to be matched, as the matching takes people; and what a round would come to.

use super::pairs_store::{self, Pair, State};
use super::store::{self, Entry};
use crate::database::{MemberId, Tx};
use crate::matching::{Fit, Person, PersonKey, Weights, fit};
use crate::people::hours::day_of;
use crate::people::{self, Member};
use crate::settings::Settings;
use crate::simulation::{MentoringReport, Programme};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::Timestamp;

/// Everybody of a programme who can be matched now.
pub(super) struct Pool {
    pub mentees: Vec<Person>,
    /// Each with how many more they take.
    pub mentors: Vec<(Person, u32)>,
    /// Proposals that nobody has agreed to yet: they may still move.
    pub open: Vec<Pair>,
}

/// Reads everybody who takes part. A proposal that somebody agreed to keeps its place and its mentee out of it.
pub(super) async fn pool(
    tx: &mut Tx,
    programme: &str,
    settings: &Settings,
    now: Timestamp,
) -> anyhow::Result<Pool> {
    let proposed = pairs_store::pairs(tx, State::Proposed).await?;
    let (settled, open): (Vec<Pair>, Vec<Pair>) =
        proposed.into_iter().partition(|pair| pair.mentee_agreed || pair.mentor_agreed);
    let running = pairs_store::pairs(tx, State::Running).await?;
    let mut taken: BTreeMap<MemberId, u32> = BTreeMap::new();
    let mut served = BTreeSet::new();
    for pair in settled.iter().chain(&running) {
        *taken.entry(pair.mentor).or_default() += 1;
        served.insert(pair.mentee);
    }
    let (mut mentees, mut mentors) = (Vec::new(), Vec::new());
    for entry in store::mentees(tx).await?.into_iter().filter(|entry| entry.programme == programme) {
        if !entry.is_paused(now) && !served.contains(&entry.member()?) {
            mentees.push(person(tx, &entry, settings, now).await?);
        }
    }
    for entry in store::mentors(tx).await?.into_iter().filter(|entry| entry.programme == programme) {
        let id = entry.member()?;
        let all = if entry.is_paused(now) { 0 } else { u32::try_from(entry.capacity).unwrap_or(0) };
        let feedback = pairs_store::praise(tx, id).await?;
        let mentor = Person { feedback, ..person(tx, &entry, settings, now).await? };
        mentors.push((mentor, all.saturating_sub(taken.get(&id).copied().unwrap_or(0))));
    }
    let open = open.into_iter().filter(|pair| pair.programme == programme).collect();
    Ok(Pool { mentees, mentors, open })
}

/// Somebody, with all that counts for a match.
async fn person(tx: &mut Tx, entry: &Entry, settings: &Settings, now: Timestamp) -> anyhow::Result<Person> {
    let (id, defaults) = (entry.member()?, &settings.people);
    let member = Member::read(tx, id, defaults).await?;
    let work = people::employment(tx, id).await?;
    let spoken = people::spoken_by(tx, id, defaults).await?;
    let mut never = people::kept_apart(tx, id).await?;
    never.extend(pairs_store::past(tx, id).await?);
    let wishes = store::wishes(tx, id).await?;
    let today = day_of(now, member.zone);
    let years = |start: NaiveDate| i32::try_from((today - start).num_days() / 365).unwrap_or(0);
    Ok(Person {
        key: id.as_u128(),
        topics: entry.topics().into_iter().collect(),
        languages: spoken.into_iter().map(|language| language.code().to_owned()).collect(),
        week: people::week(&member.hours, member.zone, today),
        seniority: member.start_date.map(years),
        team: work.team,
        manager: work.manager.map(MemberId::as_u128),
        feedback: None,
        never: never.into_iter().map(MemberId::as_u128).collect(),
        wishes: wishes.into_iter().map(MemberId::as_u128).collect(),
    })
}

impl Pool {
    /// The mentors with room who suit `mentee` best, the best first.
    pub fn shortlist(&self, mentee: &Person, weights: &Weights, most: usize) -> Vec<(MemberId, Fit)> {
        let free = self.mentors.iter().filter(|(_, places)| *places > 0);
        let fits = free.filter_map(|(mentor, _)| Some((mentor.key, fit(mentee, mentor, weights).ok()?)));
        let mut fits: Vec<(PersonKey, Fit)> = fits.collect();
        fits.sort_by_key(|(key, fit)| (Reverse(fit.score), *key));
        fits.truncate(most);
        fits.into_iter().map(|(key, fit)| (MemberId::from_u128(key), fit)).collect()
    }
}

/// What a round would come to now, programme by programme; nothing is kept and nobody is told.
///
/// # Errors
/// When the database fails.
pub async fn rehearse(
    tx: &mut Tx,
    settings: &Settings,
    now: Timestamp,
    seed: u64,
) -> anyhow::Result<Vec<(String, MentoringReport)>> {
    let mut reports = Vec::new();
    for name in store::programmes(tx).await? {
        let Pool { mentees, mentors, .. } = pool(tx, &name, settings, now).await?;
        let mut programme = Programme {
            seed,
            weights: settings.mentoring.of(&name).weights(),
            mentees: Vec::new(),
            mentors: Vec::new(),
        };
        for mentee in mentees {
            programme.mentees.push((called(tx, mentee.key, settings).await?, mentee));
        }
        for mentor in mentors {
            programme.mentors.push((called(tx, mentor.0.key, settings).await?, mentor));
        }
        reports.push((name, programme.rehearse()));
    }
    Ok(reports)
}

async fn called(tx: &mut Tx, key: PersonKey, settings: &Settings) -> anyhow::Result<String> {
    Ok(Member::read(tx, MemberId::from_u128(key), &settings.people).await?.name)
}
