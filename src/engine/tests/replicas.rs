//! Several processes on one database: each piece of work is done once, and in order.

use super::{SECOND, Scene};
use crate::on_each_db;
use crate::testing::{Community, TestDb};
use std::collections::BTreeSet;
use stoa_chat::MessageRef;

/// Both work at the same time until neither finds anything to do.
async fn work_together(first: &Community, second: &Community) {
    loop {
        let (first, second) = (first.engine(), second.engine());
        let steps: (_, _, _, _, _, _) = tokio::join!(
            Box::pin(first.step_inbox()),
            Box::pin(second.step_inbox()),
            Box::pin(first.step_outbox()),
            Box::pin(second.step_outbox()),
            Box::pin(first.step_jobs()),
            Box::pin(second.step_jobs())
        );
        let steps = [steps.0, steps.1, steps.2, steps.3, steps.4, steps.5];
        if !steps.into_iter().any(|busy| busy.unwrap()) {
            return;
        }
    }
}

on_each_db!(each_event_is_applied_once_and_each_action_performed_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let other = scene.replica(&db).await;
    let mut expected = BTreeSet::new();
    for n in 0..10 {
        for by in ["ana", "ben", "cem"] {
            let words = format!("{by} {n}");
            scene.commanded(by, &[&format!("note {words}"), &format!("say {words}")]).await;
            expected.insert(words);
        }
    }
    work_together(&scene.community, &other).await;
    let journal = scene.journal().await;
    assert_eq!(journal.len(), expected.len());
    assert_eq!(journal.iter().cloned().collect::<BTreeSet<_>>(), expected);
    let shown = scene.shown("#help");
    assert_eq!(shown.len(), expected.len());
    for list in [journal, shown] {
        for by in ["ana", "ben", "cem"] {
            let own: Vec<_> = list.iter().filter(|words| words.starts_with(by)).cloned().collect();
            let in_order: Vec<_> = (0..10).map(|n| format!("{by} {n}")).collect();
            assert_eq!(own, in_order);
        }
    }
});

on_each_db!(events_about_one_message_are_applied_in_order, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let other = scene.replica(&db).await;
    let mut expected = Vec::new();
    for n in 0..12 {
        let message = MessageRef::new(&scene.community.place("#help"), "u1");
        scene.accept([scene.community.reaction(&format!("person{n}"), &message, &n.to_string())]).await;
        expected.push(format!("+{n} other"));
    }
    work_together(&scene.community, &other).await;
    assert_eq!(scene.journal().await, expected);
});

on_each_db!(each_job_runs_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let other = scene.replica(&db).await;
    let plans: Vec<_> = (0..20).map(|n| format!("plan {n:02} 1")).collect();
    scene.commanded("ana", &plans.iter().map(String::as_str).collect::<Vec<_>>()).await;
    scene.settle().await;
    scene.community.clock().set(scene.community.engine().now() + 61 * SECOND);
    work_together(&scene.community, &other).await;
    let mut journal = scene.journal().await;
    journal.sort();
    assert_eq!(journal, (0..20).map(|n| format!("job {n:02}")).collect::<Vec<_>>());
});

on_each_db!(turns_that_meet_are_run_again, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let other = scene.replica(&db).await;
    for n in 0..40 {
        scene.commanded(&format!("person{n}"), &["add"]).await;
    }
    work_together(&scene.community, &other).await;
    let mut tx = db.db.begin_read().await.unwrap();
    assert_eq!(super::probe::get(&mut tx, "sum").await.unwrap().as_deref(), Some("40"));
});

on_each_db!(several_can_start_at_once, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    super::trouble::raw(&db.db, "DELETE FROM job; DELETE FROM day_key;").await;
    let (a, b, c) = tokio::join!(scene.replica(&db), scene.replica(&db), scene.replica(&db));
    assert_eq!(scene.status().await.jobs_waiting, 1);
    // One sealed it, another opens it: they agree on the day's key.
    for (from, to) in [(&a, &b), (&b, &c), (&c, &a)] {
        let note = from.command("ana", "#help", "note agreed");
        stoa_chat::Intake::accept(&**from.engine(), vec![note]).await.unwrap();
        assert!(to.engine().step_inbox().await.unwrap());
    }
    assert_eq!(scene.journal().await, ["agreed"; 3]);
});
