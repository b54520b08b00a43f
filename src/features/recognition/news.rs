//! What recognition has to say in a place's digest: which teams helped there, for each of their members.
//!
//! A board of teams names nobody, and a team of few is not on it.

use super::super::{Edition, News, Reader, Section};
use super::wording;
use crate::database::Tx;
use crate::engine::Turn;
use crate::on;
use crate::pictures::{Board, Line};
use stoa_chat::{PlaceRef, Text};

/// What the answers to a place's questions earned, by team.
pub(super) const EARNED: &str = "SELECT e.team, CAST(SUM(p.amount) AS BIGINT) FROM question q
    JOIN answer a ON a.question = q.number
    JOIN ledger_txn t ON t.source_ref = 'A' || CAST(a.number AS TEXT)
    JOIN ledger_posting p ON p.txn = t.id
    JOIN ledger_account c ON c.id = p.account AND c.kind = 'person'
    JOIN employment e ON e.member = c.owner
    WHERE q.network = $1 AND q.place = $2 AND q.asked_at >= $3 AND NOT q.direct AND t.occurred_at >= $4
        AND e.team IS NOT NULL
    GROUP BY e.team ORDER BY e.team";

/// How many are in a team.
pub(super) const MEMBERS: &str = "SELECT COUNT(*) FROM employment WHERE team = $1";

/// The fewest members of a team on a board.
const FEWEST: i64 = 5;
/// The fewest teams that make a board: one alone stands nowhere.
const TEAMS: usize = 2;
/// The most teams on it.
const MOST: usize = 6;

/// What a team earned in a place.
struct Team {
    name: String,
    /// Hundredths of points for each member.
    each: i64,
}

/// The board of a place's teams, if there are any that earned something since the digest before.
pub(super) async fn news(turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
    let (Reader::Place, Some(place)) = (edition.reader, edition.places.first()) else {
        return Ok(Vec::new());
    };
    let mut teams = Vec::new();
    for (name, points) in earned(turn.tx(), edition, place).await? {
        let members = members(turn.tx(), &name).await?;
        if members >= FEWEST && points > 0 {
            teams.push(Team { name, each: points * 100 / members });
        }
    }
    teams.sort_by(|a, b| b.each.cmp(&a.each).then_with(|| a.name.cmp(&b.name)));
    if teams.len() < TEAMS {
        return Ok(Vec::new());
    }
    let (board, text) = (board(edition, &teams), Text::default());
    let best = board.lines.first().map_or(String::new(), |line| line.name.clone());
    let alt = wording::alt_teams(edition.language, board.lines.len(), &best, &said(&board));
    let (at, people, item) = (edition.until, Vec::new(), String::new());
    Ok(vec![News { section: Section::Board, item, people, use_to: 0, at, text, board: Some((board, alt)) }])
}

fn board(edition: &Edition, teams: &[Team]) -> Board {
    let rank = |team: &Team| 1 + teams.iter().filter(|other| other.each > team.each).count();
    let line = |team: &Team| Line {
        rank: rank(team),
        name: team.name.clone(),
        amount: team.each,
        written: format!("{}.{}", team.each / 100, team.each / 10 % 10),
        own: false,
    };
    Board {
        title: wording::news_teams(edition.language),
        note: wording::news_teams_note(edition.language),
        lines: teams.iter().take(MOST).map(line).collect(),
    }
}

/// The lines of a board as they are read aloud.
fn said(board: &Board) -> String {
    let lines = board.lines.iter().map(|line| format!("{}. {}: {}", line.rank, line.name, line.written));
    lines.collect::<Vec<_>>().join("; ")
}

/// What each team earned by answers to the place's questions, between this digest and the one before.
async fn earned(tx: &mut Tx, edition: &Edition, place: &PlaceRef) -> sqlx::Result<Vec<(String, i64)>> {
    let (network, id) = (place.network.as_str(), &place.id);
    let (horizon, since) = (edition.horizon().millis(), edition.since.millis());
    on!(tx, |c| {
        let query = sqlx::query_as(EARNED).bind(network).bind(id).bind(horizon);
        query.bind(since).fetch_all(c).await
    })
}

async fn members(tx: &mut Tx, team: &str) -> sqlx::Result<i64> {
    let (members,): (i64,) = on!(tx, |c| sqlx::query_as(MEMBERS).bind(team).fetch_one(c).await)?;
    Ok(members)
}
