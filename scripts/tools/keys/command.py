"""Creates, lists and revokes the API keys with which callers are admitted by functions/authorizer.

add prints a new key, once: only its hash is stored. Send it in the header x-api-key. A revoked key is refused as
soon as API Gateway's cache forgets it, after the authorizer's cache_ttl_s.
"""

import argparse
import sys
from datetime import UTC, datetime

from tools.common import api_keys, aws
from tools.common.api_keys import Key, Keys
from tools.common.arguments import Parser
from tools.common.preparation import prepare

DAY_S = 24 * 60 * 60


def main() -> int:
    options = arguments()
    prepare("keys")
    with aws.errors_reported():
        options.act(Keys(aws.connect(options), options.environment), options)
    return 0


def add(keys: Keys, options: argparse.Namespace) -> None:
    key = keys.add(options.name, options.days and options.days * DAY_S)
    print(key)
    print(f"revoke it with: scripts/keys revoke {api_keys.identifier_of(key)}", file=sys.stderr)


def show(keys: Keys, _options: argparse.Namespace) -> None:
    found = keys.all()
    for key in found:
        print(f"{key.id}  created {day(key.created_at)}  {validity(key):<20}  {key.name}")
    if not found:
        print("there are no keys; create one with: scripts/keys add NAME", file=sys.stderr)


def revoke(keys: Keys, options: argparse.Namespace) -> None:
    keys.revoke(options.key)
    print(f"revoked {options.key}")


def validity(key: Key) -> str:
    if key.expires_at is None:
        return "never expires"
    return f"{'expired' if key.expires_at <= datetime.now(UTC).timestamp() else 'expires'} {day(key.expires_at)}"


def day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    adding = actions.add_parser("add", description="Creates a key and prints it.", help="create a key and print it")
    adding.add_argument("name", metavar="NAME", type=name, help="for whom the key is; the route's function learns it")
    adding.add_argument("--days", metavar="N", type=days, help="how long the key is valid; the default is until it is revoked")
    adding.set_defaults(act=add)
    listing = actions.add_parser("list", description="Lists the keys, oldest first.", help="list the keys, oldest first")
    listing.set_defaults(act=show)
    revoking = actions.add_parser("revoke", description="Revokes a key for good.", help="revoke a key for good")
    revoking.add_argument("key", metavar="ID", type=identifier, help="the key's ID, or the key")
    revoking.set_defaults(act=revoke)
    for action in (adding, listing, revoking):
        aws.add_arguments(action)
    return parser.parse_args()


def name(text: str) -> str:
    if not (0 < len(text) <= 64 and text.isprintable()):
        raise argparse.ArgumentTypeError("must have 1 to 64 printable characters")
    return text


def days(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 36500:
        raise argparse.ArgumentTypeError(f"must be a number of days from 1 to 36500, not '{text}'")
    return int(text)


def identifier(text: str) -> str:
    try:
        return api_keys.identifier_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
