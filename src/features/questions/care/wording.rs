//! Every sentence about what becomes of a question once it is posted.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What care says.
    pub(in super::super) static CATALOGUE = "questions";

    /// In the help: the command `helped`.
    fn about_helped() -> String;
    /// In the help: the command `unhelped`.
    fn about_unhelped() -> String;
    /// In the help: the command `me too`.
    fn about_me_too() -> String;
    /// In the help: the command `follow`.
    fn about_follow() -> String;
    /// In the help: the command `unfollow`.
    fn about_unfollow() -> String;
    /// In the help: the command `draft`.
    fn about_draft() -> String;
    /// In the help: the command `comment`.
    fn about_comment() -> String;
    /// In the help: the command `post`.
    fn about_post() -> String;
    /// In the help: the command `correct`.
    fn about_correct() -> String;
    /// In a menu, in at most 24 characters: to ask a question.
    fn shortcut_ask() -> String;
    /// In the menu of a message, in at most 24 characters each: to make it a question.
    fn shortcut_turn() -> String;
    /// To accept the answer that it is.
    fn shortcut_accept() -> String;
    /// To propose a better text for the answer that it is.
    fn shortcut_correct() -> String;
    /// The form of a correction: its title, its button, its fields.
    fn correct_title() -> String;
    fn correct_submit() -> String;
    fn correct_which() -> String;
    fn correct_text() -> String;
    /// To somebody who chose to correct an answer: what it says, above a button that opens the form.
    fn correct_this(number: i64, body: &Text) -> Text;
    /// On that button.
    fn button_correct(number: i64) -> String;
    /// In the help: the command `stale`.
    fn about_stale() -> String;
    /// In the help: the command `fresh`.
    fn about_fresh() -> String;
    /// In the help: the command `duplicate`.
    fn about_duplicate() -> String;
    /// In the help: the command `retag`.
    fn about_retag() -> String;
    /// In the help: the command `close`.
    fn about_close() -> String;
    /// In the help: the command `reopen`.
    fn about_reopen() -> String;
    /// In the documents: the button `none`.
    fn about_none() -> String;
    /// In the documents: the button `fine`.
    fn about_fine() -> String;
    /// In the documents: the button `change`.
    fn about_change() -> String;
    /// In the documents: the button `apply`.
    fn about_apply() -> String;
    /// In the documents: the button `decline`.
    fn about_decline() -> String;

    /// In my data: the topics that they said not to be theirs.
    fn held_not_my_topics() -> String;
    /// In `my data`: answers that helped them.
    fn held_thanks() -> String;
    /// In `my data`: questions that they follow.
    fn held_followed() -> String;
    /// In `my data`: topics that they follow.
    fn held_followed_topics() -> String;
    /// In `my data`: drafts that somebody reads first.
    fn held_reviews() -> String;
    /// In `my data`: drafts that they read.
    fn held_comments() -> String;
    /// In `my data`: corrections that they proposed.
    fn held_corrections() -> String;
    /// In `my data`: corrections that they decided about.
    fn held_decisions() -> String;
    /// In `my data`: answers that they find out of date.
    fn held_doubts() -> String;

    /// Behind an answer: some people were helped by it.
    fn mark_helped(count: i64) -> String;
    /// Behind an answer: enough people were helped by it.
    fn mark_community(count: i64) -> String;
    /// Behind an answer: it may be out of date.
    fn mark_stale() -> String;
    /// Who an answer is by, and who has corrected it.
    fn signed_corrected(name: &str, others: &str) -> String;
    /// The card: it was asked before.
    fn state_duplicate(of: i64) -> Text;
    /// The card: it was closed.
    fn state_closed() -> Text;
    /// The card: it was closed, and why.
    fn state_closed_why(why: &str) -> Text;
    /// Of a question: how many others have it.
    fn has_it_too(count: i64) -> String;
    /// Of a question: its duplicates.
    fn also_asked_as(questions: &str) -> String;

    /// Of a question: what anybody can do about its answer.
    fn could_be_better(answer: i64) -> Text;

    /// To an asker: which answer helped?
    fn which_helped(number: i64, title: &str) -> Text;
    /// A button under it: one of the answers.
    fn label_which(answer: i64, name: &str, words: &str) -> String;
    /// A button under it: none of them.
    fn label_none() -> String;
    /// In its place: one was accepted.
    fn which_helped_this(number: i64, answer: i64) -> Text;
    /// In its place: none has helped yet.
    fn none_helped(number: i64) -> Text;
    /// In its place, once they were answered elsewhere: none has helped yet.
    fn none_helped_yet(number: i64) -> Text;
    /// In its place: the question has ended otherwise.
    fn which_helped_over(number: i64) -> Text;

    /// To somebody whom an answer helped.
    fn helped(answer: i64) -> Text;
    /// To somebody who took that back.
    fn unhelped(answer: i64) -> Text;
    /// Refusal: one's own answer.
    fn refused_helped_own(answer: i64) -> Text;

    /// A button on the card.
    fn label_me_too(count: i64) -> String;
    /// To somebody who has the question too.
    fn me_too(number: i64, others: i64) -> Text;
    /// Refusal: one's own question.
    fn refused_me_too_own(number: i64) -> Text;
    /// Refusal: nobody waits for its answer.
    fn refused_me_too_closed(number: i64) -> Text;
    /// Refusal: whoever asked hears of it anyway.
    fn refused_follow_own(number: i64) -> Text;
    /// To somebody who follows a question.
    fn following_question(number: i64) -> Text;
    /// To somebody who follows a topic.
    fn following_topic(topic: &str) -> Text;
    /// To somebody who follows a question no more.
    fn unfollowed_question(number: i64) -> Text;
    /// To somebody who follows a topic no more.
    fn unfollowed_topic(topic: &str) -> Text;
    /// To somebody who follows nothing.
    fn followed_nothing() -> Text;
    /// The topics that somebody follows.
    fn followed_topics(topics: &str) -> Text;
    /// The questions that somebody follows.
    fn followed_questions(lines: &Text) -> Text;
    /// One of them.
    fn followed_line(number: i64, title: &str) -> Text;
    /// To a follower: there is an answer.
    fn followed_answered(number: i64, title: &str, answer: i64, author: &str, words: &str) -> Text;
    /// On the card of an anonymous question: what its asker can do.
    fn state_answered_veiled(count: usize) -> Text;
    /// To an anonymous asker, in words that anybody could get: which answer helped.
    fn which_helped_veiled(number: i64, title: &str) -> Text;
    /// What an anonymous asker adds to their question.
    fn veiled_comment(pseudonym: &str, words: &Text) -> Text;
    /// An anonymous asker's button: an answer helped.
    fn label_veiled_accept() -> String;
    /// An anonymous asker's button: they have something to add.
    fn label_veiled_reply() -> String;
    /// To everybody who reads a card: who asked, if nobody knows.
    fn anonymous_asker() -> String;
    /// The form: whether to ask without a name.
    fn form_anonymously() -> String;
    /// To a follower: an answer was accepted.
    fn followed_accepted(number: i64, title: &str, answer: i64, author: &str, words: &str) -> Text;
    /// To whoever waits for an answer: it was asked before, and answered there.
    fn followed_pointed(number: i64, title: &str, of: i64, author: &str, words: &str) -> Text;
    /// To an asker: somebody else has closed the question.
    fn your_question_closed(number: i64, title: &str, by: &str) -> Text;
    /// To an asker: somebody else has closed the question, and why.
    fn your_question_closed_why(number: i64, title: &str, by: &str, why: &str) -> Text;
    /// To a follower of a topic: a new question.
    fn new_on_topic(number: i64, topics: &str, title: &str) -> Text;

    /// To an author: somebody is reading the draft.
    fn draft_kept(number: i64, reviewer: &str) -> Text;
    /// To an author: nobody can read the draft now.
    fn draft_kept_alone(number: i64) -> Text;
    /// To an author: the draft was found right.
    fn draft_fine(number: i64, reviewer: &str) -> Text;
    /// To an author: a comment on the draft.
    fn draft_commented(number: i64, reviewer: &str, comment: &Text) -> Text;
    /// To an author: nobody has read the draft.
    fn draft_unread(number: i64) -> Text;
    /// To an author: how to change the draft.
    fn draft_how_to_change(number: i64, body: &Text) -> Text;
    /// A button under an author's draft.
    fn label_post() -> String;
    /// A button under an author's draft.
    fn label_change() -> String;
    /// To somebody who may know: please read this draft.
    fn review(number: i64, author: &str, question: i64, title: &str, body: &Text) -> Text;
    /// A button under it.
    fn label_fine() -> String;
    /// A button under it.
    fn label_comment() -> String;
    /// In its place: it was found right.
    fn review_fine(number: i64) -> Text;
    /// In its place: it was commented on.
    fn review_commented(number: i64) -> Text;
    /// In its place, once they were answered elsewhere: it was read.
    fn review_done(number: i64) -> Text;
    /// In its place: its author did not wait.
    fn review_over(number: i64, author: &str) -> Text;
    /// In its place: its author is no more.
    fn review_gone(number: i64) -> Text;
    /// How to comment on a draft.
    fn review_how_to_comment(number: i64) -> Text;
    /// Refusal: no such draft for them.
    fn refused_no_review(word: &str) -> Text;
    /// Refusal: it was posted already.
    fn refused_posted(number: i64) -> Text;
    /// Refusal: they have posted it already.
    fn refused_posted_own(number: i64) -> Text;

    /// To somebody who decides: a correction.
    fn correction(
        proposer: &str,
        answer: i64,
        question: i64,
        title: &str,
        new: &Text,
        differences: &Text,
    ) -> Text;
    /// A difference: other words.
    fn difference(old: &str, new: &str) -> Text;
    /// A difference: more words.
    fn difference_new(new: &str) -> Text;
    /// A difference: fewer words.
    fn difference_gone(old: &str) -> Text;
    /// There are more differences.
    fn differences_more(count: usize) -> Text;
    /// A button under a correction.
    fn label_apply() -> String;
    /// A button under a correction.
    fn label_decline() -> String;
    /// To its proposer: who decides.
    fn proposed_to(number: i64, answer: i64, judge: &str) -> Text;
    /// To its proposer: somebody will decide.
    fn proposed(number: i64, answer: i64) -> Text;
    /// To an author who changed their own answer.
    fn corrected_own(answer: i64) -> Text;
    /// To somebody who decides: the answer is another by now.
    fn look_again(answer: i64) -> Text;
    /// To somebody who accepted a correction.
    fn applied(number: i64, answer: i64) -> Text;
    /// To somebody who declined a correction.
    fn declined(number: i64, answer: i64) -> Text;
    /// In place of the request, once whoever decided was answered elsewhere: it was accepted.
    fn correction_done(number: i64) -> Text;
    /// In place of the request, once whoever decided was answered elsewhere: it was declined.
    fn correction_declined(number: i64) -> Text;
    /// To its proposer: it was accepted.
    fn your_correction_applied(number: i64, answer: i64) -> Text;
    /// To its proposer: it was declined.
    fn your_correction_declined(number: i64, answer: i64, judge: &str) -> Text;
    /// To its proposer: it was declined, and why.
    fn your_correction_declined_why(number: i64, answer: i64, judge: &str, why: &Text) -> Text;
    /// In place of a request: its proposer is no more.
    fn correction_gone(number: i64) -> Text;
    /// To somebody whom the old text helped.
    fn was_corrected(answer: i64, question: i64, title: &str, new: &Text) -> Text;
    /// Refusal: only what is offered as the answer is corrected, or grows old.
    fn refused_not_settled(answer: i64, question: i64) -> Text;
    /// Refusal: that is what it says already.
    fn refused_same_text(answer: i64) -> Text;
    /// Refusal: no such correction.
    fn refused_no_correction(word: &str) -> Text;
    /// Refusal: others decide.
    fn refused_not_judge(number: i64) -> Text;
    /// Refusal: it was decided already.
    fn refused_decided(number: i64) -> Text;

    /// To an author: is the answer still right?
    fn still_right(answer: i64, question: i64, title: &str, words: &str) -> Text;
    /// To an advocate: is somebody's answer still right?
    fn still_right_other(answer: i64, question: i64, title: &str, words: &str) -> Text;
    /// A button under it.
    fn label_fresh() -> String;
    /// A button under it.
    fn label_stale() -> String;
    /// It is still right.
    fn said_fresh(answer: i64) -> Text;
    /// Somebody finds it out of date.
    fn said_stale(answer: i64) -> Text;
    /// Enough people find it out of date.
    fn said_stale_marked(answer: i64) -> Text;

    /// To somebody who joined a duplicate to the original.
    fn joined(number: i64, of: i64) -> Text;
    /// In the duplicate's thread: where the answer will be.
    fn asked_before(of: i64, title: &str) -> Text;
    /// In the duplicate's thread: where the answer is.
    fn asked_before_answered(of: i64, title: &str, words: &str) -> Text;
    /// To somebody who closed a question.
    fn closed(number: i64) -> Text;
    /// To somebody who reopened a question.
    fn reopened(number: i64) -> Text;
    /// To somebody who gave a question other topics.
    fn retagged(number: i64, topics: &str) -> Text;
    /// To somebody who took a question's topics away.
    fn retagged_nothing(number: i64) -> Text;
    /// Refusal: others look after it.
    fn refused_not_tended(number: i64) -> Text;
    /// Refusal: its asker has taken it back.
    fn refused_withdrawn(number: i64) -> Text;
    /// Refusal: a question is no duplicate of itself.
    fn refused_duplicate_of_itself(number: i64) -> Text;
    /// Refusal: the other one is a duplicate of this one.
    fn refused_points_here(other: i64, number: i64) -> Text;
    /// Refusal: nobody can find the other one.
    fn refused_no_original(number: i64) -> Text;
    /// Refusal: nobody waits for an answer to an imported question.
    fn refused_archived(number: i64) -> Text;

    /// In a digest: an answer that helped.
    fn news_answer(number: i64, title: &str, name: &str, words: &str) -> Text;
    /// In a digest: a tip that helped.
    fn news_tip(number: i64, name: &str, words: &str) -> Text;
    /// In somebody's own digest: their answers have helped others.
    fn news_reused(people: i64, answers: i64) -> Text;
}
