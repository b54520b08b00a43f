about_points = See your points and what the last ones were for; nobody else sees them
balance =
    { $points ->
        [one] You have **one point**. The latest:
       *[other] You have **{ $points } points**. The latest:
    }
no_points =
    You have no points yet. { $worth ->
        [one] One point is yours
       *[other] { $worth } points are yours
    } when somebody accepts an answer that you gave.
award_accepted_answer = +{ $points } for **A{ $answer }**, accepted ({ $at })
award_resolved = +{ $points } for accepting **A{ $answer }** ({ $at })
repetition_pays_less =
    { $days ->
        [one] When the same person accepts several of your answers within a day, each pays less than the one before.
       *[other] When the same person accepts several of your answers within { $days } days, each pays less than the one before.
    }
day_is_full =
    A day has room for so many points of each kind, and { $count ->
        [one] one thing from today did not fit in. It helped all the same.
       *[other] { $count } things from today did not fit in. They helped all the same.
    }
board_last_season = Last season: rank **{ $rank }**, with { $points ->
        [one] one point
       *[other] { $points } points
    }.
held_results = Where you stood on the board when seasons ended
award_reused = +{ $points } because **A{ $answer }** was of use again and again ({ $at })
refused_others = Points are private: say just `points` to see yours.

held_points = Points, as they were booked
held_deeds = What points were earned for, by you or thanks to you
home_points = You have { $points ->
        [one] **one point**
       *[other] **{ $points } points**
    }; `points` says what for.
label_points = My points

news_teams = Teams that helped here
news_teams_note = points per member
alt_teams = Bar chart of { $count } teams by points per member; { $best } is first. { $lines }.

award_thanked = +{ $points } because **A{ $answer }** helped somebody ({ $at })
award_corrected = +{ $points } for your correction **C{ $correction }** ({ $at })
award_kudos = +{ $points } for kudos ({ $at })
award_welcomed = +{ $points } for welcoming a newcomer with **A{ $answer }** ({ $at })
award_mentored = +{ $points } for meeting your mentee, **M{ $pair }** ({ $at })
award_introduced = +{ $points } for meeting somebody new ({ $at })

about_kudos = Thank somebody so that others see it; you have a few a day
about_unkudos = Take kudos back that you have just given
about_leaderboard = See how teams stand, and yourself with the two around you if you want to be seen; everywhere, or in one place
shortcut_kudos = Give kudos
form_kudos = Give kudos
form_kudos_submit = Give
form_kudos_to = To whom, such as @chen
form_kudos_reason = What for
kudos_given = Your kudos are given (K{ $number }). { $left ->
        [0] Those were your last for today.
        [one] You have one more today.
       *[other] You have { $left } more today.
    } You can take them back for { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.
label_unkudos = Take back
kudos_taken_back = K{ $number } is taken back.
kudos_received = **{ $giver }** gave you kudos: { $reason }
kudos_card = **Kudos today**
kudos_line = from { $giver }: { $reason }
kudos_none = The kudos that stood here were taken back.
refused_nobody = To whom? Name somebody: `kudos @chen for the quick fix`.
refused_no_reason = What for? A few words make all the difference: `kudos @chen for the quick fix`.
refused_no_value = Please say which of our values it stands for, at the end: { $values }.
refused_program = That is a program; it only did what it was told. Thank whoever told it.
refused_unknown = I don't know who “{ $word }” is. Write `@` and choose the name, or use their exact name.
refused_oneself = Well done, I am sure! But kudos are for others.
refused_spent = { $left ->
        [0] You have given all of your { $all } kudos today.
        [one] You have only one of your { $all } kudos left today.
       *[other] You have only { $left } of your { $all } kudos left today.
    } Tomorrow there are new ones.
refused_no_kudos = I know of no kudos “{ $word }” of yours. Kudos have numbers such as K17.
refused_too_late = Kudos can be taken back for { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }; these are older. A moderator can help.
board_week = **This week**
board_season = **This season**
board_all = **Since the beginning**
board_line = { $rank } · { $name } · { $points }
board_you = **{ $rank } · you · { $points }**
board_not_on_it = You are not on the board, and nobody sees your points. With `leaderboard show` you see yourself and the two above and below you, of those who are on it, too.
board_nothing_yet = You are on the board, but have no points in this time yet.
board_shown = You are on the board now: others who are on it, and near you, see your name and points. `leaderboard hide` ends that.
board_hidden = You are not on the board any more. Your points stay what they are.
board_teams = **Teams**, by points for each active member
board_team = { $rank } · { $name } · { $points }.{ $tenths }
board_no_teams = No team of { $least } or more has points in this time yet.
held_kudos_given = Kudos that you gave
held_kudos_got = Kudos that you got
held_board = That you stand on leaderboards
held_flag = That moderators were told to look at whom your points come from
board_week_in = **This week** in { $place }
board_season_in = **This season** in { $place }
board_all_in = **Since the beginning** in { $place }
refused_not_here = `here` means a place where others read along. In this conversation, name one: `leaderboard #help`.
refused_no_place = I know of no place “{ $word }” that I have seen you in. Say `leaderboard here` in the place itself.
flags = **Worth a look**, nothing more: nobody else is told, and nothing is taken away. In the last { $days } days:
flags_none = Nothing stands out in the last { $days } days.
flags_news = Something new is **worth a look**, nothing more: nobody else is told, and nothing is taken away. In the last { $days } days:
flags_all = Often there is a good reason. `leaderboard flags` shows all there is.
flag_one_giver = **{ $name }**: { $percent }% of their points from **{ $giver }**
flag_ring = In a circle: { $people }
flag_share = { $name }, { $percent }% of their points from { $giver }
refused_not_moderator = Only moderators see that. `leaderboard` shows what is there for everybody.
