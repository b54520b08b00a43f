//! Posts by name: the questions and answers that people read, as `Q17` and `A31` name them.
//!
//! The feature of the questions owns their tables and everything that happens to them. Others who are told of a post,
//! as moderators are, find here what it is, whose it is and who can see it, and change it by a
//! [`Fact`](crate::engine::Fact) only.

use crate::database::{MemberId, Tx};
use crate::engine::{Failure, Turn};
use crate::on;
use crate::vault::ThreadId;
use std::fmt;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Text, Timestamp};

/// What whoever asked anonymously is called under their question.
pub const OP: &str = "OP";

/// What a post is called by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostName {
    /// `Q17`.
    Question(i64),
    /// `A31`.
    Answer(i64),
}

impl PostName {
    /// Reads `Q17` or `a31,`. The letter has to be there: a bare number names nothing.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim_matches(|c: char| ",.:;!?()".contains(c));
        let mut letters = word.chars();
        let letter = letters.next()?.to_ascii_uppercase();
        let digits = letters.as_str();
        let number = digits.parse().ok().filter(|number| *number > 0 && !digits.starts_with('+'))?;
        match letter {
            'Q' => Some(Self::Question(number)),
            'A' => Some(Self::Answer(number)),
            _ => None,
        }
    }
}

impl fmt::Display for PostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(number) => write!(f, "Q{number}"),
            Self::Answer(number) => write!(f, "A{number}"),
        }
    }
}

/// A post as it stands.
#[derive(Clone, Debug)]
pub struct Posted {
    /// What it is called.
    pub name: PostName,
    /// Who wrote it; `None` if that is not known.
    pub author: Option<MemberId>,
    /// What it says.
    pub body: Text,
    /// The question that it is, or that it answers.
    pub question: i64,
    /// Whether its question was asked in a direct conversation.
    pub direct: bool,
    /// Whether it stands in a message of its author's own, which is theirs to change.
    pub in_own_message: bool,
    /// Whether it is a tip: whom it names was asked first.
    pub tip: bool,
    /// How whoever wrote it anonymously can be reached.
    pub veil: Option<ThreadId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    author: Option<String>,
    body: String,
    question: i64,
    direct: bool,
    in_own_message: bool,
    tip: bool,
    veil: Option<String>,
}

/// Reads a post; `None` if there is none of that name, or if its author took it back.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, name: PostName) -> anyhow::Result<Option<Posted>> {
    const QUESTION: &str =
        "SELECT asker AS author, body, number AS question, direct, FALSE AS in_own_message,
            FALSE AS tip, veil
        FROM question WHERE number = $1 AND state <> 'withdrawn'";
    const ANSWER: &str =
        "SELECT a.author, a.body, a.question, q.direct, a.message IS NOT NULL AND a.planned IS NULL AS in_own_message,
            q.kind = 'tip' AS tip, a.veil
        FROM answer a JOIN question q ON q.number = a.question
        WHERE a.number = $1 AND NOT a.withdrawn AND q.state <> 'withdrawn'";
    let name = tip(tx, name).await?.unwrap_or(name);
    let (sql, number) = match name {
        PostName::Question(number) => (QUESTION, number),
        PostName::Answer(number) => (ANSWER, number),
    };
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(sql).bind(number).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Posted {
        name,
        author: row.author.map(|id| id.parse()).transpose()?,
        body: serde_json::from_str(&row.body)?,
        question: row.question,
        direct: row.direct,
        in_own_message: row.in_own_message,
        tip: row.tip,
        veil: row.veil.map(ThreadId::new),
    }))
}

/// Where a question was asked, if it stands.
///
/// # Errors
/// When the database fails.
pub async fn home(tx: &mut Tx, question: i64) -> sqlx::Result<Option<PlaceRef>> {
    const SQL: &str =
        "SELECT network, place FROM question WHERE number = $1 AND NOT direct AND state <> 'withdrawn'";
    let row: Option<(String, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_optional(c).await)?;
    Ok(row.map(|(network, place)| PlaceRef::new(&Network::new(network), place)))
}

/// What a tip says is its one answer, by whichever of its names it is called.
async fn tip(tx: &mut Tx, name: PostName) -> sqlx::Result<Option<PostName>> {
    const SQL: &str = "SELECT a.number FROM answer a JOIN question q ON q.number = a.question
        WHERE q.number = $1 AND q.kind = 'tip' ORDER BY a.number";
    let PostName::Question(number) = name else { return Ok(None) };
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    Ok(row.map(|(answer,)| PostName::Answer(answer)))
}

/// Whether `member` can see a post: one in a direct conversation only if they have a part in it.
///
/// # Errors
/// When the database fails.
pub async fn can_see(tx: &mut Tx, post: &Posted, member: MemberId) -> sqlx::Result<bool> {
    const PARTS: &str = "SELECT
        (SELECT COUNT(*) FROM question WHERE number = $1 AND asker = $2)
        + (SELECT COUNT(*) FROM asked WHERE question = $1 AND member = $2)
        + (SELECT COUNT(*) FROM answer WHERE question = $1 AND author = $2)";
    if !post.direct {
        return Ok(true);
    }
    let member = member.to_string();
    let (parts,): (i64,) =
        on!(tx, |c| sqlx::query_as(PARTS).bind(post.question).bind(&member).fetch_one(c).await)?;
    Ok(parts > 0)
}

/// When the question was asked that an answer is to; `None` if there is no such answer.
///
/// # Errors
/// When the database fails.
pub async fn asked_at(tx: &mut Tx, answer: i64) -> sqlx::Result<Option<Timestamp>> {
    const SQL: &str =
        "SELECT q.asked_at FROM answer a JOIN question q ON q.number = a.question WHERE a.number = $1";
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(answer).fetch_optional(c).await)?;
    Ok(row.map(|(at,)| Timestamp::from_millis(at)))
}

/// The post that stands in a message: its author's, a card, or another message of ours that shows it.
///
/// # Errors
/// [`Failure::Wait`] if it may be a message of ours that is being sent right now.
pub async fn at(turn: &mut Turn<'_>, message: &MessageRef) -> Result<Option<PostName>, Failure> {
    const ANSWER: &str =
        "SELECT number FROM answer WHERE network = $1 AND place = $2 AND message = $3 AND NOT withdrawn";
    const QUESTION: &str = "SELECT number FROM question WHERE network = $1 AND place = $2 AND message = $3";
    for (sql, name) in [(ANSWER, PostName::Answer as fn(i64) -> PostName), (QUESTION, PostName::Question)] {
        let (network, place) = (message.place.network.as_str(), &message.place.id);
        let row: Option<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(sql)
            .bind(network)
            .bind(place)
            .bind(&message.id)
            .fetch_optional(c)
            .await)?;
        if let Some((number,)) = row {
            return Ok(Some(name(number)));
        }
    }
    match turn.sent_as(message).await? {
        Some(planned) => Ok(shown_in(turn.tx(), &planned).await?),
        None => Ok(None),
    }
}

/// The post that a message of ours shows: to everybody, or to somebody who is asked.
async fn shown_in(tx: &mut Tx, planned: &PlannedId) -> sqlx::Result<Option<PostName>> {
    const ANSWER: &str = "SELECT number FROM answer WHERE planned = $1 AND NOT withdrawn";
    const CARD: &str = "SELECT number FROM question WHERE card = $1";
    const REQUEST: &str = "SELECT question FROM asked WHERE direct = $1";
    let answer = (ANSWER, PostName::Answer as fn(i64) -> PostName);
    for (sql, name) in [answer, (CARD, PostName::Question), (REQUEST, PostName::Question)] {
        let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(sql).bind(&planned.0).fetch_optional(c).await)?;
        if let Some((number,)) = row {
            return Ok(Some(name(number)));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_letter_and_a_number() {
        for (word, name) in [
            ("Q17", PostName::Question(17)),
            ("q17,", PostName::Question(17)),
            ("a31", PostName::Answer(31)),
            ("(A31)", PostName::Answer(31)),
        ] {
            assert_eq!(PostName::parse(word), Some(name), "{word}");
        }
        for word in ["17", "Q", "A0", "A-3", "Q+3", "D3", "quite", "", "Ä3", "Q99999999999999999999"] {
            assert_eq!(PostName::parse(word), None, "{word}");
        }
        assert_eq!(PostName::Answer(31).to_string(), "A31");
    }
}
