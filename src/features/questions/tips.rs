//! Tips: a lesson that nobody asked for, whose author is whoever gives it.
//!
//! A tip is a question without a question: all it says is its one answer, so that it is found, corrected, flagged and
//! thanked for like any other. It is its author's own, who can take it back. Whoever it names with @ is asked first.

use super::answers_store::{self, Answer, Author, NewAnswer, Stands};
use super::ask::{TITLE, take_back as take_question_back};
use super::card::hashed;
use super::command::{says_something, shortened, split_topics, title};
use super::keeping::Keepsake;
use super::store::{self, Kind, Known, Question};
use super::{NAME, care, keeping, mirrors, moderated, specs, wording};
use crate::engine::{Call, Fact, Failure, Turn, usage};
use crate::language::Language;
use crate::people::{self, Member};
use stoa_chat::{PlaceRef, Post, Text};

/// `tip #topic text`.
pub(super) async fn tip(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (topics, words) = split_topics(call.rest.clone());
    if !says_something(&words) {
        return Err(Failure::refused(usage(language, specs::TIP, specs::TIP_EXAMPLE)));
    }
    moderated::may_post(turn, &call.by).await?;
    let named = people_named(turn, &words).await?;
    let keepsake = Keepsake {
        number: 0,
        keeper: Some(call.by.id),
        // Everybody finds it, so that it does not belong to the conversation in which we were told.
        place: if call.direct { PlaceRef::new(&call.place.network, "") } else { call.place.clone() },
        thread: call.thread.as_ref().filter(|_| !call.direct).map(|first| first.id.clone()),
        first: None,
        message: call.message.as_ref().filter(|_| !call.direct).map(|message| message.id.clone()),
        asker: None,
        author: call.by.id,
        question: Text::default(),
        answer: people::naming(turn, words).await?,
        topics,
        language,
    };
    keeping::ask_credited(turn, call, keepsake, named).await
}

/// Whom a text names, but for programs.
pub(super) async fn people_named(turn: &mut Turn<'_>, text: &Text) -> anyhow::Result<Vec<Member>> {
    let mut named = Vec::new();
    for user in text.mentions() {
        named.push(people::acquaint(turn, &user).await?);
    }
    named.retain(|member| !member.bot);
    Ok(named)
}

/// Puts a tip into the library and gives its number there.
pub(super) async fn file(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<i64, Failure> {
    let at = turn.now();
    let known = Known {
        kind: Kind::Tip,
        asker: keepsake.author,
        place: &keepsake.place,
        thread: keepsake.thread.as_deref(),
        message: keepsake.message.as_deref(),
        title: &title(&keepsake.answer, TITLE),
        body: &Text::default(),
        topics: &keepsake.topics,
        language: keepsake.language,
    };
    let number = store::insert_known(turn.tx(), &known, at).await?;
    let new =
        NewAnswer { question: number, author: Author::Member(keepsake.author), body: &keepsake.answer, at };
    let answer = answers_store::insert_answer(turn.tx(), &new, Stands::OnCard).await?;
    if answers_store::counts(turn.tx(), number).await? {
        turn.announce(Fact::TipGiven { answer, author: keepsake.author, at });
    }
    keeping::show(turn, number).await?;
    Ok(number)
}

/// Answers whoever has had something kept at once: where a card says it, nothing is left to say.
pub(super) async fn answer(
    turn: &mut Turn<'_>,
    call: &Call,
    keepsake: &Keepsake,
    number: i64,
) -> Result<(), Failure> {
    if keepsake.place.id.is_empty() {
        let text = wording::tip_kept(call.by.language, number);
        let guidelines = moderated::guidelines(turn, call.by.id, call.by.language).await?;
        turn.reply(call, Post::of(text.then(guidelines))).await?;
    }
    Ok(())
}

/// Tells whoever gave a tip that those it names have agreed, where no card says it.
pub(super) async fn tell_author(
    turn: &mut Turn<'_>,
    keepsake: &Keepsake,
    number: i64,
) -> Result<(), Failure> {
    if keepsake.place.id.is_empty() {
        let defaults = &turn.settings().people;
        let author = Member::read(turn.tx(), keepsake.author, defaults).await?;
        people::tell(turn, &author, NAME, Post::of(wording::tip_kept(author.language, number))).await?;
    }
    Ok(())
}

/// What a tip says, with at most so many characters of it; for whoever looks it up, and on its card.
pub(super) async fn shown(
    turn: &mut Turn<'_>,
    language: Language,
    question: &Question,
    most: usize,
) -> Result<Text, Failure> {
    let notes = care::notes(turn, question.number).await?;
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let Some(tip) = answers.first() else {
        return Ok(wording::tip_taken_back(language, question.number));
    };
    let name = notes.marks(tip).behind(&notes.signed(language, tip), language);
    let topics =
        if question.topics.is_empty() { String::new() } else { format!(" · {}", hashed(&question.topics)) };
    let body = shortened(&tip.body, most);
    Ok(wording::tip(language, question.number, &topics, &name, &body, tip.number))
}

/// The message in which a tip was given says something else now.
pub(super) async fn rewrite(
    turn: &mut Turn<'_>,
    question: &Question,
    topics: &[String],
    words: Text,
) -> Result<(), Failure> {
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let Some(tip) = answers.first().filter(|_| says_something(&words)) else { return Ok(()) };
    // Nobody is named without having been asked.
    if people::names_more(turn, &tip.body, &words, tip.author).await? {
        return Ok(());
    }
    let words = people::naming(turn, words).await?;
    answers_store::set_answer_body(turn.tx(), tip.number, &words).await?;
    store::set_topics(turn.tx(), question.number, topics).await?;
    mirrors::answer_changed(turn, tip.number).await
}

/// Nobody is named in other words for a tip without having been asked.
pub(super) async fn refuse_new_names(
    turn: &mut Turn<'_>,
    language: Language,
    question: &Question,
    tip: &Answer,
    words: &Text,
) -> Result<(), Failure> {
    if question.kind == Kind::Tip && people::names_more(turn, &tip.body, words, tip.author).await? {
        let text = keeping::wording::refused_names_more(language).then(words.clone().quoted());
        return Err(Failure::refused(text));
    }
    Ok(())
}

/// Takes a tip back, or what was kept of a thread, and with it everybody's thanks.
pub(super) async fn take_back(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    for answer in answers_store::answers(turn.tx(), question.number).await? {
        answers_store::withdraw_answer(turn.tx(), answer.number).await?;
        care::answer_gone(turn, &answer).await?;
    }
    take_question_back(turn, question.number).await
}
