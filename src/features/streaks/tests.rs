//! A streak follows from weeks, and weeks from days of help, working hours and times away.

use super::rules::{EARNED_BY, FREEZES, Streak, Week, Working, streak, weeks};
use super::{Streaks, store, weeks_of};
use crate::database::MemberId;
use crate::engine::{Absence, Fact};
use crate::on_each_db;
use crate::people::hours::WorkingHours;
use crate::people::{Member, Names};
use crate::testing::{Community, Desk, MONDAY_NINE, TestDb, Value, read_whole};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);

/// `h` helped, `m` missed, `a` away, `o` open.
fn of(weeks: &str) -> Streak {
    streak(&weeks.chars().map(week).collect::<Vec<_>>())
}

fn week(letter: char) -> Week {
    match letter {
        'h' => Week::Helped,
        'm' => Week::Missed,
        'a' => Week::Away,
        _ => Week::Open,
    }
}

#[test]
fn freezes_save_and_are_earned_back() {
    for (weeks, count, longest, freezes, saved, to_earn) in [
        ("", 0, 0, 2, 0, None),
        ("h", 1, 1, 2, 0, None),
        ("hhho", 3, 3, 2, 0, None),
        ("hhm", 2, 2, 1, 1, Some(4)),
        ("hhmhhh", 5, 5, 1, 1, Some(1)),
        ("hhmhhhh", 6, 6, 2, 1, None),
        ("hhmhhmhhh", 7, 7, 0, 2, Some(1)),
        ("hhmm", 2, 2, 0, 2, Some(4)),
        ("hhmmm", 0, 2, 0, 0, Some(4)),
        ("hhmmmmm", 0, 2, 0, 0, Some(4)),
        ("hhmmmhhhh", 4, 4, 1, 0, Some(4)),
        ("hhaaaah", 3, 3, 2, 0, None),
        ("hhmaahahah", 5, 5, 1, 1, Some(1)),
        ("hhhhhhhhhh", 10, 10, 2, 0, None),
    ] {
        let found = of(weeks);
        let found = (found.weeks, found.longest, found.freezes, found.saved, found.to_earn());
        assert_eq!(found, (count, longest, freezes, saved, to_earn), "{weeks}");
    }
}

proptest! {
    #[test]
    fn a_streak_keeps_to_its_rules(weeks in "[hma]{0,60}") {
        let (before, after) = (of(&weeks), of(&format!("{weeks}h")));
        prop_assert_eq!(after.weeks, before.weeks + 1, "every week of help counts");
        prop_assert!(after.freezes <= FREEZES && after.freezes >= before.freezes);
        prop_assert!(before.longest >= before.weeks);
        prop_assert!(before.to_earn().is_none_or(|more| (1..=EARNED_BY).contains(&more)));
        let missed = of(&format!("{weeks}m"));
        let saved = before.weeks > 0 && before.freezes > 0;
        prop_assert_eq!(missed.weeks, if saved { before.weeks } else { 0 });
        prop_assert_eq!(missed.freezes, before.freezes - u32::from(saved));
        prop_assert_eq!(of(&format!("{weeks}o")), before, "what lasts decides nothing");
        prop_assert_eq!(of(&weeks.replace('a', "")), before, "weeks away are as if they had not been");
        let earned = u32::try_from(weeks.matches('h').count()).unwrap() / EARNED_BY;
        let helped = u32::try_from(weeks.matches('h').count()).unwrap();
        prop_assert!(before.longest <= helped && before.saved <= FREEZES + earned);
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date")
}

fn noon(day: NaiveDate) -> Timestamp {
    let noon = day.and_hms_opt(12, 0, 0).expect("a time").and_utc();
    Timestamp::from_millis(noon.timestamp_millis())
}

fn shown(helped: &[NaiveDate], hours: &str, away: &[(NaiveDate, NaiveDate)], today: NaiveDate) -> String {
    let hours = WorkingHours::parse(hours).expect("hours");
    let away: Vec<_> = away.iter().map(|(from, until)| noon(*from)..noon(*until)).collect();
    let working = Working { hours: &hours, zone: Tz::Europe__Warsaw, away: &away };
    let weeks = weeks(&helped.iter().copied().collect(), &working, today);
    let letter = |week: &Week| match week {
        Week::Helped => 'h',
        Week::Missed => 'm',
        Week::Away => 'a',
        Week::Open => 'o',
    };
    weeks.iter().map(letter).collect()
}

#[test]
fn a_week_counts_by_its_days() {
    let (office, first) = ("Mon-Fri 9-17", day(3, 2));
    assert_eq!(shown(&[], office, &[], first), "", "before the first help there is nothing to miss");
    assert_eq!(shown(&[first], office, &[], first), "h");
    assert_eq!(shown(&[day(3, 8)], office, &[], day(3, 15)), "ho", "on a Sunday, too; this week lasts");
    assert_eq!(shown(&[first, day(3, 20)], office, &[], day(3, 20)), "hmh");
    // Away from Sunday to Sunday, as `snooze until` has it, or all but for a Friday.
    let week = [(day(3, 8), day(3, 15))];
    assert_eq!(shown(&[first], office, &week, day(3, 16)), "hao");
    assert_eq!(
        shown(&[first], office, &[(day(3, 8), day(3, 12))], day(3, 16)),
        "hmo",
        "she was back on Friday"
    );
    assert_eq!(shown(&[first], "Mon-Thu 9-17", &[(day(3, 8), day(3, 12))], day(3, 16)), "hao");
    assert_eq!(shown(&[first, day(3, 11)], office, &week, day(3, 16)), "hho", "whoever helps all the same");
    assert_eq!(shown(&[first], office, &week, day(3, 11)), "ha");
    // Two times away, one after the other, make a week; the weekend between does not matter.
    let parts = [(day(3, 9), day(3, 11)), (day(3, 11), day(3, 14))];
    assert_eq!(shown(&[first], "Mon-Fri 13-17", &parts, day(3, 16)), "hao");
    // The clocks change on 29 March; night shifts begin on one day and end on the next.
    assert_eq!(shown(&[day(3, 24)], "Sat-Sun 0-24", &[(day(3, 27), day(3, 31))], day(4, 6)), "hmo");
    assert_eq!(shown(&[day(3, 20)], "Sun 1-4", &[(day(3, 28), day(3, 30))], day(4, 6)), "hamo");
}

proptest! {
    #[test]
    fn weeks_follow_one_another(
        helped in prop::collection::btree_set(0..200_u64, 0..30),
        away in prop::collection::vec((0..200_u64, 0..30_u64), 0..4),
        today in 0..220_u64,
    ) {
        let on = |days: u64| day(1, 1) + Days::new(days);
        let dates: Vec<NaiveDate> = helped.iter().map(|days| on(*days)).filter(|date| *date <= on(today)).collect();
        let away: Vec<_> = away.iter().map(|(from, long)| (on(*from), on(from + long))).collect();
        let shown = |away: &[_]| shown(&dates, "Mon-Fri 9-17", away, on(today));
        let (with, without) = (shown(&away), shown(&[]));
        prop_assert_eq!(with.len(), without.len());
        prop_assert_eq!(without.contains('a'), false);
        for (here, there) in with.chars().zip(without.chars()) {
            prop_assert!(here == there || (here == 'a' && there != 'h'), "to be away only ever takes a miss: {with} {without}");
        }
        let mondays: BTreeSet<_> = dates.iter().map(|date| crate::weeks::monday_of(*date)).collect();
        prop_assert_eq!(with.matches('h').count(), mondays.len());
    }
}

/// A community whose feature facts can be told to.
struct Office(Desk);

impl Deref for Office {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl Office {
    async fn open(db: &TestDb) -> Self {
        let community = Community::new(db).await;
        for name in ["ana", "ben", "chen"] {
            community.commands(name, &format!("dm:{name}"), "points").await;
        }
        Self(Desk::of(&Streaks, community))
    }

    async fn days(&self, member: MemberId) -> Vec<NaiveDate> {
        let mut turn = self.turn().await;
        store::days(turn.tx(), member).await.unwrap().into_iter().collect()
    }

    async fn streak(&self, member: MemberId) -> Streak {
        let mut turn = self.turn().await;
        let defaults = &turn.settings().people;
        let member = Member::read(turn.tx(), member, defaults).await.unwrap();
        streak(&weeks_of(&mut turn, &member).await.unwrap())
    }
}

fn given(answer: i64, author: MemberId, asker: MemberId, at: Timestamp) -> Fact {
    Fact::AnswerGiven { answer, question: 1, author, asker: Some(asker), newcomer: false, asked_at: at, at }
}

on_each_db!(deeds_of_help_are_kept_by_their_date, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    let at = |days: u32| MONDAY_NINE + DAY * days;
    let back = Fact::AnswerTakenBack { answer: 3, at: at(9) };
    office
        .hear(&[
            given(1, ben, ana, at(0)),
            given(1, ben, ana, at(0)),
            given(2, ben, ben, at(1)),
            back,
            given(3, ben, ana, at(2)),
            Fact::TipGiven { answer: 4, author: ben, at: at(3) },
            Fact::CorrectionAccepted { correction: 1, proposer: ben, by: ana, at: at(4) },
            Fact::MentorsMet { pair: "M1".into(), meeting: 1, mentor: ben, mentee: ana, at: at(5) },
        ])
        .await;
    assert_eq!(office.days(ben).await, [day(3, 2), day(3, 5), day(3, 6), day(3, 7)]);
    assert_eq!(office.days(ana).await, [], "to be helped is no help");
    office.hear(&[Fact::MentorsDenied { pair: "M1".into(), meeting: 1, at: at(6) }]).await;
    assert_eq!(office.days(ben).await, [day(3, 2), day(3, 5), day(3, 6)]);
});

on_each_db!(whoever_was_away_keeps_their_freezes, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    office.hear(&[given(1, ben, ana, MONDAY_NINE)]).await;
    // Two weeks of holidays, cut short by half.
    office.community.advance(DAY * 4).await;
    office.community.commands("ben", "dm:ben", "snooze until 2026-03-23").await;
    office.community.advance(DAY * 10).await;
    office.community.commands("ben", "dm:ben", "snooze off").await;
    office.community.advance(DAY * 8).await;
    let found = office.streak(ben).await;
    assert_eq!(
        (found.weeks, found.freezes, found.saved),
        (1, 1, 1),
        "one week was away, one missed: {found:?}"
    );
    // Nobody can help who may not post.
    let mut turn = office.turn().await;
    let monday = turn.now() - DAY;
    store::leave(turn.tx(), (ben, Absence::Paused), monday, monday + DAY * 14).await.unwrap();
    turn.commit().await.unwrap();
    office.community.advance(DAY * 7).await;
    assert_eq!(office.streak(ben).await, found);
});

on_each_db!(a_newer_word_replaces_an_older_one, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let ben = office.id("ben").await;
    let at = |days: u32| MONDAY_NINE + DAY * days;
    let leave = |since: u32, until: u32| Fact::WentAway {
        member: ben,
        why: Absence::Snoozed,
        at: at(since),
        until: at(until),
    };
    office.hear(&[leave(0, 10), leave(2, 5), leave(2, 4)]).await;
    let paused = Fact::WentAway { member: ben, why: Absence::Paused, at: at(3), until: at(9) };
    office.hear(&[paused, Fact::CameBack { member: ben, why: Absence::Snoozed, at: at(3) }]).await;
    let mut turn = office.turn().await;
    assert_eq!(store::away(turn.tx(), ben).await.unwrap(), [at(0)..at(2), at(2)..at(3), at(3)..at(9)]);
});

on_each_db!(joined_members_have_one_streak_and_erased_ones_none, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let [ana, ben, chen] = [office.id("ana").await, office.id("ben").await, office.id("chen").await];
    let away = |member, until: u32| Fact::WentAway {
        member,
        why: Absence::Snoozed,
        at: MONDAY_NINE,
        until: MONDAY_NINE + DAY * until,
    };
    office.hear(&[given(1, ben, ana, MONDAY_NINE), given(2, chen, ana, MONDAY_NINE + DAY)]).await;
    office.hear(&[away(ben, 1), away(chen, 3), Fact::MembersJoined { from: chen, into: ben }]).await;
    assert_eq!(office.days(ben).await, [day(3, 2), day(3, 3)]);
    assert_eq!(office.days(chen).await, []);
    let mut turn = office.turn().await;
    assert_eq!(store::away(turn.tx(), ben).await.unwrap(), [MONDAY_NINE..MONDAY_NINE + DAY * 3]);
    drop(turn);
    office.hear(&[Fact::MemberErased { member: ben, names: Names::default() }]).await;
    assert_eq!(office.days(ben).await, []);
    let mut turn = office.turn().await;
    assert_eq!(store::away(turn.tx(), ben).await.unwrap(), []);
});

on_each_db!(days_are_found_by_indexes, |db: TestDb| async move {
    let mut tx = db.db.begin_read().await.unwrap();
    assert_eq!(read_whole(&mut tx, store::DAYS, &[Value::Text("m")]).await, [""; 0]);
});
