//! Keeping: a thread that was solved without us goes into the library, where everybody finds it.
//!
//! ```text
//! keep ──▶ K3: whoever is credited is asked once ──▶ all agree: a question with its accepted answer, and its card
//!                                                └── a no, or silence: nothing is kept, and the keeper is told
//! ```
//!
//! The question and the answer belong to those who wrote them, and a tip ([`tips`]) concerns those whom it names. Until
//! all of them have agreed nobody else can find it; nobody is asked twice about one thread.

use super::answers_store::{self, NewAnswer, Stands};
use super::ask::TITLE;
use super::command::{self, says_something, shortened, split_topics, title};
use super::escalation::Hours;
use super::keeping_store::{self as store, Consent, End, Keepsake, Said};
use super::store::{self as questions, Kind, Known, State};
use super::{NAME, card, care, moderated, tips, turned, wording};
use crate::database::MemberId;
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member, Quiet};
use stoa_chat::{Message, MessageRef, PlannedId, Post, Text};

/// The job that forgets what was not agreed to in time.
pub(super) const DROP: &str = "drop keepsake";
/// How much of each message those who wrote it are shown.
const EXCERPT: usize = 200;
/// How much of a question its keeper is reminded of.
const REMINDER: usize = 60;

/// `keep`, chosen on the answer in a thread or written as a reply to it.
pub(super) async fn keep(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(picked) = call.picked.as_deref() else {
        return Err(Failure::refused(wording::refused_nothing_to_keep(language)));
    };
    let answer = &picked.message;
    if answer.direct {
        return Err(Failure::refused(wording::refused_keep_direct(language)));
    }
    refuse_known(turn, language, picked.first.as_ref().unwrap_or(answer), answer).await?;
    let Some(first) = &picked.first else {
        return Err(Failure::refused(wording::refused_which_answer(language)));
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
        return Err(Failure::refused(wording::refused_nothing_written(language)));
    }
    for member in [asker, author] {
        let asks = member.id != call.by.id;
        if asks && store::declined(turn.tx(), &first.message, member.id).await? {
            return Err(Failure::refused(wording::keep_stays(language)));
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
        return Err(Failure::refused(wording::refused_kept(language, number)));
    }
    if card.is_some() || turn.sent_as(&answer.message).await?.is_some() {
        return Err(Failure::refused(wording::refused_nothing_written(language)));
    }
    if !store::asking_about(turn.tx(), &first.message).await?.is_empty() {
        return Err(Failure::refused(wording::refused_keep_asking(language)));
    }
    Ok(())
}

/// The question that a message of a person asks, or in whose thread its card stands.
async fn question_of(turn: &mut Turn<'_>, first: &MessageRef) -> sqlx::Result<Option<i64>> {
    match questions::question_in_thread(turn.tx(), first).await? {
        Some(number) => Ok(Some(number)),
        None => questions::question_of_message(turn.tx(), first).await,
    }
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
        if !can_be_asked(turn, member).await? {
            return Err(Failure::refused(cannot_be_kept(call, tip)));
        }
    }
    keepsake.number = store::insert(turn.tx(), &keepsake, now).await?;
    if credited.is_empty() {
        let number = file(turn, &keepsake).await?;
        return tips::answer(turn, call, &keepsake, number).await;
    }
    let mut due = now;
    for member in &credited {
        let post = request(turn, &keepsake, member.language, &call.by.name);
        let shown = people::tell(turn, member, NAME, post).await?.message().cloned();
        let consent = Consent { member: member.id, said: Said::Asked, shown };
        store::insert_consent(turn.tx(), keepsake.number, &consent).await?;
        let theirs = Hours { hours: member.hours.clone(), zone: member.zone };
        due = due.max(theirs.add(now, turn.settings().questions.keep_wait.get()));
    }
    turn.plan_job(NAME, DROP, &keepsake.number.to_string(), due).await?;
    let asked = if tip { wording::tip_asked } else { wording::keep_asked };
    turn.reply(call, Post::of(asked(call.by.language))).await?;
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
        wording::tip_stays(language).then(call.rest.clone().quoted())
    } else {
        wording::keep_stays(language)
    }
}

/// What somebody credited is asked, in their language.
fn request(turn: &Turn<'_>, keepsake: &Keepsake, language: Language, keeper: &str) -> Post {
    let most = EXCERPT.min(turn.settings().questions.card_excerpt);
    let (question, answer) = (shortened(&keepsake.question, most), shortened(&keepsake.answer, most));
    let number = keepsake.number;
    let text = if keepsake.is_tip() {
        wording::tip_request(language, keeper, &answer)
    } else {
        wording::keep_request(language, keeper, &question, &answer)
    };
    Post::of(text)
        .with_button(wording::label_yes(language), format!("allow K{number}"))
        .with_button(wording::label_no(language), format!("refuse K{number}"))
}

/// `allow K3`.
pub(super) async fn allow(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (keepsake, shown) = own(turn, call).await?;
    let language = call.by.language;
    store::set_said(turn.tx(), keepsake.number, call.by.id, Said::Allowed).await?;
    let text = match file_if_allowed(turn, &keepsake, Some(call.by.id)).await? {
        Some(number) => wording::kept(language, number),
        None => wording::keep_allowed(language),
    };
    care::settle(turn, call, shown.map(|shown| (shown, wording::keep_said(language))), text).await
}

/// `refuse K3`.
pub(super) async fn refuse(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (keepsake, shown) = own(turn, call).await?;
    store::set_said(turn.tx(), keepsake.number, call.by.id, Said::Refused).await?;
    let refused = if keepsake.is_tip() { wording::tip_refused } else { wording::keep_refused };
    let language = call.by.language;
    care::settle(turn, call, shown.map(|shown| (shown, wording::keep_said(language))), refused(language))
        .await?;
    forget(turn, &keepsake, Some(call.by.id)).await?;
    tell_keeper(turn, &keepsake).await
}

/// The keepsake that a command names, if its giver is asked about it, and where they are.
async fn own(turn: &mut Turn<'_>, call: &Call) -> Result<(Keepsake, Option<PlannedId>), Failure> {
    let words = call.words();
    let number = command::number(command::first_word(&words), 'K').unwrap_or(0);
    let settled = || Failure::refused(wording::refused_no_keepsake(call.by.language));
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
    tell_credited(turn, keepsake, except, |language| wording::kept(language, number)).await?;
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
    let new = NewAnswer { question: number, author: keepsake.author, body: &keepsake.answer, at };
    let answer = answers_store::insert_answer(turn.tx(), &new, stands).await?;
    // Its asker agreed that it solved the question; points are for what was asked here.
    questions::set_accepted(turn.tx(), number, Some(answer), at).await?;
    questions::set_state(turn.tx(), number, State::Archived).await?;
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

/// Not everybody credited has agreed in time.
pub(super) async fn drop_silent(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(keepsake) = store::asking(turn.tx(), number).await? else { return Ok(()) };
    // Whoever had to agree twice may have turned out to be one person.
    if file_if_allowed(turn, &keepsake, None).await?.is_some() {
        return Ok(());
    }
    store::set_silent(turn.tx(), number).await?;
    forget(turn, &keepsake, None).await?;
    tell_keeper(turn, &keepsake).await
}

/// A message that was to be kept is gone: nothing of it is.
pub(super) async fn message_gone(turn: &mut Turn<'_>, message: &MessageRef) -> Result<(), Failure> {
    for number in store::asking_about(turn.tx(), message).await? {
        let Some(keepsake) = store::asking(turn.tx(), number).await? else { continue };
        forget(turn, &keepsake, None).await?;
        if !keepsake.is_tip() {
            tell_keeper(turn, &keepsake).await?;
        }
    }
    Ok(())
}

/// A message that is to be kept says something else now, and so does what those credited were asked.
pub(super) async fn edited(turn: &mut Turn<'_>, message: &Message, by: &Member) -> Result<(), Failure> {
    for number in store::asking_about(turn.tx(), &message.message).await? {
        let Some(mut keepsake) = store::asking(turn.tx(), number).await? else { continue };
        let asks = keepsake.first.as_ref() == Some(&message.message.id);
        let text = if asks { split_topics(message.text.clone()).1 } else { message.text.clone() };
        let theirs = if asks { keepsake.asker } else { Some(keepsake.author) };
        if keepsake.is_tip() || theirs != Some(by.id) || !says_something(&text) {
            continue;
        }
        let text = people::naming(turn, text).await?;
        *(if asks { &mut keepsake.question } else { &mut keepsake.answer }) = text;
        store::set_words(turn.tx(), &keepsake).await?;
        ask_anew(turn, &keepsake).await?;
    }
    Ok(())
}

/// Whoever has not said anything yet reads what it says now, where they were asked.
async fn ask_anew(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    for consent in store::consents(turn.tx(), keepsake.number).await? {
        let Some(shown) = consent.shown.filter(|_| consent.said == Said::Asked) else { continue };
        let language = Member::read(turn.tx(), consent.member, defaults).await?.language;
        let keeper = super::ask::name_of(turn, language, keepsake.keeper).await?;
        let post = request(turn, keepsake, language, &keeper);
        turn.edit(shown, post).await?;
    }
    Ok(())
}

/// Nothing is kept: those who were asked see that it is settled, but for `except`.
async fn forget(turn: &mut Turn<'_>, keepsake: &Keepsake, except: Option<MemberId>) -> Result<(), Failure> {
    store::end(turn.tx(), keepsake.number, End::Dropped).await?;
    turn.cancel_job(NAME, DROP, &keepsake.number.to_string()).await?;
    tell_credited(turn, keepsake, except, wording::keep_over).await
}

/// Says to those credited, where they were asked, what became of it.
async fn tell_credited(
    turn: &mut Turn<'_>,
    keepsake: &Keepsake,
    except: Option<MemberId>,
    words: impl Fn(Language) -> Text,
) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    for consent in store::consents(turn.tx(), keepsake.number).await? {
        if let Some(shown) = consent.shown.filter(|_| Some(consent.member) != except) {
            let language = Member::read(turn.tx(), consent.member, defaults).await?.language;
            turn.edit(shown, Post::of(words(language))).await?;
        }
    }
    Ok(())
}

/// Whoever wished it learns that it is not kept, and not who did not want it; nobody's own words are lost.
async fn tell_keeper(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<(), Failure> {
    let Some(keeper) = keepsake.keeper else { return Ok(()) };
    let defaults = &turn.settings().people;
    let keeper = Member::read(turn.tx(), keeper, defaults).await?;
    let text = if keepsake.is_tip() {
        wording::tip_not_kept(keeper.language, &keepsake.answer)
    } else {
        wording::not_kept(keeper.language, &title(&keepsake.question, REMINDER))
    };
    people::tell(turn, &keeper, NAME, Post::of(text)).await?;
    Ok(())
}

/// A member is erased: what waits for their word, or holds their words, is not kept.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> Result<(), Failure> {
    for number in store::asking_with(turn.tx(), member).await? {
        if let Some(keepsake) = store::asking(turn.tx(), number).await? {
            forget(turn, &keepsake, Some(member)).await?;
        }
    }
    Ok(store::erase(turn.tx(), member).await?)
}
