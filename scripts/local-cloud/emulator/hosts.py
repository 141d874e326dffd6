"""By which names a server of this machine may be called. A web page can give any name of its own this machine's address
(DNS rebinding), and then the browser lets it read all answers; but not one of these names, which are never looked up."""

import re
from collections.abc import Iterable

# RFC 6761, section 6.3: localhost, and what is below it, is this machine.
LOOPBACK = re.compile(r"127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*localhost")
# A name or an IPv4 address, or an IPv6 address in brackets, and perhaps a port: RFC 9110, section 7.2. A client finds this
# server through any port that is forwarded to it, so that the port says nothing.
HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE | re.ASCII)


class Hosts:
    """The names of this machine, and others that its user allows."""

    def __init__(self, others: Iterable[str] = ()) -> None:
        self._others = {name_of(other) for other in others}

    def admit(self, host: str) -> bool:
        """Whether the value of a Host header is one of the names."""
        name = name_of(host)
        return name is not None and (LOOPBACK.fullmatch(name) is not None or name in self._others)


def name_of(host: str) -> str | None:
    """The name in a Host header, in lower case and without the dot of the root; None if it is none."""
    found = HOST.fullmatch(host)
    return found["name"].lower().removesuffix(".") if found else None
