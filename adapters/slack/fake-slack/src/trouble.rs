//! What a test lets go wrong: calls, deliveries, sockets, and the app's standing with the workspace.

use crate::app::Standing;
use crate::deliver::socket::Frame;
use crate::facts::FACTS;
use crate::faults::Fault;
use crate::slack::Slack;
use serde_json::json;

/// A fault of a method that nobody can call would never happen, and a test of it would test nothing.
fn assert_known(method: &str) {
    let known = FACTS.methods.contains_key(method) || ["*", "upload", "response_url"].contains(&method);
    assert!(known, "there is no method {method}");
}

impl Slack {
    /// Lets the next call of `method` go wrong; `*` stands for any, `upload` for the bytes of a file, `response_url`
    /// for an answer to an interaction.
    ///
    /// # Panics
    /// If there is no such method.
    pub fn fault(&self, method: &str, fault: Fault) {
        assert_known(method);
        self.0.act(|world| world.faults.plan(method, fault));
    }

    /// Lets so many of a thousand calls of `method`, named as for [`fault`](Self::fault), go wrong from now on. Of a
    /// delay, each call takes a random part.
    ///
    /// # Panics
    /// If there is no such method.
    pub fn often(&self, method: &str, of_thousand: u32, fault: Fault) {
        assert_known(method);
        self.0.act(|world| world.faults.often(method, of_thousand, fault));
    }

    /// Whether every call has come that was to go wrong.
    pub fn is_untroubled(&self) -> bool {
        self.0.world().faults.all_came()
    }

    /// Lets no call go wrong any more.
    pub fn no_faults(&self) {
        self.0.act(|world| world.faults.none());
    }

    /// Loses the next `count` messages that only one person would see: Slack does not promise that they arrive.
    pub fn lose_whispers(&self, count: u32) {
        self.0.act(|world| world.faults.whispers = count);
    }

    /// Takes away what only this person sees, as happens when they open Slack anew.
    pub fn reload(&self, user: &str) {
        self.0.act(|world| {
            for message in world.channels.values_mut().flat_map(|channel| &mut channel.messages) {
                message.deleted |= message.only_for.as_deref() == Some(user);
            }
        });
    }

    /// Lets the calls that hang go on.
    pub fn release(&self) {
        self.0.act(|world| world.faults.released += 1);
    }

    /// Switches the rate limits off or on.
    pub fn limit(&self, on: bool) {
        self.0.act(|world| world.limits.on = on);
    }

    /// Tells the app of the next `count` happenings twice.
    pub fn double(&self, count: u32) {
        self.0.act(|world| world.deliveries.double = count);
    }

    /// Holds the next `count` happenings back and then tells them in another order.
    pub fn shuffle(&self, count: usize) {
        self.0.act(|world| world.deliveries.shuffle_next(count));
    }

    /// Does not hear the next `count` acknowledgements, so that events are told again.
    pub fn lose_acks(&self, count: u32) {
        self.0.act(|world| world.deliveries.deaf = count);
    }

    /// Announces the end of every socket with this reason (`warning`, `refresh_requested`, `link_disabled`), and
    /// ends it unless it is a warning.
    pub fn disconnect(&self, reason: &str) {
        self.0.act(|world| world.disconnect_all(reason));
    }

    /// Cuts every socket without a word.
    pub fn cut_sockets(&self) {
        self.send_all(|| Frame::Cut);
    }

    /// Lets the sockets that are opened from now on stay open for ever, so that a test may let months pass.
    pub fn keep_sockets(&self) {
        self.0.act(|world| world.deliveries.ageless = true);
    }

    /// Leaves every socket open, but neither reads nor writes it any more.
    pub fn freeze_sockets(&self) {
        self.send_all(|| Frame::Freeze);
    }

    fn send_all(&self, frame: impl Fn() -> Frame) {
        self.0.act(|world| {
            for socket in &world.deliveries.sockets {
                let _ = socket.frames.send(frame());
            }
        });
    }

    /// Lets Slack show what a link in a message leads to: the app hears that the message has changed, though nobody
    /// has edited it.
    pub fn unfurl(&self, channel: &str, ts: &str) {
        self.0.act(|world| {
            let link =
                json!({"id": 1, "fallback": "A page", "title": "A page", "from_url": "https://a.example"});
            world.change(channel, ts, |message| message.attachments = vec![link]);
        });
    }

    /// Revokes the app's tokens and says so.
    pub fn revoke_tokens(&self) {
        self.0.act(|world| {
            let tokens = json!({"bot": [world.app.user_id], "oauth": []});
            world.event("tokens_revoked", &json!({"type": "tokens_revoked", "tokens": tokens}), false);
            world.app.standing = Standing::Revoked;
        });
    }

    /// Removes the app from the workspace and says so.
    pub fn uninstall(&self) {
        self.0.act(|world| {
            world.event("app_uninstalled", &json!({"type": "app_uninstalled"}), false);
            world.app.standing = Standing::Removed;
        });
    }

    /// How the app stands with the workspace, without an event.
    pub fn standing(&self, standing: Standing) {
        self.0.act(|world| world.app.standing = standing);
    }
}
