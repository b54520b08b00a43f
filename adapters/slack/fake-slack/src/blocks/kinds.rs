//! The kinds of blocks, and what each may hold.

use super::elements::{ACTING, check as element, plain_text, text};
use super::{Findings, Surface, rich};
use serde_json::Value;
use std::collections::BTreeSet;

/// Elements that may be the answer to a question.
const ASKING: &[&str] = &[
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "checkboxes",
    "radio_buttons",
    "datepicker",
    "timepicker",
    "datetimepicker",
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
    "file_input",
];

/// Elements that stand only in a question.
const ONLY_ASKING: &[&str] = &[
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
];

/// Checks one block.
pub(super) fn check(findings: &mut Findings, block: &Value, surface: Surface) {
    if !block.is_object() {
        return findings.add("must be an object");
    }
    findings.text(block, "block_id", 255, false);
    match block["type"].as_str() {
        Some("section") => section(findings, block),
        Some("header") => {
            findings.only(block, &["type", "block_id", "text", "level"]);
            plain_text(findings, block, "text", 150, true);
        }
        Some("divider") => findings.only(block, &["type", "block_id"]),
        Some("context") => context(findings, block),
        Some("actions") => actions(findings, block),
        Some("image") => image(findings, block),
        Some("input") => input(findings, block),
        Some("rich_text") => rich::check(findings, block),
        Some("markdown") if surface == Surface::Message => {
            findings.only(block, &["type", "block_id", "text"]);
            findings.text(block, "text", 12_000, true);
        }
        other => findings.add(format!("unsupported type: {}", other.unwrap_or("none"))),
    }
}

fn section(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "text", "fields", "accessory", "expand"]);
    if block["text"].is_null() && block["fields"].is_null() {
        findings.add("missing required field: text");
    }
    if !block["text"].is_null() {
        text(findings, block, "text", 3_000);
    }
    if !block["fields"].is_null() {
        for (at, _) in findings.list(block, "fields", 10).iter().enumerate() {
            findings.within("fields", |findings| text(findings, &block["fields"], &at.to_string(), 2_000));
        }
    }
    if let Some(accessory) = block.get("accessory") {
        findings.within("accessory", |findings| {
            let kind = accessory["type"].as_str().unwrap_or_default();
            if ONLY_ASKING.contains(&kind) || !(kind == "image" || ACTING.contains(&kind)) {
                findings.add(format!("unsupported type: {kind}"));
            }
            element(findings, accessory);
        });
    }
}

fn context(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "elements"]);
    for (at, one) in findings.list(block, "elements", 10).iter().enumerate() {
        findings.within("elements", |findings| match one["type"].as_str() {
            Some("image") => findings.within(at, |findings| element(findings, one)),
            _ => text(findings, &block["elements"], &at.to_string(), 2_000),
        });
    }
}

fn actions(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "elements"]);
    let mut ids = BTreeSet::new();
    for (at, one) in findings.list(block, "elements", 25).iter().enumerate() {
        findings.within(format!("elements/{at}"), |findings| {
            let kind = one["type"].as_str().unwrap_or_default();
            if ONLY_ASKING.contains(&kind) || !ACTING.contains(&kind) {
                findings.add(format!("unsupported type: {kind}"));
            }
            element(findings, one);
            if let Some(id) = one["action_id"].as_str()
                && !ids.insert(id)
            {
                findings.add(format!("`action_id` already exists: {id}"));
            }
        });
    }
}

fn image(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "image_url", "slack_file", "alt_text", "title"]);
    findings.text(block, "alt_text", 2_000, true);
    plain_text(findings, block, "title", 2_000, false);
    if block["image_url"].is_null() == block["slack_file"].is_null() {
        findings.add("either image_url or slack_file is required");
    }
    findings.text(block, "image_url", 3_000, false);
}

fn input(findings: &mut Findings, block: &Value) {
    findings.only(block, &["type", "block_id", "label", "element", "hint", "optional", "dispatch_action"]);
    plain_text(findings, block, "label", 2_000, true);
    plain_text(findings, block, "hint", 2_000, false);
    findings.flags(block, &["optional", "dispatch_action"]);
    findings.within("element", |findings| {
        let kind = block["element"]["type"].as_str().unwrap_or_default();
        if !ASKING.contains(&kind) {
            findings.add(format!("unsupported type: {kind}"));
        }
        element(findings, &block["element"]);
    });
}
