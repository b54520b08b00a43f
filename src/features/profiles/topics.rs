//! Topics: what is asked about, who knows it best, and the advocates who look after it.

use super::specs::{TOPIC, TOPIC_EXAMPLE};
use super::{NAME, meant, who, wording};
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{DocumentId, Query, TopicCount};
use crate::language::{Language, echo, list};
use crate::on;
use crate::people::{self};
use std::collections::BTreeMap;
use stoa_chat::{Post, Text};

/// How many topics are listed at most.
const MOST_TOPICS: usize = 30;
/// How many people and questions of a topic are shown at most.
const MOST_SHOWN: usize = 5;

/// `topics`.
pub(super) async fn topics(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let mut counts = turn.knowledge(crate::knowledge::Knowledge::topics);
    let mut advocates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (topic, _, name) in people::advocates(turn.tx()).await? {
        if !counts.iter().any(|count| count.topic == topic) {
            counts.push(TopicCount { topic: topic.clone(), questions: 0, answered: 0 });
        }
        advocates.entry(topic).or_default().push(name);
    }
    let line = |count: &TopicCount| {
        let asked = wording::topic_counts(language, count.questions, count.answered);
        match advocates.get(&count.topic) {
            Some(names) => wording::topic_line_advocates(language, &count.topic, &asked, &names.join(", ")),
            None => wording::topic(language, &count.topic, &asked),
        }
    };
    let lines = list(counts.iter().take(MOST_TOPICS).map(line));
    let mut text = match counts.len() {
        0 => wording::topics_none(language),
        number => wording::topics(language, number, &lines),
    };
    if let Some(more) = counts.len().checked_sub(MOST_TOPICS).filter(|more| *more > 0) {
        text = text.then(wording::topics_more(language, more));
    }
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `topic #name`, `topic #name advocate @person`, `topic #name advocate remove @person`, `topic #name advocate off`.
pub(super) async fn topic(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let (name, rest) = words.split_once(char::is_whitespace).unwrap_or((&words, ""));
    let Some(topic) = people::topic(name).or_else(|| people::topic(&format!("#{name}"))) else {
        return Err(Failure::refused(wording::refused_not_a_topic(language, &echo(name))));
    };
    let (word, rest) = first_word(rest);
    let text = match (word, first_word(rest)) {
        ("", _) => shown(turn, language, &topic).await?,
        ("advocate", ("off", "")) => step_back(turn, call, &topic).await?,
        ("advocate", ("remove", who)) if !who.is_empty() => remove(turn, call, &topic, who).await?,
        ("advocate", (first, _)) if !first.is_empty() && first != "remove" => {
            name_advocate(turn, call, &topic, rest).await?
        }
        _ => return Err(Failure::refused(crate::engine::usage(language, TOPIC, TOPIC_EXAMPLE))),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

fn first_word(words: &str) -> (&str, &str) {
    let words = words.trim();
    let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    (word, rest.trim_start())
}

async fn name_advocate(turn: &mut Turn<'_>, call: &Call, topic: &str, who: &str) -> Result<Text, Failure> {
    only_moderators(turn, call).await?;
    let who = meant(turn, call, who).await?;
    let news = people::name_advocate(turn.tx(), who.id, topic).await?;
    if news && who.id != call.by.id {
        let post = Post::of(wording::advocate_you(who.language, &call.by.name, topic));
        people::tell(turn, &who, NAME, post).await?;
    }
    Ok(wording::advocate_named(call.by.language, &who.name, topic))
}

async fn remove(turn: &mut Turn<'_>, call: &Call, topic: &str, who: &str) -> Result<Text, Failure> {
    let who = meant(turn, call, who).await?;
    if who.id == call.by.id {
        return step_back(turn, call, topic).await;
    }
    only_moderators(turn, call).await?;
    let language = call.by.language;
    if !people::end_advocacy(turn, who.id, topic).await? {
        return Err(Failure::refused(wording::refused_no_advocate(language, &who.name, topic)));
    }
    let post = Post::of(wording::advocate_you_removed(who.language, topic));
    people::tell(turn, &who, NAME, post).await?;
    Ok(wording::advocate_ended(language, &who.name, topic))
}

/// Whoever was named an advocate can always end it.
async fn step_back(turn: &mut Turn<'_>, call: &Call, topic: &str) -> Result<Text, Failure> {
    let language = call.by.language;
    if people::end_advocacy(turn, call.by.id, topic).await? {
        Ok(wording::advocate_you_ended(language, topic))
    } else {
        Err(Failure::refused(wording::refused_not_yours(language, topic)))
    }
}

async fn only_moderators(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    if people::is_moderator(turn, &call.by).await? {
        return Ok(());
    }
    Err(Failure::refused(wording::refused_not_moderator(call.by.language)))
}

/// A topic: what was asked, its advocates, who knows it best, its newest questions.
async fn shown(turn: &mut Turn<'_>, language: Language, topic: &str) -> Result<Text, Failure> {
    let counts = turn.knowledge(crate::knowledge::Knowledge::topics);
    let count = counts.into_iter().find(|count| count.topic == topic);
    let advocates = people::advocates(turn.tx()).await?;
    let advocates: Vec<String> =
        advocates.into_iter().filter(|(of, ..)| of == topic).map(|(.., name)| name).collect();
    let names = [topic.to_owned()];
    let known = who::experts(turn, &Query { topics: &names, ..Query::default() }, MOST_SHOWN).await?;
    if count.is_none() && advocates.is_empty() && known.is_empty() {
        return Ok(wording::topic_unknown(language, topic));
    }
    let (asked, answered) = count.map_or((0, 0), |count| (count.questions, count.answered));
    let mut text = wording::topic(language, topic, &wording::topic_counts(language, asked, answered));
    text = text.then(match advocates.len() {
        0 => wording::topic_no_advocate(language),
        _ => wording::topic_advocates(language, &advocates.join(", ")),
    });
    if !known.is_empty() {
        text = text.then(wording::topic_people(language, &who::in_words(language, &known)));
    }
    let newest = newest_questions(turn, topic).await?;
    if newest.is_empty() {
        return Ok(text);
    }
    let lines = newest
        .iter()
        .map(|(number, title, answers)| wording::question_line(language, *number, title, *answers));
    Ok(text.then(wording::topic_questions(language, &list(lines))))
}

/// A topic's newest questions, each with its number, title and how many answers it has. What the index does not know
/// is not shown.
async fn newest_questions(turn: &mut Turn<'_>, topic: &str) -> Result<Vec<(i64, String, i64)>, Failure> {
    const SQL: &str = "SELECT q.number, q.title,
            (SELECT COUNT(*) FROM answer a WHERE a.question = q.number AND NOT a.withdrawn AND NOT a.hidden)
        FROM question q JOIN question_topic t ON t.question = q.number
        WHERE t.topic = $1 AND q.state <> 'withdrawn' AND NOT q.direct
        ORDER BY q.asked_at DESC, q.number DESC LIMIT 25";
    let mut rows: Vec<(i64, String, i64)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(topic).fetch_all(c).await)?;
    turn.knowledge(|knowledge| rows.retain(|(number, ..)| knowledge.knows(DocumentId(*number))));
    rows.truncate(MOST_SHOWN);
    Ok(rows)
}
