//! `views.*`: modals upon each other, and each person's Home.

use super::{Answered, Arguments, Refusal};
use crate::blocks;
use crate::state::{MOST_MODALS, World};
use serde_json::{Value, json};

pub(super) fn open(world: &mut World, arguments: &Arguments) -> Answered {
    let content = checked(world, arguments, "modal", None)?;
    let user = triggered(world, arguments)?;
    let view = world.new_view(&user, content, None);
    let told = world.view_json(&view);
    // Another stack of modals is opened; the one before is gone.
    world.views.modals.insert(user, vec![view]);
    Ok(json!({"view": told}))
}

pub(super) fn push(world: &mut World, arguments: &Arguments) -> Answered {
    let content = checked(world, arguments, "modal", None)?;
    let user = triggered(world, arguments)?;
    let below = world.views.modals.get(&user).and_then(|stack| Some((stack.last()?.clone(), stack.len())));
    let Some((below, height)) = below else { return Err("not_found".into()) };
    if height >= MOST_MODALS {
        world.violated(&arguments.method, "views", "a fourth modal on the stack");
        return Err("push_limit_reached".into());
    }
    let view = world.new_view(&user, content, Some((below.root, below.id)));
    let told = world.view_json(&view);
    world.views.modals.entry(user).or_default().push(view);
    Ok(json!({"view": told}))
}

pub(super) fn update(world: &mut World, arguments: &Arguments) -> Answered {
    let (id, external) = (arguments.text("view_id"), arguments.text("external_id"));
    if id.is_none() && external.is_none() {
        world.violated(&arguments.method, "argument", "either view_id or external_id is needed");
        let messages = vec!["[ERROR] missing required field: view_id".to_owned()];
        return Err(Refusal::because("invalid_arguments", messages));
    }
    let found = world.views.find(id, external).ok_or("not_found")?;
    let (own, kind) = (found.id.clone(), found.content["type"].as_str().unwrap_or("modal").to_owned());
    if arguments.text("hash").is_some_and(|hash| hash != found.hash) {
        return Err("hash_conflict".into());
    }
    let content = checked(world, arguments, &kind, Some(&own))?;
    let hash = world.new_hash();
    let view = world.views.find(Some(&own), None).ok_or("not_found")?;
    view.replace(content, hash);
    let view = view.clone();
    Ok(json!({"view": world.view_json(&view)}))
}

pub(super) fn publish(world: &mut World, arguments: &Arguments) -> Answered {
    if !world.app.home {
        world.violated(&arguments.method, "manifest", "the Home tab is not enabled");
        return Err("not_enabled".into());
    }
    let user = arguments.text("user_id").unwrap_or_default().to_owned();
    if world.user(&user).is_none_or(|user| user.deleted || user.bot_id.is_some()) {
        let messages = vec!["[ERROR] user_id is nobody who has a Home".to_owned()];
        return Err(Refusal::because("invalid_arguments", messages));
    }
    let own = world.views.homes.get(&user).cloned();
    if let (Some(hash), Some(home)) = (arguments.text("hash"), &own)
        && hash != home.hash
    {
        return Err("hash_conflict".into());
    }
    let content = checked(world, arguments, "home", own.as_ref().map(|home| home.id.as_str()))?;
    let mut view = match own {
        Some(home) => home,
        None => world.new_view(&user, content.clone(), None),
    };
    let hash = world.new_hash();
    view.replace(content, hash);
    let told = world.view_json(&view);
    world.views.homes.insert(user, view);
    Ok(json!({"view": told}))
}

/// The person whose trigger a call brings.
fn triggered(world: &mut World, arguments: &Arguments) -> Result<String, Refusal> {
    let Some(trigger) = arguments.text("trigger_id").or_else(|| arguments.text("interactivity_pointer"))
    else {
        world.violated(&arguments.method, "argument", "trigger_id is missing");
        let messages = vec!["[ERROR] missing required field: trigger_id".to_owned()];
        return Err(Refusal::because("invalid_arguments", messages));
    };
    world.use_trigger(trigger).map_err(|problem| problem.error().into())
}

/// A view with all its ids, if it is what Slack takes.
fn checked(
    world: &mut World,
    arguments: &Arguments,
    kind: &str,
    own: Option<&str>,
) -> Result<Value, Refusal> {
    let mut view = arguments.get("view").cloned().unwrap_or_default();
    let mut problems = blocks::check_view(&view);
    if view["type"] != kind {
        problems.push(format!("`type` must be {kind} [json-pointer:/view/type]"));
    }
    if !problems.is_empty() {
        for problem in &problems {
            world.violated(&arguments.method, "views", problem.clone());
        }
        let messages = problems.iter().map(|problem| format!("[ERROR] {problem}")).collect();
        return Err(Refusal::because("invalid_arguments", messages));
    }
    if blocks::view_too_large(&view) {
        world.violated(&arguments.method, "views", "more than 250 kB");
        return Err("view_too_large".into());
    }
    if world.views.external_id_taken(view["external_id"].as_str().unwrap_or(""), own) {
        return Err("duplicate_external_id".into());
    }
    blocks::fill_ids(world, &mut view["blocks"]);
    Ok(view)
}
