//! What becomes of something kept, or about to be, when words, people or minds change; on both databases.

use super::keeping::{edited, erase, picked, request, thread, times_told};
use super::{HOUR, community, count, words};
use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, Paper};
use std::time::Duration;
use stoa_chat::{Event, EventKind, Message, Span, Text};

const QUESTIONS: &str = "SELECT COUNT(*) FROM question";
const SILENT: &str = "SELECT COUNT(*) FROM keepsake_consent WHERE said = 'silent'";
const DAY: Duration = Duration::from_hours(24);

/// `before` and whoever is named, in this order, then `after`.
fn naming(community: &Community, before: &str, named: &[&str], after: &str) -> Text {
    let mut spans = vec![Span::Plain(format!("{before} "))];
    for name in named {
        spans.extend([Span::Mention(community.user(name)), Span::Plain(" ".into())]);
    }
    spans.push(Span::Plain(after.into()));
    Text::paragraph(spans)
}

async fn says(community: &Community, by: &str, place: &str, text: Text) -> Event {
    let mut event = community.command(by, place, "");
    if let EventKind::Commanded(command) = &mut event.kind {
        command.text = text;
    }
    community.happen(event.clone()).await;
    event
}

/// Dara's tip #git in #help, which names some.
async fn tip(community: &Community, named: &[&str]) -> Event {
    says(community, "dara", "#help", naming(community, "tip #git", named, "showed me: a dash goes back"))
        .await
}

/// Dara writes something else in place of a tip.
async fn rewritten(community: &Community, given: &Event, text: Text) {
    let message = given.message().unwrap().clone();
    let (by, thread) = (community.user("dara"), None);
    let edit = Message { by, message, thread, direct: false, to_bot: false, text };
    community.happen(community.event(EventKind::Edited(edit))).await;
}

on_each_db!(an_edited_tip_is_asked_about_anew, |db| async move {
    let community = community(&db).await;
    let given = tip(&community, &["ben", "chen"]).await;
    community.commands("ben", "dm:ben", "allow K1").await;
    let before = (times_told(&community, "ben"), times_told(&community, "chen"));
    rewritten(&community, &given, naming(&community, "tip #git", &["ben", "chen"], "never test anything"))
        .await;
    let ben = community.told("ben").expect("he is asked again");
    assert!(words(Some(ben.clone())).starts_with("You agreed to a tip that says something else"), "{ben:?}");
    assert!(words(Some(ben.clone())).contains("never test anything"));
    assert!(words(community.told("chen")).contains("never test anything"));
    assert_eq!((times_told(&community, "ben"), times_told(&community, "chen")), (before.0 + 1, before.1));
    // The same words again, as a preview of a link brings them, are no news.
    rewritten(&community, &given, naming(&community, "tip #git", &["ben", "chen"], "never test anything"))
        .await;
    assert_eq!(times_told(&community, "ben"), before.0 + 1);
    community.commands("chen", "dm:chen", "allow K1").await;
    assert_eq!(count(&community, QUESTIONS).await, 0, "Ben has not agreed to that");
    community.happen(community.press("ben", &ben, "allow K1")).await;
    assert!(words(community.shown("#help")).contains("never test anything"));
});

on_each_db!(an_edited_tip_may_name_fewer_and_not_more, |db| async move {
    let community = community(&db).await;
    let given = tip(&community, &["ben"]).await;
    rewritten(&community, &given, naming(&community, "tip #git", &["ben", "chen"], "showed me")).await;
    let told = words(community.told("dara"));
    assert!(told.starts_with("Your tip names somebody new") && told.contains("@Chen"), "{told}");
    assert!(words(community.told("ben")).starts_with("This is settled"));
    assert!(!words(community.told("chen")).contains("tip"), "a new tip would ask");
    let given = tip(&community, &["ben", "chen"]).await;
    community.commands("ben", "dm:ben", "allow K2").await;
    rewritten(&community, &given, Text::plain("tip #git")).await;
    assert_eq!(count(&community, QUESTIONS).await, 0, "nothing is no tip");
    rewritten(&community, &given, Text::plain("tip #ci a dash goes back")).await;
    assert!(words(community.told("chen")).starts_with("That tip does not name you any more"));
    let card = words(community.shown("#help"));
    assert!(card.starts_with("Q1 · #ci · a tip by Dara") && card.contains("a dash goes back"), "{card}");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'drop keepsake'").await, 0);
});

on_each_db!(a_tip_names_nobody_new_once_it_is_kept, |db| async move {
    let community = community(&db).await;
    let given = tip(&community, &["ben"]).await;
    community.commands("ben", "dm:ben", "allow K1").await;
    rewritten(&community, &given, Text::plain("tip #git")).await;
    assert!(words(community.shown("#help")).contains("showed me: a dash"), "nothing is no tip");
    rewritten(&community, &given, naming(&community, "tip #git", &["ben"], "knows: a dash goes back")).await;
    assert!(words(community.shown("#help")).contains("@Ben knows: a dash goes back"));
    let words_naming = |verb: &str| naming(&community, verb, &["ben", "chen"], "know it");
    rewritten(&community, &given, words_naming("tip #git")).await;
    says(&community, "dara", "dm:dara", words_naming("correct A1")).await;
    let told = words(community.told("dara"));
    assert!(told.starts_with("These words name somebody") && told.contains("know it"), "{told}");
    assert!(words(community.shown("#help")).contains("@Ben knows: a dash goes back"));
    says(&community, "dara", "dm:dara", naming(&community, "correct A1", &["ben"], "knows more")).await;
    assert!(words(community.shown("#help")).contains("knows more"));
});

on_each_db!(a_hidden_tip_names_nobody_new_either, |db| async move {
    let mut settings = Settings::default();
    settings.people.moderators = vec!["paper/mo".into()];
    let community = Community::with(&db, settings, Paper::new("paper")).await;
    for (id, name) in [("chen", "Chen"), ("dara", "Dara"), ("mo", "Mo")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community.commands("dara", "#help", "tip #git a dash goes back").await;
    community.commands("mo", "dm:mo", "hide A1").await;
    says(&community, "dara", "dm:dara", naming(&community, "repost A1", &["chen"], "knows it")).await;
    let told = words(community.told("dara"));
    assert!(told.starts_with("These words name somebody") && told.contains("knows it"), "{told}");
    assert_eq!(words(community.shown("#help")), "Q1 is hidden by the moderators.");
});

on_each_db!(whoever_did_not_want_to_be_named_is_left_in_peace, |db| async move {
    let community = community(&db).await;
    tip(&community, &["ben"]).await;
    community.commands("ben", "dm:ben", "refuse K1").await;
    let before = times_told(&community, "ben");
    tip(&community, &["ben", "chen"]).await;
    let told = words(community.told("dara"));
    assert!(told.contains("whom I cannot ask") && told.contains("a dash goes back"), "{told}");
    assert_eq!(times_told(&community, "ben"), before);
    // Somebody else may ask, and Dara after four weeks.
    says(&community, "ana", "#help", naming(&community, "tip", &["ben"], "knows git")).await;
    assert!(words(community.told("ben")).contains("knows git"));
    community.advance(29 * DAY).await;
    tip(&community, &["ben"]).await;
    assert!(words(community.told("ben")).contains("a dash goes back"));
    assert_eq!(
        count(&community, "SELECT COUNT(*) FROM keepsake WHERE number = 1").await,
        0,
        "it is swept away"
    );
});

on_each_db!(a_tip_comes_back_when_somebody_it_names_is_erased, |db| async move {
    let community = community(&db).await;
    tip(&community, &["ben"]).await;
    erase(&community, "ben").await;
    let told = words(community.told("dara"));
    assert!(told.starts_with("Not everybody") && told.contains("a dash goes back"), "{told}");
    assert!(!told.contains("Ben"), "{told}");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake WHERE state = 'asking'").await, 0);
});

on_each_db!(a_no_stays_when_the_other_is_erased, |db| async move {
    let community = community(&db).await;
    let (first, _) = picked(&community).await;
    community.commands("ana", "dm:ana", "refuse K1").await;
    erase(&community, "ben").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake WHERE author IS NULL").await, 1);
    let other = community.message("chen", "#help", first.message(), "or git checkout");
    community.happen(other.clone()).await;
    let before = times_told(&community, "ana");
    community.happen(community.pick("dara", "keep", &other, Some(&first))).await;
    assert!(words(community.told("dara")).starts_with("That thread stays as it is"));
    assert_eq!(times_told(&community, "ana"), before, "she is not asked again");
    erase(&community, "ana").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake_consent").await, 0);
});

on_each_db!(whoever_is_away_has_their_time_when_they_are_back, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "dm:ana", "snooze until 2026-04-20").await;
    picked(&community).await;
    community.commands("ben", "dm:ben", "allow K1").await;
    community.advance(20 * DAY).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake WHERE state = 'asking'").await, 1);
    community.advance(40 * DAY).await;
    assert_eq!(count(&community, SILENT).await, 1, "she was asked, and said nothing");
});

on_each_db!(whoever_never_saw_a_request_has_not_been_silent, |db| async move {
    let mut settings = Settings::default();
    settings.people.interruptions_a_day = 0;
    let community = Community::with(&db, settings, Paper::new("paper")).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("dara", "Dara")] {
        community.happen(community.profile(id, name, None)).await;
    }
    picked(&community).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM held").await, 2);
    community.advance(8 * DAY).await;
    let dropped = "SELECT COUNT(*) FROM keepsake WHERE state = 'dropped'";
    assert_eq!((count(&community, dropped).await, count(&community, SILENT).await), (1, 0));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM held").await, 1, "only what Dara is to be told");
});

/// Ana's question and Ben's answer are in the library, with a topic.
async fn kept(community: &Community) -> (Event, Event) {
    let (first, answer) = thread(community).await;
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    for who in ["ana", "ben"] {
        let asked = request(community, who);
        community.happen(community.press(who, &asked, "allow K1")).await;
    }
    assert_eq!(count(community, "SELECT COUNT(*) FROM question WHERE state = 'archived'").await, 1);
    (first, answer)
}

on_each_db!(a_kept_question_keeps_its_topics_in_other_words, |db| async move {
    let community = community(&db).await;
    let (first, _) = kept(&community).await;
    community.happen(edited(&first, &community, "How do I go back to where I was?")).await;
    let card = words(community.shown("#help"));
    assert!(card.starts_with("Q1 · #git · ") && card.contains("where I was"), "{card}");
    community.happen(edited(&first, &community, "#ci How do I go back?")).await;
    assert!(words(community.shown("#help")).starts_with("Q1 · #ci · "));
});

on_each_db!(whoever_agreed_to_keep_something_can_take_it_back, |db| async move {
    let community = community(&db).await;
    let (first, answer) = kept(&community).await;
    community.commands("dara", "dm:dara", "withdraw Q1").await;
    assert!(words(community.told("dara")).starts_with("Only whoever asked"));
    community.commands("ben", "dm:ben", "withdraw Q1").await;
    let card = words(community.shown("#help"));
    assert_eq!(card, "Q1 is not kept any more: somebody who wrote it took it back.");
    community.commands("dara", "dm:dara", "search last branch").await;
    assert!(words(community.told("dara")).starts_with("I found nothing"));
    community.commands("ana", "dm:ana", "reopen Q1").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'open'").await, 0);
    // It can be kept again, and goes with either message.
    community.happen(community.pick("ana", "keep", &answer, Some(&first))).await;
    community.commands("ben", "dm:ben", "allow K2").await;
    assert!(words(community.shown("#help")).starts_with("Q2 · #git"));
    let message = first.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert_eq!(words(community.shown("#help")), card.replace("Q1", "Q2"));
});

on_each_db!(a_kept_question_goes_with_its_only_answer, |db| async move {
    let community = community(&db).await;
    let (_, answer) = kept(&community).await;
    community.advance(HOUR).await;
    let message = answer.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert!(words(community.shown("#help")).starts_with("Q1 is not kept any more"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM answer WHERE NOT withdrawn").await, 0);
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'still right'").await, 0);
});
