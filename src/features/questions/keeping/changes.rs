//! What changes while those credited are asked: words are edited, messages and people go, somebody says nothing.

use super::super::ask::{name_of, without_verb};
use super::super::command::{says_something, split_topics, title};
use super::super::{NAME, tips, wording as sentences};
use super::store::{self, End, Keepsake, Said};
use super::{DROP, file_if_allowed, plan_drop, request, wording};
use crate::database::MemberId;
use crate::engine::{Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member, Names, Written, written};
use stoa_chat::{Message, MessageRef, Post, Text};

/// How much of a question its keeper is reminded of.
const REMINDER: usize = 60;

/// Why something is not kept, as its keeper is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Why {
    /// Somebody said no or nothing; not who.
    NotAgreed,
    /// A message of it was deleted.
    Gone,
    /// The tip names somebody now whom it did not name before.
    NamesMore,
}

/// Not everybody credited has agreed in time.
pub(in super::super) async fn drop_silent(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(keepsake) = store::asking(turn.tx(), number).await? else { return Ok(()) };
    // Whoever had to agree twice may have turned out to be one person.
    if file_if_allowed(turn, &keepsake, None).await?.is_some() {
        return Ok(());
    }
    forget(turn, &keepsake, None).await?;
    store::set_silent(turn.tx(), number).await?;
    tell_keeper(turn, &keepsake, Why::NotAgreed).await
}

/// A message that was to be kept is gone: nothing of it is. Whoever deleted it themselves knows.
pub(in super::super) async fn message_gone(
    turn: &mut Turn<'_>,
    message: &MessageRef,
    by: Option<&Member>,
) -> Result<(), Failure> {
    for number in store::asking_about(turn.tx(), message).await? {
        let Some(keepsake) = store::asking(turn.tx(), number).await? else { continue };
        let asks = keepsake.first.as_ref() == Some(&message.id);
        let theirs = if asks { keepsake.asker } else { Some(keepsake.author) };
        forget(turn, &keepsake, None).await?;
        if by.map(|by| by.id).or(theirs) != keepsake.keeper {
            tell_keeper(turn, &keepsake, Why::Gone).await?;
        }
    }
    Ok(())
}

/// A message that is to be kept says something else now, and so does what those credited were asked.
pub(in super::super) async fn edited(
    turn: &mut Turn<'_>,
    message: &Message,
    by: &Member,
) -> Result<(), Failure> {
    for number in store::asking_about(turn.tx(), &message.message).await? {
        let Some(mut keepsake) = store::asking(turn.tx(), number).await? else { continue };
        let asks = keepsake.first.as_ref() == Some(&message.message.id);
        let theirs = if asks { keepsake.asker } else { Some(keepsake.author) };
        if theirs != Some(by.id) {
            continue;
        }
        if keepsake.is_tip() {
            tip_edited(turn, keepsake, message).await?;
            continue;
        }
        let text = if asks { split_topics(message.text.clone()).1 } else { message.text.clone() };
        if says_something(&text) {
            let text = people::naming(turn, text).await?;
            *(if asks { &mut keepsake.question } else { &mut keepsake.answer }) = text;
            store::set_words(turn.tx(), &keepsake).await?;
            show_anew(turn, &keepsake).await?;
        }
    }
    Ok(())
}

/// A tip says something else now. Nobody has agreed to that yet; whom it names in addition would have to be asked, which
/// a new tip does.
async fn tip_edited(turn: &mut Turn<'_>, mut keepsake: Keepsake, message: &Message) -> Result<(), Failure> {
    let (topics, words) = split_topics(without_verb(message, "tip"));
    let answer = people::naming(turn, words.clone()).await?;
    if !says_something(&words) || (&answer, &topics) == (&keepsake.answer, &keepsake.topics) {
        return Ok(());
    }
    (keepsake.answer, keepsake.topics) = (answer, topics);
    let named: Vec<_> = tips::people_named(turn, &words).await?.into_iter().map(|named| named.id).collect();
    let asked = store::consents(turn.tx(), keepsake.number).await?;
    let known = |id: &MemberId| *id == keepsake.author || asked.iter().any(|asked| asked.member == *id);
    if !named.iter().all(known) {
        forget(turn, &keepsake, None).await?;
        return tell_keeper(turn, &keepsake, Why::NamesMore).await;
    }
    store::set_words(turn.tx(), &keepsake).await?;
    for consent in asked.iter().filter(|asked| !named.contains(&asked.member)) {
        let defaults = &turn.settings().people;
        let language = Member::read(turn.tx(), consent.member, defaults).await?.language;
        if let Some(shown) = consent.shown.as_ref()
            && !people::take_back(turn, shown).await?
        {
            turn.edit(shown.clone(), Post::of(wording::tip_names_you_no_more(language))).await?;
        }
        store::delete_consent(turn.tx(), keepsake.number, consent.member).await?;
    }
    show_anew(turn, &keepsake).await?;
    ask_again(turn, &keepsake).await?;
    file_if_allowed(turn, &keepsake, None).await.map(drop)
}

/// Whoever has not said anything yet reads what it says now, where they were asked.
async fn show_anew(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    for consent in store::consents(turn.tx(), keepsake.number).await? {
        let Some(shown) = consent.shown.filter(|_| consent.said == Said::Asked) else { continue };
        let language = Member::read(turn.tx(), consent.member, defaults).await?.language;
        let keeper = name_of(turn, language, keepsake.keeper).await?;
        let post = request(turn, keepsake, language, &keeper);
        turn.edit(shown, post).await?;
    }
    Ok(())
}

/// Whoever has agreed to other words is asked again: by a new message, since nobody looks at an old one again.
async fn ask_again(turn: &mut Turn<'_>, keepsake: &Keepsake) -> Result<(), Failure> {
    let (number, defaults) = (keepsake.number, &turn.settings().people);
    let agreed = store::consents(turn.tx(), number).await?;
    for consent in agreed.into_iter().filter(|consent| consent.said == Said::Allowed) {
        let member = Member::read(turn.tx(), consent.member, defaults).await?;
        let keeper = name_of(turn, member.language, keepsake.keeper).await?;
        let mut post = request(turn, keepsake, member.language, &keeper);
        post.text = wording::tip_changed(member.language).then(post.text);
        let shown = people::tell(turn, &member, NAME, post).await?.message().cloned();
        store::set_said(turn.tx(), number, member.id, Said::Asked).await?;
        store::set_shown(turn.tx(), number, member.id, shown.as_ref()).await?;
    }
    plan_drop(turn, number).await
}

/// Nothing is kept: those who were asked see that it is settled, but for `except`. A request that was not said yet is
/// not said at all.
pub(super) async fn forget(
    turn: &mut Turn<'_>,
    keepsake: &Keepsake,
    except: Option<MemberId>,
) -> Result<(), Failure> {
    let number = keepsake.number;
    store::end(turn.tx(), number, End::Dropped).await?;
    turn.cancel_job(NAME, DROP, &number.to_string()).await?;
    for consent in store::consents(turn.tx(), number).await? {
        if let Some(shown) = consent.shown
            && people::take_back(turn, &shown).await?
        {
            store::set_shown(turn.tx(), number, consent.member, None).await?;
        }
    }
    tell_credited(turn, keepsake, except, sentences::keep_over).await
}

/// Says to those credited, where they were asked, what became of it.
pub(super) async fn tell_credited(
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
pub(super) async fn tell_keeper(turn: &mut Turn<'_>, keepsake: &Keepsake, why: Why) -> Result<(), Failure> {
    let Some(keeper) = keepsake.keeper else { return Ok(()) };
    let defaults = &turn.settings().people;
    let keeper = Member::read(turn.tx(), keeper, defaults).await?;
    let (language, tip) = (keeper.language, keepsake.is_tip());
    let text = match why {
        Why::NotAgreed if tip => sentences::tip_not_kept(language, &keepsake.answer),
        Why::NotAgreed => sentences::not_kept(language, &title(&keepsake.question, REMINDER)),
        Why::Gone if tip => wording::tip_gone(language, &keepsake.answer),
        Why::Gone => wording::message_gone(language, &title(&keepsake.question, REMINDER)),
        Why::NamesMore => wording::tip_names_more(language, &keepsake.answer),
    };
    people::tell(turn, &keeper, NAME, Post::of(text)).await?;
    Ok(())
}

/// A member is erased: what waits for their word, or holds their words, is not kept. Whoever wanted it kept reads their
/// own words again, without the names of whoever is erased.
pub(in super::super) async fn erase(
    turn: &mut Turn<'_>,
    member: MemberId,
    names: &Names,
) -> Result<(), Failure> {
    const WORDS: [Written; 2] =
        [written!(number in "keepsake", "question", json), written!(number in "keepsake", "answer", json)];
    for written in WORDS {
        people::unname(turn, names, written).await?;
    }
    for number in store::asking_with(turn.tx(), member).await? {
        let Some(keepsake) = store::asking(turn.tx(), number).await? else { continue };
        forget(turn, &keepsake, Some(member)).await?;
        if keepsake.keeper != Some(member) && keepsake.asker != Some(member) {
            tell_keeper(turn, &keepsake, Why::NotAgreed).await?;
        }
    }
    Ok(store::erase(turn.tx(), member).await?)
}
