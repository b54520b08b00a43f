//! Documents that are written from the list of features, so that they cannot fall behind it.
//!
//! `stoa docs` writes them, and a test fails when a stored one differs.

use super::{CommandSpec, FEATURES, Feature, help};
use crate::language::Language;

/// What stands above the tables of `docs/commands.md`.
const INTRODUCTION: &str = "# Commands

<!-- Written by `stoa docs` from src/features: change the commands there, not here. -->

Commands are shown without the prefix that a network asks for. What is in brackets can be left out; a bar stands
between choices. What stands on buttons can be typed as well. In the chat, `help` lists the commands in your language.
";

/// `docs/commands.md`: every command of every feature, in English.
pub fn commands_md() -> String {
    FEATURES.iter().fold(INTRODUCTION.to_owned(), |text, feature| text + section(*feature).as_str())
}

/// One feature's table; nothing if it takes no commands.
fn section(feature: &dyn Feature) -> String {
    if feature.commands().is_empty() {
        return String::new();
    }
    let heading = help::heading(Language::En, feature.name());
    let table = "| Command | Also | What it does | Example |\n|---|---|---|---|\n";
    let rows: String = feature.commands().iter().map(row).collect();
    format!("\n## {heading}\n\n{table}{rows}")
}

fn row(spec: &CommandSpec) -> String {
    let aliases: Vec<String> = spec.aliases.iter().map(|alias| format!("`{alias}`")).collect();
    let about = (spec.about)(Language::En);
    let place = if spec.on_buttons { " (on buttons)" } else { "" };
    let cells = [
        format!("`{}`", spec.usage),
        aliases.join(", "),
        format!("{about}{place}"),
        format!("`{}`", spec.example),
    ];
    // A bar would end the cell, even within code.
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_row() {
        let document = commands_md();
        for spec in FEATURES.iter().flat_map(|feature| feature.commands()) {
            assert!(document.contains(&row(spec)), "{} is missing", spec.verb);
        }
    }

    #[test]
    fn a_row_says_all_about_a_command() {
        let spec = CommandSpec {
            verb: "take",
            aliases: &["grab", "mine"],
            usage: "take Q17 [now | later]",
            example: "take Q17",
            about: |_| "Takes a question".to_owned(),
            needs_words: true,
            on_buttons: true,
        };
        let expected =
            "| `take Q17 [now \\| later]` | `grab`, `mine` | Takes a question (on buttons) | `take Q17` |\n";
        assert_eq!(row(&spec), expected);
    }
}
