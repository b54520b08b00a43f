// A bot in Bolt for JavaScript that keeps every message: one insert, committed before the acknowledgement.
//
// node bolt.js FOLDER API WORKSPACE BOT_TOKEN SIGNING_SECRET prints the address that it listens on.
"use strict";

const path = require("node:path");
const { App } = require("@slack/bolt");
const Database = require("better-sqlite3");

const [folder, api, , token, signingSecret] = process.argv.slice(2);

// What Stoa sets: src/database/open.rs.
const db = new Database(path.join(folder, "bolt.db"));
for (const pragma of [
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  "busy_timeout = 10000",
  "secure_delete = ON",
  "wal_autocheckpoint = 4096",
  "temp_store = MEMORY",
]) {
  db.pragma(pragma);
}
db.exec("CREATE TABLE event (id TEXT PRIMARY KEY, body TEXT NOT NULL)");
const insert = db.prepare("INSERT INTO event (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING");

const app = new App({
  token,
  signingSecret,
  processBeforeResponse: true,
  clientOptions: { slackApiUrl: `${api}/` },
});

app.event("message", async ({ body }) => {
  insert.run(body.event_id, JSON.stringify(body));
});

app.start({ port: 0, host: "127.0.0.1" }).then((server) => {
  console.log(`http://127.0.0.1:${server.address().port}/slack/events`);
});
