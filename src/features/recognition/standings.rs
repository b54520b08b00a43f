//! `leaderboard`: who stands where, for those who want to be seen, and teams for everybody; of all, or of one place.

use super::board::{When, around, ranked, teams};
use super::place_board::{self, Earned};
use super::{seasons, store, wording, worth_a_look};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, list};
use crate::on;
use crate::people::Member;
use crate::people::hours::day_of;
use crate::places;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::{PlaceRef, Post, Text, Timestamp};

/// How the command is written.
pub(super) const USAGE: &str =
    "leaderboard [season | week | all] [team] [#place | here] | show | hide | flags";
pub(super) const EXAMPLE: &str = "leaderboard week";

/// `leaderboard`.
pub(super) async fn leaderboard(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let (language, words) = (call.by.language, call.words());
    let text = match words.to_lowercase().as_str() {
        "show" | "zeigen" => {
            put_on_board(turn.tx(), call.by.id).await?;
            wording::board_shown(language)
        }
        "hide" | "verbergen" => {
            take_off_board(turn.tx(), call.by.id).await?;
            wording::board_hidden(language)
        }
        "flags" => worth_a_look::shown(turn, &call.by).await?,
        _ => {
            let wanted = read(&words, !call.rest.places().is_empty())
                .ok_or_else(|| Failure::refused(crate::engine::usage(language, USAGE, EXAMPLE)))?;
            let place = match &wanted.place {
                Some(word) => Some(place_board::named(turn, call, word).await?),
                None => None,
            };
            board(turn, &call.by, &wanted, place.as_ref()).await?
        }
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// Which board is wanted.
struct Wanted {
    when: When,
    only_teams: bool,
    /// What the place is called whose board it is.
    place: Option<String>,
}

/// Reads which board is wanted; `None` if that cannot be told. If the words point at a place, its name is those that
/// mean nothing else.
fn read(words: &str, points: bool) -> Option<Wanted> {
    let mut wanted = Wanted { when: When::Season, only_teams: false, place: None };
    for word in words.split_whitespace() {
        let lower = word.to_lowercase();
        let is_place = word.starts_with('#') || word.contains("/#") || places::is_here(word);
        match (When::read(&lower), &mut wanted.place) {
            (Some(known), _) => wanted.when = known,
            (None, _) if ["team", "teams"].contains(&&*lower) => wanted.only_teams = true,
            (None, Some(name)) if points => *name = format!("{name} {word}"),
            (None, place @ None) if is_place || points => *place = Some(word.to_owned()),
            (None, _) => return None,
        }
    }
    Some(wanted)
}

async fn board(
    turn: &mut Turn<'_>,
    by: &Member,
    wanted: &Wanted,
    place: Option<&PlaceRef>,
) -> anyhow::Result<Text> {
    let (settings, language, when) = (turn.settings(), by.language, wanted.when);
    let zone = settings.people.zone;
    let first = when.since(day_of(turn.now(), zone), settings.recognition.season_weeks);
    let since = first.map_or(Timestamp::from_millis(i64::MIN), |day| seasons::begins(day, settings));
    let Earned { scores, active } = match place {
        Some(place) => place_board::earned_in(turn.tx(), place, since).await?,
        None => Earned {
            scores: store::earned_since(turn.tx(), since).await?,
            active: store::active_since(turn.tx(), since).await?,
        },
    };
    let mut text = heading(language, when, place);
    if !wanted.only_teams {
        text = text.then(own_part(turn, by, &scores).await?);
        if (when, place) == (When::Season, None)
            && let Some(last) = seasons::last_result(turn, by.id).await?
        {
            text = text.then(wording::board_last_season(language, last.rank, last.points));
        }
    }
    let of = teams_of(turn.tx()).await?;
    let found = teams(&of, &scores, &active, settings.recognition.team_of);
    if found.is_empty() {
        let none = wanted.only_teams.then(|| wording::board_no_teams(language, settings.recognition.team_of));
        return Ok(none.map_or(text.clone(), |none| text.then(none)));
    }
    let lines = found
        .iter()
        .map(|team| wording::board_team(language, team.rank, &team.name, team.tenths / 10, team.tenths % 10));
    Ok(text.then(wording::board_teams(language)).then(list(lines)))
}

fn heading(language: Language, when: When, place: Option<&PlaceRef>) -> Text {
    match (when, place) {
        (When::Week, None) => wording::board_week(language),
        (When::Season, None) => wording::board_season(language),
        (When::All, None) => wording::board_all(language),
        (When::Week, Some(place)) => wording::board_week_in(language, place),
        (When::Season, Some(place)) => wording::board_season_in(language, place),
        (When::All, Some(place)) => wording::board_all_in(language, place),
    }
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
