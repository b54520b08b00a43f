//! Rounds: everybody who waits is matched at once, and told what came of it.
//!
//! Without rounds by the calendar, one follows soon after somebody comes, once they had time to name wishes.

use super::own::reasons;
use super::pairs_store::{self, Pair, State};
use super::pool::pool;
use super::{NAME, hashed, member, proposals, store, wording};
use crate::database::MemberId;
use crate::engine::Turn;
use crate::engine::schedule::Schedule;
use crate::matching::{self, BetterButFull, Fit, Found, Missing};
use crate::people::{Member, manners};
use rand::RngExt as _;
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{Post, Text, Timestamp};

/// The job that matches everybody of a programme; its subject is the programme.
pub(super) const ROUND: &str = "round";
/// The subject that means the programme without a name.
pub(super) const ALL: &str = "all";

const DAY: Duration = Duration::from_hours(24);

fn subject(programme: &str) -> &str {
    if programme.is_empty() { ALL } else { programme }
}

/// Plans the next round of a programme because somebody came.
pub(super) async fn plan(turn: &mut Turn<'_>, programme: &str) -> anyhow::Result<()> {
    let due = turn.now() + turn.settings().mentoring.of(programme).wish_wait.get();
    plan_at(turn, programme, due).await
}

/// Plans a round for `due`, or for the next one by the calendar; one that is planned earlier stays.
pub(super) async fn plan_at(turn: &mut Turn<'_>, programme: &str, due: Timestamp) -> anyhow::Result<()> {
    let settings = turn.settings();
    let rounds = Schedule::parse(&settings.mentoring.of(programme).rounds).ok();
    let due = match rounds {
        Some(rounds) => rounds.next_after(turn.now(), settings.people.zone),
        None => Some(due),
    };
    let planned = turn.job_due(NAME, ROUND, subject(programme)).await?;
    if let Some(due) = due
        && planned.is_none_or(|planned| due < planned)
    {
        turn.plan_job(NAME, ROUND, subject(programme), due).await?;
    }
    Ok(())
}

/// Matches everybody of a programme. What nobody has agreed to yet may move; what stays as it was is not said again.
pub(super) async fn round(turn: &mut Turn<'_>, subject: &str) -> anyhow::Result<()> {
    let programme = if subject == ALL { "" } else { subject };
    let (settings, now) = (turn.settings(), turn.now());
    let own = settings.mentoring.of(programme);
    let pool = pool(turn.tx(), programme, settings, now).await?;
    let found = matching::round(turn.rng().random(), &pool.mentees, &pool.mentors, &own.weights());
    // What kept them may change without a word to us: languages, hours, whom somebody avoids.
    let somebody_waits = found.found.iter().any(|found| matches!(found, Found::Nobody(_)));
    let mut open: BTreeMap<MemberId, Pair> = pool.open.into_iter().map(|pair| (pair.mentee, pair)).collect();
    for (mentee, found) in pool.mentees.iter().zip(found.found) {
        let mentee = MemberId::from_u128(mentee.key);
        let before = open.remove(&mentee);
        let mentor = match &found {
            Found::Mentor { mentor, .. } => Some(MemberId::from_u128(pool.mentors[*mentor].0.key)),
            Found::Nobody(_) => None,
        };
        if mentor.is_some() && before.as_ref().map(|pair| pair.mentor) == mentor {
            continue;
        }
        if let Some(pair) = before {
            proposals::close(turn, &pair, State::Moved).await?;
        }
        match (found, mentor) {
            (Found::Mentor { fit, better, .. }, Some(mentor)) => {
                propose(turn, programme, (mentee, mentor), &fit, better).await?;
            }
            (Found::Nobody(missing), _) => tell_why(turn, mentee, missing).await?,
            (Found::Mentor { .. }, None) => {}
        }
    }
    // Whoever is not in the search any more has no proposal either.
    for pair in open.into_values() {
        proposals::close(turn, &pair, State::Moved).await?;
    }
    plan_next(turn, programme, somebody_waits).await
}

/// Plans the round after this one.
async fn plan_next(turn: &mut Turn<'_>, programme: &str, somebody_waits: bool) -> anyhow::Result<()> {
    let now = turn.now();
    if !turn.settings().mentoring.of(programme).rounds.is_empty() {
        return plan_at(turn, programme, now).await;
    }
    if let Some(rested) = store::first_rested(turn.tx(), programme, now).await? {
        plan_at(turn, programme, rested).await?;
    }
    if somebody_waits {
        plan_at(turn, programme, now + DAY).await?;
    }
    Ok(())
}

/// Proposes a pair to both, with the reasons.
async fn propose(
    turn: &mut Turn<'_>,
    programme: &str,
    pair: (MemberId, MemberId),
    fit: &Fit,
    better: Option<BetterButFull>,
) -> anyhow::Result<()> {
    let (now, days) = (turn.now(), turn.settings().mentoring.of(programme).answer_days);
    let number = pairs_store::propose(turn.tx(), pair, programme, fit, now).await?;
    let (mentee, mentor) = (member(turn, pair.0).await?, member(turn, pair.1).await?);
    let name = format!("M{number}");
    let note = store::note(turn.tx(), mentee.id).await?;
    let for_mentee = to_mentee(&mentee, &name, &mentor.name, fit, better);
    let for_mentor = to_mentor(&mentor, &name, &mentee.name, fit, &note);
    let mut cards = Vec::new();
    for (to, text) in [(&mentee, for_mentee), (&mentor, for_mentor)] {
        let post = Post::of(text.then(wording::answer_within(to.language, days)))
            .with_button(wording::label_accept(to.language), format!("mentor accept {name}"))
            .with_button(wording::label_decline(to.language), format!("mentor decline {name}"));
        cards.push(manners::tell(turn, to, NAME, post).await?.message().cloned());
    }
    pairs_store::set_cards(turn.tx(), number, cards[0].as_ref(), cards[1].as_ref()).await?;
    // Days off of either do not count against them, nor does the time for which they want nothing to come.
    let due = [&mentee, &mentor].map(|one| {
        let from = one.snoozed_until.map_or(now, |until| until.max(now));
        one.hours.add_working_days(from, days, one.zone)
    });
    turn.plan_job(NAME, proposals::LAPSE, &number.to_string(), due[0].max(due[1])).await?;
    Ok(())
}

fn to_mentee(to: &Member, name: &str, mentor: &str, fit: &Fit, better: Option<BetterButFull>) -> Text {
    let (language, topics) = (to.language, hashed(&fit.topics));
    let text = wording::proposed_mentor(language, name, mentor, &topics, &reasons(language, fit));
    match better {
        Some(BetterButFull::LeavesSomebodyOut) => text.then(wording::better_leaves_out(language)),
        Some(BetterButFull::Costs(cost)) if cost > 0 => text.then(wording::better_costs(language)),
        // As good for everybody together, as far as is known: that is nothing to tell.
        Some(BetterButFull::Costs(_)) | None => text,
    }
}

fn to_mentor(to: &Member, name: &str, mentee: &str, fit: &Fit, note: &str) -> Text {
    let (language, topics) = (to.language, hashed(&fit.topics));
    let text = wording::proposed_mentee(language, name, mentee, &topics, &reasons(language, fit));
    if note.is_empty() { text } else { text.then(wording::their_note(language, note)) }
}

/// Tells a mentee why there is nobody for them and what would help, unless they know.
async fn tell_why(turn: &mut Turn<'_>, mentee: MemberId, missing: Missing) -> anyhow::Result<()> {
    let mentee = member(turn, mentee).await?;
    let (word, why) = match missing {
        Missing::Topics => ("topics", wording::without_topics(mentee.language)),
        Missing::Language => ("language", wording::without_language(mentee.language)),
        Missing::Hours => ("hours", wording::without_hours(mentee.language)),
        Missing::Places => ("places", wording::without_places(mentee.language)),
        Missing::Anybody => ("anybody", wording::without_anybody(mentee.language)),
    };
    if store::tell_why(turn.tx(), mentee.id, word).await? {
        manners::tell(turn, &mentee, NAME, Post::of(why)).await?;
    }
    Ok(())
}
