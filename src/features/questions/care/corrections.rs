//! Corrections: anybody proposes a better text for an accepted answer; its author, or somebody who answers for its
//! topic, decides. Both are named on the card, and whoever relied on the old text is told once.

use super::super::answers_store::{self, Answer};
use super::super::command::{self, says_something};
use super::super::specs::{ANSWER, LONGEST_CORRECTION, TEXT};
use super::super::store::{Question, State};
use super::super::{NAME, mirrors, tips};
use super::corrections_store::{self as store, Correction, NewCorrection};
use super::differences::differences;
use super::wording;
use super::{advocates, answers_for, freshness, helped, read_answer, read_member, settle, visible_answer};
use crate::database::MemberId;
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{Language, echo, list};
use crate::people::{self, Member};
use std::collections::BTreeMap;
use stoa_chat::{Post, Text};

/// `correct A31 new text`.
pub(super) async fn propose(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, new) = call.rest.clone().split_first_word();
    let (question, answer) = visible_answer(turn, &call.by, &word).await?;
    let own = answer.author == Some(call.by.id);
    let settled = question.accepted == Some(answer.number) || question.state == State::Archived;
    if !settled && !own {
        return Err(Failure::refused(wording::refused_not_settled(language, answer.number, question.number)));
    }
    if !says_something(&new) {
        return offer_form(turn, call, &answer).await;
    }
    tips::refuse_new_names(turn, language, &question, &answer, &new).await?;
    let new = people::naming(turn, new).await?;
    if new.to_plain().trim() == answer.body.to_plain().trim() {
        return Err(Failure::refused(wording::refused_same_text(language, answer.number)));
    }
    if own {
        replace(turn, &answer, &new).await?;
        turn.reply(call, Post::of(wording::corrected_own(language, answer.number))).await?;
        return Ok(());
    }
    let at = turn.now();
    let proposed =
        NewCorrection { answer: answer.number, proposer: call.by.id, old: &answer.body, new: &new, at };
    let (number, judge) = if let Some(number) = store::same(turn.tx(), &proposed).await? {
        (number, None)
    } else {
        let number = store::insert(turn.tx(), &proposed).await?;
        (number, ask_somebody(turn, &question, &answer, number, &call.by).await?)
    };
    let text = match judge {
        Some(judge) => wording::proposed_to(language, number, answer.number, &judge),
        None => wording::proposed(language, number, answer.number),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// To whoever gave no new words: their form, with what the answer says, for them to mend it; or a button that opens
/// one, if they typed this under the answer.
async fn offer_form(turn: &mut Turn<'_>, call: &Call, answer: &Answer) -> Result<(), Failure> {
    let mut values = BTreeMap::from([(ANSWER.to_owned(), format!("A{}", answer.number))]);
    let now = answer.body.to_plain();
    // What a field cannot show would be lost unseen: the end of what is too long, and code, links and names.
    if now.chars().count() <= LONGEST_CORRECTION && Text::plain(&now) == answer.body {
        values.insert(TEXT.to_owned(), now.trim().to_owned());
    }
    if turn.fill_form(call, values).await? {
        return Ok(());
    }
    let (language, number) = (call.by.language, answer.number);
    if call.picked.is_none() || !turn.abilities(&call.place.network).is_some_and(|can| can.forms) {
        let (usage, example) = ("correct A31 new text", "correct A31 use -lock-timeout=5m instead");
        return Err(Failure::refused(crate::engine::usage(language, usage, example)));
    }
    let post = Post::of(wording::correct_this(language, number, &answer.body.clone().quoted()));
    let post = post.with_button(wording::button_correct(language, number), format!("correct A{number}"));
    turn.reply(call, post).await?;
    Ok(())
}

/// Asks the author, else an advocate, else a moderator; gives the name of whoever is asked.
async fn ask_somebody(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: &Answer,
    number: i64,
    proposer: &Member,
) -> Result<Option<String>, Failure> {
    let Some(correction) = store::correction(turn.tx(), number).await? else { return Ok(None) };
    let mut judges: Vec<MemberId> = answer.author.into_iter().collect();
    judges.extend(advocates(turn.tx(), question.number).await?);
    judges.extend(people::moderators(turn).await?.into_iter().map(|member| member.id));
    for id in judges.into_iter().filter(|id| *id != proposer.id) {
        let judge = read_member(turn, id).await?;
        let post = request(judge.language, question, answer, &correction, &proposer.name);
        if let Some(request) = people::tell(turn, &judge, NAME, post).await?.message() {
            store::set_request(turn.tx(), number, request).await?;
            return Ok(Some(judge.name));
        }
    }
    Ok(None)
}

/// What somebody is asked about a correction: the new text, and what is different in it.
fn request(
    language: Language,
    question: &Question,
    answer: &Answer,
    correction: &Correction,
    proposer: &str,
) -> Post {
    let number = correction.number;
    let (found, more) = differences(&answer.body.to_plain(), &correction.new.to_plain());
    let mut lines: Vec<Text> = found
        .iter()
        .map(|one| match (&*one.old, &*one.new) {
            ("", new) => wording::difference_new(language, new),
            (old, "") => wording::difference_gone(language, old),
            (old, new) => wording::difference(language, old, new),
        })
        .collect();
    if more > 0 {
        lines.push(wording::differences_more(language, more));
    }
    let text = wording::correction(
        language,
        proposer,
        answer.number,
        question.number,
        &question.title,
        &correction.new,
        &list(lines),
    );
    Post::of(text)
        .with_button(wording::label_apply(language), format!("apply C{number}"))
        .with_button(wording::label_decline(language), format!("decline C{number}"))
}

/// `apply C7`.
pub(super) async fn apply(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (correction, question, answer) = to_decide(turn, call).await?;
    let (language, number) = (call.by.language, correction.number);
    if correction.old != answer.body {
        // The author was quicker: nobody's newer words are replaced unseen.
        store::set_old(turn.tx(), number, &answer.body).await?;
        let proposer = name_of(turn, language, correction.proposer).await?;
        let post = request(language, &question, &answer, &correction, &proposer);
        let text = wording::look_again(language, answer.number).then(post.text);
        turn.reply(call, Post { text, buttons: post.buttons }).await?;
        return Ok(());
    }
    let at = turn.now();
    store::decide(turn.tx(), number, "applied", call.by.id, at).await?;
    replace(turn, &answer, &correction.new).await?;
    let counts = answers_store::counts(turn.tx(), question.number).await?;
    if let Some(proposer) = correction.proposer.filter(|_| counts) {
        let at = turn.happened_at();
        turn.announce(Fact::CorrectionAccepted { correction: number, proposer, by: call.by.id, at });
    }
    tell_interested(turn, &question, &answer, &correction, call.by.id).await?;
    let request = correction.request.map(|request| (request, wording::correction_done(language, number)));
    settle(turn, call, request, wording::applied(language, number, answer.number)).await
}

/// The answer says something else now, wherever it is shown.
async fn replace(turn: &mut Turn<'_>, answer: &Answer, new: &Text) -> Result<(), Failure> {
    answers_store::set_answer_body(turn.tx(), answer.number, new).await?;
    freshness::begin(turn, answer.number).await?;
    mirrors::answer_changed(turn, answer.number).await
}

/// Tells its proposer, and whoever relied on the old text.
async fn tell_interested(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: &Answer,
    correction: &Correction,
    decider: MemberId,
) -> Result<(), Failure> {
    let (number, title) = (answer.number, &question.title);
    if let Some(proposer) = correction.proposer {
        let member = read_member(turn, proposer).await?;
        let text = wording::your_correction_applied(member.language, correction.number, number);
        people::tell(turn, &member, NAME, Post::of(text)).await?;
    }
    for id in helped::interested(turn, question, number).await? {
        if id != decider && correction.proposer != Some(id) {
            let member = read_member(turn, id).await?;
            let text =
                wording::was_corrected(member.language, number, question.number, title, &correction.new);
            people::tell(turn, &member, NAME, Post::of(text)).await?;
        }
    }
    Ok(())
}

/// `decline C7 [why]`.
pub(super) async fn decline(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (correction, _, answer) = to_decide(turn, call).await?;
    let (language, number, at) = (call.by.language, correction.number, turn.now());
    let (_, why) = call.rest.clone().split_first_word();
    store::decide(turn.tx(), number, "declined", call.by.id, at).await?;
    if let Some(proposer) = correction.proposer {
        let member = read_member(turn, proposer).await?;
        let text = if says_something(&why) {
            wording::your_correction_declined_why(member.language, number, answer.number, &call.by.name, &why)
        } else {
            wording::your_correction_declined(member.language, number, answer.number, &call.by.name)
        };
        people::tell(turn, &member, NAME, Post::of(text)).await?;
    }
    let request = correction.request.map(|request| (request, wording::correction_declined(language, number)));
    settle(turn, call, request, wording::declined(language, number, answer.number)).await
}

/// The open correction that a command names, if its giver may decide about it.
async fn to_decide(turn: &mut Turn<'_>, call: &Call) -> Result<(Correction, Question, Answer), Failure> {
    let language = call.by.language;
    let words = call.words();
    let word = command::first_word(&words);
    let unknown = || Failure::refused(wording::refused_no_correction(language, &echo(word)));
    let number = command::number(word, 'C').ok_or_else(unknown)?;
    let correction = store::correction(turn.tx(), number).await?.ok_or_else(unknown)?;
    let (question, answer) = read_answer(turn, correction.answer).await?.ok_or_else(unknown)?;
    let may = correction.proposer != Some(call.by.id)
        && (answer.author == Some(call.by.id) || answers_for(turn, &question, &call.by).await?);
    if !may {
        return Err(Failure::refused(wording::refused_not_judge(language, number)));
    }
    if correction.state != "open" {
        return Err(Failure::refused(wording::refused_decided(language, number)));
    }
    Ok((correction, question, answer))
}

async fn name_of(
    turn: &mut Turn<'_>,
    language: Language,
    member: Option<MemberId>,
) -> anyhow::Result<String> {
    super::super::ask::name_of(turn, language, member).await
}
