//! Badges follow from marks, whatever their order; certificates are verified by codes that cannot be guessed.

use super::books::earned;
use super::code;
use super::list::{BADGES, Counted, Criterion, Mark, meant};
use super::store::{self, Kept};
use super::{Badges, verify, wording};
use crate::database::MemberId;
use crate::engine::Fact;
use crate::language::Language;
use crate::on;
use crate::on_each_db;
use crate::people::{self, Employment};
use crate::pictures::{Medal, Theme};
use crate::testing::{Community, Desk, MONDAY_NINE, TestDb};
use rand::SeedableRng as _;
use rand_chacha::ChaCha12Rng;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY: Duration = Duration::from_hours(24);

fn at(days: u32) -> Timestamp {
    MONDAY_NINE + DAY * days
}

fn kept(mark: Mark, days: u32, peer: &str) -> Kept {
    Kept { mark, at: at(days), peer: Some(peer.to_owned()) }
}

#[test]
fn a_criterion_counts_each_or_peers_or_returns() {
    let marks = [
        kept(Mark::Bridged, 0, "ops"),
        kept(Mark::Bridged, 1, "ops"),
        kept(Mark::Answered, 2, ""),
        kept(Mark::Bridged, 3, "data"),
        kept(Mark::Answered, 91, ""),
        kept(Mark::Answered, 181, ""),
    ];
    let when = |mark, counted, least| earned(&Criterion { mark, counted, least }, &marks);
    assert_eq!(when(Mark::Bridged, Counted::Each, 3), Some(at(3)));
    assert_eq!(when(Mark::Bridged, Counted::Each, 4), None);
    assert_eq!(when(Mark::Bridged, Counted::Peers, 2), Some(at(3)));
    assert_eq!(when(Mark::Bridged, Counted::Peers, 3), None);
    assert_eq!(when(Mark::Answered, Counted::After { days: 90 }, 1), Some(at(181)));
    assert_eq!(when(Mark::Answered, Counted::After { days: 91 }, 1), None);
}

#[test]
fn every_badge_has_a_name_of_its_own_and_a_sign() {
    let mut ids = BTreeSet::new();
    for badge in BADGES {
        assert!(ids.insert(badge.id), "{} stands there twice", badge.id);
        for language in Language::ALL {
            let name = (badge.name)(language);
            assert_eq!(meant(&name.to_uppercase()).map(|found| found.id), Some(badge.id), "{name}");
        }
        let (sign, name) = (badge.sign.to_owned(), (badge.name)(Language::En));
        let medal = Medal { sign, metal: badge.metal, name, owner: String::new() };
        assert!(medal.draw(Theme::Light).svg().contains(badge.sign), "the sign of {} is not drawn", badge.id);
    }
    assert!(meant("no such badge").is_none());
}

#[test]
fn codes_are_read_as_people_write_them() {
    let mut rng = ChaCha12Rng::seed_from_u64(1);
    for _ in 0..200 {
        let made = code::new(&mut rng);
        let written = code::written(&made);
        assert_eq!(written.len(), 17);
        for typed in [
            written.clone(),
            made.to_lowercase(),
            format!(" {} ", written.replace('0', "o").replace('1', "l")),
        ] {
            assert_eq!(code::read(&typed).as_deref(), Some(&*made), "{typed}");
        }
        for at in 0..15 {
            let mut wrong: Vec<char> = made.chars().collect();
            wrong[at] = if wrong[at] == 'A' { 'B' } else { 'A' };
            assert_eq!(code::read(&wrong.iter().collect::<String>()), None, "{made} at {at}");
        }
    }
    for typed in ["", "7K3QM", "ŻÓŁĆ", &"A".repeat(1000)] {
        assert_eq!(code::read(typed), None);
    }
}

/// A community whose member facts can be told about.
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
        for name in ["ana", "ben", "chen", "dara"] {
            community.commands(name, "#help", "points").await;
        }
        Self(Desk::of(&Badges, community))
    }

    async fn badges(&self, member: MemberId) -> Vec<String> {
        let mut turn = self.turn().await;
        store::badges(turn.tx(), member).await.unwrap().into_iter().map(|(id, _)| id).collect()
    }

    async fn held(&self, member: MemberId) -> i64 {
        let mut turn = self.turn().await;
        let member = member.to_string();
        let (held,): (i64,) = on!(turn.tx(), |c| {
            sqlx::query_as("SELECT COUNT(*) FROM held WHERE member = $1 AND feature = 'badges'")
                .bind(&member)
                .fetch_one(c)
                .await
        })
        .unwrap();
        held
    }
}

fn given(answer: i64, author: MemberId, asker: MemberId, newcomer: bool, at: Timestamp) -> Fact {
    let asked_at = at - Duration::from_hours(2);
    Fact::AnswerGiven { answer, question: answer + 100, author, asker: Some(asker), newcomer, asked_at, at }
}

on_each_db!(a_badge_comes_and_goes_with_what_earned_it, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    office.hear(&[given(1, ben, ana, false, at(0))]).await;
    assert_eq!(office.badges(ben).await, ["first-answer"]);
    assert_eq!(office.held(ben).await, 1, "it waits for the digest");
    office.hear(&[Fact::AnswerTakenBack { answer: 1, at: at(1) }]).await;
    assert_eq!(office.badges(ben).await, [""; 0]);
    office.hear(&[given(2, ben, ana, false, at(2))]).await;
    assert_eq!(office.badges(ben).await, ["first-answer"]);
    assert_eq!(office.held(ben).await, 1, "it was announced before");
});

on_each_db!(an_undo_that_comes_first_wins, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    let facts = [Fact::AnswerTakenBack { answer: 1, at: at(1) }, given(1, ben, ana, false, at(0))];
    office.hear(&facts).await;
    assert_eq!(office.badges(ben).await, [""; 0]);
    office.hear(&facts).await;
    assert_eq!(office.badges(ben).await, [""; 0], "twice is once");
});

on_each_db!(three_newcomers_and_three_teams, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let names = ["ana", "chen", "dara"];
    let ben = office.id("ben").await;
    let mut turn = office.turn().await;
    let work = |team: &str| Employment { team: Some(team.to_owned()), ..Employment::default() };
    people::set_employment(turn.tx(), ben, &work("web")).await.unwrap();
    turn.commit().await.unwrap();
    for (number, name) in (1_u32..).zip(names) {
        let asker = office.id(name).await;
        let mut turn = office.turn().await;
        people::set_employment(turn.tx(), asker, &work(name)).await.unwrap();
        turn.commit().await.unwrap();
        let answer = i64::from(number);
        assert!(!office.badges(ben).await.contains(&"bridge".to_owned()), "{name} is only the {number}.");
        let accepted = Fact::AnswerAccepted { answer, author: ben, asker, at: at(number) };
        office.hear(&[given(answer, ben, asker, true, at(number)), accepted]).await;
    }
    assert_eq!(office.badges(ben).await, ["first-answer", "bridge", "welcomer"]);
    office.hear(&[Fact::AcceptanceUndone { answer: 2, at: at(9) }]).await;
    assert_eq!(office.badges(ben).await, ["first-answer", "welcomer"]);
});

on_each_db!(mentor_and_mentee_are_honoured, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    let fact = Fact::MentoringCompleted { pair: "M1".to_owned(), mentor: ben, mentee: ana, at: at(1) };
    office.hear(&[fact]).await;
    assert_eq!(
        (office.badges(ben).await, office.badges(ana).await),
        (vec!["mentor-1".to_owned()], vec!["graduate".to_owned()])
    );
});

on_each_db!(joined_members_have_what_both_earned, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben, chen) = (office.id("ana").await, office.id("ben").await, office.id("chen").await);
    let asked = Fact::QuestionAsked { question: 5, asker: chen, at: at(1) };
    office.hear(&[given(1, ben, ana, false, at(0)), asked]).await;
    office.hear(&[Fact::MembersJoined { from: chen, into: ben }]).await;
    assert_eq!(office.badges(ben).await, ["first-answer", "first-question"]);
    assert_eq!(office.badges(chen).await, [""; 0]);
});

on_each_db!(a_certificate_is_verified_until_its_owner_is_erased, |db: TestDb| async move {
    let office = Office::open(&db).await;
    let (ana, ben) = (office.id("ana").await, office.id("ben").await);
    office.hear(&[given(1, ben, ana, false, at(0))]).await;
    let community = &office.community;
    community.commands("ben", "dm:ben", "certificate welcomer").await;
    let told = community.told("ben").unwrap().post.text.to_plain();
    assert!(told.contains("You do not have Welcomer yet"), "{told}");
    community.commands("ben", "dm:ben", "certificate First Answer").await;
    let told = community.told("ben").unwrap().post.text.to_plain();
    let code = told.split("code ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    community.commands("ben", "dm:ben", "certificate first-answer").await;
    assert!(
        community.told("ben").unwrap().post.text.to_plain().contains(&code),
        "there is one for each badge"
    );

    community.commands("ana", "#help", &format!("certificate verify {code}")).await;
    let told = community.told("ana").unwrap().post.text.to_plain();
    assert!(told.starts_with("This certificate is genuine. ben has the badge First Answer"), "{told}");
    office.hear(&[Fact::AnswerTakenBack { answer: 1, at: at(1) }]).await;
    let mut turn = office.turn().await;
    let found = verify(turn.tx(), &code, Language::En).await.unwrap().unwrap();
    assert!(!found.standing);
    drop(turn);
    office.hear(&[Fact::MemberErased { member: ben, names: people::Names::default() }]).await;
    let mut turn = office.turn().await;
    assert_eq!(verify(turn.tx(), &code, Language::En).await.unwrap(), None);
    drop(turn);
    community.commands("ana", "#help", &format!("certificate verify {code}")).await;
    let told = community.told("ana").unwrap().post.text.to_plain();
    assert!(told.starts_with("No certificate has the code"), "{told}");
});

#[test]
fn the_catalogues_have_no_gaps() {
    assert_eq!(wording::CATALOGUE.gaps(), [""; 0]);
}
