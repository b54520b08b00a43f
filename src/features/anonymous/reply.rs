//! Replies without a name: what an asker adds is by *OP*, what others answer by *R1*, *R2* …, whoever is the same person
//! within one question and nowhere else.

use super::store::{self, State, Thread};
use super::{draft, wording};
use crate::engine::{Failure, Turn, Veiled};
use crate::language::echo;
use crate::posts::{self, OP, PostName};
use stoa_chat::{PlaceRef, Post};

/// `anonreply Q17 words`.
pub(super) async fn reply(turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
    let language = act.language;
    if act.picked.is_some() {
        return offer(turn, act).await;
    }
    let (word, body) = act.rest.clone().split_first_word();
    let number = question(turn, act, &word).await?;
    if body.is_empty() {
        return Err(Failure::refused(wording::refused_empty(language)));
    }
    draft::may_post(turn, act)?;
    let place = place_of(turn, act, number).await?;
    draft::refuse_place(turn, act, &place).await?;
    let now = turn.now();
    let thread = Thread {
        thread: act.address.clone(),
        number: 0,
        state: State::Draft,
        pseudonym: pseudonym(turn, act, number).await?,
        question: Some(number),
        language,
        place,
        topics: Vec::new(),
        body,
        made_at: now,
        moved_at: now,
        solved_at: None,
    };
    draft::show(turn, act, thread).await
}

/// *Reply anonymously* in the menu of a message: a form, where the network has forms, else how to type it.
pub(super) async fn offer(turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
    let language = act.language;
    let picked = act.picked.as_ref().map(|picked| picked.message.clone());
    let mut number = None;
    if let Some(message) = picked {
        for at in [Some(message.message), message.thread].into_iter().flatten() {
            if let Some(name) = posts::at(turn, &at).await? {
                number = Some(question(turn, act, &name.to_string()).await?);
                break;
            }
        }
    }
    let Some(number) = number else { return Err(Failure::refused(wording::refused_no_post(language))) };
    let post = Post::of(wording::reply_how(language, number))
        .with_button(wording::label_reply(language), format!("anonreply Q{number}"));
    turn.answer_veiled(act, post).await?;
    Ok(())
}

/// The question that a word names: itself, or by one of its answers.
async fn question(turn: &mut Turn<'_>, act: &Veiled, word: &str) -> Result<i64, Failure> {
    let unknown = || Failure::refused(wording::refused_unknown(act.language, &echo(word)));
    let name = PostName::parse(word).ok_or_else(unknown)?;
    let post = posts::find(turn.tx(), name).await?.filter(|post| !post.direct).ok_or_else(unknown)?;
    Ok(post.question)
}

async fn place_of(turn: &mut Turn<'_>, act: &Veiled, number: i64) -> Result<PlaceRef, Failure> {
    let home = posts::home(turn.tx(), number).await?;
    home.ok_or_else(|| Failure::refused(wording::refused_unknown(act.language, &format!("Q{number}"))))
}

/// What the giver of a command is called under a question.
async fn pseudonym(turn: &mut Turn<'_>, act: &Veiled, number: i64) -> Result<String, Failure> {
    let asked = posts::find(turn.tx(), PostName::Question(number)).await?.and_then(|post| post.veil);
    if asked.is_some_and(|thread| act.is_behind(&thread)) {
        return Ok(OP.to_owned());
    }
    let threads = store::of_question(turn.tx(), number).await?;
    if let Some(own) = threads.iter().find(|thread| act.is_behind(&thread.thread)) {
        return Ok(own.pseudonym.clone());
    }
    let used = threads.iter().filter_map(|thread| thread.pseudonym.strip_prefix('R')?.parse::<u32>().ok());
    Ok(format!("R{}", used.max().unwrap_or(0) + 1))
}
