//! Going further, by working hours, while nobody answers.

use super::rules::{Step, next_step};
use super::store::{self, Question, State};
use super::{NAME, card, care, routing, topics, wording};
use crate::engine::{Failure, Turn};
use crate::people::hours::WorkingHours;
use crate::places::{self, Place};
use chrono_tz::Tz;
use std::time::Duration;
use stoa_chat::{PlaceRef, Post, Timestamp};

/// The job that goes further with a question that nobody has answered.
pub(super) const ESCALATE: &str = "escalate";

/// Working hours in a time zone: a place's, or a person's.
pub(super) struct Hours {
    pub(super) hours: WorkingHours,
    pub(super) zone: Tz,
}

impl Hours {
    /// The first working moment at which `span` of working time has passed since `at`: what ends with the day
    /// is seen to the next morning, when there is somebody to ask.
    pub(super) fn add(&self, at: Timestamp, span: Duration) -> Timestamp {
        self.hours.next_start(self.hours.add_working(at, span, self.zone), self.zone)
    }
}

/// The home place's working hours: waiting is counted in them.
pub(super) async fn home_hours(turn: &mut Turn<'_>, home: &PlaceRef) -> anyhow::Result<Hours> {
    let Place { hours, zone, .. } = places::at(turn, home).await?;
    Ok(Hours { hours, zone })
}

/// Nobody has answered a question for a while.
pub(super) async fn escalate(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if !wants_somebody(turn, &question).await? {
        return Ok(());
    }
    let Some((step, _)) = next_step(question.step, question.hurried, &turn.settings().questions) else {
        return Ok(());
    };
    match step {
        Step::AskMore => {
            if let Some(start) = routing::ask_next(turn, &question).await?
                && wait_for(turn, &question, start).await?
            {
                return Ok(());
            }
        }
        Step::AskPlace => {
            topics::ask_advocates(turn, &question).await?;
            // A direct conversation holds nobody else who could answer.
            if !question.direct {
                let text = wording::ask_place(card::language(turn, &question).await?, number);
                turn.say(&question.home, question.thread(), Post::of(text)).await?;
            }
        }
        Step::TellModerators => topics::tell_moderators(turn, &question).await?,
    }
    store::set_step(turn.tx(), number, question.step + 1).await?;
    plan_next_step(turn, &question, question.step + 1).await?;
    card::refresh(turn, number).await
}

/// A question is open again, or has lost its last answer: it goes on where it was.
pub(super) async fn resume(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let open = question.state == State::Open && !question.hidden;
    if open && !care::is_answered(turn.tx(), number).await? {
        plan_next_step(turn, &question, question.step).await?;
    }
    Ok(())
}

/// Whether a question needs somebody who is asked about it now.
pub(super) async fn wants_somebody(turn: &mut Turn<'_>, question: &Question) -> sqlx::Result<bool> {
    let free = question.state == State::Open && !question.hidden && question.claimed_by.is_none();
    Ok(free && !care::is_answered(turn.tx(), question.number).await?)
}

/// Everybody who would be asked is off work: their first start is soon enough if the place would be asked later
/// than that.
async fn wait_for(turn: &mut Turn<'_>, question: &Question, start: Timestamp) -> Result<bool, Failure> {
    let patience = hurry(question, turn.settings().questions.place_after.get());
    let place = home_hours(turn, &question.home).await?.add(question.asked_at, patience);
    if start < place {
        turn.plan_job(NAME, ESCALATE, &question.number.to_string(), start).await?;
    }
    Ok(start < place)
}

/// How long a question waits where others wait for `span`.
fn hurry(question: &Question, span: Duration) -> Duration {
    if question.hurried { span / 2 } else { span }
}

/// Plans the next step after people were asked about a question, when it was posted or out of turn: with nobody to ask
/// now, as soon as the first of them comes to work.
pub(super) async fn go_on_from(
    turn: &mut Turn<'_>,
    question: &Question,
    first_start: Option<Timestamp>,
) -> Result<(), Failure> {
    match first_start {
        Some(start) if question.step == 0 && wait_for(turn, question, start).await? => Ok(()),
        _ => plan_next_step(turn, question, question.step).await,
    }
}

pub(super) async fn plan_next_step(
    turn: &mut Turn<'_>,
    question: &Question,
    step: i64,
) -> Result<(), Failure> {
    if let Some((_, after)) = next_step(step, question.hurried, &turn.settings().questions) {
        let home = home_hours(turn, &question.home).await?;
        // Whoever is asked late, after a claim that led to nothing, gets as long to answer as the first.
        let patience = home.add(turn.now(), hurry(question, turn.settings().questions.second_after.get()));
        let due = home.add(question.asked_at, after).max(patience);
        turn.plan_job(NAME, ESCALATE, &question.number.to_string(), due).await?;
    }
    Ok(())
}
