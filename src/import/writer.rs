//! Posts into the database, a few at a time.
//!
//! A batch is one short transaction, so that people who ask meanwhile hardly notice. What a post was in its
//! source (`question.source`) is unique: one that is there already is left as it is, whatever has become of
//! it since. Numbers are given in the order of the source and go back with a transaction that is undone, so
//! an import that was killed and run again leaves the same rows as one that was not.

use super::known::Known;
use super::patience::persistently;
use super::report::{Gained, Report};
use super::rows::{Answer, Author, Post, Question};
use crate::database::{Db, Ids, MemberId, Tx, next_number};
use crate::engine::{ChangeKind, Clock, reindex};
use crate::language::Language;
use crate::on;
use crate::people::{self, Invited};
use anyhow::Context as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha12Rng;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{PlaceRef, Timestamp, UserRef};
use whatlang::{Detector, Info, Lang};

/// How long posts are added to a transaction; with the index and the commit others wait for about 50 ms.
const LONGEST_HOLD: Duration = Duration::from_millis(40);

/// How much of a question is read to tell its language, in characters: enough to be sure, and quick.
const SAMPLE: usize = 600;

/// Where posts go, and what they are called there.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    /// The network of the accounts, and where the questions are said to have been asked.
    pub(super) home: PlaceRef,
    /// What precedes a post's id to make it unique in the whole database: `stackexchange:devops:`.
    pub(super) source: String,
    /// How a post's id is written behind that.
    pub(super) id: fn(i64) -> String,
    /// What precedes a person's id to make an account of it.
    pub(super) account: String,
}

/// Writes posts into a database.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) db: &'a Db,
    pub(super) clock: &'a dyn Clock,
    pub(super) to: Destination,
}

/// One transaction.
struct Batch<'a> {
    tx: Tx,
    to: &'a Destination,
    known: Known,
    /// The questions that the search index has to read again.
    changed: BTreeSet<i64>,
    gained: Gained,
}

impl Writer<'_> {
    /// Adds those of `posts` that are not there yet. Once it returns, they last.
    ///
    /// # Errors
    /// When the database fails, and goes on failing.
    pub(super) async fn write(&self, posts: &[Post], report: &mut Report) -> anyhow::Result<()> {
        let new = persistently(self.clock, async || self.unknown(posts).await).await?;
        let mut rest = new.as_slice();
        while !rest.is_empty() {
            let (done, gained, held) = persistently(self.clock, async || self.attempt(rest).await).await?;
            report.add(gained);
            rest = &rest[done..];
            // Turns that met us are run again now; without this gap we might meet them again and again.
            self.clock.wait(held / 2).await;
        }
        Ok(())
    }

    /// The posts that are not there: found without keeping anybody from writing, so that a second run is quick.
    async fn unknown<'p>(&self, posts: &'p [Post]) -> anyhow::Result<Vec<&'p Post>> {
        let mut posts: Vec<_> = posts.iter().collect();
        let mut tx = self.db.begin_read().await?;
        let known = Known::read(&mut tx, &self.to, &posts).await?;
        tx.rollback().await?;
        posts.retain(|post| !known.has(post));
        Ok(posts)
    }

    /// Adds as many of `posts` as there is time for, at least one: how many, what that changed, and how long
    /// the database was held.
    async fn attempt(&self, posts: &[&Post]) -> anyhow::Result<(usize, Gained, Duration)> {
        let mut tx = self.db.begin().await?;
        let begun = self.clock.now();
        // Somebody else may have written some of them since.
        let known = Known::read(&mut tx, &self.to, posts).await?;
        let mut batch =
            Batch { tx, to: &self.to, known, changed: BTreeSet::new(), gained: Gained::default() };
        let mut done = 0;
        for post in posts {
            match post {
                _ if batch.known.has(post) => {}
                _ if let Some(reason) = batch.known.refuses(post) => batch.gained.leave_out(post, reason),
                Post::Question(question) => batch.add_question(question).await?,
                Post::Answer(answer) => batch.add_answer(answer).await?,
            }
            done += 1;
            if self.clock.now().since(begun) >= LONGEST_HOLD {
                break;
            }
        }
        let gained = batch.commit().await?;
        Ok((done, gained, self.clock.now().since(begun)))
    }
}

impl Batch<'_> {
    async fn add_question(&mut self, question: &Question) -> anyhow::Result<()> {
        const SQL: &str =
            "INSERT INTO question (number, asker, network, place, direct, title, body, language,
                asked_at, state, step, source)
            VALUES ($1, $2, $3, $4, FALSE, $5, $6, $7, $8, 'archived', 0, $9)";
        const TOPIC: &str = "INSERT INTO question_topic (question, topic) VALUES ($1, $2)";
        let source = self.to.source_of(question.id);
        let asker = self.person(question.author.as_ref(), question.at).await?;
        let number = next_number(&mut self.tx, "question").await?;
        let (body, language) = (serde_json::to_string(&question.body)?, language_of(question));
        on!(&mut self.tx, |c| {
            sqlx::query(SQL)
                .bind(number)
                .bind(asker)
                .bind(self.to.home.network.as_str())
                .bind(&self.to.home.id)
                .bind(&question.title)
                .bind(&body)
                .bind(language.tag())
                .bind(question.at.millis())
                .bind(&source)
                .execute(&mut *c)
                .await?;
            for topic in &question.topics {
                sqlx::query(TOPIC).bind(number).bind(topic).execute(&mut *c).await?;
            }
            Ok::<_, sqlx::Error>(())
        })?;
        self.known.questions.insert(question.id, number);
        self.changed.insert(number);
        self.gained.questions += 1;
        Ok(())
    }

    async fn add_answer(&mut self, answer: &Answer) -> anyhow::Result<()> {
        const SQL: &str =
            "INSERT INTO answer (number, question, author, network, place, body, at, helped, withdrawn,
                source)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, FALSE, $9)";
        const ACCEPT: &str =
            "UPDATE question SET accepted = $2, accepted_at = $3 WHERE number = $1 AND accepted IS NULL";
        let source = self.to.source_of(answer.id);
        let question = self.known.questions.get(&answer.question).copied();
        let question = question.with_context(|| format!("the question of {source} has gone"))?;
        let author = self.person(answer.author.as_ref(), answer.at).await?;
        let number = next_number(&mut self.tx, "answer").await?;
        let (body, at) = (serde_json::to_string(&answer.body)?, answer.at.millis());
        on!(&mut self.tx, |c| {
            sqlx::query(SQL)
                .bind(number)
                .bind(question)
                .bind(author)
                .bind(self.to.home.network.as_str())
                .bind(&self.to.home.id)
                .bind(&body)
                .bind(at)
                .bind(answer.helped)
                .bind(&source)
                .execute(&mut *c)
                .await?;
            if answer.accepted {
                // Nobody has written down when; it was not before the answer.
                sqlx::query(ACCEPT).bind(question).bind(number).bind(at).execute(&mut *c).await?;
            }
            Ok::<_, sqlx::Error>(())
        })?;
        self.known.answers.insert(answer.id, number);
        self.changed.insert(question);
        self.gained.answers += 1;
        Ok(())
    }

    /// The member behind an author; somebody new is brought in as first seen when they wrote this.
    async fn person(&mut self, author: Option<&Author>, at: Timestamp) -> anyhow::Result<Option<String>> {
        const LEFT: &str = "UPDATE account SET active = FALSE WHERE network = $1 AND user_id = $2";
        let Some(author) = author else { return Ok(None) };
        if let Some(member) = self.known.people.get(&author.id) {
            return Ok(Some(member.to_string()));
        }
        let user = self.to.account_of(&author.id);
        let member = bring_in(&mut self.tx, &user, &author.name, at).await?;
        if !author.active {
            on!(&mut self.tx, |c| sqlx::query(LEFT)
                .bind(user.network.as_str())
                .bind(&user.id)
                .execute(c)
                .await
                .map(drop))?;
        }
        self.known.people.insert(author.id.clone(), member);
        self.gained.people += 1;
        Ok(Some(member.to_string()))
    }

    /// Has the changed questions read by every process's index, and makes everything last.
    async fn commit(mut self) -> anyhow::Result<Gained> {
        for number in &self.changed {
            reindex(&mut self.tx, ChangeKind::Document, &number.to_string()).await?;
        }
        self.tx.commit().await?;
        Ok(self.gained)
    }
}

impl Destination {
    /// What a post is called in the whole database.
    pub(super) fn source_of(&self, id: i64) -> String {
        format!("{}{}", self.source, (self.id)(id))
    }

    /// The account of a person.
    pub(super) fn account_of(&self, id: &str) -> UserRef {
        UserRef::new(&self.home.network, format!("{}{id}", self.account))
    }
}

/// Makes a member of somebody who was first seen at `seen_at`.
pub(super) async fn bring_in(
    tx: &mut Tx,
    user: &UserRef,
    name: &str,
    seen_at: Timestamp,
) -> anyhow::Result<MemberId> {
    // Chance comes from the account alone, so that a second attempt makes the same member.
    let mut digest = Sha256::new();
    for part in ["stoa import", user.network.as_str(), &user.id] {
        digest.update(part);
        digest.update("\0");
    }
    let mut chance = ChaCha12Rng::from_seed(digest.finalize().into());
    let id = Ids::new(seen_at, &mut chance, &mut 0).member();
    people::bring_in(tx, id, &Invited { user, name, seen_at }).await?;
    Ok(id)
}

/// The language that a question is written in, as far as Stoa speaks it; English when in doubt.
fn language_of(question: &Question) -> Language {
    let body = question.body.to_plain();
    let text: String = question.title.chars().chain(" ".chars()).chain(body.chars()).take(SAMPLE).collect();
    // Dutch, since nothing else is so easily taken for German.
    let detected = Detector::with_allowlist(vec![Lang::Eng, Lang::Deu, Lang::Nld]).detect(&text);
    match detected.filter(Info::is_reliable).map(|info| info.lang()) {
        Some(Lang::Deu) => Language::De,
        _ => Language::En,
    }
}
