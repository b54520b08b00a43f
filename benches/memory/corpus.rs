//! A community of any size in an SQLite file, written in bulk and kept between runs.

use crate::words::Writer;
use anyhow::Context as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use stoa::database::{Db, MIGRATIONS, MemberId, Options, Tx};
use stoa::on;
use stoa::people::{self, Invited};
use stoa::testing::MONDAY_NINE;
use stoa_chat::{Network, Text, Timestamp, UserRef};

/// How many questions one person asks.
const QUESTIONS_EACH: usize = 10;
/// How many answers a question has.
pub const ANSWERS: usize = 2;
/// Words of a title, a question and an answer, on average as on DevOps Stack Exchange.
const TITLE: usize = 10;
const BODY: usize = 147;
const ANSWER: usize = 140;
const TOPICS: usize = 400;
/// Over how long it was all written.
const YEARS: Duration = Duration::from_hours(3 * 365 * 24);
/// Questions in one transaction.
const BATCH: usize = 5_000;

/// How many people write so many questions.
pub fn members(questions: usize) -> usize {
    (questions / QUESTIONS_EACH).max(10)
}

/// The file with so many questions in `folder`, made if it is not there or not of this program's making.
pub async fn file(folder: &Path, questions: usize) -> anyhow::Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    for migration in MIGRATIONS {
        (migration.file, migration.sql).hash(&mut hasher);
    }
    (TITLE, BODY, ANSWER, ANSWERS, TOPICS).hash(&mut hasher);
    let finished = folder.join(format!("community-{questions}-{:016x}.db", hasher.finish()));
    if !finished.exists() {
        let unfinished = finished.with_extension("unfinished");
        std::fs::remove_file(&unfinished).or_else(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        let db = Db::open(&Options::Sqlite(unfinished.clone())).await?;
        db.migrate().await?;
        write(&db, questions).await?;
        db.close().await;
        std::fs::rename(&unfinished, &finished).context("the file is finished")?;
    }
    Ok(finished)
}

async fn write(db: &Db, questions: usize) -> anyhow::Result<()> {
    let mut author = Author { writer: Writer::new(1), members: members(questions), questions };
    let mut tx = db.begin().await?;
    for number in 0..author.members {
        author.bring_in(&mut tx, number).await?;
    }
    for number in 0..questions {
        if number % BATCH == 0 {
            tx.commit().await?;
            tx = db.begin().await?;
        }
        author.ask(&mut tx, number).await?;
    }
    for (name, value) in [("question", questions), ("answer", questions * ANSWERS)] {
        let value = i64::try_from(value)?;
        let sql = "INSERT INTO counter (name, value) VALUES ($1, $2)";
        on!(&mut tx, |c| sqlx::query(sql).bind(name).bind(value).execute(c).await.map(drop))?;
    }
    tx.commit().await?;
    Ok(())
}

struct Author {
    writer: Writer,
    members: usize,
    questions: usize,
}

impl Author {
    /// Every fifth declares two topics.
    async fn bring_in(&mut self, tx: &mut Tx, number: usize) -> anyhow::Result<()> {
        const HELPS: &str = "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, 'helps')
            ON CONFLICT (topic, member) DO NOTHING";
        let user = UserRef::new(&Network::new("paper"), format!("p{number}"));
        let seen_at = Timestamp::from_millis(MONDAY_NINE.millis() - i64::try_from(YEARS.as_millis())?);
        people::bring_in(tx, member(number), &Invited { user: &user, name: &user.id, seen_at }).await?;
        for _ in 0..if number.is_multiple_of(5) { 2 } else { 0 } {
            let (topic, id) = (self.topic(), member(number).to_string());
            on!(tx, |c| sqlx::query(HELPS).bind(&topic).bind(&id).execute(c).await.map(drop))?;
        }
        Ok(())
    }

    async fn ask(&mut self, tx: &mut Tx, number: usize) -> anyhow::Result<()> {
        const QUESTION: &str =
            "INSERT INTO question (number, asker, network, place, direct, title, body, language,
                asked_at, state, step, accepted, accepted_at)
            VALUES ($1, $2, 'paper', '#help', FALSE, $3, $4, 'en', $5, 'archived', 0, $6, $7)";
        const TOPIC: &str = "INSERT INTO question_topic (question, topic) VALUES ($1, $2)
            ON CONFLICT (question, topic) DO NOTHING";
        // The first was asked as many years ago, the last just now.
        let ago =
            YEARS.as_millis() * u128::try_from(self.questions - number)? / u128::try_from(self.questions)?;
        let at = MONDAY_NINE.millis() - i64::try_from(ago)?;
        let id = i64::try_from(number)? + 1;
        let (asker, title, body) = (self.somebody(), self.writer.write(TITLE), self.text(BODY)?);
        // Every other question has an accepted answer, its first.
        let accepted = number.is_multiple_of(2).then_some((id - 1) * i64::try_from(ANSWERS)? + 1);
        on!(tx, |c| sqlx::query(QUESTION)
            .bind(id)
            .bind(&asker)
            .bind(&title)
            .bind(&body)
            .bind(at)
            .bind(accepted)
            .bind(accepted.map(|_| at))
            .execute(c)
            .await
            .map(drop))?;
        for _ in 0..2 {
            let topic = self.topic();
            on!(tx, |c| sqlx::query(TOPIC).bind(id).bind(&topic).execute(c).await.map(drop))?;
        }
        for nth in 0..ANSWERS {
            self.answer(tx, id, nth, at).await?;
        }
        Ok(())
    }

    async fn answer(&mut self, tx: &mut Tx, question: i64, nth: usize, asked_at: i64) -> anyhow::Result<()> {
        const SQL: &str =
            "INSERT INTO answer (number, question, author, network, place, body, at, helped, withdrawn)
            VALUES ($1, $2, $3, 'paper', '#help', $4, $5, $6, FALSE)";
        let number = (question - 1) * i64::try_from(ANSWERS)? + i64::try_from(nth)? + 1;
        let (author, body) = (self.somebody(), self.text(ANSWER)?);
        let (at, helped) =
            (asked_at + i64::try_from(self.writer.below(86_400_000))?, i64::try_from(self.writer.below(5))?);
        on!(tx, |c| sqlx::query(SQL)
            .bind(number)
            .bind(question)
            .bind(&author)
            .bind(&body)
            .bind(at)
            .bind(helped)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// About so many words, as they are stored.
    fn text(&mut self, words: usize) -> anyhow::Result<String> {
        let words = words / 2 + self.writer.below(words);
        Ok(serde_json::to_string(&Text::plain(&self.writer.write(words)))?)
    }

    /// A few write much, most write little.
    fn somebody(&mut self) -> String {
        member(self.low(self.members)).to_string()
    }

    fn topic(&mut self) -> String {
        format!("topic{}", self.low(TOPICS))
    }

    /// A number below `end`, more likely a low one.
    fn low(&mut self, end: usize) -> usize {
        let end = self.writer.below(end) + 1;
        self.writer.below(end)
    }
}

fn member(number: usize) -> MemberId {
    MemberId::from_u128(number as u128 + 1)
}
