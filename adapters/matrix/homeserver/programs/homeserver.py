"""Synapse, for one run of tests: says `ready` when it listens, and ends when its input does.

    homeserver.py FOLDER    with the configuration in FOLDER/homeserver.json

Whoever holds the other end of its input therefore never leaves a homeserver behind, nor its folder, not even when
killed.
"""

import os
import shutil
import socket
import sys
import threading
from pathlib import Path

folder = Path(sys.argv[1])


def end_with_input():
    while sys.stdin.buffer.read(4096):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def tell_when_ready(notices):
    """Synapse tells a service manager when it is up; that is us."""
    while b"READY=1" not in notices.recv(4096):
        pass
    # Synapse writes what is printed into its log.
    os.write(1, b"ready\n")


def begin_signing_key():
    from signedjson.key import generate_signing_key, write_signing_keys

    path = folder / "signing.key"
    if not path.exists():
        with path.open("w") as file:
            write_signing_keys(file, [generate_signing_key("a_test")])


threading.Thread(target=end_with_input, daemon=True).start()
address = folder / "notify"
address.unlink(missing_ok=True)
notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
notices.bind(str(address))
threading.Thread(target=tell_when_ready, args=(notices,), daemon=True).start()
os.environ["NOTIFY_SOCKET"] = str(address)
begin_signing_key()
sys.argv = ["synapse", "-c", str(folder / "homeserver.json")]

from synapse.app.homeserver import main  # noqa: E402, since it reads where to tell at once

main()
