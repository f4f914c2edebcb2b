"""What can go wrong, as data: the texts are made in `jyplan.texts`."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jyplan.plan.findings import Finding


class JyplanError(Exception):
    """Root of everything that jyplan raises on purpose."""


class FindingsError(JyplanError):
    """Files hold something that cannot be worked with.

    Attributes:
        findings: all of them, in the order of files and lines.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(*(finding.code for finding in findings))
        self.findings = tuple(findings)


class ArgumentsError(FindingsError):
    """Arguments of the command line hold something that cannot be worked with."""


class RequestError(JyplanError):
    """What was asked for does not exist or makes no sense.

    Attributes:
        code: key of the message.
        data: the named values that the message mentions.
    """

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


def cannot_write(path: str | Path, error: OSError) -> RequestError:
    """What becomes of a file that cannot be written, for the reason that the system gives.

    Args:
        path: where it was to be, as the user named it.
        error: what the system says.
    """
    number = errno.errorcode.get(error.errno or 0, "")
    return RequestError("cannot_write", path=path, errno=number, error=error.strerror or str(error))


class SurroundingsError(RequestError):
    """The process was started where it cannot work: without a folder or standard output."""


class ReaderGoneError(JyplanError):
    """Nobody reads standard output any more, as when `head` has seen enough."""
