"""A bot in Bolt for Python, over Socket Mode: it shows that the fake Slack works for a bot that never heard of it."""

import os

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

client = WebClient(token=os.environ["BOT_TOKEN"], base_url=os.environ["API_URL"] + "/")
app = App(client=client)


def plain(text):
    return {"type": "plain_text", "text": text}


@app.command("/stoa")
def on_stoa(ack, respond, command):
    ack()
    respond("pong " + command["text"])


@app.command("/ask")
def on_ask(ack, body, client):
    ack()
    client.views_open(
        trigger_id=body["trigger_id"],
        view={
            "type": "modal",
            "callback_id": "ask",
            "title": plain("Ask"),
            "submit": plain("Send"),
            "private_metadata": body["channel_id"],
            "blocks": [
                {
                    "type": "input",
                    "block_id": "question",
                    "label": plain("Your question"),
                    "element": {"type": "plain_text_input", "action_id": "text"},
                }
            ],
        },
    )


@app.view("ask")
def on_answer(ack, view, client):
    words = view["state"]["values"]["question"]["text"]["value"]
    if len(words) < 5:
        ack(response_action="errors", errors={"question": "Say a little more"})
        return
    ack()
    client.chat_postMessage(channel=view["private_metadata"], text="Asked: " + words)


@app.message("hello")
def on_hello(message, say):
    button = {"type": "button", "action_id": "take", "text": plain("Take it"), "value": "take Q1"}
    say(
        text="Who takes it?",
        blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{message['user']}> asks: *who takes it?*"}},
            {"type": "actions", "elements": [button]},
        ],
    )


@app.action("take")
def on_take(ack, body, respond):
    ack()
    respond(text=f"{body['actions'][0]['value']} by {body['user']['id']}", replace_original=True)


@app.event("app_home_opened")
def on_home(event, client):
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "*At home*"}}
    client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})


SocketModeHandler(app, os.environ["APP_TOKEN"]).start()
