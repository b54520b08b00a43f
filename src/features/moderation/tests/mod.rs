//! Moderation as members, moderators and authors live through it, on both databases.

mod authors;
mod order;

use crate::engine::Turn;
use crate::features::FEATURES;
use crate::on;
use crate::on_each_db;
use crate::people;
use crate::settings::Settings;
use crate::testing::{Community, Features, Seen, TestDb};
use std::time::Duration;
use stoa_chat::MessageRef;

pub(super) const DAY: Duration = Duration::from_hours(24);
/// What Ben answers, and what nobody sees while it is hidden.
pub(super) const RUDE: &str = "only a fool would ask that";

/// Ana asks, Ben answers rudely as A1; Mia and Noah are moderators.
pub(super) async fn community(db: &TestDb) -> Community {
    community_with(FEATURES, db).await
}

/// The same with other features than Stoa's.
pub(super) async fn community_with(features: Features, db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.people.moderators = vec!["paper/mia".into(), "paper/noah".into()];
    settings.people.hours = "Mon-Sun 0-24".into();
    settings.people.interruptions_a_day = 100;
    let community = Community::with_features(features, db, settings).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("chen", "Chen"), ("mia", "Mia"), ("noah", "Noah")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community.commands("ana", "#help", "ask #terraform How do I unlock my state?").await;
    answered(&community, "ben", RUDE).await;
    community
}

/// Somebody answers under the first card; gives the answering message.
pub(super) async fn answered(community: &Community, by: &str, words: &str) -> MessageRef {
    let card = card(community);
    let event = community.message(by, "#help", Some(&card.message), words);
    let message = event.message().expect("a message").clone();
    community.happen(event).await;
    message
}

/// The card of the first question.
pub(super) fn card(community: &Community) -> Seen {
    let seen = community.paper.seen();
    let card = seen.into_iter().find(|seen| seen.only.is_none() && seen.message.place.id == "#help");
    card.expect("a card")
}

/// The newest words that somebody alone can see.
pub(super) fn told(community: &Community, who: &str) -> String {
    community.told(who).map(|seen| seen.post.text.to_plain()).unwrap_or_default()
}

/// All messages to somebody alone that hold these words.
pub(super) fn all_told(community: &Community, who: &str, words: &str) -> Vec<Seen> {
    let theirs = |seen: &Seen| seen.only.as_deref() == Some(who) && seen.post.text.to_plain().contains(words);
    community.paper.seen().into_iter().filter(theirs).collect()
}

pub(super) fn values(seen: &Seen) -> Vec<&str> {
    seen.post.buttons.iter().map(|button| button.value.as_str()).collect()
}

pub(super) async fn count(community: &Community, sql: &'static str) -> i64 {
    let mut tx = community.engine().db().begin_read().await.unwrap();
    let (count,): (i64,) = on!(&mut tx, |c| sqlx::query_as(sql).fetch_one(c).await).unwrap();
    count
}

pub(super) fn shows(community: &Community, words: &str) -> bool {
    card(community).post.text.to_plain().contains(words)
}

on_each_db!(a_members_flag_hides_nothing_and_is_kept_once, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "#help", "flag A1 it is unkind").await;
    assert!(told(&community, "chen").contains("nobody learns that it was you"));
    community.commands("chen", "#help", "flag A1 it is unkind").await;
    assert!(told(&community, "chen").contains("already"));
    assert!(shows(&community, RUDE), "one member's flag hides nothing");
    assert_eq!(all_told(&community, "ben", "A1").len(), 0, "the author is not told");
    for moderator in ["mia", "noah"] {
        let items = all_told(&community, moderator, "A1 by Ben");
        assert_eq!(items.len(), 1, "one message for each moderator");
        let words = items[0].post.text.to_plain();
        assert!(words.contains(RUDE) && words.contains("it is unkind"), "{words}");
        assert!(!words.contains("Chen"), "nobody learns who flagged it: {words}");
        assert_eq!(values(&items[0]), ["hide A1", "leave A1", "note A1"]);
    }
    community.commands("ana", "#help", "flag A1").await;
    let items = all_told(&community, "mia", "A1 by Ben");
    assert_eq!(items.len(), 1, "it is the same message");
    assert!(items[0].post.text.to_plain().contains("Flagged by 2 people"));
});

on_each_db!(one_moderator_hides_for_a_day, |db| async move {
    let community = community(&db).await;
    community.commands("mia", "dm:mia", "flag A1 unkind").await;
    assert!(told(&community, "mia").contains("A1 is hidden until"), "{}", told(&community, "mia"));
    assert!(!shows(&community, RUDE));
    assert!(shows(&community, "A1 is hidden by the moderators."));
    community.commands("chen", "#help", "search unlock state").await;
    assert!(!told(&community, "chen").contains(RUDE));
    community.commands("chen", "#help", "question Q1").await;
    assert!(!told(&community, "chen").contains(RUDE));
    community.commands("mia", "dm:mia", "hide A1").await;
    assert!(told(&community, "mia").contains("another moderator has to agree"));
    community.advance(DAY).await;
    assert!(shows(&community, RUDE), "nobody agreed in time");
    community.commands("mia", "dm:mia", "hide A1").await;
    assert!(told(&community, "mia").contains("You hid A1 before, and nobody agreed."));
    assert!(shows(&community, RUDE), "nobody hides a post day after day alone");
});

on_each_db!(a_second_moderator_makes_it_stay, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "#help", "flag A1").await;
    let item = community.told("mia").unwrap();
    community.happen(community.press("mia", &item, "hide A1")).await;
    let item = all_told(&community, "noah", "Hidden by Mia").remove(0);
    assert_eq!(values(&item), ["hide A1", "show A1", "note A1"]);
    community.happen(community.press("noah", &item, "hide A1")).await;
    community.happen(community.press("noah", &item, "hide A1")).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM slip").await, 1, "pressed twice is pressed once");
    community.advance(3 * DAY).await;
    assert!(!shows(&community, RUDE), "what two confirmed stays hidden");
    community.commands("noah", "dm:noah", "show A1").await;
    assert!(shows(&community, RUDE));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM slip").await, 0, "what was taken back does not count");
});

on_each_db!(a_post_is_left_as_it_is, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "#help", "flag A1").await;
    let item = community.told("mia").unwrap();
    community.happen(community.press("mia", &item, "leave A1")).await;
    assert_eq!(all_told(&community, "noah", "Left as it is.").len(), 1);
    community.commands("mia", "dm:mia", "leave A1").await;
    community.commands("ana", "#help", "flag A1 look again").await;
    assert_eq!(all_told(&community, "noah", "look again").len(), 1, "a new flag opens it again");
});

on_each_db!(only_moderators_decide_and_never_about_their_own, |db| async move {
    let community = community(&db).await;
    for verb in ["hide A1", "show A1", "leave A1", "note A1 hm", "flags", "pardon @ben"] {
        community.commands("chen", "#help", verb).await;
        assert!(told(&community, "chen").starts_with("Only moderators"), "{verb}");
    }
    answered(&community, "mia", "like this").await;
    community.commands("mia", "dm:mia", "hide A2").await;
    assert!(told(&community, "mia").contains("another moderator decides"));
    community.commands("mia", "dm:mia", "flag A2").await;
    assert!(told(&community, "mia").starts_with("A2 is your own"));
    community.commands("chen", "#help", "flag A2 too short").await;
    assert_eq!(all_told(&community, "mia", "too short").len(), 0, "who wrote it is not asked about it");
    assert_eq!(all_told(&community, "noah", "too short").len(), 1);
    for nonsense in ["flag A99", "flag Q", "flag", "flag 17 why"] {
        community.commands("chen", "#help", nonsense).await;
        let words = told(&community, "chen");
        assert!(words.contains("A31"), "{nonsense}: an example is given: {words}");
    }
});

on_each_db!(a_flag_goes_where_it_is_put, |db| async move {
    let community = community(&db).await;
    let answer = answered(&community, "chen", "try force-unlock").await;
    community.happen(community.reaction("ana", &answer, "🚩")).await;
    assert_eq!(all_told(&community, "mia", "A2 by Chen").len(), 1, "on an answer");
    community.happen(community.reaction("chen", &card(&community).message, "🚩")).await;
    assert_eq!(all_told(&community, "mia", "Q1 by Ana").len(), 1, "on a card");
    let mut typed = community.command("ben", "#help", "flag it names a customer");
    if let stoa_chat::EventKind::Commanded(command) = &mut typed.kind {
        command.thread = Some(card(&community).message);
    }
    community.happen(typed).await;
    assert_eq!(all_told(&community, "mia", "it names a customer").len(), 1, "in the card's thread");
    assert_eq!(count(&community, "SELECT COUNT(*) FROM flag").await, 3);
});

on_each_db!(a_hidden_question_is_nobodys_business, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "dm:chen", "helps #rust").await;
    community.commands("ana", "#help", "ask #rust Why is the compiler such a pain?").await;
    assert_eq!(all_told(&community, "chen", "such a pain").len(), 1);
    community.commands("mia", "dm:mia", "hide Q2").await;
    assert_eq!(all_told(&community, "chen", "such a pain").len(), 0, "requests are replaced, too");
    community.commands("chen", "#help", "take Q2").await;
    assert_eq!(told(&community, "chen"), "Q2 is hidden by the moderators.");
    community.commands("chen", "#help", "questions open #rust").await;
    assert_eq!(told(&community, "chen"), "There are no such questions.");
    community.advance(DAY).await;
    assert!(!all_told(&community, "chen", "such a pain").is_empty(), "the request is back");
    community.commands("chen", "#help", "take Q2").await;
    assert!(all_told(&community, "chen", "You have Q2").len() == 1);
});

/// What somebody's own page says about questions.
async fn page_of(community: &Community, who: &str) -> String {
    let mut turn = Turn::begin(community.engine(), "a test", None).await.unwrap();
    let member = people::known(&mut turn, &community.user(who)).await.unwrap().unwrap();
    let questions = FEATURES.iter().find(|feature| feature.name() == "questions").unwrap();
    questions.home(&mut turn, &member).await.unwrap().text.to_plain()
}

on_each_db!(what_is_hidden_is_quoted_nowhere, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "#help", "accept A1").await;
    community.commands("chen", "dm:chen", "helps #rust").await;
    for words in ["Why is the compiler such a pain?", "Does it ever end?", "Who closes the windows?"] {
        community.commands("ana", "#help", &format!("ask #rust {words}")).await;
    }
    community.commands("ana", "#help", "duplicate Q3 of Q2").await;
    assert!(page_of(&community, "chen").await.contains("such a pain"));
    community.commands("mia", "dm:mia", "hide Q2").await;
    community.commands("mia", "dm:mia", "hide A1").await;
    for who in ["ana", "chen"] {
        assert!(!page_of(&community, who).await.contains("such a pain"), "on the page of {who}");
    }
    community.commands("ana", "#help", "duplicate Q4 of Q3").await;
    assert!(told(&community, "ana").starts_with("Nobody can look at Q2"), "{}", told(&community, "ana"));
    community.commands("ana", "#help", "duplicate Q4 of Q1").await;
    let seen = community.paper.seen();
    let pointer = seen.iter().find(|seen| seen.post.text.to_plain().contains("as Q1"));
    assert!(!pointer.unwrap().post.text.to_plain().contains(RUDE), "{pointer:?}");
});

on_each_db!(an_answer_of_ours_is_replaced_and_comes_back, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "dm:chen", "answer Q1 ask somebody clever").await;
    community.commands("mia", "dm:mia", "hide A2").await;
    let everybody = |words: &str| {
        let seen = community.paper.seen();
        seen.iter().any(|seen| seen.only.is_none() && seen.post.text.to_plain().contains(words))
    };
    assert!(!everybody("somebody clever"), "neither in the thread nor on the card");
    community.commands("noah", "dm:noah", "show A2").await;
    assert!(everybody("A2 Chen answers"));
});

on_each_db!(what_is_private_stays_so_until_it_is_flagged, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "dm:ana", "ask #pay How much does Ben earn?").await;
    for words in ["hide Q2", "flag Q2"] {
        community.commands("mia", "dm:mia", words).await;
        assert!(told(&community, "mia").starts_with("I don't know a post"), "{words}");
    }
    assert_eq!(all_told(&community, "noah", "How much").len(), 0);
});

on_each_db!(moderators_write_notes_and_read_the_queue, |db| async move {
    let community = community(&db).await;
    community.commands("mia", "dm:mia", "flags").await;
    assert!(told(&community, "mia").starts_with("Nothing is flagged"));
    community.commands("chen", "#help", "flag A1 unkind").await;
    community.commands("chen", "#help", "flag Q1").await;
    community.commands("mia", "dm:mia", "hide Q1").await;
    community.commands("mia", "dm:mia", "note A1 I talked to Ben").await;
    assert_eq!(all_told(&community, "noah", "I talked to Ben").len(), 1);
    community.commands("noah", "dm:noah", "flags").await;
    let list = told(&community, "noah");
    let places =
        ["2 posts are in the queue; one of them waits", "A1 by Ben", "“unkind”", "Mia, ", "Q1 by Ana"];
    let found: Vec<_> = places.iter().map(|words| list.find(words)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?} in {list}");
    community.commands("noah", "dm:noah", "note A2 hello").await;
    assert!(told(&community, "noah").starts_with("I don't know"));
});
