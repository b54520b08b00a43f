//! Keeping: a thread that was solved without us goes into the library, where everybody finds it.
//!
//! ```text
//! keep ──▶ K3: whoever is credited is asked once ──▶ all agree: a question with its accepted answer, and its card
//!                                                └── a no, or silence: nothing is kept, and the keeper is told
//! ```
//!
//! The question and the answer belong to those who wrote them, and a tip ([`tips`]) concerns those whom it names. Until
//! all of them have agreed nobody else can find it; nobody is asked twice about one thread.

use super::answers_store::{self, Author, NewAnswer, Stands};
use super::ask::TITLE;
use super::command::{self, says_something, shortened, split_topics, title};
use super::escalation::Hours;
use super::store::{self as questions, Kind, Known, State};
use super::{NAME, card, care, moderated, tips, topics, turned, wording as sentences};
use crate::database::MemberId;
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member, Quiet};
use changes::{Why, forget, tell_credited, tell_keeper};
use std::time::Duration;
use stoa_chat::{Message, MessageRef, PlannedId, Post, Text};
use store::{Consent, End, Said};

mod changes;
mod store;
pub(super) mod wording;

pub(super) use changes::{drop_silent, edited, erase, message_gone};
pub(super) use store::{Keepsake, forget_ended, join_members};

/// The job that forgets what was not agreed to in time.
pub(super) const DROP: &str = "drop keepsake";
/// How much of each message those who wrote it are shown.
const EXCERPT: usize = 200;
/// For how long whoever did not want a tip of somebody's kept is not asked about another of theirs.
pub(super) const TIPS_REMEMBERED: Duration = Duration::from_hours(28 * 24);

/// `keep`, chosen on the answer in a thread or written as a reply to it.
pub(super) async fn keep(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(picked) = call.picked.as_deref() else {
        return Err(Failure::refused(sentences::refused_nothing_to_keep(language)));
    };
    let answer = &picked.message;
    if answer.direct {
        return Err(Failure::refused(sentences::refused_keep_direct(language)));
    }
    refuse_known(turn, language, picked.first.as_ref().unwrap_or(answer), answer).await?;
    let Some(first) = &picked.first else {
        return Err(Failure::refused(sentences::refused_which_answer(language)));
    };
    moderated::may_post(turn, &call.by).await?;
    let (asker, author) =
        (people::acquaint(turn, &first.by).await?, people::acquaint(turn, &answer.by).await?);
    let keepsake = read(turn, call, first, answer, [&asker, &author]).await?;
    ask_credited(turn, call, keepsake, vec![asker, author]).await
}

/// What of a thread is to be kept, if people wrote it who have not said no before.
async fn read(
    turn: &mut Turn<'_>,
    call: &Call,
    first: &Message,
    answer: &Message,
    [asker, author]: [&Member; 2],
) -> Result<Keepsake, Failure> {
    let language = call.by.language;
    let (topics, question) = split_topics(first.text.clone());
    let written = says_something(&question) && says_something(&answer.text);
    if asker.bot || author.bot || !written {
        return Err(Failure::refused(sentences::refused_nothing_written(language)));
    }
    for member in [asker, author] {
        let asks = member.id != call.by.id;
        if asks && store::declined(turn.tx(), &first.message, member.id).await? {
            return Err(Failure::refused(sentences::keep_stays(language)));
        }
    }
    Ok(Keepsake {
        number: 0,
        keeper: Some(call.by.id),
        place: answer.message.place.clone(),
        thread: turned::thread_of(turn, first),
        first: Some(first.message.id.clone()),
        message: Some(answer.message.id.clone()),
        asker: Some(asker.id),
        author: author.id,
        question: people::naming(turn, question).await?,
        answer: people::naming(turn, answer.text.clone()).await?,
        topics: if topics.is_empty() { split_topics(call.rest.clone()).0 } else { topics },
        language: asker.language,
    })
}

/// What is in the library, or about to be kept, need not be kept again.
async fn refuse_known(
    turn: &mut Turn<'_>,
    language: Language,
    first: &Message,
    answer: &Message,
) -> Result<(), Failure> {
    let card = turn.sent_as(&first.message).await?;
    let known = match &card {
        Some(card) => questions::question_of_card(turn.tx(), card).await?,
        None => question_of(turn, &first.message).await?,
    };
    if let Some(number) = known {
        return Err(Failure::refused(sentences::refused_kept(language, number)));
    }
    if card.is_some() || turn.sent_as(&answer.message).await?.is_some() {
        return Err(Failure::refused(sentences::refused_nothing_written(language)));
    }
    if !store::asking_about(turn.tx(), &first.message).await?.is_empty() {
        return Err(Failure::refused(sentences::refused_keep_asking(language)));
    }
    Ok(())
}

/// The question that a message of a person asks, or in whose thread its card stands, unless it was taken back.
async fn question_of(turn: &mut Turn<'_>, first: &MessageRef) -> anyhow::Result<Option<i64>> {
    let in_thread = questions::question_in_thread(turn.tx(), first).await?;
    let asked = questions::question_of_message(turn.tx(), first).await?;
    for number in in_thread.into_iter().chain(asked) {
        let question = questions::question(turn.tx(), number).await?;
        if question.is_some_and(|question| question.state != State::Withdrawn) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Asks everybody credited who has not just acted themselves; with nobody to ask, it is kept at once.
pub(super) async fn ask_credited(
    turn: &mut Turn<'_>,
    call: &Call,
    mut keepsake: Keepsake,
    mut credited: Vec<Member>,
) -> Result<(), Failure> {
    let (now, tip) = (turn.now(), keepsake.is_tip());
    credited.retain(|member| member.id != call.by.id);
    credited.sort_by_key(|member| member.id);
    credited.dedup_by_key(|member| member.id);
    for member in &credited {
        let since = now - TIPS_REMEMBERED;
        let declined = tip && store::declined_tip(turn.tx(), call.by.id, member.id, since).await?;
        if declined || !can_be_asked(turn, member).await? {
            return Err(Failure::refused(cannot_be_kept(call, tip)));
        }
    }
    keepsake.number = store::insert(turn.tx(), &keepsake, now).await?;
    if credited.is_empty() {
        let number = file(turn, &keepsake).await?;
        return tips::answer(turn, call, &keepsake, number).await;
    }
    for member in &credited {
        let post = request(turn, &keepsake, member.language, &call.by.name);
        let shown = people::tell(turn, member, NAME, post).await?.message().cloned();
        let consent = Consent { member: member.id, said: Said::Asked, shown };
        store::insert_consent(turn.tx(), keepsake.number, &consent).await?;
    }
    plan_drop(turn, keepsake.number).await?;
    let asked = if tip { sentences::tip_asked } else { sentences::keep_asked };
    turn.reply(call, Post::of(asked(call.by.language))).await?;
    Ok(())
}

/// Everybody who is asked has their time to answer, which begins when they are there again.
async fn plan_drop(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let (now, defaults) = (turn.now(), &turn.settings().people);
    let mut due = now;
    for consent in store::consents(turn.tx(), number).await? {
        if consent.said == Said::Asked {
            let member = Member::read(turn.tx(), consent.member, defaults).await?;
            let theirs = Hours { hours: member.hours, zone: member.zone };
            let there = member.snoozed_until.map_or(now, |until| until.max(now));
            due = due.max(theirs.add(there, turn.settings().questions.keep_wait.get()));
        }
    }
    turn.plan_job(NAME, DROP, &number.to_string(), due).await?;
    Ok(())
}

async fn can_be_asked(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<bool> {
    let reached = people::reach(turn, member.id).await?.is_some();
    Ok(reached && people::quiet(turn, member, NAME).await? != Some(Quiet::Stopped))
}

/// That somebody credited cannot be asked, with the words that would be lost otherwise.
fn cannot_be_kept(call: &Call, tip: bool) -> Text {
    let language = call.by.language;
    if tip {
        sentences::tip_stays(language).then(call.rest.clone().quoted())
    } else {
        sentences::keep_stays(language)
    }
}

/// What somebody credited is asked, in their language.
fn request(turn: &Turn<'_>, keepsake: &Keepsake, language: Language, keeper: &str) -> Post {
    let most = EXCERPT.min(turn.settings().questions.card_excerpt);
    let (question, answer) = (shortened(&keepsake.question, most), shortened(&keepsake.answer, most));
    let number = keepsake.number;
    let text = if keepsake.is_tip() {
        sentences::tip_request(language, keeper, &answer)
    } else {
        sentences::keep_request(language, keeper, &question, &answer)
    };
    Post::of(text)
        .with_button(sentences::label_yes(language), format!("allow K{number}"))
        .with_button(sentences::label_no(language), format!("refuse K{number}"))
}

/// `allow K3`.
pub(super) async fn allow(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (keepsake, shown) = own(turn, call).await?;
    let language = call.by.language;
    store::set_said(turn.tx(), keepsake.number, call.by.id, Said::Allowed).await?;
    let text = match file_if_allowed(turn, &keepsake, Some(call.by.id)).await? {
        Some(number) => sentences::kept(language, number),
        None => sentences::keep_allowed(language),
    };
    care::settle(turn, call, shown.map(|shown| (shown, sentences::keep_said(language))), text).await
}

/// `refuse K3`.
pub(super) async fn refuse(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (keepsake, shown) = own(turn, call).await?;
    store::set_said(turn.tx(), keepsake.number, call.by.id, Said::Refused).await?;
    let refused = if keepsake.is_tip() { sentences::tip_refused } else { sentences::keep_refused };
    let language = call.by.language;
    care::settle(turn, call, shown.map(|shown| (shown, sentences::keep_said(language))), refused(language))
        .await?;
    forget(turn, &keepsake, Some(call.by.id)).await?;
    tell_keeper(turn, &keepsake, Why::NotAgreed).await
}

/// The keepsake that a command names, if its giver is asked about it, and where they are.
async fn own(turn: &mut Turn<'_>, call: &Call) -> Result<(Keepsake, Option<PlannedId>), Failure> {
    let words = call.words();
    let number = command::number(command::first_word(&words), 'K').unwrap_or(0);
    let settled = || Failure::refused(sentences::refused_no_keepsake(call.by.language));
    let keepsake = store::asking(turn.tx(), number).await?.ok_or_else(settled)?;
    let asked = store::consents(turn.tx(), number).await?;
    let mine = asked.into_iter().find(|asked| asked.member == call.by.id).ok_or_else(settled)?;
    Ok((keepsake, mine.shown))
}

/// Puts it into the library once everybody credited has agreed, and tells them but `except`; gives its number there.
async fn file_if_allowed(
    turn: &mut Turn<'_>,
    keepsake: &Keepsake,
    except: Option<MemberId>,
) -> Result<Option<i64>, Failure> {
    let consents = store::consents(turn.tx(), keepsake.number).await?;
    if consents.iter().any(|consent| consent.said != Said::Allowed) {
        return Ok(None);
    }
    let number = file(turn, keepsake).await?;
    tell_credited(turn, keepsake, except, |language| sentences::kept(language, number)).await?;
    tips::tell_author(turn, keepsake, number).await?;
    Ok(Some(number))
}

/// Puts it into the library, unless its question has become one of ours in the meantime; gives its number there.
async fn file(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<i64, Failure> {
    let number = match (&keepsake.first, keepsake.asker) {
        (Some(first), Some(asker)) => {
            match question_of(turn, &MessageRef::new(&keepsake.place, first)).await? {
                Some(known) => known,
                None => file_thread(turn, keepsake, first, asker).await?,
            }
        }
        _ => tips::file(turn, keepsake).await?,
    };
    store::end(turn.tx(), keepsake.number, End::Kept).await?;
    turn.cancel_job(NAME, DROP, &keepsake.number.to_string()).await?;
    Ok(number)
}

async fn file_thread(
    turn: &mut Turn<'_>,
    keepsake: &Keepsake,
    first: &str,
    asker: MemberId,
) -> Result<i64, Failure> {
    let at = turn.now();
    let known = Known {
        kind: Kind::Kept,
        asker,
        place: &keepsake.place,
        thread: keepsake.thread.as_deref(),
        message: Some(first),
        title: &title(&keepsake.question, TITLE),
        body: &keepsake.question,
        topics: &keepsake.topics,
        language: keepsake.language,
    };
    let number = questions::insert_known(turn.tx(), &known, at).await?;
    let message = keepsake.message.as_ref().map(|id| MessageRef::new(&keepsake.place, id));
    let stands = message.as_ref().map_or(Stands::OnCard, Stands::In);
    let new =
        NewAnswer { question: number, author: Author::Member(keepsake.author), body: &keepsake.answer, at };
    let answer = answers_store::insert_answer(turn.tx(), &new, stands).await?;
    // Its asker agreed that it solved the question; points are for what was asked here.
    questions::set_accepted(turn.tx(), number, Some(answer), at).await?;
    questions::set_state(turn.tx(), number, State::Archived).await?;
    topics::theirs_by_answer(turn.tx(), number, keepsake.author).await?;
    show(turn, number).await?;
    if let Some(question) = questions::question(turn.tx(), number).await? {
        care::accepted(turn, &question, answer).await?;
    }
    Ok(number)
}

/// Something new in the library can be found from now on, and is shown where it was said.
pub(super) async fn show(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    match questions::question(turn.tx(), number).await? {
        // What was told in a direct conversation stands in no place.
        Some(question) if !question.home.id.is_empty() => card::post(turn, &question, 0).await,
        _ => Ok(()),
    }
}
