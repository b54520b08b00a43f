//! The session: who we are on the homeserver, and the keys that are ours alone.
//!
//! Everything that must not be lost or mixed up lies in one folder: the stores of matrix-sdk, encrypted with a
//! passphrase, and in them the session itself. One process at a time owns the folder: two would use the same keys
//! twice, after which nobody could read us any more.

mod login;
mod owner;
mod secret;
mod status;
mod trust;

pub use status::{Status, status};
pub use trust::assure;

use crate::config::MatrixConfig;
use matrix_sdk::Client;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::UserId;
use matrix_sdk::store::{RoomLoadSettings, StateStoreDataKey};
use owner::Owner;
use secrecy::ExposeSecret as _;
use std::time::Duration;
use stoa_chat::ListenError;

/// Where the session lies in the encrypted store.
const KEPT: &[u8] = b"stoa.session";
/// How long the server may take for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open session.
#[derive(Debug)]
pub struct Session {
    /// Speaks with the homeserver.
    pub client: Client,
    _owner: Owner,
}

/// Why there is no session.
#[derive(Debug)]
pub enum Closed {
    /// It may be had later: the server cannot be reached.
    ForNow(String),
    /// Waiting does not help.
    ForGood(ListenError),
}

impl Closed {
    fn broken(words: impl Into<String>) -> Self {
        Self::ForGood(ListenError::Broken(words.into()))
    }
}

/// Opens the session: the one in the folder, or a new one.
pub async fn open(config: &MatrixConfig, user: &UserId) -> Result<Session, Closed> {
    let owner = Owner::take(&config.folder)?;
    let client = client(config).await?;
    if let Some(session) = kept(&client).await? {
        restore(&client, session, user).await?;
    } else {
        Box::pin(login::log_in(&client, config, user)).await?;
        keep(&client).await?;
    }
    client.encryption().wait_for_e2ee_initialization_tasks().await;
    Ok(Session { client, _owner: owner })
}

async fn client(config: &MatrixConfig) -> Result<Client, Closed> {
    let encryption = EncryptionSettings {
        auto_enable_cross_signing: true,
        backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        auto_enable_backups: true,
    };
    let passphrase = secret::passphrase(&config.passphrase, &config.folder)?;
    let built = Client::builder()
        .homeserver_url(&config.homeserver)
        .sqlite_store(&config.folder, Some(passphrase.expose_secret()))
        .with_encryption_settings(encryption)
        .request_config(RequestConfig::new().retry_limit(3).timeout(PATIENCE))
        .respect_login_well_known(false)
        .user_agent("stoa")
        .build();
    built.await.map_err(|error| {
        Closed::broken(format!(
            "the folder {} cannot be opened ({error}): give the passphrase that it was made with (matrix.passphrase_file), or \
             put the folder back from a backup",
            config.folder.display()
        ))
    })
}

async fn kept(client: &Client) -> Result<Option<MatrixSession>, Closed> {
    let unreadable = |error: String| Closed::broken(format!("the session cannot be read: {error}"));
    let kept = client.state_store().get_custom_value(KEPT).await;
    match kept.map_err(|error| unreadable(error.to_string()))? {
        Some(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| unreadable(format!("{:?}", error.classify()))),
        None => Ok(None),
    }
}

async fn keep(client: &Client) -> Result<(), Closed> {
    let unkept = |error: String| Closed::broken(format!("the session cannot be kept: {error}"));
    let session = client.matrix_auth().session().ok_or_else(|| unkept("there is none".to_owned()))?;
    let bytes = serde_json::to_vec(&session).map_err(|error| unkept(format!("{:?}", error.classify())))?;
    let kept = client.state_store().set_custom_value(KEPT, bytes).await;
    kept.map(drop).map_err(|error| unkept(error.to_string()))
}

async fn restore(client: &Client, session: MatrixSession, user: &UserId) -> Result<(), Closed> {
    if session.meta.user_id != user {
        let theirs = session.meta.user_id;
        return Err(Closed::broken(format!(
            "the folder belongs to {theirs}, and matrix.user is {user}: correct one, or give this account a folder of its own"
        )));
    }
    // Our own cursor says how far we listened. With a token of its own, the library would pass over an answer of the
    // server that it has seen and we have not.
    let forgotten = client.state_store().remove_kv_data(StateStoreDataKey::SyncToken).await;
    forgotten.map_err(|error| Closed::broken(format!("the stores cannot be written: {error}")))?;
    let restored = client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await;
    restored.map_err(|error| Closed::broken(format!("the session cannot be restored: {error}")))
}
