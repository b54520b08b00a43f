about_my = See what I keep about you and who sees it; take it with you, or have it erased

intro = This is what I keep about you:
kept = { $title }: { $count } ({ $seen_by })
kept_for_example = { $title }: { $count } ({ $seen_by }), for example “{ $example }”
seen_by_themselves = only you see it
seen_by_everybody = everybody can see it
seen_by_moderators = you and the moderators see it
outro = Whoever runs this server can read what I keep. You can have all of it sent to you (`my data export`), or erased (`my data erase`).
label_export = Export
label_erase = Erase

export_follows =
    Here is everything I keep about you, as one JSON document in { $parts ->
        [one] one part
       *[other] { $parts } parts
    }.
export_is_cut = That was not all: the rest is too long for a chat. Whoever runs this server can give you the whole document as a file.
export_is_sent = I have sent it to you directly, where nobody else reads it.

are_you_sure =
    Do you want me to forget you? It cannot be undone.

    { "" }**What goes:** your name and accounts, your settings, the words of your questions and answers, drafts, what you were asked and what you said to it. Your open questions are closed, and what you had taken goes back to others. What I posted with your words is replaced.

    { "" }**What stays:** what others wrote, and the sums of the points, under a number that belongs to nobody. Messages that you wrote yourself are the network's: delete them there.

    I ask only once more: the button is good for { $minutes } minutes.
label_surely = Yes, erase me
refused_not_asked = To be sure that this is no slip of the finger I want to hear `my data erase` first; the button under my answer is good for ten minutes. Nothing was erased.
erased = Done: I have forgotten you. If you ever write to me again we meet for the first time. All the best!
label_data = My data
