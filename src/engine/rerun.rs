//! A turn that met another in the database is run again at once: the other one is over by then.

use super::answer::Failure;
use super::caught::caught;
use crate::database::{Trouble, trouble};
use crate::telemetry;
use std::future::Future;
use std::time::Duration;

/// How often a turn is run before it gives way to the others for a while.
const RERUNS: usize = 20;

/// How long work waits that gives way, or that is about a message of ours which has to be sent first.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Runs a turn until it meets no other one; [`Failure::Wait`] if it met one each time.
pub(super) async fn rerun<F>(attempt: impl Fn() -> F) -> Result<(), Failure>
where
    F: Future<Output = Result<(), Failure>>,
{
    for _ in 0..RERUNS {
        match caught(attempt()).await {
            Err(Failure::Fault(error)) if trouble(&error) == Some(Trouble::Conflict) => {
                metrics::counter!(telemetry::TURN_RERUNS.name).increment(1);
            }
            ended => return ended,
        }
    }
    Err(Failure::Wait)
}
