//! What must hold whatever is known and whatever is asked.

use super::{
    Answer, AnswerId, Asking, Document, DocumentId, Expert, Hit, Knowledge, PersonId, Query, Response, Role,
};
use proptest::prelude::*;
use stoa_chat::Timestamp;

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_000);

const WORDS: [&str; 12] = [
    "backup",
    "restore",
    "postgres",
    "node.js",
    "c++",
    "docker-compose",
    "Fehler",
    "größer",
    "how",
    "die",
    "数据库",
    "🎉",
];

fn sentence() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..6).prop_map(|words| words.join(" "))
}

fn somebody() -> impl Strategy<Value = Option<PersonId>> {
    prop::option::of((0..5_u128).prop_map(PersonId))
}

fn answer() -> impl Strategy<Value = Answer> {
    let days = 0..400_i64;
    (0..1_000_i64, somebody(), days, sentence(), any::<bool>(), 0..4_u32).prop_map(
        |(id, by, days, body, accepted, helped)| {
            let at = Timestamp::from_millis(NOW.millis() - days * 86_400_000);
            Answer { id: AnswerId(id), by, at, body, accepted, helped }
        },
    )
}

fn document() -> impl Strategy<Value = Document> {
    let topics = prop::collection::vec(prop::sample::select(&WORDS[..5]).prop_map(String::from), 0..3);
    (0..50_i64, sentence(), sentence(), topics, somebody(), prop::collection::vec(answer(), 0..4)).prop_map(
        |(id, title, body, topics, asker, answers)| Document {
            id: DocumentId(id),
            title,
            body,
            topics,
            asker,
            answers,
        },
    )
}

/// Documents of different ids.
fn documents() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(document(), 0..20).prop_map(|mut documents| {
        documents.sort_by_key(|document| document.id);
        documents.dedup_by_key(|document| document.id);
        documents
    })
}

fn knowing<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Knowledge {
    let mut knowledge = Knowledge::default();
    documents.into_iter().for_each(|document| knowledge.upsert(document));
    knowledge
}

fn everything(knowledge: &Knowledge, text: &str, asker: Option<PersonId>) -> (Vec<Hit>, Vec<Expert>) {
    let query = Query { text, ..Query::default() };
    let load = |person: PersonId| u32::from(person == PersonId(1));
    (
        knowledge.search(&query, 100),
        knowledge.experts(
            &query,
            &Asking { asker, at: NOW, load: &load, response: &|_| Response::default() },
            100,
        ),
    )
}

proptest! {
    #[test]
    fn the_order_of_arrival_does_not_matter(documents in documents(), text in sentence(), seed in any::<u64>()) {
        let mut shuffled: Vec<&Document> = documents.iter().collect();
        shuffled.sort_by_key(|document| document.id.0.cast_unsigned().wrapping_mul(seed | 1));
        prop_assert_eq!(everything(&knowing(&documents), &text, None), everything(&knowing(shuffled), &text, None));
    }

    #[test]
    fn what_was_removed_was_never_there(documents in documents(), extra in document(), text in sentence()) {
        let others: Vec<&Document> = documents.iter().filter(|document| document.id != extra.id).collect();
        let mut knowledge = knowing(documents.iter().chain([&extra]));
        knowledge.remove(extra.id);
        prop_assert_eq!(knowledge.len(), others.len());
        prop_assert_eq!(everything(&knowledge, &text, None), everything(&knowing(others), &text, None));
    }

    #[test]
    fn the_asker_is_never_ranked(documents in documents(), text in sentence(), asker in 0..5_u128) {
        let mut knowledge = knowing(&documents);
        knowledge.declare(PersonId(asker), &[("postgres".into(), Role::Advocate)]);
        let (_, experts) = everything(&knowledge, &text, Some(PersonId(asker)));
        prop_assert!(experts.iter().all(|expert| expert.person != PersonId(asker)));
    }

    #[test]
    fn scores_are_in_order_and_reasons_are_given(documents in documents(), text in sentence()) {
        let (hits, experts) = everything(&knowing(&documents), &text, None);
        prop_assert!(hits.is_sorted_by(|a, b| (b.score, a.document) <= (a.score, b.document)));
        prop_assert!(hits.iter().all(|hit| 0.0 < hit.relevance && hit.relevance <= 1.0));
        prop_assert!(experts.is_sorted_by(|a, b| (b.score, a.person) <= (a.score, b.person)));
        prop_assert!(experts.iter().all(|expert| expert.score.is_finite() && !expert.reasons.is_empty()));
    }

    #[test]
    fn any_text_can_be_known_and_asked(title in any::<String>(), body in any::<String>(), topic in any::<String>()) {
        let answers = vec![Answer {
            id: AnswerId(1),
            by: Some(PersonId(1)),
            at: Timestamp::from_millis(i64::MIN),
            body: title.clone(),
            accepted: true,
            helped: u32::MAX,
        }];
        let topics = vec![topic.clone()];
        let document = Document { id: DocumentId(1), title: title.clone(), body, topics, asker: None, answers };
        let mut knowledge = knowing([&document]);
        knowledge.declare(PersonId(2), &[(topic, Role::Helps)]);
        let (hits, _) = everything(&knowledge, &title, None);
        // A title alone may be taken for another language than with its body, and then be stemmed in another way.
        let (asked, known) = (super::terms_of(&Query { text: &title, ..Query::default() }), super::bag_of(&document));
        prop_assert_eq!(!hits.is_empty(), asked.keys().any(|term| known.contains_key(term)));
    }
}

#[test]
fn a_hundred_kilobytes_of_anything_are_no_trouble() {
    for piece in ["🎉", "\0", "a", "ß", "数", "a.b-", "c++ ", "e\u{301}", "Donaudampfschiff "] {
        let title = piece.repeat(100_000 / piece.len());
        let document = Document {
            id: DocumentId(1),
            title: title.clone(),
            body: title,
            topics: vec![],
            asker: None,
            answers: vec![],
        };
        everything(&knowing([&document]), &document.title, None);
    }
}
