//! The audit: what people saw, against the database, against what people did.
//!
//! Every message carries its row's effect key, so a lost one, a doubled one, one out of order and one that no
//! turn ever planned all show. An event that was applied twice, or not at all, shows in what it left behind:
//! cards, answers, points, replies.

use crate::journal::{Journal, Said};
use crate::network;
use crate::people::{Conversation, question_number};
use crate::plans::{Expected, PEOPLE, case_in};
use crate::unnamed;
use std::collections::{BTreeMap, BTreeSet};
use stoa::engine::Status;
use stoa::features::recognition;
use stoa::on;
use stoa::settings::RecognitionSettings;
use stoa::testing::TestDb;
use stoa_chat::Text;

/// What the audit found.
#[derive(Debug, Default)]
pub struct Found {
    /// How many messages people saw.
    pub messages: usize,
    /// How often one of them was changed.
    pub edits: usize,
    /// What the database says and nobody saw.
    pub lost: Vec<String>,
    /// What was seen or done twice, or never planned.
    pub doubled: Vec<String>,
    /// What else is not as it should be.
    pub wrong: Vec<String>,
}

impl Found {
    /// Everything that is wrong, a line each.
    pub fn problems(&self) -> Vec<String> {
        let named = |what: &'static str, lines: &[String]| -> Vec<String> {
            lines.iter().map(|line| format!("{what}: {line}")).collect()
        };
        [named("lost", &self.lost), named("doubled", &self.doubled), named("wrong", &self.wrong)].concat()
    }

    /// Counts how often something is there that must be there once.
    pub fn once(&mut self, what: impl FnOnce() -> String, times: usize) {
        match times {
            0 => self.lost.push(what()),
            1 => {}
            _ => self.doubled.push(format!("{}, {times} times", what())),
        }
    }

    pub fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, is: &T, must_be: &T) {
        if is != must_be {
            self.wrong.push(format!("{what} is {is:?} and not {must_be:?}"));
        }
    }
}

/// A row of the outbox.
#[derive(Debug, sqlx::FromRow)]
struct Action {
    network: String,
    lane: String,
    number: i64,
    effect_key: String,
    state: String,
    message: Option<String>,
}

/// A question with its card.
#[derive(Debug, sqlx::FromRow)]
struct Question {
    number: i64,
    state: String,
    body: String,
    accepted: Option<i64>,
    card: String,
}

/// An answer that stands.
#[derive(Debug, sqlx::FromRow)]
struct Answer {
    number: i64,
    question: i64,
    author: String,
    body: String,
}

/// Everything that the database remembers of the conversation.
struct Memory {
    actions: Vec<Action>,
    questions: Vec<Question>,
    answers: Vec<Answer>,
    /// Points by person.
    points: BTreeMap<String, i64>,
    /// How many unasked messages were counted against people's budgets, and how many requests were sent.
    interruptions: (i64, i64),
    status: Status,
    ledger: Vec<String>,
}

impl Memory {
    async fn of(db: &TestDb) -> anyhow::Result<Self> {
        const ACTIONS: &str =
            "SELECT network, lane, number, effect_key, state, message FROM outbox ORDER BY lane, number";
        const QUESTIONS: &str = "SELECT q.number, q.state, q.body, q.accepted, o.message AS card
            FROM question q JOIN outbox o ON o.id = q.card ORDER BY q.number";
        const ANSWERS: &str = "SELECT a.number, a.question, c.user_id AS author, a.body
            FROM answer a JOIN account c ON c.member = a.author WHERE NOT a.withdrawn ORDER BY a.number";
        const POINTS: &str = "SELECT c.user_id, CAST(SUM(p.amount) AS BIGINT) FROM ledger_posting p
            JOIN ledger_account l ON l.id = p.account JOIN account c ON c.member = l.owner
            GROUP BY c.user_id ORDER BY c.user_id";
        const INTERRUPTIONS: &str = "SELECT
            (SELECT CAST(COALESCE(SUM(used), 0) AS BIGINT) FROM interruption), (SELECT COUNT(*) FROM asked)";
        let mut tx = db.db.begin_read().await?;
        let points: Vec<(String, i64)> = on!(&mut tx, |c| sqlx::query_as(POINTS).fetch_all(c).await)?;
        Ok(Self {
            actions: on!(&mut tx, |c| sqlx::query_as(ACTIONS).fetch_all(c).await)?,
            questions: on!(&mut tx, |c| sqlx::query_as(QUESTIONS).fetch_all(c).await)?,
            answers: on!(&mut tx, |c| sqlx::query_as(ANSWERS).fetch_all(c).await)?,
            points: points.into_iter().collect(),
            interruptions: on!(&mut tx, |c| sqlx::query_as(INTERRUPTIONS).fetch_one(c).await)?,
            status: Status::of(&db.db).await?,
            ledger: recognition::verify(&mut tx).await?,
        })
    }
}

/// Compares everything with everything.
pub async fn audit(db: &TestDb, conversation: &Conversation) -> anyhow::Result<Found> {
    let memory = Memory::of(db).await?;
    let said = Journal::<Said>::at(&db.folder().join("said")).read()?;
    let edits = said.iter().filter(|said| said.edit).count();
    let mut found = Found { messages: said.len() - edits, edits, ..Found::default() };
    messages(&mut found, &memory.actions, &said);
    order(&mut found, &memory.actions, &said);
    replies(&mut found, conversation, &said);
    questions(&mut found, conversation, &memory, &said)?;
    points(&mut found, conversation, &memory);
    unnamed::audit(&mut found, conversation, &said);
    interruptions(&mut found, &memory);
    let jobs_waiting = memory.status.jobs_waiting;
    let quiet = Status { jobs_waiting, ..Status::default() };
    found.equal("what is left in the queues", &memory.status, &quiet);
    found.wrong.extend(memory.ledger);
    Ok(found)
}

/// Every request was counted against somebody's budget, and nothing was counted that was not a message to somebody.
fn interruptions(found: &mut Found, memory: &Memory) {
    let (counted, requests) = memory.interruptions;
    let to_people = memory.actions.iter().filter(|action| action.lane.starts_with("to:")).count();
    let bounds = requests..=i64::try_from(to_people).unwrap_or(i64::MAX);
    if !bounds.contains(&counted) {
        found.wrong.push(format!("{counted} interruptions were counted, which does not lie in {bounds:?}"));
    }
}

/// Each row was seen, as the message that its receipt names, and once; nothing was seen without a row.
fn messages(found: &mut Found, actions: &[Action], said: &[Said]) {
    let mut seen: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for line in said {
        seen.entry(&line.key).or_default().push(line);
    }
    for action in actions {
        let lines = seen.remove(action.effect_key.as_str()).unwrap_or_default();
        // A change may be made again: that is no second message.
        let changes = lines.iter().all(|line| line.edit);
        let times = if changes { lines.len().min(1) } else { lines.len() };
        found.once(|| format!("{action:?}"), times);
        found.equal(&format!("the state of {action:?}"), &action.state.as_str(), &"sent");
        if let Some(line) = lines.first().filter(|_| !changes) {
            // What reached somebody anonymous is known to the vault alone.
            let named = (action.network == network::NAME).then_some(&line.message);
            found.equal("the receipt", &action.message.as_ref(), &named);
        }
    }
    found.doubled.extend(seen.values().map(|lines| format!("nobody planned {lines:?}")));
}

/// In each lane things were seen in the order in which they were planned.
fn order(found: &mut Found, actions: &[Action], said: &[Said]) {
    let known: BTreeMap<&str, &Action> =
        actions.iter().map(|action| (action.effect_key.as_str(), action)).collect();
    let mut latest: BTreeMap<&str, i64> = BTreeMap::new();
    for action in said.iter().filter_map(|line| known.get(line.key.as_str())) {
        let before = latest.insert(&action.lane, action.number).unwrap_or(0);
        if action.number < before {
            found.wrong.push(format!("{action:?} was seen after number {before} of its lane"));
        }
    }
}

/// Each question has one card, and each command that nobody knows got one answer.
fn replies(found: &mut Found, conversation: &Conversation, said: &[Said]) {
    let new: Vec<&Said> = said.iter().filter(|line| !line.edit).collect();
    for (case, plan) in conversation.plans() {
        let is_card =
            |line: &&&Said| question_number(&line.text).is_some() && case_in(&line.text) == Some(case);
        found.once(|| format!("the card of case {case}"), new.iter().filter(is_card).count());
        let quoted = format!("“{}”", plan.mistyped());
        let replies = new.iter().filter(|line| line.text.contains(&quoted)).count();
        found.once(|| format!("the answer to {quoted}"), replies);
    }
}

/// Each question stands as it was planned, and its card says so.
fn questions(
    found: &mut Found,
    conversation: &Conversation,
    memory: &Memory,
    said: &[Said],
) -> anyhow::Result<()> {
    let shown: BTreeMap<&str, &str> =
        said.iter().map(|line| (line.message.as_str(), line.text.as_str())).collect();
    let mut cases: BTreeMap<u32, Vec<&Question>> = BTreeMap::new();
    for question in &memory.questions {
        let body = plain(&question.body)?;
        if unnamed::case_in(&body).is_none() {
            cases.entry(case_in(&body).unwrap_or(0)).or_default().push(question);
        }
    }
    for (case, plan) in conversation.plans() {
        let questions = cases.remove(&case).unwrap_or_default();
        found.once(|| format!("the question of case {case}"), questions.len());
        for question in questions {
            let (stands, accepted) = stands(question, &memory.answers)?;
            found.equal(&format!("case {case}"), &stands, &plan.expected());
            let card = shown.get(question.card.as_str()).copied().unwrap_or_default();
            let must_show = on_card(question, accepted, &stands);
            for words in must_show.iter().filter(|words| !card.contains(words.as_str())) {
                found
                    .wrong
                    .push(format!("the card of Q{} does not say {words:?}: {card:?}", question.number));
            }
        }
    }
    found.doubled.extend(cases.values().map(|questions| format!("nobody asked {questions:?}")));
    Ok(())
}

/// How a question stands in the database, with the number of its accepted answer.
fn stands(question: &Question, answers: &[Answer]) -> anyhow::Result<(Expected, Option<i64>)> {
    let (mut standing, mut accepted) = (Vec::new(), None);
    for answer in answers.iter().filter(|answer| answer.question == question.number) {
        let words = plain(&answer.body)?;
        if question.accepted == Some(answer.number) {
            accepted = Some(words.clone());
        }
        standing.push((answer.author.clone(), words));
    }
    standing.sort();
    let state = ["open", "solved", "withdrawn"].into_iter().find(|state| question.state == *state);
    Ok((Expected { state: state.unwrap_or("unknown"), answers: standing, accepted }, question.accepted))
}

/// Words that the card of a question must show in the end.
fn on_card(question: &Question, accepted: Option<i64>, stands: &Expected) -> Vec<String> {
    let mut words = vec![format!("Q{}", question.number)];
    match (&stands.accepted, stands.state) {
        (_, "withdrawn") => words.push("was taken back".to_owned()),
        (Some(answer), _) => words.extend([format!("A{}", accepted.unwrap_or_default()), answer.clone()]),
        (None, _) => words.extend(stands.answers.iter().map(|(_, answer)| answer.clone())),
    }
    words
}

/// Points follow from the accepted answers, and from nothing else. The child's settings know no limits.
fn points(found: &mut Found, conversation: &Conversation, memory: &Memory) {
    let worth = RecognitionSettings::default();
    let mut earned: BTreeMap<String, i64> = BTreeMap::new();
    for (_, plan) in conversation.plans() {
        let expected = plan.expected();
        let author = expected.answers.iter().find(|(_, words)| Some(words) == expected.accepted.as_ref());
        if let Some((author, _)) = author {
            *earned.entry(author.clone()).or_default() += worth.accepted_answer;
            *earned.entry(plan.asker().to_owned()).or_default() += worth.resolved;
        }
    }
    let people: BTreeSet<&str> = PEOPLE.into_iter().collect();
    for person in people {
        let of = |points: &BTreeMap<String, i64>| points.get(person).copied().unwrap_or(0);
        found.equal(&format!("the balance of {person}"), &of(&memory.points), &of(&earned));
    }
}

fn plain(body: &str) -> anyhow::Result<String> {
    Ok(serde_json::from_str::<Text>(body)?.to_plain())
}
