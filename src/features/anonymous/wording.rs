//! Every sentence about asking without a name.

use crate::language::wording;
use stoa_chat::{PlaceRef, Text, Timestamp};

wording! {
    /// What is said about asking without a name.
    pub(super) static CATALOGUE = "anonymous";

    /// In the help: the command `anon`.
    fn about_anon() -> String;
    /// In the help: the command `anonreply`.
    fn about_anonreply() -> String;
    /// In the documents: the button `approve`.
    fn about_approve() -> String;
    /// In the documents: the button `reject`.
    fn about_reject() -> String;
    /// In the network's own menu, in at most 24 characters.
    fn shortcut_ask() -> String;
    /// In the menu of a message, in at most 24 characters.
    fn shortcut_reply() -> String;
    /// The form: its title.
    fn form_title() -> String;
    /// Both forms: the button.
    fn form_submit() -> String;
    /// The form: the field for the question.
    fn form_question() -> String;
    /// The form: the field for the topics.
    fn form_topics() -> String;
    /// The form for replies: its title.
    fn form_reply() -> String;
    /// The form for replies: the field for the question.
    fn form_which() -> String;
    /// The form for replies: the field for the words.
    fn form_words() -> String;
    /// To the author of a draft: how the question would look.
    fn preview(place: &PlaceRef, topics: &str, body: &Text) -> Text;
    /// The same without topics.
    fn preview_plain(place: &PlaceRef, body: &Text) -> Text;
    /// To the author of a draft: how the reply would look.
    fn preview_reply(number: i64, pseudonym: &str, body: &Text) -> Text;
    /// The last line of a preview.
    fn preview_wait(minutes: u64) -> Text;
    /// Under a preview: what was taken out.
    fn traces(kinds: &str) -> Text;
    /// A trace: skin tones.
    fn trace_skin_tones() -> String;
    /// A trace: invisible characters.
    fn trace_invisible() -> String;
    /// A trace: quotation marks and dashes.
    fn trace_typography() -> String;
    /// A trace: tracking parameters.
    fn trace_tracking() -> String;
    /// Between the last two of several things.
    fn and() -> String;
    /// Above the list of who could find out. docs/privacy.md has the same words.
    fn who_could_know() -> Text;
    /// In that list: colleagues.
    fn knows_colleagues() -> Text;
    /// In that list: the network.
    fn knows_network() -> Text;
    /// In that list: the server.
    fn knows_server() -> Text;
    /// In that list: after closing.
    fn knows_backups() -> Text;
    /// In that list: style.
    fn knows_style() -> Text;
    /// A button: post the draft.
    fn label_post() -> String;
    /// A button: post the draft at a random moment.
    fn label_later(least: u64, most: u64) -> String;
    /// A button: forget the draft.
    fn label_discard() -> String;
    /// Above what is known already.
    fn suggestions() -> Text;
    /// A known question and its answer.
    fn known(number: i64, title: &str, answer: &str) -> Text;
    /// To the author: the question is posted. Neutral: others may see it on the screen.
    fn posted(number: i64) -> Text;
    /// To the author: it is posted at a random moment.
    fn posted_later(least: u64, most: u64) -> Text;
    /// To the author: a reply is posted.
    fn posted_reply(answer: i64, number: i64, pseudonym: &str) -> Text;
    /// To an asker: what they added is posted.
    fn added(number: i64) -> Text;
    /// To the author of a draft that waits already.
    fn waits_already() -> Text;
    /// To the author: the draft is forgotten.
    fn discarded() -> Text;
    /// To the author who said nothing.
    fn draft_lapsed() -> Text;
    /// To the author: a moderator reads it first, as everything anonymous there.
    fn held_place() -> Text;
    /// To the author: a moderator reads it first, since it names somebody.
    fn held_names() -> Text;
    /// To the author: a moderator reads it first, for one of its words.
    fn held_blocked() -> Text;
    /// To a moderator: something anonymous waits for them.
    fn approval(number: i64, place: &PlaceRef, body: &Text, why: &str) -> Text;
    /// Why: the place.
    fn why_place() -> String;
    /// Why: names.
    fn why_names() -> String;
    /// Why: a blocked word.
    fn why_blocked() -> String;
    /// A moderator's button: yes.
    fn label_approve() -> String;
    /// A moderator's button: no.
    fn label_reject() -> String;
    /// To a moderator, whatever they decided.
    fn done(number: i64) -> Text;
    /// To the author: no moderator has read it in time.
    fn approval_lapsed() -> Text;
    /// To the author: a moderator does not want it posted.
    fn rejected() -> Text;
    /// The same, with the moderator's words.
    fn rejected_why(why: &Text) -> Text;
    /// Above the list of what somebody has open.
    fn mine(count: usize) -> Text;
    /// To somebody who has nothing open.
    fn mine_nothing() -> Text;
    /// Below that list.
    fn mine_how() -> Text;
    /// In that list: a question.
    fn line_open(number: i64, title: &str, until: Timestamp) -> Text;
    /// In that list: a reply.
    fn line_reply(number: i64, pseudonym: &str, until: Timestamp) -> Text;
    /// In that list: a draft.
    fn line_draft(number: i64, title: &str) -> Text;
    /// In that list: what waits.
    fn line_waits(number: i64, title: &str) -> Text;
    /// To an asker: their return address is destroyed.
    fn closed(number: i64) -> Text;
    /// To an asker who wanted that.
    fn closed_now(number: i64) -> Text;
    /// To an asker: an answer is accepted.
    fn accepted(answer: i64) -> Text;
    /// To an asker: an acceptance is taken back.
    fn unaccepted(answer: i64) -> Text;
    /// To an asker: the search goes on.
    fn none_helped(number: i64) -> Text;
    /// To an asker: the question is taken back.
    fn withdrawn(number: i64) -> Text;
    /// To an asker: the question is open again.
    fn reopened(number: i64) -> Text;
    /// To an author: moderators hid the post.
    fn hidden(post: &str) -> Text;
    /// Behind it: how to ask the same in other words; the old words follow.
    fn again_question(place: &PlaceRef) -> Text;
    /// Behind it: how to reply in other words; the old words follow.
    fn again_reply(number: i64) -> Text;
    /// To an author: it is seen again.
    fn shown(post: &str) -> Text;
    /// To somebody who wants to reply.
    fn reply_how(number: i64) -> Text;
    /// The button for that.
    fn label_reply() -> String;
    /// To somebody who typed it where others read it.
    fn was_visible() -> Text;
    /// Refusal: nothing can be sealed here.
    fn refused_no_vault() -> Text;
    /// Refusal: no words.
    fn refused_empty() -> Text;
    /// Refusal: nobody knows where.
    fn refused_no_place() -> Text;
    /// Refusal: it is off there.
    fn refused_off(place: &PlaceRef) -> Text;
    /// Refusal: too few people.
    fn refused_few(place: &PlaceRef, fewest: usize) -> Text;
    /// Refusal: nobody knows how many people.
    fn refused_uncounted(place: &PlaceRef) -> Text;
    /// Refusal: after strikes.
    fn refused_paused(until: Timestamp) -> Text;
    /// Refusal: enough for a day.
    fn refused_too_many() -> Text;
    /// Refusal: no such draft.
    fn refused_no_draft() -> Text;
    /// Refusal: nothing of theirs is open.
    fn refused_not_yours(number: i64) -> Text;
    /// Refusal: not their anonymous question.
    fn refused_not_your_question(post: &str) -> Text;
    /// Refusal: their own answer.
    fn refused_own_answer(answer: i64) -> Text;
    /// Refusal: no such question.
    fn refused_unknown(word: &str) -> Text;
    /// Refusal: not a question of ours.
    fn refused_no_post() -> Text;
    /// Refusal: nothing waits under that name.
    fn refused_nothing_held() -> Text;
    /// Refusal: for moderators.
    fn refused_not_moderator() -> Text;
}
