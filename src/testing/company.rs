//! A make-believe company of any size, for what is to be quick in large ones.
//!
//! Its rows are written by the database itself, out of the numbers from one on: the same size is the same company.

use crate::database::Db;
use crate::on;
use std::ops::RangeInclusive;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);
const WEEKS: u32 = 52;
const DAYS: u32 = WEEKS * 7;
/// So many rows are written at once, so that the log of a database does not outgrow it.
const AT_ONCE: u32 = 500_000;

/// Where points of earlier seasons are kept; the season that has ended, 18 weeks before the last day; and the one that
/// lasts, from 5 weeks before it.
const KEPT: &str = "0";
const ENDED: &str = "20261026";
const LASTING: &str = "20270125";

/// A company: teams of eight, for 52 weeks a question and an answer from each member every week, and kudos from each every
/// tenth.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    /// How many members it has.
    pub members: u32,
    /// How many places they write in.
    pub places: u32,
}

impl Company {
    /// Monday, 1 March 2027, 9:00 in UTC: its 52 weeks are over.
    pub const MONDAY: Timestamp = Timestamp::from_millis(1_803_891_600_000);
    /// One of its places: the network, and the place.
    pub const PLACE: [&str; 2] = ["paper", "#p0"];

    /// A company that is written in a moment, and still large enough that a database looks for an index.
    ///
    /// # Panics
    /// When the database refuses a row.
    pub async fn small(db: &Db) -> Self {
        let company = Self { members: 1_000, places: 50 };
        company.seed(db).await.expect("a company");
        company
    }

    /// Questions and answers, about as many of one as of the other.
    pub const fn posts(self) -> u32 {
        self.members * 2 * WEEKS
    }

    /// A moment so many weeks before its last.
    pub fn weeks_ago(self, weeks: u32) -> Timestamp {
        Self::MONDAY - DAY * 7 * weeks
    }

    /// The id of a member, from one on.
    pub fn member(number: u32) -> String {
        format!("{:032}", 1_000_000_000 + u64::from(number))
    }

    /// Writes everybody, and what they wrote and earned; then the database counts what it has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seed(self, db: &Db) -> sqlx::Result<()> {
        let mut statements = self.people();
        let questions = self.posts() / 2;
        for first in (1..=questions).step_by(AT_ONCE as usize) {
            statements.extend(self.questions(first..=questions.min(first + AT_ONCE - 1)));
        }
        statements.extend(self.kudos());
        if !db.is_postgres() {
            statements.insert(0, "PRAGMA cache_size = -400000".to_owned());
            statements.push("PRAGMA cache_size = -2000".to_owned());
        }
        for statement in statements {
            run(db, statement).await?;
        }
        if db.is_postgres() {
            run(db, "ANALYZE".to_owned()).await?;
        }
        Ok(())
    }

    /// The account to which somebody's points of that moment belong.
    fn account_at(self, number: &str, at: &str) -> String {
        let [ended, lasting] =
            [18, 5].map(|weeks| (self.weeks_ago(weeks) - Duration::from_hours(9)).millis());
        let [before, then, now] = [KEPT, ENDED, LASTING].map(|season| account(number, season));
        format!("CASE WHEN {at} < {ended} THEN {before} WHEN {at} < {lasting} THEN {then} ELSE {now} END")
    }

    fn people(self) -> Vec<String> {
        let (members, places) = (1..=self.members, self.places);
        let first = self.weeks_ago(WEEKS).millis();
        [
            (
                "place (network, id, sandbox, capture)",
                "'paper', '#p' || CAST(i - 1 AS TEXT), FALSE, FALSE".to_owned(),
                1..=places,
            ),
            (
                "member (id, name, first_seen)",
                format!("{}, 'Member ' || CAST(i AS TEXT), 0", id("i")),
                members.clone(),
            ),
            (
                "employment (member, team)",
                format!("{}, 'team ' || CAST(i / 8 AS TEXT)", id("i")),
                members.clone(),
            ),
            ("board_member (member)", id("i * 3"), 1..=self.members / 3),
            (
                "topic_member (topic, member, role)",
                format!("'topic' || CAST(i % 40 AS TEXT), {}, 'helps'", id("i")),
                members.clone(),
            ),
            (
                "presence (member, network, place, since)",
                format!("{}, 'paper', {}, {first}", id("i"), self.place()),
                members.clone(),
            ),
            account_of(KEPT, &members),
            account_of(ENDED, &members),
            account_of(LASTING, &members),
            ("ledger_account (id, kind, season)", "'mint:0', 'mint', 0".to_owned(), 1..=1),
        ]
        .map(|(table, row, numbers)| insert(table, &row, numbers, "TRUE"))
        .into()
    }

    /// Seven of ten questions have an accepted answer, two one that helped nobody or few, and one has none.
    fn questions(self, numbers: RangeInclusive<u32>) -> Vec<String> {
        const SOLVED: &str = "i * 7919 % 10007 % 10 < 7";
        const ANSWERED: &str = "i * 7919 % 10007 % 10 < 9";
        let members = self.members;
        let (asker, answerer) =
            (format!("(1 + i % {members})"), format!("(1 + (i * 7919 + i / {members} * 31) % {members})"));
        let (by, of, place) = (id(&answerer), id(&asker), self.place());
        let at = format!(
            "{} + i * {}",
            self.weeks_ago(WEEKS).millis(),
            (DAY * DAYS).as_millis() / u128::from(self.posts() / 2)
        );
        [
            (
                "question (number, asker, network, place, direct, title, body, language, asked_at, state, step, accepted, accepted_at)",
                format!("i, {of}, 'paper', {place}, FALSE, 'Question ' || CAST(i AS TEXT), '[]', 'en', {at},
                    CASE WHEN {SOLVED} THEN 'solved' ELSE 'open' END, 0, CASE WHEN {SOLVED} THEN i END, {at}"),
                "TRUE",
            ),
            ("question_topic (question, topic)", "i, 'topic' || CAST(i % 40 AS TEXT)".to_owned(), "TRUE"),
            (
                "answer (number, question, author, network, place, body, at, helped, withdrawn)",
                format!("i, i, {by}, 'paper', {place}, '[]', {at}, CASE WHEN i % 4 > 0 THEN 1 ELSE 0 END, FALSE"),
                ANSWERED,
            ),
            ("helped (answer, member, at)", format!("i, {of}, {at}"), "i % 4 > 0 AND i * 7919 % 10007 % 10 < 9"),
            (
                "deed (rule, source, at, standing, receiver, giver, day, points)",
                format!("'accepted_answer', 'A' || CAST(i AS TEXT), {at}, TRUE, {by}, {of}, '2027-03-01', 15"),
                SOLVED,
            ),
            (
                "ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at)",
                format!("'t' || CAST(i AS TEXT), 'accepted_answer:A' || CAST(i AS TEXT) || ':1', 'accepted_answer', 1, 'A' || CAST(i AS TEXT), 0, {at}"),
                SOLVED,
            ),
            ("ledger_posting (txn, account, amount)", format!("'t' || CAST(i AS TEXT), {}, 15", self.account_at(&answerer, &at)), SOLVED),
            ("ledger_posting (txn, account, amount)", "'t' || CAST(i AS TEXT), 'mint:0', -15".to_owned(), SOLVED),
        ]
        .map(|(table, row, only)| insert(table, &row, numbers.clone(), only))
        .into()
    }

    /// A card in each place every day.
    fn kudos(self) -> Vec<String> {
        let (members, places) = (self.members, self.places);
        let kudos = members * WEEKS / 10;
        let first = self.weeks_ago(WEEKS);
        let card = format!("1 + (i * {DAYS} / {}) * {places} + i % {places}", kudos + 1);
        let at = format!("{} + i * {}", first.millis(), (DAY * DAYS).as_millis() / u128::from(kudos));
        let day = |day| crate::people::hours::day_of(first + DAY * day, chrono_tz::UTC);
        let days: Vec<_> = (0..DAYS).map(|number| format!("({number}, '{}')", day(number))).collect();
        let mut statements = vec![format!(
            "INSERT INTO kudos_board (number, network, place, thread, day, message)
                WITH d(n, day) AS (VALUES {})
                SELECT d.n * {places} + 1 + CAST(substr(p.id, 3) AS BIGINT), p.network, p.id, '', d.day, 'o'
                FROM d CROSS JOIN place p",
            days.join(", ")
        )];
        let giver = id(&format!("(1 + i % {members})"));
        let row = format!("i, {giver}, '[]', {at}, '2027-03-01', TRUE, 'paper', FALSE, {card}");
        statements.push(insert(
            "kudos (number, giver, reason, at, day, standing, network, by_reaction, card)",
            &row,
            1..=kudos,
            "TRUE",
        ));
        let row = format!("i, {}", id(&format!("(1 + (i * 7919 + 1) % {members})")));
        statements.push(insert("kudos_receiver (kudos, member)", &row, 1..=kudos, "TRUE"));
        statements
    }

    fn place(self) -> String {
        format!("'#p' || CAST(i % {} AS TEXT)", self.places)
    }
}

/// A statement that writes the row for each of `numbers`, called `i`, for which `only` holds.
fn insert(table: &str, row: &str, numbers: RangeInclusive<u32>, only: &str) -> String {
    let (first, last) = numbers.into_inner();
    format!(
        "INSERT INTO {table} WITH RECURSIVE n(i) AS
            (SELECT CAST({first} AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {last})
        SELECT {row} FROM n WHERE {only}"
    )
}

/// The id of a member: 32 digits.
fn id(number: &str) -> String {
    format!("'0000000000000000000000' || CAST(1000000000 + {number} AS TEXT)")
}

/// A member's account of a season.
fn account(number: &str, season: &str) -> String {
    format!("'person:' || {} || ':{season}'", id(number))
}

/// The rows for such an account of everybody.
fn account_of(season: &str, members: &RangeInclusive<u32>) -> (&'static str, String, RangeInclusive<u32>) {
    let row = format!("{}, 'person', {}, {season}", account("i", season), id("i"));
    ("ledger_account (id, kind, owner, season)", row, members.clone())
}

async fn run(db: &Db, statement: String) -> sqlx::Result<()> {
    let mut tx = db.begin().await?;
    on!(&mut tx, |c| sqlx::query(sqlx::AssertSqlSafe(statement)).execute(c).await.map(drop))?;
    tx.commit().await
}
