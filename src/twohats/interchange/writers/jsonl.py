"""twohats' own JSON Lines: everything that stands in lines, so that `hat import` reads it back without loss."""

from __future__ import annotations

import json
import re
from base64 import b64encode

from twohats.text.encoding import bytes_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def written(keys: Mapping[str, object], raw: str | None) -> str:
    """A line of JSON for a line of a journal: `format`, the keys of `hat list --json`, and `raw`, as it stands there.

    In ASCII. Bytes that are not UTF-8 are U+FFFD in all of these, and what they were stands in `bytes`, in Base64.
    Without `raw` it is for others, and cannot be read back.
    """
    data: dict[str, object] = {"format": 1, **keys}
    if raw is None:
        return json.dumps(data) + "\n"
    data["raw"] = raw
    if raw.isascii():
        return json.dumps(data) + "\n"
    as_bytes = bytes_of(raw) or b""
    if as_bytes.decode("utf-8", "replace") != raw:
        data["bytes"] = b64encode(as_bytes).decode()
    whole = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", json.dumps(data, ensure_ascii=False))
    return json.dumps(json.loads(whole)) + "\n"
