//! Views: the modals that lie before each person, one upon the other, and their Home.

use super::World;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many modals may lie upon each other.
pub const MOST_MODALS: usize = 3;

/// A view that was opened or published.
#[derive(Clone, Debug)]
pub struct View {
    pub id: String,
    pub user: String,
    /// As it was sent, with every `block_id` and `action_id` filled in.
    pub content: Value,
    pub hash: String,
    pub root: String,
    pub previous: Option<String>,
    /// What stands wrong at which block, after a submission was refused.
    pub problems: BTreeMap<String, String>,
    /// What the person has filled in, as a submission carries it.
    pub state: Map<String, Value>,
}

/// All views that somebody sees.
#[derive(Debug, Default)]
pub struct Views {
    /// Modals by person, the uppermost last.
    pub modals: BTreeMap<String, Vec<View>>,
    /// Homes by person.
    pub homes: BTreeMap<String, View>,
    hashes: u64,
}

impl Views {
    /// The view with this id or external id.
    pub fn find(&mut self, id: Option<&str>, external: Option<&str>) -> Option<&mut View> {
        let all = self.modals.values_mut().flatten().chain(self.homes.values_mut());
        let mut all = all.filter(|view| match (id, external) {
            (Some(id), _) => view.id == id,
            (None, Some(external)) => view.external_id() == external,
            (None, None) => false,
        });
        all.next()
    }

    /// Whether another view than `own` has this external id.
    pub fn external_id_taken(&self, external: &str, own: Option<&str>) -> bool {
        let mut all = self.modals.values().flatten().chain(self.homes.values());
        !external.is_empty()
            && all.any(|view| view.external_id() == external && Some(view.id.as_str()) != own)
    }
}

impl View {
    pub fn external_id(&self) -> &str {
        self.content["external_id"].as_str().unwrap_or("")
    }

    /// Puts another content in its place. What was filled in stays where both ids of a question stayed the same.
    pub fn replace(&mut self, content: Value, hash: String) {
        let stays = |block: &String, values: &Value| {
            let ids = values.as_object().into_iter().flat_map(Map::keys);
            let mut blocks = content["blocks"].as_array().into_iter().flatten();
            blocks.any(|new| {
                let same = |action: &String| new["element"]["action_id"] == **action;
                new["block_id"] == **block && ids.clone().any(same)
            })
        };
        self.state.retain(|block, values| stays(block, values));
        self.content = content;
        self.hash = hash;
        self.problems.clear();
    }
}

impl World {
    /// A hash for a view that was just written.
    pub fn new_hash(&mut self) -> String {
        self.views.hashes += 1;
        format!("{}.{:08}", self.seconds(), self.views.hashes)
    }

    /// A new view of `user`.
    pub fn new_view(&mut self, user: &str, content: Value, previous: Option<(String, String)>) -> View {
        let id = self.new_id("V");
        let (root, previous) = match previous {
            Some((root, previous)) => (root, Some(previous)),
            None => (id.clone(), None),
        };
        let hash = self.new_hash();
        let (problems, state) = (BTreeMap::new(), Map::new());
        View { id, user: user.to_owned(), content, hash, root, previous, problems, state }
    }

    /// The view as answers and payloads carry it.
    pub fn view_json(&self, view: &View) -> Value {
        let content = &view.content;
        let home = content["type"] == "home";
        let text = |key: &str| json!(content[key].as_str().unwrap_or(""));
        let flag = |key: &str| json!(content[key].as_bool().unwrap_or(false));
        let mut told = json!({
            "id": view.id,
            "team_id": self.team.id,
            "type": content["type"],
            "blocks": content["blocks"],
            "private_metadata": text("private_metadata"),
            "callback_id": text("callback_id"),
            "state": {"values": view.state},
            "hash": view.hash,
            "title": content["title"],
            "close": content["close"],
            "submit": content["submit"],
            "clear_on_close": flag("clear_on_close"),
            "notify_on_close": flag("notify_on_close"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": self.app.id,
            "external_id": view.external_id(),
            "app_installed_team_id": self.installed_team(),
            "bot_id": self.app.bot_id,
        });
        if home {
            told["title"] = json!({"type": "plain_text", "text": "View Title", "emoji": true});
            told["close"] = Value::Null;
            told["submit"] = Value::Null;
        }
        told
    }

    fn installed_team(&self) -> &str {
        match &self.team.enterprise {
            Some((id, _)) if self.team.org_install => id,
            _ => &self.team.id,
        }
    }
}
