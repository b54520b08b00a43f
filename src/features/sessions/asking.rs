//! One is asked, takes it or passes, and then the next.

use super::store::{self, OVER, Session, TAKEN};
use super::{COMMANDS, NAME, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Asking, PersonId, Query, Reason, Response};
use crate::language::{self, Language, echo};
use crate::people::hours::day_of;
use crate::people::{self, Member, Word, free_slots, week};
use std::time::Duration;
use stoa_chat::{Post, Text, UserRef};

/// The job that goes on to the next one; its subject is the session's number.
pub(super) const LAPSE: &str = "lapse";

/// How many working hours somebody has to answer.
const ANSWER_WITHIN: Duration = Duration::from_hours(4);
const WEEK: Duration = Duration::from_hours(7 * 24);
/// How long a session is if nothing is said, and how long it can be.
const MINUTES: i64 = 30;
const LONGEST: i64 = 240;
/// How many free slots are offered.
const SLOTS: usize = 3;

/// `pair #topic 30m`, `shadow #topic`.
pub(super) async fn begin(turn: &mut Turn<'_>, call: &Call, shadow: bool) -> Result<(), Failure> {
    let language = call.by.language;
    let Some(wish) = read(&call.words()) else {
        let spec = &COMMANDS[usize::from(shadow)];
        return Err(Failure::refused(crate::engine::usage(language, spec.usage, spec.example)));
    };
    if let Some(open) = store::open_of(turn.tx(), call.by.id).await? {
        return Err(Failure::refused(wording::refused_open(language, &open.name(), &open.topic)));
    }
    let now = turn.now();
    let session = store::insert(turn.tx(), call.by.id, wish, shadow, now).await?;
    let text = if ask_next(turn, &session).await? {
        wording::asking(language, &session.name(), &session.topic)
    } else {
        store::set_state(turn.tx(), session.number, OVER).await?;
        wording::nobody(language, &session.topic)
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// The topic and the minutes; `None` if there is no topic, or something else.
fn read(words: &str) -> Option<(String, i64)> {
    let (mut topic, mut minutes) = (None, MINUTES);
    for word in words.split_whitespace() {
        match (people::topic(word), &topic) {
            (Some(named), None) => topic = Some(named),
            (Some(_), Some(_)) => return None,
            (None, _) => {
                let number = word.trim_end_matches(|c: char| c.is_alphabetic());
                minutes = number.parse().ok().filter(|minutes| (5..=LONGEST).contains(minutes))?;
            }
        }
    }
    Some((topic?, minutes))
}

/// Asks the next one who would know; whether there was one.
async fn ask_next(turn: &mut Turn<'_>, session: &Session) -> anyhow::Result<bool> {
    let (now, defaults) = (turn.now(), &turn.settings().people);
    let asker = Member::read(turn.tx(), session.asker, defaults).await?;
    let mut not = people::kept_apart(turn.tx(), asker.id).await?;
    not.extend(store::asked(turn.tx(), session.number).await?);
    let week_of = |member: &Member| week(&member.hours, member.zone, day_of(now, member.zone));
    for (id, why) in knowing(turn, session) {
        let consent = people::consent(turn, id).await?;
        let willing = consent.word == Word::Given && consent.allows(std::slice::from_ref(&session.topic));
        let lately = store::asked_since(turn.tx(), id, now - WEEK).await?;
        if not.contains(&id) || !willing || lately >= i64::from(consent.a_week) {
            continue;
        }
        if people::is_guest(turn.tx(), id).await? {
            continue;
        }
        let member = Member::read(turn.tx(), id, defaults).await?;
        if week_of(&member).common(&week_of(&asker)) == 0 {
            continue;
        }
        let Ok(leave) = people::ask_leave(turn, &member, NAME).await? else { continue };
        let card = turn.direct(leave, request(session, &asker, member.language, &why)).await?;
        store::ask(turn.tx(), session.number, id, &card).await?;
        let due = member.hours.add_working(now, ANSWER_WITHIN, member.zone);
        turn.plan_job(NAME, LAPSE, &session.number.to_string(), due).await?;
        return Ok(true);
    }
    Ok(false)
}

/// Who would know about the topic, the best first, each with a reason.
fn knowing(turn: &Turn<'_>, session: &Session) -> Vec<(MemberId, Reason)> {
    let topics = std::slice::from_ref(&session.topic);
    let query = Query { text: &session.topic, topics, ..Query::default() };
    let (load, response) = (|_| 0, |_| Response::default());
    let asker = Some(PersonId(session.asker.as_u128()));
    let asking = Asking { asker, at: turn.now(), load: &load, response: &response };
    let ranked = turn.knowledge(|knowledge| knowledge.experts(&query, &asking, usize::MAX));
    let about = |reason: &Reason| match reason {
        Reason::AnsweredOnTopic { topic, .. } | Reason::Declared { topic, .. } => *topic == session.topic,
        _ => false,
    };
    let known = ranked.into_iter().filter_map(|expert| {
        let why = expert.reasons.into_iter().find(about)?;
        Some((MemberId::from_u128(expert.person.0), why))
    });
    known.collect()
}

/// What somebody is asked.
fn request(session: &Session, asker: &Member, language: Language, why: &Reason) -> Post {
    let (name, topic, minutes) = (session.name(), &session.topic, session.minutes);
    let text = if session.shadow {
        wording::asked_shadow(language, &name, &asker.name, topic, minutes)
    } else {
        wording::asked_pair(language, &name, &asker.name, topic, minutes)
    };
    let because = match why {
        Reason::AnsweredOnTopic { answers, .. } => wording::because_answers(language, topic, *answers),
        _ => wording::because_helps(language, topic),
    };
    Post::of(text.then(because))
        .with_button(wording::label_take(language), format!("session take {name}"))
        .with_button(wording::label_pass(language), format!("session pass {name}"))
}

/// `session take L3`, `pass` and `cancel`.
pub(super) async fn settle(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let (what, name) = words.split_once(' ').unwrap_or((&words, ""));
    let number = name.trim().strip_prefix(['L', 'l']).and_then(|number| number.parse().ok());
    let found = match number {
        Some(number) => store::open(turn.tx(), number).await?,
        None => None,
    };
    let Some(session) = found else {
        return Err(Failure::refused(wording::refused_none(language, &echo(name.trim()))));
    };
    let waiting = store::waiting_for(turn.tx(), session.number).await?;
    let is_asked = waiting.as_ref().is_some_and(|(member, _)| *member == call.by.id);
    match what.to_lowercase().as_str() {
        "take" if is_asked => take(turn, call, &session).await,
        "pass" if is_asked => {
            go_on(turn, &session).await?;
            turn.reply(call, Post::of(wording::passed(language))).await?;
            Ok(())
        }
        "cancel" if session.asker == call.by.id => {
            close_card(turn, &session).await?;
            store::set_state(turn.tx(), session.number, OVER).await?;
            turn.cancel_job(NAME, LAPSE, &session.number.to_string()).await?;
            turn.reply(call, Post::of(wording::cancelled(language, &session.name()))).await?;
            Ok(())
        }
        // Whoever is not meant learns nothing of it.
        _ => Err(Failure::refused(wording::refused_none(language, &echo(name.trim())))),
    }
}

/// Somebody takes it: both are brought together, with times at which both work.
async fn take(turn: &mut Turn<'_>, call: &Call, session: &Session) -> Result<(), Failure> {
    close_card(turn, session).await?;
    store::set_state(turn.tx(), session.number, TAKEN).await?;
    turn.cancel_job(NAME, LAPSE, &session.number.to_string()).await?;
    let defaults = &turn.settings().people;
    let asker = Member::read(turn.tx(), session.asker, defaults).await?;
    let accounts = (people::reach(turn, asker.id).await?, people::reach(turn, call.by.id).await?);
    if let (Some(one), Some(other)) = &accounts
        && one.network == other.network
    {
        let both = if asker.language == call.by.language { asker.language } else { Language::En };
        let post = Post::of(welcome(turn, session, both, (&asker, &call.by)));
        turn.bring_together(vec![one.clone(), other.clone()], post).await?;
        turn.reply(call, Post::of(wording::taken(call.by.language, &asker.name))).await?;
        return Ok(());
    }
    let mine = welcome(turn, session, call.by.language, (&asker, &call.by));
    let theirs = welcome(turn, session, asker.language, (&asker, &call.by));
    let mine = where_to_find(mine, call.by.language, &asker.name, accounts.0.as_ref());
    let theirs = where_to_find(theirs, asker.language, &call.by.name, accounts.1.as_ref());
    turn.reply(call, Post::of(mine)).await?;
    people::tell(turn, &asker, NAME, Post::of(theirs)).await?;
    Ok(())
}

/// Under the welcome: where the other one is to be found, if that is known.
fn where_to_find(text: Text, language: Language, name: &str, account: Option<&UserRef>) -> Text {
    match account {
        Some(account) => text.then(wording::elsewhere(language, name, account.network.as_str(), &account.id)),
        None => text,
    }
}

fn welcome(
    turn: &Turn<'_>,
    session: &Session,
    language: Language,
    (asker, expert): (&Member, &Member),
) -> Text {
    let (topic, minutes) = (&session.topic, session.minutes);
    let text = if session.shadow {
        wording::welcome_shadow(language, &asker.name, &expert.name, topic, minutes)
    } else {
        wording::welcome_pair(language, &asker.name, &expert.name, topic, minutes)
    };
    let slots = free_slots(asker, expert, turn.now(), SLOTS);
    if slots.is_empty() {
        return text;
    }
    let lines = language::list(slots.iter().map(|slot| wording::line_slot(language, *slot)));
    text.then(wording::slots(language, &lines))
}

/// Nobody answered in time.
pub(super) async fn lapse(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<()> {
    let Some(session) = store::open(turn.tx(), number).await? else { return Ok(()) };
    go_on(turn, &session).await
}

/// Forgets a member. Whoever they had asked is not asked any more; what they are asked goes on when their time is over.
pub(super) async fn forget(turn: &mut Turn<'_>, gone: MemberId) -> anyhow::Result<()> {
    if let Some(session) = store::open_of(turn.tx(), gone).await? {
        close_card(turn, &session).await?;
        turn.cancel_job(NAME, LAPSE, &session.number.to_string()).await?;
    }
    Ok(store::forget(turn.tx(), gone).await?)
}

/// Whoever is asked does not take it: the next one is asked, or the asker hears that there is nobody.
async fn go_on(turn: &mut Turn<'_>, session: &Session) -> anyhow::Result<()> {
    close_card(turn, session).await?;
    turn.cancel_job(NAME, LAPSE, &session.number.to_string()).await?;
    if ask_next(turn, session).await? {
        return Ok(());
    }
    store::set_state(turn.tx(), session.number, OVER).await?;
    let defaults = &turn.settings().people;
    let asker = Member::read(turn.tx(), session.asker, defaults).await?;
    let text = wording::nobody_took_it(asker.language, &session.name(), &session.topic);
    people::tell(turn, &asker, NAME, Post::of(text)).await?;
    Ok(())
}

/// The buttons of whoever is asked now go: it is settled, or somebody else's.
async fn close_card(turn: &mut Turn<'_>, session: &Session) -> anyhow::Result<()> {
    let Some((member, card)) = store::waiting_for(turn.tx(), session.number).await? else { return Ok(()) };
    store::pass(turn.tx(), session.number, member).await?;
    let defaults = &turn.settings().people;
    let language = Member::read(turn.tx(), member, defaults).await?.language;
    turn.edit(card, Post::of(wording::card_closed(language, &session.name()))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_has_one_topic_and_minutes() {
        assert_eq!(read("#SQL"), Some(("sql".to_owned(), 30)));
        assert_eq!(read("#sql 45m"), Some(("sql".to_owned(), 45)));
        assert_eq!(read("60 min #sql"), None, "words that are no number");
        for wrong in ["", "30m", "#sql #rust", "#sql 1000m", "#sql soon", "sql"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
