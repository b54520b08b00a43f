//! How long digests and boards take in a company, and how that grows with it.
//!
//! A make-believe company of 1,000 and of 10,000 members, of 100,000 with `STOA_DIGESTS=full`: two posts per member and week
//! for 52 weeks, one place for each 100 members, teams of eight. The same numbers give the same company. Then Monday
//! morning comes, the digests of all places fall due at once, and somebody looks at the leaderboard.
//!
//! `cargo bench --bench digests`; PostgreSQL too with `scripts/postgres run` in front of it. `STOA_DIGESTS=full-sqlite`
//! leaves PostgreSQL out where the disk has no room for both.
#![expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]

use anyhow::{Context as _, ensure};
use std::time::{Duration, Instant};
use stoa::database::Tx;
use stoa::on;
use stoa::pictures::{Board, Line, Theme};
use stoa::settings::Settings;
use stoa::testing::{Community, Company, Paper, TestDb};
use stoa_chat::Intake as _;

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
/// What else is planned is not measured.
const OTHERS: &str = "DELETE FROM job";
/// The end of seasons, planned for `$1`: whoever finds none plans it at once.
const SEASON: &str =
    "INSERT INTO job (id, feature, kind, subject, due_at, state, attempts, not_before, lease_until, fence)
    VALUES ('season', 'recognition', 'season', 'end', $1, 'waiting', 0, $1, 0, 0)";
/// How often somebody looks at each board.
const LOOKS: usize = 5;
/// Whoever looks at the leaderboard: one of those who stand on it.
const READER: u32 = 3;

/// What is measured, in the order of the columns. The week has just begun: its board is nearly empty.
const MEASURED: [&str; 6] = [
    "one place's digest",
    "all digests",
    "leaderboard week",
    "leaderboard",
    "leaderboard all",
    "a season's end",
];

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let wanted = |name: &str| variable(name).filter(|value| !value.is_empty());
    let size = wanted("STOA_DIGESTS").unwrap_or_default();
    let sizes = if size.starts_with("full") { &SIZES[..] } else { &SIZES[..2] };
    println!("| database | members | posts | written in | {} |", MEASURED.join(" | "));
    println!("|---|---|---|---|{}", "---|".repeat(MEASURED.len()));
    let server = wanted("STOA_TEST_POSTGRES").filter(|_| size != "full-sqlite");
    for on_server in std::iter::once(None).chain(server.as_deref().map(Some)) {
        let mut smaller = None;
        for members in sizes {
            let company = Company { members: *members, places: members / 100 };
            smaller = Some(runtime.block_on(async {
                let test = match on_server {
                    Some(url) => TestDb::postgres(url).await,
                    None => TestDb::sqlite().await,
                };
                report(&test, company, smaller).await
            })?);
        }
    }
    println!("\nA board of six lines as PNG: {}.", shown(picture()?));
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "what to measure is asked of the benchmark, not of the program"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn begin() -> Instant {
    Instant::now()
}

/// Writes a company down, lets Monday come, and prints a row of the table; beside each time, of how many of `smaller` it is.
async fn report(
    test: &TestDb,
    company: Company,
    smaller: Option<[Duration; MEASURED.len()]>,
) -> anyhow::Result<[Duration; MEASURED.len()]> {
    // The index of the search is not what is measured: it is loaded before there is anything, and stays empty.
    let community = Community::with(test, Settings::default(), Paper::new("paper")).await;
    let seeding = begin();
    company.seed(&test.db).await?;
    let seeded = seeding.elapsed();
    community.clock().set(Company::MONDAY);
    let [one, all] = digests(&community, test, company).await?;
    let mut measured = [one, all, Duration::ZERO, Duration::ZERO, Duration::ZERO, Duration::ZERO];
    for at in 2..=4 {
        measured[at] = board(&community, MEASURED[at]).await?;
    }
    measured[5] = season_end(&community, test).await?;
    let cell = |at: usize| match smaller {
        Some(smaller) => {
            format!("{} (× {:.1})", shown(measured[at]), measured[at].div_duration_f64(smaller[at]))
        }
        None => shown(measured[at]),
    };
    let cells: Vec<String> = (0..MEASURED.len()).map(cell).collect();
    println!(
        "| {} | {} | {} | {} | {} |",
        test.kind(),
        company.members,
        company.posts(),
        shown(seeded),
        cells.join(" | ")
    );
    Ok(measured)
}

/// The digests of all places fall due: the median time of one, and the time of all.
async fn digests(community: &Community, test: &TestDb, company: Company) -> anyhow::Result<[Duration; 2]> {
    const PLAN: &str = "INSERT INTO job (id, feature, kind, subject, due_at, state, attempts, not_before, lease_until, fence)
        SELECT 'j' || id, 'digest', 'place', network || '/' || id, $1, 'waiting', 0, $1, 0, 0 FROM place";
    const SAID: &str = "SELECT COUNT(*) FROM digest_place WHERE last_at = $1";
    const ACCOUNT: &str = "INSERT INTO account (network, user_id, member, name, active, bot, last_used)
        VALUES ('paper', 'reader', $1, 'Reader', TRUE, FALSE, 0)";
    let (now, reader) = (Company::MONDAY.millis(), Company::member(READER));
    let later = (Company::MONDAY + Duration::from_hours(24)).millis();
    let mut tx = test.db.begin().await?;
    on!(&mut tx, |c| {
        sqlx::query(OTHERS).execute(&mut *c).await?;
        sqlx::query(ACCOUNT).bind(&reader).execute(&mut *c).await?;
        sqlx::query(SEASON).bind(later).execute(&mut *c).await?;
        sqlx::query(PLAN).bind(now).execute(c).await.map(drop)
    })?;
    tx.commit().await?;
    let (mut spent, all) = (Vec::new(), begin());
    loop {
        let one = begin();
        if !community.engine().step_jobs().await? {
            break;
        }
        spent.push(one.elapsed());
    }
    let all = all.elapsed();
    let mut tx = test.db.begin_read().await?;
    let (said,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SAID).bind(now).fetch_one(c).await)?;
    ensure!(said == i64::from(company.places), "{said} of {} places have a digest", company.places);
    spent.sort();
    Ok([*spent.get(spent.len() / 2).context("no job ran")?, all])
}

/// The season that is over ends: the time of the turn that does it.
async fn season_end(community: &Community, test: &TestDb) -> anyhow::Result<Duration> {
    let mut tx = test.db.begin().await?;
    let now = Company::MONDAY.millis();
    on!(&mut tx, |c| {
        sqlx::query(OTHERS).execute(&mut *c).await?;
        sqlx::query(SEASON).bind(now).execute(c).await.map(drop)
    })?;
    ensure!(booked(&mut tx).await? == 0, "the season ended before its time");
    tx.commit().await?;
    let one = begin();
    ensure!(community.engine().step_jobs().await?, "no job ran");
    let spent = one.elapsed();
    let mut tx = test.db.begin_read().await?;
    ensure!(booked(&mut tx).await? > 0, "the season did not end");
    Ok(spent)
}

/// How much was moved at the end of the season.
async fn booked(tx: &mut Tx) -> anyhow::Result<i64> {
    const BOOKED: &str = "SELECT COUNT(*) FROM ledger_posting p JOIN ledger_txn t ON t.id = p.txn
        WHERE t.idem_key = 'season:20261026'";
    let (booked,): (i64,) = on!(tx, |c| sqlx::query_as(BOOKED).fetch_one(c).await)?;
    Ok(booked)
}

/// Somebody looks at a board: the median time of the turn that answers.
async fn board(community: &Community, words: &str) -> anyhow::Result<Duration> {
    while community.engine().step_outbox().await? {}
    let mut spent = Vec::new();
    for _ in 0..LOOKS {
        community.engine().accept(vec![community.command("reader", "dm:reader", words)]).await?;
        let one = begin();
        community.engine().step_inbox().await?;
        spent.push(one.elapsed());
        while community.engine().step_outbox().await? {}
        let told = community.told("reader").context("no answer came")?.post.text.to_plain();
        ensure!(
            told.contains("Teams, by points") || words.contains("week"),
            "{words} says something else: {told}"
        );
    }
    spent.sort();
    Ok(spent[spent.len() / 2])
}

/// A time in the unit in which it is read best.
fn shown(span: Duration) -> String {
    let seconds = span.as_secs_f64();
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1000.0) } else { format!("{seconds:.1} s") }
}

/// The median time that a picture of a board takes.
fn picture() -> anyhow::Result<Duration> {
    let line = |rank: usize| Line {
        rank,
        name: format!("Zażółć Gęślą {rank}"),
        amount: 700 - 100 * i64::try_from(rank).unwrap_or(0),
        written: (700 - 100 * rank).to_string(),
        own: false,
    };
    let board =
        Board { title: "Teams".to_owned(), note: "points".to_owned(), lines: (1..=6).map(line).collect() };
    let mut spent = Vec::new();
    for _ in 0..25 {
        let one = begin();
        board.draw(Theme::Light).png()?;
        spent.push(one.elapsed());
    }
    spent.sort();
    Ok(spent[spent.len() / 2])
}
