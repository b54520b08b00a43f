//! Finding what is known: before a question is posted, and whenever somebody looks.

use super::answers_store;
use super::command::{self, excerpt};
use super::drafts_store::Draft;
use super::store::{self, Kind, State};
use super::{answers, card, care, moderated, named_question, tips, wording};
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Hit, Query};
use crate::language::{Language, list, one_line};
use crate::on;
use crate::people::{self, Member};
use stoa_chat::{Post, Text};

/// The most characters of a known answer in a list.
const ANSWER: usize = 280;
/// The most results of a search, and lines of a list.
const LINES: usize = 10;

/// A question that is known, with its best answer.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) question: i64,
    kind: Kind,
    title: String,
    answer: String,
    /// Who is to be credited for it.
    credit: Option<String>,
    marks: care::Marks,
}

/// What is known already about a draft, if it is close enough to be worth its asker's time.
pub(super) async fn suggestions(turn: &mut Turn<'_>, draft: &Draft) -> Result<Vec<Known>, Failure> {
    let settings = &turn.settings().questions;
    // What is known was said in places where a guest may not be.
    if people::is_guest(turn.tx(), draft.asker).await? {
        return Ok(Vec::new());
    }
    // Relevance is measured on questions of a sentence or two: the first line asks, the rest explains.
    let title = command::title(&draft.body, 300);
    let hits = find(turn, &title, &draft.topics, settings.suggestions * 2);
    let close = hits.into_iter().filter(|hit| hit.relevance >= settings.suggestion_floor);
    let mut known = read(turn, draft.language, close.collect()).await?;
    known.truncate(settings.suggestions);
    Ok(known)
}

fn find(turn: &Turn<'_>, words: &str, topics: &[String], limit: usize) -> Vec<Hit> {
    turn.knowledge(|knowledge| knowledge.search(&Query { text: words, topics, except: None }, limit))
}

/// Reads the found questions that have an answer to show.
async fn read(turn: &mut Turn<'_>, language: Language, hits: Vec<Hit>) -> Result<Vec<Known>, Failure> {
    let mut known = Vec::new();
    for hit in hits {
        let Some(best) = hit.best_answer else { continue };
        let Some(question) = store::question(turn.tx(), hit.document.0).await? else { continue };
        let Some(answer) = answers_store::answer(turn.tx(), best.0).await? else { continue };
        let notes = care::notes(turn, question.number).await?;
        known.push(Known {
            question: question.number,
            kind: question.kind,
            title: question.title,
            answer: excerpt(&one_line(&answer.body.to_plain()), ANSWER),
            credit: answer.name.is_some().then(|| notes.signed(language, &answer)),
            marks: notes.marks(&answer),
        });
    }
    // What may be out of date comes after everything else that was found.
    known.sort_by_key(|one| one.marks.stale);
    Ok(known)
}

/// Known questions as a list.
pub(super) fn listed(language: Language, known: &[Known]) -> Text {
    list(known.iter().map(|one| {
        let answer = one.marks.behind(&one.answer, language);
        match &one.credit {
            // A tip is called by its first words.
            Some(credit) if one.kind == Kind::Tip => {
                wording::known_tip(language, one.question, &answer, credit)
            }
            Some(credit) => wording::known(language, one.question, &one.title, &answer, credit),
            None => wording::known_unsigned(language, one.question, &one.title, &answer),
        }
    }))
}

/// `search words`.
pub(super) async fn search(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let (topics, rest) = command::split_topics(call.rest.clone());
    let hits = find(turn, &rest.to_plain(), &topics, LINES);
    let known = read(turn, language, hits).await?;
    let shown = excerpt(&words, 100);
    let text = if known.is_empty() {
        wording::found_nothing(language, &shown)
    } else {
        wording::found(language, &shown, &listed(language, &known))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `question Q17`.
pub(super) async fn question(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    if question.direct && !concerns(turn, &question, &call.by).await? {
        return Err(Failure::refused(wording::refused_private(language, question.number)));
    }
    if question.state == State::Withdrawn {
        turn.reply(call, Post::of(card::taken_back(language, &question))).await?;
        return Ok(());
    }
    if question.kind == Kind::Tip {
        let text = tips::shown(turn, language, &question, usize::MAX).await?;
        turn.reply(call, Post::of(text)).await?;
        return Ok(());
    }
    let given = answers_store::answers(turn.tx(), question.number).await?;
    let (number, title) = (question.number, &question.title);
    let notes = care::notes(turn, number).await?;
    let text = if given.is_empty() {
        wording::shown_unanswered(language, number, title, &question.body)
    } else {
        let answers = answers::in_full(language, &given, question.accepted, &notes);
        wording::shown(language, number, title, &question.body, &answers)
    };
    let notices = moderated::notices(turn, &question).await?;
    let text = text.then(notes.in_words(language, &question)).then(notices);
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Whether somebody has a part in a question that was asked in a direct conversation.
pub(super) async fn concerns(
    turn: &mut Turn<'_>,
    question: &store::Question,
    member: &Member,
) -> anyhow::Result<bool> {
    let asked = answers_store::asked(turn.tx(), question.number).await?;
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    Ok(question.asker.is(member.id)
        || asked.iter().any(|asked| asked.member == member.id)
        || answers.iter().any(|answer| answer.author == Some(member.id)))
}

#[derive(sqlx::FromRow)]
struct Line {
    number: i64,
    title: String,
    accepted: Option<i64>,
    answers: i64,
}

/// `questions [open|mine|unanswered|followed] [#topic]`.
pub(super) async fn questions(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    const SQL: &str = "SELECT q.number, q.title, q.accepted,
            (SELECT COUNT(*) FROM answer a WHERE a.question = q.number AND NOT a.withdrawn AND NOT a.hidden) AS answers
        FROM question q
        WHERE (q.state = 'open' OR ($1 IN ('mine', 'followed') AND q.state = 'solved'))
          AND ($1 <> 'mine' OR q.asker = $2)
          AND NOT q.hidden AND (q.asker = $2 OR NOT q.direct AND NOT EXISTS
              (SELECT 1 FROM place p WHERE p.network = q.network AND p.id = q.place AND p.sandbox))
          AND ($1 <> 'followed'
               OR EXISTS (SELECT 1 FROM follower f WHERE f.question = q.number AND f.member = $2))
          AND ($1 <> 'unanswered'
               OR NOT EXISTS (SELECT 1 FROM answer a WHERE a.question = q.number AND NOT a.withdrawn AND NOT a.hidden))
          AND ($3 = '' OR EXISTS (SELECT 1 FROM question_topic t WHERE t.question = q.number AND t.topic = $3))
        ORDER BY q.number DESC LIMIT $4";
    let language = call.by.language;
    let (which, topic) = chosen(&call.words()).ok_or_else(|| {
        let (usage, example) =
            ("questions [open|mine|unanswered|followed] [#topic]", "questions unanswered #ci");
        Failure::refused(crate::engine::usage(language, usage, example))
    })?;
    let (me, most) = (call.by.id.to_string(), i64::try_from(LINES)?);
    let rows: Vec<Line> = on!(turn.tx(), |c| sqlx::query_as(SQL)
        .bind(which)
        .bind(&me)
        .bind(&topic)
        .bind(most)
        .fetch_all(c)
        .await)?;
    let lines = rows.iter().map(|line| match line.accepted {
        Some(answer) => wording::line_solved(language, line.number, &line.title, answer),
        None => wording::line_open(language, line.number, &line.title, line.answers),
    });
    let text = match rows.len() {
        0 if which == "open" && topic.is_empty() => wording::listed_none_open(language),
        0 => wording::listed_nothing(language),
        count => wording::listed(language, count, &list(lines)),
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Reads which questions are wanted, and on which topic (empty for any); `None` if that cannot be told.
fn chosen(words: &str) -> Option<(&'static str, String)> {
    let (mut which, mut topic) = ("open", String::new());
    for word in words.split_whitespace() {
        match ["open", "mine", "unanswered", "followed"].into_iter().find(|known| *known == word) {
            Some(known) => which = known,
            None => topic = command::topic(word)?,
        }
    }
    Some((which, topic))
}
