//! Finding the people who would know, and asking them within the bounds of manners.

use super::answers_store::{self, NewAsked};
use super::ask::asker_of;
use super::card::hashed;
use super::command::shortened;
use super::rules::{Candidate, Chosen, choose};
use super::store::Question;
use super::{NAME, consent, topics, wording};
use crate::database::MemberId;
use crate::engine::{Failure, Turn};
use crate::knowledge::{Asking, DocumentId, Expert, PersonId, Query, Reason, Response, Role, written_in};
use crate::language::{Language, joined};
use crate::people::{self, Member, Quiet, Spoken};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa_chat::{Post, Timestamp};

/// How many of the best-ranked people are looked at, at most.
const LOOKED_AT: usize = 60;
const WEEK: Duration = Duration::from_hours(7 * 24);
/// How far back it is read how people dealt with what they were asked, and how long they have for it.
const RESPONSES: Duration = Duration::from_hours(28 * 24);
const TIME_TO_RESPOND: Duration = Duration::from_hours(24);

/// Somebody who is about to be asked, and why.
pub(super) struct Invitation {
    chosen: Chosen,
    reasons: Vec<Reason>,
}

/// Chooses who is asked next about a question; with nobody, gives the earliest moment at which somebody comes
/// to work who would have been asked now.
pub(super) async fn choose_next(
    turn: &mut Turn<'_>,
    question: &Question,
) -> Result<(Vec<Invitation>, Option<Timestamp>), Failure> {
    let seats = turn.settings().questions.ask_first;
    let lately = lately(turn).await?;
    let responses = responses(turn).await?;
    let mut ranked = rank(turn, question, &lately, &responses);
    // Being busy on other subjects is no reason that anybody would accept for being interrupted.
    ranked.retain(|expert| {
        expert.reasons.iter().any(|reason| !matches!(reason, Reason::AnsweredLately { .. }))
    });
    let readers = readers(turn, question).await?;
    let reads = |expert: &Expert| readers.contains(&MemberId::from_u128(expert.person.0));
    ranked.sort_by_key(|expert| !reads(expert));
    ranked.truncate(LOOKED_AT);
    let mut not: BTreeSet<MemberId> = question.asker.member().into_iter().collect();
    not.extend(answers_store::asked(turn.tx(), question.number).await?.into_iter().map(|asked| asked.member));
    not.extend(topics::not_theirs(turn.tx(), question.number).await?);
    // Whoever has answered already has said what they know.
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    not.extend(answers.into_iter().filter_map(|answer| answer.author));
    let (candidates, first_start) = look_at(turn, &ranked, &not, &lately, &question.topics, &readers).await?;
    let chosen = choose(&candidates, &not, seats, turn.rng());
    let invitations: Vec<_> = chosen
        .into_iter()
        .map(|chosen| {
            let expert = ranked.iter_mut().find(|expert| person(chosen.member) == expert.person);
            Invitation {
                chosen,
                reasons: expert.map(|expert| std::mem::take(&mut expert.reasons)).unwrap_or_default(),
            }
        })
        .collect();
    let first_start = if invitations.is_empty() { first_start } else { None };
    Ok((invitations, first_start))
}

/// Asks those who were chosen.
pub(super) async fn ask_all(
    turn: &mut Turn<'_>,
    question: &Question,
    invitations: &[Invitation],
) -> Result<(), Failure> {
    for invitation in invitations {
        ask_one(turn, question, invitation.chosen, &invitation.reasons).await?;
    }
    Ok(())
}

/// Asks the next people about a question; gives what [`choose_next`] gives.
pub(super) async fn ask_next(turn: &mut Turn<'_>, question: &Question) -> Result<Option<Timestamp>, Failure> {
    let (invitations, first_start) = choose_next(turn, question).await?;
    ask_all(turn, question, &invitations).await?;
    Ok(first_start)
}

/// The people who might know, best first.
fn rank(
    turn: &Turn<'_>,
    question: &Question,
    lately: &BTreeMap<MemberId, u32>,
    responses: &BTreeMap<MemberId, Response>,
) -> Vec<Expert> {
    let text = format!("{}\n{}", question.title, question.body.to_plain());
    let load = |id: PersonId| lately.get(&MemberId::from_u128(id.0)).copied().unwrap_or(0);
    let response = |id: PersonId| responses.get(&MemberId::from_u128(id.0)).copied().unwrap_or_default();
    let now = turn.now();
    turn.knowledge(|knowledge| {
        let query =
            Query { text: &text, topics: &question.topics, except: Some(DocumentId(question.number)) };
        let asking =
            Asking { asker: question.asker.member().map(person), at: now, load: &load, response: &response };
        knowledge.experts(&query, &asking, usize::MAX)
    })
}

async fn lately(turn: &mut Turn<'_>) -> anyhow::Result<BTreeMap<MemberId, u32>> {
    let since = turn.now() - WEEK;
    answers_store::load_since(turn.tx(), since).await
}

async fn responses(turn: &mut Turn<'_>) -> anyhow::Result<BTreeMap<MemberId, Response>> {
    let now = turn.now();
    answers_store::responses(turn.tx(), now - RESPONSES, now - TIME_TO_RESPOND).await
}

/// Everybody who reads the question's language. Where its few words do not tell which that is, it is any that its
/// asker answers in.
async fn readers(turn: &mut Turn<'_>, question: &Question) -> Result<BTreeSet<MemberId>, Failure> {
    let defaults = &turn.settings().people;
    let text = format!("{}\n{}", question.title, question.body.to_plain());
    let languages = match (written_in(&text).and_then(Spoken::called), question.asker.member()) {
        (Some(language), _) => vec![language],
        (None, Some(asker)) => people::spoken_by(turn.tx(), asker, defaults).await?,
        (None, None) => Spoken::called(question.language.tag()).into_iter().collect(),
    };
    let mut readers = BTreeSet::new();
    for language in languages {
        readers.extend(people::speakers(turn.tx(), language, defaults).await?);
    }
    Ok(readers)
}

/// Finds out who of the ranked may be spoken to, until there are more than enough of them.
async fn look_at(
    turn: &mut Turn<'_>,
    ranked: &[Expert],
    not: &BTreeSet<MemberId>,
    lately: &BTreeMap<MemberId, u32>,
    topics: &[String],
    readers: &BTreeSet<MemberId>,
) -> anyhow::Result<(Vec<Candidate>, Option<Timestamp>)> {
    let (now, defaults) = (turn.now(), &turn.settings().people);
    let seats = turn.settings().questions.ask_first;
    let (mut candidates, mut first_start, mut free) = (Vec::new(), None::<Timestamp>, 0);
    for expert in ranked {
        let id = MemberId::from_u128(expert.person.0);
        let reads = readers.contains(&id);
        if !reads && free > 0 {
            break;
        }
        let out = not.contains(&id) || people::is_guest(turn.tx(), id).await?;
        if out || people::reach(turn, id).await?.is_none() {
            continue;
        }
        let consent = people::consent(turn, id).await?;
        if !consent.allows(topics) {
            continue;
        }
        let member = Member::read(turn.tx(), id, defaults).await?;
        let quiet = people::quiet(turn, &member, NAME).await?;
        if quiet == Some(Quiet::OffHours) {
            let start = member.hours.next_start(now, member.zone);
            first_start = Some(first_start.map_or(start, |first| first.min(start)));
        }
        let proven = expert.reasons.iter().any(|reason| !matches!(reason, Reason::Declared { .. }));
        let asked_lately = lately.get(&id).copied().unwrap_or(0);
        let a_week = consent.a_week;
        free += usize::from(quiet.is_none() && asked_lately < a_week);
        candidates.push(Candidate { member: id, quiet, asked_lately, a_week, proven, reads });
        if free > seats + 2 {
            break;
        }
    }
    Ok((candidates, first_start))
}

async fn ask_one(
    turn: &mut Turn<'_>,
    question: &Question,
    chosen: Chosen,
    reasons: &[Reason],
) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), chosen.member, defaults).await?;
    let Ok(leave) = people::ask_leave(turn, &member, NAME).await? else { return Ok(()) };
    let because = reasons_in_words(member.language, reasons);
    let post = request(turn, question, &member, &because).await?;
    let direct = turn.direct(leave, post).await?;
    let asked = NewAsked {
        question: question.number,
        member: member.id,
        at: turn.now(),
        reasons: &because,
        propensity: chosen.propensity,
        direct: &direct,
    };
    answers_store::insert_asked(turn.tx(), &asked).await?;
    consent::asked(turn, question.number, &member).await
}

/// What somebody is asked, with the reasons why, and whether they may be asked at all if they have not said yet.
pub(super) async fn request(
    turn: &mut Turn<'_>,
    question: &Question,
    member: &Member,
    because: &str,
) -> Result<Post, Failure> {
    let language = member.language;
    let asker = asker_of(turn, language, &question.asker).await?;
    let topics =
        if question.topics.is_empty() { String::new() } else { format!(" · {}", hashed(&question.topics)) };
    let body = shortened(&question.body, turn.settings().questions.card_excerpt);
    let number = question.number;
    let post = Post::of(wording::asked(language, number, &asker, &topics, &body, because))
        .with_button(wording::label_take(language), format!("take Q{number}"))
        .with_button(wording::label_pass(language), format!("pass Q{number}"))
        .with_button(wording::label_not_topic(language), format!("pass Q{number} topic"));
    let said = people::consent(turn, member.id).await?;
    Ok(if said.is_open() { consent::may_we_ask(language, post, &question.topics, said.word) } else { post })
}

/// Why somebody is asked: the two strongest reasons, in words that follow “because”. How busy they were lately
/// may have decided between two people, but says nothing about the question.
fn reasons_in_words(language: Language, reasons: &[Reason]) -> String {
    let and = format!(" {} ", wording::reason_and(language));
    let similar = reasons.iter().map(|reason| match reason {
        Reason::AnsweredSimilar(documents) => documents.len(),
        _ => 0,
    });
    let similar: usize = similar.sum();
    let words = reasons.iter().filter_map(|reason| match reason {
        Reason::AnsweredLately { .. } => None,
        // The answers on the topic are those that are named already.
        Reason::AnsweredOnTopic { answers, .. }
            if usize::try_from(*answers).is_ok_and(|all| all <= similar) =>
        {
            None
        }
        Reason::AnsweredSimilar(documents) => {
            let names: Vec<_> = documents.iter().map(|document| format!("Q{}", document.0)).collect();
            Some(wording::reason_similar(language, &joined(&names, &wording::reason_and(language))))
        }
        Reason::AnsweredOnTopic { topic, answers, accepted } => {
            Some(wording::reason_topic(language, topic, *answers, *accepted))
        }
        Reason::Declared { topic, role: Role::Helps } => Some(wording::reason_helps(language, topic)),
        Reason::Declared { topic, role: Role::Advocate } => Some(wording::reason_advocate(language, topic)),
        Reason::Declared { topic, role: Role::Listed } => Some(wording::reason_listed(language, topic)),
    });
    words.take(2).collect::<Vec<_>>().join(&format!(",{and}"))
}

/// Asks an advocate of a topic because they are one, unless they do not want to be asked or were asked enough.
pub(super) async fn ask_advocate(
    turn: &mut Turn<'_>,
    question: &Question,
    member: MemberId,
    topic: String,
) -> Result<(), Failure> {
    let consent = people::consent(turn, member).await?;
    let asked_lately = lately(turn).await?.get(&member).copied().unwrap_or(0);
    if !consent.allows(&question.topics) || asked_lately >= consent.a_week {
        return Ok(());
    }
    let reasons = [Reason::Declared { topic, role: Role::Advocate }];
    ask_one(turn, question, Chosen { member, propensity: 1.0 }, &reasons).await
}

/// A member, as the knowledge calls people.
pub(super) fn person(member: MemberId) -> PersonId {
    PersonId(member.as_u128())
}
