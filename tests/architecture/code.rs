//! Reads Rust as tokens: what a file names, calls and says, inside macros too.
//!
//! A syntax tree stops at every macro, and `on!`, `wording!` and `tracing::info!` hold half of this house.
//! Tokens do not stop; what they do not tell (types, what a glob brings in) the rules do without.

use super::literal;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// Where something stands in its file.
#[derive(Clone, Copy, Default)]
pub struct Spot {
    /// Counted from 1.
    pub line: usize,
    /// Whether it is part of a test.
    pub test: bool,
    /// Whether it stands in `#[…]`.
    pub attribute: bool,
}

/// A path as it is written, each branch of a `use` on its own; `*` for a glob.
pub struct Name {
    /// What is written: `super`, `people`.
    pub path: Vec<String>,
    /// The same from the root of the crate, if it begins with `crate`, `self` or `super`: `features`, `people`.
    pub absolute: Vec<String>,
    /// Whether `as` follows.
    pub renamed: bool,
    pub spot: Spot,
}

/// What a [`Call`] calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Macro,
    Function,
    Method,
}

/// `path!(…)`, `path(…)` or `.name(…)`.
pub struct Call {
    pub kind: Kind,
    pub path: Vec<String>,
    pub arguments: Vec<Argument>,
    pub spot: Spot,
}

/// What stands between two commas of a call, at any depth.
#[derive(Default)]
pub struct Argument {
    /// Names of variables and fields, not of functions.
    pub names: Vec<String>,
    /// Texts, with their lines.
    pub texts: Vec<(String, usize)>,
}

/// A text in quotation marks.
pub struct Said {
    pub text: String,
    pub spot: Spot,
}

/// A statement whose rows are all read.
pub struct Fetch {
    pub sql: String,
    pub spot: Spot,
}

/// Everything that the rules want to know of a file of Rust.
#[derive(Default)]
pub struct Code {
    pub names: Vec<Name>,
    pub calls: Vec<Call>,
    pub texts: Vec<Said>,
    pub fetches: Vec<Fetch>,
    /// Modules declared in the file.
    pub modules: Vec<(String, usize)>,
}

impl Code {
    /// Reads the file at `path`.
    pub fn read(path: &str, text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path} is not Rust: {error}"));
        let spot = Spot { test: is_test(path), ..Spot::default() };
        let mut reader = Reader { spot, module: module_of(path), ..Reader::default() };
        reader.level(&list(tokens));
        reader.code
    }
}

/// Whether a file is only compiled for tests.
fn is_test(path: &str) -> bool {
    let folders = ["tests/", "benches/", "src/testing/"];
    folders.iter().any(|folder| path.starts_with(folder))
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

/// `src/features/people/store.rs` is the module `features`, `people`, `store`.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.rsplit_once("src/").map_or(path, |(_, inside)| inside);
    let parts = inside.trim_end_matches(".rs").split('/');
    parts.filter(|part| !["mod", "lib", "main"].contains(part)).map(str::to_owned).collect()
}

fn list(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}

fn is(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn ident(token: Option<&TokenTree>) -> Option<&Ident> {
    if let Some(TokenTree::Ident(ident)) = token { Some(ident) } else { None }
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// Whether `::` stands at `at`.
fn joins(tokens: &[TokenTree], at: usize) -> bool {
    is(tokens.get(at), ':') && is(tokens.get(at + 1), ':')
}

#[derive(Default)]
struct Reader {
    code: Code,
    module: Vec<String>,
    spot: Spot,
    /// Names that were bound to a text, in order.
    constants: Vec<(String, String)>,
    /// The statement of the latest `query(…)` between the same brackets.
    query: Option<String>,
}

impl Reader {
    /// Reads the tokens between two brackets.
    fn level(&mut self, tokens: &[TokenTree]) {
        let (outside, query) = (self.spot, self.query.take());
        let mut at = 0;
        while at < tokens.len() {
            self.spot.line = tokens[at].span().start().line;
            at = self.step(tokens, at);
            // What `cfg(test)` said ends with its item.
            if is(tokens.get(at - 1), ';') || group(tokens.get(at - 1), Delimiter::Brace).is_some() {
                self.spot.test = outside.test;
            }
        }
        (self.spot, self.query) = (outside, query);
    }

    /// Reads what begins at `at` and says where the next thing begins.
    fn step(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let next = tokens.get(at + 1);
        match &tokens[at] {
            TokenTree::Punct(mark) if mark.as_char() == '#' => self.attribute(tokens, at),
            // A lifetime.
            TokenTree::Punct(mark) if mark.as_char() == '\'' && ident(next).is_some() => at + 2,
            // A field or a method, unless it is a range.
            TokenTree::Punct(mark) if mark.as_char() == '.' && (at == 0 || !is(tokens.get(at - 1), '.')) => {
                let Some(name) = ident(next) else { return at + 1 };
                self.call(Kind::Method, vec![name.to_string()], tokens.get(at + 2));
                at + 2
            }
            TokenTree::Punct(_) => at + 1,
            TokenTree::Ident(word) if word == "mod" && ident(next).is_some() => {
                self.inner_module(tokens, at + 1)
            }
            TokenTree::Ident(_) => self.path(tokens, at, Vec::new()),
            TokenTree::Literal(word) => {
                if let Some(text) = literal::text(&word.to_string()) {
                    self.bind(&tokens[..at], &text);
                    self.code.texts.push(Said { text, spot: self.spot });
                }
                at + 1
            }
            TokenTree::Group(group) => {
                self.level(&list(group.stream()));
                at + 1
            }
        }
    }

    /// `#[…]` or `#![…]`; documentation is passed over, `cfg(test)` makes a test of what follows.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let bracket = at + 1 + usize::from(is(tokens.get(at + 1), '!'));
        let Some(group) = group(tokens.get(bracket), Delimiter::Bracket) else { return at + 1 };
        let inside = list(group.stream());
        let Some(name) = ident(inside.first()) else { return at + 1 };
        if name != "doc" {
            self.spot.attribute = true;
            self.level(&inside);
            self.spot.attribute = false;
        }
        let condition = group.to_string();
        self.spot.test |= name == "cfg" && condition.contains("test") && !condition.contains("not");
        bracket + 1
    }

    fn inner_module(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let Some(name) = ident(tokens.get(at)) else { return at };
        self.code.modules.push((name.to_string(), self.spot.line));
        let Some(body) = group(tokens.get(at + 1), Delimiter::Brace) else { return at + 1 };
        self.module.push(name.to_string());
        self.level(&list(body.stream()));
        self.module.pop();
        at + 2
    }

    /// `a::b::{c, d::*}`, and the call that it may be.
    fn path(&mut self, tokens: &[TokenTree], mut at: usize, mut path: Vec<String>) -> usize {
        while let Some(word) = ident(tokens.get(at)) {
            path.push(word.to_string());
            at += 1;
            if !joins(tokens, at) {
                break;
            }
            if let Some(branches) = group(tokens.get(at + 2), Delimiter::Brace) {
                self.branches(&list(branches.stream()), &path);
                return at + 3;
            }
            if is(tokens.get(at + 2), '*') {
                path.push("*".to_owned());
                at += 3;
            } else if ident(tokens.get(at + 2)).is_some() {
                at += 2;
            } else {
                break;
            }
        }
        self.name(path.clone(), ident(tokens.get(at)).is_some_and(|word| word == "as"));
        if is(tokens.get(at), '!') {
            self.call(Kind::Macro, path, tokens.get(at + 1));
        } else {
            self.call(Kind::Function, path, tokens.get(at));
        }
        at
    }

    /// The inside of `a::{…}`.
    fn branches(&mut self, tokens: &[TokenTree], stem: &[String]) {
        let mut at = 0;
        while at < tokens.len() {
            self.spot.line = tokens[at].span().start().line;
            let word = ident(tokens.get(at)).map(ToString::to_string);
            match word.as_deref() {
                Some("as") => at += 2,
                Some("self") => {
                    self.name(stem.to_vec(), ident(tokens.get(at + 1)).is_some());
                    at += 1;
                }
                Some(_) => at = self.path(tokens, at, stem.to_vec()),
                None => {
                    if is(tokens.get(at), '*') {
                        self.name([stem, &["*".to_owned()]].concat(), false);
                    }
                    at += 1;
                }
            }
        }
    }

    fn name(&mut self, path: Vec<String>, renamed: bool) {
        let ups = path.iter().take_while(|part| *part == "super" || *part == "self").count();
        let up = path[..ups].iter().filter(|part| *part == "super").count();
        let absolute = match path[0].as_str() {
            "crate" | "stoa" => path[1..].to_vec(),
            "self" | "super" => {
                let kept = self.module.len().saturating_sub(up);
                [&self.module[..kept], &path[ups..]].concat()
            }
            _ => path.clone(),
        };
        self.code.names.push(Name { path, absolute, renamed, spot: self.spot });
    }

    fn call(&mut self, kind: Kind, path: Vec<String>, arguments: Option<&TokenTree>) {
        let Some(TokenTree::Group(group)) = arguments else { return };
        if kind == Kind::Macro || group.delimiter() == Delimiter::Parenthesis {
            let call = Call { kind, path, arguments: arguments_of(&list(group.stream())), spot: self.spot };
            self.fetch(&call);
            self.code.calls.push(call);
        }
    }

    /// Remembers `const NAME: &str = "text"`, so that a statement is known where it is run.
    fn bind(&mut self, before: &[TokenTree], text: &str) {
        let Some((_, before)) = before.split_last().filter(|(last, _)| is(Some(last), '=')) else { return };
        let keyword = before.iter().rposition(|token| {
            ident(Some(token))
                .is_some_and(|word| ["const", "static", "let"].iter().any(|known| word == known))
        });
        let names = keyword.map(|at| &before[at + 1..]).unwrap_or_default();
        if let Some(name) = names.iter().find_map(|token| ident(Some(token)).filter(|word| *word != "mut")) {
            self.constants.push((name.to_string(), text.to_owned()));
        }
    }

    /// Follows `query(SQL)…fetch_all(…)`, in which `SQL` may be a text or the name of one.
    fn fetch(&mut self, call: &Call) {
        let last = call.path.last().map_or("", String::as_str);
        if call.kind == Kind::Function && ["query", "query_as", "query_scalar"].contains(&last) {
            self.query = call.arguments.first().and_then(|argument| self.value(argument));
        } else if call.kind == Kind::Method && (last == "fetch_all" || last == "fetch") {
            let sql = self.query.take();
            self.code.fetches.extend(sql.map(|sql| Fetch { sql, spot: call.spot }));
        }
    }

    /// The text that stands in an argument or is bound to the name in it.
    fn value(&self, argument: &Argument) -> Option<String> {
        if !argument.texts.is_empty() {
            return Some(argument.texts.iter().map(|(text, _)| text.as_str()).collect());
        }
        let name = argument.names.last()?;
        self.constants.iter().rfind(|(known, _)| known == name).map(|(_, text)| text.clone())
    }
}

fn arguments_of(tokens: &[TokenTree]) -> Vec<Argument> {
    let parts = tokens.split(|token| is(Some(token), ','));
    parts
        .map(|part| {
            let mut argument = Argument::default();
            gather(part, &mut argument);
            argument
        })
        .collect()
}

fn gather(tokens: &[TokenTree], into: &mut Argument) {
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => gather(&list(group.stream()), into),
            TokenTree::Ident(word) => {
                let called = group(tokens.get(at + 1), Delimiter::Parenthesis).is_some();
                if !called {
                    into.names.push(word.to_string());
                }
            }
            TokenTree::Literal(word) => {
                let line = word.span().start().line;
                into.texts.extend(literal::text(&word.to_string()).map(|text| (text, line)));
            }
            TokenTree::Punct(_) => {}
        }
    }
}
