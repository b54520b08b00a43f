//! The digest of a place: at a time of its own, in its language, of what happened there.

use super::super::{Edition, News, Reader, Section};
use super::settings::Every;
use super::{Digest, compose, rules, store, wording};
use crate::database::MemberId;
use crate::engine::{Job, Turn};
use crate::language::{Language, joined};
use crate::people::{self, Member, digests};
use crate::places::{self, Place};
use crate::telemetry;
use std::time::Duration;
use stoa_chat::{Network, PlaceRef, Post, Text, Timestamp};

/// The job that makes a place's digest; the subject is `network/id`.
pub(super) const PLACE: &str = "place";
/// What the first digest of all looks back on.
const WEEK: Duration = Duration::from_hours(7 * 24);
/// How many newcomers are called by name.
const NAMED: usize = 5;

/// A digest that is ready to be read.
pub(super) struct Issue {
    pub text: Text,
    pub news: Vec<News>,
}

/// Plans the digest of every place that has none planned.
pub(super) async fn plan_all(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    for place in places::all(turn).await? {
        let subject = subject(&place.place);
        if turn.job_due(digests::MAKER, PLACE, &subject).await?.is_none() {
            plan(turn, &place.place).await?;
        }
    }
    Ok(())
}

/// Plans the next digest of a place, if it has any.
pub(super) async fn plan(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<()> {
    let subject = subject(place);
    match next(turn, place).await? {
        Some(due) => turn.plan_job(digests::MAKER, PLACE, &subject, due).await?,
        None => turn.cancel_job(digests::MAKER, PLACE, &subject).await?,
    }
    Ok(())
}

/// When a place's next digest comes; `None` if never.
pub(super) async fn next(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Option<Timestamp>> {
    let every = every(turn, place).await?;
    let (zone, now) = (places::at(turn, place).await?.zone, turn.now());
    Ok(turn.settings().digest.schedule(every).and_then(|schedule| schedule.next_after(now, zone)))
}

/// How often a place has a digest.
pub(super) async fn every(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Every> {
    let chosen = store::place(turn.tx(), place).await?.every;
    Ok(chosen.as_deref().and_then(Every::read).unwrap_or(turn.settings().digest.places))
}

/// A place's digest is due. Of several that were missed only the latest is made, and only within a day.
pub(super) async fn due(turn: &mut Turn<'_>, job: &Job) -> anyhow::Result<()> {
    let Some((network, id)) = job.subject.split_once('/') else { return Ok(()) };
    let place = PlaceRef::new(&Network::new(network), id);
    let every = every(turn, &place).await?;
    let Some(schedule) = turn.settings().digest.schedule(every) else { return Ok(()) };
    let zone = places::at(turn, &place).await?.zone;
    let before = Timestamp::from_millis(job.due_at.millis() - 1);
    let due = schedule.due(before, turn.now(), zone);
    for _ in 0..due.skipped_count {
        metrics::counter!(telemetry::JOBS_SKIPPED.name).increment(1);
    }
    if due.fire.is_some() {
        publish(turn, &place).await?;
    }
    plan(turn, &place).await
}

/// Says a place's digest there, if it is on and there is something to say.
async fn publish(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<()> {
    let Some(abilities) = turn.abilities(&place.network) else { return Ok(()) };
    if !places::is_on(turn, &Digest, Some(place)).await? {
        return Ok(());
    }
    let Some(issue) = make(turn, place).await? else { return Ok(()) };
    let now = turn.now();
    store::told(turn.tx(), &subject(place), &issue.news, now).await?;
    store::set_place_told(turn.tx(), place, now).await?;
    turn.say(place, None, Post::of(issue.text)).await?;
    if abilities.pictures
        && let Some((drawing, alt)) = compose::picture(issue.news, turn.settings().digest.dark)
    {
        turn.show_picture(place, None, drawing, alt).await?;
    }
    Ok(())
}

/// What a place's digest would say now; `None` if nothing is worth saying. What is said for practice is no news.
pub(super) async fn make(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Option<Issue>> {
    let about = places::at(turn, place).await?;
    if about.sandbox {
        return Ok(None);
    }
    let (now, last) = (turn.now(), store::place(turn.tx(), place).await?.last_at);
    let edition = Edition {
        reader: Reader::Place,
        language: language(turn, &about),
        places: vec![place.clone()],
        since: last.unwrap_or(now - WEEK),
        until: now,
    };
    let told = store::already_told(turn.tx(), &subject(place)).await?;
    let news = rules::choose(compose::gather(turn, &edition).await?, &told, now);
    let newcomers = newcomers(turn, &edition, place).await?;
    if !compose::is_worth_reading(&news) && newcomers.is_empty() {
        return Ok(None);
    }
    Ok(Some(Issue { text: text(&edition, place, &news, &newcomers), news }))
}

fn text(edition: &Edition, place: &PlaceRef, news: &[News], newcomers: &[String]) -> Text {
    let language = edition.language;
    let mut text =
        wording::title_place(language, place).then(compose::sections(language, news, edition.reader));
    if !newcomers.is_empty() {
        text = text.then(wording::newcomers(
            language,
            &joined(newcomers, &wording::and(language)),
            newcomers.len(),
        ));
    }
    let open = news.iter().find(|item| item.section == Section::Open);
    text.then(match open {
        Some(item) => wording::call_to_answer(language, &item.item),
        None => wording::call_to_ask(language),
    })
}

fn language(turn: &Turn<'_>, place: &Place) -> Language {
    place.language.unwrap_or_else(|| Language::from_tag(&turn.settings().people.language))
}

/// The names of those who are new to the company and have come into this place since the digest before.
async fn newcomers(turn: &mut Turn<'_>, edition: &Edition, place: &PlaceRef) -> anyhow::Result<Vec<String>> {
    let defaults = &turn.settings().people;
    let now = turn.now();
    let came: Vec<MemberId> = store::came(turn.tx(), place, edition.since).await?;
    let mut names = Vec::new();
    for member in came {
        let member = Member::read(turn.tx(), member, defaults).await?;
        if names.len() < NAMED && people::is_newcomer(turn, &member, now).await? {
            names.push(member.name);
        }
    }
    Ok(names)
}

/// How a place is named in jobs, and as a reader.
pub(super) fn subject(place: &PlaceRef) -> String {
    format!("{}/{}", place.network, place.id)
}
