//! The real thing: DevOps Stack Exchange as in `$STOA_REFERENCE_DIR/data`, which is no part of the project.

#![expect(clippy::print_stdout, reason = "the figures are what one runs this for")]

use super::{reindexed, tables};
use crate::engine::SystemClock;
use crate::import::{Source, import_stackexchange};
use crate::on_each_db;
use std::path::PathBuf;
use std::time::Instant;

/// The data file, or `None` (said aloud) where there are no data.
fn devops() -> Option<Source> {
    #[expect(clippy::disallowed_methods, reason = "where test data lie is no setting of the program")]
    let Some(folder) = std::env::var_os("STOA_REFERENCE_DIR") else {
        println!("skipped: STOA_REFERENCE_DIR is not set");
        return None;
    };
    Some(Source::at(PathBuf::from(folder).join("data/devops_se.jsonl.gz")))
}

on_each_db!(a_whole_site_is_imported_once, |db: crate::testing::TestDb| async move {
    let Some(source) = devops() else { return };
    let clock = SystemClock::default();
    let (mut calls, mut last) = (0_u32, (0, 0));
    let begun = Instant::now();
    let mut progress = |bytes, total| {
        calls += 1;
        assert!(bytes >= last.0, "progress never goes back");
        last = (bytes, total);
    };
    let report = import_stackexchange(&db.db, &clock, &source, db.folder(), &mut progress).await.unwrap();
    println!("{report}, in {:.1} s", begun.elapsed().as_secs_f64());
    assert!(report.to_string().starts_with("3700 questions and 4962 answers"));
    assert_eq!((report.new_questions, report.new_answers), (3_700, 4_962));
    assert!(report.rejected.is_empty() && report.rejects.is_none());
    assert!(calls > 50 && last.0 == last.1, "progress ends at the end");
    assert_eq!(reindexed(&db.db).await, 3_700);

    let before = tables(&db.db).await;
    let begun = Instant::now();
    let again = import_stackexchange(&db.db, &clock, &source, db.folder(), &mut |_, _| {}).await.unwrap();
    println!("{again}, in {:.1} s", begun.elapsed().as_secs_f64());
    assert_eq!((again.questions, again.answers, again.added(), again.people), (3_700, 4_962, 0, 0));
    assert!(tables(&db.db).await == before, "a second run changes nothing");
    let german =
        before.iter().filter(|row| row.starts_with("question: ") && row.contains(" | de | ")).count();
    assert_eq!(german, 0, "nobody writes German there");
});
