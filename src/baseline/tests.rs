//! The baseline of small pasts that can be measured by hand, and of a make-believe workspace.

use super::{Asked, Baseline, Calendar, measure, summed};
use crate::people::hours::WorkingHours;
use crate::testing::{MONDAY_NINE, Size, SlackWorkspace, TestDb};
use crate::{on, on_each_db};
use chrono_tz::Tz;
use std::time::Duration;

fn calendar() -> Calendar {
    Calendar { hours: WorkingHours::default(), zone: Tz::UTC }
}

/// A question that `by` asked so many hours after Monday at nine, and how many hours later somebody replied.
fn asked(by: u64, hours: u64, reply: Option<u64>) -> Asked {
    let at = MONDAY_NINE + Duration::from_hours(hours);
    Asked { at, by: Some(format!("U{by}")), reply: reply.map(|wait| at + Duration::from_hours(wait)) }
}

fn of(questions: &[Asked]) -> Baseline {
    summed(questions, MONDAY_NINE + Duration::from_hours(96), &calendar())
}

#[test]
fn waits_are_counted_by_the_clock_and_in_working_hours() {
    // Asked on Monday at nine, ten, eleven, twelve; the last on Tuesday at nine, and nobody has replied by Friday.
    let questions = [
        asked(1, 0, Some(1)),
        asked(2, 1, Some(2)),
        asked(3, 2, Some(24)),
        asked(4, 3, Some(48)),
        asked(5, 24, None),
    ];
    let baseline = of(&questions);
    let names: Vec<_> = baseline.months.iter().map(|month| month.name.as_str()).collect();
    assert_eq!((names, baseline.too_small), (vec!["2026-03", "all"], 0));
    let all = &baseline.months[1];
    assert_eq!((all.questions, all.unanswered), (5, 1));
    let hours = |span: Option<Duration>| span.map(|span| span.as_secs() / 3_600);
    assert_eq!((hours(all.clock.median), hours(all.clock.p90)), (Some(24), None));
    assert_eq!((hours(all.working.median), hours(all.working.p90)), (Some(8), None));
    let table = baseline.to_string();
    assert!(
        table.contains("all              5       20 %      8.0 h          -     24.0 h          -"),
        "{table}"
    );
}

#[test]
fn what_rests_on_few_is_left_out_and_does_not_follow_from_the_rest() {
    let march = (0..8).map(|number| asked(number, number, Some(1)));
    let april = (0..6).map(|number| asked(number, 24 * 40 + number, None));
    let few = (0..4).map(|number| asked(number, 24 * 70 + number, Some(1)));
    let names =
        |baseline: &Baseline| baseline.months.iter().map(|month| month.name.clone()).collect::<Vec<_>>();
    let both = of(&march.clone().chain(april.clone()).collect::<Vec<_>>());
    assert_eq!(names(&both), ["2026-03", "2026-04", "all"]);
    let with_few = of(&march.chain(april).chain(few).collect::<Vec<_>>());
    assert_eq!((names(&with_few), with_few.too_small), (vec!["2026-03".to_owned(), "all".to_owned()], 2));
    let one_person: Vec<_> = (0..9).map(|number| asked(1, number, Some(1))).collect();
    assert_eq!(of(&one_person).months, []);
    assert!(of(&[]).to_string().contains("too few questions"));
}

on_each_db!(a_baseline_is_kept_and_replaced, |db: TestDb| async move {
    let folder = tempfile::tempdir().unwrap();
    let workspace = SlackWorkspace::new(Size { messages: 1_000, people: 40, days: 50 }, 5);
    workspace.write(folder.path()).unwrap();
    let baseline = measure(folder.path(), &calendar()).unwrap();
    let all = baseline.months.last().unwrap();
    // Every question of the workspace, and those without a reply by anybody.
    let unanswered = workspace.expected().rejected[&crate::import::Reason::NoReply];
    assert_eq!(all.questions as u64, workspace.expected().questions + unanswered);
    assert!(all.unanswered as u64 >= unanswered && all.clock.median.is_some());
    for moment in [MONDAY_NINE, MONDAY_NINE + Duration::from_hours(1)] {
        let mut tx = db.db.begin().await.unwrap();
        super::keep(&mut tx, &baseline, moment).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = db.db.begin_read().await.unwrap();
    let sql = "SELECT month, questions, measured_at FROM baseline ORDER BY month";
    let rows: Vec<(String, i64, i64)> = on!(&mut tx, |c| sqlx::query_as(sql).fetch_all(c).await).unwrap();
    let at = (MONDAY_NINE + Duration::from_hours(1)).millis();
    let kept =
        baseline.months.iter().map(|month| (month.name.clone(), i64::try_from(month.questions).unwrap(), at));
    assert_eq!(rows, kept.collect::<Vec<_>>());
});
