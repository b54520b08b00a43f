//! Pairs: from the first meeting to the end.

use super::calendar;
use super::pairs_store::{self, Pair, State};
use super::{NAME, hashed, member, pair_named, proposals, rounds, store, wording};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{self, Language};
use crate::people::{self, Member, free_slots, manners};
use std::time::Duration;
use stoa_chat::{Block, Post, Text, Timestamp};

/// The job that asks a pair whether they met; its subject is the pair's number.
pub(super) const CHECKIN: &str = "checkin";
/// The job that ends a pair.
pub(super) const END: &str = "end";

const WEEK: Duration = Duration::from_hours(7 * 24);
/// How many free slots are offered.
const SLOTS: usize = 3;
/// The best that one can say.
const MOST_STARS: i64 = 5;

/// Both agreed.
pub(super) async fn begin(turn: &mut Turn<'_>, pair: &Pair, call: &Call) -> anyhow::Result<()> {
    let (now, settings) = (turn.now(), turn.settings().mentoring.of(&pair.programme));
    pairs_store::set_state(turn.tx(), pair.number, State::Running, now).await?;
    store::found(turn.tx(), pair.mentee).await?;
    proposals::found(turn, pair.mentee).await?;
    let subject = pair.number.to_string();
    turn.plan_job(NAME, CHECKIN, &subject, now + WEEK * settings.checkin_weeks).await?;
    turn.plan_job(NAME, END, &subject, now + WEEK * settings.weeks).await?;
    let (mentee, mentor) = (member(turn, pair.mentee).await?, member(turn, pair.mentor).await?);
    let weeks = settings.weeks;
    let accounts = (people::reach(turn, mentee.id).await?, people::reach(turn, mentor.id).await?);
    if let (Some(one), Some(other)) = &accounts
        && one.network == other.network
    {
        // What is said to both is said in a language that both are spoken to in.
        let both = if mentee.language == mentor.language { mentee.language } else { Language::En };
        let post = welcome(pair, both, (&mentee, &mentor), weeks, now);
        turn.bring_together(vec![one.clone(), other.clone()], post).await?;
        turn.reply(call, Post::of(wording::begun(call.by.language, &pair.name()))).await?;
        return Ok(());
    }
    for (to, other, account) in [(&mentee, &mentor, &accounts.1), (&mentor, &mentee, &accounts.0)] {
        let mut post = welcome(pair, to.language, (&mentee, &mentor), weeks, now);
        if let Some(account) = account {
            let (network, id) = (account.network.as_str(), account.id.as_str());
            post.text = post.text.then(wording::elsewhere(to.language, &other.name, network, id));
        }
        if to.id == call.by.id {
            turn.reply(call, post).await?;
        } else {
            manners::tell(turn, to, NAME, post).await?;
        }
    }
    Ok(())
}

/// The first words to both: what to talk about, and when.
fn welcome(
    pair: &Pair,
    language: Language,
    (mentee, mentor): (&Member, &Member),
    weeks: u32,
    now: Timestamp,
) -> Post {
    let name = pair.name();
    let text = wording::welcome(language, &name, &mentee.name, &mentor.name, &hashed(&pair.topics), weeks);
    let slots = free_slots(mentee, mentor, now, SLOTS);
    if slots.is_empty() {
        return Post::of(text.then(wording::no_slots(language)));
    }
    let lines = language::list(slots.iter().map(|slot| wording::line_slot(language, *slot)));
    let post = Post::of(text.then(wording::slots(language, &lines)));
    (1_usize..).zip(&slots).fold(post, |post, (number, slot)| {
        let value = format!("mentor slot {name} {}", slot.millis() / 60_000);
        post.with_button(wording::label_slot(language, number), value)
    })
}

/// `mentor slot M3 MINUTE`: the slot as a calendar file, in the words of which calendars are made.
pub(super) async fn slot(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let (name, minute) = words.split_once(' ').unwrap_or((words, ""));
    let pair = pair_named(turn, call, name).await?;
    let start = minute.trim().parse::<i64>().ok().and_then(|minute| minute.checked_mul(60_000));
    let Some(start) = start.map(Timestamp::from_millis).filter(|start| *start > turn.now()) else {
        return Err(Failure::refused(wording::refused_slot(language, &pair.name())));
    };
    let (mentee, mentor) = (member(turn, pair.mentee).await?, member(turn, pair.mentor).await?);
    let title = wording::calendar_title(language, &mentee.name, &mentor.name);
    let file = Text { blocks: vec![Block::Code(calendar::event(&pair.name(), &title, start, turn.now()))] };
    turn.reply(call, Post::of(wording::slot(language, start).then(file))).await?;
    Ok(())
}

/// Asks both whether they met.
pub(super) async fn check_in(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<()> {
    let Some(pair) = running(turn, number).await? else { return Ok(()) };
    let meeting = pairs_store::ask_meeting(turn.tx(), number).await?;
    for (id, other) in [(pair.mentee, pair.mentor), (pair.mentor, pair.mentee)] {
        let (to, other) = (member(turn, id).await?, member(turn, other).await?);
        let post = Post::of(wording::did_you_meet(to.language, &pair.name(), &other.name))
            .with_button(wording::label_met(to.language), format!("mentor met {} {meeting} yes", pair.name()))
            .with_button(
                wording::label_not_met(to.language),
                format!("mentor met {} {meeting} no", pair.name()),
            );
        manners::tell(turn, &to, NAME, post).await?;
    }
    let again = turn.now() + WEEK * turn.settings().mentoring.of(&pair.programme).checkin_weeks;
    let end = turn.job_due(NAME, END, &number.to_string()).await?;
    if end.is_none_or(|end| again < end) {
        turn.plan_job(NAME, CHECKIN, &number.to_string(), again).await?;
    }
    Ok(())
}

async fn running(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<Option<Pair>> {
    let pair = pairs_store::pair_numbered(turn.tx(), number).await?;
    Ok(pair.filter(|pair| pair.state == State::Running))
}

/// `mentor met M3 [2] yes|no`.
pub(super) async fn met(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let parts: Vec<&str> = words.split_whitespace().collect();
    let pair = pair_named(turn, call, parts.first().copied().unwrap_or_default()).await?;
    let met = match parts.last().map(|word| word.to_lowercase()).as_deref() {
        Some("yes" | "ja") => true,
        Some("no" | "nein") => false,
        _ => return Err(Failure::refused(wording::refused_met(language, &pair.name()))),
    };
    let asked = pairs_store::meetings(turn.tx(), pair.number).await?.asked;
    let meeting = if parts.len() > 2 { parts[1].parse().unwrap_or(0) } else { asked };
    let as_mentor = call.by.id == pair.mentor;
    let Some((before, after)) = pairs_store::met(turn.tx(), (pair.number, meeting), as_mentor, met).await?
    else {
        return Err(Failure::refused(wording::refused_met(language, &pair.name())));
    };
    let (at, name) = (turn.happened_at(), pair.name());
    match (before, after) {
        (false, true) => {
            let (mentor, mentee) = (pair.mentor, pair.mentee);
            turn.announce(Fact::MentorsMet { pair: name, meeting, mentor, mentee, at });
        }
        (true, false) => turn.announce(Fact::MentorsDenied { pair: name, meeting, at }),
        _ => {}
    }
    let text = if met { wording::met(language) } else { wording::not_met(language) };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// The weeks that were agreed on are over.
pub(super) async fn finish(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<()> {
    let Some(pair) = running(turn, number).await? else { return Ok(()) };
    conclude(turn, &pair, false).await?;
    if pairs_store::meetings(turn.tx(), number).await?.confirmed > 0 {
        let at = turn.now();
        let (pair, mentor, mentee) = (pair.name(), pair.mentor, pair.mentee);
        turn.announce(Fact::MentoringCompleted { pair, mentor, mentee, at });
    }
    Ok(())
}

/// `mentor end M3`: before its time, by either of the two.
pub(super) async fn end(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<(), Failure> {
    let pair = pair_named(turn, call, word).await?;
    if pair.state != State::Running {
        return Err(Failure::refused(wording::refused_not_running(call.by.language, &pair.name())));
    }
    turn.reply(call, Post::of(wording::ended(call.by.language, &pair.name()))).await?;
    Ok(conclude(turn, &pair, false).await?)
}

/// `mentor change M3`, by either of the two: it ends without reasons, and the mentee is looked for somebody else.
pub(super) async fn change(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<(), Failure> {
    let pair = pair_named(turn, call, word).await?;
    if pair.state != State::Running {
        return Err(Failure::refused(wording::refused_not_running(call.by.language, &pair.name())));
    }
    let now = turn.now();
    store::seek_on(turn.tx(), &pair, now).await?;
    turn.reply(call, Post::of(wording::ended(call.by.language, &pair.name()))).await?;
    Ok(conclude(turn, &pair, true).await?)
}

/// Ends a pair, and asks both how it was; the mentee may go on searching.
async fn conclude(turn: &mut Turn<'_>, pair: &Pair, search: bool) -> anyhow::Result<()> {
    cancel(turn, pair).await?;
    for (id, other) in [(pair.mentee, pair.mentor), (pair.mentor, pair.mentee)] {
        let (to, other) = (member(turn, id).await?, member(turn, other).await?);
        let mut text = wording::how_was_it(to.language, &pair.name(), &other.name);
        if search && to.id == pair.mentee {
            text = text.then(wording::another(to.language, &hashed(&pair.topics)));
        }
        let post = (1..=MOST_STARS).fold(Post::of(text), |post, stars| {
            post.with_button(
                wording::label_stars(to.language, stars),
                format!("mentor rate {} {stars}", pair.name()),
            )
        });
        manners::tell(turn, &to, NAME, post).await?;
    }
    Ok(())
}

/// Ends a pair without a word.
pub(super) async fn cancel(turn: &mut Turn<'_>, pair: &Pair) -> anyhow::Result<()> {
    let now = turn.now();
    pairs_store::set_state(turn.tx(), pair.number, State::Ended, now).await?;
    for job in [CHECKIN, END] {
        turn.cancel_job(NAME, job, &pair.number.to_string()).await?;
    }
    // Somebody may have waited for the place.
    rounds::plan_at(turn, &pair.programme, now).await
}

/// `mentor rate M3 4`; the other one never sees it.
pub(super) async fn rate(turn: &mut Turn<'_>, call: &Call, words: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let (name, stars) = words.split_once(' ').unwrap_or((words, ""));
    let pair = pair_named(turn, call, name).await?;
    let stars = stars.trim().parse().ok().filter(|stars| (1..=MOST_STARS).contains(stars));
    let (Some(stars), State::Ended) = (stars, pair.state) else {
        return Err(Failure::refused(wording::refused_rate(language, &pair.name(), MOST_STARS)));
    };
    pairs_store::rate(turn.tx(), pair.number, call.by.id, stars).await?;
    turn.reply(call, Post::of(wording::rated(language))).await?;
    Ok(())
}

/// `mentor pairs`, for moderators: how many wait, and which pairs are stuck.
pub(super) async fn list(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    if !people::is_moderator(turn, &call.by).await? {
        return Err(Failure::refused(wording::refused_not_moderator(language)));
    }
    let (waiting, places) = (store::mentees(turn.tx()).await?.len(), store::mentors(turn.tx()).await?.len());
    let mut lines = Vec::new();
    for pair in pairs_store::pairs(turn.tx(), State::Running).await? {
        let (mentee, mentor) = (member(turn, pair.mentee).await?.name, member(turn, pair.mentor).await?.name);
        let meetings = pairs_store::meetings(turn.tx(), pair.number).await?;
        let weeks = pair.started_at.map_or(0, |at| turn.now().since(at).as_secs() / WEEK.as_secs());
        let line = if meetings.are_stuck() { wording::line_stuck } else { wording::line_pair };
        lines.push(line(language, &pair.name(), &mentee, &mentor, weeks, meetings.confirmed));
    }
    let running = lines.len();
    let text = wording::pairs(language, waiting, places, running).then(language::list(lines));
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}
