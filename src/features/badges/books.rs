//! From a fact to marks, and from marks to badges.
//!
//! Of each mark only the newest fact counts, so an undo that arrives before its do is remembered and wins.

use super::list::{BADGES, Badge, Counted, Criterion, Mark};
use super::store::{self, Kept, News};
use super::{NAME, shown};
use crate::database::MemberId;
use crate::engine::{Fact, Turn};
use crate::people::{self, Member, manners};
use crate::places::{self, Stage};
use crate::posts;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);
/// How long a question must have waited for its answer to have unblocked somebody.
const STUCK: Duration = Duration::from_hours(3 * 24);

/// Takes note of a fact, and of the badges that follow from it.
pub(super) async fn hear(turn: &mut Turn<'_>, fact: &Fact) -> anyhow::Result<()> {
    let members = match fact {
        Fact::MembersJoined { from, into } => {
            store::join(turn.tx(), *from, *into).await?;
            BTreeSet::from([*into])
        }
        Fact::MemberErased { member, .. } => {
            store::erase(turn.tx(), *member).await?;
            BTreeSet::new()
        }
        fact => {
            let mut touched = BTreeSet::new();
            for news in marks(turn, fact).await? {
                touched.extend(store::learn(turn.tx(), &news).await?);
            }
            touched
        }
    };
    for member in members {
        level(turn, member).await?;
    }
    Ok(())
}

/// What a fact says about marks.
async fn marks(turn: &mut Turn<'_>, fact: &Fact) -> anyhow::Result<Vec<News>> {
    Ok(match fact {
        Fact::QuestionAsked { question, asker, at } => {
            vec![News::done(Mark::Asked, format!("Q{question}"), *at, *asker, None)]
        }
        Fact::AnswerGiven { answer, question, author, newcomer, asked_at, at, .. } => {
            let source = format!("A{answer}");
            let mut news = vec![News::done(Mark::Answered, source.clone(), *at, *author, None)];
            if *newcomer && at.since(*asked_at) <= DAY {
                news.push(News::done(Mark::Welcomed, source, *at, *author, Some(format!("Q{question}"))));
            }
            news
        }
        Fact::AnswerTakenBack { answer, at } => {
            undone(&[Mark::Answered, Mark::Welcomed], &format!("A{answer}"), *at)
        }
        Fact::AnswerAccepted { answer, author, asker, at } => {
            accepted(turn, *answer, (*author, *asker), *at).await?
        }
        Fact::AcceptanceUndone { answer, at } => {
            undone(&[Mark::Accepted, Mark::Bridged, Mark::Unblocked], &format!("A{answer}"), *at)
        }
        Fact::AnswerThanked { answer, author, by, at } => {
            vec![News::done(Mark::Helped, format!("A{answer} {by}"), *at, *author, Some(by.to_string()))]
        }
        Fact::ThanksUndone { answer, by, at } => undone(&[Mark::Helped], &format!("A{answer} {by}"), *at),
        Fact::CorrectionAccepted { correction, proposer, at, .. } => {
            vec![News::done(Mark::Curated, format!("C{correction}"), *at, *proposer, None)]
        }
        Fact::MentoringCompleted { pair, mentor, mentee, at } => vec![
            News::done(Mark::Mentored, pair.clone(), *at, *mentor, Some(mentee.to_string())),
            News::done(Mark::Graduated, pair.clone(), *at, *mentee, Some(mentor.to_string())),
        ],
        _ => Vec::new(),
    })
}

fn undone(marks: &[Mark], source: &str, at: Timestamp) -> Vec<News> {
    marks.iter().map(|mark| News { mark: *mark, source: source.to_owned(), at, done: None }).collect()
}

async fn accepted(
    turn: &mut Turn<'_>,
    answer: i64,
    (author, asker): (MemberId, MemberId),
    at: Timestamp,
) -> anyhow::Result<Vec<News>> {
    let source = format!("A{answer}");
    let mut news = vec![News::done(Mark::Accepted, source.clone(), at, author, Some(asker.to_string()))];
    let mine = people::employment(turn.tx(), author).await?.team;
    let theirs = people::employment(turn.tx(), asker).await?.team;
    if let (Some(mine), Some(theirs)) = (mine, theirs)
        && mine != theirs
    {
        news.push(News::done(Mark::Bridged, source.clone(), at, author, Some(theirs)));
    }
    let since = posts::asked_at(turn.tx(), answer).await?;
    if since.is_some_and(|since| at.since(since) >= STUCK) {
        news.push(News::done(Mark::Unblocked, source, at, author, None));
    }
    Ok(news)
}

/// Brings a member's badges level with their marks.
async fn level(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<()> {
    let marks = store::marks(turn.tx(), member).await?;
    for badge in BADGES {
        let earned = earned(&badge.criterion, &marks);
        if store::set(turn.tx(), member, badge.id, earned).await? {
            announce(turn, member, badge).await?;
        }
    }
    Ok(())
}

/// When the marks were enough for the first time, oldest mark first; `None` if they are not.
pub(super) fn earned(criterion: &Criterion, marks: &[Kept]) -> Option<Timestamp> {
    let mut peers = BTreeSet::new();
    let mut before: Option<Timestamp> = None;
    let counts = |kept: &&Kept| match criterion.counted {
        Counted::Each => true,
        Counted::Peers => peers.insert(kept.peer.clone()),
        Counted::After { days } => {
            let rested = before.is_some_and(|before| kept.at.since(before) >= DAY * days);
            before = Some(kept.at);
            rested
        }
    };
    let of_kind = marks.iter().filter(|kept| kept.mark == criterion.mark);
    of_kind.filter(counts).nth(criterion.least.saturating_sub(1)).map(|kept| kept.at)
}

/// It waits for the digest: a badge is not worth an interruption. What is earned before the launch has come to thanks is
/// there to be seen then.
async fn announce(turn: &mut Turn<'_>, id: MemberId, badge: &Badge) -> anyhow::Result<()> {
    if places::stage(turn).await? < Stage::Thanks {
        return Ok(());
    }
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), id, defaults).await?;
    manners::hold(turn, &member, NAME, &shown::earned(member.language, badge)).await?;
    Ok(())
}
