//! Asking people whether they may be asked, and hearing what they say to it, silence included.

use super::store::{self, State};
use super::{NAME, answers_store, card, claims, command, routing, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, echo};
use crate::people::{self, Consent, Member, Word};
use anyhow::Context as _;
use stoa_chat::{Post, Text};

/// The job that notices that somebody has said nothing to a request; its subject is `17 MEMBER`.
pub(super) const SILENCE: &str = "silence";
/// The numbers of questions a week that are offered on buttons.
pub(super) const OFFERED: [u32; 3] = [1, 2, 5];
/// The most questions a week that somebody can wish for.
const MOST: u32 = 50;

/// Puts *May we ask you?* under the requests to somebody who has not said.
pub(super) fn may_we_ask(language: Language, request: Post, topics: &[String], word: Word) -> Post {
    let text = request.text.then(match word {
        Word::Unasked => wording::may_we_ask(language),
        _ => wording::may_we_ask_still(language),
    });
    let mut post = Post { text, ..request };
    for number in OFFERED {
        post = post.with_button(wording::label_a_week(language, number), format!("askme {number}"));
    }
    if let Some(topic) = topics.first() {
        post = post.with_button(wording::label_only(language, topic), format!("askme only #{topic}"));
    }
    post.with_button(wording::label_never(language), "askme never")
}

/// Somebody is being asked: from now on their silence can be noticed.
pub(super) async fn asked(turn: &mut Turn<'_>, question: i64, member: &Member) -> Result<(), Failure> {
    let consent = people::consent(turn, member.id).await?;
    if consent.word == Word::Unasked {
        people::set_consent(turn.tx(), member.id, &Consent { word: Word::Asked, ..consent }).await?;
    }
    let patience = turn.settings().questions.silence_after.get();
    let due = member.hours.add_working(turn.now(), patience, member.zone);
    turn.plan_job(NAME, SILENCE, &format!("{question} {}", member.id), due).await?;
    Ok(())
}

/// Somebody has said something to a request: they are not silent.
pub(super) async fn heard_from(turn: &mut Turn<'_>, member: MemberId) -> Result<(), Failure> {
    let consent = people::consent(turn, member).await?;
    if consent.silences > 0 {
        people::set_consent(turn.tx(), member, &Consent { silences: 0, ..consent }).await?;
    }
    Ok(())
}

/// Somebody was asked a while ago. If the question still waits for them, they were silent; after several times they
/// are left alone, and told so once.
pub(super) async fn silence(turn: &mut Turn<'_>, subject: &str) -> Result<(), Failure> {
    let (number, id) = subject.split_once(' ').context("a silence is about nobody")?;
    let (number, id): (i64, MemberId) = (number.parse().map_err(anyhow::Error::from)?, id.parse()?);
    let asked = answers_store::asked(turn.tx(), number).await?;
    let waits = asked.iter().any(|asked| asked.member == id && asked.state == "asked");
    let question = store::question(turn.tx(), number).await?;
    let open = question.is_some_and(|q| q.state == State::Open && q.claimed_by.is_none());
    let consent = people::consent(turn, id).await?;
    if !waits || !open || matches!(consent.word, Word::Never | Word::Paused) {
        return Ok(());
    }
    let silences = consent.silences + 1;
    let paused = silences >= turn.settings().questions.silences;
    let word = if paused { Word::Paused } else { consent.word };
    people::set_consent(turn.tx(), id, &Consent { word, silences, ..consent }).await?;
    if paused {
        let defaults = &turn.settings().people;
        let member = Member::read(turn.tx(), id, defaults).await?;
        let text = wording::askme_paused_now(member.language, silences);
        people::tell(turn, &member, NAME, Post::of(text)).await?;
    }
    Ok(())
}

/// `askme`, `askme 2`, `askme 2 only #postgres`, `askme only #postgres`, `askme never`.
pub(super) async fn askme(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, words) = (call.by.language, call.words());
    let before = people::consent(turn, call.by.id).await?;
    if words.is_empty() {
        turn.reply(call, Post::of(in_words(language, &before))).await?;
        return Ok(());
    }
    let Some(consent) = read(&words, &before) else {
        return Err(Failure::refused(wording::refused_askme(language, &echo(&words))));
    };
    people::set_consent(turn.tx(), call.by.id, &consent).await?;
    turn.reply(call, Post::of(agreed(language, &consent))).await?;
    settle_requests(turn, call.by.id, &consent).await
}

/// Reads what somebody wishes; `None` if that cannot be told.
fn read(words: &str, before: &Consent) -> Option<Consent> {
    let given = Consent { word: Word::Given, silences: 0, topics: Vec::new(), ..before.clone() };
    let lower = words.to_lowercase();
    let mut words = lower.split_whitespace().peekable();
    match words.peek() {
        Some(&("never" | "nie")) => return Some(Consent { word: Word::Never, ..given }),
        None => return None,
        Some(_) => {}
    }
    let number: Option<u32> = words.peek().and_then(|word| word.parse().ok());
    if number.is_some() {
        words.next();
    }
    let a_week = number.unwrap_or(before.a_week);
    if !(1..=MOST).contains(&a_week) {
        return None;
    }
    let topics = match words.next() {
        Some("only" | "nur") => {
            words.map(command::topic).collect::<Option<Vec<_>>>().filter(|t| !t.is_empty())?
        }
        None if number.is_some() => Vec::new(),
        _ => return None,
    };
    Some(Consent { a_week, topics, ..given })
}

/// What holds, in words.
pub(super) fn in_words(language: Language, consent: &Consent) -> Text {
    match consent.word {
        Word::Never => wording::askme_never(language),
        Word::Paused => wording::askme_paused(language),
        Word::Unasked | Word::Asked => wording::askme_open(language, consent.a_week),
        Word::Given if consent.topics.is_empty() => wording::askme_holds(language, consent.a_week),
        Word::Given => wording::askme_holds_only(language, consent.a_week, &card::hashed(&consent.topics)),
    }
}

/// What holds from now on: whoever lets us ask is thanked.
fn agreed(language: Language, consent: &Consent) -> Text {
    match consent.word {
        Word::Given if consent.topics.is_empty() => wording::askme_given(language, consent.a_week),
        Word::Given => wording::askme_only(language, consent.a_week, &card::hashed(&consent.topics)),
        _ => in_words(language, consent),
    }
}

/// The requests that still wait for somebody need not ask for consent any more; after a *never* they are over.
async fn settle_requests(turn: &mut Turn<'_>, member: MemberId, consent: &Consent) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let who = Member::read(turn.tx(), member, defaults).await?;
    for number in answers_store::open_requests(turn.tx(), member).await? {
        let Some(question) = store::question(turn.tx(), number).await? else { continue };
        let asked = answers_store::asked(turn.tx(), number).await?;
        let Some(mine) = asked.into_iter().find(|asked| asked.member == member) else { continue };
        if consent.word == Word::Never {
            turn.edit(mine.direct, Post::of(wording::passed(who.language, number))).await?;
            answers_store::set_asked(turn.tx(), number, member, "passed").await?;
            claims::go_on(turn, number, false).await?;
            card::refresh(turn, number).await?;
        } else {
            let request = routing::request(turn, &question, &who, &mine.reasons).await?;
            turn.edit(mine.direct, request).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_as_people_type_them() {
        let before = Consent { word: Word::Paused, a_week: 3, topics: vec!["git".into()], silences: 2 };
        let given = Consent { word: Word::Given, a_week: 3, topics: Vec::new(), silences: 0 };
        let postgres = vec!["postgres".to_owned()];
        for (typed, consent) in [
            ("2", Consent { a_week: 2, ..given.clone() }),
            ("ONLY #Postgres", Consent { topics: postgres.clone(), ..given.clone() }),
            ("5 only #postgres", Consent { a_week: 5, topics: postgres, ..given.clone() }),
            ("never", Consent { word: Word::Never, ..given.clone() }),
            ("nie", Consent { word: Word::Never, ..given }),
        ] {
            assert_eq!(read(typed, &before), Some(consent), "{typed}");
        }
        for typed in ["0", "51", "-1", "often", "only", "only postgres", "2 #postgres", "99999999999"] {
            assert_eq!(read(typed, &before), None, "{typed}");
        }
    }
}
