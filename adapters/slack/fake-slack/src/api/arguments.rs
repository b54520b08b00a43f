//! The arguments of a call, held to the names and types of the table.

use super::request::Request;
use super::{Answered, Refusal};
use crate::facts::{Kind, Method};
use crate::state::{World, from_ts};
use serde_json::{Map, Value, json};

/// Arguments of the right types: what came as JSON text is JSON now, and nothing is null.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    pub method: String,
    values: Map<String, Value>,
}

impl Arguments {
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.values.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.values.get(name).and_then(Value::as_i64)
    }

    /// A part of a list, by the cursor and the limit of the call.
    pub fn page(&self, usual: usize, most: usize, all: &[Value]) -> Result<(Vec<Value>, String), Refusal> {
        let limit = match self.number("limit") {
            None | Some(0) => usual,
            Some(limit) => usize::try_from(limit).map_err(|_| Refusal::from("invalid_limit"))?.min(most),
        };
        let start = match self.text("cursor") {
            None => 0,
            Some(cursor) => {
                let at = cursor.strip_prefix("next:").and_then(|at| at.parse().ok());
                at.filter(|at| *at <= all.len()).ok_or(Refusal::from("invalid_cursor"))?
            }
        };
        let end = (start + limit).min(all.len());
        let next = if end < all.len() { format!("next:{end}") } else { String::new() };
        Ok((all[start..end].to_vec(), next))
    }

    /// One page of a list under `key`, with the cursor of the next.
    pub fn paged(&self, key: &str, usual: usize, most: usize, all: &[Value]) -> Answered {
        let (page, next) = self.page(usual, most, all)?;
        Ok(json!({key: page, "response_metadata": {"next_cursor": next}}))
    }
}

/// Holds the arguments of a request to its method.
pub(super) fn check(world: &mut World, request: &Request, method: &Method) -> Result<Arguments, Refusal> {
    let mut values = Map::new();
    let mut problems = Vec::new();
    let mut error = "invalid_arguments";
    for (name, value) in request.arguments.iter().filter(|(_, value)| !value.is_null()) {
        let Some(kind) = method.kind(name) else {
            // Slack's own JavaScript library tells the workspace with every call.
            if name != "token" && name != "team_id" {
                world.violated(&request.method, "argument", format!("there is no argument {name}"));
            }
            continue;
        };
        if let Some(value) = typed(kind, value) {
            values.insert(name.clone(), value);
        } else {
            error = error_of(name);
            problems.push(format!("[ERROR] {name} must be {}", said(kind)));
        }
    }
    for name in &method.required {
        let missing = !values.contains_key(name) || values[name] == "";
        if missing && !problems.iter().any(|problem| problem.contains(name)) {
            problems.push(format!("[ERROR] missing required field: {name}"));
        }
    }
    if problems.is_empty() {
        return Ok(Arguments { method: request.method.clone(), values });
    }
    for problem in &problems {
        world.violated(&request.method, "argument", problem.clone());
    }
    Err(Refusal::because(error, problems))
}

fn error_of(name: &str) -> &'static str {
    match name {
        "blocks" => "invalid_blocks_format",
        "metadata" => "invalid_metadata_format",
        _ => "invalid_arguments",
    }
}

fn said(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "a text",
        Kind::Ts => "a time like 1700000000.000100",
        Kind::Flag => "true or false",
        Kind::Number => "a number",
        Kind::Object => "JSON",
    }
}

/// A value of the right type, if it is one or the text of one.
fn typed(kind: Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::Text, Value::String(_))
        | (Kind::Flag, Value::Bool(_))
        | (Kind::Object, Value::Array(_) | Value::Object(_)) => Some(value.clone()),
        (Kind::Ts, Value::String(text)) => {
            let known = text.is_empty() || text == "now" || from_ts(text).is_some();
            known.then(|| value.clone())
        }
        (Kind::Flag, Value::String(text)) => match text.as_str() {
            "true" | "1" | "True" => Some(Value::Bool(true)),
            "false" | "0" | "False" => Some(Value::Bool(false)),
            _ => None,
        },
        (Kind::Flag, Value::Number(number)) => Some(Value::Bool(number.as_i64()? != 0)),
        (Kind::Number, Value::Number(number)) => number.as_i64().map(|number| json!(number)),
        (Kind::Number, Value::String(text)) => text.parse::<i64>().ok().map(|number| json!(number)),
        (Kind::Object, Value::String(text)) => {
            let parsed: Value = serde_json::from_str(text).ok()?;
            (parsed.is_array() || parsed.is_object()).then_some(parsed)
        }
        _ => None,
    }
}
