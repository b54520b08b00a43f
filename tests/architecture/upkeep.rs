//! Upkeep: that nothing outgrows its place, goes stale or is left half done.

use super::house::{Finding, House};

/// The most lines that a file may have.
const MOST_LINES: usize = 400;
/// Names that say nothing, so that everything ends up there.
const VAGUE: &[&str] = &["util", "utils", "helper", "helpers", "manager", "managers", "misc"];

/// A file that is too long tells two stories.
pub fn files_are_short(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in house.rust() {
        let lines = text.lines().count();
        if lines > MOST_LINES {
            let wrong = format!("has {lines} lines, the most are {MOST_LINES}: move one of its stories out");
            found.push(Finding::new(path, MOST_LINES + 1, wrong));
        }
    }
    found
}

/// A reader learns first what a module is for.
pub fn modules_say_what_they_are_for(house: &House) -> Vec<Finding> {
    let silent = house.rust().filter(|(_, text)| {
        let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!"));
        !first.is_some_and(|line| line.starts_with("//! "))
    });
    let wrong = "does not begin with `//!`: say what the module is for and why";
    silent.map(|(path, _)| Finding::new(path, 1, wrong)).collect()
}

/// A module is named for what it knows.
pub fn modules_have_telling_names(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in &house.code {
        let steps = path.trim_end_matches(".rs").split('/').map(|step| (step, 1));
        let inner = code.modules.iter().map(|(name, line)| (name.as_str(), *line));
        let vague = steps.chain(inner).filter(|(name, _)| VAGUE.contains(name));
        found.extend(vague.map(|(name, line)| {
            Finding::new(path, line, format!("`{name}` says nothing: name the module for what it knows"))
        }));
    }
    found
}

/// A feature is a folder with sentences in both languages, and one line in the list.
pub fn features_are_complete(house: &House) -> Vec<Finding> {
    let folders = house.feature_folders();
    let mut found = Vec::new();
    for feature in &folders {
        for language in ["en", "de"] {
            let path = format!("src/features/{feature}/wording/{language}.ftl");
            if !house.files.contains_key(&path) {
                found.push(Finding::new(
                    &path,
                    1,
                    "is not there: a feature speaks every language of the house",
                ));
            }
        }
        if !house.features.iter().any(|listed| listed == feature) {
            let wrong = "is not in FEATURES, so nobody meets it: add it to the list in src/features/mod.rs";
            found.push(Finding::new(&format!("src/features/{feature}/mod.rs"), 1, wrong));
        }
    }
    let homeless = house.features.iter().filter(|feature| !folders.contains(feature.as_str()));
    found.extend(homeless.map(|feature| {
        let wrong = format!(
            "lists `{feature}`, which has no folder of that name: a feature is called like its folder"
        );
        Finding::new("src/features/mod.rs", 1, wrong)
    }));
    found
}

/// What is generated is what would be generated now.
pub fn generated_files_are_fresh(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, fresh) in &house.generated {
        let stored = house.files.get(path).map_or("", String::as_str);
        if stored != fresh {
            let same =
                stored.lines().zip(fresh.lines()).take_while(|(stored, fresh)| stored == fresh).count();
            found.push(Finding::new(path, same + 1, "is stale: run `just docs` and commit what it writes"));
        }
    }
    found
}
