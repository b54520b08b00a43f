//! What a test lets go wrong: calls, deliveries, sockets, and the app's standing with the workspace.

use crate::app::Standing;
use crate::deliver::socket::Frame;
use crate::faults::Fault;
use crate::slack::Slack;
use serde_json::json;

impl Slack {
    /// Lets the next call of `method` (`*` for any) go wrong.
    pub fn fault(&self, method: &str, fault: Fault) {
        self.0.act(|world| world.faults.plan(method, fault));
    }

    /// Lets so many of a thousand calls of `method` (`*` for any) go wrong from now on.
    pub fn often(&self, method: &str, of_thousand: u32, fault: Fault) {
        self.0.act(|world| world.faults.often(method, of_thousand, fault));
    }

    /// Lets no call go wrong any more.
    pub fn no_faults(&self) {
        self.0.act(|world| world.faults.none());
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
