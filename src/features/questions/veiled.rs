//! Questions whose asker is known to the vault alone, and what is added to questions by such people.
//!
//! They live as all others do: routed, escalated, answered, corrected, found. Nothing of that looks at who asked, for
//! there is nobody to look at; where others are told something under their name, the thread is written to. What the
//! asker does comes as a fact from the feature that knows threads. An accepted answer earns its points once somebody
//! else says that it helped: otherwise one could ask oneself.

use super::answers::{self, accept_answer, named_answer, say_answer, takes_answers};
use super::answers_store::{self, Answer, Author, NewAnswer};
use super::asked_store::NewQuestion;
use super::by::By;
use super::care::wording as care_wording;
use super::command::excerpt;
use super::store::{self, Question, State};
use super::{ask, card, care, escalation, wording};
use crate::engine::{AskedAnonymously, Fact, Failure, RepliedAnonymously, Turn, VeiledDeed};
use crate::language::one_line;
use crate::on;
use crate::people;
use crate::posts::PostName;
use crate::vault::ThreadId;
use stoa_chat::{PlannedId, Post, Text, Timestamp};

/// The most characters of an answer in a message about it.
const ANSWER: usize = 280;

/// What stands before the commands of an asker: `anon accept A31`.
pub(super) fn verb(asker: &By) -> &'static str {
    if asker.thread().is_some() { "anon " } else { "" }
}

/// Posts a question whose asker nobody knows.
pub(super) async fn ask(turn: &mut Turn<'_>, asked: &AskedAnonymously) -> Result<(), Failure> {
    let body = people::naming(turn, asked.body.clone()).await?;
    let new = NewQuestion {
        asker: By::Thread(asked.thread.clone()),
        place: &asked.place,
        direct: false,
        message: None,
        thread: None,
        body: &body,
        topics: &asked.topics,
        language: asked.language,
    };
    let number = ask::post_new(turn, &new).await?;
    let (thread, post) = (asked.thread.clone(), PostName::Question(number));
    turn.announce(Fact::PostedAnonymously { thread, post });
    Ok(())
}

/// Posts what somebody adds: a comment if they asked the question, else an answer.
pub(super) async fn reply(turn: &mut Turn<'_>, reply: &RepliedAnonymously) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), reply.question).await? else { return Ok(()) };
    if !takes_answers(&question) || question.hidden {
        let text = wording::refused_closed(question.language, question.number);
        turn.tell_thread(&reply.thread, Post::of(text)).await?;
        return Ok(());
    }
    let body = people::naming(turn, reply.body.clone()).await?;
    let post = if question.asker.thread() == Some(&reply.thread) {
        comment(turn, &question, &reply.pseudonym, &body).await?;
        PostName::Question(question.number)
    } else {
        let (author, at) = (Author::Veiled(&reply.thread, &reply.pseudonym), turn.now());
        let new = NewAnswer { question: question.number, author, body: &body, at };
        let answer = say_answer(turn, &question, &new, &reply.pseudonym, None).await?;
        answers::show(turn, &question, answer).await?;
        PostName::Answer(answer)
    };
    turn.announce(Fact::PostedAnonymously { thread: reply.thread.clone(), post });
    moved(turn, &question, question.accepted.is_some());
    Ok(())
}

async fn comment(
    turn: &mut Turn<'_>,
    question: &Question,
    pseudonym: &str,
    body: &Text,
) -> Result<(), Failure> {
    const SQL: &str = "INSERT INTO anonymous_comment (planned, question, body) VALUES ($1, $2, $3)";
    let language = card::language(turn, question).await?;
    let text = care_wording::veiled_comment(language, pseudonym, body);
    let planned = turn.say(&question.home, question.thread(), Post::of(text)).await?;
    let (number, body) = (question.number, serde_json::to_string(body)?);
    on!(turn.tx(), |c| sqlx::query(SQL)
        .bind(&planned.0)
        .bind(number)
        .bind(&body)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// What an anonymous asker added is seen, or not, as the question is.
pub(super) async fn comments_changed(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    const SQL: &str = "SELECT planned, body FROM anonymous_comment WHERE question = $1 ORDER BY planned";
    let number = question.number;
    let rows: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    let language = card::language(turn, question).await?;
    for (planned, body) in rows {
        let text = if question.hidden {
            wording::question_hidden(language, number)
        } else {
            let body: Text = serde_json::from_str(&body)?;
            care_wording::veiled_comment(language, crate::posts::OP, &body)
        };
        turn.edit(PlannedId(planned), Post::of(text)).await?;
    }
    Ok(())
}

/// Whoever asked anonymously does something about it.
pub(super) async fn act(turn: &mut Turn<'_>, thread: &ThreadId, deed: VeiledDeed) -> Result<(), Failure> {
    let language = turn.language();
    let (question, answer) = match deed {
        VeiledDeed::Accept(answer) | VeiledDeed::Unaccept(answer) => {
            let (question, answer) = named_answer(turn, language, &format!("A{answer}")).await?;
            (question, Some(answer))
        }
        VeiledDeed::NoneHelped(number) | VeiledDeed::Withdraw(number) | VeiledDeed::Reopen(number) => {
            (super::any_question(turn, language, &format!("Q{number}")).await?, None)
        }
    };
    let (language, number) = (question.language, question.number);
    if question.asker.thread() != Some(thread) {
        return Err(Failure::refused(wording::refused_not_asker(language, number)));
    }
    let open = question.state == State::Open;
    match (deed, answer) {
        (VeiledDeed::Accept(_), Some(answer)) if takes_answers(&question) => {
            accept_answer(turn, &question, &answer).await
        }
        (VeiledDeed::Unaccept(_), Some(answer)) if question.accepted == Some(answer.number) => {
            answers::undo(turn, &question, answer.number).await?;
            escalation::resume(turn, number).await?;
            card::refresh(turn, number).await
        }
        (VeiledDeed::Unaccept(answer), _) => {
            Err(Failure::refused(wording::refused_not_accepted(language, answer)))
        }
        (VeiledDeed::NoneHelped(_), _) if open => care::go_on_without(turn, &question).await,
        (VeiledDeed::Withdraw(_), _) if open => ask::take_back(turn, number).await,
        (VeiledDeed::Reopen(_), _) if question.state != State::Archived => {
            care::open_again(turn, &question).await
        }
        _ => Err(Failure::refused(wording::refused_closed(language, number))),
    }
}

/// Tells an anonymous asker of an answer, as anybody who follows a question is told.
pub(super) async fn answered(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    let Some(thread) = question.asker.thread().filter(|_| !question.hidden) else { return Ok(()) };
    let Some(answer) = answers_store::answer(turn.tx(), answer).await? else { return Ok(()) };
    let (language, number) = (question.language, question.number);
    let author = answer.name.clone().unwrap_or_else(|| wording::somebody(language));
    let words = excerpt(&one_line(&answer.body.to_plain()), ANSWER);
    let title = &question.title;
    let text = care_wording::followed_answered(language, number, title, answer.number, &author, &words);
    let post = Post::of(text)
        .with_button(care_wording::label_veiled_accept(language), format!("anon accept A{}", answer.number))
        .with_button(care_wording::label_veiled_reply(language), format!("anonreply Q{number}"));
    turn.tell_thread(thread, post).await?;
    moved(turn, question, question.accepted.is_some());
    Ok(())
}

/// Something happened to a question: its return address is kept a while longer.
pub(super) fn moved(turn: &mut Turn<'_>, question: &Question, solved: bool) {
    if let Some(thread) = question.asker.thread() {
        turn.announce(Fact::MovedAnonymously { thread: thread.clone(), solved });
    }
}

/// An answer is accepted, or helped somebody: with both, an anonymous acceptance counts.
pub(super) async fn confirm(turn: &mut Turn<'_>, answer: &Answer, at: Timestamp) -> Result<(), Failure> {
    let Some(author) = accepted_anonymously(turn, answer).await? else { return Ok(()) };
    let helped = care::people_helped(turn.tx(), answer.number).await?;
    if let Some(by) = helped.into_iter().find(|by| *by != author) {
        turn.announce(Fact::AcceptanceConfirmed { answer: answer.number, author, by, at });
    }
    Ok(())
}

/// Somebody takes back that an answer helped them.
pub(super) async fn unconfirm(turn: &mut Turn<'_>, answer: &Answer, at: Timestamp) -> Result<(), Failure> {
    if accepted_anonymously(turn, answer).await?.is_none() {
        return Ok(());
    }
    if care::people_helped(turn.tx(), answer.number).await?.is_empty() {
        turn.announce(Fact::AcceptanceUndone { answer: answer.number, at });
        return Ok(());
    }
    confirm(turn, answer, at).await
}

/// The author of an answer, if an anonymous asker accepted it and it counts for something.
async fn accepted_anonymously(
    turn: &mut Turn<'_>,
    answer: &Answer,
) -> anyhow::Result<Option<crate::database::MemberId>> {
    let Some(question) = store::question(turn.tx(), answer.question).await? else { return Ok(None) };
    let counts = answers_store::counts(turn.tx(), question.number).await?;
    let anonymous = question.asker.thread().is_some() && question.accepted == Some(answer.number);
    Ok(answer.author.filter(|_| anonymous && counts))
}
