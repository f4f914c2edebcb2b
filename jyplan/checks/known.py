"""Findings of an earlier run, by the names that they had then."""

from __future__ import annotations

import json
from pathlib import Path

from jyplan.errors import RequestError
from jyplan.plan.files import data_of

# about as many findings as files of 4 MiB can have
MOST_BYTES = 32 * 2**20


def fingerprints_in(name: str) -> frozenset[str]:
    """The fingerprints in a report that ``jyplan check --format json`` has written.

    Raises:
        RequestError: the file cannot be read, is too large or is no such report.
    """
    try:
        data = data_of(Path(name), name, MOST_BYTES)
        if isinstance(data, bytes):
            report = json.loads(data.decode("utf-8-sig"))
            return frozenset(str(finding["fingerprint"]) for finding in report["findings"])
    except OSError as error:
        raise RequestError("cannot_read", path=name, error=error.strerror or "") from error
    except (ValueError, LookupError, TypeError, RecursionError):
        raise RequestError("no_report", path=name) from None
    if data.code == "JY004":
        size, limit = data.data["size"], data.data["limit"]
        raise RequestError("large_report", path=name, size=size, limit=limit)
    raise RequestError("no_report", path=name)
