//! Every sentence that questions say.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What questions say.
    pub(super) static CATALOGUE = "questions";

    /// In the help: the command `ask`.
    fn about_ask() -> String;
    /// In the help: the command `answer`.
    fn about_answer() -> String;
    /// In the help: the command `accept`.
    fn about_accept() -> String;
    /// In the help: the command `unaccept`.
    fn about_unaccept() -> String;
    /// In the help: the command `askme`.
    fn about_askme() -> String;
    /// In the help: the command `take`.
    fn about_take() -> String;
    /// In the help: the command `pass`.
    fn about_pass() -> String;
    /// In the help: the command `withdraw`.
    fn about_withdraw() -> String;
    /// In the help: the command `search`.
    fn about_search() -> String;
    /// In the help: the command `question`.
    fn about_question() -> String;
    /// In the help: the command `questions`.
    fn about_questions() -> String;
    /// In the documents: the button `anyway`.
    fn about_anyway() -> String;
    /// In the documents: the button `solved`.
    fn about_solved() -> String;
    /// In the documents: the button `discard`.
    fn about_discard() -> String;
    /// In the help: the command `turn`.
    fn about_turn() -> String;
    /// In the help: the command `keep`.
    fn about_keep() -> String;
    /// In the help: the command `tip`.
    fn about_tip() -> String;
    /// In the documents: the button `allow`.
    fn about_allow() -> String;
    /// In the documents: the button `refuse`.
    fn about_refuse() -> String;

    /// The form: its title.
    fn form_title() -> String;
    /// The form: its button.
    fn form_submit() -> String;
    /// The form: the field for the question.
    fn form_question() -> String;
    /// The form: the field for the topics.
    fn form_topics() -> String;

    /// To the asker, before posting: what is known already.
    fn suggestions(count: usize, known: &Text, minutes: u64) -> Text;
    /// To the asker, where nobody else's eyes can be avoided: what is known already, after posting.
    fn suggestions_after(number: i64, count: usize, known: &Text) -> Text;
    /// One known answer.
    fn known(number: i64, title: &str, answer: &str, author: &str) -> Text;
    /// One known answer whose author is not known.
    fn known_unsigned(number: i64, title: &str, answer: &str) -> Text;
    /// One known tip.
    fn known_tip(number: i64, answer: &str, author: &str) -> Text;
    /// A button: a known answer was enough.
    fn label_solved(number: i64) -> String;
    /// A button: post the question all the same.
    fn label_anyway() -> String;
    /// A button: forget the draft.
    fn label_discard() -> String;
    /// To the asker, in place of the suggestions.
    fn draft_solved(number: i64) -> Text;
    /// To the asker, in place of the suggestions.
    fn draft_posted(number: i64) -> Text;
    /// To the asker, in place of the suggestions.
    fn draft_discarded() -> Text;
    /// To the author of a draft who said nothing, in place of what was shown.
    fn draft_lapsed() -> Text;
    /// To somebody who wrote to us what is probably no question.
    fn how_to_ask() -> Text;
    /// A draft: how its card would look.
    fn preview(topics: &str, body: &Text) -> Text;
    /// A draft: how its card would look without topics.
    fn preview_plain(body: &Text) -> Text;
    /// A draft: that only those who are asked would see it, and when it is asked.
    fn preview_direct(minutes: u64) -> Text;
    /// A draft: that it would stand under its message, and when it is asked.
    fn preview_here(minutes: u64) -> Text;
    /// A button: post the draft.
    fn label_ask() -> String;
    /// A button: it was a question after all.
    fn label_ask_it() -> String;
    /// To whoever asked everybody in a place and got no reply.
    fn offer() -> Text;
    /// To whoever asked everybody in a place and got no reply: with what is known already.
    fn offer_known(count: usize, known: &Text) -> Text;
    /// A button: find somebody.
    fn label_offer_yes() -> String;
    /// A button: find nobody.
    fn label_offer_no() -> String;
    /// In place of the offer: they want nobody to be found.
    fn offer_declined() -> Text;
    /// In place of the offer: they did not want it several times, so that this was the last.
    fn offers_ended() -> Text;
    /// To the author of a message that somebody else thinks is a question.
    fn consent(name: &str, body: &Text) -> Text;
    /// A button: yes.
    fn label_yes() -> String;
    /// A button: no.
    fn label_no() -> String;
    /// To the author, in place of that: they said no.
    fn consent_refused() -> Text;
    /// To whoever turned a message: its author is asked.
    fn author_asked(name: &str) -> Text;
    /// To whoever turned a message: nothing comes of it.
    fn stays_as_it_is(words: &str) -> Text;

    /// To those who wrote what somebody wants kept.
    fn keep_request(name: &str, question: &Text, answer: &Text) -> Text;
    /// To somebody whom a tip names.
    fn tip_request(name: &str, tip: &Text) -> Text;
    /// In place of the request: they agreed, and others have still to.
    fn keep_allowed() -> Text;
    /// In place of the request: they did not agree.
    fn keep_refused() -> Text;
    /// In place of the request: they do not want a tip kept that names them.
    fn tip_refused() -> Text;
    /// In place of the request, once they answered it elsewhere.
    fn keep_said() -> Text;
    /// In place of the request: it is not kept, whatever they said or did not say.
    fn keep_over() -> Text;
    /// In place of the request: it is kept.
    fn kept(number: i64) -> Text;
    /// To whoever wants something kept: those credited are asked.
    fn keep_asked() -> Text;
    /// To whoever wants something kept: it cannot be, or somebody did not want it before.
    fn keep_stays() -> Text;
    /// To whoever wanted something kept: it is not.
    fn not_kept(words: &str) -> Text;
    /// To whoever gave a tip: it is in the library.
    fn tip_kept(number: i64) -> Text;
    /// To whoever gave a tip: those it names are asked.
    fn tip_asked() -> Text;
    /// To whoever gave a tip: somebody it names cannot be asked.
    fn tip_stays() -> Text;
    /// To whoever gave a tip: those it names have not agreed.
    fn tip_not_kept(tip: &Text) -> Text;
    /// A tip: on its card, and for whoever looks it up.
    fn tip(number: i64, topics: &str, name: &str, body: &Text, answer: i64) -> Text;
    /// In place of a tip: its author took it back.
    fn tip_taken_back(number: i64) -> Text;

    /// The card: its heading.
    fn card(number: i64, asker: &str, topics: &str, body: &Text) -> Text;
    /// The card: its heading, without topics.
    fn card_plain(number: i64, asker: &str, body: &Text) -> Text;
    /// The card: nobody was asked and nobody has answered.
    fn state_open() -> Text;
    /// The card: people were asked.
    fn state_asked(count: usize, next: Timestamp) -> Text;
    /// The card: people were asked, and nobody is left to ask.
    fn state_asked_all(count: usize) -> Text;
    /// The card in a direct conversation: people were asked.
    fn state_direct(count: usize) -> Text;
    /// The card: somebody has taken it.
    fn state_taken(name: &str) -> Text;
    /// The card: there are answers and the asker has not chosen.
    fn state_answered(count: usize, first: i64) -> Text;
    /// The card: an answer was accepted.
    fn state_solved(number: i64, name: &str, answer: &str) -> Text;
    /// The card: the asker took the question back.
    fn state_withdrawn(number: i64) -> Text;
    /// In place of a question that moderators have put out of sight, and the refusal to do anything with it.
    fn question_hidden(number: i64) -> Text;
    /// An answer was changed into one to another question.
    fn refused_other_question(answer: i64, question: i64) -> Text;
    /// In place of an answer that its author took back.
    fn answer_taken_back(number: i64) -> Text;
    /// In place of an answer that moderators have put out of sight.
    fn answer_hidden(number: i64) -> Text;
    /// Under the first thing that somebody is about to post: what the community goes by.
    fn guidelines(line: &str) -> Text;
    /// The card: one of the answers.
    fn card_answer(number: i64, name: &str, answer: &str) -> Text;
    /// A button on the card and on a routed question.
    fn label_take() -> String;
    /// A button on a routed question.
    fn label_pass() -> String;
    /// A button on a routed question.
    fn label_not_topic() -> String;

    /// To somebody who is asked.
    fn asked(number: i64, asker: &str, topics: &str, body: &Text, reasons: &str) -> Text;
    /// Under somebody's first request.
    fn may_we_ask() -> Text;
    /// Under a later one, while they have not said.
    fn may_we_ask_still() -> Text;
    /// A button: so many questions a week.
    fn label_a_week(count: u32) -> String;
    /// A button: only questions on this topic.
    fn label_only(topic: &str) -> String;
    /// A button: no questions.
    fn label_never() -> String;
    /// What holds: they may be asked.
    fn askme_holds(count: u32) -> Text;
    /// What holds: they may be asked about some topics.
    fn askme_holds_only(count: u32, topics: &str) -> Text;
    /// They may be asked.
    fn askme_given(count: u32) -> Text;
    /// They may be asked about some topics.
    fn askme_only(count: u32, topics: &str) -> Text;
    /// They may not be asked.
    fn askme_never() -> Text;
    /// They have not said whether they may be asked.
    fn askme_open(count: u32) -> Text;
    /// They were silent and are left alone.
    fn askme_paused() -> Text;
    /// From now on they are left alone.
    fn askme_paused_now(silences: u32) -> Text;
    /// Refusal: it cannot be told what they wish.
    fn refused_askme(words: &str) -> Text;
    /// A reason: similar questions.
    fn reason_similar(questions: &str) -> String;
    /// A reason: answers on a topic.
    fn reason_topic(topic: &str, answers: u32, accepted: u32) -> String;
    /// A reason: they say that they help.
    fn reason_helps(topic: &str) -> String;
    /// A reason: they are an advocate.
    fn reason_advocate(topic: &str) -> String;
    /// A reason: the people file lists them.
    fn reason_listed(topic: &str) -> String;
    /// Between two reasons.
    fn reason_and() -> String;
    /// In place of the request: they took it.
    fn took(number: i64, title: &str) -> Text;
    /// In place of the request: they took a question that was asked in a direct conversation.
    fn took_direct(number: i64, title: &str) -> Text;
    /// In place of the request: they answered.
    fn answered_request(number: i64) -> Text;
    /// In place of the request: their answer is the accepted one.
    fn accepted_request(number: i64, answer: i64) -> Text;
    /// In place of the request: they passed.
    fn passed(number: i64) -> Text;
    /// In place of the request: not their topic.
    fn passed_topic(number: i64) -> Text;
    /// To whoever said that it is not their topic: what comes of it, and the way back.
    fn passed_for_good(number: i64, topics: &str, back: &str) -> Text;
    /// To an advocate who said that it is not their topic.
    fn passed_advocate(number: i64, topic: &str) -> Text;
    /// In place of the request, once they were answered elsewhere: they took it.
    fn took_short(number: i64) -> Text;
    /// In place of the request, once they were answered elsewhere: they passed.
    fn passed_short(number: i64) -> Text;
    /// To somebody who was asked: whoever had taken it did not answer.
    fn free_again(number: i64, title: &str) -> Text;
    /// In place of the request: somebody else took it.
    fn taken_by(number: i64, name: &str) -> Text;
    /// In place of the request: it was answered or withdrawn.
    fn over(number: i64) -> Text;
    /// To somebody whose claim was silent.
    fn handed_back(number: i64) -> Text;

    /// On the card: nothing of this place counts.
    fn card_practice() -> Text;
    /// In the card's thread: nobody has answered.
    fn ask_place(number: i64) -> Text;
    /// To a moderator: a question that nobody answered.
    fn unanswered(number: i64, asker: &str, title: &str) -> Text;

    /// In the card's thread: an answer that was given elsewhere.
    fn relayed(number: i64, name: &str, body: &Text) -> Text;
    /// To somebody who answered from elsewhere.
    fn answered(answer: i64, question: i64) -> Text;
    /// To an asker who accepted by command.
    fn accepted(answer: i64) -> Text;
    /// To an asker who took an acceptance back.
    fn unaccepted(answer: i64) -> Text;
    /// To an asker who took a question back.
    fn withdrawn(number: i64) -> Text;

    /// What a search found.
    fn found(words: &str, known: &Text) -> Text;
    /// A search found nothing.
    fn found_nothing(words: &str) -> Text;
    /// A list of questions.
    fn listed(count: usize, lines: &Text) -> Text;
    /// An empty list of questions.
    fn listed_nothing() -> Text;
    /// An empty list of open questions.
    fn listed_none_open() -> Text;
    /// A question in a list.
    fn line_open(number: i64, title: &str, answers: i64) -> Text;
    /// A question in a list.
    fn line_solved(number: i64, title: &str, answer: i64) -> Text;
    /// A question and its answers.
    fn shown(number: i64, title: &str, body: &Text, answers: &Text) -> Text;
    /// A question without answers.
    fn shown_unanswered(number: i64, title: &str, body: &Text) -> Text;

    /// Refusal: a question without words.
    fn refused_empty() -> Text;
    /// Refusal: no such question.
    fn refused_no_question(word: &str) -> Text;
    /// Refusal: no such answer.
    fn refused_no_answer(word: &str) -> Text;
    /// Refusal: it is not said which message is meant.
    fn refused_nothing_picked() -> Text;
    /// Refusal: what a program said is not turned.
    fn refused_program() -> Text;
    /// Refusal: there are no words to turn.
    fn refused_wordless() -> Text;
    /// Refusal: it is not said what is to be kept.
    fn refused_nothing_to_keep() -> Text;
    /// Refusal: it is not said which message is the answer.
    fn refused_which_answer() -> Text;
    /// Refusal: a direct conversation is not kept.
    fn refused_keep_direct() -> Text;
    /// Refusal: there are no words of a person to keep.
    fn refused_nothing_written() -> Text;
    /// Refusal: it is in the library already.
    fn refused_kept(number: i64) -> Text;
    /// Refusal: those credited are being asked.
    fn refused_keep_asking() -> Text;
    /// Refusal: whether to keep it is settled.
    fn refused_no_keepsake() -> Text;
    /// Refusal: the message is a question already.
    fn refused_turned(number: i64) -> Text;
    /// Refusal: its author has the draft before them.
    fn refused_shown_already() -> Text;
    /// Refusal: its author is being asked already.
    fn refused_asking() -> Text;
    /// Refusal: its author did not want it.
    fn stays() -> Text;
    /// Refusal: the draft is gone.
    fn refused_no_draft() -> Text;
    /// Refusal: only the asker may.
    fn refused_not_asker(number: i64) -> Text;
    /// Refusal: one's own question.
    fn refused_own_question(number: i64) -> Text;
    /// Refusal: somebody else has it.
    fn refused_taken(number: i64, name: &str) -> Text;
    /// Refusal: there is nothing to pass on.
    fn refused_not_asked(number: i64) -> Text;
    /// Refusal: it was asked in a direct conversation.
    fn refused_private(number: i64) -> Text;
    /// Refusal: it is not open any more.
    fn refused_closed(number: i64) -> Text;
    /// Refusal: it was not accepted.
    fn refused_not_accepted(answer: i64) -> Text;
    /// Refusal: they pause, until when, and whom to ask.
    fn refused_paused(until: Timestamp, moderators: &str) -> Text;
    /// Refusal: not a topic.
    fn refused_not_a_topic(word: &str) -> Text;
    /// Between the last two of those whom one can ask.
    fn or() -> String;
    /// Somebody whose name is not known.
    fn somebody() -> String;

    /// In `my data`: questions they asked.
    fn held_questions() -> String;

    /// In `my data`: drafts of questions.
    fn held_drafts() -> String;

    /// In `my data`: answers they gave.
    fn held_answers() -> String;

    /// In `my data`: questions they have taken.
    fn held_claims() -> String;
    fn held_closings() -> String;

    /// In `my data`: questions they were asked about.
    fn held_requests() -> String;

    /// In `my data`: how often they declined an offer.
    fn held_declined() -> String;

    /// In `my data`: answers and tips of theirs that somebody wants kept.
    fn held_keepsakes() -> String;
    /// In `my data`: questions of theirs that somebody wants kept.
    fn held_keepsakes_asked() -> String;
    /// In `my data`: what they wanted kept.
    fn held_keepsakes_wished() -> String;
    /// In `my data`: what they said to it.
    fn held_keepsake_consents() -> String;

    /// Where a question's words were, whose asker is erased.
    fn erased() -> String;
    /// Where an answer stood, whose author is erased.
    fn answer_erased(number: i64) -> Text;
    /// On the card: the accepted answer's author is erased.
    fn state_erased(number: i64) -> Text;
}
