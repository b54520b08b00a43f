about_help = Show everything I can do, or explain one command
overview = This is what I can do for you. `help` with a command explains it: `help snooze`.
heading_questions = Questions
heading_profiles = Who knows what
heading_recognition = Recognition
heading_moderation = Moderation
heading_people = You
heading_launch = Launch
heading_help = Help
line = `{ $usage }` – { $about }
details =
    `{ $usage }`
    { $about }

    For example: `{ $example }`
aliases = It is also called { $names }.
nearest = I do not know “{ $word }”. Perhaps you mean this:
