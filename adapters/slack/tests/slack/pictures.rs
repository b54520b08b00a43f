//! Pictures: three steps, of which only the last is seen, each of which can fail.

use crate::hall::{Hall, Way};
use std::time::Duration;
use stoa_chat::{Action, Adapter as _, EffectKey, MessageRef, Outcome};
use stoa_fake_slack::Fault;

const ALT: &str = "Points of the week: Ana 15 & Ben <10>";

fn picture(hall: &Hall) -> Action<MessageRef> {
    Action::UploadPicture { place: hall.place(), thread: None, png: vec![1, 2, 3], alt: ALT.to_owned() }
}

/// How many pictures everybody sees in the channel.
fn shown(hall: &Hall) -> usize {
    hall.ben.sees().iter().filter(|sight| sight.words.contains(ALT)).count()
}

async fn once(hall: &Hall) -> Outcome {
    hall.adapter.perform(&EffectKey("k".to_owned()), &picture(hall)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_nobody_sees_may_fail_and_is_done_again() {
    for method in ["files.getUploadURLExternal", "upload"] {
        for fault in
            [Fault::LoseAnswer { done_after: Duration::ZERO }, Fault::Fail { status: 503, done: false }]
        {
            let hall = Hall::open(Way::Socket).await;
            // An address is asked for three times before that counts as lost.
            for _ in 0..3 {
                hall.slack.fault(method, fault.clone());
            }
            assert!(matches!(once(&hall).await, Outcome::RetryAfter(_)), "{method}: {fault:?}");
            assert_eq!(shown(&hall), 0);
            hall.slack.no_faults();
            assert!(
                matches!(hall.perform("k", &picture(&hall)).await, Outcome::Sent(_)),
                "{method}: {fault:?}"
            );
            assert_eq!(shown(&hall), 1, "{method}: {fault:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_last_answer_is_lost_nobody_knows_and_nothing_is_repeated() {
    let hall = Hall::open(Way::Socket).await;
    hall.slack.fault("files.completeUploadExternal", Fault::LoseAnswer { done_after: Duration::ZERO });
    assert_eq!(once(&hall).await, Outcome::Unknown);
    assert_eq!(shown(&hall), 1, "it was shown, and the core sends no second one");
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_are_waited_for_at_each_step() {
    for method in ["files.getUploadURLExternal", "files.completeUploadExternal"] {
        let hall = Hall::open(Way::Socket).await;
        hall.slack.fault(method, Fault::RateLimit { seconds: 20 });
        let Outcome::RetryAfter(wait) = once(&hall).await else { panic!("{method}: it waits") };
        assert!(wait.as_secs() >= 20, "{method}: {wait:?}");
        assert!(matches!(hall.perform("k", &picture(&hall)).await, Outcome::Sent(_)), "{method}");
        assert_eq!(shown(&hall), 1, "{method}");
        assert!(hall.slack.violations().is_empty(), "{method}: {:?}", hall.slack.violations());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_for_those_who_cannot_see_it_are_cut_to_what_slack_takes() {
    let hall = Hall::open(Way::Socket).await;
    let alt = "ó".repeat(5_000);
    let action = Action::UploadPicture { place: hall.place(), thread: None, png: vec![1], alt: alt.clone() };
    assert!(matches!(hall.perform("k", &action).await, Outcome::Sent(_)));
    let sight =
        hall.ben.sees().into_iter().find(|sight| sight.words.contains("[picture]")).expect("it is there");
    assert!(sight.words.chars().filter(|c| *c == 'ó').count() >= 900, "most of it is there");
    assert!(hall.slack.violations().is_empty(), "{:?}", hall.slack.violations());
}
