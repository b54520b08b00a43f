//! From words to a draft: where they would be posted, how they would look there, and who could still find out.

use super::posting::{DROP, minutes_of};
use super::store::{self, State, Thread};
use super::traces::{Trace, without};
use super::{Anonymous, NAME, known, wording};
use crate::engine::{Failure, Turn, Veiled};
use crate::knowledge::written_in;
use crate::language::{Language, joined, list};
use crate::people::split_topics;
use crate::places;
use crate::posts::OP;
use std::collections::BTreeSet;
use stoa_chat::{PlaceRef, Post, Text};

/// `anon [#place] [#topic …] question`.
pub(super) async fn ask(turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
    may_post(turn, act)?;
    let (place, rest) = place_of(turn, act).await?;
    let (topics, body) = split_topics(rest);
    if body.is_empty() {
        return Err(Failure::refused(wording::refused_empty(act.language)));
    }
    refuse_place(turn, act, &place).await?;
    let now = turn.now();
    let thread = Thread {
        thread: act.address.clone(),
        number: 0,
        state: State::Draft,
        pseudonym: OP.to_owned(),
        question: None,
        language: language_of(turn, &place, &body).await?,
        place,
        topics,
        body,
        made_at: now,
        moved_at: now,
        solved_at: None,
    };
    show(turn, act, thread).await
}

/// Refuses whoever pauses, or has done too much today.
pub(super) fn may_post(turn: &Turn<'_>, act: &Veiled) -> Result<(), Failure> {
    if let Some(until) = act.standing.paused_until {
        return Err(refused(act, wording::refused_paused(act.language, until)));
    }
    if act.standing.acts > i64::from(turn.settings().anonymous.acts_a_day) {
        return Err(refused(act, wording::refused_too_many(act.language)));
    }
    Ok(())
}

/// A refusal that gives back what was typed, which may stand nowhere else: a form is closed by then.
fn refused(act: &Veiled, why: Text) -> Failure {
    Failure::refused(why.then(act.rest.clone().quoted()))
}

/// Refuses a place where this is off, or where so few read that each of them could be the one.
pub(super) async fn refuse_place(turn: &mut Turn<'_>, act: &Veiled, place: &PlaceRef) -> Result<(), Failure> {
    if !places::is_on(turn, &Anonymous, Some(place)).await? {
        return Err(refused(act, wording::refused_off(act.language, place)));
    }
    let fewest = turn.settings().anonymous.fewest;
    match turn.people_in(place, fewest)? {
        Some(people) if people >= fewest => Ok(()),
        Some(_) => Err(refused(act, wording::refused_few(act.language, place, fewest))),
        None => Err(refused(act, wording::refused_uncounted(act.language, place))),
    }
}

/// Keeps a draft and shows it to its author.
pub(super) async fn show(turn: &mut Turn<'_>, act: &Veiled, mut thread: Thread) -> Result<(), Failure> {
    let (body, traces) = without(thread.body);
    thread.body = body;
    let number = store::insert(turn.tx(), &thread).await?;
    let due = turn.now() + turn.settings().anonymous.draft_wait.get();
    turn.plan_job(NAME, DROP, thread.thread.as_str(), due).await?;
    let language = act.language;
    let mut text = match thread.question {
        Some(question) => wording::preview_reply(language, question, &thread.pseudonym, &thread.body),
        None if thread.topics.is_empty() => wording::preview_plain(language, &thread.place, &thread.body),
        None => wording::preview(language, &thread.place, &hashed(&thread.topics), &thread.body),
    };
    if !traces.is_empty() {
        text = text.then(wording::traces(language, &in_words(language, &traces)));
    }
    if thread.question.is_none() && !act.guest {
        text = text.then(known::suggestions(turn, &thread, language).await?);
    }
    text = text.then(who_could_know(language));
    let settings = &turn.settings().anonymous;
    let (from, until) = (minutes_of(settings.later_from), minutes_of(settings.later_until));
    let post = Post::of(text.then(wording::preview_wait(language, minutes_of(settings.draft_wait))))
        .with_button(wording::label_post(language), format!("anon post N{number}"))
        .with_button(wording::label_later(language, from, until), format!("anon later N{number}"))
        .with_button(wording::label_discard(language), format!("anon discard N{number}"));
    turn.answer_veiled(act, post).await?;
    Ok(())
}

/// The honest list: docs/privacy.md says the same.
pub(super) fn who_could_know(language: Language) -> Text {
    wording::who_could_know(language).then(list([
        wording::knows_colleagues(language),
        wording::knows_network(language),
        wording::knows_server(language),
        wording::knows_backups(language),
        wording::knows_style(language),
    ]))
}

fn in_words(language: Language, traces: &BTreeSet<Trace>) -> String {
    let words: Vec<String> = traces
        .iter()
        .map(|trace| match trace {
            Trace::SkinTones => wording::trace_skin_tones(language),
            Trace::Invisible => wording::trace_invisible(language),
            Trace::Typography => wording::trace_typography(language),
            Trace::Tracking => wording::trace_tracking(language),
        })
        .collect();
    joined(&words, &wording::and(language))
}

/// Where to post: the place that the words begin with, else where the command was given, else the only place there is.
async fn place_of(turn: &mut Turn<'_>, act: &Veiled) -> Result<(PlaceRef, Text), Failure> {
    let places: Vec<PlaceRef> = places::all(turn).await?.into_iter().map(|place| place.place).collect();
    let pointed_at = act.rest.places().into_iter().next();
    let (word, rest) = act.rest.clone().split_first_word();
    let bare = |word: &str| word.trim_start_matches('#').trim_end_matches([',', ':']).to_lowercase();
    if word.starts_with('#') {
        let pointed_at = pointed_at.filter(|place| places.contains(place));
        let named = || {
            let mut named = places.iter().filter(|place| bare(&place.id) == bare(&word));
            let here = named.clone().find(|place| place.network == act.network);
            here.or_else(|| named.next()).cloned()
        };
        if let Some(place) = pointed_at.or_else(named) {
            return Ok((place, rest));
        }
    }
    if let Some(place) = &act.place {
        return Ok((place.clone(), act.rest.clone()));
    }
    let mut on = Vec::new();
    for place in places {
        if places::is_on(turn, &Anonymous, Some(&place)).await? {
            on.push(place);
        }
    }
    match <[PlaceRef; 1]>::try_from(on) {
        Ok([only]) => Ok((only, act.rest.clone())),
        Err(_) => Err(refused(act, wording::refused_no_place(act.language))),
    }
}

/// The language of the words, or of the place if they do not tell: never the writer's own.
async fn language_of(turn: &mut Turn<'_>, place: &PlaceRef, body: &Text) -> anyhow::Result<Language> {
    if let Some(tag) = written_in(&body.to_plain()) {
        return Ok(Language::from_tag(tag));
    }
    let place = places::at(turn, place).await?;
    Ok(place.language.unwrap_or_else(|| turn.language()))
}

/// `#ci #git`.
pub(super) fn hashed(topics: &[String]) -> String {
    topics.iter().map(|topic| format!("#{topic}")).collect::<Vec<_>>().join(" ")
}
