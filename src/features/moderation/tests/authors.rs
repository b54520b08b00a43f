//! What authors live through: told kindly, given the way back, and paused only when it happens again.

use super::{Community, DAY, RUDE, all_told, answered, card, community, count, shows, told, values};
use crate::on_each_db;
use stoa_chat::{EventKind, Profile};

/// Two moderators hide a post.
async fn hidden_by_both(community: &Community, post: &str) {
    community.commands("mia", "dm:mia", &format!("hide {post}")).await;
    community.commands("noah", "dm:noah", &format!("hide {post}")).await;
}

on_each_db!(an_author_edits_and_reposts, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "#help", "flag A1 unkind").await;
    community.commands("mia", "dm:mia", "hide A1").await;
    let note = community.told("ben").unwrap();
    let words = note.post.text.to_plain();
    assert!(words.contains("Be kind") && words.contains(RUDE), "{words}");
    assert!(!words.contains("Chen") && !words.contains("Mia"), "nobody is named: {words}");
    assert_eq!(values(&note), ["repost A1"]);
    community.commands("chen", "#help", "repost A1 nonsense").await;
    assert!(told(&community, "chen").starts_with("Only whoever wrote A1"));
    community.commands("ben", "dm:ben", "repost A1").await;
    assert!(told(&community, "ben").contains("repost"), "without words the way is shown");
    for _ in 0..2 {
        community.commands("ben", "dm:ben", "repost A1 run terraform force-unlock").await;
        assert!(shows(&community, "A1 Ben: run terraform force-unlock") && !shows(&community, RUDE));
    }
    assert_eq!(all_told(&community, "ben", "Thank you for your new words").len(), 1);
    assert_eq!(all_told(&community, "noah", "Edited by the author").len(), 1);
    community.commands("dara", "#help", "search terraform force-unlock").await;
    assert!(told(&community, "dara").contains("run terraform force-unlock"), "it is found in its new words");
    community.commands("mia", "dm:mia", "flags").await;
    assert!(told(&community, "mia").starts_with("Nothing is flagged"), "the item is closed");
    community.advance(3 * DAY).await;
    assert!(shows(&community, "force-unlock"));
});

on_each_db!(what_two_hid_comes_back_in_other_words, |db| async move {
    let community = community(&db).await;
    hidden_by_both(&community, "A1").await;
    assert_eq!(all_told(&community, "ben", "Two moderators have read A1").len(), 1, "the same message");
    community.commands("ben", "dm:ben", "repost A1 run terraform force-unlock").await;
    assert!(shows(&community, "run terraform force-unlock"));
    community.commands("mia", "dm:mia", "hide A1").await;
    assert!(!shows(&community, "force-unlock"), "new words are a new beginning");
    community.advance(DAY).await;
    assert!(shows(&community, "force-unlock"), "and one moderator is one again");
});

on_each_db!(what_is_not_hidden_is_not_reposted, |db| async move {
    let community = community(&db).await;
    community.commands("ben", "dm:ben", "repost A1 something else").await;
    assert!(told(&community, "ben").contains("nothing to repost"));
    assert!(shows(&community, RUDE));
});

on_each_db!(an_accepted_answer_keeps_its_acceptance, |db| async move {
    let community = community(&db).await;
    community.commands("ana", "#help", "accept A1").await;
    hidden_by_both(&community, "A1").await;
    assert!(!shows(&community, RUDE) && !shows(&community, "✅"));
    community.commands("ben", "dm:ben", "points").await;
    assert!(told(&community, "ben").starts_with("You have 15 points"));
    community.commands("mia", "dm:mia", "show A1").await;
    assert!(shows(&community, "✅ A1 by Ben"));
});

on_each_db!(repetition_pauses_and_a_pardon_ends_it, |db| async move {
    let community = community(&db).await;
    answered(&community, "ben", "read the manual").await;
    hidden_by_both(&community, "A1").await;
    answered(&community, "ben", "a first slip is forgiven").await;
    assert!(shows(&community, "forgiven"), "a first slip has no consequences");
    hidden_by_both(&community, "A2").await;
    assert!(told(&community, "noah").contains("Ben cannot post until"), "{}", told(&community, "noah"));
    assert_eq!(all_told(&community, "ben", "please ask Mia or Noah").len(), 1, "he is told whom to ask");
    for (place, words) in [("#help", "ask Why me?"), ("dm:ben", "answer Q1 so there")] {
        community.commands("ben", place, words).await;
        let refusal = told(&community, "ben");
        assert!(refusal.contains("until") && refusal.contains("please ask Mia or Noah"), "{refusal}");
    }
    answered(&community, "ben", "in the thread then").await;
    assert!(!shows(&community, "in the thread then"));
    community.commands("ben", "dm:ben", "repost A2 my careful words").await;
    assert!(told(&community, "ben").contains("my careful words"), "what was typed is given back");
    community.commands("mia", "dm:mia", "flags").await;
    assert!(told(&community, "mia").contains("pardon Ben"));
    community.commands("mia", "dm:mia", "pardon @ben").await;
    assert_eq!(all_told(&community, "ben", "Welcome back").len(), 1);
    community.commands("mia", "dm:mia", "pardon @ben").await;
    assert_eq!(all_told(&community, "ben", "Welcome back").len(), 1, "twice is once");
    answered(&community, "ben", "thank you all").await;
    assert!(shows(&community, "thank you all"));
});

on_each_db!(a_pause_ends_by_itself_and_with_its_reason, |db| async move {
    let community = community(&db).await;
    answered(&community, "ben", "read the manual").await;
    hidden_by_both(&community, "A1").await;
    hidden_by_both(&community, "A2").await;
    community.commands("mia", "dm:mia", "show A2").await;
    answered(&community, "ben", "back at once").await;
    assert!(shows(&community, "back at once"), "what was wrongly hidden sanctions nobody");
    community.commands("mia", "dm:mia", "hide A2").await;
    community.commands("noah", "dm:noah", "hide A2").await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM pause").await, 1);
    community.advance(8 * DAY).await;
    answered(&community, "ben", "a week has gone by").await;
    assert!(shows(&community, "a week has gone by"));
    assert_eq!(count(&community, "SELECT COUNT(*) FROM pause").await, 0, "it is forgotten");
    community.advance(100 * DAY).await;
    assert_eq!(count(&community, "SELECT COUNT(*) FROM slip").await, 0, "and so are old slips");
});

on_each_db!(everything_is_said_in_german_too, |db| async move {
    let community = community(&db).await;
    for (id, name) in [("ben", "Ben"), ("noah", "Noah"), ("chen", "Chen")] {
        let language = Some("de-DE".into());
        let profile = Profile {
            name: name.into(),
            zone: None,
            language,
            active: true,
            bot: false,
            guest: false,
            moderates: false,
        };
        community
            .happen(community.event(EventKind::ProfileChanged { who: community.user(id), profile }))
            .await;
    }
    community.commands("chen", "#help", "flag A1 unfreundlich").await;
    assert!(told(&community, "chen").contains("niemand erfährt, dass du es warst"));
    assert!(
        all_told(&community, "noah", "Von einer Person gemeldet")[0].post.buttons[0].label == "Ausblenden"
    );
    hidden_by_both(&community, "A1").await;
    assert!(told(&community, "noah").contains("bleibt A1 ausgeblendet"));
    assert_eq!(all_told(&community, "ben", "mit frischem Blick").len(), 0, "it was confirmed meanwhile");
    assert_eq!(all_told(&community, "ben", "so bleibt es ausgeblendet").len(), 1);
    community.commands("ben", "dm:ben", "repost A1 mit force-unlock geht es").await;
    assert!(told(&community, "ben").contains("mit deinen neuen Worten"));
    community.commands("ben", "dm:ben", "flags").await;
    assert!(told(&community, "ben").starts_with("Das können nur Moderatoren"));
});

on_each_db!(the_guidelines_are_shown_once, |db| async move {
    let community = community(&db).await;
    let ask = "ask #terraform How can I unlock my state?";
    community.commands("chen", "#help", ask).await;
    assert!(told(&community, "chen").contains("Be kind, be concrete"), "{}", told(&community, "chen"));
    community.commands("chen", "#help", "discard D1").await;
    community.commands("chen", "#help", ask).await;
    assert!(!told(&community, "chen").contains("Be kind, be concrete"));
    assert!(card(&community).post.text.to_plain().contains("Q1"));
});
