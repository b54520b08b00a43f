about_ask = Ask a question: I show what is known already, then find somebody who knows
about_answer = Answer a question from anywhere
about_accept = Say which answer helped you
about_unaccept = Take an acceptance back
about_take = Say that you will answer a question
about_pass = Pass a question on to somebody else
about_withdraw = Take your question back
about_search = Search what is known
about_question = Show a question with its answers
about_questions = List open questions, yours, or those without an answer
about_anyway = Post a draft
about_solved = Say that a known answer was enough
about_discard = Forget a draft
about_turn = Turn a message into a question, if its author agrees: in the message's menu, or as a reply to it
about_keep = Keep a thread that was solved, if those who wrote it agree: in the menu of the message that was the answer, or as a reply to it
about_tip = Share a lesson that others will find
about_allow = Let the community keep what you wrote
about_refuse = Say that something is not to be kept

form_title = Ask a question
form_submit = Ask
form_question = What would you like to know?
form_topics = Topics, such as #postgres

suggestions =
    { $count ->
        [one] Somebody asked something like that before:
       *[other] Something like that was asked before:
    }

    { $known }

    Does that help? If I hear nothing, I'll post your question in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
suggestions_after =
    I posted your question as **Q{ $number }**. { $count ->
        [one] Somebody asked something like that before:
       *[other] Something like that was asked before:
    }

    { $known }
known = **Q{ $number }** { $title } — __{ $author }:__ { $answer }
known_unsigned = **Q{ $number }** { $title } — { $answer }
known_tip = **Q{ $number }** A tip by __{ $author }:__ { $answer }
label_solved = Q{ $number } solved it
label_anyway = Ask anyway
label_discard = Never mind
draft_solved = Glad that **Q{ $number }** helped. I have not posted your question.
draft_posted = I posted your question as **Q{ $number }**.
draft_discarded = All right, I have not posted your question.
draft_lapsed = I heard nothing, so I have not asked anybody. `ask …` whenever you like.
how_to_ask = If you want to know something, just write it to me, with a question mark. Was that a question?
preview =
    This is how I would ask it, on { $topics }:

    > { $body }
preview_plain =
    This is how I would ask it; topics in front, such as #postgres, help to find the right people:

    > { $body }
preview_direct =
    Only those whom I ask will see it. I'll ask in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } unless you change your mind; to change the words, edit your message.
preview_here =
    It will stand under your message. I'll ask in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } unless you change your mind; to change the words, edit your message.
label_ask = Ask
label_ask_it = Ask it
offer = Nobody has replied to your question yet. Shall I find somebody who knows?
offer_known =
    Nobody has replied to your question yet, but { $count ->
        [one] somebody asked something like that before:
       *[other] something like that was asked before:
    }

    { $known }

    If that does not help: shall I find somebody who knows?
label_offer_yes = Yes, ask
label_offer_no = No thanks
offer_declined = All right, your message stays as it is.
offers_ended = All right, and I won't offer it again. If you need somebody, `ask …` always works.
consent =
    { $name } thinks that your question deserves an answer:

    > { $body }

    May I ask around? It would be your question, in the thread of your message.
label_yes = Yes
label_no = No
consent_refused = All right, your message stays as it is. I won't ask about it again.
author_asked = Thank you for looking out for others! I ask { $name } first; if they agree, I'll find somebody who knows.
stays_as_it_is = “{ $words }” stays as it is. Thank you for looking out for others!

keep_request =
    { $name } thinks that this will help others, too:

    > { $question }

    > { $answer }

    { "" }**May the community keep this?** Whoever searches for it would find it, with the names of those who wrote it.
tip_request =
    { $name } wants to share a tip that names you:

    > { $tip }

    { "" }**May the community keep this?** Whoever searches for it would find it.
keep_allowed = Thank you! It is kept as soon as everybody who is credited agrees.
keep_refused = All right, it is not kept, and I won't ask about it again.
tip_refused = All right, it is not kept.
keep_said = Thank you for saying so.
keep_over = This is settled: it is not kept. Thank you all the same.
kept = Thank you! It is in the library as **Q{ $number }** now.
keep_asked = Thank you for thinking of others! I ask those who wrote it; if they agree, everybody finds it with `search`.
keep_stays = That thread stays as it is. Thank you for thinking of others!
not_kept = “{ $words }” stays where it was said: not everybody who wrote it has agreed. Thank you for thinking of others!
tip_kept = Thank you! Everybody finds your tip now: with `search`, or as **Q{ $number }**.
tip_asked = Thank you! I ask those whom your tip names; if they agree, everybody finds it.
tip_stays = Your tip names somebody whom I cannot ask, so I have not kept it. Without the name it needs nobody's word:
tip_not_kept =
    Not everybody whom your tip names has agreed, so I have not kept it. Without the name it needs nobody's word: `tip …`

    > { $tip }
tip =
    { "" }**Q{ $number }**{ $topics } · a tip by { $name }

    > { $body }

    Did it help? 💡, or `helped A{ $answer }`. Could it be better? `correct A{ $answer } …`
tip_taken_back = The tip **Q{ $number }** was taken back.

card =
    { "" }**Q{ $number }** · { $topics } · asked by { $asker }

    > { $body }
card_plain =
    { "" }**Q{ $number }** · asked by { $asker }

    > { $body }
state_open = Do you know? Answer in the thread.
state_asked =
    { $count ->
        [one] One person was asked
       *[other] { $count } people were asked
    } · next { $next } · answer in the thread if you know.
state_asked_all =
    { $count ->
        [one] One person was asked
       *[other] { $count } people were asked
    } · answer in the thread if you know.
state_direct = { $count ->
        [0] I have found nobody to ask yet. Ask in a place where others can see it, too.
        [one] I asked one person; the answer comes here.
       *[other] I asked { $count } people; their answers come here.
    }
state_taken = { $name } is on it.
state_answered =
    { $count ->
        [one] One answer
       *[other] { $count } answers
    } · the asker can accept one with ✅ or `accept A{ $first }`.
state_solved = ✅ **A{ $number }** by { $name }: { $answer }
state_withdrawn = **Q{ $number }** was taken back by its asker.
question_hidden = **Q{ $number }** is hidden by the moderators.
refused_other_question = I have changed nothing: **A{ $answer }** answers **Q{ $question }**. Answer another question with a message of its own.
answer_taken_back = **A{ $number }** was taken back by its author.
answer_hidden = **A{ $number }** is hidden by the moderators.
guidelines = We go by this: __{ $line }__
card_answer = **A{ $number }** { $name }: { $answer }
label_take = I'll take it
label_pass = Not now
label_not_topic = Not my topic

asked =
    { $asker } asks (**Q{ $number }**{ $topics }):

    > { $body }

    You're asked because { $reasons }.
reason_similar = you answered { $questions }
reason_topic = you gave { $answers ->
        [one] an { $accepted ->
            [0] answer
           *[other] accepted answer
        }
       *[other] { $answers } answers
    } on #{ $topic }{ $answers ->
        [one] { "" }
       *[other] { $accepted ->
            [0] { "" }
           *[other] , { $accepted } of them accepted
        }
    }
reason_helps = you said that you help with #{ $topic }
reason_advocate = you are an advocate for #{ $topic }
reason_listed = the people file lists #{ $topic } among your skills
reason_and = and
took = You have **Q{ $number }** ({ $title }). Thank you! Answer in its thread, or here with `answer Q{ $number } …`.
took_direct = You have **Q{ $number }** ({ $title }). Thank you! Answer here with `answer Q{ $number } …`, or reply to this message.
answered_request = Thank you for answering **Q{ $number }**!
accepted_request = Thank you for answering **Q{ $number }**: ✅ **A{ $answer }** is the answer that helped.
passed = All right, somebody else will be asked about **Q{ $number }**.
passed_topic = Thanks for telling me: somebody else will be asked about **Q{ $number }**.
passed_for_good = Thanks for telling me: somebody else will be asked about **Q{ $number }**, and I won't come to you again with { $topics }. If you do help with that, tell me: `helps { $back }`.
passed_advocate = Thanks for telling me: somebody else will be asked about **Q{ $number }**. You are still an advocate for #{ $topic }, so I'll come to you again with other questions on it; `topic #{ $topic } advocate off` ends that.
took_short = You have taken **Q{ $number }**.
passed_short = You have passed on **Q{ $number }**.
free_again = **Q{ $number }** ({ $title }) is free again: nobody has answered it. `take Q{ $number }` if you can help after all.
taken_by = { $name } has taken **Q{ $number }**. Thank you all the same.
over = **Q{ $number }** is settled. Thank you all the same.
handed_back = You took **Q{ $number }** and must have been busy, so I ask others again. `take Q{ $number }` if you still want it.

card_practice = __This is a place for practice: no points, and nothing of it is found elsewhere.__
ask_place = Nobody has answered **Q{ $number }** yet. Who here can help, or knows somebody who can?
unanswered = **Q{ $number }** by { $asker } has no answer yet: “{ $title }”. See all of them with `questions unanswered`.

relayed =
    { "" }**A{ $number }** { $name } answers:

    > { $body }
answered = Thank you! Your answer is **A{ $answer }** to Q{ $question }.
accepted = **A{ $answer }** is accepted. Thank you for saying so!
unaccepted = **A{ $answer }** is no longer accepted.
withdrawn = **Q{ $number }** is taken back.

found =
    What I found for “{ $words }”:

    { $known }
found_nothing = I found nothing for “{ $words }”. Ask the people: `ask { $words }`
listed =
    { $count ->
        [one] One question:
       *[other] { $count } questions:
    }

    { $lines }
listed_nothing = There are no such questions.
listed_none_open = No question is open.
line_open = **Q{ $number }** { $title } ({ $answers ->
        [0] no answer yet
        [one] one answer
       *[other] { $answers } answers
    })
line_solved = **Q{ $number }** { $title } (solved by A{ $answer })
shown =
    { "" }**Q{ $number }** { $title }

    > { $body }

    { $answers }
shown_unanswered =
    { "" }**Q{ $number }** { $title }

    > { $body }

    No answer yet.

refused_empty = What would you like to know? For example: `ask #postgres why is my query slow?`
refused_no_question = I don't know a question “{ $word }”. Questions have numbers such as `Q17`; `questions` lists the open ones.
refused_no_answer = I don't know an answer “{ $word }”. Answers have numbers such as `A31`; the question's card shows them.
refused_nothing_picked = Which message? Choose `turn` in its menu, or write `turn` as a reply to it.
refused_program = Only what people wrote can become a question.
refused_wordless = There are no words there that I could ask.
refused_nothing_to_keep = What shall I keep? In a thread that was solved, choose `keep` in the menu of the message that was the answer, or write `keep` as a reply to it. A lesson of your own: `tip #topic text`.
refused_which_answer = Which message solved it? Choose `keep` on that one, in the thread below the question.
refused_keep_direct = What we write to each other stays between us. A lesson for everybody: `tip #topic text`.
refused_nothing_written = Only words that people wrote can be kept.
refused_kept = That is in the library already: **Q{ $number }**.
refused_keep_asking = I am asking those who wrote it already.
refused_no_keepsake = That is settled already, or you are not asked about it. Thank you!
refused_turned = That is a question already: **Q{ $number }**.
refused_shown_already = I have shown you that one already: press “Ask” there.
refused_asking = I am asking its author already.
stays = That message stays as it is. Thank you for looking out for others!
refused_no_draft = That draft is settled already.
refused_not_asker = Only whoever asked **Q{ $number }** can do that.
refused_own_question = **Q{ $number }** is your own question. If you found out, write it in the thread: others will be glad.
refused_taken = { $name } has taken **Q{ $number }** already. You can still answer in its thread.
refused_not_asked = You were not asked about **Q{ $number }**, so there is nothing to pass on.
refused_private = **Q{ $number }** was asked in a direct conversation, and only those who were asked can see it.
refused_closed = **Q{ $number }** is not open any more.
refused_not_accepted = **A{ $answer }** is not the accepted answer.
refused_paused = You cannot post questions and answers until { $until }, because the moderators had to hide some of yours. If you would like to talk about it, please ask { $moderators }.
refused_not_a_topic = “{ $word }” is not a topic. Topics begin with #, such as #postgres.
or = or
somebody = somebody

held_questions = Questions you asked
held_drafts = Drafts of questions
held_answers = Answers you gave
held_claims = Questions you took
held_closings = Questions you closed
held_requests = Questions I asked you about, and why
about_askme = Say how many questions a week I may ask you, and on what
may_we_ask = This is the first question that I bring you. **May I ask you again** when colleagues need what you know? How often is up to you; you can change it any time with `askme`.
may_we_ask_still = You have not said yet: **may I ask you again** when colleagues need what you know? How often is up to you; you can change it any time with `askme`.
label_a_week = { $count } a week
label_only = Only #{ $topic }
label_never = Never
askme_holds = I ask you at most { $count ->
        [one] one question
       *[other] { $count } questions
    } a week, in your working hours. `askme never` ends it.
askme_holds_only = I ask you at most { $count ->
        [one] one question
       *[other] { $count } questions
    } a week, and only on { $topics }. `askme never` ends it.
askme_given = Thank you! I ask you at most { $count ->
        [one] one question
       *[other] { $count } questions
    } a week, in your working hours. `askme never` ends it.
askme_only = Thank you! I ask you at most { $count ->
        [one] one question
       *[other] { $count } questions
    } a week, and only on { $topics }. `askme never` ends it.
askme_never = I will not ask you questions. If you change your mind: `askme 2`.
askme_open = You have not said yet whether I may ask you questions. `askme { $count }` means at most { $count } a week, `askme only #topic` only on that, `askme never` none.
askme_paused = I ask you nothing at the moment, because my last questions came at a bad time. `askme 2` begins again with at most two a week.
askme_paused_now =
    You were busy the last { $silences } times I asked, so I will leave you in peace and ask you nothing more.

    Whenever you like to be asked again: `askme 2` (at most two questions a week).
refused_askme =
    I cannot read “{ $words }” as a wish.

    Say `askme 2` for at most two questions a week, `askme only #postgres`, `askme 5 only #postgres #sql` or `askme never`.
held_declined = How often in a row you wanted nobody to be found
held_keepsakes = Answers and tips of yours that somebody wants kept
held_keepsakes_asked = Questions of yours that somebody wants kept
held_keepsakes_wished = What you wanted kept
held_keepsake_consents = Whether your words, or words about you, may be kept
erased = (erased)
answer_erased = **A{ $number }** was erased by whoever gave it.
state_erased = ✅ **A{ $number }** solved it, and was erased since by whoever gave it.
