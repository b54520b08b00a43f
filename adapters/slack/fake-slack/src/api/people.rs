//! `users.*`, `usergroups.*`, and the methods that tell of the app and the workspace.

use super::{Answered, Arguments};
use crate::state::World;
use serde_json::{Value, json};

pub(super) fn info(world: &mut World, arguments: &Arguments) -> Answered {
    let user = world.user(arguments.text("user").unwrap_or_default()).ok_or("user_not_found")?;
    let told = user.json(&world.app.id, world.now, arguments.flag("include_locale"));
    Ok(json!({"user": told}))
}

pub(super) fn list(world: &mut World, arguments: &Arguments) -> Answered {
    // Strangers are not members of the workspace.
    let members = world.users.values().filter(|user| !user.stranger);
    let locale = arguments.flag("include_locale");
    let all: Vec<Value> = members.map(|user| user.json(&world.app.id, world.now, locale)).collect();
    let usual = all.len();
    let mut answer = arguments.paged("members", usual, 1_000, &all)?;
    answer["cache_ts"] = json!(world.seconds());
    Ok(answer)
}

pub(super) fn groups(world: &World, arguments: &Arguments) -> Value {
    let (users, count) = (arguments.flag("include_users"), arguments.flag("include_count"));
    let shown = world.groups.values().filter(|group| !group.deleted || arguments.flag("include_disabled"));
    let all: Vec<Value> = shown.map(|group| world.group_json(group, users, count)).collect();
    json!({"usergroups": all})
}

pub(super) fn group_users(world: &mut World, arguments: &Arguments) -> Answered {
    let group = world.groups.get(arguments.text("usergroup").unwrap_or_default());
    Ok(json!({"users": group.ok_or("no_such_subteam")?.users}))
}

pub(super) fn auth_test(world: &World) -> Value {
    let mut answer = json!({
        "url": format!("https://{}.slack.com/", world.team.domain),
        "team": world.team.name,
        "user": world.app.name,
        "team_id": world.team.id,
        "user_id": world.app.user_id,
        "bot_id": world.app.bot_id,
        "is_enterprise_install": world.team.org_install,
    });
    if let Some((id, _)) = &world.team.enterprise {
        answer["enterprise_id"] = json!(id);
    }
    answer
}

pub(super) fn team(world: &mut World, arguments: &Arguments) -> Answered {
    if arguments.text("team").is_some_and(|team| team != world.team.id) {
        return Err("team_not_found".into());
    }
    let mut team = json!({
        "id": world.team.id,
        "name": world.team.name,
        "url": format!("https://{}.slack.com/", world.team.domain),
        "domain": world.team.domain,
        "email_domain": "",
        "icon": {"image_default": true},
    });
    if let Some((id, name)) = &world.team.enterprise {
        team["enterprise_id"] = json!(id);
        team["enterprise_name"] = json!(name);
    }
    Ok(json!({"team": team}))
}

pub(super) fn bot(world: &mut World, arguments: &Arguments) -> Answered {
    let wanted = arguments.text("bot").unwrap_or(&world.app.bot_id);
    let user = world.users.values().find(|user| user.bot_id.as_deref() == Some(wanted));
    let user = user.ok_or("bot_not_found")?;
    Ok(json!({"bot": {
        "id": wanted,
        "deleted": user.deleted,
        "name": user.name,
        "updated": user.updated,
        "app_id": world.app.id,
        "user_id": user.id,
        "icons": {"image_36": "", "image_48": "", "image_72": ""},
    }}))
}

/// Hands out an address that opens one socket.
pub(super) fn open_connection(world: &mut World) -> Value {
    let ticket = world.new_socket_ticket();
    let base = world.base.replacen("http", "ws", 1);
    json!({"url": format!("{base}/link/?ticket={ticket}&app_id={}", world.app.id)})
}
