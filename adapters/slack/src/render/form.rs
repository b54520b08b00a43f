//! Forms → modals, and what is left of a form that cannot be shown any more.

use super::chunks::{BLOCK, cut, weight};
use super::post::{Part, label, shortened};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, UserRef};

/// The most characters of a modal's title and of its buttons.
const TITLE: usize = 24;
/// The most characters of one answer.
const ANSWER: usize = 3_000;
/// The most characters of a question.
const QUESTION: usize = 2_000;
/// The most choices in one group, and the most groups.
const CHOICES: usize = 100;
/// What an option may say, and bring back.
const OPTION: usize = 75;
/// The name of the button that opens a form again, with what was filled in.
pub const REOPEN: &str = "reopen";

/// What a modal carries for us while it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPlace {
    /// The id of the place that the answers are about.
    pub place: String,
    /// Whether it is the person's direct conversation with the bot.
    pub direct: bool,
}

impl FormPlace {
    /// What [`modal`] wrote; `None` if it was written by somebody else.
    pub fn read(metadata: &str) -> Option<Self> {
        serde_json::from_str(metadata).ok()
    }
}

/// A form as a modal.
pub fn modal(form: &Form, opened: &FormPlace) -> Value {
    let mut blocks = Vec::new();
    if weight(&form.title) > TITLE {
        blocks.push(json!({ "type": "section", "text": plain(&form.title, ANSWER) }));
    }
    for field in &form.fields {
        if let Some(problem) = form.problems.get(&field.name) {
            let words = shortened(&format!("⚠️ {problem}"), QUESTION);
            blocks.push(json!({ "type": "context", "elements": [{ "type": "plain_text", "text": words, "emoji": true }] }));
        }
        blocks.push(input(field, form.values.get(&field.name).map_or("", String::as_str)));
    }
    if blocks.is_empty() {
        blocks.push(json!({ "type": "section", "text": plain(&form.title, ANSWER) }));
    }
    let mut view = json!({
        "type": "modal",
        "callback_id": form.id,
        "private_metadata": serde_json::to_string(opened).unwrap_or_default(),
        "title": plain(&form.title, TITLE),
        "blocks": blocks,
    });
    if !form.asks_nothing() {
        view["submit"] = plain(&form.submit, TITLE);
    }
    view
}

fn plain(words: &str, most: usize) -> Value {
    let words = shortened(words, most);
    json!({ "type": "plain_text", "text": if words.is_empty() { "…".to_owned() } else { words }, "emoji": true })
}

fn input(field: &Field, value: &str) -> Value {
    // A tick is an answer either way, so Slack must not insist on it.
    let optional = !field.required || matches!(field.kind, FieldKind::Tick);
    json!({
        "type": "input",
        "block_id": field.name,
        "optional": optional,
        "label": plain(&field.label, QUESTION),
        "element": element(field, value),
    })
}

fn element(field: &Field, value: &str) -> Value {
    let mut element = match &field.kind {
        FieldKind::Line { most } => typed(false, *most, value),
        FieldKind::Lines { most } => typed(true, *most, value),
        FieldKind::Choice { of } => choice(of, value),
        FieldKind::Tick => {
            let yes = json!({ "text": plain(&field.label, OPTION), "value": "true" });
            let mut boxes = json!({ "type": "checkboxes", "options": [yes] });
            if value == "true" {
                boxes["initial_options"] = json!([yes]);
            }
            boxes
        }
    };
    element["action_id"] = json!("value");
    element
}

fn typed(multiline: bool, most: usize, value: &str) -> Value {
    let most = most.clamp(1, ANSWER);
    let mut input = json!({ "type": "plain_text_input", "multiline": multiline, "max_length": most });
    let value: String = value.chars().filter(|c| *c != '\0').take(most).collect();
    if !value.is_empty() {
        input["initial_value"] = json!(value);
    }
    input
}

fn choice(of: &[(String, String)], value: &str) -> Value {
    let options: Vec<Value> =
        of.iter().map(|(value, label)| json!({ "text": plain(label, OPTION), "value": value })).collect();
    let mut select = json!({ "type": "static_select" });
    if let Some(chosen) = options.iter().find(|option| option["value"] == value) {
        select["initial_option"] = chosen.clone();
    }
    if options.len() <= CHOICES {
        select["options"] = json!(options);
        return select;
    }
    let groups = options.chunks(CHOICES).take(CHOICES).enumerate().map(|(at, options)| {
        let (first, last) = (at * CHOICES + 1, at * CHOICES + options.len());
        json!({ "label": plain(&format!("{first}–{last}"), OPTION), "options": options })
    });
    select["option_groups"] = json!(groups.collect::<Vec<_>>());
    select
}

/// A message for somebody whose form cannot be shown: what is wrong, every answer, and a button that opens the form
/// again. The answers stand in the message itself, from where [`values_kept`] takes them.
pub fn reopening(form: &Form, to: &UserRef, opened: &FormPlace) -> Part {
    let mut blocks = vec![json!({ "type": "header", "text": plain(&form.title, 150) })];
    for field in &form.fields {
        if let Some(problem) = form.problems.get(&field.name) {
            blocks.push(json!({ "type": "section", "text": plain(&format!("⚠️ {}: {problem}", field.label), ANSWER) }));
        }
        if let Some(value) = form.values.get(&field.name).filter(|value| !value.is_empty()) {
            for (at, piece) in cut(&value.replace('\0', ""), BLOCK).into_iter().enumerate() {
                let text = json!({ "type": "plain_text", "text": piece, "emoji": false });
                blocks.push(json!({ "type": "section", "block_id": format!("kept:{at}:{}", field.name), "text": text }));
            }
        }
    }
    let value = json!({ "form": form.id, "place": opened.place, "direct": opened.direct, "of": to.id });
    let button = json!({
        "type": "button",
        "action_id": REOPEN,
        "text": { "type": "plain_text", "text": label(&form.title), "emoji": true },
        "value": value.to_string(),
    });
    blocks.push(json!({ "type": "actions", "elements": [button] }));
    Part { blocks, text: super::escape::escape(&form.title) }
}

/// The answers that a message of [`reopening`] holds.
pub fn values_kept(message: &Value) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for block in message["blocks"].as_array().map_or(&[][..], Vec::as_slice) {
        let field = block["block_id"].as_str().and_then(|id| id.strip_prefix("kept:")?.split_once(':'));
        if let (Some((_, field)), Some(kept)) = (field, block["text"]["text"].as_str()) {
            let kept = kept.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            values.entry(field.to_owned()).or_insert_with(String::new).push_str(&kept);
        }
    }
    values
}
