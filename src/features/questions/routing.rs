//! Finding the people who would know, and asking them within the bounds of manners.

use super::answers_store::{self, NewAsked};
use super::ask::name_of;
use super::card::{self, hashed};
use super::command::shortened;
use super::rules::{Candidate, Chosen, Step, choose, next_step};
use super::store::{self, Question, State};
use super::{NAME, named_question, topics, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Asking, DocumentId, Expert, PersonId, Query, Reason, Role};
use crate::language::Language;
use crate::people::hours::WorkingHours;
use crate::people::{self, Member, Quiet};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa_chat::{Post, Target, Timestamp};

/// The job that goes further with a question that nobody has answered.
pub(super) const ESCALATE: &str = "escalate";
/// The job that gives a silent claim back.
pub(super) const HAND_BACK: &str = "hand back";
/// How many of the best-ranked people are looked at, at most.
const LOOKED_AT: usize = 60;
const WEEK: Duration = Duration::from_hours(7 * 24);

/// The working hours of the place that questions wait in.
pub(super) struct HomeHours {
    hours: WorkingHours,
    zone: Tz,
}

impl HomeHours {
    /// The first working moment at which `span` of working time has passed since `at`: what ends with the day
    /// is seen to the next morning, when there is somebody to ask.
    pub(super) fn add(&self, at: Timestamp, span: Duration) -> Timestamp {
        self.hours.next_start(self.hours.add_working(at, span, self.zone), self.zone)
    }
}

/// The home place's working hours: waiting is counted in them.
pub(super) fn home_hours(turn: &Turn<'_>) -> HomeHours {
    let people = &turn.settings().people;
    HomeHours { hours: WorkingHours::parse(&people.hours).unwrap_or_default(), zone: people.zone }
}

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
    let mut ranked = rank(turn, question, &lately);
    // Being busy on other subjects is no reason that anybody would accept for being interrupted.
    ranked.retain(|expert| expert.reasons.iter().any(|reason| !matches!(reason, Reason::AnsweredLately { .. })));
    let mut not: BTreeSet<MemberId> = question.asker.into_iter().collect();
    not.extend(answers_store::asked(turn.tx(), question.number).await?.into_iter().map(|asked| asked.member));
    let (candidates, first_start) = look_at(turn, &ranked, &not, &lately, seats).await?;
    let cap = turn.settings().questions.asks_a_week;
    let chosen = choose(&candidates, &not, seats, cap, turn.rng());
    let invitations: Vec<_> = chosen
        .into_iter()
        .map(|chosen| {
            let expert = ranked.iter_mut().find(|expert| person(chosen.member) == expert.person);
            Invitation { chosen, reasons: expert.map(|expert| std::mem::take(&mut expert.reasons)).unwrap_or_default() }
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
async fn ask_next(turn: &mut Turn<'_>, question: &Question) -> Result<Option<Timestamp>, Failure> {
    let (invitations, first_start) = choose_next(turn, question).await?;
    ask_all(turn, question, &invitations).await?;
    Ok(first_start)
}

/// The people who might know, best first.
fn rank(turn: &Turn<'_>, question: &Question, lately: &BTreeMap<MemberId, u32>) -> Vec<Expert> {
    let text = format!("{}\n{}", question.title, question.body.to_plain());
    let load = |id: PersonId| lately.get(&MemberId::from_u128(id.0)).copied().unwrap_or(0);
    let now = turn.now();
    turn.knowledge(|knowledge| {
        let query = Query { text: &text, topics: &question.topics, except: Some(DocumentId(question.number)) };
        let asking = Asking { asker: question.asker.map(person), at: now, load: &load };
        knowledge.experts(&query, &asking, LOOKED_AT)
    })
}

async fn lately(turn: &mut Turn<'_>) -> anyhow::Result<BTreeMap<MemberId, u32>> {
    let since = turn.now() - WEEK;
    answers_store::load_since(turn.tx(), since).await
}

/// Finds out who of the ranked may be spoken to, until there are more than enough of them.
async fn look_at(
    turn: &mut Turn<'_>,
    ranked: &[Expert],
    not: &BTreeSet<MemberId>,
    lately: &BTreeMap<MemberId, u32>,
    seats: usize,
) -> anyhow::Result<(Vec<Candidate>, Option<Timestamp>)> {
    let (now, defaults) = (turn.now(), &turn.settings().people);
    let (mut candidates, mut first_start, mut free) = (Vec::new(), None::<Timestamp>, 0);
    for expert in ranked {
        let id = MemberId::from_u128(expert.person.0);
        if not.contains(&id) || people::reach(turn, id).await?.is_none() {
            continue;
        }
        let member = Member::read(turn.tx(), id, defaults).await?;
        let quiet = people::quiet(turn, &member).await?;
        if quiet == Some(Quiet::OffHours) {
            let start = member.hours.next_start(now, member.zone);
            first_start = Some(first_start.map_or(start, |first| first.min(start)));
        }
        let proven = expert.reasons.iter().any(|reason| !matches!(reason, Reason::Declared { .. }));
        let asked_lately = lately.get(&id).copied().unwrap_or(0);
        free += usize::from(quiet.is_none());
        candidates.push(Candidate { member: id, quiet, asked_lately, proven });
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
    let Some(account) = people::reach(turn, member.id).await? else { return Ok(()) };
    if people::claim_interruption(turn, &member).await?.is_err() {
        return Ok(());
    }
    let language = member.language;
    let because = reasons_in_words(language, reasons);
    let post = request(turn, question, language, &because).await?;
    let direct = turn.direct(&account, post).await?;
    let asked = NewAsked {
        question: question.number,
        member: member.id,
        at: turn.now(),
        reasons: &because,
        propensity: chosen.propensity,
        direct: &direct,
    };
    answers_store::insert_asked(turn.tx(), &asked).await?;
    Ok(())
}

async fn request(turn: &mut Turn<'_>, question: &Question, language: Language, because: &str) -> Result<Post, Failure> {
    let asker = name_of(turn, language, question.asker).await?;
    let topics = if question.topics.is_empty() { String::new() } else { format!(" · {}", hashed(&question.topics)) };
    let body = shortened(&question.body, turn.settings().questions.card_excerpt);
    let number = question.number;
    Ok(Post::of(wording::asked(language, number, &asker, &topics, &body, because))
        .with_button(wording::label_take(language), format!("take Q{number}"))
        .with_button(wording::label_pass(language), format!("pass Q{number}"))
        .with_button(wording::label_not_topic(language), format!("pass Q{number} topic")))
}

/// Why somebody is asked: the two strongest reasons, in words that follow “because”. How busy they were lately
/// may have decided between two people, but says nothing about the question.
fn reasons_in_words(language: Language, reasons: &[Reason]) -> String {
    let and = format!(" {} ", wording::reason_and(language));
    let words = reasons.iter().filter_map(|reason| match reason {
        Reason::AnsweredLately { .. } => None,
        Reason::AnsweredSimilar(documents) => {
            let names: Vec<_> = documents.iter().map(|document| format!("Q{}", document.0)).collect();
            let names = match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
                _ => names.concat(),
            };
            Some(wording::reason_similar(language, &names))
        }
        Reason::AnsweredOnTopic { topic, answers, accepted } => {
            Some(wording::reason_topic(language, topic, *answers, *accepted))
        }
        Reason::Declared { topic, role: Role::Helps } => Some(wording::reason_helps(language, topic)),
        Reason::Declared { topic, role: Role::Advocate } => Some(wording::reason_advocate(language, topic)),
    });
    words.take(2).collect::<Vec<_>>().join(&format!(",{and}"))
}

/// `take Q17`.
pub(super) async fn take(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    let number = question.number;
    if question.asker == Some(call.by.id) {
        return Err(Failure::refused(wording::refused_own_question(language, number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_closed(language, number)));
    }
    if let Some(other) = question.claimed_by.filter(|member| *member != call.by.id) {
        let name = name_of(turn, language, Some(other)).await?;
        return Err(Failure::refused(wording::refused_taken(language, number, &name)));
    }
    let now = turn.now();
    store::set_claim(turn.tx(), number, Some(call.by.id), now).await?;
    let theirs = HomeHours { hours: call.by.hours.clone(), zone: call.by.zone };
    let due = theirs.add(now, turn.settings().questions.hand_back_after.get());
    turn.plan_job(NAME, HAND_BACK, &number.to_string(), due).await?;
    let asked = answers_store::asked(turn.tx(), number).await?;
    let took = Post::of(wording::took(language, number, &question.title));
    match asked.iter().find(|asked| asked.member == call.by.id) {
        Some(mine) => {
            turn.edit(mine.direct.clone(), took).await?;
            answers_store::set_asked(turn.tx(), number, call.by.id, "taken").await?;
        }
        None => drop(turn.reply(call, took).await?),
    }
    for other in asked.iter().filter(|asked| asked.member != call.by.id && asked.state == "asked") {
        let words = |language| wording::taken_by(language, number, &call.by.name);
        replace_request(turn, other, words).await?;
    }
    card::refresh(turn, number).await
}

/// A request that somebody need not answer any more says so, in their language.
async fn replace_request(
    turn: &mut Turn<'_>,
    asked: &answers_store::Asked,
    words: impl FnOnce(Language) -> stoa_chat::Text,
) -> Result<(), Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), asked.member, defaults).await?;
    turn.edit(asked.direct.clone(), Post::of(words(member.language))).await?;
    Ok(())
}

/// `pass Q17`, `pass Q17 topic`.
pub(super) async fn pass(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let (word, not_topic) = match words.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim() == "topic"),
        None => (words.as_str(), false),
    };
    let question = named_question(turn, language, word).await?;
    let number = question.number;
    let text = if not_topic { wording::passed_topic(language, number) } else { wording::passed(language, number) };
    let asked = answers_store::asked(turn.tx(), number).await?;
    match asked.iter().find(|asked| asked.member == call.by.id) {
        Some(mine) => {
            turn.edit(mine.direct.clone(), Post::of(text)).await?;
            let state = if not_topic { "not_topic" } else { "passed" };
            answers_store::set_asked(turn.tx(), number, call.by.id, state).await?;
        }
        None => drop(turn.reply(call, Post::of(text)).await?),
    }
    if question.claimed_by == Some(call.by.id) {
        release(turn, number).await?;
    }
    go_on_if_all_passed(turn, number).await?;
    card::refresh(turn, number).await
}

async fn release(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let now = turn.now();
    store::set_claim(turn.tx(), number, None, now).await?;
    turn.cancel_job(NAME, HAND_BACK, &number.to_string()).await?;
    Ok(())
}

/// With nobody left who might still answer, there is nothing to wait for.
async fn go_on_if_all_passed(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let waiting = answers_store::asked(turn.tx(), number).await?.iter().any(|asked| asked.state == "asked");
    let open = question.state == State::Open && question.claimed_by.is_none();
    if open && !waiting && answers_store::answers(turn.tx(), number).await?.is_empty() {
        ask_next(turn, &question).await?;
    }
    Ok(())
}

/// Whoever had taken a question has answered it.
pub(super) async fn done(turn: &mut Turn<'_>, number: i64, member: MemberId) -> Result<(), Failure> {
    release(turn, number).await?;
    answers_store::set_asked(turn.tx(), number, member, "answered").await?;
    Ok(())
}

/// Asks an advocate of a topic because they are one.
pub(super) async fn ask_advocate(
    turn: &mut Turn<'_>,
    question: &Question,
    member: MemberId,
    topic: String,
) -> Result<(), Failure> {
    let reasons = [Reason::Declared { topic, role: Role::Advocate }];
    ask_one(turn, question, Chosen { member, propensity: 1.0 }, &reasons).await
}

/// Nobody has answered a question for a while.
pub(super) async fn escalate(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let answered = !answers_store::answers(turn.tx(), number).await?.is_empty();
    if question.state != State::Open || answered || question.claimed_by.is_some() {
        return Ok(());
    }
    let Some((step, _)) = next_step(question.step, &turn.settings().questions) else { return Ok(()) };
    match step {
        Step::AskMore => {
            if let Some(start) = ask_next(turn, &question).await?
                && wait_for(turn, &question, start).await?
            {
                return Ok(());
            }
        }
        Step::AskPlace => {
            topics::ask_advocates(turn, &question).await?;
            // A direct conversation holds nobody else who could answer.
            if !question.direct {
                let text = wording::ask_place(question.language, number);
                turn.say(&question.home, question.card.clone().map(Target::Planned), Post::of(text)).await?;
            }
        }
        Step::TellModerators => topics::tell_moderators(turn, &question).await?,
    }
    store::set_step(turn.tx(), number, question.step + 1).await?;
    plan_next_step(turn, &question, question.step + 1).await?;
    card::refresh(turn, number).await
}

/// Everybody who would be asked is off work: their first start is soon enough if the place would be asked later
/// than that.
async fn wait_for(turn: &mut Turn<'_>, question: &Question, start: Timestamp) -> Result<bool, Failure> {
    let place = home_hours(turn).add(question.asked_at, turn.settings().questions.place_after.get());
    if start < place {
        turn.plan_job(NAME, ESCALATE, &question.number.to_string(), start).await?;
    }
    Ok(start < place)
}

/// Plans the first step after a question was posted: at once when somebody comes to work, if nobody could be
/// asked.
pub(super) async fn plan_first_step(
    turn: &mut Turn<'_>,
    question: &Question,
    first_start: Option<Timestamp>,
) -> Result<(), Failure> {
    match first_start {
        Some(start) if wait_for(turn, question, start).await? => Ok(()),
        _ => plan_next_step(turn, question, 0).await,
    }
}

async fn plan_next_step(turn: &mut Turn<'_>, question: &Question, step: i64) -> Result<(), Failure> {
    if let Some((_, after)) = next_step(step, &turn.settings().questions) {
        let home = home_hours(turn);
        // Whoever is asked late, after a claim that led to nothing, gets as long to answer as the first.
        let patience = home.add(turn.now(), turn.settings().questions.second_after.get());
        let due = home.add(question.asked_at, after).max(patience);
        turn.plan_job(NAME, ESCALATE, &question.number.to_string(), due).await?;
    }
    Ok(())
}

/// Somebody took a question and was silent: others may have it.
pub(super) async fn hand_back(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let Some(claimer) = question.claimed_by.filter(|_| question.state == State::Open) else { return Ok(()) };
    release(turn, number).await?;
    let asked = answers_store::asked(turn.tx(), number).await?;
    if let Some(theirs) = asked.iter().find(|asked| asked.member == claimer) {
        replace_request(turn, theirs, |language| wording::handed_back(language, number)).await?;
        answers_store::set_asked(turn.tx(), number, claimer, "passed").await?;
    }
    if let Some(question) = store::question(turn.tx(), number).await? {
        ask_next(turn, &question).await?;
        plan_next_step(turn, &question, question.step).await?;
    }
    card::refresh(turn, number).await
}

/// A question needs nobody any more: everybody who was asked is told, where they were asked.
pub(super) async fn call_off(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    turn.cancel_job(NAME, ESCALATE, &number.to_string()).await?;
    release(turn, number).await?;
    for asked in answers_store::asked(turn.tx(), number).await? {
        if asked.state == "asked" {
            replace_request(turn, &asked, |language| wording::over(language, number)).await?;
            answers_store::set_asked(turn.tx(), number, asked.member, "over").await?;
        }
    }
    Ok(())
}

/// A member, as the knowledge calls people.
pub(super) fn person(member: MemberId) -> PersonId {
    PersonId(member.as_u128())
}
