//! How many people are in a place, and what groups of people are called.

use crate::hall::{Hall, Notebook, Way, until};
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Adapter as _, Count, EventKind, PlaceRef};
use stoa_fake_slack::{Fault, NewChannel, NewPerson};

/// A channel with these people, the bot and another program in it.
async fn crowd(people: usize) -> (Hall, PlaceRef) {
    let hall = Hall::open(Way::Socket).await;
    let channel = hall.slack.open_channel(NewChannel::public("crowd").with(&[hall.ana.id()]).with_bot());
    hall.slack.hire(NewPerson::named("deploys").program()).joins(&channel);
    for at in 1..people {
        hall.slack.hire(NewPerson::named(&format!("p{at}"))).joins(&channel);
    }
    let place = PlaceRef::new(hall.network(), channel);
    (hall, place)
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_and_closed_accounts_are_no_people() {
    let (hall, place) = crowd(4).await;
    assert_eq!(hall.adapter.count_people(&place, 100).await, Count::People(4), "Slack is asked about each");
    let asked = || hall.slack.calls().iter().filter(|call| call.method == "users.info").count();
    let before = asked();
    assert_eq!(hall.adapter.count_people(&place, 3).await, Count::People(3));
    assert_eq!(asked(), before, "once is enough");
    let intake = Arc::new(Notebook::default());
    drop(hall.listen(&intake).await);
    hall.ana.is_deactivated();
    let gone = || {
        let closed =
            |kind: &EventKind| matches!(kind, EventKind::ProfileChanged { profile, .. } if !profile.active);
        intake.notes().events.iter().any(|event| closed(&event.kind))
    };
    until(&hall.slack, Duration::from_secs(1), gone).await;
    assert_eq!(hall.adapter.count_people(&place, 100).await, Count::People(3));
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}

#[tokio::test(flavor = "multi_thread")]
async fn large_places_are_counted_page_by_page_and_only_as_far_as_needed() {
    let (hall, place) = crowd(230).await;
    let intake = Arc::new(Notebook::default());
    drop(hall.listen(&intake).await);
    let all = || intake.notes().events.len() >= 231;
    until(&hall.slack, Duration::from_secs(5), all).await;
    let pages = || hall.slack.calls().iter().filter(|call| call.method == "conversations.members").count();
    assert_eq!(hall.adapter.count_people(&place, 5).await, Count::People(5));
    assert_eq!(pages(), 1);
    assert_eq!(hall.adapter.count_people(&place, 1_000).await, Count::People(230));
    assert_eq!(pages(), 3, "two pages more");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_told_cannot_count() {
    let (hall, place) = crowd(3).await;
    hall.slack.fault("conversations.members", Fault::RateLimit { seconds: 30 });
    let Count::RetryAfter(wait) = hall.adapter.count_people(&place, 5).await else { panic!("it is to wait") };
    hall.slack.advance(wait);
    let secret = hall.slack.open_channel(NewChannel::private("secret").with(&[hall.ana.id()]));
    let secret = PlaceRef::new(hall.network(), secret);
    assert_eq!(hall.adapter.count_people(&secret, 5).await, Count::CannotAsk, "we are not in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_stands_by_its_name_and_is_asked_for_once() {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    drop(hall.listen(&intake).await);
    hall.slack.group("dba-team", &[hall.ben.id()]);
    hall.ana.says(&hall.help, "can @dba-team look at this?");
    hall.ana.command(&hall.help, "/ask", "#postgres does @dba-team know?").expect("the command is there");
    let texts = || -> Vec<String> {
        let text = |kind: &EventKind| match kind {
            EventKind::Said(said) => Some(said.text.to_plain()),
            EventKind::Commanded(command) => Some(command.text.to_plain()),
            _ => None,
        };
        intake.notes().events.iter().filter_map(|event| text(&event.kind)).collect()
    };
    until(&hall.slack, Duration::from_millis(20), || texts().len() == 2).await;
    let mut heard = texts();
    heard.sort();
    assert_eq!(heard, ["ask #postgres does @dba-team know?", "can @dba-team look at this?"]);
    let asked = hall.slack.calls().iter().filter(|call| call.method == "usergroups.list").count();
    assert!(asked <= 2, "asked {asked} times");
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}
