about_impact = See what your help did; nobody else does, unless you share it with them

own = **What your help did**
nothing_yet = There is nothing to count yet. When an answer or a tip of yours helps somebody, it shows here.
season_and_all = **This season**, which is since the beginning
season = **This season**
season_nothing = Nothing yet.
all = **Since the beginning**
line_people =
    { $count ->
        [one] **one person** helped
       *[other] **{ $count } people** helped
    }
line_unnamed =
    { $count ->
        [one] once somebody whose name nobody knows
       *[other] { $count } times somebody whose name nobody knows
    }
line_accepted =
    { $count ->
        [one] one answer solved a question
       *[other] { $count } answers solved a question
    }
line_reused =
    { $count ->
        [one] once of use again to somebody else
       *[other] { $count } times of use again to somebody else
    }
line_met =
    { $count ->
        [one] one meeting with a mentee
       *[other] { $count } meetings with a mentee
    }
line_minutes =
    { $count ->
        [one] about one minute saved
       *[other] about **{ $count } minutes** saved
    } ({ $sum })
estimate = The minutes are an estimate: { $accepted } for an answer that solved a question, { $reused } each time one was of use again, { $met } for a meeting with a mentee.
private = Nobody else sees this. `impact share @dara` shows it to one person, and you see first what they would.
shared_with = You share this with { $names }. `impact unshare @…` ends it.
and = and

preview = This is what **{ $name }** would see, now and whenever they ask, until you end it:
preview_hint = Nothing is sent yet. Do you want to share it with { $name }?
label_share = Share it with { $name }
shared = **{ $name }** can see it now, as it stands whenever they ask. `impact unshare @…` ends it.
shared_already = You share it with **{ $name }** already. `impact unshare @…` ends it.
unshared = **{ $name }** cannot see it any more.
not_shared = You do not share it with **{ $name }**: there is nothing to end.

told = **{ $name }** has chosen to share with you what their help did:
told_hint = `impact of @{ $name }` shows how it stands, for as long as they share it.
shared_nothing = **{ $name }** shares with you what their help did. There is nothing to count at the moment.
shared_no_more = What stood here is not shared with you any more.

refused_of = I can show you nothing of “{ $word }”. What somebody's help did is theirs alone, unless they share it with you.
refused_unknown = I don't know who “{ $word }” is. Write `@` and choose the name, or use their exact name: `{ $example }`.
refused_oneself = You see it anyway: just `impact`.
refused_program = That is a program; it would not be impressed. Name a colleague.
refused_nothing = There is nothing to share yet: nobody has said so far that something of yours helped.

held_cases = How you helped, or were helped
held_given = People you let see what your help did
held_got = People who let you see what their help did
