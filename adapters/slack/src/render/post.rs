//! Posts: messages of blocks with buttons under them, and the page of the bot's own.

use super::chunks::{BLOCK, cut, weight};
use super::elements::{Element, elements};
use super::escape::{escape, fallback};
use serde_json::{Value, json};
use stoa_chat::{Block, Button, Post, Text};

/// The most that all blocks of a message hold together: beyond 13,000 Slack refuses it.
const MESSAGE: usize = 12_000;
/// The most blocks of a message, with room left for buttons.
const BLOCKS: usize = 45;
/// The most blocks of words on the Home page, with room left for buttons.
const HOME_BLOCKS: usize = 80;
/// The most that all words on it weigh: with everything around them, Slack takes 250 kB.
const HOME: usize = 60_000;
/// The most blocks that Slack takes there.
const MOST_HOME_BLOCKS: usize = 100;
/// The most buttons of one block.
const BUTTONS: usize = 25;
/// The most characters on a button.
const LABEL: usize = 75;
/// The most characters that a button brings back.
const VALUE: usize = 2_000;
/// A post of more messages is shown as its beginning, and as a file with everything.
const MESSAGES: usize = 3;

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its blocks, at most 50.
    pub blocks: Vec<Value>,
    /// What notifications show.
    pub text: String,
}

/// A post as Slack can show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Rendered {
    /// Messages, to be sent one after the other.
    Messages(Vec<Part>),
    /// The beginning as a message, and all of the words for a file.
    WithFile(Part, String),
}

/// A post as messages.
pub fn post(post: &Post) -> Rendered {
    let laid = Laid::of(post);
    if laid.messages.len() > MESSAGES {
        return Rendered::WithFile(laid.beginning(), post.text.to_plain());
    }
    let Laid { messages, actions, said } = laid;
    let last = messages.len() - 1;
    let parts = messages.into_iter().enumerate().map(|(at, mut blocks)| {
        if at == last {
            blocks.extend(actions.iter().cloned());
        }
        // The notification of a later part need not say everything again.
        let text = if at == 0 { said.clone() } else { "…".to_owned() };
        Part { blocks, text }
    });
    Rendered::Messages(parts.collect())
}

/// A post as one message, for one that stands already: of what does not fit, the beginning.
pub fn one(post: &Post) -> Part {
    Laid::of(post).beginning()
}

/// A post, laid out.
struct Laid {
    /// The blocks of each message; one message at least.
    messages: Vec<Vec<Value>>,
    /// The blocks of buttons, which stand under the last.
    actions: Vec<Value>,
    /// What notifications show.
    said: String,
}

impl Laid {
    fn of(post: &Post) -> Self {
        let (buttons, twins) = buttons(&post.buttons);
        let text = post.text.clone().then(twins);
        let messages = messages(&text, buttons.iter().map(|(_, weight)| weight).sum());
        let whole = fallback(&text);
        let said = if whole.trim().is_empty() { escape(&labels(&post.buttons)) } else { whole };
        Self { messages, actions: buttons.into_iter().map(|(block, _)| block).collect(), said }
    }

    /// The first message with all buttons, and a sign that there is more if there is.
    fn beginning(mut self) -> Part {
        let more = self.messages.len() > 1;
        let mut blocks = self.messages.swap_remove(0);
        if more {
            blocks.push(ellipsis());
        }
        blocks.extend(self.actions);
        Part { blocks, text: self.said }
    }
}

fn ellipsis() -> Value {
    json!({ "type": "context", "elements": [{ "type": "plain_text", "text": "…" }] })
}

/// Parts as the bot's own page, which holds more than a message; what does not fit is cut off, words before buttons.
pub fn home(parts: &[Post]) -> Value {
    let (mut blocks, mut pressed, mut said, mut weight) = (Vec::new(), 0, 0, 0);
    for part in parts {
        let (buttons, twins) = buttons_from(pressed, &part.buttons);
        pressed += part.buttons.len();
        for (block, heavy) in rich_blocks(elements(&part.text.clone().then(twins).blocks)) {
            (said, weight) = (said + 1, weight + heavy);
            if said <= HOME_BLOCKS && weight <= HOME {
                blocks.push(block);
            } else if blocks.last() != Some(&ellipsis()) {
                blocks.push(ellipsis());
            }
        }
        blocks.extend(buttons.into_iter().map(|(block, _)| block));
    }
    blocks.truncate(MOST_HOME_BLOCKS);
    json!({ "type": "home", "blocks": blocks })
}

/// The blocks of each message that is needed; one message at least.
fn messages(text: &Text, reserved: usize) -> Vec<Vec<Value>> {
    let room = MESSAGE.saturating_sub(reserved).max(BLOCK);
    let (mut messages, mut blocks, mut sum) = (Vec::new(), Vec::new(), 0);
    for (block, weight) in rich_blocks(elements(&text.blocks)) {
        if !blocks.is_empty() && (sum + weight > room || blocks.len() >= BLOCKS) {
            messages.push(std::mem::take(&mut blocks));
            sum = 0;
        }
        sum += weight;
        blocks.push(block);
    }
    messages.push(blocks);
    messages
}

/// Rich text blocks with their weights: as few as the limit of a block permits.
fn rich_blocks(elements: Vec<Element>) -> Vec<(Value, usize)> {
    let (mut blocks, mut inside, mut sum) = (Vec::new(), Vec::new(), 0);
    for Element { json, weight } in elements {
        if sum + weight > BLOCK && !inside.is_empty() {
            blocks.push((json!({ "type": "rich_text", "elements": std::mem::take(&mut inside) }), sum));
            sum = 0;
        }
        sum += weight;
        inside.push(json);
    }
    if !inside.is_empty() {
        blocks.push((json!({ "type": "rich_text", "elements": inside }), sum));
    }
    blocks
}

/// Blocks of buttons with their weights, and the typed twins of those that Slack cannot carry.
fn buttons(buttons: &[Button]) -> (Vec<(Value, usize)>, Text) {
    buttons_from(0, buttons)
}

/// The same, counted from `first`: no two of a page may have one name.
fn buttons_from(first: usize, buttons: &[Button]) -> (Vec<(Value, usize)>, Text) {
    let (mut elements, mut twins) = (Vec::new(), Text::default());
    for (at, button) in buttons.iter().enumerate() {
        let at = first + at;
        let (label, value) = (label(&button.label), button.value.replace('\0', ""));
        if weight(&value) > VALUE || value.is_empty() || label.is_empty() {
            twins.blocks.push(Block::Code(button.value.clone()));
            continue;
        }
        let text = json!({ "type": "plain_text", "text": label, "emoji": true });
        let size = weight(&label) + weight(&value);
        let button =
            json!({ "type": "button", "action_id": format!("press-{at}"), "text": text, "value": value });
        elements.push((button, size));
    }
    let blocks = elements.chunks(BUTTONS).map(|chunk| {
        let elements: Vec<_> = chunk.iter().map(|(button, _)| button).collect();
        let weight = chunk.iter().map(|(_, size)| size).sum();
        (json!({ "type": "actions", "elements": elements }), weight)
    });
    (blocks.collect(), twins)
}

/// A label that Slack takes: it counts an escaped character as long as its escape.
pub fn label(label: &str) -> String {
    shortened(label, LABEL)
}

/// `words` on one line, cut to `most` with an ellipsis.
pub fn shortened(words: &str, most: usize) -> String {
    let line = words.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    if weight(&line) <= most {
        return line;
    }
    cut(&line, most - 1).first().map_or_else(String::new, |begin| format!("{}…", begin.trim_end()))
}

/// What is said where a post has no words.
fn labels(buttons: &[Button]) -> String {
    let labels: Vec<_> = buttons.iter().map(|button| button.label.as_str()).collect();
    if labels.is_empty() { "…".to_owned() } else { labels.join(" · ") }
}
