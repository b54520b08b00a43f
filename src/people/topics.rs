//! Topics of people: what they help with, stand for as advocates, want to learn, and what the people file lists.
//!
//! Whatever a member is to a topic they said themselves or a moderator named them; the people file alone is never
//! their word (`skill`). What is changed here is read again by the search index.

use crate::database::{MemberId, Tx};
use crate::engine::{ChangeKind, Turn, reindex};
use crate::knowledge::Role;
use crate::on;
use stoa_chat::Text;

const HELPS: &str = "helps";
const ADVOCATE: &str = "advocate";
/// The most topics that are read off the front of a text; further ones stay part of its words.
const MOST_AT_ONCE: usize = 5;

/// Reads `#Terraform`, or `#terraform,`, as `terraform`.
pub fn topic(word: &str) -> Option<String> {
    let name = word.strip_prefix('#')?.trim_end_matches(|c: char| ",;:.!?".contains(c));
    let fits = |c: char| c.is_alphanumeric() || "-_+.#".contains(c);
    let well_formed =
        name.chars().count() <= 40 && name.chars().any(char::is_alphabetic) && name.chars().all(fits);
    well_formed.then(|| name.to_lowercase())
}

/// Takes the topics off the front of `#terraform #ci why does …`: lower case, without `#`, each once.
pub(crate) fn split_topics(mut text: Text) -> (Vec<String>, Text) {
    let mut topics: Vec<String> = Vec::new();
    while topics.len() < MOST_AT_ONCE {
        let (word, rest) = text.clone().split_first_word();
        let Some(topic) = topic(&word) else { break };
        if !topics.contains(&topic) {
            topics.push(topic);
        }
        text = rest;
    }
    (topics, text)
}

/// What a member is to topics; each list in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicsOf {
    /// What they say they help with.
    pub helps: Vec<String>,
    /// What they are an advocate for.
    pub advocate: Vec<String>,
    /// What they want to learn.
    pub learns: Vec<String>,
    /// What the people file lists.
    pub skills: Vec<String>,
}

impl TopicsOf {
    /// What they help with, as advocates or not, in the order of names.
    pub fn all_helped(&self) -> Vec<String> {
        let mut all: Vec<String> = self.helps.iter().chain(&self.advocate).cloned().collect();
        all.sort();
        all
    }

    /// What speaks for asking them, as the knowledge takes it.
    pub fn declared(&self) -> Vec<(String, Role)> {
        let with = |topics: &[String], role| topics.iter().map(move |topic| (topic.clone(), role)).collect();
        let lists: [Vec<(String, Role)>; 3] = [
            with(&self.helps, Role::Helps),
            with(&self.advocate, Role::Advocate),
            with(&self.skills, Role::Listed),
        ];
        lists.concat()
    }
}

/// What a member is to topics.
///
/// # Errors
/// When the database fails.
pub async fn topics_of(tx: &mut Tx, member: MemberId) -> sqlx::Result<TopicsOf> {
    const SQL: &str = "SELECT topic, role FROM topic_member WHERE member = $1
        UNION ALL SELECT topic, 'learns' FROM learner WHERE member = $1
        UNION ALL SELECT topic, 'skill' FROM skill WHERE member = $1
        ORDER BY 1, 2";
    let id = member.to_string();
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).bind(&id).fetch_all(c).await)?;
    let mut topics = TopicsOf::default();
    for (topic, role) in rows {
        let list = match role.as_str() {
            ADVOCATE => &mut topics.advocate,
            "learns" => &mut topics.learns,
            "skill" => &mut topics.skills,
            _ => &mut topics.helps,
        };
        list.push(topic);
    }
    Ok(topics)
}

/// Everybody for whom something is declared.
///
/// # Errors
/// When the database fails.
pub async fn members_with_topics(tx: &mut Tx) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "SELECT member FROM topic_member UNION SELECT member FROM skill ORDER BY 1";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Replaces what a member says they help with; what they are an advocate for stays.
///
/// # Errors
/// When the database fails.
pub async fn set_helped(turn: &mut Turn<'_>, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM topic_member WHERE member = $1 AND role = $2";
    const ADD: &str =
        "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let id = member.to_string();
    on!(turn.tx(), |c| {
        sqlx::query(CLEAR).bind(&id).bind(HELPS).execute(&mut *c).await?;
        for topic in topics {
            sqlx::query(ADD).bind(topic).bind(&id).bind(HELPS).execute(&mut *c).await?;
        }
        Ok::<_, sqlx::Error>(())
    })?;
    turn.reindex(ChangeKind::Declared, &id).await
}

/// Replaces what a member wants to learn.
///
/// # Errors
/// When the database fails.
pub async fn set_learned(tx: &mut Tx, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM learner WHERE member = $1";
    const ADD: &str = "INSERT INTO learner (topic, member) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    replace(tx, [CLEAR, ADD], member, topics).await
}

/// Replaces what the people file lists as a member's skills; they are not asked for it without their consent.
///
/// # Errors
/// When the database fails.
pub async fn set_skills(tx: &mut Tx, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM skill WHERE member = $1";
    const ADD: &str = "INSERT INTO skill (topic, member) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    replace(tx, [CLEAR, ADD], member, topics).await?;
    reindex(tx, ChangeKind::Declared, &member.to_string()).await
}

async fn replace(
    tx: &mut Tx,
    [clear, add]: [&'static str; 2],
    member: MemberId,
    topics: &[String],
) -> sqlx::Result<()> {
    let id = member.to_string();
    on!(tx, |c| {
        sqlx::query(clear).bind(&id).execute(&mut *c).await?;
        for topic in topics {
            sqlx::query(add).bind(topic).bind(&id).execute(&mut *c).await?;
        }
        Ok(())
    })
}

/// Makes a member an advocate for a topic; `false` if they are one already.
///
/// # Errors
/// When the database fails.
pub async fn name_advocate(tx: &mut Tx, member: MemberId, topic: &str) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, $3)
        ON CONFLICT (topic, member) DO UPDATE SET role = excluded.role
        WHERE topic_member.role <> excluded.role RETURNING topic";
    let id = member.to_string();
    let named: Option<(String,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(topic).bind(&id).bind(ADVOCATE).fetch_optional(c).await)?;
    if named.is_some() {
        reindex(tx, ChangeKind::Declared, &id).await?;
    }
    Ok(named.is_some())
}

/// Ends that a member is an advocate for a topic; `false` if they are none.
///
/// # Errors
/// When the database fails.
pub async fn end_advocacy(turn: &mut Turn<'_>, member: MemberId, topic: &str) -> sqlx::Result<bool> {
    const SQL: &str =
        "DELETE FROM topic_member WHERE topic = $1 AND member = $2 AND role = $3 RETURNING topic";
    let id = member.to_string();
    let ended: Option<(String,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(topic).bind(&id).bind(ADVOCATE).fetch_optional(c).await)?;
    if ended.is_some() {
        turn.reindex(ChangeKind::Declared, &id).await?;
    }
    Ok(ended.is_some())
}

/// The advocates of every topic that has some, with their names, in the order of topics and names.
///
/// # Errors
/// When the database fails.
pub async fn advocates(tx: &mut Tx) -> anyhow::Result<Vec<(String, MemberId, String)>> {
    const SQL: &str = "SELECT t.topic, t.member, m.name FROM topic_member t JOIN member m ON m.id = t.member
        WHERE t.role = $1 ORDER BY t.topic, m.name, t.member";
    let rows: Vec<(String, String, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(ADVOCATE).fetch_all(c).await)?;
    rows.into_iter().map(|(topic, member, name)| Ok((topic, member.parse()?, name))).collect()
}

/// Everything that `from` is to topics belongs to `into`, where an advocate stays one.
///
/// # Errors
/// When the database fails.
pub async fn join_topics(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    const MOVE: [&str; 3] = [
        "INSERT INTO topic_member (topic, member, role)
            SELECT topic, $2, role FROM topic_member WHERE member = $1
            ON CONFLICT (topic, member) DO UPDATE
            SET role = CASE WHEN excluded.role = 'advocate' THEN excluded.role ELSE topic_member.role END",
        "INSERT INTO learner (topic, member) SELECT topic, $2 FROM learner WHERE member = $1
            ON CONFLICT DO NOTHING",
        "INSERT INTO skill (topic, member) SELECT topic, $2 FROM skill WHERE member = $1
            ON CONFLICT DO NOTHING",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for sql in MOVE {
        on!(turn.tx(), |c| sqlx::query(sql).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    forget_topics(turn, from).await?;
    turn.reindex(ChangeKind::Declared, &new).await
}

/// A member is nothing to any topic any more.
///
/// # Errors
/// When the database fails.
pub async fn forget_topics(turn: &mut Turn<'_>, member: MemberId) -> sqlx::Result<()> {
    const FORGET: [&str; 3] = [
        "DELETE FROM topic_member WHERE member = $1",
        "DELETE FROM learner WHERE member = $1",
        "DELETE FROM skill WHERE member = $1",
    ];
    let id = member.to_string();
    for sql in FORGET {
        on!(turn.tx(), |c| sqlx::query(sql).bind(&id).execute(c).await.map(drop))?;
    }
    turn.reindex(ChangeKind::Declared, &id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_begins_with_a_sign_and_has_a_letter() {
        assert_eq!(topic("#Terraform,").as_deref(), Some("terraform"));
        assert_eq!(topic("#c++").as_deref(), Some("c++"));
        for word in ["terraform", "#", "#17", "#a b", "#a/b", &format!("#{}", "a".repeat(41))] {
            assert_eq!(topic(word), None, "{word}");
        }
    }
}
