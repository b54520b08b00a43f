//! The fake's Block Kit beside Slack's own libraries: whatever their types or checks refuse, the fake refuses.
//!
//! Good blocks are spoiled in every place, by taking something away, putting something strange in, or changing what
//! kind of thing it is. Each spoiled block is shown to the TypeScript compiler, to Slack's Python library and to
//! the fake.

use crate::bolt::oracles;
use crate::bot::{Town, town};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text, "emoji": true})
}

/// Blocks as Stoa and its like post them, with everything that they may have.
fn good() -> Vec<Value> {
    let option = |value: &str| json!({"text": plain(value), "value": value});
    let confirm = json!({"title": plain("Sure?"), "text": {"type": "mrkdwn", "text": "*Really*"},
        "confirm": plain("Yes"), "deny": plain("No"), "style": "danger"});
    let button = json!({"type": "button", "action_id": "a1", "text": plain("Take"), "value": "take Q1",
        "style": "primary", "confirm": confirm, "accessibility_label": "Take it"});
    let select = json!({"type": "static_select", "action_id": "a2", "placeholder": plain("Choose"),
        "options": [option("one"), option("two")], "initial_option": option("two")});
    let overflow = json!({"type": "overflow", "action_id": "a3", "options": [option("one"), option("two")]});
    let input = |element: Value| {
        json!({"type": "input", "block_id": "b1", "label": plain("Question"),
        "hint": plain("In your own words"), "optional": true, "dispatch_action": false, "element": element})
    };
    let section = |elements: Value| {
        json!({"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": elements}]})
    };
    vec![
        json!({"type": "section", "block_id": "b1", "text": {"type": "mrkdwn", "text": "*hi*", "verbatim": true},
            "fields": [plain("one"), {"type": "mrkdwn", "text": "two"}], "accessory": button}),
        json!({"type": "header", "text": plain("Title"), "block_id": "b1"}),
        json!({"type": "divider", "block_id": "b1"}),
        json!({"type": "context", "elements": [{"type": "mrkdwn", "text": "small"},
            {"type": "image", "image_url": "https://a.example/a.png", "alt_text": "a"}]}),
        json!({"type": "actions", "elements": [button, select, overflow]}),
        json!({"type": "image", "image_url": "https://a.example/a.png", "alt_text": "a", "title": plain("A")}),
        input(json!({"type": "plain_text_input", "action_id": "a1", "multiline": true, "min_length": 1,
            "max_length": 3_000, "initial_value": "x", "placeholder": plain("Words"), "focus_on_load": false})),
        input(json!({"type": "checkboxes", "action_id": "a1", "options": [option("one")],
            "initial_options": [option("one")]})),
        section(json!([{"type": "text", "text": "words", "style": {"bold": true}},
            {"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "tada"},
            {"type": "broadcast", "range": "here"}, {"type": "link", "url": "https://a.example", "text": "a"}])),
        json!({"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}]}]}),
    ]
}

/// A form with everything that it may have.
fn good_view() -> Value {
    json!({"type": "modal", "callback_id": "ask", "title": plain("Ask"), "submit": plain("Send"),
        "close": plain("Cancel"), "private_metadata": "x", "external_id": "", "clear_on_close": false,
        "notify_on_close": true, "blocks": [{"type": "divider"}]})
}

fn is_view(thing: &Value) -> bool {
    thing["callback_id"].is_string() || thing["title"]["text"] == "Ask"
}

/// Every block that differs from `block` in one place.
fn spoiled(block: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match block {
        Value::Object(fields) => {
            let mut more = block.clone();
            more["colour"] = json!("red");
            all.push(more);
            for (key, value) in fields {
                let mut less = fields.clone();
                less.remove(key);
                all.push(Value::Object(less));
                for spoiled in spoiled(value) {
                    let mut other = block.clone();
                    other[key] = spoiled;
                    all.push(other);
                }
            }
        }
        Value::Array(list) => {
            all.push(json!({"0": list.first()}));
            for (at, value) in list.iter().enumerate() {
                for spoiled in spoiled(value) {
                    let mut other = list.clone();
                    other[at] = spoiled;
                    all.push(Value::Array(other));
                }
            }
        }
        Value::String(text) => all.extend([json!(1), json!({"text": text})]),
        Value::Bool(_) => all.push(json!("yes")),
        Value::Number(_) => all.push(json!("many")),
        Value::Null => {}
    }
    all
}

/// What the TypeScript compiler finds wrong with each block.
async fn compiled(folder: &Path, blocks: &[Value]) -> Vec<Option<String>> {
    let place = std::env::temp_dir().join(format!("stoa-blocks-{}", std::process::id()));
    std::fs::create_dir_all(&place).expect("a folder can be made");
    let mut source = String::from("import type { KnownBlock, View } from \"@slack/types\";\n");
    for (at, block) in blocks.iter().enumerate() {
        let kind = if is_view(block) { "View" } else { "KnownBlock" };
        let _ = writeln!(source, "export const c{at}: {kind} = {block};");
    }
    let settings = json!({"compilerOptions": {"strict": true, "noEmit": true, "skipLibCheck": true, "types": [],
        "module": "esnext", "moduleResolution": "bundler", "target": "es2022",
        "paths": {"@slack/types": [folder.join("node_modules/@slack/types")]}}, "files": ["blocks.ts"]});
    std::fs::write(place.join("blocks.ts"), source).expect("a file can be written");
    std::fs::write(place.join("tsconfig.json"), settings.to_string()).expect("a file can be written");
    let tsc = folder.join("node_modules/.bin/tsc");
    let output = Command::new(tsc).arg("--project").arg(&place).output().await.expect("the compiler runs");
    std::fs::remove_dir_all(&place).expect("the folder can be removed");
    let mut found = vec![None; blocks.len()];
    let text = String::from_utf8(output.stdout).expect("the compiler prints text");
    let mut current = None;
    for line in text.lines() {
        // `…blocks.ts(12,3): error TS2322: …`, then more about it, indented; line 2 is the first block.
        if let Some((_, rest)) = line.split_once("blocks.ts(") {
            let number = rest.split(',').next().and_then(|number| number.parse::<usize>().ok());
            current = number.and_then(|number| number.checked_sub(2));
        }
        let at = current.unwrap_or_else(|| panic!("the compiler says: {text}"));
        found[at].get_or_insert_with(String::new).push_str(line);
    }
    found
}

/// What Slack's Python library finds wrong with each block.
async fn parsed(folder: &Path, blocks: &[Value]) -> Vec<Option<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../oracles/blocks.py");
    let mut python = Command::new(folder.join("python/bin/python"))
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Python runs");
    let lines: Vec<String> = blocks.iter().map(Value::to_string).collect();
    let lines = lines.join("\n");
    let mut input = python.stdin.take().expect("its input is open");
    let writing = tokio::spawn(async move { input.write_all(lines.as_bytes()).await });
    let output = python.wait_with_output().await.expect("Python ends");
    writing.await.expect("it is written").expect("it is read");
    let text = String::from_utf8(output.stdout).expect("Python prints text");
    let found: Vec<_> = text.lines().map(|line| (line != "fine").then(|| line.to_owned())).collect();
    assert_eq!(found.len(), blocks.len(), "Python answers for each block");
    found
}

/// Whether the fake takes each block.
async fn taken(town: &Town, blocks: &[Value]) -> Vec<bool> {
    let mut taken = Vec::new();
    for block in blocks {
        let answer = if is_view(block) {
            let trigger = town.slack.trigger(town.ana.id());
            town.bot.call("views.open", json!({"trigger_id": trigger, "view": block})).await
        } else {
            let post = json!({"channel": town.help, "text": "x", "blocks": [block]});
            town.bot.call("chat.postMessage", post).await
        };
        taken.push(answer["ok"] == true);
    }
    taken
}

#[tokio::test]
async fn whatever_slacks_libraries_refuse_the_fake_refuses() {
    let Some(folder) = oracles() else { return };
    let town = town().await;
    town.slack.limit(false);
    let mut good = good();
    good.push(good_view());
    let all: Vec<Value> = good.iter().cloned().chain(good.iter().flat_map(spoiled)).collect();
    let (compiled, parsed) = (compiled(&folder, &all).await, parsed(&folder, &all).await);
    let taken = taken(&town, &all).await;
    for at in 0..good.len() {
        assert_eq!((&compiled[at], &parsed[at], taken[at]), (&None, &None, true), "{}", all[at]);
    }
    let mut lax = String::new();
    for (at, block) in all.iter().enumerate().filter(|(at, _)| taken[*at]) {
        for finding in [&compiled[at], &parsed[at]].into_iter().flatten() {
            let _ = writeln!(lax, "{block}\n    {finding}");
        }
    }
    assert!(lax.is_empty(), "the fake takes what Slack's libraries do not:\n{lax}");
    let refused = |found: &[Option<String>]| found.iter().flatten().count();
    assert!(refused(&compiled) > 100 && refused(&parsed) > 10, "{} {}", refused(&compiled), refused(&parsed));
}
