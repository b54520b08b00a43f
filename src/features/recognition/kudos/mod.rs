//! Kudos: thanks that others can see, a few a day.
//!
//! ```text
//! kudos @ben for the release · @ben ++ the release · a reaction ──▶ given ([`words`])
//!    ├─▶ one card a day in each place or thread, which grows ([`card`])
//!    ├─▶ whoever got them is told, within their budget
//!    └─▶ a deed for each of them: points follow ([`books`](super::books))
//! unkudos K17, within some minutes · the reaction comes off · the message is deleted ──▶ taken back, points and all
//! ```
//!
//! What somebody can give in a day is an account of theirs ([`allowance`]): what is taken back can be given again, and
//! what is not used is lost at midnight, where they live.

mod allowance;
mod card;
mod news;
mod store;
mod words;

use self::words::{Named, Typed};
use super::books::{Bookkeeper, Told};
use super::rules::{About, Cause, Rule};
use super::{NAME, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::language::{echo, one_line};
use crate::people::hours::day_of;
use crate::people::{self, Member, Names, Written, written};
use crate::{places, posts};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::{Message, MessageRef, PlaceRef, Post, Reaction, Span, Text};

#[cfg(test)]
pub(super) use allowance::{fill, returned};
#[cfg(test)]
pub(super) use news::GIVEN;
pub(super) use news::news;
pub(super) use store::join;

/// Where people wrote what kudos are for.
const WORDS: Written = written!(number in "kudos", "reason", json);
/// The field of the form that says to whom.
pub(super) const TO: &str = "to";
/// The field of the form that says for what.
pub(super) const REASON: &str = "reason";

/// Where kudos are given, and how.
struct Spot<'a> {
    /// The place that others see, and the thread in it; none in a direct conversation.
    place: Option<(&'a PlaceRef, Option<&'a MessageRef>)>,
    /// The message that they are given in, or whose reaction they are.
    message: Option<&'a MessageRef>,
    by_reaction: bool,
}

/// `kudos @ben for …`, typed, filled into a form, or chosen in the menu of a message of theirs.
pub(super) async fn give(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    if let Some(picked) = call.picked.as_deref().filter(|_| call.form.is_some()) {
        let to = people::meet(turn, &picked.message.by).await?;
        // Their name if it says who they are, else the network's name for the account.
        let network = &picked.message.by.network;
        let called = people::person_called(turn, network, &to.name).await?;
        let plain = called == Some(to.id) && !to.name.contains(char::is_whitespace);
        let name = if plain { &to.name } else { &picked.message.by.id };
        let values = BTreeMap::from([(TO.to_owned(), format!("@{}", name.trim_start_matches('@')))]);
        turn.fill_form(call, values).await?;
        return Ok(());
    }
    let typed = words::read(call.rest.clone());
    let place = (!call.direct).then_some((&call.place, call.thread.as_ref()));
    let spot = Spot { place, message: call.message.as_ref(), by_reaction: false };
    let (number, left) = hand_over(turn, &call.by, typed, &spot).await?;
    let minutes = turn.settings().recognition.kudos_undo.get().as_secs().div_ceil(60);
    let text = wording::kudos_given(language, number, left, minutes);
    let post = Post::of(text).with_button(wording::label_unkudos(language), format!("unkudos K{number}"));
    turn.reply(call, post).await?;
    Ok(())
}

/// Somebody wrote in a place; `@ben ++ …` gives kudos.
pub(super) async fn heard(turn: &mut Turn<'_>, said: &Message, by: &Member) -> Result<(), Failure> {
    let Some(typed) = words::read_plus(&said.text).filter(|_| !said.direct) else { return Ok(()) };
    let place = Some((&said.message.place, said.thread.as_ref()));
    let spot = Spot { place, message: Some(&said.message), by_reaction: false };
    hand_over(turn, by, typed, &spot).await.map(drop)
}

/// Somebody put the reaction for kudos on a question or an answer.
pub(super) async fn reacted(turn: &mut Turn<'_>, reaction: &Reaction, by: &Member) -> Result<(), Failure> {
    if !is_kudos(turn, reaction) {
        return Ok(());
    }
    let Some(name) = posts::at(turn, &reaction.message).await? else { return Ok(()) };
    let Some(post) = posts::find(turn.tx(), name).await? else { return Ok(()) };
    let Some(author) = post.author.filter(|author| *author != by.id && !post.direct) else { return Ok(()) };
    let typed = Typed { to: Vec::new(), reason: Text::plain(&name.to_string()), value: None };
    let place = Some((&reaction.message.place, None));
    let spot = Spot { place, message: Some(&reaction.message), by_reaction: true };
    give_to(turn, by, &[author], typed, &spot).await.map(drop)
}

/// Somebody took it off.
pub(super) async fn unreacted(turn: &mut Turn<'_>, reaction: &Reaction, by: &Member) -> Result<(), Failure> {
    if !is_kudos(turn, reaction) {
        return Ok(());
    }
    for given in store::of_message(turn.tx(), &reaction.message, Some(by.id)).await? {
        undo(turn, &given).await?;
    }
    Ok(())
}

/// A message is gone; the kudos that were given in it are, too.
pub(super) async fn deleted(turn: &mut Turn<'_>, message: &MessageRef) -> Result<(), Failure> {
    for given in store::of_message(turn.tx(), message, None).await? {
        undo(turn, &given).await?;
    }
    Ok(())
}

fn is_kudos(turn: &Turn<'_>, reaction: &Reaction) -> bool {
    let wanted = &turn.settings().recognition.kudos_reaction;
    !wanted.is_empty() && reaction.emoji == *wanted
}

/// `unkudos K17`.
pub(super) async fn take_back(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, typed) = (call.by.language, call.words());
    let number = typed.strip_prefix(['K', 'k']).and_then(|number| number.parse().ok());
    let given = match number {
        Some(number) => store::find(turn.tx(), number).await?,
        None => None,
    };
    let Some(given) = given.filter(|given| given.giver == call.by.id) else {
        return Err(Failure::refused(wording::refused_no_kudos(language, &echo(&typed))));
    };
    let undo_for = turn.settings().recognition.kudos_undo.get();
    if given.standing && turn.happened_at() > given.at + undo_for {
        return Err(Failure::refused(wording::refused_too_late(language, undo_for.as_secs().div_ceil(60))));
    }
    undo(turn, &given).await?;
    turn.reply(call, Post::of(wording::kudos_taken_back(language, given.number))).await?;
    Ok(())
}

/// Finds out who is meant, and gives.
async fn hand_over(
    turn: &mut Turn<'_>,
    by: &Member,
    typed: Typed,
    spot: &Spot<'_>,
) -> Result<(i64, u32), Failure> {
    let language = by.language;
    let mut to = Vec::new();
    for named in &typed.to {
        let receiver = whoever(turn, by, named).await?;
        if !to.contains(&receiver) {
            to.push(receiver);
        }
    }
    if to.is_empty() {
        return Err(Failure::refused(wording::refused_nobody(language)));
    }
    if typed.reason.to_plain().trim().is_empty() {
        return Err(Failure::refused(wording::refused_no_reason(language)));
    }
    let values = &turn.settings().recognition.values;
    let stands = typed.value.as_ref().is_some_and(|value| values.iter().any(|known| known == value));
    if !values.is_empty() && !stands {
        let all: Vec<String> = values.iter().map(|value| format!("#{value}")).collect();
        return Err(Failure::refused(wording::refused_no_value(language, &all.join(" "))));
    }
    give_to(turn, by, &to, typed, spot).await
}

/// Who is named; nobody can name themselves, or a program.
async fn whoever(turn: &mut Turn<'_>, by: &Member, named: &Named) -> Result<MemberId, Failure> {
    let language = by.language;
    let receiver = match named {
        Named::Account(user) => {
            let member = people::meet(turn, user).await?;
            if member.bot {
                return Err(Failure::refused(wording::refused_program(language)));
            }
            member.id
        }
        Named::Word(word) => {
            let network = turn.person().map(|person| person.network.clone());
            let found = match network {
                Some(network) => people::person_called(turn, &network, word).await?,
                None => None,
            };
            found.ok_or_else(|| Failure::refused(wording::refused_unknown(language, &echo(word))))?
        }
    };
    if receiver == by.id { Err(Failure::refused(wording::refused_oneself(language))) } else { Ok(receiver) }
}

/// Gives, if there is enough left for today; tells the number, and how many are left.
async fn give_to(
    turn: &mut Turn<'_>,
    by: &Member,
    to: &[MemberId],
    typed: Typed,
    spot: &Spot<'_>,
) -> Result<(i64, u32), Failure> {
    let at = turn.happened_at();
    let day = day_of(at, by.zone);
    let left = left_after(turn, by, to.len(), day).await?;
    let reason = people::naming(turn, typed.reason).await?;
    let network = turn.person().map(|person| person.network.clone());
    let network = network.ok_or_else(|| anyhow::anyhow!("kudos are given by somebody"))?;
    let card = match spot.place {
        Some((place, thread)) => Some(card::of_today(turn, place, thread).await?),
        None => None,
    };
    let new = store::New {
        giver: by.id,
        to,
        reason: &reason,
        value: typed.value.as_deref(),
        at,
        day,
        network: &network,
        message: spot.message,
        by_reaction: spot.by_reaction,
        card: card.as_ref().map(|(number, _)| *number),
    };
    let number = store::insert(turn.tx(), &new).await?;
    allowance::spend(turn, by.id, number, u32::try_from(to.len()).map_err(anyhow::Error::from)?).await?;
    if let Some((card, fresh)) = card {
        card::show(turn, card, fresh).await?;
    }
    let practice = match spot.place {
        Some((place, _)) => places::is_sandbox(turn.tx(), place).await?,
        None => false,
    };
    if !practice {
        book(turn, number, to, Some(by.id)).await?;
    }
    tell(turn, by, to, &reason).await?;
    Ok((number, left))
}

/// How many are left for the day once `by` has given so many; there must be enough.
async fn left_after(turn: &mut Turn<'_>, by: &Member, count: usize, day: NaiveDate) -> Result<u32, Failure> {
    let a_day = turn.settings().recognition.kudos_a_day;
    let left = allowance::left(turn, by, day).await?;
    let enough = u32::try_from(count).ok().and_then(|wanted| left.checked_sub(wanted));
    enough.ok_or_else(|| Failure::refused(wording::refused_spent(by.language, left, a_day)))
}

/// Kudos are taken back, with all that followed from them.
async fn undo(turn: &mut Turn<'_>, given: &store::Given) -> Result<(), Failure> {
    if !given.standing {
        return Ok(());
    }
    store::take_back(turn.tx(), given.number).await?;
    allowance::give_back(turn, given).await?;
    let to = store::receivers(turn.tx(), given.number).await?;
    book(turn, given.number, &to, None).await?;
    if let Some(card) = given.card {
        card::refresh(turn, card).await?;
    }
    Ok(())
}

/// Books what kudos are worth, or takes it back.
async fn book(
    turn: &mut Turn<'_>,
    number: i64,
    to: &[MemberId],
    giver: Option<MemberId>,
) -> anyhow::Result<()> {
    let (keeper, at) = (Bookkeeper::of(turn.settings(), turn.now()), turn.happened_at());
    for receiver in to {
        let cause = Cause { rule: Rule::Kudos, about: About::Kudos(number, *receiver) };
        let parties = giver.map(|giver| (*receiver, giver));
        let told = Told { cause, at, parties, subject: None };
        let bookings = keeper.hear(turn.tx(), &[told]).await?;
        super::book_all(turn, &bookings).await?;
    }
    Ok(())
}

/// Tells those who got them, within their budget; what is too much for today waits for later.
async fn tell(turn: &mut Turn<'_>, by: &Member, to: &[MemberId], reason: &Text) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let words = one_line(&reason.to_plain());
    for id in to {
        let receiver = Member::read(turn.tx(), *id, defaults).await?;
        let text = wording::kudos_received(receiver.language, &by.name, &words);
        people::tell(turn, &receiver, NAME, Post::of(text)).await?;
    }
    Ok(())
}

/// Whom a line of a card names, in bold.
fn named(names: &[String]) -> Vec<Span> {
    let mut spans = Vec::new();
    for name in names {
        if !spans.is_empty() {
            spans.push(Span::Plain(", ".to_owned()));
        }
        spans.push(Span::Bold(name.clone()));
    }
    spans
}

/// A member is forgotten, also where others wrote their name; the cards on which they stood say something else now.
pub(super) async fn forget(turn: &mut Turn<'_>, gone: MemberId, names: &Names) -> Result<(), Failure> {
    let mut cards: BTreeSet<i64> = store::erase(turn.tx(), gone).await?.into_iter().collect();
    for number in people::unname(turn, names, WORDS).await? {
        let given = store::find(turn.tx(), number.parse::<i64>().map_err(anyhow::Error::from)?).await?;
        cards.extend(given.and_then(|given| given.card));
    }
    for card in cards {
        card::refresh(turn, card).await?;
    }
    Ok(())
}
