//! Seeing, taking and erasing one's data.

use super::*;
use crate::on_each_db;
use crate::testing::{Community, TestDb};

#[test]
fn a_wish_is_read_in_both_languages() {
    assert_eq!(Wish::read(""), Some(Wish::Look));
    assert_eq!(Wish::read("Daten"), Some(Wish::Look));
    assert_eq!(Wish::read("data export"), Some(Wish::Export));
    assert_eq!(Wish::read("daten löschen"), Some(Wish::Erase));
    assert_eq!(Wish::read("data erase yes, erase me"), Some(Wish::EraseSurely));
    assert_eq!(Wish::read("data eraze"), None);
    assert_eq!(Wish::read("holiday"), None);
}

on_each_db!(everything_kept_is_shown_to_the_person_alone, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "#help", "ask #postgres why is my query slow?").await;
    community.commands("ana", "#help", "my data").await;
    let told = community.told("ana").unwrap();
    let text = told.post.text.to_plain();
    assert!(
        text.contains("Questions you asked: 1 (everybody can see it), for example “why is my query slow?”"),
        "{text}"
    );
    let values: Vec<_> = told.post.buttons.iter().map(|button| button.value.as_str()).collect();
    assert_eq!(values, ["my data export", "my data erase"]);
    assert!(!community.shown("#help").unwrap().post.text.to_plain().contains("keep about you"));
});

on_each_db!(an_export_holds_everything_in_parts_that_fit, |db: TestDb| async move {
    let community = Community::new(&db).await;
    for number in 0..12 {
        let words = format!("ask number {number}: {}", "why? ".repeat(100));
        community.commands("ana", "dm:ana", &words).await;
    }
    community.commands("ana", "dm:ana", "my data export").await;
    let code = |seen: crate::testing::Seen| match seen.post.text.blocks.as_slice() {
        [stoa_chat::Block::Code(code)] => Some(code.clone()),
        _ => None,
    };
    let parts: Vec<String> = community.paper.seen().into_iter().filter_map(code).collect();
    assert!(parts.len() > 1 && parts.iter().all(|part| part.chars().count() <= 3_000), "{}", parts.len());
    let document: serde_json::Value = serde_json::from_str(&parts.concat()).unwrap();
    assert_eq!(document["exported_at"], "2026-03-02T09:00:00Z");
    assert_eq!(document["kept"]["questions"]["question"][0]["rows"].as_array().unwrap().len(), 12);
    assert_eq!(document["kept"]["people"]["account"][0]["rows"][0]["user_id"], "ana");
});

on_each_db!(nobody_is_erased_without_a_second_step_in_time, |db: TestDb| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "#help", "ask why is my query slow?").await;
    community.commands("ana", "dm:ana", CERTAINLY).await;
    let refused = community.told("ana").unwrap().post.text.to_plain();
    assert!(refused.contains("Nothing was erased"), "{refused}");
    community.commands("ana", "dm:ana", "my data erase").await;
    let asked = community.told("ana").unwrap();
    community.advance(THINKING).await;
    community.happen(community.press("ana", &asked, CERTAINLY)).await;
    assert!(community.shown("#help").unwrap().post.text.to_plain().contains("why is my query slow?"));
    community.commands("ana", "dm:ana", "my data erase").await;
    let asked = community.told("ana").unwrap();
    community.happen(community.press("ana", &asked, CERTAINLY)).await;
    let card = community.shown("#help").unwrap().post.text.to_plain();
    assert!(!card.contains("slow") && !card.contains("ana"), "{card}");
    let farewell = community.paper.seen().into_iter().find(|seen| seen.message == asked.message).unwrap();
    assert!(farewell.post.text.to_plain().contains("forgotten you") && farewell.post.buttons.is_empty());
    // A second press comes from somebody who was never asked.
    community.happen(community.press("ana", &asked, CERTAINLY)).await;
    assert!(community.told("ana").unwrap().post.text.to_plain().contains("Nothing was erased"));
});
