about_link = Join your accounts on two networks, so that you are one person to me
about_snooze = Keep me from writing to you unasked until a date
about_hours = Say when you work; outside those hours I do not write to you unasked
about_zone = Say which time zone your hours are in
about_language = Say which language I speak with you

link_code =
    Your code is **{ $code }**. Please keep it to yourself.

    Write me `link { $code }` from your other account within { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }, and I know that both are you.
linked = Done: on both networks you are **{ $name }** to me now, with everything that belonged to either account.
linked_already =
    That code came from yourself, and it is used up now.

    Say `link` here for a new one, and write it to me on the other network.
link_unknown =
    I do not know that code. A code can be used once, within { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.

    Say `link` on the other network for a new one.

date = { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }

snoozed = I write nothing to you unasked until **{ $date }**. `snooze off` ends that.
awake =
    You are not snoozed: I may write to you in your working hours.

    For some quiet say `snooze until monday`, `snooze until 2026-12-24` or `snooze 2 weeks`.
snooze_begins = Enjoy the quiet: I write nothing to you unasked until **{ $date }**. I still answer whatever you write to me, and `snooze off` ends it.
snooze_ended = Welcome back! I may write to you again in your working hours. `missed` shows what I have kept back.
no_date = I cannot read “{ $words }” as a date. Write `snooze until monday`, `snooze until 2026-12-24` or `snooze 2 weeks`.
date_is_over = { $date } has begun already. Write a later day, such as `snooze until tomorrow`.

hours =
    Your working hours are **{ $hours }** in { $zone }. Outside them I write nothing to you unasked.

    You can change them: `hours Mon-Thu 8:30-16:30, Fri 8-14`.
hours_set = Noted: you work **{ $hours }** in { $zone }. Outside these hours I write nothing to you unasked.
hours_empty = Working hours need days and hours: write `hours Mon-Fri 9-17`.
hours_no_day = “{ $given }” is no day of the week. Write `Mon` or `Mon-Fri`, as in `hours Mon-Fri 9-17`.
hours_no_range = “{ $given }” is no range of hours. Write `9-17` or `8:30-16:30`, as in `hours Mon-Fri 9-17`.
hours_end_first = “{ $given }” ends before it starts. Split a night at midnight, as in `hours Mon 22-24, Tue 0-6`.
hours_without_days = “{ $given }” has no days before it. Write `hours Mon-Fri 9-17`.
hours_missing = “{ $given }” has no hours after it. Write `hours { $given } 9-17`.
hours_overlap = The hours of { $day } overlap: “{ $first }” and “{ $second }”. Please keep only one of them.

zone =
    Your time zone is **{ $zone }**; it is { $clock } there.

    You can change it: `zone Europe/Warsaw`.
zone_set = Noted: your time zone is **{ $zone }**; it is { $clock } there.
no_zone = I do not know the time zone “{ $words }”. Did you mean `zone { $zone }`?
label_zone = Yes, { $zone }

own_name = English
language = I speak English with you. Auf Deutsch: `language de`.
language_set = From now on I speak English with you.
no_language = I do not speak “{ $words }”, sorry. I know English (`language en`) and German (`language de`).
about_stop = Keep one thing, or everything, from writing to you unasked
about_start = Let it write to you again
about_missed = Show what I have kept back so as not to disturb you
stopped_nothing =
    You have stopped nothing: I write to you in your working hours, a few times a day at most.

    You can stop one thing or everything: `stop questions`, `stop digest`, `stop coffee`, `stop all`.
stopped = You have stopped: { $what }. `start all` lets everything write to you again.
stopped_one = I will write nothing about { $what } to you unasked. `start { $what }` brings it back.
stopped_all = I will write nothing to you unasked. I still answer whatever you write to me, and `start all` ends this.
started = I may write to you about { $what } again, in your working hours and a few times a day at most.
started_all = I may write to you again, in your working hours and a few times a day at most.
started_but = Noted ({ $what }). Still stopped: { $left }. `start all` ends that too.
refused_not_stoppable = I cannot stop “{ $word }”. You can stop `questions`, `digest`, `coffee` or `all`: for example `stop questions`.
missed_nothing = You have missed nothing.

held_member = Your name, language and hours
held_accounts = Your accounts
held_codes = Codes that join your accounts
held_interruptions = How often a day I wrote to you unasked
held_later = What I have kept back so as not to disturb you
held_stops = What you have stopped
held_consent = Whether I may ask you questions

home_settings = **What holds for you**
home_hours = You work **{ $hours }** in { $zone }. You can change it: `hours Mon-Thu 8:30-16:30`, `zone Europe/Warsaw`.
home_awake = End the quiet
home_until_tomorrow = Quiet until tomorrow
home_until_monday = Quiet until Monday
home_two_weeks = Quiet for 2 weeks
home_stop_questions = Stop questions
home_stop_digest = Stop the digest
home_stop_coffee = Stop coffee
home_stop_all = Stop everything
home_start_questions = Start questions
home_start_digest = Start the digest
home_start_coffee = Start coffee
home_start_all = Start everything
home_speak = In English, please
