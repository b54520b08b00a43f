//! One of the connections that are kept open, through all its successors.

use super::Line;
use super::backoff::Backoff;
use super::connection::{Connection, End, NotOpen};
use std::convert::Infallible;
use std::sync::Arc;
use stoa_chat::ListenError;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// What a connection says of itself.
enum Word {
    /// Slack wants it replaced; it still works.
    Leaving,
    /// It is over.
    Over(End),
}

/// Keeps a connection open until `stop` is cancelled.
pub async fn keep_open(
    line: Arc<Line>,
    mut backoff: Backoff,
    stop: CancellationToken,
) -> Result<(), ListenError> {
    let (mut working, retire) = (JoinSet::new(), CancellationToken::new());
    let result = tokio::select! {
        () = stop.cancelled() => Ok(()),
        () = line.ear.inside.revoked() => Err(revoked()),
        Err(error) = replace_for_ever(&line, &mut backoff, &retire, &mut working) => Err(error),
    };
    // What is in hand is committed and acknowledged before we go.
    retire.cancel();
    while working.join_next().await.is_some() {}
    result
}

/// Opens a connection whenever the last one ends, or is to end: the old one is read on until Slack closes it.
async fn replace_for_ever(
    line: &Arc<Line>,
    backoff: &mut Backoff,
    retire: &CancellationToken,
    working: &mut JoinSet<()>,
) -> Result<Infallible, ListenError> {
    let clock = &line.ear.inside.clock;
    loop {
        let connection = match Connection::open(line).await {
            Ok(connection) => connection,
            Err(NotOpen::Ever(error)) => return Err(error),
            Err(NotOpen::Now(wait)) => {
                let pause = backoff.next().max(wait);
                tracing::debug!(?pause, "no connection to Slack yet");
                clock.wait(pause).await;
                continue;
            }
        };
        let (tell, mut told) = mpsc::unbounded_channel();
        working.spawn(work(Arc::clone(line), connection, retire.clone(), tell));
        match told.recv().await {
            Some(Word::Over(End::Off)) => return Err(socket_mode_off()),
            Some(Word::Over(End::Fruitless)) => clock.wait(backoff.next()).await,
            Some(Word::Leaving | Word::Over(End::Lost | End::Retired)) | None => backoff.reset(),
        }
        while working.try_join_next().is_some() {}
    }
}

/// Reads a connection to its end.
async fn work(
    line: Arc<Line>,
    mut connection: Connection,
    retire: CancellationToken,
    tell: mpsc::UnboundedSender<Word>,
) {
    let leaving = || {
        // Nobody listens any more if the slot has ended.
        let _ = tell.send(Word::Leaving);
    };
    let end = connection.work(&line, &retire, leaving).await;
    let _ = tell.send(Word::Over(end));
}

fn revoked() -> ListenError {
    ListenError::Revoked("the app was removed, or its token was revoked: install it again".to_owned())
}

fn socket_mode_off() -> ListenError {
    ListenError::Broken("Socket Mode is off: switch it on in the app's settings on api.slack.com".to_owned())
}
