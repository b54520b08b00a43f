//! Every sentence about who knows what.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What profiles say.
    pub(super) static CATALOGUE = "profiles";

    /// In the help: the command `profile`.
    fn about_profile() -> String;
    /// In the help: the command `introduce`.
    fn about_introduce() -> String;
    /// In the help: the command `helps`.
    fn about_helps() -> String;
    /// In the help: the command `learn`.
    fn about_learn() -> String;
    /// In the help: the command `speaks`.
    fn about_speaks() -> String;
    /// In the help: the command `bio`.
    fn about_bio() -> String;
    /// In the help: the command `who`.
    fn about_who() -> String;
    /// In the help: the command `topics`.
    fn about_topics() -> String;
    /// In the help: the command `topic`.
    fn about_topic() -> String;

    /// The form: its title.
    fn form_title() -> String;
    /// The form: its button.
    fn form_submit() -> String;
    /// The form: the field for what one helps with.
    fn form_helps() -> String;
    /// The form: the field for what one wants to learn.
    fn form_learn() -> String;
    /// The form: the field for languages.
    fn form_speaks() -> String;
    /// The form: the field for a few words.
    fn form_bio() -> String;

    /// To somebody who said what they help with.
    fn helps(topics: &str) -> Text;
    /// To somebody who helps with nothing.
    fn helps_nothing() -> Text;
    /// They have just ended helping with anything.
    fn helps_gone() -> Text;
    /// To somebody who said what they want to learn.
    fn learns(topics: &str) -> Text;
    /// To somebody who wants to learn nothing.
    fn learns_nothing() -> Text;
    /// They have just ended wanting to learn anything.
    fn learns_gone() -> Text;
    /// To somebody who said which languages they answer in.
    fn speaks(languages: &str) -> Text;
    /// To somebody who has not said which languages they answer in.
    fn speaks_assumed(languages: &str) -> Text;
    /// To somebody who wrote about themselves.
    fn bio_set(bio: &str) -> Text;
    /// To somebody who has written nothing about themselves.
    fn bio_none() -> Text;
    /// They have just taken back what they wrote about themselves.
    fn bio_gone() -> Text;

    /// Above one's own profile.
    fn profile_own(name: &str) -> Text;
    /// Above somebody else's profile.
    fn profile_of(name: &str) -> Text;
    /// In a profile: what they help with.
    fn line_helps(topics: &str) -> Text;
    /// In a profile: what they are an advocate for.
    fn line_advocate(topics: &str) -> Text;
    /// In a profile: what they want to learn.
    fn line_learns(topics: &str) -> Text;
    /// In a profile: the languages they answer in.
    fn line_speaks(languages: &str) -> Text;
    /// In a profile: when they work.
    fn line_hours(hours: &str, zone: &str) -> Text;
    /// In a profile: what they wrote about themselves.
    fn line_bio(bio: &str) -> Text;
    /// In a profile: team, site and start, as far as they are known.
    fn line_work(work: &str) -> Text;
    /// In a profile: a part of the line before.
    fn work_team(team: &str) -> String;
    /// In a profile: a part of the line before.
    fn work_site(site: &str) -> String;
    /// In a profile: a part of the line before.
    fn work_since(date: &str) -> String;
    /// In a profile: a topic earned by accepted answers.
    fn line_earned(topic: &str, accepted: u32, questions: &str) -> Text;
    /// In one's own profile: what the people file lists.
    fn own_skills(topics: &str) -> Text;
    /// In one's own profile: how many questions a week one is asked at most.
    fn own_cap(most: u32) -> Text;
    /// In one's own profile: they do not want to be asked.
    fn own_never() -> Text;
    /// In their own profile: they were silent and are left alone.
    fn own_paused() -> Text;
    /// In their own profile: they have not said whether they may be asked.
    fn own_open() -> Text;
    /// Below one's own profile: how it is changed.
    fn own_change() -> Text;

    /// People who know about something.
    fn who(words: &str, people: &Text) -> Text;
    /// Nobody is known who knows about something.
    fn who_nobody(words: &str) -> Text;
    /// One of those who know, and why.
    fn who_line(name: &str, reasons: &str) -> Text;
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
    /// Between two things of which there are no more.
    fn and() -> String;

    /// The topics.
    fn topics(count: usize, lines: &Text) -> Text;
    /// There are no topics yet.
    fn topics_none() -> Text;
    /// Below the topics: how many are not shown.
    fn topics_more(count: usize) -> Text;
    /// What was asked on a topic.
    fn topic_counts(questions: u32, answered: u32) -> String;
    /// One topic in the list, or above what is known of it.
    fn topic(topic: &str, counts: &str) -> Text;
    /// One topic in the list, with its advocates.
    fn topic_line_advocates(topic: &str, counts: &str, names: &str) -> Text;
    /// A topic: its advocates.
    fn topic_advocates(names: &str) -> Text;
    /// A topic: it has no advocate.
    fn topic_no_advocate() -> Text;
    /// A topic: who knows it best.
    fn topic_people(people: &Text) -> Text;
    /// A topic: its newest questions.
    fn topic_questions(questions: &Text) -> Text;
    /// A topic: one of its questions.
    fn question_line(number: i64, title: &str, answers: i64) -> Text;
    /// A topic of which nothing is known.
    fn topic_unknown(topic: &str) -> Text;

    /// To a moderator who named an advocate.
    fn advocate_named(name: &str, topic: &str) -> Text;
    /// To somebody who was named an advocate.
    fn advocate_you(by: &str, topic: &str) -> Text;
    /// To a moderator who ended somebody's being an advocate.
    fn advocate_ended(name: &str, topic: &str) -> Text;
    /// To somebody who is no advocate any more by their own wish.
    fn advocate_you_ended(topic: &str) -> Text;
    /// To somebody who is no advocate any more by a moderator's wish.
    fn advocate_you_removed(topic: &str) -> Text;

    /// Refusal: not a topic.
    fn refused_not_a_topic(word: &str) -> Text;
    /// Refusal: not a language.
    fn refused_no_language(word: &str) -> Text;
    /// Refusal: too much about oneself; the words are given back.
    fn refused_long_bio(count: usize, most: usize, bio: &str) -> Text;
    /// Refusal: nobody is called that.
    fn refused_nobody(word: &str) -> Text;
    /// Refusal: only moderators may.
    fn refused_not_moderator() -> Text;
    /// Refusal: they are no advocate for that.
    fn refused_no_advocate(name: &str, topic: &str) -> Text;
    /// Refusal: you are no advocate for that.
    fn refused_not_yours(topic: &str) -> Text;
    /// Refusal: a line of an introduction begins with none of the words that it may begin with.
    fn refused_line(word: &str) -> Text;

    /// In `my data`: topics they help with.
    fn held_topics() -> String;
    /// In `my data`: topics they want to learn.
    fn held_wishes() -> String;
    /// In `my data`: what the people file lists.
    fn held_skills() -> String;
    /// In `my data`: languages they answer in.
    fn held_languages() -> String;
    /// In `my data`: what they wrote about themselves.
    fn held_bio() -> String;
    /// In `my data`: where they work.
    fn held_work() -> String;
}
