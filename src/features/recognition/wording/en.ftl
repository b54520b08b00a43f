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
refused_others = Points are private: say just `points` to see yours.

held_points = Points, as they were booked
held_deeds = What points were earned for, by you or thanks to you
home_points = You have { $points ->
        [one] **one point**
       *[other] **{ $points } points**
    }; `points` says what for.
label_points = My points
