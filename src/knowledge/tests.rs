//! How search and ranking behave, told with a handful of people.

use super::{
    Answer, AnswerId, Asking, Document, DocumentId, Earned, Expert, Knowledge, PersonId, Query, Reason,
    Response, Role, TopicCount, WORTH_OFFERING,
};
use std::time::Duration;
use stoa_chat::Timestamp;

const ADA: PersonId = PersonId(1);
const BEN: PersonId = PersonId(2);
const CY: PersonId = PersonId(3);

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_000);

fn days_ago(days: u64) -> Timestamp {
    NOW - Duration::from_hours(24 * days)
}

/// A question about what `title` says, on `topic`, asked by somebody unknown and answered by `people` a
/// week ago.
fn thread(id: i64, title: &str, topic: &str, people: &[PersonId]) -> Document {
    let answer = |(number, by): (i64, &PersonId)| Answer {
        id: AnswerId(id * 10 + number),
        by: Some(*by),
        at: days_ago(7),
        body: "Look at the manual.".into(),
        accepted: false,
        helped: 0,
    };
    Document {
        id: DocumentId(id),
        title: title.into(),
        body: String::new(),
        topics: vec![topic.into()],
        asker: None,
        answers: (0..).zip(people).map(answer).collect(),
    }
}

fn town() -> Knowledge {
    let mut knowledge = Knowledge::default();
    knowledge.upsert(&thread(1, "Restore a PostgreSQL backup", "postgres", &[ADA]));
    knowledge.upsert(&thread(2, "Vacuum takes hours on PostgreSQL", "postgres", &[ADA]));
    knowledge.upsert(&thread(3, "Kubernetes pod stays pending", "kubernetes", &[BEN]));
    knowledge
}

fn ask(text: &str) -> Query<'_> {
    Query { text, ..Query::default() }
}

fn experts(knowledge: &Knowledge, text: &str, asker: Option<PersonId>) -> Vec<Expert> {
    knowledge.experts(
        &ask(text),
        &Asking { asker, at: NOW, load: &|_| 0, response: &|_| Response::default() },
        10,
    )
}

fn people(experts: &[Expert]) -> Vec<PersonId> {
    experts.iter().map(|expert| expert.person).collect()
}

#[test]
fn a_question_in_other_words_is_found_and_worth_offering() {
    let hits = town().search(&ask("How do I restore backups of PostgreSQL?"), 3);
    assert_eq!(hits[0].document, DocumentId(1));
    assert_eq!(hits[0].best_answer, Some(AnswerId(10)));
    assert!(hits[0].relevance >= WORTH_OFFERING && hits[1].relevance < WORTH_OFFERING);
}

#[test]
fn german_questions_meet_in_their_stems() {
    let mut knowledge = town();
    knowledge.upsert(&thread(4, "Wie stelle ich gelöschte Datenbanken wieder her?", "backup", &[CY]));
    assert_eq!(
        knowledge.search(&ask("Kann man eine gelöschte Datenbank retten?"), 1)[0].document,
        DocumentId(4)
    );
}

#[test]
fn a_known_question_does_not_find_itself() {
    let knowledge = town();
    let query = Query { except: Some(DocumentId(1)), ..ask("Restore a PostgreSQL backup") };
    assert!(knowledge.search(&query, 10).iter().all(|hit| hit.document != DocumentId(1)));
}

#[test]
fn a_question_of_small_words_finds_nothing() {
    assert_eq!(town().search(&ask("How do you do it?"), 10), []);
}

#[test]
fn the_accepted_answer_is_best_then_the_helpful_then_the_first() {
    let mut document = thread(1, "Restore a backup", "postgres", &[ADA, BEN, CY]);
    let best = |document: &Document| {
        let mut knowledge = Knowledge::default();
        knowledge.upsert(document);
        knowledge.search(&ask("backup"), 1)[0].best_answer
    };
    assert_eq!(best(&document), Some(AnswerId(10)));
    document.answers[1].helped = 2;
    assert_eq!(best(&document), Some(AnswerId(11)));
    document.answers[2].accepted = true;
    assert_eq!(best(&document), Some(AnswerId(12)));
}

#[test]
fn who_answered_the_like_is_asked_and_told_why() {
    let found = experts(&town(), "My PostgreSQL backup fails, #postgres", None);
    assert_eq!(people(&found), [ADA, BEN]);
    assert_eq!(
        found[0].reasons,
        [
            Reason::AnsweredSimilar(vec![DocumentId(1)]),
            Reason::AnsweredOnTopic { topic: "postgres".into(), answers: 2, accepted: 0 },
            Reason::AnsweredLately { answers: 2 },
        ]
    );
    assert_eq!(found[1].reasons, [Reason::AnsweredLately { answers: 1 }]);
}

#[test]
fn the_asker_is_not_asked() {
    assert_eq!(people(&experts(&town(), "postgres", Some(ADA))), [BEN]);
}

#[test]
fn anonymous_answers_and_answers_to_oneself_are_no_evidence() {
    let mut anonymous = thread(1, "Restore a backup", "postgres", &[ADA]);
    anonymous.answers[0].by = None;
    let own = Document { asker: Some(ADA), ..thread(2, "Restore a backup", "postgres", &[ADA]) };
    let mut knowledge = Knowledge::default();
    knowledge.upsert(&anonymous);
    knowledge.upsert(&own);
    assert_eq!(experts(&knowledge, "backup postgres", None), []);
}

#[test]
fn a_declared_topic_makes_up_for_missing_evidence() {
    let mut knowledge = town();
    knowledge.upsert(&thread(4, "Kubernetes ingress answers 502", "kubernetes", &[BEN]));
    knowledge.declare(CY, &[("#Kubernetes".into(), Role::Helps)]);
    let found = experts(&knowledge, "kubernetes ingress", None);
    assert_eq!(people(&found), [BEN, CY, ADA]);
    assert_eq!(found[1].reasons, [Reason::Declared { topic: "kubernetes".into(), role: Role::Helps }]);
    assert!(!people(&experts(&knowledge, "postgres", None)).contains(&CY), "not their topic");
    knowledge.declare(CY, &[]);
    assert!(!people(&experts(&knowledge, "kubernetes ingress", None)).contains(&CY));
}

#[test]
fn who_was_asked_often_steps_back() {
    let mut knowledge = town();
    knowledge.upsert(&thread(1, "Restore a PostgreSQL backup", "postgres", &[ADA, BEN]));
    knowledge.upsert(&thread(2, "Vacuum takes hours on PostgreSQL", "postgres", &[ADA, BEN]));
    knowledge.remove(DocumentId(3));
    let first = |tired: PersonId| {
        let load = |person| if person == tired { 5 } else { 0 };
        knowledge.experts(
            &ask("postgres"),
            &Asking { asker: None, at: NOW, load: &load, response: &|_| Response::default() },
            1,
        )[0]
        .person
    };
    assert_eq!((first(ADA), first(BEN), first(CY)), (BEN, ADA, ADA), "equals are ordered by id");
}

#[test]
fn fresh_evidence_outweighs_old() {
    let mut old = thread(1, "Restore a backup", "postgres", &[ADA]);
    old.answers[0].at = days_ago(700);
    let mut knowledge = Knowledge::default();
    knowledge.upsert(&old);
    knowledge.upsert(&thread(2, "Restore a backup", "postgres", &[BEN]));
    assert_eq!(people(&experts(&knowledge, "restore a postgres backup", None)), [BEN, ADA]);
}

#[test]
fn a_changed_document_counts_only_as_it_is_now() {
    let mut knowledge = town();
    knowledge.upsert(&thread(1, "Grafana shows no data", "grafana", &[BEN]));
    assert_eq!(knowledge.len(), 3);
    assert_eq!(knowledge.search(&ask("restore backup"), 10), []);
    let Reason::AnsweredOnTopic { answers, .. } = &experts(&knowledge, "postgres", None)[0].reasons[1] else {
        panic!()
    };
    assert_eq!(*answers, 1);
}

#[test]
fn many_changes_leave_no_trace() {
    let mut knowledge = town();
    for round in 0..3_000 {
        knowledge.upsert(&thread(9, &format!("word{round} backup"), "postgres", &[CY]));
    }
    knowledge.remove(DocumentId(9));
    let (found, fresh) =
        (experts(&knowledge, "postgres backup", None), experts(&town(), "postgres backup", None));
    assert_eq!(found, fresh);
    assert_eq!(knowledge.search(&ask("postgres backup"), 10), town().search(&ask("postgres backup"), 10));
}

#[test]
fn who_deals_with_what_they_are_asked_is_asked_rather() {
    let mut knowledge = Knowledge::default();
    knowledge.upsert(&thread(1, "Restore a PostgreSQL backup", "postgres", &[ADA, BEN]));
    let silent = Response { requests: 10, met: 0, typical: Duration::ZERO };
    let response = |person| if person == ADA { silent } else { Response::default() };
    let asking = Asking { asker: None, at: NOW, load: &|_| 0, response: &response };
    assert_eq!(people(&knowledge.experts(&ask("postgres"), &asking, 2)), [BEN, ADA]);
}

#[test]
fn a_listed_skill_speaks_less_than_ones_own_word() {
    let mut knowledge = town();
    knowledge.declare(CY, &[("kafka".into(), Role::Helps)]);
    knowledge.declare(BEN, &[("kafka".into(), Role::Listed)]);
    let found = experts(&knowledge, "kafka", None);
    assert_eq!(people(&found)[..2], [CY, BEN]);
    let listed = Reason::Declared { topic: "kafka".into(), role: Role::Listed };
    assert_eq!(found[1].reasons[0], listed);
}

#[test]
fn accepted_answers_earn_their_topics() {
    let mut knowledge = town();
    for id in [1, 2] {
        let mut document = thread(id, "Restore a PostgreSQL backup", "postgres", &[ADA, BEN]);
        document.answers[0].accepted = true;
        knowledge.upsert(&document);
    }
    let postgres =
        Earned { topic: "postgres".into(), accepted: 2, documents: vec![DocumentId(2), DocumentId(1)] };
    assert_eq!(knowledge.earned(ADA), [postgres]);
    assert_eq!((knowledge.earned(BEN), knowledge.earned(CY)), (vec![], vec![]));
    knowledge.remove(DocumentId(2));
    assert_eq!(knowledge.earned(ADA)[0].documents, [DocumentId(1)], "what is gone proves nothing");
}

#[test]
fn topics_are_counted_with_what_was_answered() {
    let mut knowledge = town();
    knowledge.upsert(&thread(4, "Why is my query slow?", "Postgres", &[]));
    let count = |topic: &str, questions, answered| TopicCount { topic: topic.into(), questions, answered };
    assert_eq!(knowledge.topics(), [count("postgres", 3, 2), count("kubernetes", 1, 1)]);
    assert!(knowledge.knows(DocumentId(4)) && !knowledge.knows(DocumentId(5)));
}
