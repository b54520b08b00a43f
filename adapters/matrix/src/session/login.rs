//! The first login: with a password, or with an access token that somebody made for us.

use super::{Closed, PATIENCE};
use crate::config::{Credential, MatrixConfig};
use crate::deeds::failure::{Failure, of_sdk};
use matrix_sdk::authentication::SessionTokens;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::{OwnedDeviceId, UserId};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{Client, SessionMeta};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use stoa_chat::ListenError;

/// What our device is called in the lists that people see.
const DEVICE: &str = "Stoa";

/// Logs in.
pub async fn log_in(client: &Client, config: &MatrixConfig, user: &UserId) -> Result<(), Closed> {
    let Some(credential) = &config.credential else {
        return Err(Closed::broken(
            "the first login needs a password: name a file that holds it in matrix.password_file",
        ));
    };
    match credential {
        Credential::Password(password) => {
            let login = client.matrix_auth().login_username(user, password.expose_secret());
            let answered = login.initial_device_display_name(DEVICE).send().await;
            answered.map(drop).map_err(|error| closed(&of_sdk(&error), "matrix.password"))
        }
        Credential::Token(token) => with_token(client, config, user, token).await,
    }
}

async fn with_token(
    client: &Client,
    config: &MatrixConfig,
    user: &UserId,
    token: &SecretString,
) -> Result<(), Closed> {
    let address = format!("{}/_matrix/client/v3/account/whoami", config.homeserver.trim_end_matches('/'));
    let asked =
        client.http_client().get(address).bearer_auth(token.expose_secret()).timeout(PATIENCE).send().await;
    let answer = asked.map_err(|_| Closed::ForNow("the homeserver does not answer".to_owned()))?;
    if answer.status().is_server_error() {
        return Err(Closed::ForNow(format!("the homeserver answers {}", answer.status())));
    }
    if !answer.status().is_success() {
        return Err(closed(&Failure::Revoked, "matrix.access_token"));
    }
    let body =
        answer.bytes().await.map_err(|_| Closed::ForNow("the homeserver's answer broke off".to_owned()))?;
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    if said["user_id"] != user.as_str() {
        return Err(Closed::broken("matrix.access_token belongs to another account than matrix.user names"));
    }
    let Some(device) = said["device_id"].as_str() else {
        return Err(Closed::broken(
            "matrix.access_token belongs to no device: log in with a password instead",
        ));
    };
    let meta = SessionMeta { user_id: user.to_owned(), device_id: OwnedDeviceId::from(device) };
    let tokens = SessionTokens { access_token: token.expose_secret().to_owned(), refresh_token: None };
    let session = MatrixSession { meta, tokens };
    let restored = client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await;
    restored.map_err(|error| Closed::broken(format!("the session cannot be begun: {error}")))
}

fn closed(failure: &Failure, key: &str) -> Closed {
    match failure {
        Failure::Wait(_) | Failure::Unknown => Closed::ForNow("the homeserver does not answer".to_owned()),
        Failure::Revoked | Failure::Refused(..) | Failure::Gone => Closed::ForGood(ListenError::Revoked(
            format!("the homeserver does not let us in: see that matrix.user and {key} are right"),
        )),
    }
}
