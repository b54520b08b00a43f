//! Block Kit: whether blocks and views are what Slack takes, by its documented limits.
//!
//! Each check gives the problems in words, with the place they are at: an empty list is a pass.

mod elements;
mod kinds;
mod rich;

use crate::state::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The most characters in all blocks of a message together.
const MOST_IN_ALL: usize = 13_000;
/// The most bytes of a view.
const MOST_IN_VIEW: usize = 250_000;

/// What blocks stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// A message.
    Message,
    /// A modal.
    Modal,
    /// A Home.
    Home,
}

impl Surface {
    fn most_blocks(self) -> usize {
        if self == Self::Message { 50 } else { 100 }
    }
}

/// Collects what is wrong, and where.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<String>,
    place: Vec<String>,
}

impl Findings {
    fn add(&mut self, wrong: impl AsRef<str>) {
        self.found.push(format!("{} [json-pointer:/{}]", wrong.as_ref(), self.place.join("/")));
    }

    fn within<T>(&mut self, step: impl std::fmt::Display, check: impl FnOnce(&mut Self) -> T) -> T {
        self.place.push(step.to_string());
        let checked = check(self);
        self.place.pop();
        checked
    }

    /// Holds an object to the keys it may have.
    fn only(&mut self, value: &Value, known: &[&str]) {
        for key in value.as_object().into_iter().flat_map(|object| object.keys()) {
            if !known.contains(&key.as_str()) {
                self.add(format!("invalid additional property: {key}"));
            }
        }
    }

    /// Holds a text to a length; gives it if it is one.
    fn text<'a>(&mut self, value: &'a Value, key: &str, most: usize, required: bool) -> Option<&'a str> {
        let Some(inner) = value.get(key).filter(|inner| !inner.is_null()) else {
            if required {
                self.add(format!("missing required field: {key}"));
            }
            return None;
        };
        let Some(text) = inner.as_str() else {
            self.within(key, |findings| findings.add("must be a text"));
            return None;
        };
        self.within(key, |findings| {
            if text.chars().count() > most {
                findings.add(format!("must be less than {} characters", most + 1));
            }
            if text.is_empty() && required {
                findings.add("must be more than 0 characters");
            }
        });
        Some(text)
    }

    /// Holds a number to a range.
    fn number(&mut self, value: &Value, key: &str, least: i64, most: i64) {
        let Some(inner) = value.get(key) else { return };
        if !inner.as_i64().is_some_and(|number| (least..=most).contains(&number)) {
            self.within(key, |findings| findings.add(format!("must be a number from {least} to {most}")));
        }
    }

    /// Holds truth values to be such.
    fn flags(&mut self, value: &Value, keys: &[&str]) {
        for key in keys {
            if value.get(*key).is_some_and(|flag| !flag.is_boolean()) {
                self.within(key, |findings| findings.add("must be true or false"));
            }
        }
    }

    /// Holds a list to a length; gives what is in it.
    fn list<'a>(&mut self, value: &'a Value, key: &str, most: usize) -> &'a [Value] {
        let Some(list) = value[key].as_array() else {
            self.add(format!("missing required field: {key}"));
            return &[];
        };
        self.within(key, |findings| {
            if list.is_empty() {
                findings.add("no fewer than 1 items allowed");
            }
            if list.len() > most {
                findings.add(format!("no more than {most} items allowed [{} items]", list.len()));
            }
        });
        list
    }
}

/// What is wrong with the blocks of a message, a modal or a Home.
pub fn check(blocks: &Value, surface: Surface) -> Vec<String> {
    let mut findings = Findings::default();
    findings.within("blocks", |findings| check_all(findings, blocks, surface));
    findings.found
}

fn check_all(findings: &mut Findings, blocks: &Value, surface: Surface) {
    let Some(list) = blocks.as_array() else { return findings.add("must be a list of blocks") };
    if list.len() > surface.most_blocks() {
        findings.add(format!("no more than {} items allowed [{} items]", surface.most_blocks(), list.len()));
    }
    let mut ids = BTreeSet::new();
    for (at, block) in list.iter().enumerate() {
        findings.within(at, |findings| {
            kinds::check(findings, block, surface);
            if let Some(id) = block["block_id"].as_str()
                && !ids.insert(id)
            {
                findings.add(format!("`block_id` already exists: {id}"));
            }
        });
    }
}

/// Whether the blocks of a message are too long, all together.
pub fn too_long(blocks: &Value) -> bool {
    characters(blocks) > MOST_IN_ALL
}

/// The characters that people see, and some that they do not.
fn characters(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(characters).sum(),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| match value {
                Value::String(text) if ["text", "alt_text", "value", "title"].contains(&key.as_str()) => {
                    text.chars().count()
                }
                Value::String(_) => 0,
                other => characters(other),
            })
            .sum(),
        _ => 0,
    }
}

/// Whether a view is more than Slack takes at all.
pub fn view_too_large(view: &Value) -> bool {
    view.to_string().len() > MOST_IN_VIEW
}

/// What is wrong with a view.
pub fn check_view(view: &Value) -> Vec<String> {
    let mut findings = Findings::default();
    findings.within("view", |findings| match view["type"].as_str() {
        Some("modal") => check_modal(findings, view),
        Some("home") => {
            let known = ["type", "blocks", "private_metadata", "callback_id", "external_id"];
            findings.only(view, &known);
            check_body(findings, view, Surface::Home);
        }
        _ => findings.add("`type` must be modal or home"),
    });
    findings.found
}

fn check_modal(findings: &mut Findings, view: &Value) {
    findings.only(
        view,
        &[
            "type",
            "title",
            "blocks",
            "close",
            "submit",
            "private_metadata",
            "callback_id",
            "external_id",
            "clear_on_close",
            "notify_on_close",
            "submit_disabled",
        ],
    );
    elements::plain_text(findings, view, "title", 24, true);
    elements::plain_text(findings, view, "submit", 24, false);
    elements::plain_text(findings, view, "close", 24, false);
    findings.flags(view, &["clear_on_close", "notify_on_close", "submit_disabled"]);
    let asks = view["blocks"].as_array().into_iter().flatten().any(|block| block["type"] == "input");
    if asks && view["submit"].is_null() {
        findings.add("missing required field: submit, since there are input blocks");
    }
    check_body(findings, view, Surface::Modal);
}

fn check_body(findings: &mut Findings, view: &Value, surface: Surface) {
    findings.text(view, "private_metadata", 3_000, false);
    findings.text(view, "callback_id", 255, false);
    findings.text(view, "external_id", 255, false);
    if view["blocks"].is_null() {
        findings.add("missing required field: blocks");
    } else {
        findings.within("blocks", |findings| check_all(findings, &view["blocks"], surface));
    }
}

/// Gives every block and element the id that it lacks, as Slack does.
pub fn fill_ids(world: &mut World, blocks: &mut Value) {
    for block in blocks.as_array_mut().into_iter().flatten() {
        fill(world, block, "block_id");
        for key in ["elements", "accessory", "element"] {
            let Some(inner) = block.get_mut(key) else { continue };
            let elements: Vec<&mut Value> = match inner {
                Value::Array(list) => list.iter_mut().collect(),
                one => vec![one],
            };
            for element in elements {
                let kind = element["type"].as_str().unwrap_or_default();
                if elements::ACTING.contains(&kind) {
                    fill(world, element, "action_id");
                }
            }
        }
    }
}

fn fill(world: &mut World, value: &mut Value, key: &str) {
    if value[key].is_null() {
        let id = world.secret();
        value[key] = json!(id[..5]);
    }
}
