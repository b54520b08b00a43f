//! Views as people see them, and what they fill in.
//!
//! Slack's own program checks some things before anything is sent: that required questions are answered, and
//! that nothing is too long. So does this.

use crate::sight::options;
use crate::state::{View, World};
use crate::words::blocks::{plain, show};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

/// A modal or a Home, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The view's id.
    pub id: String,
    /// What the app calls it.
    pub callback_id: String,
    /// What stands on top.
    pub title: String,
    /// What stands in it, questions included.
    pub words: String,
    /// The labels of its buttons.
    pub buttons: Vec<String>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// What the sending button says.
    pub submit: Option<String>,
    /// Whom its words alert; views alert nobody, so this is for the curious.
    pub alerts: Vec<String>,
}

/// One question of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The block's id.
    pub block_id: String,
    /// The element's id.
    pub action_id: String,
    /// What is asked.
    pub label: String,
    /// The kind of element: `plain_text_input`, `static_select` …
    pub kind: String,
    /// Whether it may be left open.
    pub optional: bool,
    /// What is filled in; several choices with commas between them.
    pub value: String,
    /// The choices, if there are some.
    pub choices: Vec<String>,
    /// What the app found wrong with it.
    pub problem: Option<String>,
}

impl Sheet {
    /// The question with this label, `block_id` or `action_id`.
    pub fn question(&self, named: &str) -> Option<&Question> {
        self.questions.iter().find(|question| {
            question.label == named || question.block_id == named || question.action_id == named
        })
    }
}

impl View {
    /// The view as its owner sees it.
    pub fn sheet(&self, zone: Tz) -> Sheet {
        let blocks = self.content["blocks"].as_array().cloned().unwrap_or_default();
        let laid = show(&blocks, zone);
        let inputs = blocks.iter().filter(|block| block["type"] == "input");
        let submit = (!self.content["submit"].is_null()).then(|| plain(&self.content["submit"]));
        Sheet {
            id: self.id.clone(),
            callback_id: self.content["callback_id"].as_str().unwrap_or_default().to_owned(),
            title: plain(&self.content["title"]),
            words: laid.shown.words,
            buttons: laid.buttons,
            questions: inputs.map(|block| self.question(block)).collect(),
            submit,
            alerts: laid.shown.alerts,
        }
    }

    fn question(&self, block: &Value) -> Question {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let element = &block["element"];
        let (block_id, action_id) = (text(&block["block_id"]), text(&element["action_id"]));
        let filled = self.filled(&block_id, &action_id).cloned().unwrap_or_else(|| initial(element));
        Question {
            label: plain(&block["label"]),
            kind: text(&element["type"]),
            optional: block["optional"] == true,
            value: value_of(&filled),
            choices: options(element).iter().map(|option| plain(&option["text"])).collect(),
            problem: self.problems.get(&block_id).cloned(),
            block_id,
            action_id,
        }
    }

    fn filled(&self, block_id: &str, action_id: &str) -> Option<&Value> {
        self.state.get(block_id).and_then(|block| block.get(action_id))
    }

    /// Fills in the question that has this label or id.
    ///
    /// # Errors
    /// If there is none, or the choice is none of its choices.
    pub fn fill(&mut self, named: &str, value: &str) -> Result<(), String> {
        let sheet = self.sheet(Tz::UTC);
        let Some(question) = sheet.question(named) else {
            return Err(format!("the form does not ask for {named}"));
        };
        let blocks = self.content["blocks"].as_array().into_iter().flatten();
        let found = blocks.into_iter().find(|block| block["block_id"] == *question.block_id);
        let element = found.map(|block| block["element"].clone()).unwrap_or_default();
        let filled = fill(&element, value)?;
        let block = self.state.entry(question.block_id.clone()).or_insert_with(|| json!({}));
        block[&question.action_id] = filled;
        Ok(())
    }

    /// What a submission carries, if Slack's own program lets it go.
    ///
    /// # Errors
    /// In words, if a required question is open or a text too long.
    pub fn complete(&mut self) -> Result<(), String> {
        let blocks = self.content["blocks"].as_array().cloned().unwrap_or_default();
        let mut state = Map::new();
        for block in blocks.iter().filter(|block| block["type"] == "input") {
            let question = self.question(block);
            let element = &block["element"];
            if question.value.is_empty() && !question.optional {
                return Err(format!("{}: please complete this required field", question.label));
            }
            let length = question.value.chars().count();
            let most = element["max_length"].as_u64().and_then(|most| usize::try_from(most).ok());
            if length > most.unwrap_or(3_000) {
                return Err(format!("{}: too long", question.label));
            }
            let least = element["min_length"].as_u64().and_then(|least| usize::try_from(least).ok());
            if !question.value.is_empty() && length < least.unwrap_or(0) {
                return Err(format!("{}: too short", question.label));
            }
            let filled = self.filled(&question.block_id, &question.action_id).cloned();
            let filled = filled.unwrap_or_else(|| initial(element));
            state.insert(question.block_id, json!({question.action_id: filled}));
        }
        self.state = state;
        Ok(())
    }
}

impl World {
    /// The modal that lies uppermost before a person.
    pub fn modal_of(&self, user: &str) -> Option<Sheet> {
        let zone = self.user(user).map_or(Tz::UTC, |user| user.zone);
        Some(self.views.modals.get(user)?.last()?.sheet(zone))
    }

    /// A person's Home.
    pub fn home_of(&self, user: &str) -> Option<Sheet> {
        let zone = self.user(user).map_or(Tz::UTC, |user| user.zone);
        Some(self.views.homes.get(user)?.sheet(zone))
    }
}

/// What stands in an element before somebody fills it in.
fn initial(element: &Value) -> Value {
    let kind = element["type"].as_str().unwrap_or_default();
    let (from, to) = match kind {
        "checkboxes" | "multi_static_select" => ("initial_options", "selected_options"),
        "multi_users_select" => ("initial_users", "selected_users"),
        "multi_conversations_select" => ("initial_conversations", "selected_conversations"),
        "static_select" | "radio_buttons" => ("initial_option", "selected_option"),
        "users_select" => ("initial_user", "selected_user"),
        "conversations_select" => ("initial_conversation", "selected_conversation"),
        "channels_select" => ("initial_channel", "selected_channel"),
        "datepicker" => ("initial_date", "selected_date"),
        "timepicker" => ("initial_time", "selected_time"),
        _ => ("initial_value", "value"),
    };
    let mut value = element[from].clone();
    if value.is_null() && to.starts_with("selected_") && to.ends_with('s') {
        value = json!([]);
    }
    json!({"type": kind, to: value})
}

/// What a person put into an element, as Slack tells it.
fn fill(element: &Value, value: &str) -> Result<Value, String> {
    let kind = element["type"].as_str().unwrap_or_default();
    let key = match kind {
        "static_select" | "radio_buttons" => {
            let chosen = if value.is_empty() { Value::Null } else { chosen(element, value)? };
            return Ok(json!({"type": kind, "selected_option": chosen}));
        }
        "checkboxes" | "multi_static_select" => {
            let wanted = value.split(',').map(str::trim).filter(|value| !value.is_empty());
            let chosen: Vec<Value> = wanted.map(|value| chosen(element, value)).collect::<Result<_, _>>()?;
            return Ok(json!({"type": kind, "selected_options": chosen}));
        }
        "multi_users_select" | "multi_conversations_select" => {
            let several: Vec<&str> =
                value.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            let key = if kind == "multi_users_select" { "selected_users" } else { "selected_conversations" };
            return Ok(json!({"type": kind, key: several}));
        }
        "users_select" => "selected_user",
        "conversations_select" => "selected_conversation",
        "channels_select" => "selected_channel",
        "datepicker" => "selected_date",
        "timepicker" => "selected_time",
        _ => "value",
    };
    let value = if value.is_empty() { Value::Null } else { json!(value) };
    Ok(json!({"type": kind, key: value}))
}

/// The option with this value or label.
pub fn chosen(element: &Value, wanted: &str) -> Result<Value, String> {
    let all = options(element);
    let fits = |option: &&&Value| option["value"] == wanted || plain(&option["text"]) == wanted;
    all.iter().find(fits).map(|option| (**option).clone()).ok_or_else(|| format!("{wanted} is no choice"))
}

/// What is filled in, as words.
fn value_of(filled: &Value) -> String {
    let one = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Object(option) => option["value"].as_str().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    let fields = filled.as_object().into_iter().flatten();
    let value = fields.filter(|(key, _)| *key != "type").map(|(_, value)| value).next();
    match value {
        Some(Value::Array(several)) => several.iter().map(one).collect::<Vec<_>>().join(","),
        Some(value) => one(value),
        None => String::new(),
    }
}
