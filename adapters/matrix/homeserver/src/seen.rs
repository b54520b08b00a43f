//! What somebody's client shows them: messages with everything that was done to them since.

use serde_json::Value;

/// A message, as the client of one person understood it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The room's id.
    pub room: String,
    /// The event's id.
    pub event_id: String,
    /// Who wrote it.
    pub author: String,
    /// `m.text`, `m.notice`, `m.image` …
    pub kind: String,
    /// Its words, without markup; those of its latest version.
    pub words: String,
    /// Its words as HTML, if it has any.
    pub html: Option<String>,
    /// The event that its thread begins with.
    pub thread: Option<String>,
    /// The event that it replies to.
    pub reply_to: Option<String>,
    /// Whom it alerts: ids, and `@room`.
    pub alerts: Vec<String>,
    /// The reactions on it.
    pub marks: Vec<Mark>,
    /// How often it was edited.
    pub edits: usize,
    /// Whether it was taken back.
    pub redacted: bool,
    /// Whether it came encrypted.
    pub encrypted: bool,
    /// Whether the client had the key.
    pub readable: bool,
    /// When the homeserver took it, in milliseconds.
    pub at: i64,
    /// The whole content, as it first came.
    pub content: Value,
}

/// A reaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who put it.
    pub by: String,
    /// What was put.
    pub key: String,
    /// The reaction's own event.
    pub event_id: String,
}

/// All that one person has seen, the oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub sights: Vec<Sight>,
}

impl Seen {
    /// Takes in one line of the person's program.
    pub fn take(&mut self, told: &Value) {
        let event = &told["saw"];
        let (room, encrypted) = (text(&told["room"]), told["encrypted"] == true);
        match event["type"].as_str() {
            Some("m.room.message") => self.message(room, event, encrypted),
            Some("m.room.encrypted") => {
                let readable = event["unsigned"]["redacted_because"].is_object();
                self.add(Sight { encrypted: true, readable, redacted: readable, ..blank(room, event) });
            }
            Some("m.reaction") => self.reaction(event),
            Some("m.room.redaction") => self.redaction(event),
            _ => {}
        }
    }

    fn find(&mut self, event_id: &Value) -> Option<&mut Sight> {
        let event_id = event_id.as_str()?;
        self.sights.iter_mut().find(|sight| sight.event_id == event_id)
    }

    /// A message that was seen before without its key keeps its place.
    fn add(&mut self, sight: Sight) {
        match self.sights.iter_mut().find(|known| known.event_id == sight.event_id) {
            Some(known) if !known.readable => {
                *known = Sight { marks: std::mem::take(&mut known.marks), ..sight };
            }
            Some(_) => {}
            None => self.sights.push(sight),
        }
    }

    fn message(&mut self, room: String, event: &Value, encrypted: bool) {
        let content = &event["content"];
        let relation = &content["m.relates_to"];
        if relation["rel_type"] == "m.replace" {
            return self.edit(event);
        }
        let in_thread = relation["rel_type"] == "m.thread";
        let falls_back = relation["is_falling_back"] == true;
        let reply = &relation["m.in_reply_to"]["event_id"];
        self.add(Sight {
            kind: text(&content["msgtype"]),
            words: text(&content["body"]),
            html: content["formatted_body"].as_str().map(str::to_owned),
            thread: in_thread.then(|| text(&relation["event_id"])),
            reply_to: reply.as_str().filter(|_| !falls_back).map(str::to_owned),
            alerts: alerts(content),
            redacted: event["unsigned"]["redacted_because"].is_object(),
            encrypted,
            readable: true,
            ..blank(room, event)
        });
    }

    /// Only its author edits a message.
    fn edit(&mut self, event: &Value) {
        let (content, author) = (&event["content"], text(&event["sender"]));
        let alerts = alerts(content);
        if let Some(sight) = self.find(&content["m.relates_to"]["event_id"])
            && sight.author == author
        {
            let new = &content["m.new_content"];
            sight.words = text(&new["body"]);
            sight.html = new["formatted_body"].as_str().map(str::to_owned);
            sight.alerts.extend(alerts);
            sight.edits += 1;
        }
    }

    fn reaction(&mut self, event: &Value) {
        let relation = &event["content"]["m.relates_to"];
        let mark = Mark {
            by: text(&event["sender"]),
            key: text(&relation["key"]),
            event_id: text(&event["event_id"]),
        };
        if let Some(sight) = self.find(&relation["event_id"])
            && !sight.marks.contains(&mark)
        {
            sight.marks.push(mark);
        }
    }

    /// Takes back a message, or a reaction. Older rooms and newer ones say at different places which.
    fn redaction(&mut self, event: &Value) {
        let gone =
            if event["redacts"].is_string() { &event["redacts"] } else { &event["content"]["redacts"] };
        if let Some(sight) = self.find(gone) {
            sight.redacted = true;
            sight.words.clear();
            sight.html = None;
        }
        for sight in &mut self.sights {
            sight.marks.retain(|mark| *gone != *mark.event_id);
        }
    }
}

fn blank(room: String, event: &Value) -> Sight {
    Sight {
        room,
        event_id: text(&event["event_id"]),
        author: text(&event["sender"]),
        at: event["origin_server_ts"].as_i64().unwrap_or_default(),
        content: event["content"].clone(),
        ..Sight::default()
    }
}

/// Whom a message alerts. One that says nothing about that alerts everybody whose name stands in it, as old clients
/// wanted it.
fn alerts(content: &Value) -> Vec<String> {
    let said = &content["m.mentions"];
    if !said.is_object() {
        let body = text(&content["body"]);
        let words = body.split(|c: char| c.is_whitespace() || ",;!?()<>\"'".contains(c));
        return words.filter(|word| word.starts_with('@') && word.len() > 1).map(str::to_owned).collect();
    }
    let people = said["user_ids"].as_array().into_iter().flatten().map(text);
    let room = (said["room"] == true).then(|| "@room".to_owned());
    people.chain(room).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
