"""The host names that requests to this machine may use. A web page can let its own name resolve to this machine (DNS rebinding),
so that the browser allows it to read responses; this isn't possible with these names, which are never looked up."""

import re
from collections.abc import Iterable

# RFC 6761, section 6.3: localhost and its subdomains are this machine.
LOOPBACK = re.compile(r"127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*localhost")
# A name, an IPv4 address or an IPv6 address in brackets, with an optional port: RFC 9110, section 7.2. Clients can use any port
# that is forwarded to this server, so the port doesn't matter.
HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE | re.ASCII)


class Hosts:
    """The names of this machine, and additional names that its user allows."""

    def __init__(self, others: Iterable[str] = ()) -> None:
        self._others = {name_of(other) for other in others}

    def admit(self, host: str) -> bool:
        """Whether the value of a Host header is one of the names."""
        name = name_of(host)
        return name is not None and (LOOPBACK.fullmatch(name) is not None or name in self._others)


def name_of(host: str) -> str | None:
    """The name in a Host header, in lowercase and without a trailing dot; None if it is invalid."""
    found = HOST.fullmatch(host)
    return found["name"].lower().removesuffix(".") if found else None
