"""Prints an access token, which lets its bearer invoke the routes of a local cloud that have JWT authorization:

  curl -H "Authorization: Bearer $(scripts/token)" http://127.0.0.1:3000/Prod/...

The issuer is part of the local cloud (scripts/up). Other environments have issuers of their own.
"""

import argparse
import base64
import json
import urllib.error
import urllib.request
from urllib.parse import urlencode

from tools.common import cloud as clouds
from tools.common.arguments import Parser
from tools.common.cloud import AUDIENCE, Cloud, add_port
from tools.common.command import Failure

# The environment's proxies don't apply to this machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
TIMEOUT_S = 60


def main() -> int:
    options = arguments()
    cloud = clouds.find(options.port)
    if options.rotate:
        ask(cloud, "rotate")
    form = {"grant_type": "client_credentials", "audience": AUDIENCE, "scope": " ".join(options.scope), "expires_in": str(options.expires)}
    print(json.loads(ask(cloud, "token", form))["access_token"])
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("--scope", metavar="S", action="append", default=[], help="a scope of the token, or several separated by spaces; can be repeated")
    parser.add_argument("--expires", metavar="S", type=int, default=3600,
                        help="when the token expires, in seconds from now; the default is 3600. Less than 0 for a token that has expired.")
    parser.add_argument("--rotate", action="store_true", help="replace the issuer's key first; tokens signed with the last key stay valid")
    add_port(parser, "the port of the cloud's routes; the default is that of the newest cloud", default=None)
    return parser.parse_args()


def ask(cloud: Cloud, what: str, form: dict[str, str] | None = None) -> bytes:
    """The response of the cloud's issuer. Raises Failure."""
    variables = cloud.variables()
    key = f"{variables['AWS_ACCESS_KEY_ID']}:{variables['AWS_SECRET_ACCESS_KEY']}"
    headers = {"Authorization": f"Basic {base64.b64encode(key.encode()).decode()}"}
    request = urllib.request.Request(f"{cloud.issuer}/{what}", urlencode(form or {}).encode(), headers, method="POST")
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        raise Failure(f"the issuer answered {error.code}: {error.read().decode(errors='replace')}") from None
    except OSError as error:
        raise Failure(f"the local cloud doesn't respond on {cloud.issuer}: {error}; start it with scripts/up{cloud.option}") from None
