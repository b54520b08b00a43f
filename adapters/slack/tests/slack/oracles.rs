//! Slack's own libraries as judges: of every kind of message and view that we make, of signatures, of the manifest.
//!
//! `STOA_ORACLES=$(scripts/oracles)` installs them; without them these tests say that they were skipped.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a test says what it was run with")]

use crate::hall::{Hall, Notebook, Way, idea, manifest};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use stoa_chat::{Action, Block, Form, MessageRef, Outcome, Post, Span, Text, Timestamp, UserRef};
use stoa_fake_slack::jury::{self, Evidence};

/// Where Slack's own libraries are.
fn oracles() -> Option<PathBuf> {
    jury::oracles(|name| std::env::var_os(name))
}

/// What a program of the oracles prints.
///
/// # Panics
/// With all that it says, if it does not like what it is given.
fn ask(program: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("the oracle can be asked");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} says: {said}{wrong}", program.display());
    said.trim().to_owned()
}

fn python(oracles: &Path, script: &str, arguments: &[&str]) -> String {
    let mut all = vec!["-c", script];
    all.extend(arguments);
    ask(&oracles.join("python/bin/python"), &all)
}

/// Posts of every kind of block and span, short and long.
fn posts(ana: &UserRef) -> Vec<Post> {
    let spans = |words: &str| {
        vec![
            Span::Plain(words.into()),
            Span::Bold(words.into()),
            Span::Italic(words.into()),
            Span::Code(words.into()),
            Span::Link { label: words.into(), url: "https://a.example/?x=1&y=2".into() },
            Span::Mention(ana.clone()),
            Span::Time(Timestamp::from_millis(1_800_000_000_000)),
        ]
    };
    let card = |words: &str| {
        let paragraph = || Block::Paragraph(spans(words));
        let quote = Block::Quote(vec![paragraph(), Block::Code(words.into())]);
        vec![
            paragraph(),
            paragraph(),
            Block::List(vec![spans(words), spans(words)]),
            quote,
            Block::Code(words.into()),
        ]
    };
    let of = |words: &str| {
        Post::of(Text { blocks: card(words) })
            .with_button("Take it", "take Q17")
            .with_button("Not now", "pass Q17")
    };
    let mut many = Post::of(Text::plain("choose"));
    for at in 0..60 {
        many = many.with_button("very long label ".repeat(9), format!("take Q{at}"));
    }
    vec![
        of("short"),
        of(&"words <&> ".repeat(120)),
        of(&"x".repeat(4_000)),
        many,
        Post::of(Text::plain(&"book ".repeat(30_000))),
    ]
}

fn forms() -> Vec<Form> {
    let mut long = idea();
    long.title = "A title that is far too long for a modal".into();
    long.values = BTreeMap::from([
        ("what".into(), "because & so <on>".into()),
        ("topic".into(), "ci".into()),
        ("quietly".into(), "true".into()),
    ]);
    long.problems = BTreeMap::from([("what".into(), "No. ".repeat(300))]);
    let choices = (0..250).map(|at| (format!("v{at}"), format!("Choice {at}"))).collect();
    let mut many = idea();
    many.fields[1].kind = stoa_chat::FieldKind::Choice { of: choices };
    vec![idea(), long, many]
}

/// Everything that the adapter sends for these posts and forms, as Slack received it.
async fn samples() -> Evidence {
    let (hall, intake) = (Hall::open(Way::Socket).await, Arc::new(Notebook::default()));
    drop(hall.listen(&intake).await);
    hall.slack.limit(false);
    let mut number = 0;
    for action in plain_actions(&hall) {
        number += 1;
        perform(&hall, number, &action).await;
    }
    let (to, place) = (hall.user(&hall.ana), hall.place());
    for form in forms() {
        hall.ana.command(&hall.help, "/stoa", "form").expect("the command is there");
        let open = hall.ana.awaits_modal("An idea").await.id;
        // Shown over the open one; and when it is closed, its answers go to the person.
        for handle in [open, "V0CLOSED".to_owned()] {
            number += 1;
            let show = Action::ShowForm { to: to.clone(), place: place.clone(), handle, form: form.clone() };
            perform(&hall, number, &show).await;
            hall.ana.closes();
        }
    }
    let others = |one: &&stoa_fake_slack::Violation| !one.told.contains("V0CLOSED");
    assert_eq!(hall.slack.violations().iter().find(others), None);
    Evidence::of(&hall.slack)
}

async fn perform(hall: &Hall, number: usize, action: &Action<MessageRef>) {
    let outcome = hall.perform(&format!("k{number}"), action).await;
    assert!(matches!(outcome, Outcome::Sent(_)), "{outcome:?}");
}

/// Every post in a place, to one person, and as the Home page.
fn plain_actions(hall: &Hall) -> Vec<Action<MessageRef>> {
    let (ana, place) = (hall.user(&hall.ana), hall.place());
    let mut actions = Vec::new();
    for post in posts(&ana) {
        actions.push(Action::Say { place: place.clone(), thread: None, post: post.clone() });
        let (to, post_again) = (ana.clone(), post.clone());
        actions.push(Action::ReplyPrivately { place: place.clone(), to, thread: None, post: post_again });
        actions.push(Action::SetHome { of: ana.clone(), parts: vec![post.clone(), post] });
    }
    actions
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_libraries_take_every_block_and_view() {
    let Some(oracles) = oracles() else { return };
    let samples = samples().await;
    assert!(samples.len() > 15, "{} lists and views", samples.len());
    let judged = samples.judge(&oracles).unwrap_or_else(|words| panic!("{words}"));
    println!(
        "slack_sdk takes {} lists of blocks and views, tsc --strict {} shapes of them",
        judged.things, judged.shapes
    );
}

#[test]
fn the_judges_bite() {
    let Some(oracles) = oracles() else { return };
    let section = |text: serde_json::Value| json!([{ "type": "section", "text": text }]);
    for (judge, bad) in [
        ("3000", section(json!({ "type": "plain_text", "text": "x".repeat(3_001) }))),
        ("words", section(json!({ "type": "mrkdwn", "text": "x", "words": "x" }))),
    ] {
        let mut evidence = Evidence::default();
        evidence.add(&bad);
        let refused = evidence.judge(&oracles).expect_err("it is refused");
        assert!(refused.contains(judge), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_are_the_same_on_both_sides() {
    let Some(oracles) = oracles() else { return };
    let (hall, intake) = (Hall::open(Way::Http).await, Arc::new(Notebook::default()));
    drop(hall.listen(&intake).await);
    let url = format!("http://{}/slack", hall.adapter.address().await.expect("it listens"));
    let (secret, time) = (hall.slack.signing_secret(), hall.slack.now().millis() / 1000);
    for (at, words) in ["plain", "żółć 🙂", "a=b&c=d", "\\\" quoted"].into_iter().enumerate() {
        let message = json!({ "type": "message", "channel": "C1", "user": "U1", "ts": format!("1.{at}"), "text": words });
        let body = json!({ "event_id": format!("Ev{at}"), "event": message }).to_string();
        let (now, verifier) = (
            time.to_string(),
            "from slack_sdk.signature import SignatureVerifier, Clock\nimport sys\nsecret, time, body = sys.argv[1:4]\nclass Now(Clock):\n    def now(self): return float(time)\nverifier = SignatureVerifier(secret, Now())\n",
        );
        let theirs = python(
            &oracles,
            &format!("{verifier}print(verifier.generate_signature(timestamp=time, body=body))"),
            &[&secret, &now, &body],
        );
        let ours = stoa_slack::sign(&secret.clone().into(), time, body.as_bytes());
        let valid = format!("{verifier}print(verifier.is_valid(body, time, sys.argv[4]))");
        assert_eq!(
            python(&oracles, &valid, &[&secret, &now, &body, &ours]),
            "True",
            "slack_sdk takes our signature"
        );
        let mut request = hall.slack.signed(&url, "application/json", body.as_bytes());
        for (name, value) in &mut request.headers {
            if name.eq_ignore_ascii_case("x-slack-signature") {
                value.clone_from(&theirs);
            }
        }
        assert_eq!(
            hall.slack.exchange(&request).await.expect("an answer").status,
            200,
            "we take the one of slack_sdk"
        );
    }
    println!("slack_sdk and we take each other's signatures");
}

#[test]
fn the_manifest_keeps_to_slacks_schema() {
    let Some(oracles) = oracles() else { return };
    let Some(folder) = std::env::var_os("STOA_REFERENCE_DIR") else {
        println!("skipped: STOA_REFERENCE_DIR is not set");
        return;
    };
    let schema = Path::new(&folder).join("slack/manifest.schema.json");
    let script = "import json, sys\nfrom jsonschema import validators\nschema = json.load(open(sys.argv[1]))\nvalidator = validators.validator_for(schema)\nvalidator.check_schema(schema)\nvalidator(schema).validate(json.loads(sys.argv[2]))";
    for way in [Way::Socket, Way::Http] {
        python(&oracles, script, &[&schema.to_string_lossy(), &manifest(way).to_string()]);
    }
    println!("both manifests keep to the schema");
}
