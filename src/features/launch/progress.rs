//! `launch`: how it goes, and the next stage.

use super::rules::{Asked, Week, enough, weigh};
use super::{introduction, only_moderators, wording};
use crate::database::Tx;
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, echo, list};
use crate::on;
use crate::places::{self, Stage};
use std::time::Duration;
use stoa_chat::{Network, PlaceRef, Post, Text, Timestamp};

const WEEK: Duration = Duration::from_hours(7 * 24);

/// `launch`, `launch next`, `launch thanks`: shows the stage, or begins one.
pub(super) async fn launch(turn: &mut Turn<'_>, call: &Call) -> Result<Post, Failure> {
    only_moderators(turn, call).await?;
    let language = call.by.language;
    let now = places::stage(turn).await?;
    let words = call.words().to_lowercase();
    let wanted = match &*words {
        "" => return shown(turn, language, now).await,
        "next" => now.next().ok_or_else(|| Failure::refused(wording::last_stage(language)))?,
        word => word
            .parse()
            .map_err(|_| Failure::refused(wording::refused_no_stage(language, &echo(&call.words()))))?,
    };
    // Beginning a stage again must not do anything again.
    if wanted != now {
        places::set_stage(turn, wanted).await?;
        introduction::plan_everywhere(turn).await?;
    }
    Ok(Post::of(wording::stage_began(language, wanted.word()).then(holds(language, wanted))))
}

/// What a stage holds, in words.
fn holds(language: Language, stage: Stage) -> Text {
    match stage {
        Stage::Listen => wording::holds_listen(language),
        Stage::Questions => wording::holds_questions(language),
        Stage::Thanks => wording::holds_thanks(language),
        Stage::Mentoring => wording::holds_mentoring(language),
        Stage::All => wording::holds_all(language),
    }
}

/// The stage, how the last weeks went, and what that speaks for.
async fn shown(turn: &mut Turn<'_>, language: Language, stage: Stage) -> Result<Post, Failure> {
    let head = wording::stage(language, stage.word()).then(holds(language, stage));
    let Some(next) = stage.next() else { return Ok(Post::of(head.then(wording::last_stage(language)))) };
    if stage == Stage::Listen {
        return Ok(Post::of(head.then(wording::may_begin(language, next.word()))));
    }
    let settings = &turn.settings().launch;
    let weeks = last_weeks(turn).await?;
    let lines = weeks.iter().enumerate().map(|(back, week)| match week.percent() {
        Some(share) => wording::line_week(language, back, week.asked, share, settings.answer_days),
        None => wording::line_week_empty(language, back),
    });
    let text = head.then(list(lines));
    let percent = settings.good_percent;
    if !enough(&weeks, percent) {
        return Ok(Post::of(text.then(wording::waits(language, next.word(), percent, settings.weeks))));
    }
    let proposal = wording::proposes(language, next.word(), percent);
    let label = wording::label_begin(language, next.word());
    // The button names its stage, so that pressing it twice is pressing it once.
    Ok(Post::of(text.then(proposal)).with_button(label, format!("launch {next}")))
}

/// The last weeks, the newest first.
async fn last_weeks(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Week>> {
    let now = turn.now();
    let (weeks, days) = (turn.settings().launch.weeks, turn.settings().launch.answer_days);
    let mut asked = Vec::new();
    for (place, at, answered) in asked_since(turn.tx(), now - WEEK * weeks).await? {
        let home = places::at(turn, &place).await?;
        let due = home.hours.add_working_days(at, days, home.zone);
        asked.push(Asked { at, answered, due });
    }
    Ok(weigh(&asked, now, WEEK, weeks))
}

/// The questions that were asked in places since a moment, with their first answers. Practice does not count, nor
/// does what moderators have put out of sight, or what nobody waited for since it was only kept.
async fn asked_since(
    tx: &mut Tx,
    since: Timestamp,
) -> sqlx::Result<Vec<(PlaceRef, Timestamp, Option<Timestamp>)>> {
    const SQL: &str = "SELECT q.network, q.place, q.asked_at,
            (SELECT MIN(a.at) FROM answer a WHERE a.question = q.number AND NOT a.withdrawn AND NOT a.hidden)
        FROM question q
        WHERE q.asked_at > $1 AND q.source IS NULL AND q.kind = 'asked' AND q.state <> 'withdrawn' AND NOT q.direct AND NOT q.hidden
          AND NOT EXISTS (SELECT 1 FROM place p WHERE p.network = q.network AND p.id = q.place AND p.sandbox)
        ORDER BY q.number";
    let rows: Vec<(String, String, i64, Option<i64>)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(since.millis()).fetch_all(c).await)?;
    let read = |(network, place, at, answered): (String, String, i64, Option<i64>)| {
        let place = PlaceRef::new(&Network::new(network), place);
        (place, Timestamp::from_millis(at), answered.map(Timestamp::from_millis))
    };
    Ok(rows.into_iter().map(read).collect())
}
