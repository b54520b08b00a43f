//! What questions tell the other features about questions and answers as such, apart from what they are worth.
//!
//! Practice counts for nothing, so nobody hears of it; nor does anybody of an asker whose name is not known.

use super::answers_store::{self, Answer};
use super::drafts_store::Draft;
use super::store::{self, Kind, Question};
use crate::database::MemberId;
use crate::engine::{Fact, Turn};
use crate::people::{self, Member};
use crate::places;
use std::cmp::Reverse;

/// A question was posted.
pub(super) async fn asked(turn: &mut Turn<'_>, question: &Question) -> anyhow::Result<()> {
    let (number, at) = (question.number, turn.happened_at());
    if let Some(asker) = question.asker.member()
        && answers_store::counts(turn.tx(), number).await?
    {
        turn.announce(Fact::QuestionAsked { question: number, asker, at });
    }
    Ok(())
}

/// `by` answered a question.
pub(super) async fn answered(
    turn: &mut Turn<'_>,
    question: &Question,
    by: &Member,
    answer: i64,
) -> anyhow::Result<()> {
    if !answers_store::counts(turn.tx(), question.number).await? {
        return Ok(());
    }
    let defaults = &turn.settings().people;
    let newcomer = match question.asker.member() {
        Some(asker) => {
            let asker = Member::read(turn.tx(), asker, defaults).await?;
            people::is_newcomer(turn, &asker, question.asked_at).await?
        }
        None => false,
    };
    let at = turn.happened_at();
    turn.announce(Fact::AnswerGiven {
        answer,
        question: question.number,
        author: by.id,
        asker: question.asker.member(),
        newcomer,
        asked_at: question.asked_at,
        at,
    });
    Ok(())
}

/// Whoever was about to ask says that a known question had the answer: the one that they were shown.
pub(super) async fn reused(turn: &mut Turn<'_>, draft: &Draft, question: i64) -> anyhow::Result<()> {
    let (by, at) = (draft.asker, turn.happened_at());
    let practice = places::is_sandbox(turn.tx(), &draft.place).await?;
    if practice || !answers_store::counts(turn.tx(), question).await? {
        return Ok(());
    }
    // What was said directly is known to those only who have a part in it, and whoever asked has asked.
    let known = store::question(turn.tx(), question).await?;
    let Some(known) = known.filter(|known| !known.direct && !known.asker.is(by)) else { return Ok(()) };
    let accepted = known.accepted;
    let answers = answers_store::answers(turn.tx(), question).await?;
    let best = answers.into_iter().max_by_key(|answer| {
        (accepted == Some(answer.number), answer.helped, Reverse((answer.at, answer.number)))
    });
    if let Some((answer, author)) = best.and_then(|best| Some((best.number, best.author?))) {
        turn.announce(Fact::AnswerReused { answer, author, by, at });
    }
    Ok(())
}

/// Somebody says that an answer helped them: of a tip that is a use, since nobody had asked.
pub(super) async fn tip_used(
    turn: &mut Turn<'_>,
    answer: &Answer,
    author: MemberId,
    by: MemberId,
) -> anyhow::Result<()> {
    if is_tip(turn, answer).await? {
        let at = turn.happened_at();
        turn.announce(Fact::AnswerReused { answer: answer.number, author, by, at });
    }
    Ok(())
}

/// Somebody takes that back, or the tip is gone.
pub(super) async fn tip_unused(turn: &mut Turn<'_>, answer: &Answer, by: MemberId) -> anyhow::Result<()> {
    if is_tip(turn, answer).await? {
        let at = turn.happened_at();
        turn.announce(Fact::ReuseUndone { answer: answer.number, by, at });
    }
    Ok(())
}

async fn is_tip(turn: &mut Turn<'_>, answer: &Answer) -> anyhow::Result<bool> {
    let question = store::question(turn.tx(), answer.question).await?;
    Ok(question.is_some_and(|question| question.kind == Kind::Tip))
}
