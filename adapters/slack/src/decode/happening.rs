//! Events of the Events API other than messages: reactions, arrivals, profiles, the Home page, our own end.

use super::{Decoded, Delivery, Hearing, emoji, json};
use serde_json::Value;
use stoa_chat::{EventKind, MessageRef, PlaceRef, Reaction, UserRef};

/// Events that are known and say nothing that anybody here listens to.
const OF_NO_INTEREST: &[&str] = &[
    "accounts_changed",
    "app_context_changed",
    "app_installed",
    "app_rate_limited",
    "app_requested",
    "bot_added",
    "bot_changed",
    "call_rejected",
    "channel_archive",
    "channel_created",
    "channel_deleted",
    "channel_history_changed",
    "channel_id_changed",
    "channel_joined",
    "channel_left",
    "channel_marked",
    "channel_posting_permissions",
    "channel_rename",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "commands_changed",
    "dnd_updated",
    "dnd_updated_user",
    "email_domain_changed",
    "emoji_changed",
    "file_change",
    "file_created",
    "file_deleted",
    "file_public",
    "file_shared",
    "file_unshared",
    "goodbye",
    "grid_migration_finished",
    "grid_migration_started",
    "group_archive",
    "group_close",
    "group_deleted",
    "group_history_changed",
    "group_joined",
    "group_left",
    "group_marked",
    "group_open",
    "group_rename",
    "group_unarchive",
    "hello",
    "im_close",
    "im_created",
    "im_history_changed",
    "im_marked",
    "im_open",
    "invite_requested",
    "link_shared",
    "manual_presence_change",
    "message_metadata_deleted",
    "message_metadata_posted",
    "message_metadata_updated",
    "pin_added",
    "pin_removed",
    "pref_change",
    "presence_change",
    "presence_query",
    "presence_sub",
    "reconnect_url",
    "resources_added",
    "resources_removed",
    "scope_denied",
    "scope_granted",
    "shared_channel_invite_accepted",
    "shared_channel_invite_approved",
    "shared_channel_invite_declined",
    "shared_channel_invite_received",
    "shared_channel_invite_requested",
    "star_added",
    "star_removed",
    "subteam_created",
    "subteam_members_changed",
    "subteam_self_added",
    "subteam_self_removed",
    "subteam_updated",
    "team_access_granted",
    "team_access_revoked",
    "team_domain_change",
    "team_join_requested",
    "team_migration_started",
    "team_plan_change",
    "team_pref_change",
    "team_profile_change",
    "team_profile_delete",
    "team_profile_reorder",
    "team_rename",
    "url_verification",
    "user_connection",
    "user_resource_denied",
    "user_resource_granted",
    "user_resource_removed",
    "user_typing",
    "workflow_deleted",
    "workflow_published",
    "workflow_step_deleted",
    "workflow_step_execute",
    "workflow_unpublished",
];

impl Hearing {
    /// What an event tells.
    pub(super) fn happening(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        match json::text(event, &["type"]).unwrap_or_default() {
            "app_mention" => self.message_event(event, delivery),
            kind if kind == "message" || kind.starts_with("message.") => self.message_event(event, delivery),
            "reaction_added" => self.reaction(event, delivery, EventKind::ReactionAdded),
            "reaction_removed" => self.reaction(event, delivery, EventKind::ReactionRemoved),
            "member_joined_channel" => {
                self.came_or_went(event, delivery, |who, place| EventKind::Joined { who, place })
            }
            "member_left_channel" => {
                self.came_or_went(event, delivery, |who, place| EventKind::Left { who, place })
            }
            "team_join"
            | "user_change"
            | "user_status_changed"
            | "user_profile_changed"
            | "user_huddle_changed" => self.profile_event(event, delivery),
            "app_home_opened" => self.home_opened(event, delivery),
            "tokens_revoked" => self.tokens_revoked(event),
            "app_uninstalled" | "app_uninstalled_team" | "app_deleted" => {
                Decoded::Revoked("the app was removed from the workspace".to_owned())
            }
            kind if OF_NO_INTEREST.contains(&kind) => Decoded::Nothing,
            _ => delivery.unknown("event"),
        }
    }

    fn reaction(
        &self,
        event: &Value,
        delivery: &Delivery<'_>,
        kind: impl FnOnce(Reaction) -> EventKind,
    ) -> Decoded {
        let (channel, ts) = (json::text(event, &["item", "channel"]), json::text(event, &["item", "ts"]));
        let (user, name) = (json::text(event, &["user"]), json::text(event, &["reaction"]));
        let (Some(channel), Some(ts)) = (channel, ts) else {
            // On a file or a comment, which are nothing of ours.
            return Decoded::Nothing;
        };
        let (Some(user), Some(name)) = (user, name) else {
            return delivery.unknown("reaction without a person or a name");
        };
        if user == self.bot_user {
            return Decoded::Nothing;
        }
        let message = MessageRef::new(&PlaceRef::new(&self.network, channel), ts);
        let reaction = Reaction { by: UserRef::new(&self.network, user), message, emoji: emoji::emoji(name) };
        Decoded::one(self.event(delivery.id(), delivery.at, kind(reaction)))
    }

    fn came_or_went(
        &self,
        event: &Value,
        delivery: &Delivery<'_>,
        kind: impl FnOnce(UserRef, PlaceRef) -> EventKind,
    ) -> Decoded {
        let (Some(user), Some(channel)) = (json::text(event, &["user"]), json::text(event, &["channel"]))
        else {
            return delivery.unknown("member without a person or a place");
        };
        if user == self.bot_user {
            return Decoded::Nothing;
        }
        let (who, place) = (UserRef::new(&self.network, user), PlaceRef::new(&self.network, channel));
        Decoded::one(self.event(delivery.id(), delivery.at, kind(who, place)))
    }

    fn home_opened(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        let Some(user) = json::text(event, &["user"]) else {
            return delivery.unknown("home without a person");
        };
        if json::text(event, &["tab"]) == Some("messages") {
            // The conversation beside the page was opened: there is nothing to show there.
            return Decoded::Nothing;
        }
        let who = UserRef::new(&self.network, user);
        Decoded::one(self.event(delivery.id(), delivery.at, EventKind::HomeOpened { who }))
    }

    /// Only the bot's own token is ours: people may have lent the app tokens of their own.
    fn tokens_revoked(&self, event: &Value) -> Decoded {
        let ours = json::items(event, &["tokens", "bot"]);
        if ours.iter().any(|id| id.as_str().is_some_and(|id| id == self.bot_user)) {
            return Decoded::Revoked("the bot's token was revoked".to_owned());
        }
        Decoded::Nothing
    }
}
