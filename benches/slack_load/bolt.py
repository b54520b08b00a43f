"""A bot in Bolt for Python that keeps every message: one insert, committed before the acknowledgement.

python bolt.py FOLDER API WORKSPACE BOT_TOKEN SIGNING_SECRET prints the address that it listens on. It is served by
Python's own WSGI server with a thread for each connection, since Bolt brings none for production.
"""

import json
import os
import sqlite3
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

folder, api, _workspace, token, signing_secret = sys.argv[1:]

# What Stoa sets: src/database/open.rs.
db = sqlite3.connect(os.path.join(folder, "bolt.db"), isolation_level=None, check_same_thread=False)
for pragma in (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 10000",
    "secure_delete = ON",
    "wal_autocheckpoint = 4096",
    "temp_store = MEMORY",
):
    db.execute("PRAGMA " + pragma)
db.execute("CREATE TABLE event (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
one_at_a_time = threading.Lock()

client = WebClient(token=token, base_url=api + "/")
app = App(client=client, signing_secret=signing_secret, process_before_response=True)


@app.event("message")
def on_message(body):
    with one_at_a_time:
        db.execute(
            "INSERT INTO event (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            (body["event_id"], json.dumps(body)),
        )


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """Says nothing: a line for every request would be measured too."""


server = make_server("127.0.0.1", 0, SlackRequestHandler(app), server_class=Server, handler_class=Quiet)
print(f"http://127.0.0.1:{server.server_port}/slack/events", flush=True)
server.serve_forever()
