about_help = Show everything I can do, or explain one command
overview = This is what I can do for you. `help` with a command explains it: `help snooze`.
heading_questions = Questions
heading_anonymous = Without a name
heading_profiles = Who knows what
heading_recognition = Recognition
heading_impact = What your help did
heading_streaks = Streaks
heading_mentoring = Mentoring
heading_introductions = Meeting colleagues
heading_sessions = Learning live
heading_badges = Badges
heading_digest = Digests
heading_moderation = Moderation
heading_people = You
heading_launch = Launch
heading_privacy = Your data
heading_help = Help
line = `{ $usage }` – { $about }
details =
    `{ $usage }`
    { $about }

    For example: `{ $example }`
aliases = It is also called { $names }.
nearest = I do not know “{ $word }”. Perhaps you mean this:
essentials = What people use me for most:
more = `help all` shows everything I can do, and `help ask` explains one command with an example.

greeting =
    Hello! I help colleagues find the one who knows.

    - Write me a question, here or in a place with `ask`: I show what is known already, or ask somebody.
    - Now and then I ask you, in your working hours and never often; `snooze` and `stop` keep me quiet.
    - `my data` shows what I keep about you, and `help` what else I can do.
home = **Hello, { $name }**
home_hint = Write me a question in the chat, and I find somebody who knows.
label_questions = Open questions
label_help = Help
