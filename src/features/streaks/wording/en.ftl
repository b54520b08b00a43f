about_streak = See in how many weeks in a row you have helped; nobody else sees it

none = Your first streak begins in the week in which you help somebody: with an answer, a tip, a correction or an hour as a mentor.
streak =
    { $weeks ->
        [one] You have helped in **one week**; the next makes it a streak.
       *[other] You have helped in **{ $weeks } weeks in a row**.
    }
longest = Your longest streak has { $weeks } weeks.
ended =
    { $weeks ->
        [one] You have no streak at the moment. The next one begins whenever you help again.
       *[other] You have no streak at the moment; your longest has **{ $weeks } weeks**. The next one begins whenever you help again.
    }
week_counts = This week counts already.
week_open = This week does not count yet: there is time until Sunday.
week_away = You are away this week, so that it takes nothing from you.
saved =
    { $weeks ->
        [one] A freeze has saved a week in which you did not help.
       *[other] Freezes have saved { $weeks } weeks in which you did not help.
    }
freezes_all =
    { $count ->
        [one] You have one freeze: it saves a missed week by itself.
       *[other] You have { $count } freezes: each saves a missed week by itself.
    }
freezes_some =
    { $count ->
        [0] You have no freeze left.
        [one] You have one freeze left: it saves a missed week by itself.
       *[other] You have { $count } freezes left: each saves a missed week by itself.
    } { $weeks ->
        [one] One more week in a row earns another.
       *[other] { $weeks } more weeks in a row earn another.
    }

refused_others = Streaks are private: say just `streak` to see yours.

held_deeds = On which days you helped
held_away = When you were away
