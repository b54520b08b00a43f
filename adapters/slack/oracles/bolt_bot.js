// A bot in Bolt for JavaScript, over HTTP or Socket Mode: it shows that the fake Slack works for a bot that never
// heard of it. The first line that it prints is the address it listens on.
"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");
const { App } = createRequire(path.join(process.env.STOA_ORACLES, "bolt_bot.js"))("@slack/bolt");

const socketMode = process.env.SOCKET_MODE === "1";
const app = new App({
  token: process.env.BOT_TOKEN,
  appToken: process.env.APP_TOKEN,
  signingSecret: process.env.SIGNING_SECRET,
  socketMode,
  clientOptions: { slackApiUrl: `${process.env.API_URL}/` },
});

const plain = (text) => ({ type: "plain_text", text });

app.command("/stoa", async ({ ack, respond, command }) => {
  await ack();
  await respond(`pong ${command.text}`);
});

app.command("/ask", async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: "modal",
      callback_id: "ask",
      title: plain("Ask"),
      submit: plain("Send"),
      private_metadata: body.channel_id,
      blocks: [
        {
          type: "input",
          block_id: "question",
          label: plain("Your question"),
          element: { type: "plain_text_input", action_id: "text" },
        },
      ],
    },
  });
});

app.view("ask", async ({ ack, view, client }) => {
  const words = view.state.values.question.text.value;
  if (words.length < 5) {
    await ack({ response_action: "errors", errors: { question: "Say a little more" } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: view.private_metadata, text: `Asked: ${words}` });
});

app.message("hello", async ({ message, say }) => {
  const button = { type: "button", action_id: "take", text: plain("Take it"), value: "take Q1" };
  await say({
    text: "Who takes it?",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: `<@${message.user}> asks: *who takes it?*` } },
      { type: "actions", elements: [button] },
    ],
  });
});

app.action("take", async ({ ack, body, respond }) => {
  await ack();
  await respond({ text: `${body.actions[0].value} by ${body.user.id}`, replace_original: true });
});

app.event("app_home_opened", async ({ event, client }) => {
  const section = { type: "section", text: { type: "mrkdwn", text: "*At home*" } };
  await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [section] } });
});

app.start(socketMode ? undefined : { port: 0, host: "127.0.0.1" }).then((server) => {
  console.log(socketMode ? "socket" : `http://127.0.0.1:${server.address().port}/slack/events`);
});
