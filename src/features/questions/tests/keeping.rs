//! What is kept in the library, and who has a say in it, on both databases.

use super::{HOUR, community, count, words};
use crate::testing::{Community, Seen};
use crate::{on, on_each_db};
use stoa_chat::{Event, EventKind, Text};

const QUESTIONS: &str = "SELECT COUNT(*) FROM question";
const DROPPED: &str = "SELECT COUNT(*) FROM keepsake WHERE state = 'dropped'";

/// Ana asks everybody in #help and Ben answers under it; gives both messages.
pub(super) async fn thread(community: &Community) -> (Event, Event) {
    let first = community.message("ana", "#help", None, "#git How do I go back to my last branch?");
    let answer = community.message("ben", "#help", first.message(), "git switch with a dash goes back");
    for event in [&first, &answer] {
        community.happen(event.clone()).await;
    }
    (first, answer)
}

/// Dara wants that thread kept.
pub(super) async fn picked(community: &Community) -> (Event, Event) {
    let (first, answer) = thread(community).await;
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    (first, answer)
}

pub(super) fn request(community: &Community, who: &str) -> Seen {
    let request = community.told(who).expect("they are asked");
    assert!(words(Some(request.clone())).contains("May the community keep this?"), "{request:?}");
    request
}

pub(super) fn times_told(community: &Community, who: &str) -> usize {
    community.paper.seen().iter().filter(|seen| seen.only.as_deref() == Some(who)).count()
}

pub(super) fn edited(event: &Event, community: &Community, words: &str) -> Event {
    let EventKind::Said(message) = &event.kind else { panic!("not a message: {event:?}") };
    let mut message = message.clone();
    message.text = Text::plain(words);
    community.event(EventKind::Edited(message))
}

on_each_db!(a_thread_is_kept_once_those_who_wrote_it_agree, |db| async move {
    let community = community(&db).await;
    let (first, answer) = picked(&community).await;
    community.happen(community.pick("chen", "keep", &answer, Some(&first))).await;
    assert_eq!(words(community.told("chen")), "I am asking those who wrote it already.");
    let ana = request(&community, "ana");
    request(&community, "ben");
    assert!(words(Some(ana.clone())).starts_with("Dara thinks that this will help others"), "{ana:?}");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    community.happen(community.press("ana", &ana, "allow K1")).await;
    assert_eq!(count(&community, QUESTIONS).await, 0, "one of two is not enough, pressed twice or not");
    community.commands("ben", "dm:ben", "allow K1").await;
    assert_eq!(words(community.told("ben")), "Thank you! It is in the library as Q1 now.");
    let card = community.shown("#help").expect("a card");
    assert_eq!(card.thread.as_ref(), first.message().map(|message| &message.id));
    assert!(words(Some(card)).contains("✅ A1 by Ben: git switch with a dash goes back"));
    community.commands("chen", "dm:chen", "search last branch").await;
    assert!(words(community.told("chen")).contains("Ben: git switch with a dash goes back"));
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    assert_eq!(words(community.told("dara")), "That is in the library already: Q1.");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM job WHERE kind = 'drop keepsake'").await, 0);
    let left = "SELECT COUNT(*) FROM keepsake WHERE question <> '[]' OR answer <> '[]'";
    assert_eq!(count(&community, left).await, 0, "what is kept has words of its own");
    let awards = "SELECT COUNT(*) FROM ledger_posting";
    assert_eq!(count(&community, awards).await, 0, "points are for what was asked here");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM question WHERE state = 'archived'").await, 1);
});

on_each_db!(whoever_keeps_their_own_words_agrees_by_that, |db| async move {
    let community = community(&db).await;
    let (first, answer) = thread(&community).await;
    community.happen(community.pick("ben", "keep", &answer, Some(&first))).await;
    assert!(!words(community.told("ben")).contains("May the community"), "he has said so");
    let ana = request(&community, "ana");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    assert_eq!(count(&community, QUESTIONS).await, 1);
});

on_each_db!(what_somebody_found_out_alone_is_kept_at_once, |db| async move {
    let community = community(&db).await;
    let first = community.message("ana", "#help", None, "How do I go back to my last branch?");
    let answer = community.message("ana", "#help", first.message(), "Found it: a dash goes back");
    community.happen(first.clone()).await;
    community.happen(answer.clone()).await;
    let mut event = community.command("ana", "#help", "keep #git");
    if let EventKind::Commanded(command) = &mut event.kind {
        let pick = community.pick("ana", "keep", &answer, Some(&first));
        let EventKind::Picked(pick) = pick.kind else { panic!("not a pick") };
        command.under = Some(pick.at);
    }
    community.happen(event).await;
    assert!(words(community.shown("#help")).starts_with("Q1 · #git · asked by Ana"));
    assert!(community.told("ana").is_none(), "the card says it");
});

on_each_db!(a_refusal_forgets_the_words, |db| async move {
    let community = community(&db).await;
    let (first, answer) = picked(&community).await;
    let (ana, ben) = (request(&community, "ana"), request(&community, "ben"));
    community.happen(community.press("ana", &ana, "refuse K1")).await;
    assert!(words(community.told("dara")).contains("stays where it was said"));
    assert!(words(community.told("ana")).contains("I won't ask about it again"));
    assert!(words(community.told("ben")).starts_with("This is settled: it is not kept"));
    community.happen(community.press("ben", &ben, "allow K1")).await;
    assert_eq!(
        words(community.told("ben")),
        "That is settled already, or you are not asked about it. Thank you!"
    );
    let left = "SELECT COUNT(*) FROM keepsake WHERE question <> '[]' OR answer <> '[]'";
    assert_eq!((count(&community, QUESTIONS).await, count(&community, left).await), (0, 0));
    // Another answer of the thread is no reason to ask Ana again.
    let other = community.message("chen", "#help", first.message(), "or git checkout");
    community.happen(other.clone()).await;
    let before = times_told(&community, "ana");
    for message in [&answer, &other] {
        community.happen(community.pick("chen", "keep", message, Some(&first))).await;
        assert!(words(community.told("chen")).starts_with("That thread stays as it is"), "not asked again");
    }
    assert_eq!(times_told(&community, "ana"), before);
    community.happen(community.pick("ana", "keep", &answer, Some(&first))).await;
    request(&community, "ben");
});

on_each_db!(silence_is_a_no_that_is_said_once, |db| async move {
    let community = community(&db).await;
    let (first, answer) = picked(&community).await;
    let ana = request(&community, "ana");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    let before = times_told(&community, "dara");
    community.advance(8 * 24 * HOUR).await;
    assert_eq!(times_told(&community, "dara"), before + 1);
    assert!(words(community.told("dara")).contains("stays where it was said"));
    assert_eq!((count(&community, DROPPED).await, count(&community, QUESTIONS).await), (1, 0));
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    assert!(words(community.told("dara")).starts_with("That thread stays as it is"), "Ben said nothing");
});

on_each_db!(a_message_that_is_gone_is_not_kept, |db| async move {
    let community = community(&db).await;
    let (_, answer) = picked(&community).await;
    let message = answer.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert_eq!((count(&community, DROPPED).await, count(&community, QUESTIONS).await), (1, 0));
    assert!(words(community.told("ana")).starts_with("This is settled"));
    assert!(
        words(community.told("dara")).ends_with("a message of it is gone. Thank you for thinking of others!")
    );
    // Ben wants his own words kept, and then deletes them: he knows why nothing comes of it.
    let (first, answer) = thread(&community).await;
    community.happen(community.pick("ben", "keep", &answer, Some(&first))).await;
    let before = times_told(&community, "ben");
    let message = answer.message().unwrap().clone();
    community.happen(community.event(EventKind::Deleted { message, by: None })).await;
    assert_eq!((count(&community, DROPPED).await, times_told(&community, "ben")), (2, before));
});

on_each_db!(what_is_edited_is_asked_about_anew_and_kept_so, |db| async move {
    let community = community(&db).await;
    let (first, answer) = picked(&community).await;
    community.happen(edited(&answer, &community, "git switch - goes back")).await;
    community.happen(edited(&first, &community, "#git How do I go back to where I was?")).await;
    let ana = request(&community, "ana");
    let asked = words(Some(ana.clone()));
    assert!(asked.contains("git switch - goes") && asked.contains("where I was"), "{asked}");
    let ben = request(&community, "ben");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    community.happen(community.press("ben", &ben, "allow K1")).await;
    community.commands("chen", "dm:chen", "question Q1").await;
    let shown = words(community.told("chen"));
    assert!(shown.contains("where I was") && shown.contains("git switch - goes back"), "{shown}");
    community.happen(edited(&answer, &community, "git switch - goes back, always")).await;
    assert!(words(community.shown("#help")).contains("goes back, always"), "edits are mirrored");
});

on_each_db!(nobody_is_asked_outside_their_hours_or_past_their_no, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "dm:ana", "hours Mon-Fri 12-17").await;
    let before = times_told(&community, "ana");
    picked(&community).await;
    assert_eq!(times_told(&community, "ana"), before, "she is not at work yet");
    community.advance(4 * HOUR).await;
    let ana = request(&community, "ana");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    community.commands("ben", "dm:ben", "stop questions").await;
    let first = community.message("chen", "#help", None, "How do I list my branches?");
    let answer = community.message("ben", "#help", first.message(), "git branch does");
    community.happen(first.clone()).await;
    community.happen(answer.clone()).await;
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    assert!(words(community.told("dara")).starts_with("That thread stays as it is"));
    assert!(!words(community.told("chen")).contains("May the community"), "nobody is asked in vain");
});

on_each_db!(what_cannot_be_kept_is_refused_kindly, |db| async move {
    let community = community(&db).await;
    let (first, _) = thread(&community).await;
    community.happen(community.pick("dara", "keep", &first, None)).await;
    assert!(words(community.told("dara")).starts_with("Which message solved it?"));
    community.commands("dara", "#help", "keep").await;
    assert!(words(community.told("dara")).starts_with("What shall I keep?"));
    let direct = community.message("dara", "dm:dara", None, "hello there");
    community.happen(community.pick("dara", "keep", &direct, Some(&direct))).await;
    assert!(words(community.told("dara")).starts_with("What we write to each other"));
    let empty = community.message("ben", "#help", first.message(), " ");
    community.happen(community.pick("dara", "keep", &empty, Some(&first))).await;
    assert_eq!(words(community.told("dara")), "Only words that people wrote can be kept.");
    for pressed in ["allow K1", "refuse K99999999999999999999", "allow", "refuse me"] {
        community.commands("dara", "dm:dara", pressed).await;
    }
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake").await, 0);
});

on_each_db!(what_stands_under_a_card_is_in_the_library_already, |db| async move {
    let community = community(&db).await;
    let card = super::asked(&community).await;
    let answer = community.message("ben", "#help", Some(&card.message), "force-unlock it");
    community.happen(answer.clone()).await;
    let mut first = community.message("stoa", "#help", None, "Q1");
    if let EventKind::Said(message) = &mut first.kind {
        message.message = card.message.clone();
    }
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    assert_eq!(words(community.told("dara")), "That is in the library already: Q1.");
});

on_each_db!(what_is_practised_is_kept_for_practice, |db| async move {
    let community = community(&db).await;
    let (first, answer) = thread(&community).await;
    let place = first.message().unwrap().place.clone();
    practise(&community, &place.network, &place.id).await;
    community.happen(community.pick("ben", "keep", &answer, Some(&first))).await;
    let ana = request(&community, "ana");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    assert!(words(community.shown("#help")).contains("a place for practice"));
    community.commands("chen", "dm:chen", "search last branch").await;
    assert!(words(community.told("chen")).starts_with("I found nothing"));
});

/// From now on a place is for practice.
async fn practise(community: &Community, network: &stoa_chat::Network, id: &str) {
    const SQL: &str = "UPDATE place SET sandbox = TRUE WHERE network = $1 AND id = $2";
    let mut tx = community.engine().db().begin().await.unwrap();
    let done = on!(&mut tx, |c| sqlx::query(SQL).bind(network.as_str()).bind(id).execute(c).await.map(drop));
    done.unwrap();
    tx.commit().await.unwrap();
}

on_each_db!(whoever_is_erased_is_asked_no_more_and_leaves_no_words, |db| async move {
    let community = community(&db).await;
    picked(&community).await;
    erase(&community, "ben").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake").await, 0);
    assert!(words(community.told("ana")).starts_with("This is settled"), "Ben's words are gone from it");
    let (first, answer) = thread(&community).await;
    community.happen(community.pick("dara", "keep", &answer, Some(&first))).await;
    erase(&community, "dara").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake WHERE keeper IS NULL").await, 1);
    assert!(words(community.told("ana")).starts_with("This is settled"), "Dara is named no more");
});

on_each_db!(whoever_turns_out_to_be_one_person_agrees_once, |db| async move {
    let community = community(&db).await;
    picked(&community).await;
    let ana = request(&community, "ana");
    community.happen(community.press("ana", &ana, "allow K1")).await;
    community.commands("ana", "dm:ana", "link").await;
    let code = words(community.told("ana"));
    let code = code.split("link ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    community.commands("ben", "dm:ben", &format!("link {code}")).await;
    community.advance(8 * 24 * HOUR).await;
    let kept = "SELECT COUNT(*) FROM question WHERE kind = 'kept'";
    assert_eq!((count(&community, kept).await, count(&community, DROPPED).await), (1, 0));
    community.advance(400 * 24 * HOUR).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM keepsake").await, 0, "it is swept away");
});

pub(super) async fn erase(community: &Community, who: &str) {
    community.commands(who, &format!("dm:{who}"), "my data erase").await;
    let asked = community.told(who).expect("a message");
    let value = asked.post.buttons[0].value.clone();
    community.happen(community.press(who, &asked, &value)).await;
}
