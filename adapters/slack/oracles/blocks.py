"""Reads blocks and views, one a line as JSON, and prints for each what Slack's Python library finds wrong, or `fine`."""

import json
import sys

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

for line in sys.stdin:
    try:
        thing = json.loads(line)
        view = thing.get("type") in ("modal", "home")
        (View(**thing) if view else Block.parse(thing)).validate_json()
        print("fine")
    except Exception as error:  # Whatever it stumbles over, it does not take the block.
        print(f"{type(error).__name__}: {error}".replace("\n", " "))
