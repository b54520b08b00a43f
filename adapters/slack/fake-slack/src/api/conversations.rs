//! `conversations.*` but for what was said there: which there are, who is in them, and how to get in.

use super::{Answered, Arguments, Refusal};
use crate::state::{Channel, ChannelKind, World};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// How many people a conversation without a name takes, beside the bot.
const MOST_PEOPLE: usize = 8;

/// The conversation that a call names, if the bot can see it.
pub(super) fn seen(world: &World, arguments: &Arguments) -> Result<String, Refusal> {
    let named = arguments.text("channel").unwrap_or_default();
    let place = world.channels.get(named).filter(|place| visible(world, place));
    Ok(place.ok_or("channel_not_found")?.id.clone())
}

fn visible(world: &World, place: &Channel) -> bool {
    place.kind == ChannelKind::Public || place.has(&world.app.user_id)
}

/// The same, if the scope of its kind was granted: `read`, `history`.
pub(super) fn read(world: &mut World, arguments: &Arguments, what: &str) -> Result<String, Refusal> {
    let named = arguments.text("channel").unwrap_or_default().to_owned();
    let Some(kind) = world.channels.get(&named).map(|place| place.kind) else {
        return Err("channel_not_found".into());
    };
    let needed = [format!("{}:{what}", kind.scope())];
    if !world.app.may(&needed) {
        return Err(world.missing_scope(&arguments.method, &needed));
    }
    seen(world, arguments)
}

pub(super) fn info(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = read(world, arguments, "read")?;
    let place = &world.channels[&channel];
    let mut told = place.json(world);
    if arguments.flag("include_num_members") {
        told["num_members"] = json!(place.members.len());
    }
    if arguments.flag("include_locale") {
        told["locale"] = json!("en-US");
    }
    Ok(json!({"channel": told}))
}

pub(super) fn members(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = read(world, arguments, "read")?;
    let members: Vec<Value> = world.channels[&channel].members.iter().map(|id| json!(id)).collect();
    arguments.paged("members", 100, 1_000, &members)
}

pub(super) fn join(world: &mut World, arguments: &Arguments) -> Answered {
    let channel = seen(world, arguments)?;
    let place = &world.channels[&channel];
    if place.kind != ChannelKind::Public {
        return Err("method_not_supported_for_channel_type".into());
    }
    if place.archived {
        return Err("is_archived".into());
    }
    let bot = world.app.user_id.clone();
    let already = place.has(&bot);
    world.join(&channel, &bot, None);
    let mut answer = json!({"channel": world.channels[&channel].json(world)});
    if already {
        answer["warning"] = json!("already_in_channel");
        answer["response_metadata"] = json!({"warnings": ["already_in_channel"]});
    }
    Ok(answer)
}

pub(super) fn list(world: &mut World, arguments: &Arguments) -> Answered {
    let all = listed(world, arguments, visible)?;
    arguments.paged("channels", 100, 1_000, &all)
}

pub(super) fn of_user(world: &mut World, arguments: &Arguments) -> Answered {
    let bot = world.app.user_id.clone();
    let user = arguments.text("user").unwrap_or(&bot).to_owned();
    let all = listed(world, arguments, |world, place| visible(world, place) && place.has(&user))?;
    arguments.paged("channels", 100, 1_000, &all)
}

fn listed(
    world: &mut World,
    arguments: &Arguments,
    wanted: impl Fn(&World, &Channel) -> bool,
) -> Result<Vec<Value>, Refusal> {
    let types: Vec<&str> =
        arguments.text("types").unwrap_or("public_channel").split(',').map(str::trim).collect();
    let kinds = [ChannelKind::Public, ChannelKind::Private, ChannelKind::Im, ChannelKind::Mpim];
    if !types.iter().all(|wanted| kinds.iter().any(|kind| kind.of_list() == *wanted)) {
        world.violated(&arguments.method, "argument", format!("no such types: {types:?}"));
        return Err("invalid_types".into());
    }
    for kind in kinds.into_iter().filter(|kind| types.contains(&kind.of_list())) {
        let needed = [format!("{}:read", kind.scope())];
        if !world.app.may(&needed) {
            return Err(world.missing_scope(&arguments.method, &needed));
        }
    }
    let skip_archived = arguments.flag("exclude_archived");
    let all = world.channels.values().filter(|place| {
        types.contains(&place.kind.of_list()) && !(skip_archived && place.archived) && wanted(world, place)
    });
    Ok(all.map(|place| place.json(world)).collect())
}

pub(super) fn open(world: &mut World, arguments: &Arguments) -> Answered {
    if let Some(channel) = arguments.text("channel") {
        let place = world.channels.get(channel).filter(|place| place.has(&world.app.user_id));
        let place = place.ok_or("channel_not_found")?;
        return Ok(json!({"no_op": true, "already_open": true, "channel": {"id": place.id}}));
    }
    let users = arguments.text("users").ok_or("users_list_not_supplied")?;
    let bot = world.app.user_id.clone();
    let mut people: BTreeSet<String> = users.split(',').map(|id| id.trim().to_owned()).collect();
    people.remove(&bot);
    people.remove("");
    match people.len() {
        0 => return Err("not_enough_users".into()),
        many if many > MOST_PEOPLE => return Err("too_many_users".into()),
        _ => {}
    }
    for id in &people {
        let user = world.user(id).ok_or("user_not_found")?;
        if user.deleted {
            return Err("user_disabled".into());
        }
    }
    let kind = if people.len() == 1 { ChannelKind::Im } else { ChannelKind::Mpim };
    let needed = [format!("{}:write", kind.scope())];
    if !world.app.may(&needed) {
        return Err(world.missing_scope(&arguments.method, &needed));
    }
    opened(world, arguments, people, bot)
}

fn opened(world: &mut World, arguments: &Arguments, mut people: BTreeSet<String>, bot: String) -> Answered {
    people.insert(bot);
    let exists =
        world.channels.values().any(|place| place.members == people && place.name.starts_with("mpdm"))
            || world.channels.values().any(|place| place.members == people && place.kind == ChannelKind::Im);
    if arguments.flag("prevent_creation") && !exists {
        return Err("channel_not_found".into());
    }
    let (channel, already) = world.direct(people);
    let told = if arguments.flag("return_im") {
        world.channels[&channel].json(world)
    } else {
        json!({"id": channel})
    };
    let mut answer = json!({"channel": told});
    if already {
        answer["no_op"] = json!(true);
        answer["already_open"] = json!(true);
    }
    Ok(answer)
}
