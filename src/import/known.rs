//! What the database knows of a batch of posts, asked in three statements instead of one for each post.

use super::rows::{Author, Post, Reason};
use super::writer::Destination;
use crate::database::{MemberId, Tx};
use crate::on;
use crate::people;
use std::collections::HashMap;
use stoa_chat::{Timestamp, UserRef};

/// What is there of some posts.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Numbers of questions, and of those that answers belong to, by the ids on their site.
    pub(super) questions: HashMap<i64, i64>,
    /// Numbers of answers by the ids on their site.
    pub(super) answers: HashMap<i64, i64>,
    /// Members by the ids on their site.
    pub(super) people: HashMap<String, MemberId>,
    /// When those were erased who were, by the ids on their site.
    erased: HashMap<String, Timestamp>,
}

impl Known {
    /// Reads what is there of `posts`.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn read(tx: &mut Tx, to: &Destination, posts: &[&Post]) -> anyhow::Result<Self> {
        let (mut questions, mut answers, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for post in posts {
            match post {
                Post::Question(question) => questions.push(question.id),
                Post::Answer(answer) => {
                    questions.push(answer.question);
                    answers.push(answer.id);
                }
            }
            people.extend(author_of(post).map(|author| author.id.as_str()));
        }
        Ok(Self {
            questions: numbers(tx, "SELECT source, number FROM question WHERE source IN (", to, questions)
                .await?,
            answers: numbers(tx, "SELECT source, number FROM answer WHERE source IN (", to, answers).await?,
            erased: erased(tx, to, &people).await?,
            people: members(tx, to, people).await?,
        })
    }

    /// Whether this post is there.
    pub(super) fn has(&self, post: &Post) -> bool {
        match post {
            Post::Question(question) => self.questions.contains_key(&question.id),
            Post::Answer(answer) => self.answers.contains_key(&answer.id),
        }
    }

    /// Why this post must stay out, if it must: an erased person wrote it before, or the question it answers.
    pub(super) fn refuses(&self, post: &Post) -> Option<Reason> {
        let at = match post {
            Post::Question(question) => question.at,
            Post::Answer(answer) if !self.questions.contains_key(&answer.question) => {
                return Some(Reason::NoQuestion);
            }
            Post::Answer(answer) => answer.at,
        };
        let erased = author_of(post).and_then(|author| self.erased.get(&author.id));
        erased.is_some_and(|erased| at <= *erased).then_some(Reason::Erased)
    }
}

fn author_of(post: &Post) -> Option<&Author> {
    match post {
        Post::Question(question) => question.author.as_ref(),
        Post::Answer(answer) => answer.author.as_ref(),
    }
}

/// When those people were erased who were.
async fn erased(tx: &mut Tx, to: &Destination, ids: &[&str]) -> sqlx::Result<HashMap<String, Timestamp>> {
    let accounts: HashMap<UserRef, &str> = ids.iter().map(|id| (to.account_of(id), *id)).collect();
    let users: Vec<UserRef> = accounts.keys().cloned().collect();
    let erased = people::erased(tx, &users).await?;
    Ok(erased.into_iter().filter_map(|(user, at)| Some(((*accounts.get(&user)?).to_owned(), at))).collect())
}

/// The numbers of posts, by the ids on their site.
async fn numbers(
    tx: &mut Tx,
    select: &str,
    to: &Destination,
    ids: Vec<i64>,
) -> sqlx::Result<HashMap<i64, i64>> {
    let mut ids: HashMap<String, i64> = ids.into_iter().map(|id| (to.source_of(id), id)).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, i64)> = on!(tx, |c| {
        let mut query = sqlx::QueryBuilder::new(select);
        let mut list = query.separated(", ");
        for source in ids.keys() {
            list.push_bind(source);
        }
        query.push(") ORDER BY source").build_query_as().fetch_all(c).await
    })?;
    Ok(rows.into_iter().filter_map(|(source, number)| Some((ids.remove(&source)?, number))).collect())
}

/// The members behind accounts, by the ids on their site.
async fn members(tx: &mut Tx, to: &Destination, ids: Vec<&str>) -> anyhow::Result<HashMap<String, MemberId>> {
    let mut ids: HashMap<String, &str> = ids.into_iter().map(|id| (to.account_of(id).id, id)).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, String)> = on!(tx, |c| {
        let mut query = sqlx::QueryBuilder::new("SELECT user_id, member FROM account WHERE network = ");
        query.push_bind(to.home.network.as_str()).push(" AND user_id IN (");
        let mut list = query.separated(", ");
        for user in ids.keys() {
            list.push_bind(user);
        }
        query.push(") ORDER BY user_id").build_query_as().fetch_all(c).await
    })?;
    let known = rows.into_iter().filter_map(|(user, member)| Some((ids.remove(&user)?.to_owned(), member)));
    known.map(|(id, member)| Ok((id, member.parse()?))).collect()
}
