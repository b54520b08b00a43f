"""An echo bot with matrix-nio, as one would write it: each message is committed, answered with its words, and noted.

    echo.py URL USER PASSWORD FOLDER
"""

import asyncio
import sqlite3
import sys

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, RoomMessageText

URL, USER, PASSWORD, FOLDER = sys.argv[1:]
FILTER = {"room": {"timeline": {"limit": 5000}}}


def database():
    """SQLite with Stoa's pragmas."""
    db = sqlite3.connect(f"{FOLDER}/echo.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("CREATE TABLE inbox (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
    db.execute("CREATE TABLE outbox (id TEXT PRIMARY KEY, body TEXT NOT NULL, receipt TEXT)")
    return db


async def main():
    db = database()
    config = AsyncClientConfig(encryption_enabled=True)
    client = AsyncClient(URL, USER, store_path=FOLDER, config=config)
    await client.login(PASSWORD)

    async def invited(room, event):
        if event.state_key == USER and event.membership == "invite":
            await client.join(room.room_id)

    async def said(room, event):
        if event.sender == USER:
            return
        known = db.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?)", (event.event_id, event.body))
        if known.rowcount == 0:
            return
        db.execute("INSERT INTO outbox VALUES (?, ?, NULL)", (event.event_id, event.body))
        content = {"msgtype": "m.notice", "body": event.body, "m.mentions": {}}
        sent = await client.room_send(
            room.room_id, "m.room.message", content, tx_id=event.event_id, ignore_unverified_devices=True
        )
        db.execute("UPDATE outbox SET receipt = ? WHERE id = ?", (sent.event_id, event.event_id))

    client.add_event_callback(invited, InviteMemberEvent)
    client.add_event_callback(said, RoomMessageText)
    await client.sync_forever(timeout=30_000, sync_filter=FILTER, full_state=True)


asyncio.run(main())
