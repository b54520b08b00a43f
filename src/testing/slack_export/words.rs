//! What is said in the make-believe workspace, in Slack's markup.

/// The public channels.
pub(super) const CHANNELS: &[&str] = &[
    "help-postgres",
    "help-kubernetes",
    "help-git",
    "ask-security",
    "frontend",
    "backend",
    "data-engineering",
    "rust",
    "terraform",
    "ci",
    "monitoring",
    "networking",
    "general",
    "random",
    "hilfe",
    "onboarding",
    "mobile",
    "machine-learning",
    "office-it",
    "release",
];

/// All of them read like questions; `{}` is somebody.
pub(super) const QUESTIONS: &[&str] = &[
    "Hi all, how do I restore yesterday's *backup* without stopping the server?",
    "The build hangs at `linking` since this morning. Has anybody seen that before?",
    "<!here> which of the two clusters is for tests? {} told me but I forgot",
    "Where can I find the certificates? The page at <https://wiki.example/certs?x=1&amp;y=2|our wiki> is empty.",
    "Why does this loop for ever?\n```\nwhile (a &lt; b &amp;&amp; !done) { a--; }\n```",
    "#terraform how do I move the state to another bucket",
    "Does anyone know who owns the old billing service",
    "Moin, wie komme ich an die Logs der Datenbank?",
    "Weiß jemand, warum der Build seit gestern rot ist",
    "Kann mir jemand erklären, wie ich den Zugang für {} einrichte?",
    "&gt; error: permission denied\nWhat does that mean and who can help?",
    "Is there a way to see which queries are slow? :thinking_face:",
];

/// None of them reads like a question.
pub(super) const STATEMENTS: &[&str] = &[
    "I have pushed the new version to production",
    "Good morning everyone",
    "Das Deployment ist fertig, alles gut",
    "lunch is at 12, as always",
    "see <https://wiki.example/search?q=tea> for the menu",
    "Thanks for yesterday, that was great",
    "```\nlet x = y?;\n```",
];

/// What people reply.
pub(super) const ANSWERS: &[&str] = &[
    "You can use `pg_restore -j 4` on the replica and then switch over.",
    "Clear the cache: `rm -rf target` and build again, that helped us last time.",
    "The one that ends in *-staging*; see <https://wiki.example/clusters>.",
    "Take the state with you:\n```\nterraform init -migrate-state\n```",
    "Mit `kubectl logs -f`, aber nur im VPN.",
    "Ask the team in <#C003|ask-security>, they own it now.",
    "Turn it off &amp; on again &lt;3",
];
