//! `leaderboard`: who stands where, for those who want to be seen, and teams for everybody.

use super::board::{When, around, ranked, teams};
use super::{seasons, store, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, list};
use crate::on;
use crate::people::Member;
use crate::people::hours::day_of;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::{Post, Text, Timestamp};

/// How the command is written.
pub(super) const USAGE: &str = "leaderboard [season | week | all] [team] | show | hide";
pub(super) const EXAMPLE: &str = "leaderboard week";

/// `leaderboard`.
pub(super) async fn leaderboard(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, words) = (call.by.language, call.words().to_lowercase());
    let text = match words.as_str() {
        "show" | "zeigen" => {
            put_on_board(turn.tx(), call.by.id).await?;
            wording::board_shown(language)
        }
        "hide" | "verbergen" => {
            take_off_board(turn.tx(), call.by.id).await?;
            wording::board_hidden(language)
        }
        words => {
            let (when, only_teams) = read(words)
                .ok_or_else(|| Failure::refused(crate::engine::usage(language, USAGE, EXAMPLE)))?;
            board(turn, &call.by, when, only_teams).await?
        }
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Which board is wanted, and whether only that of teams; `None` if that cannot be told.
fn read(words: &str) -> Option<(When, bool)> {
    let (mut when, mut only_teams) = (When::Season, false);
    for word in words.split_whitespace() {
        match When::read(word) {
            Some(known) => when = known,
            None if ["team", "teams"].contains(&word) => only_teams = true,
            None => return None,
        }
    }
    Some((when, only_teams))
}

async fn board(turn: &mut Turn<'_>, by: &Member, when: When, only_teams: bool) -> anyhow::Result<Text> {
    let (settings, language) = (turn.settings(), by.language);
    let zone = settings.people.zone;
    let first = when.since(day_of(turn.now(), zone), settings.recognition.season_weeks);
    let since = first.map_or(Timestamp::from_millis(i64::MIN), |day| seasons::begins(day, settings));
    let scores = store::earned_since(turn.tx(), since).await?;
    let heading = match when {
        When::Week => wording::board_week(language),
        When::Season => wording::board_season(language),
        When::All => wording::board_all(language),
    };
    let mut text = heading;
    if !only_teams {
        text = text.then(own_part(turn, by, &scores).await?);
        if when == When::Season
            && let Some(last) = seasons::last_result(turn, by.id).await?
        {
            text = text.then(wording::board_last_season(language, last.rank, last.points));
        }
    }
    let (of, active) = (teams_of(turn.tx()).await?, store::active_since(turn.tx(), since).await?);
    let found = teams(&of, &scores, &active, settings.recognition.team_of);
    if found.is_empty() {
        let none = only_teams.then(|| wording::board_no_teams(language, settings.recognition.team_of));
        return Ok(none.map_or(text.clone(), |none| text.then(none)));
    }
    let lines = found
        .iter()
        .map(|team| wording::board_team(language, team.rank, &team.name, team.tenths / 10, team.tenths % 10));
    Ok(text.then(wording::board_teams(language)).then(list(lines)))
}

/// Somebody and the two around them, among those who want to be seen.
async fn own_part(
    turn: &mut Turn<'_>,
    by: &Member,
    scores: &BTreeMap<MemberId, i64>,
) -> anyhow::Result<Text> {
    let language = by.language;
    let shown = on_board(turn.tx()).await?;
    if !shown.contains(&by.id) {
        return Ok(wording::board_not_on_it(language));
    }
    let seen = scores.iter().filter(|(member, _)| shown.contains(member));
    let lines = ranked(&seen.map(|(member, points)| (*member, *points)).collect());
    let part = around(&lines, by.id);
    if part.is_empty() {
        return Ok(wording::board_nothing_yet(language));
    }
    let defaults = &turn.settings().people;
    let mut told = Vec::new();
    for line in part {
        let name = if line.member == by.id {
            None
        } else {
            Some(Member::read(turn.tx(), line.member, defaults).await?.name)
        };
        told.push(one(language, line.rank, name.as_deref(), line.points));
    }
    Ok(list(told))
}

fn one(language: Language, rank: usize, name: Option<&str>, points: i64) -> Text {
    match name {
        Some(name) => wording::board_line(language, rank, name, points),
        None => wording::board_you(language, rank, points),
    }
}

async fn put_on_board(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO board_member (member) VALUES ($1) ON CONFLICT DO NOTHING";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).execute(c).await.map(drop))
}

async fn take_off_board(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM board_member WHERE member = $1";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).execute(c).await.map(drop))
}

async fn on_board(tx: &mut Tx) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT member FROM board_member ORDER BY member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// The team of everybody of whom one is known.
async fn teams_of(tx: &mut Tx) -> anyhow::Result<BTreeMap<MemberId, String>> {
    const SQL: &str = "SELECT member, team FROM employment WHERE team IS NOT NULL ORDER BY member";
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().map(|(member, team)| Ok((member.parse()?, team))).collect()
}
