//! Somebody's own digest: what was kept for them, what their help has done, and what they could help with.

use super::super::{Edition, News, Reader};
use super::settings::Every;
use super::{compose, rules, store, wording};
use crate::database::MemberId;
use crate::engine::Turn;
use crate::people::digests::{self, MAKER, MINE};
use crate::people::{Member, Quiet, ask_leave};
use std::time::Duration;
use stoa_chat::{PlannedId, Post, Text, Timestamp};

/// What the first digest of all looks back on.
const WEEK: Duration = Duration::from_hours(7 * 24);
/// How many kept messages are in one digest; the rest stays for `missed`.
const MOST: usize = 10;

/// A digest that is ready to be read, and what was kept and is in it.
pub(super) struct Issue {
    pub post: Post,
    pub carried: Vec<(PlannedId, Post)>,
    pub news: Vec<News>,
}

/// How often a member wants a digest; `None` if they never said.
pub(super) async fn every(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<Option<Every>> {
    let chosen = store::reader(turn.tx(), member).await?.every;
    Ok(chosen.as_deref().and_then(Every::read))
}

/// A member's digest is due: it is sent if they may be written to, and else when they may.
pub(super) async fn due(turn: &mut Turn<'_>, id: MemberId) -> anyhow::Result<()> {
    let (defaults, now) = (&turn.settings().people, turn.now());
    let member = Member::read(turn.tx(), id, defaults).await?;
    let every = every(turn, id).await?;
    if every == Some(Every::Off) {
        return Ok(());
    }
    let last = store::reader(turn.tx(), id).await?.last_at;
    let weekly = digests::next_weekly(&turn.settings().digest, &member, last.unwrap_or(now - WEEK));
    if every == Some(Every::Weekly)
        && let Some(weekly) = weekly.filter(|weekly| now < *weekly)
    {
        return plan(turn, id, weekly).await;
    }
    if let Some(issue) = make(turn, &member, every).await? {
        match ask_leave(turn, &member, MAKER).await? {
            Ok(leave) => {
                keep(turn, &member, &issue).await?;
                turn.direct(leave, issue.post).await?;
            }
            Err(Quiet::Stopped | Quiet::Unreachable) => return Ok(()),
            Err(Quiet::Spent) => return plan(turn, id, digests::next_morning(&member, now)).await,
            Err(Quiet::OffHours | Quiet::Snoozed) => {
                let awake = member.snoozed_until.map_or(now, |until| until.max(now));
                return plan(turn, id, member.hours.next_start(awake, member.zone)).await;
            }
        }
    }
    plan_next(turn, &member, every).await
}

/// Plans the next digest of somebody who has said how often they want one.
pub(super) async fn plan_next(
    turn: &mut Turn<'_>,
    member: &Member,
    every: Option<Every>,
) -> anyhow::Result<()> {
    let now = turn.now();
    let schedule = every.and_then(|every| turn.settings().digest.schedule(every));
    match schedule.and_then(|schedule| schedule.next_after(now, member.zone)) {
        Some(due) => plan(turn, member.id, due).await,
        None => Ok(()),
    }
}

async fn plan(turn: &mut Turn<'_>, member: MemberId, due: Timestamp) -> anyhow::Result<()> {
    Ok(turn.plan_job(MAKER, MINE, &member.to_string(), due).await?)
}

/// A digest was said: what was in it is not kept any longer, and no news again.
pub(super) async fn keep(turn: &mut Turn<'_>, member: &Member, issue: &Issue) -> anyhow::Result<()> {
    let now = turn.now();
    for (id, post) in &issue.carried {
        digests::said(turn.tx(), id, post).await?;
    }
    store::told(turn.tx(), &member.id.to_string(), &issue.news, now).await?;
    Ok(store::set_reader_told(turn.tx(), member.id, now).await?)
}

/// What a member's digest would say now; `None` if nothing is worth saying. Whoever never asked for one gets only what
/// was kept for them, and what their own help has done.
pub(super) async fn make(
    turn: &mut Turn<'_>,
    member: &Member,
    every: Option<Every>,
) -> anyhow::Result<Option<Issue>> {
    let (now, last) = (turn.now(), store::reader(turn.tx(), member.id).await?.last_at);
    let mut carried = digests::waiting(turn.tx(), member.id).await?;
    let more = carried.len().saturating_sub(MOST);
    carried.truncate(MOST);
    let places = if every.is_some() { store::places_of(turn.tx(), member.id).await? } else { Vec::new() };
    let edition = Edition {
        reader: Reader::Member(member.id),
        language: member.language,
        places,
        since: last.unwrap_or(now - WEEK),
        until: now,
    };
    let told = store::already_told(turn.tx(), &member.id.to_string()).await?;
    let news = rules::choose(compose::gather(turn, &edition).await?, &told, now);
    if carried.is_empty() && (every.is_none() || news.is_empty()) {
        return Ok(None);
    }
    let post = post(member, &carried, more, &news);
    Ok(Some(Issue { post, carried, news }))
}

fn post(member: &Member, carried: &[(PlannedId, Post)], more: usize, news: &[News]) -> Post {
    let language = member.language;
    let mut text = wording::title_mine(language);
    if !carried.is_empty() {
        let kept =
            carried.iter().fold(Text::default(), |text, (_, post)| text.then(post.text.clone().quoted()));
        text = text.then(wording::heading_kept(language, carried.len())).then(kept);
    }
    if more > 0 {
        text = text.then(wording::kept_more(language, more));
    }
    text = text.then(compose::sections(language, news, Reader::Member(member.id)));
    let pressable = carried.iter().any(|(_, post)| !post.buttons.is_empty());
    let post = Post::of(text.then(wording::hint_mine(language)));
    if pressable || more > 0 { post.with_button(wording::label_missed(language), "missed") } else { post }
}

/// Two members are one: so are their digests.
pub(super) async fn join(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> anyhow::Result<()> {
    store::join(turn.tx(), from, into).await?;
    let planned = turn.job_due(MAKER, MINE, &from.to_string()).await?;
    turn.cancel_job(MAKER, MINE, &from.to_string()).await?;
    let own = turn.job_due(MAKER, MINE, &into.to_string()).await?;
    match planned {
        Some(due) if own.is_none_or(|own| own > due) => plan(turn, into, due).await,
        _ => Ok(()),
    }
}

/// Nothing is known any more of what a member read, and where they were.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    turn.cancel_job(MAKER, MINE, &member.to_string()).await?;
    Ok(store::erase(turn.tx(), member).await?)
}
