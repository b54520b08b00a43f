//! What people choose in menus: shortcuts of the app, on a message or beside the field in which messages are written.

use crate::person::Person;

impl Person {
    /// Chooses a shortcut of the app in the menu of a message.
    ///
    /// # Errors
    /// If the app has no such shortcut, or they do not see the message.
    pub fn shortcut(&self, channel: &str, ts: &str, callback_id: &str) -> Result<(), String> {
        self.act(|world| {
            if !world.app.has_shortcut("message", callback_id) {
                return Err(format!("the app has no shortcut {callback_id}"));
            }
            let place = world.channels.get(channel).filter(|place| place.has(self.id()));
            // Slack offers no menu on what only one person sees.
            let message = place.and_then(|place| place.message(ts)).filter(|one| one.only_for.is_none());
            message.ok_or("no such message")?;
            world.message_shortcut(self.id(), channel, ts, callback_id);
            Ok(())
        })
    }

    /// Chooses a shortcut of the app beside the field in which messages are written.
    ///
    /// # Errors
    /// If the app has no such shortcut.
    pub fn global_shortcut(&self, callback_id: &str) -> Result<(), String> {
        self.act(|world| {
            if !world.app.has_shortcut("global", callback_id) {
                return Err(format!("the app has no global shortcut {callback_id}"));
            }
            world.global_shortcut(self.id(), callback_id);
            Ok(())
        })
    }
}
