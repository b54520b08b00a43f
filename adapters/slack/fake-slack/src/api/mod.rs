//! The Web API: every request is held to the table of facts, then done by the module of its method.

mod arguments;
mod chat;
mod conversations;
mod files;
mod people;
mod reactions;
mod reading;
pub mod request;
pub mod respond;
mod views;

pub use arguments::Arguments;

use crate::facts::{FACTS, Method, Tier};
use crate::state::{Call, World};
use request::Request;
use serde_json::{Map, Value, json};

/// What a method answers: the fields beside `ok`, or why not.
pub type Answered = Result<Value, Refusal>;

/// Why a call was not done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// Slack's name for it.
    pub error: String,
    /// What exactly, where Slack tells.
    pub messages: Vec<String>,
    /// Fields beside `error`.
    pub more: Map<String, Value>,
    /// How long to wait, if that is what it is about.
    pub retry_after: Option<u64>,
}

impl From<&str> for Refusal {
    fn from(error: &str) -> Self {
        Self { error: error.to_owned(), ..Self::default() }
    }
}

impl Refusal {
    fn because(error: &str, messages: Vec<String>) -> Self {
        Self { messages, ..Self::from(error) }
    }

    /// A refusal for coming too often.
    pub fn wait(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::from("ratelimited") }
    }

    /// The body of the answer.
    pub fn json(&self) -> Value {
        let mut body = Map::new();
        body.insert("ok".into(), json!(false));
        body.insert("error".into(), json!(self.error));
        body.extend(self.more.clone());
        if !self.messages.is_empty() {
            body.insert("response_metadata".into(), json!({"messages": self.messages}));
        }
        Value::Object(body)
    }
}

impl World {
    /// Checks a call and does it.
    pub fn call(&mut self, request: &Request) -> Answered {
        let answered = self.checked(request).and_then(|arguments| self.perform(&request.method, &arguments));
        if let Err(refusal) = &answered
            && FACTS.methods.contains_key(&request.method)
            && !FACTS.may_fail(&request.method, &refusal.error)
        {
            self.violated(&request.method, "fake", format!("the fake may not answer {}", refusal.error));
        }
        self.note(request, &answered);
        answered
    }

    /// Writes down that a call was made.
    pub fn note(&mut self, request: &Request, answered: &Answered) {
        let answer = answered.as_ref().map_or_else(|refusal| refusal.error.clone(), |_| "ok".to_owned());
        let (at, method, arguments) = (self.now, request.method.clone(), request.arguments.clone());
        self.calls.push(Call { at, method, arguments, answer });
    }

    fn checked(&mut self, request: &Request) -> Result<Arguments, Refusal> {
        let method_name = &request.method;
        let Some(method) = FACTS.methods.get(method_name) else {
            self.violated(method_name, "method", "no such method in the table of facts");
            return Err("unknown_method".into());
        };
        self.check_form(request, method)?;
        if let Some(error) = self.app.refuses(&request.token, method.token) {
            self.violated(method_name, "token", error);
            return Err(error.into());
        }
        self.check_scopes(method_name, method)?;
        self.check_rate(request, method)?;
        arguments::check(self, request, method)
    }

    /// Holds a request to the verb and the kinds of body that its method takes.
    fn check_form(&mut self, request: &Request, method: &Method) -> Result<(), Refusal> {
        let name = &request.method;
        let verb = request.verb == method.verb || (method.verb == "GET" && request.verb == "POST");
        if !verb {
            self.violated(name, "verb", format!("{} instead of {}", request.verb, method.verb));
        }
        if let Some(error) = request.body_error {
            self.violated(name, "body", error);
            return Err(error.into());
        }
        if request.is_json && !method.json_body {
            self.violated(name, "body", "it takes no JSON");
            return Err(Refusal::because(
                "invalid_arguments",
                vec!["[ERROR] no JSON is read here".to_owned()],
            ));
        }
        if request.is_json && request.arguments.contains_key("token") {
            self.violated(name, "token", "a token in a JSON body is not read");
        }
        Ok(())
    }

    fn check_scopes(&mut self, name: &str, method: &Method) -> Result<(), Refusal> {
        let app_level = method.token == crate::facts::TokenKind::App;
        if app_level || self.app.may(&method.scopes) {
            return Ok(());
        }
        Err(self.missing_scope(name, &method.scopes))
    }

    /// Refuses a call for want of one of these scopes.
    pub fn missing_scope(&mut self, method: &str, needed: &[String]) -> Refusal {
        let needed = needed.join(",");
        self.violated(method, "scope", format!("needs {needed}"));
        let mut refusal = Refusal::from("missing_scope");
        refusal.more.insert("needed".into(), json!(needed));
        refusal.more.insert("provided".into(), json!(self.app.scopes.join(",")));
        refusal
    }

    fn check_rate(&mut self, request: &Request, method: &Method) -> Result<(), Refusal> {
        let bucket = Self::bucket(request);
        let now = self.now;
        if self.limits.is_early(&bucket, now) {
            self.violated(&request.method, "retry_after", "called again before Retry-After was over");
        }
        match self.limits.count(&bucket, method.tier, now) {
            Ok(()) => Ok(()),
            Err(seconds) => {
                self.limits.refuse(&bucket, now, seconds);
                Err(Refusal::wait(seconds))
            }
        }
    }

    /// What a call is counted under: its method, and its channel where each has a limit of its own.
    pub fn bucket(request: &Request) -> String {
        let name = &request.method;
        let own = FACTS.methods.get(name).is_some_and(|method| method.tier == Tier::Channel);
        match request.arguments.get("channel").and_then(Value::as_str) {
            Some(channel) if own => format!("{name} {channel}"),
            _ => name.clone(),
        }
    }

    /// Does what a method does.
    fn perform(&mut self, method: &str, arguments: &Arguments) -> Answered {
        match method {
            "chat.postMessage" => chat::post_message(self, arguments),
            "chat.postEphemeral" => chat::post_ephemeral(self, arguments),
            "chat.update" => chat::update(self, arguments),
            "chat.delete" => chat::delete(self, arguments),
            "chat.getPermalink" => chat::permalink(self, arguments),
            "conversations.open" => conversations::open(self, arguments),
            "conversations.info" => conversations::info(self, arguments),
            "conversations.join" => conversations::join(self, arguments),
            "conversations.list" => conversations::list(self, arguments),
            "conversations.members" => conversations::members(self, arguments),
            "conversations.history" => reading::history(self, arguments),
            "conversations.replies" => reading::replies(self, arguments),
            "files.getUploadURLExternal" => files::upload_url(self, arguments),
            "files.completeUploadExternal" => files::complete(self, arguments),
            "reactions.add" => reactions::add(self, arguments),
            "reactions.get" => reactions::get(self, arguments),
            "reactions.remove" => reactions::remove(self, arguments),
            "users.conversations" => conversations::of_user(self, arguments),
            "users.info" => people::info(self, arguments),
            "users.list" => people::list(self, arguments),
            "usergroups.list" => Ok(people::groups(self, arguments)),
            "usergroups.users.list" => people::group_users(self, arguments),
            "auth.test" => Ok(people::auth_test(self)),
            "team.info" => people::team(self, arguments),
            "bots.info" => people::bot(self, arguments),
            "apps.connections.open" => Ok(people::open_connection(self)),
            "views.open" => views::open(self, arguments),
            "views.push" => views::push(self, arguments),
            "views.update" => views::update(self, arguments),
            "views.publish" => views::publish(self, arguments),
            _ => Err("unknown_method".into()),
        }
    }
}
