//! Slack's names of emoji, and the emoji themselves.
//!
//! The core knows `✅`, Slack knows `white_check_mark`. A name that nobody knows (a company's own emoji) stays as
//! it is written, `:party-parrot:`, in both directions.

/// Slack's name first, where it differs from the one that most others use.
const OWN_NAMES: &[(&str, &str)] = &[
    ("man-shrugging", "🤷‍♂️"),
    ("woman-shrugging", "🤷‍♀️"),
    ("shrug", "🤷"),
    ("face_palm", "🤦"),
    ("thinking_face", "🤔"),
    ("hugging_face", "🤗"),
    ("face_with_monocle", "🧐"),
    ("slightly_smiling_face", "🙂"),
    ("simple_smile", "🙂"),
    ("upside_down_face", "🙃"),
    ("zipper_mouth_face", "🤐"),
    ("face_with_rolling_eyes", "🙄"),
    ("star-struck", "🤩"),
    ("exploding_head", "🤯"),
    ("partying_face", "🥳"),
    ("sports_medal", "🏅"),
    ("first_place_medal", "🥇"),
    ("second_place_medal", "🥈"),
    ("third_place_medal", "🥉"),
    ("spock-hand", "🖖"),
    ("the_horns", "🤘"),
    ("hand_with_index_and_middle_fingers_crossed", "🤞"),
    ("i_love_you_hand_sign", "🤟"),
    ("raised_hand_with_fingers_splayed", "🖐️"),
    ("lower_left_ballpoint_pen", "🖊️"),
    ("knife_fork_plate", "🍽️"),
    ("mega", "📣"),
    ("loudspeaker", "📢"),
    ("heavy_heart_exclamation_mark_ornament", "❣️"),
];

/// The emoji that Slack calls `name`, without a skin tone.
pub fn emoji(name: &str) -> String {
    let bare = name.trim_matches(':').split("::").next().unwrap_or_default();
    let own = OWN_NAMES.iter().find(|(known, _)| *known == bare).map(|(_, emoji)| *emoji);
    match own.or_else(|| emojis::get_by_shortcode(bare).map(emojis::Emoji::as_str)) {
        Some(emoji) => emoji.to_owned(),
        None => format!(":{bare}:"),
    }
}

/// What Slack calls `emoji`.
pub fn name(emoji: &str) -> String {
    let own = OWN_NAMES.iter().find(|(_, known)| *known == emoji).map(|(name, _)| *name);
    match own.or_else(|| emojis::get(emoji).and_then(emojis::Emoji::shortcode)) {
        Some(name) => name.to_owned(),
        None => emoji.trim_matches(':').to_owned(),
    }
}

/// The emoji that code points in hexadecimal stand for, as rich text gives them: `1f44d-1f3fd`.
pub fn of_code_points(points: &str) -> Option<String> {
    let characters =
        points.split('-').map(|point| u32::from_str_radix(point, 16).ok().and_then(char::from_u32));
    let emoji: Option<String> = characters.collect();
    emoji.filter(|emoji| !emoji.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stoa_reacts_with_goes_there_and_back() {
        for known in ["✅", "💡", "👀", "🙌", "👍", "❤️", "🎉", "🙏", "⭐", "👎", "❓", "⏳", "🥇", "📣"]
        {
            let called = name(known);
            assert!(called.is_ascii() && !called.is_empty(), "{known} is called {called}");
            assert_eq!(emoji(&called), known, "{called}");
        }
        assert_eq!(name("✅"), "white_check_mark");
        assert_eq!(name("💡"), "bulb");
    }

    #[test]
    fn a_skin_tone_is_no_other_emoji_and_an_own_one_keeps_its_name() {
        assert_eq!(emoji("thumbsup::skin-tone-4"), "👍");
        assert_eq!(emoji("+1"), "👍");
        assert_eq!(emoji("party-parrot"), ":party-parrot:");
        assert_eq!(name(":party-parrot:"), "party-parrot");
        assert_eq!(of_code_points("1f44d-1f3fd").as_deref(), Some("👍🏽"));
        assert_eq!(of_code_points("marker"), None);
    }
}
