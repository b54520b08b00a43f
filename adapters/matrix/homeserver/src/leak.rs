//! A way to the homeserver on which answers can get lost.

use crate::Homeserver;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// How much is carried at once.
const CHUNK: usize = 1 << 16;

/// Carries everything between clients and the homeserver, but for an answer that is to get lost.
#[derive(Debug)]
pub struct Leak {
    address: SocketAddr,
    next: Arc<AtomicBool>,
}

impl Leak {
    /// Opens a way to `server`; it is there as long as the runtime.
    ///
    /// # Errors
    /// When this machine lets nobody listen.
    pub async fn to(server: &Homeserver) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, next) = (listener.local_addr()?, Arc::<AtomicBool>::default());
        let (lost, to) = (Arc::clone(&next), server.address());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, to, Arc::clone(&lost)));
            }
        });
        Ok(Self { address, next })
    }

    /// Where clients find it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets the next event be sent, and its answer get lost.
    pub fn lose_next_answer(&self) {
        self.next.store(true, Ordering::Relaxed);
    }
}

/// Carries one connection, until either side ends it or an answer is lost.
async fn carry(client: TcpStream, to: SocketAddr, lost: Arc<AtomicBool>) {
    let Ok(server) = TcpStream::connect(to).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    let losing = Arc::<AtomicBool>::default();
    let there = ask(from_client, to_server, lost, Arc::clone(&losing));
    tokio::join!(there, answer(from_server, to_client, losing));
}

async fn ask(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    lost: Arc<AtomicBool>,
    losing: Arc<AtomicBool>,
) {
    let mut chunk = vec![0; CHUNK];
    while let Ok(read @ 1..) = from.read(&mut chunk).await {
        let sends = chunk.starts_with(b"PUT ") && contains(&chunk[..read], b"/send/");
        if sends && lost.swap(false, Ordering::Relaxed) {
            losing.store(true, Ordering::Relaxed);
        }
        if to.write_all(&chunk[..read]).await.is_err() {
            break;
        }
    }
}

/// The answer that is to get lost ends the connection: nobody learns what became of the question.
async fn answer(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, losing: Arc<AtomicBool>) {
    let mut chunk = vec![0; CHUNK];
    while let Ok(read @ 1..) = from.read(&mut chunk).await {
        if losing.load(Ordering::Relaxed) || to.write_all(&chunk[..read]).await.is_err() {
            break;
        }
    }
    // The client is to see at once that nothing more comes.
    let _ = to.shutdown().await;
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}
