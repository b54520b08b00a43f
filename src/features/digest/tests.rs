//! Digests: what is chosen, that each comes once, to whom, and never about what its reader cannot see.

use super::super::{FEATURES, News, Section};
use super::rules::choose;
use super::{store, wording};
use crate::database::MemberId;
use crate::engine::Turn;
use crate::on_each_db;
use crate::people;
use crate::settings::Settings;
use crate::testing::{Community, Company, MONDAY_NINE, Paper, Seen, TestDb, Value, read_whole};
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{EventKind, Text, Timestamp};

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const WEEK: Duration = Duration::from_hours(7 * 24);

fn person(number: u128) -> MemberId {
    format!("{number:032x}").parse().unwrap()
}

fn news(item: &str, by: u128, use_to: i64, days: u32) -> News {
    News {
        section: Section::Answers,
        item: item.to_owned(),
        people: vec![person(by)],
        use_to,
        at: MONDAY_NINE + DAY * (30 - days),
        text: Text::default(),
        board: None,
    }
}

fn chosen(news: &[News], told: &[&str]) -> Vec<String> {
    let told: BTreeSet<String> = told.iter().map(|item| (*item).to_owned()).collect();
    choose(news.to_vec(), &told, MONDAY_NINE + DAY * 30).into_iter().map(|news| news.item).collect()
}

#[test]
fn what_helped_most_comes_first_and_once() {
    let all = [news("A1", 1, 2, 1), news("A2", 2, 9, 1), news("A3", 3, 4, 1), news("A4", 4, 3, 1)];
    assert_eq!(chosen(&all, &[]), ["A2", "A3", "A4"]);
    assert_eq!(chosen(&all, &["A2"]), ["A3", "A4", "A1"]);
    let mut backwards = all.to_vec();
    backwards.reverse();
    assert_eq!(chosen(&backwards, &[]), chosen(&all, &[]), "whatever the order that they come in");
}

#[test]
fn no_digest_is_about_one_person() {
    let all = [
        news("A1", 1, 9, 1),
        news("A2", 1, 8, 1),
        news("A3", 1, 7, 1),
        news("A4", 2, 4, 1),
        news("A5", 3, 3, 1),
    ];
    assert_eq!(chosen(&all, &[]), ["A1", "A4", "A5"]);
    assert_eq!(chosen(&all[..3], &[]), ["A1", "A2", "A3"], "unless there is nobody else");
}

#[test]
fn new_comes_before_old_of_the_same_use() {
    let all = [news("A1", 1, 2, 20), news("A2", 2, 2, 2), news("A3", 3, 9, 20)];
    assert_eq!(chosen(&all, &[]), ["A3", "A2", "A1"]);
}

/// A community whose places have digests on Sunday at half past two, and a moderator.
async fn nocturnal(db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.people.zone = chrono_tz::Europe::Warsaw;
    settings.people.admins = vec!["paper/mod".to_owned()];
    settings.digest.weekly = "30 2 * * Sun".to_owned();
    let community = Community::with(db, settings, Paper::new("paper")).await;
    community.commands("mod", "#help", "digest here weekly").await;
    community
}

fn digests(community: &Community, place: &str) -> Vec<Seen> {
    let is_digest =
        |seen: &Seen| seen.message.place.id == place && seen.post.text.to_plain().starts_with("This week in");
    community.paper.seen().into_iter().filter(is_digest).collect()
}

/// All work at the same time until none finds anything to do.
async fn work_together(replicas: &[&Community; 3]) {
    loop {
        let [a, b, c] = replicas.map(|replica| async move {
            let engine = replica.engine();
            let steps = tokio::join!(
                Box::pin(engine.step_jobs()),
                Box::pin(engine.step_inbox()),
                Box::pin(engine.step_outbox())
            );
            steps.0.unwrap() | steps.1.unwrap() | steps.2.unwrap()
        });
        let (a, b, c) = tokio::join!(a, b, c);
        if !(a || b || c) {
            return;
        }
    }
}

/// A moment of 2026 in UTC, from the days since 2 March.
fn utc(days: u32, hours: u32, minutes: u32) -> Timestamp {
    Timestamp::from_millis(MONDAY_NINE.millis()) - 9 * HOUR
        + DAY * days
        + HOUR * hours
        + Duration::from_mins(1) * minutes
}

on_each_db!(a_digest_at_half_past_two_comes_once_when_clocks_change, |db: TestDb| async move {
    let community = nocturnal(&db).await;
    let second = community.replica(FEATURES, &db).await;
    // 29 March: half past two is not shown, and three o'clock comes at once. 25 October: it is shown twice.
    let march = [(utc(27, 0, 59), 0), (utc(27, 1, 0), 1), (utc(27, 1, 30), 1), (utc(27, 2, 30), 1)];
    let october = [(utc(237, 0, 29), 1), (utc(237, 0, 30), 2), (utc(237, 1, 30), 2), (utc(237, 3, 0), 2)];
    for (saturday, moments) in [(utc(26, 12, 0), march), (utc(236, 12, 0), october)] {
        community.clock().set(saturday);
        work_together(&[&community, &second, &community.replica(FEATURES, &db).await]).await;
        community.commands("ana", "#help", "ask #night Who is awake now, and why?").await;
        for (moment, expected) in moments {
            community.clock().set(moment);
            // One of the three has just started again.
            let third = community.replica(FEATURES, &db).await;
            work_together(&[&community, &second, &third]).await;
            assert_eq!(digests(&community, "#help").len(), expected, "{moment:?}");
        }
    }
});

on_each_db!(a_digest_with_nothing_to_say_does_not_come, |db: TestDb| async move {
    let community = nocturnal(&db).await;
    community.advance(WEEK).await;
    assert_eq!(digests(&community, "#help").len(), 0);
    community.commands("ana", "#help", "ask #night Who is awake now, and why?").await;
    community.advance(WEEK).await;
    let came = digests(&community, "#help");
    assert_eq!(came.len(), 1);
    let words = came[0].post.text.to_plain();
    assert!(words.contains("Still without an answer") && words.contains("Q1"), "{words}");
    community.advance(WEEK).await;
    assert_eq!(digests(&community, "#help").len(), 1, "what was told is no news");
    community.commands("mod", "#help", "digest here off").await;
    community.commands("ana", "#help", "ask #night Is anybody awake tonight either?").await;
    community.advance(WEEK * 2).await;
    assert_eq!(digests(&community, "#help").len(), 1, "it is off");
});

on_each_db!(a_missed_digest_is_made_up_for_within_a_day, |db: TestDb| async move {
    let community = nocturnal(&db).await;
    community.commands("ana", "#help", "ask #night Who is awake now, and why?").await;
    // Sunday, 8 March, 1:30 in UTC. The machine was off for thirty hours, and again for ten after the next one.
    community.clock().set(utc(6, 1, 30) + 30 * HOUR);
    community.advance(Duration::ZERO).await;
    assert_eq!(digests(&community, "#help").len(), 0, "too late");
    community.clock().set(utc(13, 1, 30) + 10 * HOUR);
    community.advance(Duration::ZERO).await;
    assert_eq!(digests(&community, "#help").len(), 1);
});

on_each_db!(what_a_day_has_no_room_for_comes_the_next_morning, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ben", "dm:ben", "points").await;
    let mut turn = Turn::begin(community.engine(), "test", None).await.unwrap();
    let ben = people::member_of(turn.tx(), &community.user("ben")).await.unwrap().unwrap();
    let member = people::Member::read(turn.tx(), ben, &community.engine().settings().people).await.unwrap();
    for number in 1..=5 {
        let post = stoa_chat::Post::of(Text::plain(&format!("message{number}")));
        people::tell(&mut turn, &member, "questions", post).await.unwrap();
    }
    turn.commit().await.unwrap();
    community.advance(HOUR * 23).await;
    assert_eq!(community.told("ben").unwrap().post.text.to_plain(), "message3", "three a day");
    community.advance(HOUR).await;
    let digest = community.told("ben").unwrap().post.text.to_plain();
    assert!(digest.starts_with("Your digest") && digest.contains("message4\n\nmessage5"), "{digest}");
    community.advance(WEEK * 2).await;
    assert_eq!(community.told("ben").unwrap().post.text.to_plain(), digest, "and once");
});

on_each_db!(somebody_hears_only_of_places_they_were_seen_in, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ben", "dm:ben", "helps #night").await;
    for (by, place) in [("ana", "#help"), ("chen", "#secret")] {
        community.commands(by, place, &format!("ask #night Who is awake in {place} now?")).await;
    }
    community.happen(community.message("ben", "#help", None, "Good morning everybody")).await;
    community.commands("ben", "dm:ben", "digest now").await;
    let digest = community.told("ben").unwrap().post.text.to_plain();
    assert!(digest.contains("awake in #help") && !digest.contains("#secret"), "{digest}");
    let left = EventKind::Left { who: community.user("ben"), place: community.place("#help") };
    community.happen(community.event(left)).await;
    let mut turn = Turn::begin(community.engine(), "test", None).await.unwrap();
    let ben = people::member_of(turn.tx(), &community.user("ben")).await.unwrap().unwrap();
    assert_eq!(store::places_of(turn.tx(), ben).await.unwrap(), []);
});

on_each_db!(answers_and_thanks_of_other_places_are_not_told, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ben", "dm:ben", "digest weekly").await;
    community.happen(community.message("ben", "#help", None, "Good morning everybody")).await;
    for (number, place) in [(1, "#help"), (2, "#secret")] {
        community.commands("ana", place, &format!("ask #night Who is awake in {place} now?")).await;
        community.commands("chen", place, &format!("answer Q{number} I am in {place}, until six.")).await;
        community.commands("ana", place, &format!("accept A{number}")).await;
        community.commands("ana", place, &format!("kudos @chen for the night in {place}")).await;
    }
    community.commands("ben", "dm:ben", "digest now").await;
    let digest = community.told("ben").unwrap().post.text.to_plain();
    let expected =
        ["Answers that helped", "I am in #help, until six", "Thanks", "chen from ana: the night in #help"];
    assert!(expected.iter().all(|words| digest.contains(words)), "{digest}");
    assert!(!digest.contains("#secret"), "{digest}");
    community.commands("mod", "#help", "digest here").await;
    let here = community.told("mod").unwrap().post.text.to_plain();
    assert!(expected.iter().all(|words| here.contains(words)) && !here.contains("#secret"), "{here}");
});

on_each_db!(whoever_is_new_is_named_once_and_only_while_new, |db: TestDb| async move {
    let community = nocturnal(&db).await;
    community.happen(community.message("ana", "#help", None, "Good morning everybody")).await;
    community.clock().set(utc(8, 9, 0));
    for (id, name) in [("zoe", "Zoe"), ("yan", "Yan"), ("ana2", "Ana Two")] {
        community.happen(community.profile(id, name, None)).await;
        community.happen(community.message(id, "#help", None, "Hello, I am new here")).await;
        community.advance(Duration::from_mins(1)).await;
    }
    let here = async || {
        community.commands("mod", "#help", "digest here").await;
        community.told("mod").unwrap().post.text.to_plain()
    };
    assert!(here().await.contains("New here: Zoe, Yan and Ana Two."), "{}", here().await);
    // Zoe's second account is Yan's; and Ana has been there all along, whichever of her accounts stays.
    for (one, other) in [("zoe", "yan"), ("ana2", "ana")] {
        community.commands(one, &format!("dm:{one}"), "link").await;
        let told = community.told(one).unwrap().post.text.to_plain();
        let code = told.trim_start_matches("Your code is ").split('.').next().unwrap();
        community.commands(other, &format!("dm:{other}"), &format!("link {code}")).await;
    }
    assert!(here().await.contains("New here: Zoe. Say hello!"), "{}", here().await);
    community.advance(WEEK * 5).await;
    assert!(!here().await.contains("New here"), "{}", here().await);
});

on_each_db!(a_digest_finds_who_was_where_by_indexes, |db: TestDb| async move {
    let company = Company::small(&db.db).await;
    let ([network, place], ben) = (Company::PLACE.map(Value::Text), Company::member(2));
    let mut tx = db.db.begin_read().await.unwrap();
    for (sql, values) in [
        (store::CAME, vec![network, place, Value::Number(company.weeks_ago(1).millis())]),
        (store::PLACES, vec![Value::Text(&ben)]),
        (store::TOLD, vec![Value::Text(&ben)]),
    ] {
        assert_eq!(read_whole(&mut tx, sql, &values).await, [""; 0], "{sql}");
    }
});

on_each_db!(how_often_it_comes_is_ones_own_choice, |db: TestDb| async move {
    let community = Community::new(&db).await;
    let told = || community.told("ben").unwrap().post.text.to_plain();
    community.commands("ben", "#help", "digest").await;
    assert!(told().contains("one message the next morning"), "{}", told());
    community.commands("ben", "#help", "digest daily").await;
    assert!(told().contains("every working day"));
    community.happen(community.message("ben", "#help", None, "Good morning everybody")).await;
    community.commands("ana", "#help", "ask #night Who is awake now, and why?").await;
    community.commands("ben", "dm:ben", "helps #night").await;
    community.advance(DAY).await;
    assert!(told().starts_with("Your digest") && told().contains("You could answer"), "{}", told());
    community.commands("ben", "#help", "digest whenever").await;
    assert!(told().starts_with("I know digest now"), "{}", told());
    community.commands("ben", "dm:ben", "digest here").await;
    assert!(told().starts_with("Say that in the place"), "{}", told());
    community.commands("ben", "#help", "digest here off").await;
    assert!(told().starts_with("Only moderators"), "{}", told());
});

#[test]
fn the_catalogues_have_no_gaps() {
    assert_eq!(wording::CATALOGUE.gaps(), [""; 0]);
}
