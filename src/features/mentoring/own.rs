//! What members say of themselves: that they offer or seek, whom they would like, and when they need a rest.

use super::pairs_store::{self, State};
use super::{MentoringSettings, hashed, member, pool, proposals, rounds, store, wording};
use crate::database::MemberId;
use crate::engine::schedule::wall_clock;
use crate::engine::{Call, Failure, Turn};
use crate::language::{self, Language, echo, joined};
use crate::matching::{Fit, MOST_WISHES};
use crate::people::hours::day_of;
use crate::people::{self, read_date};
use chrono::NaiveTime;
use stoa_chat::{Post, Text};

/// The most characters of a note.
const LONGEST_NOTE: usize = 300;
/// The most mentees of one mentor.
const MOST_MENTEES: i64 = 20;

/// What somebody offers or seeks, as they wrote it.
struct Wish<'a> {
    topics: Vec<String>,
    /// The programme that they name; empty: none.
    programme: &'a str,
    rest: String,
}

/// Topics at the front of `words`, then perhaps `in` a programme, and the rest.
fn read<'a>(words: &str, settings: &'a MentoringSettings) -> Wish<'a> {
    let mut words = words.split_whitespace().peekable();
    let mut topics = Vec::new();
    while let Some(topic) = words.peek().and_then(|word| people::topic(word)) {
        topics.push(topic);
        words.next();
    }
    topics.sort();
    topics.dedup();
    let rest: Vec<&str> = words.collect();
    let named = match rest[..] {
        [word, name, ..] if ["in", "im"].contains(&word.to_lowercase().as_str()) => settings.named(name),
        _ => None,
    };
    let rest = if named.is_some() { &rest[2..] } else { &rest[..] };
    Wish { topics, programme: named.unwrap_or_default(), rest: rest.join(" ") }
}

/// `mentor offer #topic … [in PROGRAMME] [capacity N]`.
pub(super) async fn offer(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let (language, settings) = (call.by.language, &turn.settings().mentoring);
    let Wish { mut topics, programme, rest } = read(words, settings);
    let default = i64::from(settings.of(programme).capacity);
    let capacity = match rest.split_whitespace().collect::<Vec<_>>()[..] {
        [] => Some(default),
        [number] | [_, number] => number.parse().ok().filter(|number| (1..=MOST_MENTEES).contains(number)),
        _ => None,
    };
    let Some(capacity) = capacity else {
        return Err(Failure::refused(wording::refused_capacity(language, &echo(&rest), MOST_MENTEES)));
    };
    if topics.is_empty() {
        topics = people::topics_of(turn.tx(), call.by.id).await?.all_helped();
    }
    if topics.is_empty() {
        return Err(Failure::refused(wording::refused_no_topics_offered(language)));
    }
    let now = turn.now();
    proposals::leave(turn, call.by.id, programme, |pair| pair.mentor).await?;
    store::offer(turn.tx(), (call.by.id, programme), &topics, capacity, now).await?;
    rounds::plan(turn, programme).await?;
    let text = wording::offered(language, &hashed(&topics), capacity);
    turn.reply(call, Post::of(within(text, language, programme))).await?;
    Ok(())
}

/// Says in which programme that is, if it has a name.
fn within(text: Text, language: Language, programme: &str) -> Text {
    if programme.is_empty() { text } else { text.then(wording::in_programme(language, programme)) }
}

/// `mentor seek #topic … [in PROGRAMME] [note]`: who could be a mentor, to wish for.
pub(super) async fn seek(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let (language, settings) = (call.by.language, &turn.settings().mentoring);
    let Wish { mut topics, programme, rest: note } = read(words, settings);
    if topics.is_empty() {
        topics = people::topics_of(turn.tx(), call.by.id).await?.learns;
    }
    if topics.is_empty() {
        return Err(Failure::refused(wording::refused_no_topics_sought(language)));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Failure::refused(wording::refused_long_note(language, LONGEST_NOTE)));
    }
    let now = turn.now();
    proposals::leave(turn, call.by.id, programme, |pair| pair.mentee).await?;
    store::seek(turn.tx(), (call.by.id, programme), &topics, &note, now).await?;
    store::set_wishes(turn.tx(), &call.by.id.to_string(), &[]).await?;
    rounds::plan(turn, programme).await?;
    let mut post = shortlist(turn, call, programme, &topics).await?;
    post.text = within(post.text, language, programme);
    turn.reply(call, post).await?;
    Ok(())
}

/// What the seeker gets to see: up to five mentors with reasons, each with a button to wish for them.
async fn shortlist(
    turn: &mut Turn<'_>,
    call: &Call,
    programme: &str,
    topics: &[String],
) -> Result<Post, Failure> {
    let (language, settings, now) = (call.by.language, turn.settings(), turn.now());
    let pool = pool::pool(turn.tx(), programme, settings, now).await?;
    let weights = settings.mentoring.of(programme).weights();
    let me = pool.mentees.iter().find(|person| person.key == call.by.id.as_u128());
    let list = me.map(|me| pool.shortlist(me, &weights, MOST_WISHES)).unwrap_or_default();
    if list.is_empty() {
        return Ok(Post::of(wording::sought_nobody_yet(language, &hashed(topics))));
    }
    let (mut lines, mut names) = (Vec::new(), Vec::new());
    for (mentor, fit) in &list {
        let mentor = member(turn, *mentor).await?;
        lines.push(wording::line_mentor(language, &mentor.name, &reasons(language, fit)));
        // A button can name somebody of this network only.
        let account = people::reach(turn, mentor.id).await?;
        if let Some(user) = account.filter(|user| user.network == call.account.network) {
            names.push((mentor.name, user.id));
        }
    }
    let post = Post::of(wording::sought(language, &hashed(topics), &language::list(lines)));
    Ok(names.iter().fold(post, |post, (name, id)| {
        post.with_button(
            wording::label_wish(language, name),
            format!("mentor wish @{}", id.trim_start_matches('@')),
        )
    }))
}

/// Why two people fit, in a line.
pub(super) fn reasons(language: Language, fit: &Fit) -> String {
    let mut parts = vec![wording::because_topics(language, &hashed(&fit.topics))];
    parts.push(wording::because_hours(language, fit.hours));
    if fit.languages.len() > 1 {
        parts.push(wording::because_languages(language));
    }
    if fit.other_team {
        parts.push(wording::because_team(language));
    }
    joined(&parts, &wording::and(language))
}

/// The member whom `@word` means.
async fn meant(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<MemberId, Failure> {
    let found = people::person_called(turn, &call.account.network, word).await?;
    found.ok_or_else(|| Failure::refused(wording::refused_nobody(call.by.language, &echo(word))))
}

/// `mentor wish @person …`: the dearest first; one who is named later goes behind those named before.
pub(super) async fn wish(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let mut wishes = store::wishes(turn.tx(), call.by.id).await?;
    let mentors = store::mentors(turn.tx()).await?;
    for word in words.split_whitespace() {
        let id = meant(turn, call, word).await?;
        let offers = mentors.iter().any(|entry| entry.member().is_ok_and(|member| member == id));
        if !offers || id == call.by.id {
            return Err(Failure::refused(wording::refused_no_mentor(language, &echo(word))));
        }
        wishes.retain(|wish| *wish != id);
        wishes.push(id);
    }
    let seeking = store::mentees(turn.tx()).await?;
    if !seeking.iter().any(|entry| entry.member().is_ok_and(|member| member == call.by.id)) {
        return Err(Failure::refused(wording::refused_not_seeking(language)));
    }
    let beyond = wishes.split_off(wishes.len().min(MOST_WISHES));
    store::set_wishes(turn.tx(), &call.by.id.to_string(), &wishes).await?;
    let mut text = match names(turn, language, wishes).await? {
        Some(names) => wording::wishes(language, &names),
        None => wording::wishes_none(language),
    };
    if let Some(names) = names(turn, language, beyond).await? {
        text = text.then(wording::wishes_beyond(language, MOST_WISHES, &names));
    }
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// What people are called, one after the other; `None` if there is nobody.
async fn names(
    turn: &mut Turn<'_>,
    language: Language,
    people: Vec<MemberId>,
) -> anyhow::Result<Option<String>> {
    let mut names = Vec::new();
    for id in people {
        names.push(member(turn, id).await?.name);
    }
    Ok((!names.is_empty()).then(|| joined(&names, &wording::and(language))))
}

/// `mentor avoid @person` or `mentor avoid off @person`. The answer is the same whatever was there before.
pub(super) async fn avoid(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let (avoid, word) = words.strip_prefix("off ").map_or((true, words), |word| (false, word.trim()));
    let other = meant(turn, call, word).await?;
    if other == call.by.id {
        return Err(Failure::refused(wording::refused_nobody(language, &echo(word))));
    }
    people::set_avoided(turn.tx(), call.by.id, other, avoid).await?;
    if avoid {
        proposals::part(turn, call.by.id, other).await?;
    }
    let name = member(turn, other).await?.name;
    let text =
        if avoid { wording::avoided(language, &name) } else { wording::avoided_no_more(language, &name) };
    // Nobody who looks over a shoulder in a place should learn it.
    turn.answer(&call.account, None, Post::of(text)).await?;
    Ok(())
}

/// `mentor pause until DATE`.
pub(super) async fn pause(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let (language, zone) = (call.by.language, call.by.zone);
    let today = day_of(turn.now(), zone);
    let Some(date) = read_date(words, today).filter(|date| *date > today) else {
        return Err(Failure::refused(wording::refused_date(language, &echo(words))));
    };
    let until = wall_clock::first_moment(date.and_time(NaiveTime::MIN), zone);
    let paused = store::pause(turn.tx(), call.by.id, until).await?;
    for programme in store::programmes(turn.tx()).await? {
        rounds::plan_at(turn, &programme, until).await?;
    }
    let text = if paused { wording::paused(language, until) } else { wording::standing_nothing(language) };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `mentor stop`: out of the search; what runs goes on.
pub(super) async fn stop(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let was = store::withdraw(turn.tx(), call.by.id).await?;
    proposals::withdraw(turn, call.by.id).await?;
    let text = if was { wording::stopped(language) } else { wording::standing_nothing(language) };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `mentor`: how the caller stands.
pub(super) async fn standing(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, me) = (call.by.language, call.by.id);
    let mut lines: Vec<Text> = Vec::new();
    let (offers, seeks) = (store::mentors(turn.tx()).await?, store::mentees(turn.tx()).await?);
    for entry in offers.iter().filter(|entry| entry.member().is_ok_and(|member| member == me)) {
        lines.push(wording::line_offer(language, &hashed(&entry.topics()), entry.capacity));
    }
    for entry in seeks.iter().filter(|entry| entry.member().is_ok_and(|member| member == me)) {
        lines.push(wording::line_seek(language, &hashed(&entry.topics())));
    }
    for state in [State::Proposed, State::Running] {
        for pair in pairs_store::pairs(turn.tx(), state).await? {
            let Some(other) = pair.other(me) else { continue };
            let other = member(turn, other).await?.name;
            let line = if state == State::Running { wording::line_running } else { wording::line_proposed };
            lines.push(line(language, &pair.name(), &other));
        }
    }
    let text = if lines.is_empty() {
        wording::standing_nothing(language)
    } else {
        wording::standing(language, &language::list(lines))
    };
    let programmes = &turn.settings().mentoring.programmes;
    let names: Vec<String> = programmes.keys().cloned().collect();
    let text = match names.first() {
        Some(one) => {
            text.then(wording::line_programmes(language, &joined(&names, &wording::and(language)), one))
        }
        None => text,
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}
