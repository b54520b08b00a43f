//! A vault full of strangers, for the benchmark: from outside nobody can seal or open an address.

use super::{Asker, ThreadId, Vault};
use std::path::Path;
use stoa_chat::{Network, Timestamp, UserRef};

/// A vault with as many people as threads.
#[derive(Debug)]
pub struct Bench(Vault);

impl Bench {
    /// Fills a vault in `folder`.
    ///
    /// # Errors
    /// When it cannot be made there.
    pub async fn filled(folder: &Path, threads: usize) -> anyhow::Result<Self> {
        let vault = Vault::make_believe(folder).await?;
        let now = Timestamp::from_millis(0);
        for number in 0..threads {
            vault.seal(&thread(number), &person(number), false, now).await?;
        }
        Ok(Self(vault))
    }

    /// How many threads the person with this number has.
    ///
    /// # Errors
    /// When the vault fails.
    pub async fn mine(&self, number: usize) -> anyhow::Result<usize> {
        Ok(self.0.my_threads(&person(number)).await?.len())
    }

    /// Opens the thread with this number; whether it is open.
    ///
    /// # Errors
    /// When the vault fails.
    pub async fn deliver(&self, number: usize) -> anyhow::Result<bool> {
        Ok(self.0.deliver(&thread(number)).await?.is_some())
    }
}

fn thread(number: usize) -> ThreadId {
    ThreadId::new(format!("{number:032x}"))
}

fn person(number: usize) -> Asker {
    Asker::new(UserRef::new(&Network::new("slack:T0123ABCD"), format!("U{number:010}")))
}
