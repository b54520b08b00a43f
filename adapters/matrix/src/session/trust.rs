//! Being trusted: our device is signed by our account, and what signs it can be had again with the recovery key.

use super::Status;
use super::secret::write_private;
use crate::config::{Credential, MatrixConfig};
use matrix_sdk::Client;
use matrix_sdk::encryption::VerificationState;
use matrix_sdk::encryption::recovery::RecoveryState;
use matrix_sdk::ruma::api::client::uiaa::{AuthData, Password, UserIdentifier};
use secrecy::ExposeSecret as _;
use std::path::Path;

/// Does what can be done to be trusted, and writes down how far that came. Whatever fails is logged and done again at
/// the next start: an unverified bot still works.
pub async fn assure(client: &Client, config: &MatrixConfig) -> Status {
    recover(client, &config.recovery_key).await;
    if !is_verified(client).await {
        sign(client, config).await;
    }
    make_recoverable(client, &config.recovery_key).await;
    let session = client.session_meta();
    Status {
        user: session.map(|meta| meta.user_id.to_string()).unwrap_or_default(),
        device: session.map(|meta| meta.device_id.to_string()).unwrap_or_default(),
        verified: is_verified(client).await,
        recoverable: client.encryption().recovery().state() == RecoveryState::Enabled,
        ..Status::default()
    }
}

async fn is_verified(client: &Client) -> bool {
    if client.encryption().verification_state().get() == VerificationState::Verified {
        return true;
    }
    let own = client.encryption().get_own_device().await;
    own.ok().flatten().is_some_and(|device| device.is_cross_signed_by_owner())
}

/// Gets back what an earlier device left, with the recovery key.
async fn recover(client: &Client, file: &Path) {
    let recovery = client.encryption().recovery();
    let kept = std::fs::read_to_string(file).ok().map(|key| key.trim().to_owned());
    let Some(key) = kept.filter(|key| !key.is_empty() && recovery.state() == RecoveryState::Incomplete)
    else {
        return;
    };
    match recovery.recover(&key).await {
        Ok(()) => tracing::info!("the keys of the account were recovered"),
        Err(error) => tracing::warn!(%error, "the recovery key does not open the keys of the account"),
    }
}

/// Lets the account sign our device, if nobody else holds its keys.
async fn sign(client: &Client, config: &MatrixConfig) {
    let encryption = client.encryption();
    let Err(error) = encryption.bootstrap_cross_signing_if_needed(None).await else { return };
    let session = error.as_uiaa_response().map(|response| response.session.clone());
    if let (Some(session), Some(Credential::Password(password))) = (session, &config.credential)
        && let Some(meta) = client.session_meta()
    {
        let user = UserIdentifier::Matrix(matrix_sdk::ruma::api::client::uiaa::MatrixUserIdentifier::new(
            meta.user_id.to_string(),
        ));
        let mut proof = Password::new(user, password.expose_secret().to_owned());
        proof.session = session;
        match encryption.bootstrap_cross_signing(Some(AuthData::Password(proof))).await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "the account could not sign our device"),
        }
    }
    tracing::warn!("our device is not verified: `stoa check` says what can be done");
}

/// Keeps the keys on the server, locked with a recovery key, and writes that key to its file.
async fn make_recoverable(client: &Client, file: &Path) {
    let recovery = client.encryption().recovery();
    if recovery.state() != RecoveryState::Disabled {
        return;
    }
    let enabled = recovery.enable().await;
    let written = enabled
        .map_err(|error| error.to_string())
        .and_then(|key| write_private(file, &key).map_err(|error| format!("{}: {error}", file.display())));
    match written {
        Ok(()) => {
            tracing::info!(file = %file.display(), "the recovery key was written down: keep a copy in a safe place");
        }
        Err(error) => tracing::warn!(error, "recovery could not be set up"),
    }
}
