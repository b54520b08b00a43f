//! What questions have to say in a digest: answers that helped, questions that wait, and what the reader's own help did.

use super::super::{Edition, News, Reader, Section};
use super::care::wording as care;
use super::store::Kind;
use super::{home, wording};
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::language::{Language, excerpt, one_line};
use crate::on;
use stoa_chat::{PlaceRef, Text, Timestamp};

/// Answers that helped somebody, to the questions of a place.
const ANSWERS: &str = "SELECT a.number, a.question, q.title, a.author, COALESCE(m.name, a.pseudonym) AS name, a.body, a.at, a.helped AS marks,
        (q.accepted IS NOT NULL AND q.accepted = a.number) AS accepted, q.kind
    FROM question q JOIN answer a ON a.question = q.number LEFT JOIN member m ON m.id = a.author
    WHERE q.network = $1 AND q.place = $2 AND q.asked_at >= $3 AND NOT q.direct AND NOT q.hidden
        AND q.state <> 'withdrawn' AND NOT a.hidden AND NOT a.withdrawn AND (q.accepted = a.number OR a.helped > 0)
    ORDER BY a.number DESC LIMIT 200";

/// Questions of a place that wait.
const OPEN: &str = "SELECT q.number, q.title, q.asker, q.asked_at FROM question q
    WHERE q.network = $1 AND q.place = $2 AND q.asked_at >= $3 AND q.state = 'open' AND q.claimed_by IS NULL
        AND NOT q.direct AND NOT q.hidden
        AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.question = q.number AND NOT a.withdrawn)
    ORDER BY q.number DESC LIMIT 100";

/// Those among them that a member could answer.
const OPEN_TO: &str = "SELECT q.number, q.title, q.asker, q.asked_at FROM question q
    WHERE q.network = $1 AND q.place = $2 AND q.asked_at >= $3 AND q.state = 'open' AND q.claimed_by IS NULL
        AND NOT q.direct AND NOT q.hidden AND (q.asker IS NULL OR q.asker <> $4)
        AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.question = q.number AND NOT a.withdrawn)
        AND EXISTS (SELECT 1 FROM question_topic t JOIN topic_member m ON m.topic = t.topic
            WHERE t.question = q.number AND m.member = $4)
    ORDER BY q.number DESC LIMIT 100";

/// How many people a member's answers have helped.
const REUSED: &str = "SELECT COUNT(DISTINCT h.member), COUNT(DISTINCT h.answer) FROM answer a
    JOIN helped h ON h.answer = a.number WHERE a.author = $1 AND h.at >= $2 AND NOT a.withdrawn AND NOT a.hidden";

/// How much of an answer is shown.
const EXCERPT: usize = 160;
/// How much more an accepted answer counts than one that helped somebody else.
const ACCEPTED: i64 = 2;

/// Everything that may be news in the places of `edition`.
pub(super) async fn news(turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
    let mut news = Vec::new();
    for place in &edition.places {
        news.extend(answers(turn.tx(), edition, place).await?);
        news.extend(open(turn.tx(), edition, place).await?);
    }
    if let Reader::Member(member) = edition.reader {
        news.extend(own(turn.tx(), edition, member).await?);
    }
    Ok(news)
}

/// An answer that helped, with its question; whoever answered anonymously has the name that they have there, and is nobody.
#[derive(sqlx::FromRow)]
struct Helped {
    number: i64,
    question: i64,
    title: String,
    author: Option<String>,
    name: Option<String>,
    body: String,
    at: i64,
    marks: i64,
    accepted: bool,
    kind: String,
}

async fn answers(tx: &mut Tx, edition: &Edition, place: &PlaceRef) -> anyhow::Result<Vec<News>> {
    let (network, id, since) = (place.network.as_str(), &place.id, edition.horizon().millis());
    let rows: Vec<Helped> =
        on!(tx, |c| sqlx::query_as(ANSWERS).bind(network).bind(id).bind(since).fetch_all(c).await)?;
    rows.into_iter().map(|row| row.news(edition.language)).collect()
}

impl Helped {
    fn news(self, language: Language) -> anyhow::Result<News> {
        let author: Option<MemberId> = self.author.map(|id| id.parse()).transpose()?;
        let body: Text = serde_json::from_str(&self.body)?;
        let words = excerpt(&one_line(&body.to_plain()), EXCERPT);
        let name = self.name.unwrap_or_else(|| wording::somebody(language));
        let text = match Kind::read(&self.kind) {
            // A tip is called by its first words.
            Kind::Tip => care::news_tip(language, self.question, &name, &words),
            Kind::Asked | Kind::Kept => {
                care::news_answer(language, self.question, &self.title, &name, &words)
            }
        };
        Ok(News {
            section: Section::Answers,
            item: format!("A{}", self.number),
            people: Vec::from_iter(author),
            use_to: self.marks + if self.accepted { ACCEPTED } else { 0 },
            at: Timestamp::from_millis(self.at),
            text,
            board: None,
        })
    }
}

/// Questions that nobody has taken or answered. A member is shown those on their own topics, a place all of its own.
async fn open(tx: &mut Tx, edition: &Edition, place: &PlaceRef) -> anyhow::Result<Vec<News>> {
    let (network, id, since) = (place.network.as_str(), &place.id, edition.horizon().millis());
    let rows: Vec<(i64, String, Option<String>, i64)> = match edition.reader {
        Reader::Place => {
            on!(tx, |c| sqlx::query_as(OPEN).bind(network).bind(id).bind(since).fetch_all(c).await)?
        }
        Reader::Member(member) => {
            let member = member.to_string();
            on!(tx, |c| {
                let query = sqlx::query_as(OPEN_TO).bind(network).bind(id).bind(since);
                query.bind(&member).fetch_all(c).await
            })?
        }
    };
    let news = |(number, title, asker, at): (i64, String, Option<String>, i64)| -> anyhow::Result<News> {
        Ok(News {
            section: Section::Open,
            item: format!("Q{number}"),
            people: Vec::from_iter(asker.map(|id| id.parse()).transpose()?),
            use_to: 0,
            at: Timestamp::from_millis(at),
            text: home::line(edition.language, number, &title),
            board: None,
        })
    };
    rows.into_iter().map(news).collect()
}

/// How many people a member's answers have helped since the digest before.
async fn own(tx: &mut Tx, edition: &Edition, member: MemberId) -> anyhow::Result<Option<News>> {
    let (id, since) = (member.to_string(), edition.since.millis());
    let (people, answers): (i64, i64) =
        on!(tx, |c| sqlx::query_as(REUSED).bind(&id).bind(since).fetch_one(c).await)?;
    Ok((people > 0).then(|| News {
        section: Section::Own,
        item: String::new(),
        people: vec![member],
        use_to: people,
        at: edition.until,
        text: care::news_reused(edition.language, people, answers),
        board: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_each_db;
    use crate::testing::{Company, TestDb, Value, read_whole};

    on_each_db!(a_digest_finds_its_questions_by_indexes, |db: TestDb| async move {
        let company = Company::small(&db.db).await;
        let mut tx = db.db.begin_read().await.unwrap();
        let edition = Edition {
            reader: Reader::Place,
            language: Language::En,
            places: Vec::new(),
            since: company.weeks_ago(1),
            until: Company::MONDAY,
        };
        let ([network, id], ben) = (Company::PLACE.map(Value::Text), Company::member(2));
        let (horizon, week) =
            (Value::Number(edition.horizon().millis()), Value::Number(edition.since.millis()));
        for (sql, values) in [
            (ANSWERS, vec![network, id, horizon]),
            (OPEN, vec![network, id, horizon]),
            (OPEN_TO, vec![network, id, horizon, Value::Text(&ben)]),
            (REUSED, vec![Value::Text(&ben), week]),
        ] {
            assert_eq!(read_whole(&mut tx, sql, &values).await, [""; 0], "{sql}");
        }
        // What no index leads to is noticed.
        for sql in [
            "SELECT number FROM question WHERE title = $1",
            "SELECT COUNT(number) FROM answer WHERE body = $1",
        ] {
            assert_eq!(read_whole(&mut tx, sql, &[network]).await.len(), 1, "{sql}");
        }
    });
}
