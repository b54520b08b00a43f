//! What the bot's own page says about questions: those that somebody waits with, those that wait for them, those that
//! they could answer besides, and how often they want to be asked.

mod wording;

use super::{card, consent};
use crate::engine::Turn;
use crate::language::{Catalogue, Language, list};
use crate::on;
use crate::people::{self, Member, Word};
use stoa_chat::{Post, Text};

/// The most questions of each kind: a page is looked at, not read.
const MINE: &str = "SELECT number, title FROM question
    WHERE asker = $1 AND state = 'open' AND NOT hidden ORDER BY number DESC LIMIT 5";
const TAKEN: &str = "SELECT number, title FROM question
    WHERE claimed_by = $1 AND state = 'open' AND NOT hidden ORDER BY number DESC LIMIT 5";
const WAITING: &str = "SELECT q.number, q.title FROM asked a JOIN question q ON q.number = a.question
    WHERE a.member = $1 AND a.state = 'asked' AND q.state = 'open' AND NOT q.hidden AND q.claimed_by IS NULL
    ORDER BY q.number DESC LIMIT 5";
/// On topics that they help with, and of everybody's: what was asked in confidence, or to try, is not offered.
const COULD: &str = "SELECT q.number, q.title FROM question q
    WHERE q.state = 'open' AND NOT q.hidden AND NOT q.direct AND q.claimed_by IS NULL
      AND (q.asker IS NULL OR q.asker <> $1)
      AND EXISTS (SELECT 1 FROM question_topic t JOIN topic_member m ON m.topic = t.topic
          WHERE t.question = q.number AND m.member = $1)
      AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.question = q.number AND a.member = $1)
      AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.question = q.number AND a.author = $1 AND NOT a.withdrawn)
      AND NOT EXISTS (SELECT 1 FROM place p WHERE p.network = q.network AND p.id = q.place AND p.sandbox)
    ORDER BY q.number DESC LIMIT 5";

/// Of how many questions that wait for somebody each has a button.
const BUTTONS: usize = 3;

/// A question on the page.
type Line = (i64, String);

/// The sentences of the page.
pub(super) static CATALOGUE: &Catalogue = &wording::CATALOGUE;

/// The page of `member`, as far as questions go.
pub(super) async fn part(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
    let language = member.language;
    let waiting = read(turn, WAITING, member).await?;
    let could = if member.guest { Vec::new() } else { read(turn, COULD, member).await? };
    let taken = read(turn, TAKEN, member).await?;
    let mine = read(turn, MINE, member).await?;
    let nothing = [&waiting, &could, &taken, &mine].iter().all(|lines| lines.is_empty());
    let mut post = Post::default();
    if nothing {
        post.text = wording::home_empty(language);
    }
    // What can be typed is shown with a number that does something.
    let first = |lines: &[Line]| lines.first().map_or(0, |(number, _)| *number);
    for (heading, lines) in [
        (wording::home_waiting(language, first(&waiting)), &waiting),
        (wording::home_taken(language, first(&taken)), &taken),
        (wording::home_could(language, first(&could)), &could),
        (wording::home_mine(language), &mine),
    ] {
        if !lines.is_empty() {
            post.text = post.text.then(heading).then(listed(language, lines));
        }
    }
    for (number, _) in waiting.iter().chain(&could).take(BUTTONS) {
        post = post.with_button(wording::home_take(language, *number), format!("take Q{number}"));
    }
    if !member.guest {
        post = post.with_button(wording::home_all(language), "questions");
    }
    asking(turn, member, post).await
}

/// How often they want to be asked, and buttons for another wish.
async fn asking(turn: &mut Turn<'_>, member: &Member, mut post: Post) -> anyhow::Result<Post> {
    let (language, consent) = (member.language, people::consent(turn, member.id).await?);
    post.text = post.text.then(consent::in_words(language, &consent));
    let given = consent.word == Word::Given;
    // Whoever is asked about some topics only is asked about no more by another number.
    let only = match &consent.topics[..] {
        [] => String::new(),
        topics => format!(" only {}", card::hashed(topics)),
    };
    for number in consent::OFFERED {
        if !given || number != consent.a_week {
            post = post.with_button(wording::home_a_week(language, number), format!("askme {number}{only}"));
        }
    }
    if consent.word != Word::Never {
        post = post.with_button(wording::home_never(language), "askme never");
    }
    Ok(post)
}

async fn read(turn: &mut Turn<'_>, sql: &'static str, member: &Member) -> sqlx::Result<Vec<Line>> {
    let id = member.id.to_string();
    on!(turn.tx(), |c| sqlx::query_as(sql).bind(&id).fetch_all(c).await)
}

fn listed(language: Language, lines: &[Line]) -> Text {
    list(lines.iter().map(|(number, title)| line(language, *number, title)))
}

/// A question in a line.
pub(super) fn line(language: Language, number: i64, title: &str) -> Text {
    wording::home_line(language, number, title)
}
