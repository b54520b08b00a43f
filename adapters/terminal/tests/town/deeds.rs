//! What happens in the town when somebody does something, and what the core hears of it.

use crate::parrot::Parrot;
use std::time::Duration;
use stoa_chat::{
    Action, Adapter as _, Block, Command, EffectKey, EventKind, MessageRef, Network, Outcome, PlaceRef, Post,
    Span, Text, Timestamp, UserRef,
};
use stoa_terminal::{Style, Town, TownPlan, render, render_error};

const NOON: Timestamp = Timestamp::from_millis(1_772_449_200_000);

fn town() -> (Town, Parrot) {
    let verbs = ["ask", "form"].map(str::to_owned).to_vec();
    let town = Town::new(TownPlan::default(), verbs).expect("the plan is a good one");
    let parrot = Parrot::new(&town, NOON);
    (town, parrot)
}

fn kind(town: &Town, line: &str) -> EventKind {
    town.act(line, NOON).expect("the line can happen").remove(0).kind
}

fn problem(town: &Town, line: &str) -> String {
    town.act(line, NOON).expect_err("the line cannot happen").to_string()
}

fn place(id: &str) -> PlaceRef {
    PlaceRef::new(&Network::new("terminal"), id)
}

fn user(id: &str) -> UserRef {
    UserRef::new(&Network::new("terminal"), id)
}

async fn said(town: &Town, action: &Action<MessageRef>) -> Outcome {
    town.adapter().perform(&EffectKey("k".into()), action).await
}

async fn shown(line: &str, town: &Town, parrot: &Parrot) -> Vec<String> {
    match town.step(line, parrot, parrot).await {
        Ok(entries) => render(&entries, Style::plain()),
        Err(error) => render_error(&error, Style::plain()),
    }
}

#[test]
fn a_verb_or_the_bots_name_makes_a_command() {
    let (town, _) = town();
    let command = |line| match kind(&town, line) {
        EventKind::Commanded(Command { text, .. }) => text.to_plain(),
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(command("ana in #help: ask Why?"), "ask Why?");
    assert_eq!(command("ana in #help: Stoa, points"), "points");
    assert_eq!(command("ana to stoa: stoa"), "");
    assert!(matches!(kind(&town, "ana in #help: asking is free"), EventKind::Said(_)));
}

#[test]
fn what_is_said_says_where_and_to_whom() {
    let (town, _) = town();
    let EventKind::Said(said) = kind(&town, "ana in #help: hello @stoa and @ben") else { panic!() };
    assert_eq!((said.to_bot, said.direct, said.thread), (true, false, None));
    assert_eq!(said.text.mentions(), [user("stoa"), user("ben")]);
    let EventKind::Said(answer) = kind(&town, "ben in 1: hello") else { panic!() };
    assert_eq!(answer.thread, Some(MessageRef::new(&place("#help"), "1")));
    let EventKind::Said(deeper) = kind(&town, "ana in 2: thanks") else { panic!() };
    assert_eq!(deeper.thread, answer.thread, "a thread has one level");
    let EventKind::Said(direct) = kind(&town, "ana to stoa: hello") else { panic!() };
    assert_eq!((direct.direct, direct.to_bot, direct.message.place.id.as_str()), (true, false, "dm:ana"));
}

#[test]
fn events_have_ids_in_order_and_no_nul() {
    let (town, _) = town();
    let event = town.act("ana in #help: a\0b `c\0`", NOON).expect("the line can happen").remove(0);
    assert_eq!((event.id.as_str(), event.at), ("e1", NOON));
    let EventKind::Said(said) = event.kind else { panic!() };
    let spans = vec![Span::Plain("ab ".into()), Span::Code("c".into())];
    assert_eq!(said.text.blocks, [Block::Paragraph(spans)]);
    assert_eq!(town.act("ana deletes 1", NOON).expect("the line can happen")[0].id, "e2");
    assert_eq!(town.act("# a comment", NOON).expect("a comment is welcome"), []);
}

#[test]
fn arrivals_tell_who_is_who_and_where() {
    let plan = TownPlan::of(chrono_tz::Tz::UTC, &["ana", "ben"], &["#help"]);
    let town = Town::new(plan, Vec::new()).expect("the plan is a good one");
    let events = town.arrivals(NOON);
    assert_eq!(events.len(), 4);
    assert!(matches!(&events[0].kind, EventKind::ProfileChanged { profile, .. } if profile.name == "Ana"));
    assert!(matches!(&events[3].kind, EventKind::Joined { who, .. } if who.id == "ben"));
}

#[test]
fn what_cannot_happen_is_refused_in_words_and_changes_nothing() {
    let (town, _) = town();
    kind(&town, "ana in #help: hello");
    kind(&town, "ana to stoa: a secret");
    kind(&town, "cleo leaves #random");
    kind(&town, "ben reacts ✅ to 1");
    for (line, words) in [
        ("zoe in #help: hi", "nobody here is called zoe: here are ana, ben, cleo, dmitri"),
        ("ana in #nowhere: hi", "there is no place #nowhere: there are #help, #random"),
        ("cleo in #random: hi", "cleo is not in #random; `cleo joins #random` brings them there"),
        ("ben in 2: hi", "ben cannot see message 2"),
        ("ben reacts ✅ to 9", "there is no message 9 yet"),
        ("ben reacts ✅ to 0", "there is no message 0 yet"),
        ("ben reacts ✅ to 1", "ben's ✅ is on 1 already"),
        ("ana removes ✅ from 1", "there is no ✅ of ana's on 1"),
        ("ben edits 1: mine", "message 1 is not ben's"),
        ("ben presses 1", "there is no button [1]"),
        ("ben joins #help", "ben is in #help already"),
        ("ana fills ask: a=b", "there is no form `ask` in front of ana"),
        ("time +4h", "`time +4h` is nobody's deed"),
    ] {
        assert_eq!(problem(&town, line), words, "{line}");
    }
    assert_eq!(town.drain_feed().len(), 2, "nothing became visible but what was said");
    kind(&town, "ana deletes 1");
    assert_eq!(problem(&town, "ben in 1: hi"), "message 1 is gone");
}

#[tokio::test]
async fn a_button_keeps_its_number_through_an_edit() {
    let (town, parrot) = town();
    shown("ana in #help: ask Why?", &town, &parrot).await;
    let card = ["2 is now", "    @ben chose to take Q1.", "    [2] Pass   [3] Done"];
    assert_eq!(shown("ben presses 1", &town, &parrot).await, card);
    assert_eq!(shown("cleo presses 1", &town, &parrot).await, ["! [1] is not on 2 any more"]);
    let card = ["2 is now", "    @cleo chose to pass Q1.", "    [2] Pass   [3] Done"];
    assert_eq!(shown("cleo presses 2", &town, &parrot).await, card);
    let alone = "! message 3 is shown to ana alone: it only takes presses of its buttons";
    assert_eq!(shown("ana in 3: thanks", &town, &parrot).await, [alone]);
    assert_eq!(shown("cleo in Q1: an answer", &town, &parrot).await, ["4 · cleo in #help, under 1"]);
    assert_eq!(shown("cleo in Q2: an answer", &town, &parrot).await, ["! cleo sees no card Q2 in any place"]);
    assert_eq!(shown("ben reacts ✅ to 2", &town, &parrot).await, ["stoa reacts 🎉 to 2"]);
    assert_eq!(shown("ana reacts ✅ to 2", &town, &parrot).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_form_comes_back_until_it_is_right() {
    let (town, parrot) = town();
    let form = shown("ana in #help: form", &town, &parrot).await;
    assert_eq!(form[1..3], ["form for ana · An idea", "    what: What is it?"]);
    let again = shown("ana fills idea: quietly=yes", &town, &parrot).await;
    assert_eq!(again[2], "    ! An answer is needed.");
    assert_eq!(again[4], "    = true", "what was filled in is kept");
    let heard = parrot.heard().len();
    let thanks = shown("ana fills idea: what=Tea; at five", &town, &parrot).await;
    assert_eq!(thanks, ["2 · to ana", "    quietly is true, what is Tea; at five"]);
    assert_eq!(parrot.heard().len(), heard + 1);
    let Some(EventKind::Submitted(submission)) = parrot.heard().pop().map(|event| event.kind) else {
        panic!()
    };
    let wrong = shown("ana fills idea: what=More", &town, &parrot).await;
    assert_eq!(wrong, ["! there is no form `idea` in front of ana"], "a form that was sent off is away");

    let form = stoa_chat::Form {
        id: "idea".into(),
        title: "Not yet".into(),
        submit: "Send".into(),
        fields: vec![],
        values: submission.values,
        problems: std::collections::BTreeMap::new(),
    };
    let show = |handle: &str| Action::ShowForm {
        to: user("ana"),
        place: place("#help"),
        handle: handle.to_owned(),
        form: form.clone(),
    };
    assert!(
        matches!(said(&town, &show(&submission.showing)).await, Outcome::Sent(_)),
        "the core shows it again"
    );
    assert_eq!(said(&town, &show("stale")).await, Outcome::Gone);
    assert_eq!(render(&town.drain_feed(), Style::plain())[0], "form for ana · Not yet");
}

#[tokio::test]
async fn faults_come_one_at_a_time() {
    let (town, _) = town();
    let direct = Action::Direct { to: user("ana"), post: Post::of(Text::plain("hello")) };
    town.retry_after_next(Duration::from_secs(3));
    town.refuse_next("not today");
    town.lose_next_answer();
    assert_eq!(said(&town, &direct).await, Outcome::RetryAfter(Duration::from_secs(3)));
    assert_eq!(said(&town, &direct).await, Outcome::Refused("not today".into()));
    assert_eq!(town.drain_feed(), [], "neither was done");
    assert_eq!(said(&town, &direct).await, Outcome::Unknown);
    assert_eq!(town.drain_feed().len(), 1, "this one was");
    assert!(matches!(said(&town, &direct).await, Outcome::Sent(_)));
}

#[tokio::test]
async fn whoever_is_not_here_cannot_be_told_anything() {
    let (town, _) = town();
    let post = || Post::of(Text::plain("hello"));
    kind(&town, "cleo leaves #random");
    let private = |to: &str| Action::ReplyPrivately {
        place: place("#random"),
        to: user(to),
        thread: None,
        post: post(),
    };
    assert_eq!(said(&town, &private("cleo")).await, Outcome::Gone);
    assert!(matches!(said(&town, &private("ana")).await, Outcome::Sent(_)));
    assert_eq!(said(&town, &Action::Direct { to: user("zoe"), post: post() }).await, Outcome::Gone);
    let with = |people: &[&str]| Action::OpenConversation {
        with: people.iter().map(|who| user(who)).collect(),
        post: post(),
    };
    assert_eq!(said(&town, &with(&["ana", "zoe"])).await, Outcome::Gone);
    let Outcome::Sent(receipt) = said(&town, &with(&["cleo", "ana", "cleo"])).await else { panic!() };
    assert_eq!(receipt.message.map(|message| message.place.id).as_deref(), Some("with:ana,cleo"));
    assert_eq!(town.seen_by("ben"), [], "ben was told nothing");
}
