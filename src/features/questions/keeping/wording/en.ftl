shortcut_keep = Keep in the library
message_gone = “{ $words }” is not kept: a message of it is gone. Thank you for thinking of others!
tip_gone =
    The message in which you gave your tip is gone, so I have not kept it.

    > { $tip }
tip_names_more =
    Your tip names somebody new, and I ask whoever is named first. So I have let the old one go; please give it as a new one: `tip …`

    > { $tip }
refused_names_more = These words name somebody whom the tip does not name, and whoever is named is asked first. A new tip does that: `tip …`
tip_names_you_no_more = That tip does not name you any more, so it needs no word of yours. Thank you all the same.
tip_changed = You agreed to a tip that says something else now, so I ask you again.
kept_taken_back = **Q{ $number }** is not kept any more: somebody who wrote it took it back.
