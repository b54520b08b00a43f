about_pair = Work live on something with somebody who knows
about_shadow = Look over the shoulder of somebody who knows
about_session = Take, pass or cancel a live session

asking = I am asking somebody who knows #{ $topic } (**{ $session }**). As soon as somebody has the time, I bring you together. `session cancel { $session }` takes it back.
nobody = Nobody who knows #{ $topic } can be asked right now. Try again in their working hours, or ask everybody: `ask #{ $topic } …`
nobody_took_it = **{ $session }**: nobody has the time for #{ $topic } at the moment. Perhaps a question helps: `ask #{ $topic } …`
asked_pair = **{ $name }** would like to work on #{ $topic } with somebody who knows it, live and once, for { $minutes } minutes ({ $session }).
asked_shadow = **{ $name }** would like to look over your shoulder while you work on #{ $topic }, once, for { $minutes } minutes ({ $session }).
because_answers = You're asked because { $answers ->
        [one] you answered a question
       *[other] you answered { $answers } questions
    } on #{ $topic }.
because_helps = You're asked because you help with #{ $topic }.
label_take = Gladly
label_pass = Not now
taken = Thank you! I have brought you and { $name } together.
passed = No problem; I ask somebody else.
cancelled = **{ $session }** is taken back.
card_closed = **{ $session }** is settled.
welcome_pair = { $asker } and { $name }: { $minutes } minutes of #{ $topic }, together. { $asker }, say what you are stuck with, so that { $name } can think ahead.
welcome_shadow = { $asker } looks over { $name }’s shoulder: { $minutes } minutes of #{ $topic }. { $name }, just do what you would do anyway, and say aloud what you think.
slots =
    You both work at these times:
    { $lines }
line_slot = { $at }
elsewhere = { $name } is on another network: write to them as `{ $account }` on { $network }, and meet by phone or video.

refused_open = You have asked for #{ $topic } already (**{ $session }**). `session cancel { $session }` takes it back.
refused_none = There is no open session “{ $word }” of yours.

held_sessions = Live sessions that you asked for
held_asked = Live sessions that you were asked for
