//! The board of a place: what was earned by answers to its questions, and by kudos that were given in it.
//!
//! A place's board tells who is at home there. So it is shown to those who were seen in the place, or who ask for it
//! there; whoever else asks learns as little as of a place that does not exist. What was said directly is of no
//! place, and what is hidden or taken back does not count; whoever hides their name has no points to be seen by.

use super::wording;
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Failure, Turn};
use crate::language::echo;
use crate::on;
use crate::places;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::{PlaceRef, Timestamp};

/// What was earned in a place from a moment on. The deeds of that time lie together in an index, and lead to the place
/// one by one: from the place on, PostgreSQL would rather read all answers of all places.
pub(super) const EARNED: &str = "SELECT d.receiver || '' AS receiver, d.giver || '' AS giver,
        CAST(SUM(d.points) AS BIGINT)
    FROM deed d
    WHERE d.standing AND d.at >= $3 AND CASE
        WHEN d.rule IN ('accepted_answer', 'resolved', 'welcomed', 'thanked', 'reused') THEN (
            SELECT q.network || ' ' || q.place FROM answer a JOIN question q ON q.number = a.question
            WHERE a.number = CAST(CASE WHEN d.rule IN ('thanked', 'reused') THEN substr(d.source, 2, length(d.source) - 37)
                    ELSE substr(d.source, 2) END AS BIGINT)
                AND NOT q.direct AND NOT q.hidden AND q.state <> 'withdrawn'
                AND NOT a.hidden AND NOT a.withdrawn AND a.veil IS NULL)
        WHEN d.rule = 'kudos' THEN (
            SELECT b.network || ' ' || b.place FROM kudos k JOIN kudos_board b ON b.number = k.card
            WHERE k.number = CAST(substr(d.source, 2, length(d.source) - 37) AS BIGINT) AND k.standing)
        END = $1 || ' ' || $2
    GROUP BY d.receiver || '', d.giver || '' ORDER BY 1, 2";

/// What is on a board: who earned how much, and everybody who gave or got something.
pub(super) struct Earned {
    pub scores: BTreeMap<MemberId, i64>,
    pub active: Vec<MemberId>,
}

/// The place that the caller names, if they can see it.
pub(super) async fn named(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<PlaceRef, Failure> {
    let language = call.by.language;
    if places::is_here(word) {
        return if call.direct {
            Err(Failure::refused(wording::refused_not_here(language)))
        } else {
            Ok(call.place.clone())
        };
    }
    let mut visible = places::seen_by(turn.tx(), call.by.id).await?;
    if !call.direct {
        visible.push(call.place.clone());
    }
    let place = places::called(&visible, call, word).cloned();
    place.ok_or_else(|| Failure::refused(wording::refused_no_place(language, &echo(word))))
}

/// What was earned in a place from `since` on. What a deed is about stands before the id of a member, which has 32
/// characters: `A31 by …`, `K17 to …`.
///
/// # Errors
/// When the database fails.
pub(super) async fn earned_in(tx: &mut Tx, place: &PlaceRef, since: Timestamp) -> anyhow::Result<Earned> {
    let (mut scores, mut active) = (BTreeMap::new(), BTreeSet::new());
    let (network, id) = (place.network.as_str(), &place.id);
    let rows: Vec<(String, String, i64)> = on!(tx, |c| {
        let query = sqlx::query_as(EARNED).bind(network).bind(id);
        query.bind(since.millis()).fetch_all(c).await
    })?;
    for (receiver, giver, points) in rows {
        let (receiver, giver) = (receiver.parse()?, giver.parse()?);
        *scores.entry(receiver).or_default() += points;
        active.extend([receiver, giver]);
    }
    Ok(Earned { scores, active: active.into_iter().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_each_db;
    use crate::people::{Invited, bring_in};
    use crate::testing::{MONDAY_NINE, TestDb};
    use stoa_chat::{Network, UserRef};

    const HERE: &str = "#help";

    fn person(number: u128) -> MemberId {
        MemberId::from_u128(number)
    }

    /// A question and its answer, both of a number, changed by `but`.
    async fn answered(tx: &mut Tx, number: i64, place: &str, but: Option<&'static str>) {
        const QUESTION: &str =
            "INSERT INTO question (number, network, place, direct, title, body, language, asked_at, state, step)
            VALUES ($1, 'paper', $2, FALSE, '', '[]', 'en', 0, 'open', 0)";
        const ANSWER: &str = "INSERT INTO answer (number, question, body, at, helped, withdrawn)
            VALUES ($1, $1, '[]', 0, 0, FALSE)";
        on!(tx, |c| {
            sqlx::query(QUESTION).bind(number).bind(place).execute(&mut *c).await.unwrap();
            sqlx::query(ANSWER).bind(number).execute(&mut *c).await.unwrap();
            if let Some(but) = but {
                sqlx::query(but).execute(c).await.unwrap();
            }
        });
    }

    async fn kudos(tx: &mut Tx, number: i64, place: &str) {
        const CARD: &str = "INSERT INTO kudos_board (number, network, place, thread, day, message)
            VALUES ($1, 'paper', $2, '', '2026-03-02', 'o')";
        const KUDOS: &str =
            "INSERT INTO kudos (number, giver, reason, at, day, standing, network, by_reaction, card)
            VALUES ($1, $2, '[]', 0, '2026-03-02', TRUE, 'paper', FALSE, $1)";
        let giver = person(2).to_string();
        on!(tx, |c| {
            sqlx::query(CARD).bind(number).bind(place).execute(&mut *c).await.unwrap();
            sqlx::query(KUDOS).bind(number).bind(&giver).execute(c).await.unwrap();
        });
    }

    async fn deed(tx: &mut Tx, rule: &str, source: &str, points: i64) {
        const DEED: &str = "INSERT INTO deed (rule, source, at, standing, receiver, giver, day, points)
            VALUES ($1, $2, $3, TRUE, $4, $5, '2026-03-02', $6)";
        let (receiver, giver) = (person(1).to_string(), person(2).to_string());
        on!(tx, |c| {
            let deed = sqlx::query(DEED).bind(rule).bind(source).bind(MONDAY_NINE.millis());
            deed.bind(&receiver).bind(&giver).bind(points).execute(c).await.unwrap();
        });
    }

    on_each_db!(a_place_has_what_was_earned_in_it, |db: TestDb| async move {
        let mut tx = db.db.begin().await.unwrap();
        for id in (1..=2).map(person) {
            let user = UserRef::new(&Network::new("paper"), id.to_string());
            bring_in(&mut tx, id, &Invited { user: &user, name: "somebody", seen_at: MONDAY_NINE })
                .await
                .unwrap();
        }
        for (number, place, but) in [
            (3, HERE, None),
            (31, "#random", None),
            (4, HERE, Some("UPDATE question SET direct = TRUE WHERE number = 4")),
            (5, HERE, Some("UPDATE question SET hidden = TRUE WHERE number = 5")),
            (6, HERE, Some("UPDATE answer SET hidden = TRUE WHERE number = 6")),
            (7, HERE, Some("UPDATE answer SET withdrawn = TRUE WHERE number = 7")),
            (8, HERE, Some("UPDATE question SET state = 'withdrawn' WHERE number = 8")),
            (9, HERE, Some("UPDATE answer SET veil = 'n' WHERE number = 9")),
        ] {
            answered(&mut tx, number, place, but).await;
            deed(&mut tx, "accepted_answer", &format!("A{number}"), 15).await;
        }
        kudos(&mut tx, 3, HERE).await;
        kudos(&mut tx, 31, "#random").await;
        // Whoever gave or got it may have been somebody else when it was given.
        let then = person(77);
        for (rule, source, points) in [
            ("thanked", format!("A3 by {then}"), 5),
            ("thanked", format!("A31 by {then}"), 500),
            ("kudos", format!("K3 to {then}"), 3),
            ("kudos", format!("K31 to {then}"), 300),
            ("corrected", "C3".to_owned(), 1000),
        ] {
            deed(&mut tx, rule, &source, points).await;
        }
        let place = PlaceRef::new(&Network::new("paper"), HERE);
        let earned = earned_in(&mut tx, &place, MONDAY_NINE).await.unwrap();
        assert_eq!(earned.scores, BTreeMap::from([(person(1), 15 + 5 + 3)]));
        assert_eq!(earned.active, [person(1), person(2)]);
        let later = Timestamp::from_millis(MONDAY_NINE.millis() + 1);
        assert!(earned_in(&mut tx, &place, later).await.unwrap().scores.is_empty());
    });
}
