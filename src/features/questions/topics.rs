//! Topics: what people say they help with, and their advocates.

use super::card::hashed;
use super::store::Question;
use super::{NAME, ask, command, wording};
use crate::database::MemberId;
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::on;
use crate::people;
use stoa_chat::Post;

const HELPS: &str = "helps";
const ADVOCATE: &str = "advocate";

/// `helps #topic …`, `helps nothing`, `helps`.
pub(super) async fn helps(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const MINE: &str = "SELECT topic FROM topic_member WHERE member = $1 ORDER BY topic";
    let language = call.by.language;
    let me = call.by.id.to_string();
    let words = call.words();
    let mut topics = Vec::new();
    for word in words.split_whitespace().filter(|word| *word != "nothing") {
        let topic = command::topic(word);
        topics.push(
            topic.ok_or_else(|| {
                Failure::refused(wording::refused_not_a_topic(language, &command::echo(word)))
            })?,
        );
    }
    if !words.is_empty() {
        declare(turn, call.by.id, &topics).await?;
        if !topics.is_empty() {
            people::volunteer(turn, call.by.id).await?;
        }
    }
    let mine: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(MINE).bind(&me).fetch_all(c).await)?;
    let mine: Vec<String> = mine.into_iter().map(|(topic,)| topic).collect();
    let text = if mine.is_empty() {
        wording::helps_nothing(language)
    } else {
        wording::helps(language, &hashed(&mine))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Replaces what a member says they help with; being an advocate is not theirs to change.
async fn declare(turn: &mut Turn<'_>, member: MemberId, topics: &[String]) -> anyhow::Result<()> {
    let id = member.to_string();
    on!(turn.tx(), |c| {
        sqlx::query("DELETE FROM topic_member WHERE member = $1 AND role = $2")
            .bind(&id)
            .bind(HELPS)
            .execute(&mut *c)
            .await?;
        for topic in topics {
            sqlx::query(
                "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            )
            .bind(topic)
            .bind(&id)
            .bind(HELPS)
            .execute(&mut *c)
            .await?;
        }
    });
    turn.reindex(ChangeKind::Declared, &id).await?;
    Ok(())
}

/// `topic #name advocate @person`, by a moderator.
pub(super) async fn topic(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const SQL: &str = "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, $3)
        ON CONFLICT (topic, member) DO UPDATE SET role = excluded.role";
    let language = call.by.language;
    if !people::is_moderator(turn, &call.by).await? {
        return Err(Failure::refused(wording::refused_not_moderator(language)));
    }
    let words = call.words();
    let mut words = words.split_whitespace();
    let (name, role, who) = (words.next().unwrap_or(""), words.next(), words.next().unwrap_or(""));
    let Some(topic) = command::topic(name).or_else(|| command::topic(&format!("#{name}"))) else {
        return Err(Failure::refused(wording::refused_not_a_topic(language, &command::echo(name))));
    };
    if role != Some(ADVOCATE) {
        let (usage, example) = ("topic #name advocate @person", "topic #postgres advocate @chen");
        return Err(Failure::refused(crate::engine::usage(language, usage, example)));
    }
    let Some(member) = people::person_called(turn, &call.account.network, who).await? else {
        return Err(Failure::refused(wording::refused_nobody(language, &command::echo(who))));
    };
    let id = member.to_string();
    on!(turn.tx(), |c| sqlx::query(SQL).bind(&topic).bind(&id).bind(ADVOCATE).execute(c).await.map(drop))?;
    turn.reindex(ChangeKind::Declared, &id).await?;
    let name = ask::name_of(turn, language, Some(member)).await?;
    turn.reply(call, Post::of(wording::advocate_named(language, &name, &topic))).await?;
    Ok(())
}

/// Asks the advocates of a question's topics who have not been asked, within the bounds of manners.
pub(super) async fn ask_advocates(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    const SQL: &str = "SELECT DISTINCT t.topic, t.member FROM topic_member t
        JOIN question_topic q ON q.topic = t.topic
        WHERE q.question = $1 AND t.role = $2
          AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.question = $1 AND a.member = t.member)
        ORDER BY t.topic, t.member";
    let number = question.number;
    let rows: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).bind(ADVOCATE).fetch_all(c).await)?;
    let mut seen = Vec::new();
    for (topic, member) in rows {
        let member: MemberId = member.parse()?;
        if question.asker != Some(member) && !seen.contains(&member) {
            super::routing::ask_advocate(turn, question, member, topic).await?;
            seen.push(member);
        }
    }
    Ok(())
}

/// Tells the moderators of a question that nobody has answered; it stands in `questions unanswered` too.
pub(super) async fn tell_moderators(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    for member in people::moderators(turn).await? {
        let asker = ask::name_of(turn, member.language, question.asker).await?;
        let text = wording::unanswered(member.language, question.number, &asker, &question.title);
        people::tell(turn, &member, NAME, Post::of(text)).await?;
    }
    Ok(())
}

/// Two members are one: everything of `from` belongs to `into`, in the questions' tables.
pub(super) async fn join_members(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> anyhow::Result<()> {
    const TOUCHED: &str = "SELECT number FROM question WHERE asker = $1
        UNION SELECT question FROM answer WHERE author = $1 ORDER BY 1";
    let (old, new) = (from.to_string(), into.to_string());
    let touched: Vec<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(TOUCHED).bind(&old).fetch_all(c).await)?;
    let statements = [
        "UPDATE draft SET asker = $2 WHERE asker = $1",
        "UPDATE draft SET picker = $2 WHERE picker = $1",
        "UPDATE question SET asker = $2 WHERE asker = $1",
        "UPDATE question SET claimed_by = $2 WHERE claimed_by = $1",
        "UPDATE answer SET author = $2 WHERE author = $1",
        "INSERT INTO asked (question, member, at, reasons, propensity, state, direct)
            SELECT question, $2, at, reasons, propensity, state, direct FROM asked WHERE member = $1
            ON CONFLICT (question, member) DO NOTHING",
        "DELETE FROM asked WHERE member = $1 AND $2 <> ''",
        "INSERT INTO topic_member (topic, member, role)
            SELECT topic, $2, role FROM topic_member WHERE member = $1
            ON CONFLICT (topic, member) DO UPDATE
            SET role = CASE WHEN excluded.role = 'advocate' THEN excluded.role ELSE topic_member.role END",
        "DELETE FROM topic_member WHERE member = $1 AND $2 <> ''",
    ];
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    super::captured::join_members(turn, &old, &new).await?;
    for (number,) in touched {
        turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    }
    turn.reindex(ChangeKind::Declared, &old).await?;
    turn.reindex(ChangeKind::Declared, &new).await?;
    Ok(())
}
