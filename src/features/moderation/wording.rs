//! Every sentence that moderation says.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What moderation says.
    pub(super) static CATALOGUE = "moderation";

    /// In the help: the command `flag`.
    fn about_flag() -> String;
    /// In the help: the command `repost`.
    fn about_repost() -> String;
    /// In the help: the command `flags`.
    fn about_flags() -> String;
    /// In the help: the command `hide`.
    fn about_hide() -> String;
    /// In the help: the command `show`.
    fn about_show() -> String;
    /// In the help: the command `leave`.
    fn about_leave() -> String;
    /// In the help: the command `note`.
    fn about_note() -> String;
    /// In the help: the command `pardon`.
    fn about_pardon() -> String;

    /// The author's form: its title.
    fn form_repost() -> String;
    /// The author's form: its button.
    fn form_repost_submit() -> String;
    /// The author's form: the field for the new words.
    fn form_words() -> String;
    /// The moderators' form: its title.
    fn form_note() -> String;
    /// The moderators' form: its button.
    fn form_note_submit() -> String;
    /// The moderators' form: the field for the note.
    fn form_note_words() -> String;
    /// Both forms: the field for the post.
    fn form_post() -> String;

    /// To somebody who flagged a post.
    fn flagged(post: &str) -> Text;
    /// To somebody who had flagged it before.
    fn flagged_already(post: &str) -> Text;

    /// To a moderator: the post is hidden for a time.
    fn hidden(post: &str, until: Timestamp) -> Text;
    /// The same of a post whose author nobody knows.
    fn hidden_veiled(post: &str, until: Timestamp) -> Text;
    /// To a moderator: they were the second, the post stays hidden.
    fn confirmed(post: &str) -> Text;
    /// To a moderator who confirmed: the author pauses.
    fn paused(author: &str, until: Timestamp) -> Text;
    /// To a moderator: the post is left as it is.
    fn left(post: &str) -> Text;
    /// To a moderator: the post is seen again.
    fn shown(post: &str) -> Text;
    /// To a moderator: they hid it themselves.
    fn hidden_by_you(post: &str, until: Timestamp) -> Text;
    /// To a moderator: two have hidden it.
    fn stays_hidden(post: &str) -> Text;
    /// To a moderator: they hid it before, and nobody agreed.
    fn hidden_once(post: &str) -> Text;
    /// To a moderator who would leave it as it is: it is hidden.
    fn is_hidden(post: &str) -> Text;
    /// To a moderator who would show it: everybody sees it.
    fn is_shown(post: &str) -> Text;
    /// To a moderator who wrote a note.
    fn noted(post: &str) -> Text;

    /// The moderators' message: the post.
    fn item(post: &str, author: &str, body: &Text) -> Text;
    /// The moderators' message: its author took the post back.
    fn withdrawn(post: &str) -> Text;
    /// How many flagged it.
    fn flagged_by(count: usize) -> Text;
    /// How many flagged it, and the reasons that they gave.
    fn flagged_because(count: usize, reasons: &str) -> Text;
    /// One reason, quoted.
    fn reason(why: &str) -> String;
    /// A moderator's note.
    fn noted_by(name: &str, at: Timestamp, words: &str) -> Text;
    /// Where it stands: it waits for a decision.
    fn state_open() -> Text;
    /// Where it stands: nobody confirmed that it stays hidden.
    fn state_lapsed(hider: &str) -> Text;
    /// Where it stands: one moderator hid it.
    fn state_hidden(hider: &str, until: Timestamp) -> Text;
    /// Where it stands: two moderators hid it.
    fn state_confirmed(hider: &str, confirmer: &str) -> Text;
    /// Where it stands: left as it is.
    fn state_left() -> Text;
    /// Where it stands: brought back.
    fn state_shown() -> Text;
    /// Where it stands: its author found other words.
    fn state_mended() -> Text;
    /// The words stand in the author's own message as well.
    fn own_message() -> Text;
    /// A button: hide it.
    fn label_hide() -> String;
    /// A button: agree that it stays hidden.
    fn label_confirm() -> String;
    /// A button: leave it as it is.
    fn label_leave() -> String;
    /// A button: bring it back.
    fn label_show() -> String;
    /// A button: write a note.
    fn label_note() -> String;

    /// The list: its heading.
    fn queue(count: usize, open: usize) -> Text;
    /// The list: one post.
    fn entry(post: &str, author: &str, words: &str) -> Text;
    /// The list: how many are not shown.
    fn queue_more(count: usize) -> Text;
    /// The list: somebody who pauses.
    fn queue_paused(name: &str, until: Timestamp) -> Text;
    /// The list: what can be typed.
    fn queue_how() -> Text;

    /// To the author: it is hidden for now.
    fn notice_hidden(post: &str) -> Text;
    /// To the author: it stays hidden.
    fn notice_confirmed(post: &str) -> Text;
    /// To the author: what the community goes by.
    fn notice_guidelines(guidelines: &str) -> Text;
    /// To the author: how it is seen again.
    fn notice_way_back(post: &str) -> Text;
    /// To the author: they pause, until when, and whom to ask.
    fn notice_paused(until: Timestamp, moderators: &str) -> Text;
    /// To the author: it is seen again.
    fn notice_shown(post: &str) -> Text;
    /// To the author: their new words are seen.
    fn notice_mended(post: &str) -> Text;
    /// A button: find other words.
    fn label_repost() -> String;
    /// To the author, who reposted.
    fn reposted(post: &str) -> Text;
    /// To the author, whose own message has the old words still.
    fn reposted_elsewhere() -> Text;
    /// Above words that were not posted.
    fn your_words() -> Text;

    /// To a moderator: the pause is over.
    fn pardoned(name: &str) -> Text;
    /// To somebody whose pause is over.
    fn pardoned_you() -> Text;
    /// To a moderator: there is no pause.
    fn not_paused(name: &str) -> Text;

    /// Refusal: no such post.
    fn refused_no_post(word: &str) -> Text;
    /// Refusal: it is not said what is flagged.
    fn refused_flag_what() -> Text;
    /// Refusal: nobody flags what they wrote.
    fn refused_own(post: &str) -> Text;
    /// Refusal: no moderator judges what they wrote.
    fn refused_own_decision(post: &str) -> Text;
    /// Refusal: no moderator ends their own pause.
    fn refused_own_pause() -> Text;
    /// Refusal: only moderators may.
    fn refused_not_moderator() -> Text;
    /// Refusal: nobody flagged it.
    fn refused_not_flagged(post: &str) -> Text;
    /// Refusal: only the author may.
    fn refused_not_author(post: &str) -> Text;
    /// Refusal: it is not hidden.
    fn refused_not_hidden(post: &str) -> Text;
    /// Refusal: new words for a tip name somebody whom it does not name.
    fn refused_names_more() -> Text;
    /// Refusal: nobody is called that.
    fn refused_nobody(word: &str) -> Text;
    /// In `my data`: what was flagged or hidden of theirs.
    fn held_items() -> String;
    /// In `my data`: what they hid.
    fn held_decisions() -> String;
    /// In `my data`: what they flagged.
    fn held_flags() -> String;
    /// In `my data`: their notes.
    fn held_notes() -> String;
    /// In `my data`: which items they have before them.
    fn held_messages() -> String;
    /// In `my data`: hidings of their posts that were confirmed.
    fn held_slips() -> String;
    /// In `my data`: their pauses.
    fn held_pauses() -> String;
    /// Somebody whose name is not known.
    fn somebody() -> String;
    /// Between the last two of those whom one can ask.
    fn or() -> String;
}
