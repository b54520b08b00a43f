//! Whom and what events are about: profiles, guests, threads, direct conversations, edits and deletions.

use crate::hall::{Hall, Notebook, Way, until};
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Event, EventKind, MessageRef, Profile};
use stoa_fake_slack::{NewPerson, Slack};

async fn opened() -> (Hall, Arc<Notebook>) {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    drop(hall.listen(&intake).await);
    (hall, intake)
}

/// The first event that `wanted` takes, once it was accepted.
async fn heard<T>(slack: &Slack, intake: &Notebook, wanted: impl Fn(&Event) -> Option<T>) -> T {
    let find = || intake.notes().events.iter().find_map(&wanted);
    until(slack, Duration::from_millis(100), || find().is_some()).await;
    find().expect("it was there a moment ago")
}

/// What was last told of a person, and where among all events.
fn profile_of(intake: &Notebook, id: &str) -> Option<(usize, Profile)> {
    let events = &intake.notes().events;
    let of = |(at, event): (usize, &Event)| match &event.kind {
        EventKind::ProfileChanged { who, profile } if who.id == id => Some((at, profile.clone())),
        _ => None,
    };
    events.iter().enumerate().filter_map(of).next_back()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_told_of_at_the_start_and_newcomers_before_their_first_word() {
    let (hall, intake) = opened().await;
    until(&hall.slack, Duration::from_secs(1), || profile_of(&intake, hall.ben.id()).is_some()).await;
    let zoe = hall.slack.hire(NewPerson::named("zoe").stranger_from("T9OTHER").locale("de-DE"));
    hall.ana.invites(&hall.help, zoe.id());
    zoe.says(&hall.help, "hello from outside");
    let by_zoe =
        |event: &Event| matches!(&event.kind, EventKind::Said(said) if said.by.id == zoe.id()).then_some(());
    heard(&hall.slack, &intake, by_zoe).await;
    let said = intake.notes().events.iter().position(|event| by_zoe(event).is_some()).unwrap();
    let (told, profile) = profile_of(&intake, zoe.id()).unwrap();
    assert!(told < said && profile.guest && !profile.bot, "{profile:?}");
    assert_eq!(profile.language.as_deref(), Some("de-DE"));
    hall.ana.is_deactivated();
    until(&hall.slack, Duration::from_secs(1), || {
        profile_of(&intake, hall.ana.id()).is_some_and(|(_, ana)| !ana.active)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_anonymously_introduces_nobody() {
    let (hall, intake) = opened().await;
    until(&hall.slack, Duration::from_secs(1), || profile_of(&intake, hall.ben.id()).is_some()).await;
    let zoe = hall.slack.hire(NewPerson::named("zoe").stranger_from("T9OTHER"));
    let direct = hall.slack.direct_with_bot(zoe.id());
    zoe.command(&direct, "/anon", "why is it dark?").unwrap();
    hall.slack.settled().await;
    let heard = intake.deeds();
    let anonymous = |event: &&Event| event.person().is_some_and(|who| who.id == zoe.id());
    assert!(heard.iter().any(|event| anonymous(&event)), "it was heard: {heard:?}");
    assert!(profile_of(&intake, zoe.id()).is_none(), "nothing beside it tells whose it is");
    zoe.tells_bot("hello");
    until(&hall.slack, Duration::from_secs(1), || profile_of(&intake, zoe.id()).is_some()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_and_taking_back_what_was_anonymous_introduces_nobody() {
    let (hall, intake) = opened().await;
    until(&hall.slack, Duration::from_secs(1), || profile_of(&intake, hall.ben.id()).is_some()).await;
    let zoe = hall.slack.hire(NewPerson::named("zoe").stranger_from("T9OTHER"));
    let direct = hall.slack.direct_with_bot(zoe.id());
    let ts = zoe.tells_bot("anon why is it dark?");
    zoe.edits(&direct, &ts, "anon why is it so dark?");
    zoe.deletes(&direct, &ts);
    let by_zoe = |event: &Event| event.person().is_some_and(|who| who.id == zoe.id());
    let deleted =
        |event: &Event| (by_zoe(event) && matches!(event.kind, EventKind::Deleted { .. })).then_some(());
    heard(&hall.slack, &intake, deleted).await;
    let edited = |event: &Event| by_zoe(event) && matches!(event.kind, EventKind::Edited(_));
    assert!(intake.deeds().iter().any(edited), "the new words were heard too");
    assert!(profile_of(&intake, zoe.id()).is_none(), "nothing beside it tells whose it is");
    zoe.tells_bot("hello");
    until(&hall.slack, Duration::from_secs(1), || profile_of(&intake, zoe.id()).is_some()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_picked_in_a_thread_brings_the_first_message() {
    let (hall, intake) = opened().await;
    let first = hall.ana.says(&hall.help, "why is it dark?");
    let reply = hall.ben.replies(&hall.help, &first, "switch the light on");
    hall.ana.shortcut(&hall.help, &reply, "accept").unwrap();
    let picked = |event: &Event| match &event.kind {
        EventKind::Picked(pick) => Some(pick.clone()),
        _ => None,
    };
    let pick = heard(&hall.slack, &intake, picked).await;
    assert_eq!(
        (pick.verb.as_str(), pick.at.message.text.to_plain().as_str()),
        ("accept", "switch the light on")
    );
    let thread = pick.at.first.expect("the first message is there");
    assert_eq!((thread.text.to_plain().as_str(), thread.by), ("why is it dark?", hall.user(&hall.ana)));
    hall.ben.replies(&hall.help, &first, &format!("@{} turn", hall.slack.bot_user()));
    let commanded = |event: &Event| match &event.kind {
        EventKind::Commanded(command) => Some(command.clone()),
        _ => None,
    };
    let command = heard(&hall.slack, &intake, commanded).await;
    assert_eq!(command.text.to_plain(), "turn");
    let under = command.under.expect("what it was written under is there");
    assert_eq!(under.message.message, MessageRef::new(&hall.place(), first));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_direct_conversation_is_told_from_places() {
    let (hall, intake) = opened().await;
    hall.ana.tells_bot("ask why is it dark?");
    hall.ana.tells_bot("it is very dark");
    let direct = hall.slack.direct_with_bot(hall.ana.id());
    hall.ana.command(&direct, "/ask", "how long?").unwrap();
    hall.ana.command(&hall.help, "/ask", "how loud?").unwrap();
    hall.slack.settled().await;
    let told = |event: Event| match event.kind {
        EventKind::Commanded(command) => Some((command.text.to_plain(), command.direct)),
        EventKind::Said(said) => Some((said.text.to_plain(), said.direct)),
        _ => None,
    };
    let told: Vec<_> = intake.deeds().into_iter().filter_map(told).collect();
    let expected = [
        ("ask why is it dark?", true),
        ("it is very dark", true),
        ("ask how long?", true),
        ("ask how loud?", false),
    ];
    assert_eq!(told, expected.map(|(words, direct)| (words.to_owned(), direct)));
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_deletions_and_reactions_are_mirrored() {
    let (hall, intake) = opened().await;
    let ts = hall.ana.says(&hall.help, "teh answer");
    hall.ana.edits(&hall.help, &ts, "the answer");
    hall.ben.reacts(&hall.help, &ts, "white_check_mark");
    hall.ben.unreacts(&hall.help, &ts, "white_check_mark");
    hall.ana.shares(&hall.help, "chart.png", "see the chart");
    hall.ana.deletes(&hall.help, &ts);
    hall.ben.leaves(&hall.help);
    hall.slack.settled().await;
    let kind = |event: Event| match event.kind {
        EventKind::Said(said) => format!("said {}", said.text.to_plain().replace("\n\n", " / ")),
        EventKind::Edited(said) => format!("edited {}", said.text.to_plain()),
        EventKind::ReactionAdded(reaction) => format!("+{}", reaction.emoji),
        EventKind::ReactionRemoved(reaction) => format!("-{}", reaction.emoji),
        EventKind::Deleted { message, .. } => format!("deleted {}", message.id == ts),
        EventKind::Left { who, .. } => format!("left {}", who == hall.user(&hall.ben)),
        other => format!("{other:?}"),
    };
    let told: Vec<_> = intake.deeds().into_iter().map(kind).collect();
    let expected = [
        "said teh answer",
        "edited the answer",
        "+✅",
        "-✅",
        "said see the chart / chart.png",
        "deleted true",
        "left true",
    ];
    assert_eq!(told, expected);
}
