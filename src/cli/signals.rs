//! How a process is told to stop.

use std::future::Future;
use std::io;

/// Completes when the process is told to stop, by Ctrl-C or by whoever runs it.
///
/// From this call on the process does not end by itself any more; call it before anything that must not be cut off.
///
/// # Errors
/// When the system does not let us listen.
#[cfg(unix)]
pub fn stop_asked() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Completes when the process is told to stop.
///
/// # Errors
/// Never here.
#[cfg(not(unix))]
pub fn stop_asked() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // If nobody can tell us, we are ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
