about_mentor = Offer or seek mentoring, and see how yours stands

offered =
    Thank you! You offer mentoring on { $topics }, to { $capacity ->
        [one] **one person**
       *[other] **{ $capacity } people**
    } at a time. As soon as somebody fits, I propose it to both of you, and it begins only if you both agree.

    A rest: `mentor pause until DATE`. The end: `mentor stop`.
sought =
    You look for a mentor on { $topics }. These would suit you; name those whom you would like most, the dearest first, and I take it into account:
    { $lines }

    In a while I match everybody who waits, so that as many as possible find somebody. You are told either way.
sought_nobody_yet = You look for a mentor on { $topics }. Nobody fits yet; as soon as somebody does, I propose it to both of you.
line_mentor = **{ $name }**: { $because }
label_wish = I'd like { $name }
wishes = Your wishes, the dearest first: { $names }. `mentor seek` begins anew.
wishes_beyond = I look at { $most } wishes. Not among them: { $names }.
wishes_none = You have named nobody. `mentor wish @name` does.
because_topics = the same topics ({ $topics })
because_hours = { $hours ->
        [one] one common working hour a week
       *[other] { $hours } common working hours a week
    }
because_languages = more than one common language
because_team = another team
and = and
avoided = I never match you with { $name }. Nobody is told, nor can anybody see it. `mentor avoid off @name` takes it back.
avoided_no_more = { $name } may be matched with you again.
paused = You rest until { $until }: until then I propose nobody to you. What runs goes on.
stopped = You are out of the search. What runs goes on; `mentor` shows it.
standing =
    Your mentoring:
    { $lines }
standing_nothing = You neither offer nor seek mentoring. `mentor offer #topic` or `mentor seek #topic` begins.
line_offer = You offer { $topics }, to at most { $capacity } at a time
line_seek = You look for a mentor on { $topics }
line_proposed = **{ $pair }** with { $name } waits for an answer: `mentor accept { $pair }` or `mentor decline { $pair }`
line_running = **{ $pair }** with { $name } runs; `mentor end { $pair }` ends it, `mentor change { $pair }` looks for somebody else

in_programme = It is in the programme **{ $name }**, which is matched by itself.
line_programmes = There are programmes: { $names }. You take part by naming one, as in `mentor seek #topic in { $one }`

better_leaves_out = Somebody who suits you a little better has no place left: with it, somebody else would have stayed without a mentor.
better_costs = Somebody who suits you a little better has no place left: it would have cost the others more than it would have given you.
search_over = I did not hear from you about **{ $pair }**, so I have stopped looking for a mentor. `mentor seek` begins anew, whenever you like.
proposed_mentor = **{ $pair }**: { $name } could be your mentor on { $topics }.
    You two were matched because of this: { $because }.
proposed_mentee = **{ $pair }**: { $name } looks for a mentor on { $topics }.
    You two were matched because of this: { $because }.
their_note =
    They write:
    > { $note }
answer_within =
    It begins only if you both agree. Please say so within { $days ->
        [one] one working day
       *[other] { $days } working days
    }; nobody is told who said no.
label_accept = Yes, gladly
label_decline = Not this time
agreed = Thank you! Now { $name } is to agree as well; I tell you.
card_agreed = **{ $pair }**: you agreed to mentoring with { $name }.
card_closed = **{ $pair }** is not open any more.
declined = That is fine. I look further, and do not propose the two of you again.
looking_on = **{ $pair }** does not come about this time. I am looking further for you.
came_to_nothing = **{ $pair }** does not come about this time. Thank you for being ready!
without_topics = For now I find no mentor for you: nobody offers what you want to learn. Other topics would help (`mentor seek #topic …`); I keep looking.
without_language = For now I find no mentor for you: those who know your topics speak other languages. If you speak more than I know of, tell me: `speaks en de`. I keep looking.
without_hours = For now I find no mentor for you: those who know your topics work at other hours. If yours are not what I think, tell me: `hours Mon-Fri 9-17`. I keep looking.
without_places = For now I find no mentor for you: nobody who suits you is free for you. That changes when a place is free or somebody new offers; I keep looking.
without_anybody = For now I find no mentor for you: I have nobody new to propose. Other topics would help (`mentor seek #topic …`); I keep looking.

welcome = **{ $pair }**: { $mentee } and { $mentor }, you are a pair now, for { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }. It is about { $topics }.

    For the first meeting:
    - Who are you, and what brought you here?
    - What would { $mentee } like to be able to do at the end?
    - How often do you meet, and how do you reach each other in between?
slots =
    You both work at these times:
    { $lines }
line_slot = { $at }
no_slots = I find no half hour in the next two weeks at which you both work: please agree on one yourselves.
label_slot = Calendar file for { $number }
slot = { $at }, as a calendar file: save it as `meeting.ics` and open it.
calendar_title = Mentoring: { $mentee } and { $mentor }
begun = **{ $pair }** begins: you both agreed. I have brought you together in a conversation.
elsewhere = { $name } is on another network: write to them as `{ $account }` on { $network }, and meet by phone or video.
did_you_meet = **{ $pair }**: did you and { $name } meet since I asked last?
label_met = Yes, we met
label_not_met = Not yet
met = Good! I hope it was worth your while.
not_met = It happens. If you want another time, or to stop, just tell each other; `mentor end` ends it without reasons.
ended = **{ $pair }** has ended.
over = **{ $pair }** has ended because the other one is not here any more. Thank you for the time that you gave it.
how_was_it = **{ $pair }** with { $name } has come to its end. How was it? { $name } does not see what you say; it helps me to match.
another = I am already looking for somebody else for { $topics }, and propose them to you.
label_stars = { $stars ->
        [1] Not good
        [2] Hardly useful
        [3] All right
        [4] Good
       *[other] Very good
    }
rated = Thank you! That helps the next ones.

pairs =
    { $waiting ->
        [one] One person waits
       *[other] { $waiting } people wait
    } for a mentor, { $mentors ->
        [one] one offers
       *[other] { $mentors } offer
    } to be one, { $running ->
        [one] one pair runs.
       *[other] { $running } pairs run.
    }
line_pair = **{ $pair }** { $mentee } with { $mentor }, week { $weeks }, meetings confirmed by both: { $met }
line_stuck = **{ $pair }** { $mentee } with { $mentor }, week { $weeks }: they may be stuck, no meeting was confirmed by both lately ({ $met } in all)

refused_word = I do not know what to do with `{ $word }`. Say `mentor offer #topic`, `mentor seek #topic`, or just `mentor` to see how yours stands.
refused_capacity = `{ $words }` is no number of people that I understand: write `mentor offer #sql capacity 2`, with at most { $most }.
refused_no_topics_offered = What would you like to help with? Write `mentor offer #sql #docker`.
refused_no_topics_sought = What would you like to learn? Write `mentor seek #sql I start with my first database`.
refused_long_note = Please write at most { $most } characters about yourself, and tell the rest when you meet.
refused_nobody = I know nobody called `{ $word }`. Write the name as the network shows it: `@ana`.
refused_no_mentor = `{ $word }` offers no mentoring at the moment.
refused_not_seeking = You are not looking for a mentor. `mentor seek #topic` begins.
refused_date = `{ $words }` is no day to come: write `mentor pause until 2026-05-04`, `until monday` or `2 weeks`.
refused_no_pair = You are in no pair called `{ $word }`. `mentor` shows yours.
refused_settled = **{ $pair }** is not open any more. `mentor` shows how yours stands.
refused_not_running = **{ $pair }** does not run. `mentor` shows how yours stands.
refused_slot = That time has passed: agree on another, and put it into your calendars yourselves ({ $pair }).
refused_met = I have not asked about that, or do not understand it: write `mentor met { $pair } yes` or `no` after I asked.
refused_rate = Once { $pair } has ended, write `mentor rate { $pair } 4`, with 1 to { $most }.
refused_not_moderator = Only moderators see everybody's pairs. `mentor` shows yours.

held_offer = The mentoring that you offer
held_search = The mentor whom you seek
held_wishes = How many mentors you wished for
held_avoided = How many people you avoid
held_pairs = Pairs that you were proposed for or are in
held_meetings = Whether your pairs met
held_feedback = What you said at the end of pairs
