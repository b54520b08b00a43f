//! What the app may answer at once: the words to a command, and what becomes of a form that was sent off.

use super::Kind;
use crate::api::respond;
use crate::blocks;
use crate::state::{Notice, World};
use serde_json::Value;
use std::collections::BTreeMap;

impl World {
    /// The app has answered a delivery.
    pub fn answered(&mut self, kind: &Kind, payload: Option<&Value>) {
        match kind {
            Kind::Command { key, .. } => {
                if let Some(payload) = payload.filter(|payload| is_words(payload)) {
                    respond::immediately(self, key, payload);
                }
            }
            Kind::Submission { user, view } => {
                let empty = Value::Object(serde_json::Map::new());
                self.submission_answered(user, view, payload.unwrap_or(&empty));
            }
            Kind::Event | Kind::Interaction { .. } => {}
        }
    }

    /// The app never answered: the person who waits is told so, as Slack would.
    pub fn unanswered(&mut self, kind: &Kind) {
        let (user, words) = match kind {
            Kind::Event => return,
            Kind::Command { user, command, .. } => {
                (user, format!("{command} failed with the error \"operation_timeout\""))
            }
            Kind::Interaction { user } => (user, "Operation timed out.".to_owned()),
            Kind::Submission { user, .. } => (user, "We had some trouble connecting. Try again?".to_owned()),
        };
        self.notices.push(Notice { user: user.clone(), words });
    }

    fn submission_answered(&mut self, user: &str, view: &str, answer: &Value) {
        match answer["response_action"].as_str() {
            None => {
                let known = answer.as_object().is_none_or(serde_json::Map::is_empty);
                if !known {
                    self.violated("ack", "response_action", format!("a form is answered with {answer}"));
                }
                self.close_view(user, view);
            }
            Some("clear") => {
                self.views.modals.remove(user);
            }
            Some("errors") => self.show_problems(user, view, &answer["errors"]),
            Some("update") => self.replace_by_answer(user, view, &answer["view"]),
            Some("push") => self.push_by_answer(user, view, &answer["view"]),
            Some(other) => self.violated("ack", "response_action", format!("no such action: {other}")),
        }
    }

    /// Takes a modal, and what lies upon it, from a person's screen.
    pub fn close_view(&mut self, user: &str, view: &str) {
        let Some(stack) = self.views.modals.get_mut(user) else { return };
        if let Some(at) = stack.iter().position(|open| open.id == view) {
            stack.truncate(at);
        }
        if stack.is_empty() {
            self.views.modals.remove(user);
        }
    }

    fn show_problems(&mut self, user: &str, view: &str, errors: &Value) {
        let mut problems = BTreeMap::new();
        for (block, words) in errors.as_object().into_iter().flatten() {
            problems.insert(block.clone(), words.as_str().unwrap_or_default().to_owned());
        }
        let open = self.views.modals.get_mut(user).into_iter().flatten().find(|open| open.id == view);
        let Some(open) = open else { return };
        let blocks = open.content["blocks"].as_array().cloned().unwrap_or_default();
        let is_input =
            |id: &String| blocks.iter().any(|block| block["block_id"] == **id && block["type"] == "input");
        let strange: Vec<_> = problems.keys().filter(|id| !is_input(id)).cloned().collect();
        open.problems = problems;
        if open.problems.is_empty() {
            self.violated("ack", "errors", "errors without any error");
        }
        for id in strange {
            self.violated("ack", "errors", format!("no input block is called {id}"));
        }
    }

    fn replace_by_answer(&mut self, user: &str, view: &str, content: &Value) {
        let Some(content) = self.answered_view(content) else { return };
        let hash = self.new_hash();
        let open = self.views.modals.get_mut(user).into_iter().flatten().find(|open| open.id == view);
        if let Some(open) = open {
            open.replace(content, hash);
        }
    }

    fn push_by_answer(&mut self, user: &str, view: &str, content: &Value) {
        let Some(content) = self.answered_view(content) else { return };
        let below = self.views.modals.get(user).into_iter().flatten().find(|open| open.id == view);
        let Some(below) = below.map(|below| (below.root.clone(), below.id.clone())) else { return };
        if self.views.modals.get(user).is_some_and(|stack| stack.len() >= crate::state::MOST_MODALS) {
            return self.violated("ack", "views", "a fourth modal on the stack");
        }
        let new = self.new_view(user, content, Some(below));
        self.views.modals.entry(user.to_owned()).or_default().push(new);
    }

    fn answered_view(&mut self, content: &Value) -> Option<Value> {
        let mut content = content.clone();
        let problems = blocks::check_view(&content);
        for problem in &problems {
            self.violated("ack", "views", problem.clone());
        }
        blocks::fill_ids(self, &mut content["blocks"]);
        problems.is_empty().then_some(content)
    }
}

/// Whether an answer to a command says something.
fn is_words(payload: &Value) -> bool {
    payload["text"].is_string() || payload["blocks"].is_array()
}
