//! A second pair of eyes: an answer that somebody who knows reads before it is posted, and before anybody else does.
//!
//! ```text
//! draft Q17 text ──▶ R5, to one advocate or expert ──▶ Looks right · Comment ──▶ its author: Post it · Change it
//!                                                  └── silence ──▶ its author: Post it · Change it
//! ```

use super::super::answers::{self, takes_answers};
use super::super::answers_store;
use super::super::command::{self, says_something};
use super::super::escalation::home_hours;
use super::super::store::{self, Question};
use super::super::{NAME, routing};
use super::review_store::{self, Review};
use super::{advocates, read_member, settle, visible_question, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Asking, DocumentId, PersonId, Query, Reason, Response};
use crate::language::{Language, echo};
use crate::people::{self, Leave, Member};
use std::collections::BTreeSet;
use stoa_chat::{Message, PlannedId, Post, Text};

/// The job that tells an author that nobody has read the draft.
pub(in super::super) const REVIEW_SILENT: &str = "review silent";
/// How many of those who may know are tried, at most.
const TRIED: usize = 10;

/// `draft Q17 text`.
pub(super) async fn draft(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, body) = call.rest.clone().split_first_word();
    let question = visible_question(turn, &call.by, &word).await?;
    let number = question.number;
    if question.asker.is(call.by.id) {
        return Err(Failure::refused(super::super::wording::refused_own_question(language, number)));
    }
    if !takes_answers(&question) {
        return Err(Failure::refused(super::super::wording::refused_closed(language, number)));
    }
    if !says_something(&body) {
        let (usage, example) = ("draft Q17 text", "draft Q17 I think it is the cache");
        return Err(Failure::refused(crate::engine::usage(language, usage, example)));
    }
    let (now, body) = (turn.now(), people::naming(turn, body).await?);
    let review = review_store::insert(turn.tx(), number, call.by.id, &body, now).await?;
    let post = match somebody_who_knows(turn, &question, call.by.id).await? {
        Some((reviewer, leave)) => {
            let wait = turn.settings().questions.review_wait.get();
            let due = home_hours(turn, &question.home).await?.add(now, wait);
            turn.plan_job(NAME, REVIEW_SILENT, &review.to_string(), due).await?;
            ask(turn, &question, review, &call.by, &body, &reviewer, leave).await?;
            Post::of(wording::draft_kept(language, review, &reviewer.name))
        }
        None => with_choices(wording::draft_kept_alone(language, review), language, review),
    };
    turn.reply(call, post).await?;
    Ok(())
}

/// The first of a question's advocates, else of those who would know, who may be asked now; those who have answered it
/// themselves come last.
async fn somebody_who_knows(
    turn: &mut Turn<'_>,
    question: &Question,
    author: MemberId,
) -> Result<Option<(Member, Leave)>, Failure> {
    let mut known = advocates(turn.tx(), question.number).await?;
    known.extend(experts(turn, question));
    known.retain(|id| *id != author && !question.asker.is(*id));
    // Nobody should judge what stands beside their own answer, unless there is nobody else.
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let rivals: BTreeSet<MemberId> = answers.into_iter().filter_map(|answer| answer.author).collect();
    known.sort_by_key(|id| rivals.contains(id));
    for id in known.into_iter().take(TRIED) {
        if !people::consent(turn, id).await?.allows(&question.topics) {
            continue;
        }
        let member = read_member(turn, id).await?;
        if let Ok(leave) = people::ask_leave(turn, &member, NAME).await? {
            return Ok(Some((member, leave)));
        }
    }
    Ok(None)
}

fn experts(turn: &Turn<'_>, question: &Question) -> Vec<MemberId> {
    let text = format!("{}\n{}", question.title, question.body.to_plain());
    let query = Query { text: &text, topics: &question.topics, except: Some(DocumentId(question.number)) };
    let (nobody_is_busy, nobody_is_slow) = (|_: PersonId| 0, |_: PersonId| Response::default());
    let asker = question.asker.member().map(routing::person);
    let asking = Asking { asker, at: turn.now(), load: &nobody_is_busy, response: &nobody_is_slow };
    let experts = turn.knowledge(|knowledge| knowledge.experts(&query, &asking, TRIED * 2));
    let knows = |reason: &Reason| !matches!(reason, Reason::AnsweredLately { .. });
    let experts = experts.iter().filter(|expert| expert.reasons.iter().any(knows));
    experts.map(|expert| MemberId::from_u128(expert.person.0)).collect()
}

async fn ask(
    turn: &mut Turn<'_>,
    question: &Question,
    number: i64,
    author: &Member,
    body: &Text,
    reviewer: &Member,
    leave: Leave,
) -> Result<(), Failure> {
    let language = reviewer.language;
    let text = wording::review(language, number, &author.name, question.number, &question.title, body);
    let post = Post::of(text)
        .with_button(wording::label_fine(language), format!("fine R{number}"))
        .with_button(wording::label_comment(language), format!("comment R{number}"));
    let request = turn.direct(leave, post).await?;
    Ok(review_store::set_reviewer(turn.tx(), number, reviewer.id, &request).await?)
}

fn with_choices(text: Text, language: Language, number: i64) -> Post {
    Post::of(text)
        .with_button(wording::label_post(language), format!("post R{number}"))
        .with_button(wording::label_change(language), format!("change R{number}"))
}

/// `fine R5`, by whoever was asked to read it.
pub(super) async fn fine(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let review = reviewed(turn, call).await?;
    let text = wording::review_fine(call.by.language, review.number);
    if review.state == "waiting" || review.comment.is_some() {
        review_store::set_read(turn.tx(), review.number, None).await?;
        tell_author(turn, &review, |language| wording::draft_fine(language, review.number, &call.by.name))
            .await?;
    }
    let in_short = wording::review_done(call.by.language, review.number);
    settle(turn, call, review.request.clone().map(|request| (request, in_short)), text).await
}

/// `comment R5 text`, by whoever was asked to read it.
pub(super) async fn comment(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let review = reviewed(turn, call).await?;
    let (_, words) = call.rest.clone().split_first_word();
    if !says_something(&words) {
        let hint = wording::review_how_to_comment(call.by.language, review.number);
        turn.reply(call, Post::of(hint)).await?;
        return Ok(());
    }
    commented(turn, &review, &call.by, &words).await?;
    let text = wording::review_commented(call.by.language, review.number);
    let in_short = wording::review_done(call.by.language, review.number);
    settle(turn, call, review.request.clone().map(|request| (request, in_short)), text).await
}

/// A reply under the message by which somebody was asked to read a draft is their comment.
pub(in super::super) async fn heard(
    turn: &mut Turn<'_>,
    message: &Message,
    request: &PlannedId,
    by: &Member,
) -> Result<(), Failure> {
    let Some(review) = review_store::of_request(turn.tx(), request).await? else { return Ok(()) };
    if review.reviewer != Some(by.id) || !says_something(&message.text) {
        return Ok(());
    }
    if review.state == "posted" {
        return Err(Failure::refused(wording::refused_posted(by.language, review.number)));
    }
    commented(turn, &review, by, &message.text).await?;
    turn.edit(request.clone(), Post::of(wording::review_commented(by.language, review.number))).await?;
    Ok(())
}

async fn commented(turn: &mut Turn<'_>, review: &Review, by: &Member, words: &Text) -> Result<(), Failure> {
    let words = &people::naming(turn, words.clone()).await?;
    if review.comment.as_ref() == Some(words) {
        return Ok(());
    }
    review_store::set_read(turn.tx(), review.number, Some(words)).await?;
    tell_author(turn, review, |language| wording::draft_commented(language, review.number, &by.name, words))
        .await
}

async fn tell_author(
    turn: &mut Turn<'_>,
    review: &Review,
    words: impl FnOnce(Language) -> Text,
) -> Result<(), Failure> {
    turn.cancel_job(NAME, REVIEW_SILENT, &review.number.to_string()).await?;
    let author = read_member(turn, review.author).await?;
    let post = with_choices(words(author.language), author.language, review.number);
    people::tell(turn, &author, NAME, post).await?;
    Ok(())
}

/// Nobody has read a draft for a while: its author may post it all the same.
pub(in super::super) async fn nobody_read(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    match review_store::review(turn.tx(), number).await? {
        Some(review) if review.state == "waiting" => {
            tell_author(turn, &review, |language| wording::draft_unread(language, number)).await
        }
        _ => Ok(()),
    }
}

/// `post R5`, `post R5 new text`, by its author.
pub(super) async fn post(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let review = own(turn, call).await?;
    let (_, words) = call.rest.clone().split_first_word();
    let body = if says_something(&words) { words } else { review.body.clone() };
    let question = store::question(turn.tx(), review.question).await?.filter(takes_answers);
    let Some(question) = question else {
        return Err(Failure::refused(super::super::wording::refused_closed(language, review.question)));
    };
    let answer = answers::relay(turn, &question, &call.by, &body, None).await?;
    review_store::set_posted(turn.tx(), review.number).await?;
    turn.cancel_job(NAME, REVIEW_SILENT, &review.number.to_string()).await?;
    if let (Some(request), Some(reviewer), "waiting") = (review.request, review.reviewer, &*review.state) {
        let language = read_member(turn, reviewer).await?.language;
        let text = wording::review_over(language, review.number, &call.by.name);
        turn.edit(request, Post::of(text)).await?;
    }
    let text = super::super::wording::answered(language, answer, question.number);
    settle(turn, call, None, text).await
}

/// The button *Change it*: how to.
pub(super) async fn change(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let review = own(turn, call).await?;
    let hint = wording::draft_how_to_change(call.by.language, review.number, &review.body);
    turn.reply(call, Post::of(hint)).await?;
    Ok(())
}

/// The draft that a command names, if its giver was asked to read it.
async fn reviewed(turn: &mut Turn<'_>, call: &Call) -> Result<Review, Failure> {
    let review = named(turn, call, |review| review.reviewer).await?;
    if review.state == "posted" {
        return Err(Failure::refused(wording::refused_posted(call.by.language, review.number)));
    }
    Ok(review)
}

/// The draft that a command names, if its giver wrote it.
async fn own(turn: &mut Turn<'_>, call: &Call) -> Result<Review, Failure> {
    let review = named(turn, call, |review| Some(review.author)).await?;
    if review.state == "posted" {
        return Err(Failure::refused(wording::refused_posted_own(call.by.language, review.number)));
    }
    Ok(review)
}

async fn named(
    turn: &mut Turn<'_>,
    call: &Call,
    whose: impl FnOnce(&Review) -> Option<MemberId>,
) -> Result<Review, Failure> {
    let words = call.words();
    let word = command::first_word(&words);
    let review = match command::number(word, 'R') {
        Some(number) => review_store::review(turn.tx(), number).await?,
        None => None,
    };
    // To anybody else a draft does not exist.
    let review = review.filter(|review| whose(review) == Some(call.by.id));
    review.ok_or_else(|| Failure::refused(wording::refused_no_review(call.by.language, &echo(word))))
}
