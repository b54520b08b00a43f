//! Work that is cut short between two statements, as if the process had died there.

use std::cell::Cell;
use std::future::Future;
use std::panic::resume_unwind;

thread_local! {
    /// How many statements may still run on this thread; `None`: all.
    static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
}

/// What the unwinding is known by.
struct Cut;

/// Runs `work` on this thread until it is about to run its statement number `after`, counted from 0, or to commit; what
/// it had not committed by then is lost. `true` if it came to its end before. (What catches panics may go on after that.)
///
/// # Panics
/// When the work panics for another reason.
pub async fn cut_short<W>(after: u32, work: W) -> bool
where
    W: Future<Output = ()> + 'static,
{
    let done = tokio::task::LocalSet::new()
        .run_until(async move {
            tokio::task::spawn_local(async move {
                LEFT.set(Some(after));
                work.await;
                LEFT.take().is_some()
            })
            .await
        })
        .await;
    match done {
        Ok(whole) => whole,
        Err(error) => match error.into_panic().downcast::<Cut>() {
            Ok(_) => false,
            Err(other) => resume_unwind(other),
        },
    }
}

/// Called before every statement and every commit.
pub fn statement_begins() {
    match LEFT.get() {
        Some(0) => {
            LEFT.set(None);
            resume_unwind(Box::new(Cut));
        }
        Some(left) => LEFT.set(Some(left - 1)),
        None => {}
    }
}
