//! Following: whoever has the same question, or wants to know what becomes of it, hears of its answers.
//!
//! They asked for it, but not for a message a minute: once per question and day at most, and never about their own
//! answer. New questions of a topic only wait for the digest.

use super::super::by::By;
use super::super::card::hashed;
use super::super::command::{excerpt, first_word, topic};
use super::super::store::{Question, State};
use super::super::{NAME, answers_store, card};
use super::{read_member, visible_question, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{list, one_line};
use crate::on;
use crate::people::hours::day_of;
use crate::people::{self, Member};
use stoa_chat::{Post, Timestamp};

/// The most characters of an answer in a message about it.
const ANSWER: usize = 280;
/// The most questions that `follow` lists.
const LINES: i64 = 10;

/// `me too Q17`.
pub(super) async fn me_too(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let word = words.split_whitespace().find(|word| !word.eq_ignore_ascii_case("too")).unwrap_or("");
    let question = visible_question(turn, &call.by, word).await?;
    let number = question.number;
    if question.asker.is(call.by.id) {
        return Err(Failure::refused(wording::refused_me_too_own(language, number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_me_too_closed(language, number)));
    }
    insert(turn.tx(), number, call.by.id, true).await?;
    announce_too(turn, number, call.by.id).await?;
    card::refresh(turn, number).await?;
    let others = me_too_count(turn.tx(), number).await? - 1;
    turn.reply(call, Post::of(wording::me_too(language, number, others))).await?;
    Ok(())
}

/// `follow Q17`, `follow #topic`, `follow`.
pub(super) async fn follow(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const TOPIC: &str = "INSERT INTO topic_follower (topic, member) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let language = call.by.language;
    let words = call.words();
    let word = first_word(&words);
    let text = if word.is_empty() {
        return list_followed(turn, call).await;
    } else if let Some(topic) = topic(word) {
        let me = call.by.id.to_string();
        on!(turn.tx(), |c| sqlx::query(TOPIC).bind(&topic).bind(&me).execute(c).await.map(drop))?;
        wording::following_topic(language, &topic)
    } else {
        let question = visible_question(turn, &call.by, word).await?;
        if question.asker.is(call.by.id) {
            return Err(Failure::refused(wording::refused_follow_own(language, question.number)));
        }
        insert(turn.tx(), question.number, call.by.id, false).await?;
        wording::following_question(language, question.number)
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `unfollow Q17`, `unfollow #topic`; it takes a *me too* back as well.
pub(super) async fn unfollow(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const TOPIC: &str = "DELETE FROM topic_follower WHERE topic = $1 AND member = $2";
    const QUESTION: &str = "DELETE FROM follower WHERE question = $1 AND member = $2 RETURNING me_too";
    let language = call.by.language;
    let words = call.words();
    let me = call.by.id.to_string();
    let text = if let Some(topic) = topic(first_word(&words)) {
        on!(turn.tx(), |c| sqlx::query(TOPIC).bind(&topic).bind(&me).execute(c).await.map(drop))?;
        wording::unfollowed_topic(language, &topic)
    } else {
        let number = visible_question(turn, &call.by, &words).await?.number;
        let row: Option<(bool,)> =
            on!(turn.tx(), |c| sqlx::query_as(QUESTION).bind(number).bind(&me).fetch_optional(c).await)?;
        if row == Some((true,)) {
            let at = turn.happened_at();
            turn.announce(Fact::AskedTooUndone { question: number, member: call.by.id, at });
        }
        card::refresh(turn, number).await?;
        wording::unfollowed_question(language, number)
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

async fn list_followed(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const TOPICS: &str = "SELECT topic FROM topic_follower WHERE member = $1 ORDER BY topic";
    const QUESTIONS: &str =
        "SELECT q.number, q.title FROM follower f JOIN question q ON q.number = f.question
        WHERE f.member = $1 AND q.state <> 'withdrawn' AND NOT q.hidden ORDER BY q.number DESC LIMIT $2";
    let language = call.by.language;
    let me = call.by.id.to_string();
    let topics: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(TOPICS).bind(&me).fetch_all(c).await)?;
    let questions: Vec<(i64, String)> =
        on!(turn.tx(), |c| sqlx::query_as(QUESTIONS).bind(&me).bind(LINES).fetch_all(c).await)?;
    let topics: Vec<String> = topics.into_iter().map(|(topic,)| topic).collect();
    let lines =
        list(questions.iter().map(|(number, title)| wording::followed_line(language, *number, title)));
    let text = match (topics.is_empty(), questions.is_empty()) {
        (true, true) => wording::followed_nothing(language),
        (true, false) => wording::followed_questions(language, &lines),
        (false, true) => wording::followed_topics(language, &hashed(&topics)),
        (false, false) => wording::followed_topics(language, &hashed(&topics))
            .then(wording::followed_questions(language, &lines)),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Tells those who follow a question that it has an answer, or an accepted one.
pub(super) async fn tell(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: i64,
    accepted: bool,
) -> Result<(), Failure> {
    const SQL: &str = "SELECT member, told_at FROM follower WHERE question = $1 ORDER BY member";
    let number = question.number;
    let rows: Vec<(String, Option<i64>)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    // What is hidden from everybody is not quoted to anybody.
    let shown = answers_store::answers(turn.tx(), number).await?;
    let Some(answer) = shown.into_iter().find(|shown| shown.number == answer && !question.hidden) else {
        return Ok(());
    };
    let words = excerpt(&one_line(&answer.body.to_plain()), ANSWER);
    for (id, told_at) in rows {
        let id: MemberId = id.parse()?;
        let member = read_member(turn, id).await?;
        if [answer.author, question.asker.member()].contains(&Some(id)) || told_today(turn, &member, told_at)
        {
            continue;
        }
        let language = member.language;
        let author = answer.name.clone().unwrap_or_else(|| super::super::wording::somebody(language));
        let text = if accepted {
            wording::followed_accepted(language, number, &question.title, answer.number, &author, &words)
        } else {
            wording::followed_answered(language, number, &question.title, answer.number, &author, &words)
        };
        people::tell(turn, &member, NAME, Post::of(text)).await?;
        set_told(turn, number, id).await?;
    }
    Ok(())
}

/// A question turned out to have been asked before, and answered: its asker, and whoever was promised to hear of an
/// answer, hear of that one, once.
pub(super) async fn tell_pointed(
    turn: &mut Turn<'_>,
    question: &Question,
    original: &Question,
    by: &Member,
) -> Result<(), Failure> {
    if question.hidden || original.hidden {
        return Ok(());
    }
    let shown = answers_store::answers(turn.tx(), original.number).await?;
    let Some(answer) = shown.into_iter().find(|shown| original.accepted == Some(shown.number)) else {
        return Ok(());
    };
    let words = excerpt(&one_line(&answer.body.to_plain()), ANSWER);
    for member in waiting(turn, question).await? {
        // Whoever asked the other one, or answered it, knows.
        if member.id == by.id || [original.asker.member(), answer.author].contains(&Some(member.id)) {
            continue;
        }
        let (number, of, language) = (question.number, original.number, member.language);
        let author = answer.name.clone().unwrap_or_else(|| super::super::wording::somebody(language));
        let text = wording::followed_pointed(language, number, &question.title, of, &author, &words);
        people::tell(turn, &member, NAME, Post::of(text)).await?;
        set_told(turn, of, member.id).await?;
    }
    if let Some(thread) = question.asker.thread() {
        let (number, of, language) = (question.number, original.number, question.language);
        let author = answer.name.clone().unwrap_or_else(|| super::super::wording::somebody(language));
        let text = wording::followed_pointed(language, number, &question.title, of, &author, &words);
        turn.tell_thread(thread, Post::of(text)).await?;
    }
    Ok(())
}

/// Somebody else closed a question: its asker hears of it, once.
pub(super) async fn tell_closed(
    turn: &mut Turn<'_>,
    question: &Question,
    why: Option<&str>,
    by: &Member,
) -> Result<(), Failure> {
    let (number, title) = (question.number, &question.title);
    let words = |language| match why {
        Some(why) => wording::your_question_closed_why(language, number, title, &by.name, why),
        None => wording::your_question_closed(language, number, title, &by.name),
    };
    match &question.asker {
        By::Member(asker) if *asker != by.id => {
            let member = read_member(turn, *asker).await?;
            people::tell(turn, &member, NAME, Post::of(words(member.language))).await?;
        }
        By::Thread(thread) => drop(turn.tell_thread(thread, Post::of(words(question.language))).await?),
        _ => {}
    }
    Ok(())
}

/// Whoever waits for an answer to a question: its asker, and those who follow it.
async fn waiting(turn: &mut Turn<'_>, question: &Question) -> Result<Vec<Member>, Failure> {
    const SQL: &str = "SELECT member FROM follower WHERE question = $1 ORDER BY member";
    let number = question.number;
    let rows: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    let mut waiting = Vec::new();
    if let Some(asker) = question.asker.member() {
        waiting.push(read_member(turn, asker).await?);
    }
    for (id,) in rows {
        waiting.push(read_member(turn, id.parse()?).await?);
    }
    Ok(waiting)
}

fn told_today(turn: &Turn<'_>, member: &Member, told_at: Option<i64>) -> bool {
    let day = |at| day_of(at, member.zone);
    told_at.is_some_and(|at| day(Timestamp::from_millis(at)) == day(turn.now()))
}

async fn set_told(turn: &mut Turn<'_>, question: i64, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE follower SET told_at = $3 WHERE question = $1 AND member = $2";
    let (member, now) = (member.to_string(), turn.now().millis());
    on!(turn.tx(), |c| sqlx::query(SQL).bind(question).bind(&member).bind(now).execute(c).await.map(drop))
}

/// A question was posted: those who follow one of its topics find it in their digest, unless they were asked.
pub(in super::super) async fn posted(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    const SQL: &str = "SELECT DISTINCT f.member FROM topic_follower f
        JOIN question_topic t ON t.topic = f.topic
        WHERE t.question = $1
          AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.question = $1 AND a.member = f.member)
        ORDER BY f.member";
    if question.direct {
        return Ok(());
    }
    let number = question.number;
    let rows: Vec<(String,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    for (id,) in rows {
        let member = read_member(turn, id.parse()?).await?;
        if !question.asker.is(member.id) {
            let topics = hashed(&question.topics);
            let text = wording::new_on_topic(member.language, number, &topics, &question.title);
            people::hold(turn, &member, NAME, &Post::of(text)).await?;
        }
    }
    Ok(())
}

async fn insert(tx: &mut Tx, question: i64, member: MemberId, me_too: bool) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO follower (question, member, me_too) VALUES ($1, $2, $3)
        ON CONFLICT (question, member) DO UPDATE SET me_too = (follower.me_too OR excluded.me_too)";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(question).bind(&member).bind(me_too).execute(c).await.map(drop))
}

/// How many others have a question too.
pub(super) async fn me_too_count(tx: &mut Tx, question: i64) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM follower WHERE question = $1 AND me_too";
    let (count,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_one(c).await)?;
    Ok(count)
}

/// Tells the other features that somebody has a question, too; practice counts for nothing.
async fn announce_too(turn: &mut Turn<'_>, question: i64, member: MemberId) -> anyhow::Result<()> {
    if answers_store::counts(turn.tx(), question).await? {
        let at = turn.happened_at();
        turn.announce(Fact::AskedToo { question, member, at });
    }
    Ok(())
}

/// A question turned out to be the same as an earlier one: whoever waits for its answer, and its asker, waits there.
pub(super) async fn move_along(turn: &mut Turn<'_>, from: &Question, to: i64) -> anyhow::Result<()> {
    const SQL: &str = "INSERT INTO follower (question, member, me_too, via)
        SELECT $2, f.member, f.me_too, $1 FROM follower f JOIN question q ON q.number = $2
        WHERE f.question = $1 AND (q.asker IS NULL OR q.asker <> f.member)
        ON CONFLICT (question, member) DO NOTHING RETURNING member, me_too";
    const ASKER: &str = "INSERT INTO follower (question, member, me_too, via)
        SELECT $2, o.asker, TRUE, $1 FROM question o JOIN question q ON q.number = $2
        WHERE o.number = $1 AND o.asker IS NOT NULL AND (q.asker IS NULL OR q.asker <> o.asker)
        ON CONFLICT (question, member) DO NOTHING RETURNING member, me_too";
    let number = from.number;
    for statement in [SQL, ASKER] {
        let moved: Vec<(String, bool)> =
            on!(turn.tx(), |c| sqlx::query_as(statement).bind(number).bind(to).fetch_all(c).await)?;
        for (member, _) in moved.into_iter().filter(|(_, me_too)| *me_too) {
            announce_too(turn, to, member.parse()?).await?;
        }
    }
    Ok(())
}

/// It was no duplicate after all.
pub(super) async fn move_back(turn: &mut Turn<'_>, from: i64) -> anyhow::Result<()> {
    const SQL: &str = "DELETE FROM follower WHERE via = $1 RETURNING question, member, me_too";
    let at = turn.happened_at();
    let back: Vec<(i64, String, bool)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(from).fetch_all(c).await)?;
    for (question, member, _) in back.into_iter().filter(|(.., me_too)| *me_too) {
        turn.announce(Fact::AskedTooUndone { question, member: member.parse()?, at });
    }
    Ok(())
}
