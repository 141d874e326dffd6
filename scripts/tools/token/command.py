"""Prints an access token, which lets its bearer invoke the routes of a local cloud that have JWT authorization:

  curl -H "Authorization: Bearer $(scripts/token)" http://127.0.0.1:3000/Prod/...

The issuer is part of the local cloud (scripts/up). Other environments have issuers of their own.
"""

import argparse
import json

from tools.common import cloud as clouds
from tools.common.arguments import Parser
from tools.common.cloud import AUDIENCE, ISSUER_PATH, add_port


def main() -> int:
    options = arguments()
    cloud = clouds.find(options.port)
    if options.rotate:
        cloud.ask(f"{ISSUER_PATH}/rotate")
    form = {"grant_type": "client_credentials", "audience": AUDIENCE, "scope": " ".join(options.scope), "expires_in": str(options.expires)}
    print(json.loads(cloud.ask(f"{ISSUER_PATH}/token", form))["access_token"])
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("--scope", metavar="S", action="append", default=[], help="a scope of the token, or several separated by spaces; can be repeated")
    parser.add_argument("--expires", metavar="S", type=int, default=3600,
                        help="when the token expires, in seconds from now; the default is 3600. Less than 0 for a token that has expired.")
    parser.add_argument("--rotate", action="store_true", help="replace the issuer's key first; tokens signed with the last key stay valid")
    add_port(parser, "the port of the cloud's routes; the default is that of the newest cloud", default=None)
    return parser.parse_args()
