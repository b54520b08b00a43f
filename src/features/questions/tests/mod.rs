//! The core path, from a question to its accepted answer, on both databases.

mod captured;
mod drafts;
mod keeping;
mod keeping_changes;
mod passing;
mod tips;
mod turned;

use crate::testing::{Community, Seen};
use crate::{on, on_each_db};
use std::time::Duration;
use stoa_chat::{Adapter as _, EventKind, Intake as _, Message, MessageRef, Outcome};

const HOUR: Duration = Duration::from_hours(1);

/// A community in which Ben and Chen help with Terraform and Dara with nothing.
async fn community(db: &crate::testing::TestDb) -> Community {
    let community = Community::new(db).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("chen", "Chen"), ("dara", "Dara")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community.commands("ben", "dm:ben", "helps #terraform").await;
    community.commands("chen", "dm:chen", "helps #terraform").await;
    community
}

fn words(seen: Option<Seen>) -> String {
    seen.map(|seen| seen.post.text.to_plain()).unwrap_or_default()
}

/// Ana asks; gives the card.
async fn asked(community: &Community) -> Seen {
    community.commands("ana", "#help", "ask #terraform How do I unlock my state?").await;
    community.shown("#help").expect("a card")
}

/// Somebody answers under the card; gives the answering message.
async fn answered(community: &Community, by: &str, card: &Seen, text: &str) -> MessageRef {
    let event = community.message(by, "#help", Some(&card.message), text);
    let message = event.message().expect("a message").clone();
    community.happen(event).await;
    message
}

async fn count(community: &Community, sql: &'static str) -> i64 {
    let mut tx = community.engine().db().begin_read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await).unwrap();
    count
}

on_each_db!(a_question_goes_to_those_who_help_with_its_topic, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    assert!(card.post.text.to_plain().starts_with("Q1 · #terraform · asked by Ana"), "{card:?}");
    for helper in ["ben", "chen"] {
        let request = words(community.told(helper));
        assert!(request.contains("You're asked because you said that you help with #terraform"), "{request}");
    }
    assert!(!words(community.told("dara")).contains("Q1"), "nobody else is asked");
    assert!(!words(community.told("ana")).contains("asked because"), "the asker is not asked");
});

on_each_db!(a_question_is_taken_answered_and_accepted, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    let request = community.told("ben").unwrap();
    community.happen(community.press("ben", &request, "take Q1")).await;
    assert!(words(community.told("ben")).starts_with("You have Q1"));
    assert!(words(community.told("chen")).starts_with("Ben has taken Q1"));
    assert!(words(community.shown("#help")).contains("Ben is on it"));
    let answer = answered(&community, "ben", &card, "terraform force-unlock").await;
    assert!(words(community.shown("#help")).contains("A1 Ben: terraform force-unlock"));
    community.happen(community.reaction("ana", &answer, "✅")).await;
    assert!(words(community.shown("#help")).contains("✅ A1 by Ben"));
    assert_eq!(
        community.paper.seen().iter().filter(|seen| seen.only.is_none()).count(),
        1,
        "one card, edited"
    );
});

on_each_db!(an_acceptance_can_be_undone, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    answered(&community, "ben", &card, "force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'solved'").await, 1);
    community.commands("ana", "#help", "unaccept A1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'open'").await, 1);
    assert!(words(community.shown("#help")).contains("the asker can accept one"));
});

on_each_db!(only_the_asker_accepts, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    let answer = answered(&community, "ben", &card, "force-unlock").await;
    community.happen(community.reaction("ben", &answer, "✅")).await;
    community.commands("ben", "#help", "accept A1").await;
    assert_eq!(words(community.told("ben")), "Only whoever asked Q1 can do that.");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'solved'").await, 0);
});

on_each_db!(the_search_finds_what_was_answered, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    answered(&community, "ben", &card, "force-unlock").await;
    community.commands("dara", "#help", "search unlock state").await;
    assert!(words(community.told("dara")).contains("Q1 How do I unlock my state?"));
    community.commands("dara", "#help", "search sourdough").await;
    assert!(words(community.told("dara")).starts_with("I found nothing for “sourdough”"));
});

on_each_db!(a_silent_claim_is_handed_back, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.advance(HOUR).await;
    community.commands("ben", "dm:ben", "take Q1").await;
    community.advance(8 * HOUR).await;
    assert!(words(community.told("ben")).starts_with("You have Q1"), "the working day is not over");
    community.advance(24 * HOUR).await;
    let told: Vec<_> =
        community.paper.seen().into_iter().filter(|s| s.only.as_deref() == Some("ben")).collect();
    assert!(told.iter().any(|seen| words(Some(seen.clone())).contains("so I ask others again")), "{told:?}");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE claimed_by IS NULL").await, 1);
});

on_each_db!(an_unanswered_question_goes_further_by_working_hours, |db| async move {
    let community = community(&db).await;
    for more in ["eve", "fay", "gil"] {
        community.happen(community.profile(more, more, None)).await;
        community.commands(more, &format!("dm:{more}"), "helps #terraform").await;
    }
    asked(&community).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 2);
    community.advance(4 * HOUR).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 4);
    community.advance(24 * HOUR).await;
    assert_eq!(
        count(&community, "SELECT step FROM question").await,
        1,
        "twelve working hours are not sixteen"
    );
    community.advance(24 * HOUR).await;
    assert!(words(community.shown("#help")).contains("Nobody has answered Q1 yet"));
});

on_each_db!(whoever_passes_makes_room_for_the_next, |db| async move {
    let community = community(&db).await;
    community.happen(community.profile("eve", "Eve", None)).await;
    community.commands("eve", "dm:eve", "helps #terraform").await;
    asked(&community).await;
    for passing in 1..=3 {
        let requested = |who: &&&str| words(community.told(who)).contains("You're asked because");
        let who = ["ben", "chen", "eve"].iter().find(requested).expect("somebody is asked");
        community.commands(who, &format!("dm:{who}"), "pass Q1 topic").await;
        let passed = count(&community, "SELECT COUNT(*) FROM asked WHERE state = 'passed'").await;
        assert_eq!(passed, passing);
    }
    assert_eq!(count(&community, "SELECT COUNT(*) FROM asked").await, 3);
});

on_each_db!(a_withdrawn_question_stays_withdrawn, |db| async move {
    let community = community(&db).await;
    let event = community.command("ana", "#help", "ask #terraform How do I unlock my state?");
    let message = event.message().unwrap().clone();
    community.happen(event).await;
    community.commands("ana", "#help", "withdraw Q1").await;
    assert!(words(community.told("ben")).starts_with("Q1 is settled"));
    let edit = Message {
        by: community.user("ana"),
        message,
        thread: None,
        direct: false,
        to_bot: false,
        text: stoa_chat::Text::plain("ask #terraform Something else?"),
    };
    community.happen(community.event(EventKind::Edited(edit))).await;
    assert_eq!(words(community.shown("#help")), "Q1 was taken back by its asker.");
    community.commands("dara", "#help", "search unlock state").await;
    assert!(words(community.told("dara")).starts_with("I found nothing"));
});

on_each_db!(an_edited_question_and_answer_are_mirrored, |db| async move {
    let community = community(&db).await;
    let event = community.command("ana", "#help", "ask #terraform How do I unlock my state?");
    let source = event.message().unwrap().clone();
    community.happen(event).await;
    let card = community.shown("#help").unwrap();
    let answer = answered(&community, "ben", &card, "force-unlock").await;
    for (by, message, text) in
        [("ana", source, "ask #ci How do I cancel a job?"), ("ben", answer.clone(), "Press stop.")]
    {
        let text = stoa_chat::Text::plain(text);
        let by = community.user(by);
        let edit = Message { by, message, thread: None, direct: false, to_bot: false, text };
        community.happen(community.event(EventKind::Edited(edit))).await;
    }
    let shown = words(community.shown("#help"));
    assert!(
        shown.contains("#ci") && shown.contains("How do I cancel a job?") && shown.contains("Press stop."),
        "{shown}"
    );
    community.happen(community.event(EventKind::Deleted { message: answer, by: None })).await;
    assert!(!words(community.shown("#help")).contains("Press stop."));
});

on_each_db!(an_answer_from_afar_stands_under_the_card, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "answer Q1 force-unlock it").await;
    let relayed = community.shown("#help").unwrap();
    assert!(
        relayed.thread.is_some() && relayed.post.text.to_plain().contains("A1 Ben answers"),
        "{relayed:?}"
    );
    community.happen(community.reaction("ana", &relayed.message, "✅")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE accepted = 1").await, 1);
});

on_each_db!(a_reaction_waits_while_the_answer_is_being_sent, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.paper.next_outcome(Outcome::Unknown);
    community.commands("ben", "dm:ben", "answer Q1 force-unlock it").await;
    let relayed = community.shown("#help").unwrap();
    community.happen(community.reaction("ana", &relayed.message, "✅")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM inbox").await, 1, "it waits");
    community.advance(Duration::from_mins(2)).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE accepted = 1").await, 1);
});

on_each_db!(malformed_commands_are_answered_kindly, |db| async move {
    let community = community(&db).await;
    for (typed, answer) in [
        ("ask #terraform", "What would you like to know? For example: ask #postgres why is my query slow?"),
        ("take Q99", "I don't know a question “Q99”."),
        ("accept banana", "I don't know an answer “banana”."),
        ("serch state", "I don't know “serch”. Did you mean search state?"),
        ("topic #x advocate @ben", "Only moderators can do that."),
        ("helps terraform", "“terraform” is not a topic."),
    ] {
        community.commands("ana", "#help", typed).await;
        let told = words(community.told("ana"));
        assert!(told.starts_with(answer), "{typed}: {told}");
    }
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question").await, 0);
});

on_each_db!(nobody_is_asked_outside_their_hours, |db| async move {
    let community = community(&db).await;
    community.happen(community.profile("ben", "Ben", Some("America/New_York"))).await;
    asked(&community).await;
    let asked = count(&community, "SELECT COUNT(*) FROM asked").await;
    assert_eq!(asked, 1, "at nine in UTC it is four in New York");
    assert_eq!(community.paper.network().as_str(), "paper");
});

on_each_db!(two_replicas_give_a_question_to_one_person, |db| async move {
    let here = community(&db).await;
    let there = Community::new(&db).await;
    asked(&here).await;
    let takes = [here.command("ben", "dm:ben", "take Q1"), here.command("chen", "dm:chen", "take Q1")];
    here.engine().accept(takes.to_vec()).await.unwrap();
    let (one, other) = tokio::join!(here.engine().step_inbox(), there.engine().step_inbox());
    assert!(one.unwrap() && other.unwrap(), "each replica applies one of the two");
    here.rehearsal.settle_all().await.unwrap();
    assert_eq!(count(&here, "SELECT COUNT(*) FROM inbox").await, 0);
    assert_eq!(count(&here, "SELECT COUNT(*) FROM question WHERE claimed_by IS NOT NULL").await, 1);
    let seen = [here.paper.seen(), there.paper.seen()].concat();
    let told = |words: &str| seen.iter().filter(|seen| seen.post.text.to_plain().contains(words)).count();
    assert_eq!((told("You have Q1"), told("has taken Q1 already")), (1, 1), "{seen:#?}");
});

on_each_db!(programs_are_not_answered, |db| async move {
    let community = community(&db).await;
    let profile = stoa_chat::Profile {
        name: "Beep".into(),
        zone: None,
        language: None,
        active: true,
        bot: true,
        guest: false,
        moderates: false,
    };
    community
        .happen(community.event(EventKind::ProfileChanged { who: community.user("beep"), profile }))
        .await;
    let card = asked(&community).await;
    let performed = community.paper.performed();
    community.commands("beep", "#help", "ask #terraform Do you ask me or do I ask you?").await;
    community.happen(community.message("beep", "#help", Some(&card.message), "beep")).await;
    assert_eq!(community.paper.performed(), performed, "two programs that answer each other never stop");
});

on_each_db!(unknown_people_and_messages_are_no_trouble, |db| async move {
    let mut settings = crate::settings::Settings::default();
    settings.people.admins = vec!["paper/ana".into()];
    let community = Community::with(&db, settings, crate::testing::Paper::new("paper")).await;
    community.commands("ana", "#help", "topic #ci advocate @nobody").await;
    assert_eq!(words(community.told("ana")), "I don't know anybody called “@nobody” here.");
    let performed = community.paper.performed();
    let nowhere = MessageRef::new(&community.place("#help"), "never-said");
    community.happen(community.reaction("stranger", &nowhere, "✅")).await;
    community.happen(community.event(EventKind::Deleted { message: nowhere, by: None })).await;
    assert_eq!(community.paper.performed(), performed);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM inbox").await, 0);
});

on_each_db!(a_late_pass_lets_the_question_go_on, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    community.commands("ben", "dm:ben", "take Q1").await;
    community.advance(5 * HOUR).await;
    community.commands("ben", "dm:ben", "pass Q1").await;
    assert!(
        words(community.told("chen")).contains("Q1 (How do I unlock my state?) is free again"),
        "Chen hears of it"
    );
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'escalate'").await, 1);
});

on_each_db!(a_reopened_question_goes_on_once_its_answer_is_gone, |db| async move {
    let community = community(&db).await;
    let card = asked(&community).await;
    let answer = answered(&community, "ben", &card, "force-unlock").await;
    community.commands("ana", "#help", "accept A1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'escalate'").await, 0);
    community.happen(community.event(EventKind::Deleted { message: answer, by: None })).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'open'").await, 1);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'escalate'").await, 1);
});

on_each_db!(what_is_asked_directly_stays_between_those_who_were_asked, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "dm:ana", "ask #terraform How do I unlock my state?").await;
    community.commands("dara", "dm:dara", "question Q1").await;
    assert!(words(community.told("dara")).contains("only those who were asked can see it"));
    community.commands("dara", "dm:dara", "search unlock state").await;
    assert!(words(community.told("dara")).starts_with("I found nothing"));
    community.commands("dara", "dm:dara", "questions open").await;
    assert_eq!(words(community.told("dara")), "No question is open.");
    community.commands("ben", "dm:ben", "question Q1").await;
    assert!(words(community.told("ben")).contains("How do I unlock my state?"));
});

on_each_db!(a_reply_to_the_request_is_an_answer, |db| async move {
    let community = community(&db).await;
    asked(&community).await;
    let request = community.told("ben").unwrap();
    let reply = community.message("ben", "dm:ben", Some(&request.message), "force-unlock it");
    community.happen(reply).await;
    assert!(words(community.shown("#help")).contains("A1 Ben answers"));
    let request = community.paper.seen().into_iter().find(|seen| seen.message == request.message);
    assert_eq!(words(request), "Thank you for answering Q1!");
});

on_each_db!(long_words_are_not_thrown_back, |db| async move {
    let community = community(&db).await;
    let long = "x".repeat(100_000);
    for command in [
        format!("take {long}"),
        format!("accept {long}"),
        format!("stoa{long} hello"),
        format!("helps {long}"),
    ] {
        community.commands("ana", "#help", &command).await;
        assert!(words(community.told("ana")).len() < 400, "{}", &command[..20]);
    }
    community.commands("ana", "#help", &format!("ask #terraform {long}")).await;
    assert!(words(community.shown("#help")).len() < 2_000, "the card shows the beginning");
});
