//! Figures follow from cases, whatever their order; and nobody sees anybody's who did not share them.

use super::rules::{Case, Figures, Kind, figures};
use super::{Impact, ImpactSettings, store};
use crate::database::MemberId;
use crate::engine::Fact;
use crate::on;
use crate::on_each_db;
use crate::people::Names;
use crate::settings::Settings;
use crate::testing::{Community, Desk, MONDAY_NINE, Paper, TestDb, Value, read_whole};
use proptest::prelude::*;
use std::ops::Deref;
use std::time::Duration;
use stoa_chat::Timestamp;

const HOUR: Duration = Duration::from_hours(1);
const EVER: Timestamp = Timestamp::from_millis(i64::MIN);
const HELPER: MemberId = person(0);

const fn person(number: u128) -> MemberId {
    MemberId::from_u128(number)
}

fn at(hours: u32) -> Timestamp {
    MONDAY_NINE + HOUR * hours
}

fn case(kind: Kind, answer: i64, helped: Option<u128>, hours: u32) -> Case {
    Case { kind, answer: (answer > 0).then_some(answer), helped: helped.map(person), at: at(hours) }
}

#[test]
fn people_count_once_and_an_asker_is_not_served_again() {
    let cases = [
        case(Kind::Accepted, 1, Some(1), 0),
        case(Kind::Thanked, 1, Some(1), 1),
        case(Kind::Thanked, 1, Some(2), 1),
        case(Kind::Reused, 1, Some(2), 2),
        case(Kind::Too, 1, Some(3), 2),
        case(Kind::Accepted, 2, None, 3),
        case(Kind::Reused, 2, Some(2), 3),
        case(Kind::Thanked, 2, Some(0), 3),
        case(Kind::Met, 0, Some(4), 4),
        case(Kind::Met, 0, Some(4), 5),
    ];
    let all = figures(&cases, HELPER, EVER);
    assert_eq!(all, Figures { people: 4, unnamed: 1, accepted: 2, reused: 3, met: 2 });
    assert_eq!(all.minutes(&ImpactSettings::default()), 2 * 20 + 3 * 10 + 2 * 30);
    let later = figures(&cases, HELPER, at(1));
    assert_eq!(
        later,
        Figures { people: 4, unnamed: 1, accepted: 1, reused: 3, met: 2 },
        "whoever asked before is no further person now"
    );
    assert!(
        figures(&[case(Kind::Accepted, 1, Some(0), 0)], HELPER, EVER).is_empty(),
        "nobody helps themselves"
    );
}

fn any_case() -> impl Strategy<Value = Case> {
    let kind = prop::sample::select(Kind::ALL.to_vec());
    (kind, 1..4_i64, prop::option::of(0..5_u128), 0..10_u32)
        .prop_map(|(kind, answer, helped, hours)| case(kind, answer, helped, hours))
}

proptest! {
    #[test]
    fn figures_depend_on_no_order_and_grow_with_time(
        cases in prop::collection::vec(any_case(), 0..20),
        since in 0..10_u32,
    ) {
        let all = figures(&cases, HELPER, EVER);
        let mut turned = cases.clone();
        turned.reverse();
        prop_assert_eq!(figures(&turned, HELPER, EVER), all);
        let season = figures(&cases, HELPER, at(since));
        prop_assert!(season.people <= all.people && season.unnamed <= all.unnamed && season.accepted <= all.accepted);
        prop_assert!(season.reused <= all.reused && season.met <= all.met);
        let twice: Vec<Case> =
            cases.iter().chain(&cases).filter(|case| case.helped.is_some() && case.kind != Kind::Met).cloned().collect();
        let once: Vec<Case> = twice[..twice.len() / 2].to_vec();
        prop_assert_eq!(figures(&twice, HELPER, EVER), figures(&once, HELPER, EVER), "who says it twice says it once");
    }

    #[test]
    fn somebody_without_a_name_is_a_number_and_nobody(cases in prop::collection::vec(any_case(), 0..20)) {
        let before = figures(&cases, HELPER, EVER);
        let more: Vec<Case> = cases.iter().cloned().chain([case(Kind::Accepted, 9, None, 1)]).collect();
        let after = figures(&more, HELPER, EVER);
        let expected = Figures { unnamed: before.unnamed + 1, accepted: before.accepted + 1, ..before };
        prop_assert_eq!(after, expected);
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
        let mut settings = Settings::default();
        settings.people.moderators = vec!["paper/mod".to_owned()];
        let community = Community::with(db, settings, Paper::new("paper")).await;
        for name in ["ana", "ben", "chen", "dara", "mod"] {
            community.commands(name, &format!("dm:{name}"), "points").await;
        }
        Self(Desk::of(&Impact, community))
    }

    async fn figures(&self, member: MemberId) -> Figures {
        let mut turn = self.turn().await;
        figures(&store::cases(turn.tx(), member).await.unwrap(), member, EVER)
    }

    /// What `by` is answered to a command given in private.
    async fn says(&self, by: &str, words: &str) -> String {
        self.community.commands(by, &format!("dm:{by}"), words).await;
        self.told(by)
    }

    fn told(&self, who: &str) -> String {
        self.community.told(who).unwrap().post.text.to_plain()
    }

    /// Ana asks in a place, ben answers there, and she accepts it.
    async fn ben_helps_ana(&self) {
        let community = &self.community;
        community.commands("ana", "#help", "ask #sql Why is my query slow?").await;
        let card = community.shown("#help").unwrap().message;
        community.happen(community.message("ben", "#help", Some(&card), "Add an index.")).await;
        community.commands("ana", "#help", "accept A1").await;
    }
}

on_each_db!(the_newest_fact_counts, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben, chen) = (office.id("ana").await, office.id("ben").await, office.id("chen").await);
    let thanked = Fact::AnswerThanked { answer: 7, author: ben, by: ana, at: at(1) };
    let undone = Fact::ThanksUndone { answer: 7, by: ana, at: at(2) };
    office.hear(&[undone.clone(), thanked.clone()]).await;
    assert!(office.figures(ben).await.is_empty(), "an undo that comes first wins");
    office.hear(&[Fact::AnswerThanked { answer: 7, author: ben, by: ana, at: at(3) }, thanked]).await;
    office
        .hear(&[
            Fact::AnswerReused { answer: 7, author: ben, by: chen, at: at(3) },
            Fact::AnswerReused { answer: 7, author: ben, by: chen, at: at(4) },
            Fact::AcceptanceConfirmed { answer: 7, author: ben, by: ana, at: at(3) },
            Fact::MentorsMet { pair: "M3".into(), meeting: 1, mentor: ben, mentee: chen, at: at(5) },
        ])
        .await;
    let expected = Figures { people: 2, unnamed: 1, accepted: 1, reused: 2, met: 1 };
    assert_eq!(office.figures(ben).await, expected);
    office.hear(&[Fact::ReuseUndone { answer: 7, by: chen, at: at(6) }, undone]).await;
    assert_eq!(office.figures(ben).await, Figures { reused: 1, ..expected }, "the older undo is too late");
    office.hear(&[Fact::MentorsDenied { pair: "M3".into(), meeting: 1, at: at(6) }]).await;
    assert_eq!(office.figures(ben).await, Figures { people: 1, reused: 1, met: 0, ..expected });
});

on_each_db!(who_asked_anonymously_stands_nowhere, |db: TestDb| async move {
    const NAMED: &str =
        "SELECT COUNT(*) FROM help_case WHERE kind = 'accepted' AND (helped IS NOT NULL OR whose <> '')";
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    office.hear(&[Fact::AcceptanceConfirmed { answer: 7, author: ben, by: ana, at: at(1) }]).await;
    let mut turn = office.turn().await;
    let (named,): (i64,) = on!(turn.tx(), |c| sqlx::query_as(NAMED).fetch_one(c).await).unwrap();
    assert_eq!(named, 0, "who confirmed it is not who asked");
});

on_each_db!(what_cannot_be_seen_does_not_count, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let ben = office.id("ben").await;
    office.ben_helps_ana().await;
    let seen = Figures { people: 1, accepted: 1, ..Figures::default() };
    assert_eq!(office.figures(ben).await, seen);
    office.says("dara", "flag A1 wrong").await;
    office.says("mod", "hide A1").await;
    assert!(office.figures(ben).await.is_empty(), "hidden");
    office.says("mod", "show A1").await;
    assert_eq!(office.figures(ben).await, seen, "shown again: {}", office.told("mod"));
    office.says("ana", "unaccept A1").await;
    assert!(office.figures(ben).await.is_empty(), "not accepted any more");
});

on_each_db!(whoever_has_the_question_too_is_helped_by_its_answer, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ben, community) = (office.id("ben").await, &office.community);
    community.commands("ana", "#help", "ask #sql Why is my query slow?").await;
    let card = community.shown("#help").unwrap().message;
    for name in ["chen", "dara"] {
        office.says(name, "me too Q1").await;
    }
    community.happen(community.message("ben", "#help", Some(&card), "Add an index.")).await;
    assert!(office.figures(ben).await.is_empty(), "nobody has said that it is right");
    community.commands("ana", "#help", "accept A1").await;
    let helped = Figures { people: 3, accepted: 1, reused: 2, ..Figures::default() };
    assert_eq!(office.figures(ben).await, helped);
    office.says("dara", "unfollow Q1").await;
    assert_eq!(office.figures(ben).await, Figures { people: 2, reused: 1, ..helped });
    office.says("ben", "me too Q1").await;
    assert_eq!(office.figures(ben).await.people, 2, "nobody helps themselves");
});

on_each_db!(a_known_answer_that_solves_a_question_is_of_use_again, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ben, community) = (office.id("ben").await, &office.community);
    office.ben_helps_ana().await;
    community.commands("dara", "#help", "ask #sql Why is my query so slow?").await;
    let shown = community.told("dara").unwrap();
    let solved = shown.post.buttons.iter().find(|button| button.value.starts_with("solved")).unwrap();
    community.happen(community.press("dara", &shown, &solved.value)).await;
    let expected = Figures { people: 2, accepted: 1, reused: 1, ..Figures::default() };
    assert_eq!(office.figures(ben).await, expected);
});

on_each_db!(joined_members_are_one_and_erased_ones_a_number, |db: TestDb| async move {
    const LEFT: &str = "SELECT COUNT(*) FROM help_case WHERE helper = $1 OR helped = $1 OR whose = $1";
    let office = Office::open(&db).await;
    let [ana, ben, chen, dara] =
        [office.id("ana").await, office.id("ben").await, office.id("chen").await, office.id("dara").await];
    office
        .hear(&[
            Fact::AnswerThanked { answer: 7, author: ben, by: ana, at: at(1) },
            Fact::AnswerThanked { answer: 7, author: ben, by: chen, at: at(2) },
            Fact::ThanksUndone { answer: 7, by: ana, at: at(3) },
            Fact::AnswerAccepted { answer: 8, author: ben, asker: dara, at: at(1) },
        ])
        .await;
    office.hear(&[Fact::MembersJoined { from: chen, into: ana }]).await;
    let expected = Figures { people: 2, accepted: 1, reused: 1, ..Figures::default() };
    assert_eq!(office.figures(ben).await, expected, "what stands of either stands");
    office.hear(&[Fact::ThanksUndone { answer: 7, by: ana, at: at(4) }]).await;
    assert_eq!(office.figures(ben).await.people, 1, "and is taken back by the one that they are");
    office.hear(&[Fact::AnswerThanked { answer: 7, author: ben, by: ana, at: at(5) }]).await;
    for erased in [ana, dara] {
        office.hear(&[Fact::MemberErased { member: erased, names: Names::default() }]).await;
    }
    let expected = Figures { people: 0, unnamed: 2, ..expected };
    assert_eq!(office.figures(ben).await, expected, "the help was given all the same");
    office.hear(&[Fact::MemberErased { member: ben, names: Names::default() }]).await;
    for member in [ana, ben, chen, dara] {
        let (mut turn, member) = (office.turn().await, member.to_string());
        let (left,): (i64,) =
            on!(turn.tx(), |c| sqlx::query_as(LEFT).bind(&member).fetch_one(c).await).unwrap();
        assert_eq!(left, 0);
    }
});

on_each_db!(nobody_sees_it_who_was_not_meant_to, |db: TestDb| async move {
    let office = Office::open(&db).await;
    office.ben_helps_ana().await;
    let unknown = office.says("dara", "impact of @nobody").await;
    let refused = office.says("dara", "impact of @ben").await;
    assert_eq!(refused.replace("@ben", "@nobody"), unknown, "no refusal tells anything");

    let preview = office.says("ben", "impact share @dara").await;
    assert!(preview.contains("one person helped") && preview.contains("Nothing is sent yet"), "{preview}");
    assert_eq!(office.told("dara"), refused, "nothing was sent");
    let shown = office.community.told("ben").unwrap();
    office.community.happen(office.community.press("ben", &shown, &shown.post.buttons[0].value)).await;
    assert!(office.told("dara").starts_with("ben has chosen to share"), "{}", office.told("dara"));
    assert!(office.says("dara", "impact of @ben").await.contains("one person helped"));
    assert!(office.says("chen", "impact of @ben").await.starts_with("I can show you nothing"));
    assert!(office.says("ben", "impact").await.contains("You share this with dara"));
    assert!(office.says("ben", "impact share @dara yes").await.contains("already"));

    office.says("ben", "impact unshare @dara").await;
    assert_eq!(office.says("dara", "impact of @ben").await, refused);
    let left = office.community.paper.seen().into_iter().filter(|seen| seen.only.as_deref() == Some("dara"));
    assert!(
        !left
            .map(|seen| seen.post.text.to_plain())
            .any(|text| text.starts_with("ben has chosen") && text.contains("as it stands"))
    );
    assert!(office.says("ben", "impact unshare @dara").await.contains("nothing to end"));
});

on_each_db!(a_share_ends_with_either_of_the_two, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let [ana, ben, chen] = [office.id("ana").await, office.id("ben").await, office.id("chen").await];
    office.ben_helps_ana().await;
    for lead in ["dara", "chen", "ana"] {
        office.says("ben", &format!("impact share @{lead} yes")).await;
    }
    // Chen and Ana are one: she sees it once, and is the one with whom it ends.
    office.hear(&[Fact::MembersJoined { from: chen, into: ana }]).await;
    assert!(office.says("ben", "impact").await.contains("with dara and ana"), "{}", office.told("ben"));
    office.hear(&[Fact::MemberErased { member: ana, names: Names::default() }]).await;
    assert!(office.says("ben", "impact").await.contains("with dara."), "{}", office.told("ben"));
    office.hear(&[Fact::MemberErased { member: ben, names: Names::default() }]).await;
    assert!(office.says("dara", "impact of @ben").await.starts_with("I can show you nothing"));
});

on_each_db!(what_is_refused_is_refused_kindly, |db: TestDb| async move {
    let office = Office::open(&db).await;
    assert!(office.says("ben", "impact").await.starts_with("There is nothing to count yet"));
    for (words, answer) in [
        ("impact share @dara", "There is nothing to share yet"),
        ("impact share @ben", "You see it anyway"),
        ("impact share @nobody", "I don't know who “@nobody” is"),
        ("impact share", "That needs a little more"),
        ("impact everybody now", "That needs a little more"),
        ("impact unshare @dara", "You do not share it with dara"),
        ("impact of @ben", "There is nothing to count yet"),
    ] {
        let told = office.says("ben", words).await;
        assert!(told.starts_with(answer), "{words}: {told}");
    }
    let long = office.says("ben", &format!("impact of @{}", "x".repeat(100_000))).await;
    assert!(long.starts_with("I can show you nothing") && long.len() < 500, "{long}");
});

on_each_db!(figures_are_found_by_indexes, |db: TestDb| async move {
    let mut tx = db.db.begin_read().await.unwrap();
    for sql in [store::OWN, store::SHARED] {
        assert_eq!(read_whole(&mut tx, sql, &[Value::Text("m")]).await, [""; 0], "{sql}");
    }
});

#[test]
fn an_estimate_of_more_than_a_day_is_a_slip() {
    let settings = ImpactSettings { reused_minutes: 1441, ..ImpactSettings::default() };
    assert_eq!(settings.wrong().into_iter().map(|(key, _)| key).collect::<Vec<_>>(), ["reused_minutes"]);
}
