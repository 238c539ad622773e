"""The address of the local page: this machine only, the usual port or the next free one."""

from __future__ import annotations

import errno
import socket
import sys

HOST = "127.0.0.1"
#: The port people get used to, and how many after it are tried before the system is asked for any.
PORT, _NEXT = 8017, 20
#: Windows has a number of its own for it.
_TAKEN = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))


class NoPortError(Exception):
    """The port that was asked for is taken; the text says so in Russian."""


def listen(port: int | None = None) -> socket.socket:
    """A socket that listens on this machine alone.

    Args:
        port: The port the user wants; None takes the usual one or the next free one.

    Raises:
        NoPortError: The port the user wants is taken.
    """
    if port is not None:
        try:
            return _bound(port)
        except OSError as error:
            raise NoPortError(f"порт {port} {_why(error)}") from error
    for number in range(PORT, PORT + _NEXT):
        try:
            return _bound(number)
        except OSError:
            continue
    return _bound(0)


def _why(error: OSError) -> str:
    """Why a port cannot be had, in Russian where the system says it in its own words."""
    if error.errno in _TAKEN:
        return "занят: им пользуется другая программа или эта же, открытая раньше"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "запрещён системой"
    return f"не открывается: {error.strerror or error}"


def _bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # There, unlike elsewhere, any program may otherwise take over a port that is in use.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made
