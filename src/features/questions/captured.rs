//! Capture: a question to everybody in a place, to which nobody has replied for a while.
//!
//! Where a place has capture on, its author is asked once, privately, whether we may find somebody. What is only
//! overheard is kept as long as the offer may still be made, and no longer: a reply, an edit, a no or silence ends it.

use super::drafts_store::{self, Draft, End, Origin};
use super::signs::asks_the_place;
use super::{NAME, command, drafts, turned, wording};
use crate::database::MemberId;
use crate::engine::{Failure, Turn};
use crate::language::Language;
use crate::on;
use crate::people::{self, Member, Quiet};
use crate::places;
use stoa_chat::{Message, MessageRef, PlaceRef, Text, Timestamp};

/// The job that offers to find somebody.
pub(super) const OFFER: &str = "offer";

/// Somebody said something in a place, and not to us.
pub(super) async fn overheard(turn: &mut Turn<'_>, message: &Message, by: &Member) -> Result<(), Failure> {
    let place = &message.message.place;
    if message.to_bot || !asks_the_place(&message.text) || !captures(turn, place).await? {
        return Ok(());
    }
    let noes = i64::from(turn.settings().questions.capture_noes);
    if times_declined(turn, by.id).await? >= noes || is_replied(turn, &message.message).await? {
        return Ok(());
    }
    let (topics, body) = command::split_topics(message.text.clone());
    let draft = Draft {
        number: 0,
        origin: Origin::Captured,
        asker: by.id,
        picker: None,
        place: place.clone(),
        direct: false,
        message: Some(message.message.id.clone()),
        thread: turned::thread_of(turn, message),
        body: people::naming(turn, body).await?,
        topics,
        language: by.language,
        shown: None,
    };
    let now = turn.now();
    let number = drafts_store::insert(turn.tx(), &draft, true, now).await?;
    let due = now + turn.settings().questions.capture_after.get();
    turn.plan_job(NAME, OFFER, &number.to_string(), due).await?;
    Ok(())
}

async fn captures(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<bool> {
    let place = places::at(turn, place).await?;
    Ok(place.capture && !place.sandbox)
}

/// Somebody replied under a message: nobody has to be found any more, unless they only added to their own.
pub(super) async fn replied(
    turn: &mut Turn<'_>,
    message: &Message,
    first: &MessageRef,
    by: &Member,
) -> Result<(), Failure> {
    const SQL: &str = "INSERT INTO replied (network, place, message, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (network, place, message) DO NOTHING";
    if message.direct || !captures(turn, &first.place).await? {
        return Ok(());
    }
    let draft = drafts_store::of_message(turn.tx(), first).await?;
    if draft.as_ref().is_some_and(|draft| draft.asker == by.id) {
        return Ok(());
    }
    let (network, place, at) = (first.place.network.as_str(), &first.place.id, turn.now().millis());
    on!(turn.tx(), |c| sqlx::query(SQL)
        .bind(network)
        .bind(place)
        .bind(&first.id)
        .bind(at)
        .execute(c)
        .await
        .map(drop))?;
    match draft {
        Some(draft) if draft.origin == Origin::Captured && draft.shown.is_none() => {
            drafts::forget(turn, &draft).await
        }
        _ => Ok(()),
    }
}

/// Nobody has replied for a while: asks the author, if they may be spoken to.
pub(super) async fn offer(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let draft = drafts_store::live(turn.tx(), number).await?;
    let Some(mut draft) = draft.filter(|draft| draft.shown.is_none()) else { return Ok(()) };
    let defaults = &turn.settings().people;
    let author = Member::read(turn.tx(), draft.asker, defaults).await?;
    let lapsed = wording::draft_lapsed(draft.language);
    if !captures(turn, &draft.place).await? {
        return drafts::end(turn, &draft, End::Lapsed, lapsed).await;
    }
    match people::ask_leave(turn, &author, NAME).await? {
        Ok(leave) => {
            let post = drafts::composed(turn, &draft).await?;
            let shown = turn.whisper(leave, draft.place.clone(), post).await?;
            drafts_store::set_open(turn.tx(), number, Some(&shown)).await?;
            draft.shown = Some(shown);
            drafts::plan_silence(turn, &draft).await
        }
        Err(Quiet::OffHours) => {
            let start = author.hours.next_start(turn.now(), author.zone);
            turn.plan_job(NAME, OFFER, &number.to_string(), start).await?;
            Ok(())
        }
        Err(_) => drafts::end(turn, &draft, End::Lapsed, lapsed).await,
    }
}

/// An author wants somebody to be found: earlier noes count no more.
pub(super) async fn accepted(turn: &mut Turn<'_>, author: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM declined WHERE member = $1";
    let author = author.to_string();
    on!(turn.tx(), |c| sqlx::query(SQL).bind(&author).execute(c).await.map(drop))
}

/// An author wants nobody to be found; gives what to say to that.
pub(super) async fn declined(
    turn: &mut Turn<'_>,
    author: MemberId,
    language: Language,
) -> sqlx::Result<Text> {
    const SQL: &str = "INSERT INTO declined (member, times) VALUES ($1, 1)
        ON CONFLICT (member) DO UPDATE SET times = declined.times + 1 RETURNING times";
    let author = author.to_string();
    let (times,): (i64,) = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&author).fetch_one(c).await)?;
    let enough = times >= i64::from(turn.settings().questions.capture_noes);
    Ok(if enough { wording::offers_ended(language) } else { wording::offer_declined(language) })
}

async fn times_declined(turn: &mut Turn<'_>, member: MemberId) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT times FROM declined WHERE member = $1";
    let member = member.to_string();
    let row: Option<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&member).fetch_optional(c).await)?;
    Ok(row.map_or(0, |(times,)| times))
}

async fn is_replied(turn: &mut Turn<'_>, message: &MessageRef) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM replied WHERE network = $1 AND place = $2 AND message = $3";
    let (network, place) = (message.place.network.as_str(), &message.place.id);
    let (count,): (i64,) = on!(turn.tx(), |c| sqlx::query_as(SQL)
        .bind(network)
        .bind(place)
        .bind(&message.id)
        .fetch_one(c)
        .await)?;
    Ok(count > 0)
}

/// Forgets replies that were heard before `older_than`.
pub(super) async fn forget_replies(tx: &mut crate::database::Tx, older_than: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM replied WHERE at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(older_than.millis()).execute(c).await.map(drop))
}

/// Forgets how often a member declined.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> sqlx::Result<()> {
    accepted(turn, member).await
}

/// Two members are one: so are their noes.
pub(super) async fn join_members(turn: &mut Turn<'_>, old: &str, new: &str) -> sqlx::Result<()> {
    const ADD: &str = "INSERT INTO declined (member, times) SELECT $2, times FROM declined WHERE member = $1
        ON CONFLICT (member) DO UPDATE SET times = declined.times + excluded.times";
    const REMOVE: &str = "DELETE FROM declined WHERE member = $1";
    on!(turn.tx(), |c| {
        sqlx::query(ADD).bind(old).bind(new).execute(&mut *c).await?;
        sqlx::query(REMOVE).bind(old).execute(c).await.map(drop)
    })
}
