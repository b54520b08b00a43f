//! Walls: who may name whom.

use super::code::Name;
use super::house::{Finding, House};
use std::collections::BTreeSet;

const ADAPTERS: &[&str] = &["stoa_matrix", "stoa_slack", "stoa_terminal"];
const PLATFORMS: &[&str] = &["matrix_sdk", "ruma", "slack_morphism"];
/// Rooms that know nothing of the world: numbers and words in, numbers and words out.
const PURE: &[&str] = &["src/knowledge", "src/matching", "src/pictures"];
/// Rooms that features are built on. Settings are not among them: they put every feature's section together.
const GROUND: &[&str] =
    &["src/database", "src/engine", "src/language", "src/people", "src/places", "src/posts"];

fn crate_of(name: &Name) -> &str {
    &name.path[0]
}

/// The folder of a feature that a path leads into.
fn feature_of<'a>(folders: &BTreeSet<&str>, name: &'a Name) -> Option<&'a str> {
    let steps = name.absolute.windows(2).find(|steps| steps[0] == "features");
    steps.map(|steps| steps[1].as_str()).filter(|feature| folders.contains(feature))
}

/// One announces a fact, the other reacts to it.
pub fn features_do_not_import_features(house: &House) -> Vec<Finding> {
    let (folders, mut found) = (house.feature_folders(), Vec::new());
    for (path, code) in house.code_in(&["src/features/"]) {
        let Some((home, _)) = path["src/features/".len()..].split_once('/') else { continue };
        for name in &code.names {
            let line = name.spot.line;
            if let Some(other) = feature_of(&folders, name).filter(|other| *other != home) {
                found.push(Finding::new(
                    path,
                    line,
                    format!("the feature `{home}` names the feature `{other}`: announce a Fact and let `{other}` react to it"),
                ));
            }
            let last = name.absolute.last().map_or("", String::as_str);
            let all = name.absolute.ends_with(&["features".to_owned(), "*".to_owned()]);
            if all || name.renamed && last == "features" {
                let wrong = "brings every feature in at once: name what is needed of `crate::features`";
                found.push(Finding::new(path, line, wrong));
            }
        }
    }
    found
}

/// What a network can do is a value; which network it is, the core does not know.
pub fn the_core_names_no_platform(house: &House) -> Vec<Finding> {
    let advice = "say it in the words of adapters/chat, and leave the platform to its adapter";
    let core = ["src/", "adapters/chat/"];
    let mut found = Vec::new();
    for (path, code) in house.code_in(&core).filter(|(path, _)| *path != "src/main.rs") {
        for name in code.names.iter().filter(|name| PLATFORMS.contains(&crate_of(name))) {
            let wrong = format!("names the platform crate `{}`: {advice}", crate_of(name));
            found.push(Finding::new(path, name.spot.line, wrong));
        }
    }
    let platforms = PLATFORMS.iter().chain(ADAPTERS);
    found.extend(platforms.flat_map(|name| depended_on(house, "adapters/chat/Cargo.toml", name, advice)));
    found
}

/// Tests wire a whole program together, as `main.rs` does; everything else takes an `Adapter`.
pub fn only_main_names_an_adapter(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/", "adapters/"]).filter(|(path, _)| *path != "src/main.rs") {
        // `adapters/terminal/tests/…` may name `stoa_terminal`, and a fake of a network lives below its adapter.
        let own = path.strip_prefix("adapters/").and_then(|path| path.split('/').next()).unwrap_or_default();
        let foreign =
            |name: &&Name| ADAPTERS.contains(&crate_of(name)) && crate_of(name) != format!("stoa_{own}");
        for name in code.names.iter().filter(foreign) {
            let wrong = format!(
                "names the adapter `{}`: only src/main.rs does, others take a `dyn Adapter`",
                crate_of(name)
            );
            found.push(Finding::new(path, name.spot.line, wrong));
        }
    }
    found
}

/// The port is what both sides depend on, so it depends on neither.
pub fn the_port_knows_no_database(house: &House) -> Vec<Finding> {
    let advice = "the port is plain data; what is stored is the core's business";
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["adapters/"]) {
        let sqlx = |name: &&Name| crate_of(name) == "sqlx" && path.starts_with("adapters/chat/");
        for name in code.names.iter().filter(sqlx) {
            found.push(Finding::new(path, name.spot.line, format!("names `sqlx`: {advice}")));
        }
        for name in code.names.iter().filter(|name| crate_of(name) == "stoa" && name.path.len() > 1) {
            let wrong = "names `stoa`: an adapter knows the port (`stoa_chat`) and nothing behind it";
            found.push(Finding::new(path, name.spot.line, wrong));
        }
    }
    found.extend(depended_on(house, "adapters/chat/Cargo.toml", "sqlx", advice));
    found
}

/// What is pure can be understood, tested and measured alone.
pub fn pure_rooms_stay_pure(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in house.code_in(PURE) {
        for name in &code.names {
            let room = name.absolute.first().map_or("", String::as_str);
            let ours = name.path[0] != room && ["database", "engine", "features", "people"].contains(&room);
            if ours || ["sqlx", "tokio"].contains(&room) {
                let wrong =
                    format!("names `{room}`: this room is pure, so take what is needed as an argument");
                found.push(Finding::new(path, name.spot.line, wrong));
            }
        }
    }
    found
}

/// The engine and the rooms beside it see features through `FEATURES` and the functions over it.
pub fn the_ground_names_no_feature(house: &House) -> Vec<Finding> {
    let (folders, mut found) = (house.feature_folders(), Vec::new());
    for (path, code) in house.code_in(GROUND) {
        for name in &code.names {
            if let Some(feature) = feature_of(&folders, name) {
                let wrong = format!(
                    "names the feature `{feature}`: go through the list, `crate::features::{{FEATURES, find, …}}`"
                );
                found.push(Finding::new(path, name.spot.line, wrong));
            }
        }
    }
    found
}

/// Whoever can name an asker could tell somebody. Everybody else deals with threads.
pub fn only_the_engine_opens_return_addresses(house: &House) -> Vec<Finding> {
    // The first two seal and open; the others open or hold the vault as a whole.
    let may: &[(&str, &[&str])] = &[
        ("src/engine/veil.rs", &["Asker", "Vault"]),
        ("src/engine/addresses.rs", &["Letter"]),
        ("src/engine/sender.rs", &["Letter"]),
        ("src/engine/core.rs", &["Vault"]),
        ("src/testing/community.rs", &["Vault"]),
        ("src/cli/", &["Vault"]),
    ];
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/", "adapters/"]) {
        if path.starts_with("src/vault/") {
            continue;
        }
        for name in &code.names {
            let in_vault = name.path.iter().chain(&name.absolute).any(|step| step == "vault");
            let Some(last) = name.path.last().filter(|_| in_vault) else { continue };
            let secret = ["Asker", "Letter", "Vault", "*"].contains(&last.as_str());
            let allowed =
                may.iter().any(|(file, names)| path.starts_with(file) && names.contains(&last.as_str()));
            if secret && !allowed {
                let wrong =
                    format!("names the vault's `{last}`: deal with a ThreadId, and let the engine open it");
                found.push(Finding::new(path, name.spot.line, wrong));
            }
        }
        let opens = path != "src/engine/addresses.rs";
        for name in
            code.calls.iter().filter(|call| opens && call.path.last().is_some_and(|last| last == "reveal"))
        {
            let wrong = "opens a return address: only src/engine/addresses.rs does, for the sender";
            found.push(Finding::new(path, name.spot.line, wrong));
        }
    }
    found
}

/// The lines of a manifest that speak of a crate.
fn depended_on(house: &House, manifest: &str, name: &str, advice: &str) -> Vec<Finding> {
    let lines = house.files.get(manifest).into_iter().flat_map(|text| text.lines().enumerate());
    let lines = lines.filter(|(_, line)| {
        let code = line.split('#').next().unwrap_or_default().replace('-', "_");
        code.split(|c: char| c != '_' && !c.is_alphanumeric()).any(|word| word == name)
    });
    lines.map(|(at, _)| Finding::new(manifest, at + 1, format!("depends on `{name}`: {advice}"))).collect()
}
