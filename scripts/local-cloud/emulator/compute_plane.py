"""Calls the compute plane, which runs functions, with the secret that it shares with this endpoint."""

from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

# The environment's proxies don't apply to this machine.
opener = build_opener(ProxyHandler({}))


class ComputePlane:
    def __init__(self, url: str, secret: str) -> None:
        self.url = url.rstrip("/")
        self._secret = secret

    def post(self, target: str, body: bytes, headers: dict[str, str], timeout_s: float | None) -> Any:
        """The response to a call. Raises HTTPError for a status of 400 and above, OSError if there is no response."""
        request = Request(self.url + target, data=body, method="POST", headers={**headers, "Authorization": f"Bearer {self._secret}"})
        return opener.open(request, timeout=timeout_s)
