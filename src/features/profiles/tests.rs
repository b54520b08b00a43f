//! Who knows what, on both databases.

use crate::on_each_db;
use crate::settings::Settings;
use crate::testing::{Community, Paper, TestDb};
use std::time::Duration;

/// What `who` is answered when they say `words` to the bot.
async fn says(community: &Community, who: &str, words: &str) -> String {
    community.commands(who, &format!("dm:{who}"), words).await;
    community.told(who).expect("an answer").post.text.to_plain()
}

/// A community whose moderator is Mia.
async fn community(db: &TestDb) -> Community {
    let mut settings = Settings::default();
    settings.people.admins = vec!["paper/mia".into()];
    let community = Community::with(db, settings, Paper::new("paper")).await;
    for (id, name) in [("ana", "Ana"), ("ben", "Ben"), ("chen", "Chen"), ("mia", "Mia")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community
}

/// Ana asks on a topic, Ben answers, Ana accepts.
async fn solved(community: &Community, number: i64, words: &str) {
    community.commands("ana", "#help", &format!("ask {words}")).await;
    if let Some(suggested) = community.told("ana").filter(|seen| !seen.post.buttons.is_empty()) {
        let anyway = suggested.post.buttons.iter().find(|button| button.value.starts_with("anyway"));
        if let Some(button) = anyway {
            community.happen(community.press("ana", &suggested, &button.value)).await;
        }
    }
    let card = community.shown("#help").expect("a card");
    let answer = community.message("ben", "#help", Some(&card.message), "Look at its plan first.");
    community.happen(answer).await;
    community.commands("ana", "#help", &format!("accept A{number}")).await;
}

on_each_db!(what_is_said_stands_in_the_profile, |db| async move {
    let community = community(&db).await;
    for words in ["helps #sql #git", "learn #rust", "speaks de en", "bio I like   indexes."] {
        says(&community, "ben", words).await;
    }
    let own = says(&community, "ben", "profile").await;
    assert!(own.starts_with("Ben, this is what your colleagues see of you:"), "{own}");
    let lines =
        ["Helps with #git #sql", "Wants to learn #rust", "Answers in German, English", "“I like indexes.”"];
    for line in lines {
        assert!(own.contains(line), "{line} is not in {own}");
    }
    let other = says(&community, "ana", "profile @ben").await;
    assert!(lines.iter().all(|line| other.contains(line)) && !other.contains("Change it"), "{other}");
    assert_eq!(
        says(&community, "ana", "profile @nobody").await,
        "I don't know anybody called “@nobody” here."
    );
});

on_each_db!(what_was_said_can_be_taken_back, |db| async move {
    let community = community(&db).await;
    for words in ["helps #sql", "learn #rust", "speaks de", "bio Hello"] {
        says(&community, "ben", words).await;
    }
    for words in ["helps nothing", "learn nothing", "speaks nothing", "bio nothing"] {
        says(&community, "ben", words).await;
    }
    let own = says(&community, "ben", "profile").await;
    for gone in ["#sql", "#rust", "German", "Hello"] {
        assert!(!own.contains(gone), "{gone} is still in {own}");
    }
    assert!(own.contains("Answers in English"), "the default language is taken for theirs: {own}");
});

on_each_db!(an_introduction_says_several_things_and_loses_nothing, |db| async move {
    let community = community(&db).await;
    let answer =
        says(&community, "ben", "introduce helps #sql\nspeaks klingon\nlearn #rust\nsings well").await;
    for part in ["You help with #sql", "a language “klingon”", "You want to learn #rust", "“sings”"] {
        assert!(answer.contains(part), "{part} is not in {answer}");
    }
});

on_each_db!(a_bio_that_is_too_long_is_given_back, |db| async move {
    let community = community(&db).await;
    let long = "word ".repeat(80);
    let answer = says(&community, "ben", &format!("bio {long}")).await;
    assert!(answer.starts_with("That is 399 characters"), "{answer}");
    assert!(answer.contains(long.trim()), "nothing that was typed is lost");
});

on_each_db!(accepted_answers_earn_a_topic, |db| async move {
    let community = community(&db).await;
    solved(&community, 1, "#postgres Why is my query slow?").await;
    solved(&community, 2, "#postgres How do I read what the planner says?").await;
    let profile = says(&community, "chen", "profile @ben").await;
    assert!(profile.contains("Earned #postgres: 2 accepted answers (Q2 and Q1)"), "{profile}");
});

on_each_db!(who_knows_is_answered_with_reasons, |db| async move {
    let community = community(&db).await;
    solved(&community, 1, "#postgres Why is my query slow?").await;
    says(&community, "chen", "helps #postgres").await;
    let answer = says(&community, "ana", "who knows postgres?").await;
    let ben = answer.lines().find(|line| line.contains("Ben")).expect("Ben");
    assert!(ben.contains("answered Q1 · one answer on #postgres, accepted"), "{answer}");
    assert!(answer.contains("Chen: says they help with #postgres"), "{answer}");
    let nobody = says(&community, "ana", "who knows cobol").await;
    assert!(nobody.contains("I know nobody yet") && nobody.contains("ask cobol"), "{nobody}");
    assert!(
        says(&community, "ben", "who knows something about postgres").await.contains("Ben"),
        "even oneself"
    );
});

on_each_db!(advocates_are_named_and_can_step_back, |db| async move {
    let community = community(&db).await;
    assert!(says(&community, "ana", "topic #ci advocate @ben").await.starts_with("Only moderators"));
    assert_eq!(says(&community, "mia", "topic #ci advocate @ben").await, "Ben is now an advocate for #ci.");
    let told = community.told("ben").expect("news").post.text.to_plain();
    assert!(told.starts_with("Mia has made you an advocate for #ci"), "{told}");
    let before = community.paper.performed();
    says(&community, "mia", "topic ci advocate @ben").await;
    assert_eq!(community.paper.performed(), before + 1, "Ben is not told twice");
    assert!(says(&community, "ana", "topics").await.contains("#ci · nothing asked yet · ask Ben"));
    assert!(says(&community, "ana", "topic #ci").await.contains("Advocates: Ben"));
    assert!(says(&community, "ana", "topic #ci advocate remove @ben").await.starts_with("Only moderators"));
    assert!(says(&community, "ben", "topic #ci advocate off").await.starts_with("You are no longer"));
    assert!(says(&community, "ben", "topic #ci advocate off").await.starts_with("You are no advocate"));
    assert!(says(&community, "mia", "topic #ci advocate remove @ben").await.contains("is no advocate"));
    assert!(says(&community, "ana", "topic #ci").await.starts_with("Nothing is known about #ci"));
});

on_each_db!(a_moderator_ends_what_a_moderator_began, |db| async move {
    let community = community(&db).await;
    says(&community, "mia", "topic #ci advocate @ben").await;
    let ended = says(&community, "mia", "topic #ci advocate remove @ben").await;
    assert_eq!(ended, "Ben is no longer an advocate for #ci.");
    let told = community.told("ben").expect("news").post.text.to_plain();
    assert!(told.starts_with("You are no longer an advocate for #ci."), "{told}");
});

on_each_db!(a_topic_shows_its_questions, |db| async move {
    let community = community(&db).await;
    solved(&community, 1, "#postgres Why is my query slow?").await;
    let shown = says(&community, "chen", "topic postgres").await;
    assert!(shown.starts_with("#postgres · one question, answered"), "{shown}");
    assert!(shown.contains("Q1 Why is my query slow? (one answer)") && shown.contains("Ben:"), "{shown}");
    assert!(says(&community, "chen", "topics").await.contains("#postgres · one question, answered"));
});

on_each_db!(two_accounts_of_one_person_have_one_profile, |db| async move {
    let papers = [Paper::new("paper"), Paper::new("parchment")];
    let [paper, parchment] = Community::across(&db, Settings::default(), papers).await;
    paper.happen(paper.profile("ana", "Ana", None)).await;
    for words in ["helps #sql", "speaks pl"] {
        says(&paper, "ana", words).await;
    }
    for words in ["helps #git", "learn #rust", "bio From parchment"] {
        says(&parchment, "anna", words).await;
    }
    let answer = says(&paper, "ana", "link").await;
    let code = answer.split(['.', ' ']).find(|word| word.contains('-')).expect("a code").to_owned();
    says(&parchment, "anna", &format!("link {code}")).await;
    let own = says(&paper, "ana", "profile").await;
    for line in ["Helps with #git #sql", "Wants to learn #rust", "Answers in Polish", "“From parchment”"]
    {
        assert!(own.contains(line), "{line} is not in {own}");
    }
});

on_each_db!(a_question_goes_to_those_who_read_its_language, |db| async move {
    let community = community(&db).await;
    for (who, words) in
        [("ben", "speaks en"), ("chen", "speaks de en"), ("ben", "helps #git"), ("chen", "helps #git")]
    {
        says(&community, who, words).await;
    }
    let asked = |who: &str| community.told(who).expect("words").post.text.to_plain().contains("Commit");
    community.commands("ana", "#help", "ask #git Wie mache ich den letzten Commit rückgängig?").await;
    assert!(asked("chen") && !asked("ben"), "only Chen reads German");
    community.advance(Duration::from_hours(5)).await;
    assert!(asked("ben"), "with nobody else left, he may know all the same");
});

on_each_db!(who_never_wants_to_be_asked_is_not_named, |db| async move {
    let community = community(&db).await;
    says(&community, "ben", "helps #sql").await;
    assert!(says(&community, "ana", "who knows sql").await.contains("Ben"));
    assert!(says(&community, "ben", "profile").await.contains("Only you see this: I ask you at most"));
    says(&community, "ben", "askme never").await;
    assert!(says(&community, "ana", "who knows sql").await.starts_with("I know nobody yet"));
    assert!(says(&community, "ben", "profile").await.contains("you never want to be asked"));
});
