about_place = See and set what holds in a place (moderators)
about_launch = See how the launch goes, and begin its next stage (moderators)
about_featured = See the questions to read first; moderators pick them
about_seed = See which known questions and advocates an import suggests (moderators)

introduction =
    Hello, I am **Stoa**. I help you to find the colleague who knows.

    - Ask here with `ask #topic your question`. I show you what is known already; otherwise I ask a few colleagues who are likely to know.
    - Answer in the thread of a question. Whoever asked says what helped, and everybody finds it again with `search words`.
    - Nobody is written to outside their working hours, or more than a few times a day. `stop` ends it altogether.

    `help` shows everything I can do. You can also write to me directly.
only_listening = Thank you for writing! I am not taking questions yet: the moderators are still getting things ready. `help` shows what I can do already.

places =
    These are the places that I know of:
    { $lines }

    `place #name` shows all about one.
places_none = I do not know of any place yet. Invite me into one and say `place here` there.
line_place = **{ $place }**: { $on }
nothing_on = nothing
place =
    This holds in **{ $place }**:
    { $lines }
line_on = On: { $on }
line_off = Off: { $off }
line_later = As soon as the launch has come to it: { $later }
line_hours = Working hours: { $hours } in { $zone }
line_english = Cards are in English
line_german = Cards are in German
line_no_language = Cards are in the language of whoever asks
line_capture = Questions that nobody answers may be picked up
line_sandbox = It is for practice: no points, and nothing of it is found elsewhere

stage = The launch is at the stage **{ $stage }**.
stage_began = Now the launch is at the stage **{ $stage }**.
holds_listen = I explain myself to whoever asks, and do nothing else.
holds_questions = Colleagues ask and answer.
holds_thanks = Colleagues ask and answer, and help is recognised.
holds_mentoring = Colleagues ask and answer, help is recognised, and mentors are found.
holds_all = Everything that I can do is open.
line_week = { $back ->
        [0] In the last seven days
        [1] In the seven days before
       *[other] { $back } weeks ago
    }, { $share } % of { $asked ->
        [one] one question
       *[other] { $asked } questions
    } got an answer within { $days ->
        [one] one working day
       *[other] { $days } working days
    }
line_week_empty = { $back ->
        [0] In the last seven days
        [1] In the seven days before
       *[other] { $back } weeks ago
    }, nobody asked anything that could be counted
proposes = That is { $percent } % or more in each week: a good moment for the next stage, **{ $next }**.
waits = I propose the next stage, **{ $next }**, after { $weeks ->
        [one] a week
       *[other] { $weeks } weeks running
    } with { $percent } % or more. You decide: `launch next` begins it now.
may_begin = When you are ready, `launch next` begins **{ $next }**.
last_stage = There is no stage after this one.
label_begin = Begin “{ $stage }”

featured =
    Good to read first:
    { $lines }

    `question Q17` shows one with its answers.
featured_none = Nothing is picked yet. Moderators pick known questions with `featured Q17`.
line_featured = **Q{ $number }** { $title }
seed =
    These **questions** helped most people; pick some with `featured Q17 Q18`:
    { $questions }

    These people could be **advocates**; name one with `topic #name advocate @person`, and they are asked whether they agree:
    { $advocates }

    Nothing is posted or sent to anybody by this list. With `stoa seed` the person who runs me can tick all of it in a file.
seed_none = I have nothing to suggest yet: no answered questions were imported. `stoa import` brings them in.
line_seed = **Q{ $number }** { $title } ({ $helped ->
        [0] answered
       *[other] helped { $helped }
    })
line_advocates = **#{ $topic }**: { $names }

refused_not_moderator = Only moderators can do that. If something should be different here, please tell one of them.
refused_no_place = I do not know a place “{ $word }”. I know { $known }; in a place itself you can say `place here`.
refused_no_place_yet = I do not know a place “{ $word }” yet. Invite me there, and say `place here` there.
refused_direct = This is our direct conversation. Name the place, for example `place #help`, or say `place here` there.
refused_no_feature = I have no feature “{ $word }”. What can be switched: { $known }. For example: `place { $place } off questions`.
refused_always_on = `{ $feature }` is on everywhere, so that there is always somebody to ask. `place { $place } off` switches off everything else there.
refused_not_on_or_off = “{ $word }” is neither `on` nor `off`. For example: `place { $place } capture on`.
refused_no_language = I do not speak “{ $word }”. Write `en` or `de`, as in `place { $place } language de`.
refused_no_zone = I do not know the time zone “{ $word }”. Perhaps you mean `place { $place } zone { $near }`?
refused_no_hours = I cannot read “{ $word }” as working hours. Write them like this: `place { $place } hours Mon-Thu 8:30-16:30, Fri 8-14`.
refused_no_stage = “{ $word }” is no stage. They are `listen`, `questions`, `thanks`, `mentoring` and `all`; `launch next` begins the next one.
refused_no_question = I do not know a question “{ $word }” that has an answer and can be shown to everybody. For example: `featured Q17`.
