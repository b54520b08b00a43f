//! The elements of blocks: buttons, menus and fields, and the texts on them.

use super::Findings;
use serde_json::Value;

/// Elements that one can act on, and that so have an `action_id`.
pub(super) const ACTING: &[&str] = &[
    "button",
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
    "overflow",
    "datepicker",
    "timepicker",
    "datetimepicker",
    "checkboxes",
    "radio_buttons",
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
];

/// Checks a text object that may have markup.
pub(super) fn text(findings: &mut Findings, value: &Value, key: &str, most: usize) {
    let object = key.parse::<usize>().map_or(&value[key], |at| &value[at]);
    findings.within(key, |findings| match object["type"].as_str() {
        Some("mrkdwn") => {
            findings.only(object, &["type", "text", "verbatim"]);
            findings.flags(object, &["verbatim"]);
            findings.text(object, "text", most, true);
        }
        Some("plain_text") => plain(findings, object, most),
        _ => findings.add("must be a text object of type mrkdwn or plain_text"),
    });
}

/// Checks a text object that may not have markup.
pub(super) fn plain_text(findings: &mut Findings, value: &Value, key: &str, most: usize, required: bool) {
    match value.get(key).filter(|object| !object.is_null()) {
        None if required => findings.add(format!("missing required field: {key}")),
        None => {}
        Some(object) => findings.within(key, |findings| {
            if object["type"] == "plain_text" {
                plain(findings, object, most);
            } else {
                findings.add("must be a text object of type plain_text");
            }
        }),
    }
}

fn plain(findings: &mut Findings, object: &Value, most: usize) {
    findings.only(object, &["type", "text", "emoji"]);
    findings.flags(object, &["emoji"]);
    findings.text(object, "text", most, true);
}

/// Checks one element.
pub(super) fn check(findings: &mut Findings, element: &Value) {
    let kind = element["type"].as_str().unwrap_or_default();
    let Some(known) = known_keys(findings, element, kind) else {
        return findings.add(format!("unsupported type: {kind}"));
    };
    if let Some(object) = element.as_object() {
        for key in object.keys().filter(|key| *key != "type" && *key != "action_id") {
            if !known.contains(&key.as_str()) {
                findings.add(format!("invalid additional property: {key}"));
            }
        }
    }
    findings.text(element, "action_id", 255, false);
    plain_text(findings, element, "placeholder", 150, false);
    confirm(findings, element);
}

/// Checks what is particular to a kind of element, and gives the keys that it may have.
fn known_keys(findings: &mut Findings, element: &Value, kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "button" => button(findings, element),
        "image" => {
            findings.text(element, "alt_text", 2_000, true);
            findings.text(element, "image_url", 3_000, false);
            if element["image_url"].is_null() == element["slack_file"].is_null() {
                findings.add("either image_url or slack_file is required");
            }
            &["image_url", "slack_file", "alt_text"][..]
        }
        "overflow" => {
            options(findings, element, "options", 5);
            &["options", "confirm"]
        }
        "checkboxes" => {
            options(findings, element, "options", 10);
            &["options", "initial_options", "confirm", "focus_on_load"]
        }
        "radio_buttons" => {
            options(findings, element, "options", 10);
            &["options", "initial_option", "confirm", "focus_on_load"]
        }
        "datepicker" | "timepicker" | "datetimepicker" => &[
            "placeholder",
            "initial_date",
            "initial_time",
            "initial_date_time",
            "confirm",
            "focus_on_load",
            "timezone",
        ],
        _ if kind.ends_with("_select") => select(findings, element),
        _ if kind.ends_with("_input") => input(findings, element, kind),
        _ => return None,
    })
}

fn button(findings: &mut Findings, element: &Value) -> &'static [&'static str] {
    plain_text(findings, element, "text", 75, true);
    findings.text(element, "value", 2_000, false);
    findings.text(element, "url", 3_000, false);
    findings.text(element, "accessibility_label", 75, false);
    check_style(findings, element);
    &["text", "value", "url", "style", "confirm", "accessibility_label"]
}

fn select(findings: &mut Findings, element: &Value) -> &'static [&'static str] {
    let kind = element["type"].as_str().unwrap_or_default();
    if kind.ends_with("static_select") {
        if element["option_groups"].is_null() {
            options(findings, element, "options", 100);
        } else {
            for (at, group) in findings.list(element, "option_groups", 100).iter().enumerate() {
                findings.within(format!("option_groups/{at}"), |findings| {
                    findings.only(group, &["label", "options"]);
                    plain_text(findings, group, "label", 75, true);
                    options(findings, group, "options", 100);
                });
            }
        }
    }
    findings.number(element, "max_selected_items", 1, 100);
    &[
        "placeholder",
        "options",
        "option_groups",
        "initial_option",
        "initial_options",
        "initial_user",
        "initial_users",
        "initial_conversation",
        "initial_conversations",
        "initial_channel",
        "initial_channels",
        "default_to_current_conversation",
        "response_url_enabled",
        "filter",
        "min_query_length",
        "max_selected_items",
        "confirm",
        "focus_on_load",
    ]
}

fn input(findings: &mut Findings, element: &Value, kind: &str) -> &'static [&'static str] {
    findings.text(element, "initial_value", 3_000, false);
    findings.flags(element, &["multiline", "focus_on_load", "is_decimal_allowed"]);
    if kind == "plain_text_input" {
        findings.number(element, "min_length", 0, 3_000);
        findings.number(element, "max_length", 1, 3_000);
    }
    if kind == "number_input" && !element["is_decimal_allowed"].is_boolean() {
        findings.add("missing required field: is_decimal_allowed");
    }
    &[
        "placeholder",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "dispatch_action_config",
        "focus_on_load",
        "is_decimal_allowed",
        "min_value",
        "max_value",
        "filetypes",
        "max_files",
    ]
}

fn options(findings: &mut Findings, element: &Value, key: &str, most: usize) {
    let boxes = matches!(element["type"].as_str(), Some("checkboxes" | "radio_buttons"));
    let list = findings.list(element, key, most);
    for (at, option) in list.iter().enumerate() {
        findings.within(format!("{key}/{at}"), |findings| check_option(findings, option, boxes));
    }
    for initial in ["initial_option", "initial_options"] {
        let chosen = match &element[initial] {
            Value::Null => continue,
            Value::Array(several) => several.clone(),
            one => vec![one.clone()],
        };
        if !chosen.iter().all(|option| list.contains(option)) {
            findings.add(format!("`{initial}` is none of the options"));
        }
    }
}

fn check_option(findings: &mut Findings, option: &Value, boxes: bool) {
    findings.only(option, &["text", "value", "description", "url"]);
    if boxes {
        text(findings, option, "text", 75);
        if !option["description"].is_null() {
            text(findings, option, "description", 75);
        }
    } else {
        plain_text(findings, option, "text", 75, true);
        plain_text(findings, option, "description", 75, false);
    }
    findings.text(option, "value", 150, true);
}

fn confirm(findings: &mut Findings, element: &Value) {
    let Some(confirm) = element.get("confirm") else { return };
    findings.within("confirm", |findings| {
        findings.only(confirm, &["title", "text", "confirm", "deny", "style"]);
        plain_text(findings, confirm, "title", 100, true);
        plain_text(findings, confirm, "confirm", 30, true);
        plain_text(findings, confirm, "deny", 30, true);
        text(findings, confirm, "text", 300);
        check_style(findings, confirm);
    });
}

/// Colours that a button may have.
fn check_style(findings: &mut Findings, element: &Value) {
    if element.get("style").is_some_and(|style| style != "primary" && style != "danger") {
        findings.add("`style` must be primary or danger");
    }
}
