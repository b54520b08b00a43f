"""Judges the lists of blocks and the views in a file of JSON as Slack's Python library does: all are to be fine, and each
that is planted is to be refused. Prints how many lists and views were fine."""

import json
import sys

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View


def judge(thing):
    if isinstance(thing, dict):
        View(**thing).validate_json()
        thing = thing["blocks"]
    for given in thing:
        block = Block.parse(given)
        assert block is not None and block.type == given["type"], f"it is taken for {block}"
        block.validate_json()


samples = json.load(open(sys.argv[1]))
fine = 0
for thing in samples["good"]:
    try:
        judge(thing)
        fine += 1
    except Exception as error:  # Whatever it stumbles over, it does not take it.
        sys.exit(f"{type(error).__name__}: {error}\n{json.dumps(thing)}")
for thing in samples["planted"]:
    try:
        judge(thing)
    except Exception:
        continue
    sys.exit(f"it takes what it must refuse: {json.dumps(thing)}")
print(fine)
