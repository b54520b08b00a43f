//! How a call can fail, and what that means for the action it was made for.

use slack_morphism::errors::SlackClientError;
use std::time::Duration;
use stoa_chat::Outcome;

/// How long to wait when Slack does not say.
const WHILE: Duration = Duration::from_secs(30);
/// How long to wait for a workspace that is being moved.
const MOVED: Duration = Duration::from_mins(10);
/// How long to wait when Slack could not be reached at all.
const UNREACHABLE: Duration = Duration::from_secs(5);

/// Why a call did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing was done; it may be tried again after a while.
    Wait(Duration),
    /// Slack refused, with this error code and what it adds.
    Refused(String, String),
    /// Nobody knows whether it was done.
    Unknown,
}

/// Codes of Slack for what is not there any more.
const GONE: &[&str] = &[
    "cannot_dm_bot",
    "cannot_find_message",
    "channel_is_archived",
    "channel_not_found",
    "is_archived",
    "message_not_found",
    "no_such_user",
    "not_found",
    "thread_not_found",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
    "view_not_found",
];

/// Codes for a credential that is not accepted any more.
const REVOKED: &[&str] = &[
    "account_inactive",
    "app_not_installed",
    "invalid_auth",
    "not_authed",
    "token_expired",
    "token_revoked",
];

/// Codes after which the call may have been done in part, says Slack.
const UNCERTAIN: &[&str] =
    &["fatal_error", "internal_error", "request_timeout", "service_timeout", "service_unavailable"];

/// Codes for a workspace that is on its way into an organisation: nothing works until it has arrived.
const MOVING: &[&str] = &["org_login_required", "team_added_to_org"];

impl Failure {
    /// What an error of the client means.
    pub fn of(error: SlackClientError) -> Self {
        match error {
            SlackClientError::ApiError(error) => {
                if error.code == "ratelimited" || error.code == "rate_limited" {
                    return Self::Wait(WHILE);
                }
                if MOVING.contains(&error.code.as_str()) {
                    return Self::Wait(MOVED);
                }
                if UNCERTAIN.contains(&error.code.as_str()) {
                    return Self::Unknown;
                }
                let more = error.errors.unwrap_or_default().join("; ");
                Self::Refused(error.code, more)
            }
            SlackClientError::RateLimitError(error) => Self::Wait(error.retry_after.unwrap_or(WHILE)),
            SlackClientError::HttpError(error) if error.status_code.is_client_error() => {
                Self::Refused(format!("http_{}", error.status_code.as_u16()), String::new())
            }
            SlackClientError::HttpProtocolError(error) => {
                let cause = error
                    .cause
                    .as_ref()
                    .and_then(|cause| cause.downcast_ref::<hyper_util::client::legacy::Error>());
                // A connection that was never made carried nothing.
                if cause.is_some_and(hyper_util::client::legacy::Error::is_connect) {
                    Self::Wait(UNREACHABLE)
                } else {
                    Self::Unknown
                }
            }
            _ => Self::Unknown,
        }
    }

    /// Whether Slack refused with one of these codes.
    pub fn is(&self, codes: &[&str]) -> bool {
        matches!(self, Self::Refused(code, _) if codes.contains(&code.as_str()))
    }

    /// Whether Slack does not accept our credential any more.
    pub fn is_revoked(&self) -> bool {
        self.is(REVOKED)
    }

    /// What it means for an action.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Wait(wait) => Outcome::RetryAfter(*wait),
            Self::Unknown => Outcome::Unknown,
            refused if refused.is_revoked() => Outcome::Revoked,
            refused if refused.is(GONE) => Outcome::Gone,
            Self::Refused(code, more) => Outcome::Refused(advice(code, more)),
        }
    }
}

/// What an admin can do about a refusal.
pub fn advice(code: &str, more: &str) -> String {
    let advice = match code {
        "missing_scope" | "no_permission" | "not_allowed_token_type" => {
            "the app lacks a permission: update it from config/slack-manifest.json and install it again"
        }
        "not_in_channel" => "the bot is not in the channel: invite it there",
        "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "restricted_action_non_threadable_channel"
        | "restricted_action_thread_locked" => {
            "the workspace's settings do not let the bot write there: change the channel's posting permissions"
        }
        "cant_update_message" | "cant_delete_message" | "edit_window_closed" => {
            "Slack lets nobody but the author change this message"
        }
        "messages_tab_disabled" => {
            "direct messages to the app are off: switch the Messages Tab on in the app's settings"
        }
        "too_many_members" | "too_many_users" => {
            "Slack lets at most eight people and the bot into one conversation"
        }
        "method_not_supported_for_channel_type" => {
            "Slack does not permit this in a conversation of this kind"
        }
        "not_allowed" | "access_denied_by_policy" => "a policy of the workspace forbids it: ask its owner",
        _ => "nothing can be done here: please report it",
    };
    let more: String = more.chars().take(300).collect();
    if more.is_empty() {
        format!("Slack says {code}: {advice}")
    } else {
        format!("Slack says {code} ({more}): {advice}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use slack_morphism::errors::{SlackClientApiError, SlackClientHttpError, SlackRateLimitError};

    fn api(code: &str) -> Outcome {
        Failure::of(SlackClientError::ApiError(SlackClientApiError::new(code.into()))).outcome()
    }

    #[test]
    fn each_code_has_its_consequence() {
        assert_eq!(api("message_not_found"), Outcome::Gone);
        assert_eq!(api("token_revoked"), Outcome::Revoked);
        assert_eq!(api("ratelimited"), Outcome::RetryAfter(WHILE));
        assert_eq!(api("fatal_error"), Outcome::Unknown);
        assert_eq!(api("team_added_to_org"), Outcome::RetryAfter(MOVED));
        assert!(matches!(api("ekm_access_denied"), Outcome::Refused(_)), "the token is as good as before");
        let Outcome::Refused(words) = api("missing_scope") else { panic!("it is refused") };
        assert!(words.contains("manifest"), "{words}");
    }

    #[test]
    fn a_server_that_fails_may_have_done_it_and_a_limit_has_not() {
        let status = |code: u16| SlackClientHttpError::new(code.try_into().unwrap());
        assert_eq!(Failure::of(SlackClientError::HttpError(status(503))), Failure::Unknown);
        assert!(matches!(Failure::of(SlackClientError::HttpError(status(404))), Failure::Refused(..)));
        let limit = SlackRateLimitError::new().with_retry_after(Duration::from_secs(7));
        assert_eq!(
            Failure::of(SlackClientError::RateLimitError(limit)),
            Failure::Wait(Duration::from_secs(7))
        );
    }
}
