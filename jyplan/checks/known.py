"""Findings of an earlier run, by the names that they had then."""

from __future__ import annotations

import json
from pathlib import Path

from jyplan.errors import RequestError


def fingerprints_in(name: str) -> frozenset[str]:
    """The fingerprints in a report that ``jyplan check --format json`` has written.

    Raises:
        RequestError: the file cannot be read or is no such report.
    """
    try:
        path = Path(name)
        if path.exists() and not path.is_file() and not path.is_dir():
            # A pipe would be waited for, a device never ends.
            raise RequestError("no_report", path=name)
        report = json.loads(Path(name).read_text(encoding="utf-8-sig"))
        return frozenset(str(finding["fingerprint"]) for finding in report["findings"])
    except OSError as error:
        raise RequestError("cannot_read", path=name, error=error.strerror or "") from error
    except (ValueError, LookupError, TypeError, RecursionError):
        raise RequestError("no_report", path=name) from None
