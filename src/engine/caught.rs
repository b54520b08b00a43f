//! A panic in a feature is a fault like any other: its turn is undone, the work is counted as tried and parked in
//! the end. Without this the task that met it would be gone, and with it all work of its kind.

use super::answer::Failure;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Does `work`; a panic in it becomes a fault. What the panic says is dropped: it may hold what somebody typed.
///
/// Nothing that a panic left half done is seen again: a turn is dropped, and so its transaction undone.
pub(super) async fn caught<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let mut work = pin!(work);
    poll_fn(|context| {
        catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))).unwrap_or_else(|_| {
            Poll::Ready(Err(Failure::Fault(anyhow::anyhow!("a panic: the log says where"))))
        })
    })
    .await
}
