"""People on a homeserver, each with a client of matrix-nio: told by JSON lines what to do, and telling what they see.

    people.py URL SECRET

A line `{"id": 7, "who": "ana", "do": "say", …}` is answered by `{"id": 7, "ok": …}` or `{"id": 7, "error": "…"}`. What
somebody sees is told as `{"who": "ana", "saw": event, "room": …, "readable": true, "encrypted": true}` before the answer to the `look` by
which they saw it, or at once where they `live`. It ends when its input does.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import sys
import tempfile
from urllib.parse import quote

import aiohttp
from nio import AsyncClient, AsyncClientConfig, KeysUploadError, MegolmEvent, SyncResponse
from nio.crypto.attachments import decrypt_attachment
from nio.exceptions import EncryptionError

URL, SECRET = sys.argv[1:]
#: Nothing that happened is to be left out of a response.
FILTER = {"room": {"timeline": {"limit": 5000}, "state": {"lazy_load_members": False}}}
#: How long the homeserver may keep somebody waiting who lives, in milliseconds.
PATIENCE = 30_000
STORES = tempfile.TemporaryDirectory()


class Refused(Exception):
    """The homeserver does not want that."""


def tell(line):
    print(json.dumps(line, ensure_ascii=True), flush=True)


class Person:
    """Somebody with a client of their own."""

    def __init__(self, name):
        self.name, self.user_id, self.client = name, None, None
        self.unread, self.living = {}, None
        self.syncing = asyncio.Lock()

    async def login(self, user, password, crypto=True, live=False, store=None):
        config = AsyncClientConfig(encryption_enabled=crypto, store_sync_tokens=False, request_timeout=60)
        self.client = AsyncClient(URL, user, store_path=store or STORES.name, config=config)
        answer = await self.client.login(password, device_name="nio")
        if not self.client.access_token:
            raise Refused(str(answer))
        self.user_id = self.client.user_id
        await self.look()
        await self.be_reachable()
        if live:
            self.living = asyncio.create_task(self.live())
        return {"user_id": self.user_id, "device_id": self.client.device_id}

    async def be_reachable(self):
        """Whoever is written to before their keys are there can never read it."""
        while self.client.olm and self.client.should_upload_keys:
            answer = await self.client.keys_upload()
            if isinstance(answer, KeysUploadError):
                raise Refused(str(answer))

    async def live(self):
        """Sees everything as it happens; a homeserver that is away is waited for."""
        while True:
            try:
                await self.sync(PATIENCE)
            except (aiohttp.ClientError, asyncio.TimeoutError, Refused):
                await asyncio.sleep(0.2)

    async def look(self):
        """Sees everything that has happened until now."""
        if self.living:
            raise Refused("who lives sees everything by themselves")
        while await self.sync(0):
            pass
        return {"token": self.client.next_batch}

    async def sync(self, patience):
        """Tells what is new; true if there may be more at once."""
        async with self.syncing:
            answer = await self.client.sync(patience, sync_filter=FILTER)
        if not isinstance(answer, SyncResponse):
            raise Refused(str(answer))
        await self.do_homework()
        for room, joined in answer.rooms.join.items():
            for event in joined.timeline.events:
                self.tell_of(room, event)
        self.read_again()
        for room in answer.rooms.invite:
            await self.client.join(room)
        return bool(answer.rooms.invite)

    async def do_homework(self):
        """What nio leaves to whoever does not let it loop by itself."""
        client = self.client
        if not client.olm:
            return
        await client.send_to_device_messages()
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())

    def tell_of(self, room, event):
        readable = not isinstance(event, MegolmEvent)
        if not readable:
            self.unread[event.event_id] = event
            event.room_id = room
        encrypted = not readable or getattr(event, "decrypted", False)
        saw = {"saw": event.source, "room": room, "readable": readable, "encrypted": encrypted}
        tell({"who": self.name, **saw})

    def read_again(self):
        """Keys may come later than what they open."""
        for event_id, event in list(self.unread.items()):
            try:
                opened = self.client.decrypt_event(event)
            except EncryptionError:
                continue
            del self.unread[event_id]
            self.tell_of(event.room_id, opened)

    async def put(self, room, kind, content):
        if room not in self.client.rooms:
            await self.sync(0)
        answer = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        if not hasattr(answer, "event_id"):
            raise Refused(str(answer))
        return {"event_id": answer.event_id}

    async def say(self, room, content):
        return await self.put(room, "m.room.message", content)

    async def react(self, room, event_id, key):
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.put(room, "m.reaction", {"m.relates_to": relation})

    async def call(self, method, path, body=None):
        """Asks the homeserver anything; `path` is a list of segments."""
        answer = await self.client.send(
            method,
            "/" + "/".join(quote(segment, safe="") for segment in path),
            None if method == "GET" else json.dumps(body or {}),
            {"Authorization": f"Bearer {self.client.access_token}"},
        )
        found = await answer.json()
        if answer.status >= 400:
            raise Refused(json.dumps(found))
        return found

    async def picture(self, content):
        """Fetches what a message shows, and opens it."""
        file = content.get("file", {})
        answer = await self.client.download(file.get("url") or content["url"])
        if not hasattr(answer, "body"):
            raise Refused(str(answer))
        body = answer.body
        if file:
            body = decrypt_attachment(body, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return {"base64": base64.b64encode(body).decode()}

    async def leave_for_good(self):
        if self.living:
            self.living.cancel()
        await self.client.logout()
        await self.client.close()
        return {}


async def register(name, password):
    """An account, by the secret that the homeserver shares with its admin."""
    url = f"{URL}/_synapse/admin/v1/register"
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            nonce = (await answer.json())["nonce"]
        words = "\0".join([nonce, name, password, "notadmin"]).encode()
        mac = hmac.new(SECRET.encode(), words, hashlib.sha1).hexdigest()
        form = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": mac}
        async with session.post(url, json=form) as answer:
            found = await answer.json()
            if answer.status >= 400:
                raise Refused(json.dumps(found))
            return {"user_id": found["user_id"], "access_token": found["access_token"]}


PEOPLE = {}
DEEDS = {"login", "look", "put", "say", "react", "call", "picture", "leave_for_good"}


async def obey(order):
    number, who, deed = order.pop("id"), order.pop("who", None), order.pop("do")
    try:
        if deed == "register":
            done = await register(**order)
        elif deed in DEEDS:
            person = PEOPLE.setdefault(who, Person(who))
            done = await getattr(person, deed)(**order)
        else:
            raise Refused(f"nobody knows how to {deed}")
        tell({"id": number, "ok": done})
    except Exception as error:  # Whatever goes wrong belongs to whoever wanted it.
        tell({"id": number, "error": f"{type(error).__name__}: {error}"})


async def main():
    logging.disable(logging.CRITICAL)
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    obeying = set()
    while line := await lines.readline():
        task = asyncio.create_task(obey(json.loads(line)))
        obeying.add(task)
        task.add_done_callback(obeying.discard)


asyncio.run(main())
