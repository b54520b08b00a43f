about_profile = See your profile, or a colleague's
about_introduce = Say in one go what you help with, want to learn, speak, and who you are
about_helps = Say which topics you help with
about_learn = Say which topics you want to learn
about_speaks = Say which languages you answer questions in
about_bio = Say a few words about yourself
about_who = Find the people who know about something, and why
about_topics = List the topics, with what was asked and their advocates
about_topic = Show a topic; moderators name and remove its advocates, and advocates can step back

form_title = Introduce yourself
form_submit = Save
form_helps = What I help with, such as #postgres
form_learn = What I want to learn, such as #rust
form_speaks = Languages I answer in, such as en de
form_bio = A few words about me

helps = You help with { $topics }. Thank you! Change it any time with `helps #topic …`, end it with `helps nothing`.
helps_nothing = You have not said what you help with. For example: `helps #postgres #git`.
helps_gone = Done: you no longer help with any topic. `helps #topic …` begins again.
learns = You want to learn { $topics }. Change it any time with `learn #topic …`, end it with `learn nothing`.
learns_nothing = You have not said what you want to learn. For example: `learn #rust #kubernetes`.
learns_gone = Done: there is nothing left that you want to learn. `learn #topic …` begins again.
speaks = You answer questions in { $languages }. I bring you questions in other languages only if there is nobody else.
speaks_assumed = You have not said which languages you answer in, so I take it to be { $languages }. For example: `speaks en de`.
bio_set =
    This is what your colleagues read about you:

    > { $bio }

    Change it any time with `bio …`, end it with `bio nothing`.
bio_none = There is nothing about you yet. For example: `bio I keep our databases awake. Ask me about indexes!`
bio_gone = Done: what you wrote about yourself is gone. `bio …` writes it anew.

profile_own = **{ $name }**, this is what your colleagues see of you:
profile_of = **{ $name }**
line_helps = Helps with { $topics }
line_advocate = Advocate for { $topics }
line_learns = Wants to learn { $topics }
line_speaks = Answers in { $languages }
line_hours = Works { $hours } ({ $zone })
line_bio = “{ $bio }”
line_work = { $work }
work_team = Team { $team }
work_site = { $site }
work_since = here since { $date }
line_earned =
    Earned #{ $topic }: { $accepted ->
        [one] an accepted answer
       *[other] { $accepted } accepted answers
    } ({ $questions })
own_skills = The people file lists { $topics } for you. Nobody is asked because of a file alone: if you do help with that, say `helps …`.
own_cap = Only you see this: I ask you at most { $most ->
        [one] one question
       *[other] { $most } questions
    } a week. `askme` changes that.
own_never = Only you see this: you never want to be asked, so nobody finds you with `who knows` either. `askme` changes that.
own_paused = Only you see this: I ask you nothing at the moment, because my last questions came at a bad time. `askme` changes that.
own_open = Only you see this: you have not said yet whether I may ask you questions. `askme` shows how; otherwise I ask with the first one.
own_change = Change it with `helps #topic …`, `learn #topic …`, `speaks en de`, `bio …`, `hours …` and `zone …`, or much of it at once with `introduce`.

who =
    Who knows about “{ $words }”:

    { $people }

    `ask` finds out which of them has time for your question.
who_nobody = I know nobody yet who knows about “{ $words }”. Ask all the same, and I look further: `ask { $words }`
who_line = **{ $name }**: { $reasons }
reason_similar = answered { $questions }
reason_topic = { $answers ->
        [one] one answer
       *[other] { $answers } answers
    } on #{ $topic }{ $accepted ->
        [0] { "" }
       *[other] , { $answers ->
            [one] accepted
           *[other] { $accepted } accepted
        }
    }
reason_helps = says they help with #{ $topic }
reason_advocate = advocate for #{ $topic }
reason_listed = listed for #{ $topic } in the people file
and = and

topics =
    { $count ->
        [one] One topic:
       *[other] { $count } topics:
    }

    { $lines }
topics_none = There are no topics yet. A question begins one: `ask #postgres why is my query slow?`
topics_more = { $count ->
        [one] One more is
       *[other] { $count } more are
    } not shown. `topic #name` shows any of them.
topic_counts = { $questions ->
        [0] nothing asked yet
        [one] one question, { $answered ->
            [0] not answered yet
           *[other] answered
        }
       *[other] { $questions } questions, { $answered ->
            [0] none answered yet
           *[other] { $answered } answered
        }
    }
topic_line_advocates = **#{ $topic }** · { $counts } · ask { $names }
topic = **#{ $topic }** · { $counts }
topic_advocates = Advocates: { $names }
topic_no_advocate = It has no advocate yet: somebody who looks after its questions.
topic_people =
    Who knows it best:

    { $people }
topic_questions =
    The newest questions:

    { $questions }
question_line = **Q{ $number }** { $title } ({ $answers ->
        [0] no answer yet
        [one] one answer
       *[other] { $answers } answers
    })
topic_unknown = Nothing is known about **#{ $topic }** yet. Begin with `ask #{ $topic } …`, or with `helps #{ $topic }` if you know it. `topics` lists the others.

advocate_named = { $name } is now an advocate for #{ $topic }.
advocate_you =
    { $by } has made you an advocate for **#{ $topic }**: when somebody asks about it, I come to you among the first.

    If you would rather not, say `topic #{ $topic } advocate off`.
advocate_ended = { $name } is no longer an advocate for #{ $topic }.
advocate_you_ended = You are no longer an advocate for #{ $topic }. Thank you for looking after it! If you still help with it now and then, say `helps #{ $topic }`.
advocate_you_removed = You are no longer an advocate for #{ $topic }. Thank you for having looked after it!

refused_not_a_topic = “{ $word }” is not a topic. Topics begin with #, such as #postgres.
refused_no_language = I do not know a language “{ $word }”. Write codes or names, such as `speaks en de polski`.
refused_long_bio =
    That is { $count } characters; at most { $most } are read with pleasure. Here it is again, so that you can shorten it:

    > { $bio }
refused_nobody = I don't know anybody called “{ $word }” here.
refused_not_moderator = Only moderators can do that. You can say what you help with: `helps #topic`.
refused_no_advocate = { $name } is no advocate for #{ $topic }, so nothing has changed.
refused_not_yours = You are no advocate for #{ $topic }, so nothing has changed.
refused_line = I did not understand the line that begins with “{ $word }”. Begin each with `helps`, `learn`, `speaks` or `bio`.

held_topics = Topics you help with
held_wishes = Topics you want to learn
held_skills = Skills that the people file lists for you
held_languages = Languages you answer in
held_bio = What you wrote about yourself
held_work = Where you work, as the people file says
