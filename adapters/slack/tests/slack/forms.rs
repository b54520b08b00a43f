//! Forms, and whatever else people press, over a socket: nothing that they typed is ever lost.

use crate::hall::{Hall, Notebook, Way, idea, until};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Action, Event, EventKind, Form, Outcome, Post, Submission, Text};
use stoa_fake_slack::Fault;

async fn opened() -> (Hall, Arc<Notebook>) {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    drop(hall.listen(&intake).await);
    (hall, intake)
}

/// The form that was sent off last.
fn submitted(intake: &Notebook) -> Option<Submission> {
    let last = |event: Event| match event.kind {
        EventKind::Submitted(submission) => Some(submission),
        _ => None,
    };
    intake.deeds().into_iter().filter_map(last).next_back()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_opens_its_form_and_problems_appear_in_it() {
    let (hall, intake) = opened().await;
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    let sheet = hall.ana.awaits_modal("An idea").await;
    assert_eq!(sheet.questions.len(), 3);
    hall.ana.submits(&[("What is it?", "nothing")]).unwrap();
    let problem = |slack: &_| {
        let _: &stoa_fake_slack::Slack = slack;
        hall.ana.modal()?.question("what")?.problem.clone()
    };
    assert_eq!(hall.slack.until(problem).await, "Something is needed.");
    assert_eq!(
        hall.ana.modal().unwrap().question("what").unwrap().value,
        "nothing",
        "what was typed is kept"
    );
    assert!(submitted(&intake).is_none(), "what is refused on the spot is no event");
    hall.ana.submits(&[("What is it?", "a <b> & c\nd"), ("Topic", "Builds"), ("quietly", "true")]).unwrap();
    hall.slack.settled().await;
    let sent = submitted(&intake).unwrap();
    let expected = [("what", "a <b> & c\nd"), ("topic", "ci"), ("quietly", "true")];
    assert_eq!(sent.values, expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    assert_eq!((sent.place, sent.direct, sent.form.as_str()), (hall.place(), false, "form"));
    assert!(
        hall.ana.modal().is_none() && hall.slack.violations().is_empty(),
        "{:?}",
        hall.slack.violations()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_comes_too_late_is_a_button_that_only_its_person_sees() {
    let (hall, _) = opened().await;
    hall.slack.fault("views.open", Fault::Refuse { error: "expired_trigger_id" });
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    let sight = hall.ana.awaits("An idea").await;
    assert!(sight.private && sight.buttons == ["An idea"], "{sight:?}");
    hall.ana.presses(&hall.help, &sight.ts, "An idea").unwrap();
    hall.ana.awaits_modal("An idea").await;
    hall.ana.closes();
    // Typed in a message there is no trigger at all.
    hall.ana.says(&hall.help, &format!("@{} form", hall.slack.bot_user()));
    let again = |_: &_| hall.ana.sees().into_iter().filter(|sight| sight.private).nth(1);
    let sight = hall.slack.until(again).await;
    hall.ana.presses(&hall.help, &sight.ts, "An idea").unwrap();
    hall.ana.awaits_modal("An idea").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_that_the_database_refuses_keeps_every_answer() {
    let (hall, intake) = opened().await;
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    hall.ana.awaits_modal("An idea").await;
    let long = "why is <this> & that\n".repeat(20);
    hall.ana.submits(&[("What is it?", &long), ("Topic", "Databases"), ("quietly", "true")]).unwrap();
    hall.slack.settled().await;
    let sent = submitted(&intake).unwrap();
    let mut form = idea();
    form.values = sent.values.clone();
    form.problems = BTreeMap::from([("topic".into(), "Nobody may ask about that.".into())]);
    let show = Action::ShowForm { to: hall.user(&hall.ana), place: hall.place(), handle: sent.showing, form };
    let outcome = hall.perform("k1", &show).await;
    assert!(matches!(outcome, Outcome::Sent(_)), "{outcome:?}");
    let offered = hall.ana.awaits("Nobody may ask about that.").await;
    assert!(offered.words.contains(long.trim()), "the answers stand in the message: {}", offered.words);
    hall.ana.presses(&offered.channel, &offered.ts, "An idea").unwrap();
    let sheet = hall.ana.awaits_modal("An idea").await;
    let value = |name: &str| sheet.question(name).unwrap().value.clone();
    assert_eq!((value("what"), value("topic"), value("quietly")), (long, "db".to_owned(), "true".to_owned()));
    hall.ana.submits(&[]).unwrap();
    hall.slack.settled().await;
    assert_eq!(submitted(&intake).unwrap().values, sent.values);
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_come_back_survive_a_lost_answer_of_slacks() {
    for method in ["views.update", "chat.postMessage"] {
        let (hall, intake) = opened().await;
        hall.ana.command(&hall.help, "/stoa", "form").unwrap();
        hall.ana.awaits_modal("An idea").await;
        hall.ana.submits(&[("What is it?", "typed with care"), ("Topic", "Builds")]).unwrap();
        hall.slack.settled().await;
        let sent = submitted(&intake).unwrap();
        let mut form = idea();
        form.values = sent.values.clone();
        form.problems = BTreeMap::from([("topic".into(), "Nobody may ask about that.".into())]);
        let show =
            Action::ShowForm { to: hall.user(&hall.ana), place: hall.place(), handle: sent.showing, form };
        hall.slack.fault(method, Fault::Fail { status: 500, done: false });
        let outcome = hall.perform("k1", &show).await;
        assert!(matches!(outcome, Outcome::Sent(_)), "{method}: {outcome:?}");
        let offered = hall.ana.awaits("Nobody may ask about that.").await;
        assert!(offered.words.contains("typed with care"), "{method}: {}", offered.words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_finds_its_form_closed_is_said_in_full_and_offers_nothing() {
    let (hall, intake) = opened().await;
    let ts = hall.ben.says(&hall.help, "words");
    hall.ana.shortcut(&hall.help, &ts, "accept").unwrap();
    hall.ana.awaits_modal("One moment …").await;
    hall.ana.closes();
    let why = format!("This is no answer {}", "that could be mended ".repeat(12));
    let (trigger, form) = (trigger_of(&intake).unwrap(), Form::saying("accept", why.trim()));
    let show = Action::ShowForm { to: hall.user(&hall.ana), place: hall.place(), handle: trigger, form };
    assert!(matches!(hall.perform("k1", &show).await, Outcome::Sent(_)));
    let said = hall.ana.awaits("This is no answer").await;
    assert!(said.words.contains(why.trim()) && said.buttons.is_empty(), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_still_open_is_shown_again_in_its_place() {
    let (hall, _) = opened().await;
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    let handle = hall.ana.awaits_modal("An idea").await.id;
    let mut form = idea();
    form.title = "A better idea".into();
    let show =
        Action::ShowForm { to: hall.user(&hall.ana), place: hall.place(), handle: handle.clone(), form };
    assert!(matches!(hall.perform("k1", &show).await, Outcome::Sent(_)));
    assert_eq!(hall.ana.awaits_modal("A better idea").await.id, handle);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_stored_comes_again_or_stays_in_the_form() {
    let (hall, intake) = opened().await;
    // Twice for the first offer, which is repeated at once.
    intake.notes().away = 2;
    hall.ana.says(&hall.help, "said to deaf ears");
    until(&hall.slack, Duration::from_secs(2), || !intake.said().is_empty()).await;
    hall.ana.command(&hall.help, "/stoa", "form").unwrap();
    hall.ana.awaits_modal("An idea").await;
    intake.notes().away = 2;
    hall.ana.submits(&[("What is it?", "kept")]).unwrap();
    until(&hall.slack, Duration::from_secs(1), || intake.notes().away == 0).await;
    hall.slack.advance(Duration::from_secs(4));
    let sheet = hall.ana.modal().expect("it stays open");
    assert_eq!(sheet.question("what").unwrap().value, "kept");
    assert!(submitted(&intake).is_none());
    hall.ana.submits(&[]).unwrap();
    hall.slack.settled().await;
    assert_eq!(submitted(&intake).unwrap().values["what"], "kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_person_sees_changes_after_they_pressed_it() {
    let (hall, intake) = opened().await;
    let post = |words: &str| Post::of(Text::plain(words)).with_button("Ask anyway", "anyway D3");
    let reply = Action::ReplyPrivately {
        place: hall.place(),
        to: hall.user(&hall.ana),
        thread: None,
        post: post("Was it this?"),
    };
    let Outcome::Sent(receipt) = hall.perform("k1", &reply).await else { panic!("it is sent") };
    let message = receipt.message.unwrap();
    hall.ana.presses(&hall.help, &message.id, "Ask anyway").unwrap();
    hall.slack.settled().await;
    let pressed = intake.deeds().into_iter().find_map(|event| match event.kind {
        EventKind::Pressed(press) => Some(press.message),
        _ => None,
    });
    assert_eq!(pressed.as_ref(), Some(&message), "the press names the message of the receipt");
    let edit = Action::Edit { message: message.clone(), post: Post::of(Text::plain("Asked.")) };
    assert!(matches!(hall.perform("k2", &edit).await, Outcome::Sent(_)));
    let words: Vec<_> = hall.ana.sees().into_iter().map(|sight| sight.words).collect();
    assert_eq!(words, ["Asked."]);
    hall.slack.advance(Duration::from_mins(31));
    let outcome = hall.perform("k3", &Action::Delete { message }).await;
    assert_eq!(outcome, Outcome::Gone, "later it is out of reach");
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortcut_from_the_search_bar_opens_its_form_in_the_direct_conversation() {
    let (hall, intake) = opened().await;
    hall.ana.global_shortcut("form").unwrap();
    hall.ana.awaits_modal("An idea").await;
    hall.ana.submits(&[("What is it?", "from anywhere")]).unwrap();
    hall.slack.settled().await;
    let sent = submitted(&intake).unwrap();
    assert!(sent.direct && sent.place.id == hall.slack.direct_with_bot(hall.ana.id()), "{sent:?}");
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}

/// What is shown in the place of a form that was begun in the menu of a message.
fn filled(hall: &Hall, trigger: &str) -> Action<stoa_chat::MessageRef> {
    let mut form = idea();
    form.values.insert("what".into(), "what it says now".into());
    Action::ShowForm { to: hall.user(&hall.ana), place: hall.place(), handle: trigger.to_owned(), form }
}

fn trigger_of(intake: &Notebook) -> Option<String> {
    intake.deeds().into_iter().find_map(|event| match event.kind {
        EventKind::Picked(pick) => pick.trigger,
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_begun_in_time_is_filled_whenever_the_core_is_ready() {
    let (hall, intake) = opened().await;
    let ts = hall.ben.says(&hall.help, "words");
    hall.ana.shortcut(&hall.help, &ts, "accept").unwrap();
    let begun = hall.ana.awaits_modal("One moment …").await;
    assert!(begun.questions.is_empty());
    // Long after the trigger has expired.
    hall.slack.advance(Duration::from_secs(20));
    let trigger = trigger_of(&intake).unwrap();
    assert!(matches!(hall.perform("k1", &filled(&hall, &trigger)).await, Outcome::Sent(_)));
    let sheet = hall.ana.awaits_modal("An idea").await;
    assert_eq!(sheet.id, begun.id, "it is the same one");
    assert_eq!(sheet.question("what").unwrap().value, "what it says now");
    // Doing it again shows the same; with the form closed, the answers come as a message.
    assert!(matches!(hall.perform("k2", &filled(&hall, &trigger)).await, Outcome::Sent(_)));
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
    hall.ana.closes();
    assert!(matches!(hall.perform("k3", &filled(&hall, &trigger)).await, Outcome::Sent(_)));
    hall.ana.awaits("what it says now").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_core_that_is_faster_than_the_beginning_opens_the_form_itself() {
    let (hall, intake) = opened().await;
    let ts = hall.ben.says(&hall.help, "words");
    // The beginning gets lost on its way, so that the trigger is still good.
    hall.slack.fault("views.open", Fault::Fail { status: 500, done: false });
    hall.ana.shortcut(&hall.help, &ts, "accept").unwrap();
    let trigger = hall.slack.until(|_| trigger_of(&intake)).await;
    while !hall.slack.is_untroubled() {
        tokio::task::yield_now().await;
    }
    assert!(matches!(hall.perform("k1", &filled(&hall, &trigger)).await, Outcome::Sent(_)));
    hall.ana.awaits_modal("An idea").await;
    assert_eq!(
        hall.ana.sees().iter().filter(|sight| !sight.buttons.is_empty()).count(),
        0,
        "nothing is offered"
    );
}
