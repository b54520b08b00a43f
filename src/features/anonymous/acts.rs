//! What whoever asked anonymously can do about it, and what they are told when moderators do something.

use super::store::{self, State, Thread};
use super::{closing, wording};
use crate::engine::{Fact, Failure, Turn, Veiled, VeiledDeed};
use crate::language::{Language, excerpt, list, one_line};
use crate::posts::{self, OP, PostName};
use crate::vault::ThreadId;
use stoa_chat::{Post, Text};

/// The most characters of a question in the list.
const TITLE: usize = 100;

/// `anon mine`.
pub(super) async fn mine(turn: &mut Turn<'_>, act: &Veiled) -> Result<(), Failure> {
    let language = act.language;
    let mut lines = Vec::new();
    for thread in store::alive(turn.tx()).await?.into_iter().filter(|one| act.is_behind(&one.thread)) {
        lines.push(line(turn, language, &thread).await?);
    }
    let text = if lines.is_empty() {
        wording::mine_nothing(language)
    } else {
        wording::mine(language, lines.len()).then(list(lines)).then(wording::mine_how(language))
    };
    turn.answer_veiled(act, Post::of(text)).await?;
    Ok(())
}

async fn line(turn: &mut Turn<'_>, language: Language, thread: &Thread) -> Result<Text, Failure> {
    let short = |text: &Text| excerpt(&one_line(&text.to_plain()), TITLE);
    let ends = closing::ends_at(thread, &turn.settings().anonymous);
    Ok(match (thread.state, thread.question) {
        (State::Open, Some(number)) if thread.pseudonym == OP => {
            let body = posts::find(turn.tx(), PostName::Question(number)).await?.map(|post| post.body);
            wording::line_open(language, number, &short(&body.unwrap_or_default()), ends)
        }
        (State::Open, Some(number)) => wording::line_reply(language, number, &thread.pseudonym, ends),
        (State::Later | State::Held, _) => wording::line_waits(language, thread.number, &short(&thread.body)),
        _ => wording::line_draft(language, thread.number, &short(&thread.body)),
    })
}

/// `anon close Q17`.
pub(super) async fn close(turn: &mut Turn<'_>, act: &Veiled, number: i64) -> Result<(), Failure> {
    let language = act.language;
    let threads = store::of_question(turn.tx(), number).await?;
    let own = threads.into_iter().filter(|one| one.state == State::Open && act.is_behind(&one.thread));
    let own: Vec<Thread> = own.collect();
    if own.is_empty() {
        return Err(Failure::refused(wording::refused_not_yours(language, number)));
    }
    for thread in own {
        closing::end(turn, &thread).await?;
    }
    turn.answer_veiled(act, Post::of(wording::closed_now(language, number))).await?;
    Ok(())
}

/// `anon accept A31` and its like: the questions do it, if it is the giver's own.
pub(super) async fn deed(turn: &mut Turn<'_>, act: &Veiled, deed: VeiledDeed) -> Result<(), Failure> {
    let language = act.language;
    let name = match deed {
        VeiledDeed::Accept(number) | VeiledDeed::Unaccept(number) => PostName::Answer(number),
        VeiledDeed::NoneHelped(number) | VeiledDeed::Withdraw(number) | VeiledDeed::Reopen(number) => {
            PostName::Question(number)
        }
    };
    let thread = thread_behind(turn, act, name).await?;
    if let (VeiledDeed::Accept(number), Some(post)) = (deed, posts::find(turn.tx(), name).await?) {
        // Only they are told, so that nobody else learns that asker and author are one.
        let own = post.author.is_some_and(|author| act.is(author))
            || post.veil.is_some_and(|veil| act.is_behind(&veil));
        if own {
            return Err(Failure::refused(wording::refused_own_answer(language, number)));
        }
    }
    turn.announce(Fact::ActedAnonymously { thread, deed });
    let text = match deed {
        VeiledDeed::Accept(number) => wording::accepted(language, number),
        VeiledDeed::Unaccept(number) => wording::unaccepted(language, number),
        VeiledDeed::NoneHelped(number) => wording::none_helped(language, number),
        VeiledDeed::Withdraw(number) => wording::withdrawn(language, number),
        VeiledDeed::Reopen(number) => wording::reopened(language, number),
    };
    turn.answer_veiled(act, Post::of(text)).await?;
    Ok(())
}

/// The thread by which the giver of a command asked the question of a post.
async fn thread_behind(turn: &mut Turn<'_>, act: &Veiled, name: PostName) -> Result<ThreadId, Failure> {
    let refused = || Failure::refused(wording::refused_not_your_question(act.language, &name.to_string()));
    let question = match name {
        PostName::Question(number) => number,
        PostName::Answer(_) => posts::find(turn.tx(), name).await?.ok_or_else(refused)?.question,
    };
    let threads = store::of_question(turn.tx(), question).await?;
    let own = threads.into_iter().find(|one| one.pseudonym == OP && act.is_behind(&one.thread));
    own.map(|thread| thread.thread).ok_or_else(refused)
}

/// Moderators hid an anonymous post, or showed it again: whoever wrote it is told.
pub(super) async fn hidden(turn: &mut Turn<'_>, name: PostName, hidden: bool) -> Result<(), Failure> {
    let Some(post) = posts::find(turn.tx(), name).await? else { return Ok(()) };
    let Some(thread) = post.veil else { return Ok(()) };
    let Some(known) = store::read(turn.tx(), &thread).await? else { return Ok(()) };
    let (language, shown) = (known.language, name.to_string());
    let post = match name {
        _ if !hidden => Post::of(wording::shown(language, &shown)),
        PostName::Question(_) => {
            let way_back = wording::again_question(language, &known.place);
            Post::of(wording::hidden(language, &shown).then(way_back).then(post.body.quoted()))
        }
        PostName::Answer(_) => {
            let way_back = wording::again_reply(language, post.question);
            let text = wording::hidden(language, &shown).then(way_back).then(post.body.quoted());
            Post::of(text)
                .with_button(wording::label_reply(language), format!("anonreply Q{}", post.question))
        }
    };
    turn.tell_thread(&thread, post).await?;
    Ok(())
}
