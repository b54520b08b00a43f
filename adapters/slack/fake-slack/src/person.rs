//! What people do: each deed is a sentence of a test, `ana.says(&help, "hello")`.

use crate::deliver::interactions::Container;
use crate::forms::{Sheet, chosen};
use crate::sight::{Sight, options};
use crate::slack::Slack;
use crate::state::{Message, User, World};
use crate::words::blocks::{acting_elements, button_label, plain};
use crate::words::escape;
use chrono_tz::Tz;
use serde_json::{Value, json};

/// Somebody in the workspace.
#[derive(Clone, Debug)]
pub struct Person {
    slack: Slack,
    id: String,
}

impl Person {
    pub(crate) fn new(slack: Slack, id: &str) -> Self {
        Self { slack, id: id.to_owned() }
    }

    /// The id of the account.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn act<T>(&self, deed: impl FnOnce(&mut World) -> T) -> T {
        self.slack.0.act(deed)
    }

    /// Writes in a conversation, and gives the time that names the message.
    pub fn says(&self, channel: &str, words: &str) -> String {
        self.writes(channel, None, words, false)
    }

    /// Writes below the first message of a thread.
    pub fn replies(&self, channel: &str, thread: &str, words: &str) -> String {
        self.writes(channel, Some(thread), words, false)
    }

    /// Writes in a thread and shows it in the channel, too.
    pub fn replies_to_all(&self, channel: &str, thread: &str, words: &str) -> String {
        self.writes(channel, Some(thread), words, true)
    }

    /// Writes to the bot alone.
    ///
    /// # Panics
    /// If the app's manifest does not let people write to it.
    pub fn tells_bot(&self, words: &str) -> String {
        let (open, channel) = self
            .act(|world| (world.app.messages && world.app.hears_messages, world.direct_with_bot(&self.id)));
        assert!(open, "Sending messages to this app has been turned off.");
        self.says(&channel, words)
    }

    fn writes(&self, channel: &str, thread: Option<&str>, words: &str, broadcast: bool) -> String {
        self.act(|world| {
            let typed = world.typed(words);
            let client_msg_id = Some(world.secret());
            let bot_id = world.user(&self.id).and_then(|user| user.bot_id.clone());
            world.post(
                channel,
                Message {
                    user: self.id.clone(),
                    subtype: bot_id.as_ref().map(|_| "bot_message".to_owned()),
                    bot_id,
                    client_msg_id,
                    text: typed.text,
                    blocks: typed.blocks,
                    thread_ts: thread.map(str::to_owned),
                    broadcast,
                    ..Message::default()
                },
            )
        })
    }

    /// Shares a picture with some words.
    pub fn shares(&self, channel: &str, name: &str, words: &str) -> String {
        self.act(|world| {
            let typed = world.typed(words);
            let (id, key) = (world.new_id("F"), world.secret());
            let file = crate::state::File {
                id: id.clone(),
                name: name.to_owned(),
                title: name.to_owned(),
                alt: None,
                length: 3,
                key,
                bytes: Some(vec![1, 2, 3]),
                complete: true,
                created: world.seconds(),
            };
            world.files.insert(id.clone(), file);
            world.post(
                channel,
                Message {
                    user: self.id.clone(),
                    subtype: Some("file_share".to_owned()),
                    text: typed.text,
                    blocks: typed.blocks,
                    files: vec![id],
                    ..Message::default()
                },
            )
        })
    }

    /// Changes the words of a message.
    pub fn edits(&self, channel: &str, ts: &str, words: &str) {
        self.act(|world| {
            let typed = world.typed(words);
            world.edit(channel, ts, &self.id, |message| {
                message.text = typed.text;
                message.blocks = typed.blocks;
            });
        });
    }

    /// Deletes a message.
    pub fn deletes(&self, channel: &str, ts: &str) {
        self.act(|world| world.remove(channel, ts));
    }

    /// Puts an emoji on a message, by its name: `white_check_mark`. Putting it twice does nothing.
    pub fn reacts(&self, channel: &str, ts: &str, name: &str) {
        // Slack's own program takes it off the second time; a test says so by `unreacts`.
        let _ = self.act(|world| world.react(channel, ts, name, &self.id));
    }

    /// Takes an emoji off a message.
    pub fn unreacts(&self, channel: &str, ts: &str, name: &str) {
        let _ = self.act(|world| world.unreact(channel, ts, name, &self.id));
    }

    /// Comes into a channel.
    pub fn joins(&self, channel: &str) {
        self.act(|world| world.join(channel, &self.id, None));
    }

    /// Leaves a channel.
    pub fn leaves(&self, channel: &str) {
        self.act(|world| world.leave(channel, &self.id));
    }

    /// Brings somebody into a channel: another person, or the bot.
    pub fn invites(&self, channel: &str, user: &str) {
        self.act(|world| world.join(channel, user, Some(&self.id)));
    }

    /// Removes somebody from a channel: another person, or the bot.
    pub fn removes(&self, channel: &str, user: &str) {
        self.act(|world| world.leave(channel, user));
    }

    /// Opens the app's Home.
    pub fn opens_home(&self) {
        self.act(|world| world.open_home(&self.id));
    }

    /// Changes their name as everybody sees it.
    pub fn is_called(&self, real_name: &str) {
        self.changes(|user| real_name.clone_into(&mut user.real_name));
    }

    /// Moves to another time zone.
    pub fn moves_to(&self, zone: Tz) {
        self.changes(|user| user.zone = zone);
    }

    /// Sets their status, or takes it off with two empty texts.
    pub fn sets_status(&self, emoji: &str, words: &str) {
        self.changes(|user| {
            emoji.clone_into(&mut user.status_emoji);
            words.clone_into(&mut user.status_text);
        });
    }

    /// Has their account deactivated.
    pub fn is_deactivated(&self) {
        self.changes(|user| user.deleted = true);
    }

    fn changes(&self, change: impl FnOnce(&mut User)) {
        self.act(|world| {
            let now = world.seconds();
            if let Some(user) = world.users.get_mut(&self.id) {
                change(user);
                user.updated = now;
            }
            world.tell_user("user_change", &self.id);
        });
    }

    /// Types a slash command in a conversation.
    ///
    /// # Errors
    /// As Slack tells them, if the app has no such command.
    pub fn command(&self, channel: &str, command: &str, text: &str) -> Result<(), String> {
        self.act(|world| {
            let Some(escaped) = world.app.command(command) else {
                return Err(format!("{command} is not a valid command."));
            };
            // Unless the manifest asks for it, people, channels and links stay as they were typed.
            let text = if escaped { world.typed(text).text } else { escape(text) };
            world.command(&self.id, channel, command, &text);
            Ok(())
        })
    }

    /// Types a slash command in a thread, which Slack never takes.
    ///
    /// # Errors
    /// Always.
    pub fn command_in_thread(&self, command: &str) -> Result<(), String> {
        Err(format!("{command} is not supported in threads. Sorry!"))
    }

    /// Presses the button with this label on a message.
    ///
    /// # Errors
    /// If they see no such message or button.
    pub fn presses(&self, channel: &str, ts: &str, label: &str) -> Result<(), String> {
        self.acts_on(channel, ts, |element| {
            (button_label(element).as_deref() == Some(label)).then(|| pressed(element))
        })
        .ok_or_else(|| format!("no button says {label}"))
    }

    /// Chooses an option of a menu on a message, by its label.
    ///
    /// # Errors
    /// If they see no such message or option.
    pub fn chooses(&self, channel: &str, ts: &str, label: &str) -> Result<(), String> {
        self.acts_on(channel, ts, |element| {
            let known = options(element).iter().any(|option| plain(&option["text"]) == label);
            let option = known.then(|| chosen(element, label).ok()).flatten()?;
            Some(json!({"type": element["type"], "selected_option": option}))
        })
        .ok_or_else(|| format!("no menu offers {label}"))
    }

    fn acts_on(&self, channel: &str, ts: &str, wanted: impl Fn(&Value) -> Option<Value>) -> Option<()> {
        self.act(|world| {
            let place = world.channels.get(channel).filter(|place| place.has(&self.id))?;
            let message = place.message(ts)?;
            message.only_for.as_ref().is_none_or(|only| *only == self.id).then_some(())?;
            let action = find_action(&message.blocks, &world.moment(), wanted)?;
            let container = Container::Message { channel: channel.to_owned(), ts: ts.to_owned() };
            world.block_action(&self.id, &container, &action);
            Some(())
        })
    }

    /// Presses the button with this label on the uppermost modal, or else on their Home.
    ///
    /// # Errors
    /// If they see no such button.
    pub fn presses_on_view(&self, label: &str) -> Result<(), String> {
        let pressed = self.act(|world| {
            let modal = world.views.modals.get(&self.id).and_then(|stack| stack.last());
            let view = modal.or(world.views.homes.get(&self.id))?;
            let blocks = view.content["blocks"].as_array().cloned().unwrap_or_default();
            let container = Container::View(view.id.clone());
            let action = find_action(&blocks, &world.moment(), |element| {
                (button_label(element).as_deref() == Some(label)).then(|| pressed(element))
            })?;
            world.block_action(&self.id, &container, &action);
            Some(())
        });
        pressed.ok_or_else(|| format!("no button says {label}"))
    }

    /// Fills in the uppermost modal, question by label or id, without sending it.
    ///
    /// # Errors
    /// If there is no modal, no such question or no such choice.
    pub fn fills(&self, answers: &[(&str, &str)]) -> Result<(), String> {
        self.act(|world| {
            let view = world.views.modals.get_mut(&self.id).and_then(|stack| stack.last_mut());
            let view = view.ok_or("no form is open")?;
            for (named, value) in answers {
                view.fill(named, value)?;
            }
            Ok(())
        })
    }

    /// Fills in the uppermost modal and sends it.
    ///
    /// # Errors
    /// As [`fills`](Self::fills), and if Slack's own program does not let it go.
    pub fn submits(&self, answers: &[(&str, &str)]) -> Result<(), String> {
        self.fills(answers)?;
        self.act(|world| {
            let view = world.views.modals.get_mut(&self.id).and_then(|stack| stack.last_mut());
            let view = view.ok_or("no form is open")?;
            if view.content["submit"].is_null() {
                return Err("the form cannot be sent".to_owned());
            }
            view.complete()?;
            view.problems.clear();
            let view = view.clone();
            world.view_submission(&view);
            Ok(())
        })
    }

    /// Closes the uppermost modal without sending it.
    pub fn closes(&self) {
        self.act(|world| {
            let view = world.views.modals.get(&self.id).and_then(|stack| stack.last()).cloned();
            let Some(view) = view else { return };
            let all = view.content["clear_on_close"] == true;
            if all {
                world.views.modals.remove(&self.id);
            } else {
                world.close_view(&self.id, &view.id);
            }
            if view.content["notify_on_close"] == true {
                world.view_closed(&view, all);
            }
        });
    }

    /// Every message that they can see, conversation by conversation, the oldest first.
    pub fn sees(&self) -> Vec<Sight> {
        self.slack.0.world().seen_by(&self.id)
    }

    /// The modal that lies uppermost before them.
    pub fn modal(&self) -> Option<Sheet> {
        self.slack.0.world().modal_of(&self.id)
    }

    /// Their Home.
    pub fn home(&self) -> Option<Sheet> {
        self.slack.0.world().home_of(&self.id)
    }

    /// Waits until they see a message with these words, and gives it.
    pub async fn awaits(&self, words: &str) -> Sight {
        self.slack.until(|_| self.sees().into_iter().find(|sight| sight.words.contains(words))).await
    }

    /// Waits until a modal with this title lies before them, and gives it.
    pub async fn awaits_modal(&self, title: &str) -> Sheet {
        self.slack.until(|_| self.modal().filter(|sheet| sheet.title == title)).await
    }
}

/// What Slack tells of the first element that is wanted.
fn find_action(blocks: &[Value], moment: &str, wanted: impl Fn(&Value) -> Option<Value>) -> Option<Value> {
    for block in blocks {
        for element in acting_elements(block) {
            if let Some(mut action) = wanted(element) {
                action["action_id"] = element["action_id"].clone();
                action["block_id"] = block["block_id"].clone();
                action["action_ts"] = json!(moment);
                return Some(action);
            }
        }
    }
    None
}

/// What Slack tells of a button.
fn pressed(element: &Value) -> Value {
    let mut action = json!({"type": "button", "text": element["text"]});
    for key in ["value", "style", "url"] {
        if !element[key].is_null() {
            action[key] = element[key].clone();
        }
    }
    action
}
