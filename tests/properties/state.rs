//! The state of a world, as far as it is promised: what two deliveries of one history are compared by.
//!
//! * Questions and answers, by words that name them: where they stand, what they say, who is accepted. Their
//!   numbers follow the order of delivery and are left out. What was taken back is left out too: it leaves a row
//!   and a card only if it had been seen in time. So are the answers to it, which nobody can see any more.
//! * The balance of each person, and what they are called; but for those of whom there is nothing to say. Whoever is
//!   heard of only in a message that was deleted before is not met at all.
//! * What stands in each place in the end. Numbers and versions of names become a sign: a card is written again
//!   when its question changes, not when somebody in it is called differently. The list of answers on a card is
//!   sorted, since answers are numbered as they come. The last line of a card without answers (how many were
//!   asked, who took it) is left out: whom the routing asks depends on whom it asked before.
//!
//! Direct conversations are left out: whoever comes second is told so, and who that is depends on the order.

use crate::world::{PEOPLE, World};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use stoa::features::recognition;
use stoa::on;
use stoa::testing::Seen;
use stoa_chat::Text;

/// A state: a line for each thing in it, sorted.
pub type State = Vec<String>;

/// A question as it stands.
#[derive(sqlx::FromRow)]
struct Question {
    message: String,
    card: String,
    state: String,
    body: String,
    accepted: Option<String>,
}

/// The state of a world after everything in it has settled.
#[expect(clippy::too_many_lines, reason = "one statement for each part of the state, side by side")]
pub async fn of(world: &World) -> State {
    const QUESTIONS: &str = "SELECT q.message, o.message AS card, q.state, q.body, a.body AS accepted
        FROM question q JOIN outbox o ON o.id = q.card LEFT JOIN answer a ON a.number = q.accepted ORDER BY q.number";
    const TOPICS: &str =
        "SELECT q.message, t.topic FROM question q JOIN question_topic t ON t.question = q.number
        WHERE q.state <> 'withdrawn' ORDER BY q.message, t.topic";
    const ANSWERS: &str = "SELECT q.message, c.user_id, a.body FROM answer a JOIN question q ON q.number = a.question
        JOIN account c ON c.member = a.author WHERE NOT a.withdrawn AND q.state <> 'withdrawn' ORDER BY a.number";
    const PEOPLE: &str = "SELECT c.user_id, m.name, CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM account c
        JOIN member m ON m.id = c.member LEFT JOIN ledger_account l ON l.owner = m.id
        LEFT JOIN ledger_posting p ON p.account = l.id GROUP BY c.user_id, m.name ORDER BY c.user_id";
    const WAITING: &str = "SELECT (SELECT COUNT(*) FROM inbox),
        (SELECT COUNT(*) FROM outbox WHERE state <> 'sent')";
    world.settle().await;
    let mut tx = world.db().begin_read().await.expect("a transaction");
    let questions: Vec<Question> =
        on!(&mut tx, |c| sqlx::query_as(QUESTIONS).fetch_all(c).await).expect("questions");
    let topics: Vec<(String, String)> =
        on!(&mut tx, |c| sqlx::query_as(TOPICS).fetch_all(c).await).expect("topics");
    let answers: Vec<(String, String, String)> =
        on!(&mut tx, |c| sqlx::query_as(ANSWERS).fetch_all(c).await).expect("answers");
    let people: Vec<(String, String, i64)> =
        on!(&mut tx, |c| sqlx::query_as(PEOPLE).fetch_all(c).await).expect("people");
    let waiting: (i64, i64) = on!(&mut tx, |c| sqlx::query_as(WAITING).fetch_one(c).await).expect("counts");
    let ledger = recognition::verify(&mut tx).await.expect("the ledger");
    let mut state: State = ledger.into_iter().map(|wrong| format!("ledger: {wrong}")).collect();
    for question in questions.iter().filter(|question| question.state != "withdrawn") {
        let accepted = question.accepted.as_deref().map(plain);
        let (asked, words) = (&question.message, plain(&question.body));
        state.push(format!("question {asked}: {} {words:?}, accepted: {accepted:?}", question.state));
    }
    state.extend(topics.iter().map(|(question, topic)| format!("topic of {question}: {topic}")));
    state.extend(
        answers.iter().map(|(question, by, body)| format!("answer to {question} by {by}: {:?}", plain(body))),
    );
    let people = people.iter().filter(|(id, name, points)| name != id || *points != 0);
    state.extend(people.map(|(id, name, points)| format!("{id} is called {name} and has {points} points")));
    state.push(format!("left in the queues: {waiting:?}"));
    let unanswered = |question: &Question| {
        question.state == "open" && !answers.iter().any(|(message, ..)| *message == question.message)
    };
    state.extend(shown(world, &questions, unanswered));
    state.sort();
    state
}

/// What stands in the places, but for what hangs on questions that were taken back.
fn shown(world: &World, questions: &[Question], unanswered: impl Fn(&Question) -> bool) -> State {
    let withdrawn: BTreeSet<&str> =
        questions.iter().filter(|q| q.state == "withdrawn").map(|q| q.card.as_str()).collect();
    let open: BTreeSet<&str> = questions.iter().filter(|q| unanswered(q)).map(|q| q.card.as_str()).collect();
    let mut lines = Vec::new();
    for Seen { message, only, thread, mut post, .. } in world.paper.seen() {
        let about = thread.as_deref().unwrap_or(&message.id);
        if only.is_some() || message.place.id.starts_with("dm:") || withdrawn.contains(about) {
            continue;
        }
        if open.contains(message.id.as_str()) {
            post.text.blocks.pop();
        }
        lines.push(format!("in {}: {:?}", message.place.id, normal(&post.text.to_plain())));
    }
    lines
}

/// Words without what may differ: numbers, versions of names, the order of a list.
fn normal(words: &str) -> Vec<String> {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b([QA])\d+\b").expect("an expression"));
    static NAMES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"\b({})_\d+\b", PEOPLE.join("|"))).expect("an expression"));
    let words = NUMBERS.replace_all(words, "$1#");
    let words = NAMES.replace_all(&words, "$1");
    let mut lines: Vec<String> = words.lines().map(str::to_owned).collect();
    lines.chunk_by_mut(|one, next| one.starts_with('•') && next.starts_with('•')).for_each(<[String]>::sort);
    lines
}

fn plain(body: &str) -> String {
    serde_json::from_str::<Text>(body).expect("a text").to_plain()
}

/// Whether two states are one; else what is in only one of them.
pub fn compare(one: &State, other: &State) -> Result<(), String> {
    if one == other {
        return Ok(());
    }
    let (missing, new) = (without(one, other), without(other, one));
    Err(format!("in order it ends with {missing:#?}, otherwise with {new:#?}"))
}

/// The lines of `state`, less those of `other`, each as often as it stands there.
fn without(state: &State, other: &State) -> State {
    let mut left = state.clone();
    for line in other {
        if let Some(at) = left.iter().position(|own| own == line) {
            left.remove(at);
        }
    }
    left
}
