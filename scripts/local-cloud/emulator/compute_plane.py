"""Calls the compute plane, which runs functions, with the secret that it shares with this endpoint."""

from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

# The environment's proxies are not for this machine.
opener = build_opener(ProxyHandler({}))


class ComputePlane:
    def __init__(self, url: str, secret: str) -> None:
        self.url = url.rstrip("/")
        self._secret = secret

    def post(self, target: str, body: bytes, headers: dict[str, str], timeout_s: float) -> Any:
        """The response to a call. Raises HTTPError for one from 400 on, OSError where there is none."""
        request = Request(self.url + target, data=body, method="POST", headers={**headers, "Authorization": f"Bearer {self._secret}"})
        return opener.open(request, timeout=timeout_s)
