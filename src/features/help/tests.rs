//! The help as people read it.

use super::*;
use crate::on_each_db;
use crate::testing::Community;

#[test]
fn everything_has_every_command_that_can_be_typed() {
    for language in Language::ALL {
        let text = answer(language, "all").to_plain();
        for spec in FEATURES.iter().flat_map(|feature| feature.commands()) {
            let line = format!("• {} – {}", spec.usage, (spec.about)(language));
            assert_eq!(text.contains(line.trim_end()), !spec.on_buttons, "{language}: {}", spec.verb);
        }
    }
}

#[test]
fn commands_stand_under_their_features_heading() {
    for language in Language::ALL {
        let headings: Vec<_> = FEATURES.iter().map(|feature| heading(language, feature.name())).collect();
        let text = everything(language).to_plain();
        let parts: Vec<_> =
            text.split("\n\n").filter(|part| headings.iter().any(|heading| heading == part)).collect();
        assert_eq!(parts, headings);
        for (feature, heading) in FEATURES.iter().zip(&headings) {
            assert_ne!(feature.name(), heading, "write a heading for this feature");
        }
    }
}

#[test]
fn one_command_is_explained() {
    let expected = "snooze [until DATE | off]\nKeep me from writing to you unasked until a date\n\n\
        For example: snooze until monday";
    assert_eq!(answer(Language::En, "SNOOZE").to_plain(), expected);
    assert_eq!(answer(Language::En, "snooze please").to_plain(), expected);
    assert_eq!(
        answer(Language::De, "hilfe").to_plain(),
        "help [COMMAND | all]\nZeig alles, was ich kann, oder erklär einen Befehl\n\nZum Beispiel: hilfe snooze\n\n\
        Er heißt auch hilfe."
    );
}

#[test]
fn an_unknown_command_gets_the_nearest() {
    let text = answer(Language::En, "snoze").to_plain();
    assert!(
        text.starts_with("I do not know “snoze”. Perhaps you mean this:\n\nsnooze [until DATE | off]\n"),
        "{text}"
    );
    let text = answer(Language::De, "snoze").to_plain();
    assert!(
        text.starts_with("„snoze“ kenne ich nicht. Vielleicht meinst du diesen Befehl:\n\nsnooze"),
        "{text}"
    );
    let long = answer(Language::En, &"x".repeat(100_000)).to_plain();
    assert!(long.chars().count() < 1_000, "{long}");
}

#[test]
fn a_sentence_that_begins_with_help_gets_everything() {
    assert_eq!(answer(Language::En, "me with postgres"), overview(Language::En));
}

on_each_db!(help_is_given_to_the_person_alone, |db| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "#help", "hilfe snooze").await;
    assert!(community.told("ana").is_some_and(|seen| seen.post.text == answer(Language::En, "snooze")));
    assert!(community.shown("#help").is_none());
    community.commands("ana", "dm:ana", "language de").await;
    community.commands("ana", "dm:ana", "help").await;
    assert!(community.told("ana").is_some_and(|seen| seen.post.text == overview(Language::De)));
});

#[test]
fn the_overview_is_short_and_has_what_everybody_needs() {
    for language in Language::ALL {
        let text = overview(language).to_plain();
        assert_eq!(text.matches("• ").count(), ESSENTIALS.len(), "each of them is a command");
        assert!(text.lines().count() <= 16, "{text}");
    }
}

#[test]
fn an_example_is_in_the_persons_language() {
    assert!(answer(Language::En, "ask").to_plain().contains("why is my query slow?"));
    assert!(answer(Language::De, "ask").to_plain().contains("warum ist meine Abfrage"));
}

on_each_db!(somebody_new_is_greeted_once, |db| async move {
    let community = Community::new(&db).await;
    let greetings = || {
        let all = community.paper.seen();
        all.iter().filter(|seen| seen.post.text.to_plain().contains("find the one who knows")).count()
    };
    community.commands("ana", "#help", "help").await;
    assert_eq!(greetings(), 0, "in a place nobody is greeted");
    for words in ["how do I undo a commit?", "and how do I redo it?"] {
        community.happen(community.message("ana", "dm:ana", None, words)).await;
        assert_eq!(greetings(), 1);
    }
    community.happen(community.event(EventKind::HomeOpened { who: community.user("ana") })).await;
    assert_eq!(greetings(), 1);
    community.happen(community.event(EventKind::HomeOpened { who: community.user("ben") })).await;
    assert_eq!(greetings(), 2);
});

on_each_db!(a_mistyped_command_keeps_what_was_typed, |db| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "#help", "serch state lock").await;
    let told = community.told("ana").unwrap();
    assert_eq!(told.post.buttons.len(), 1);
    assert_eq!(told.post.buttons[0].value, "search state lock");
    community.happen(community.press("ana", &told, "search state lock")).await;
    assert!(community.told("ana").unwrap().post.text.to_plain().contains("state lock"));
    let long = "why ".repeat(1_000);
    community.commands("ana", "#help", &format!("aks {long}")).await;
    let told = community.told("ana").unwrap();
    assert!(told.post.buttons.is_empty() && told.post.text.to_plain().contains(long.trim()));
    community.commands("ana", "#help", "serch").await;
    assert!(community.told("ana").unwrap().post.buttons.is_empty(), "it means nothing without words");
});
