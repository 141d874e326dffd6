"""The access keys of this endpoint: those of the cloud's user, of IAM users, and of roles' temporary credentials."""

from calendar import timegm

from data.backends import PARTITION
from moto.iam.models import iam_backends
from moto.sts.models import sts_backends
from signatures import AccessKey


def find(user: AccessKey, identifier: str) -> AccessKey | None:
    """The user's key allows everything; policies determine what others allow."""
    return user if identifier == user.identifier else role_key(identifier) or user_key(identifier)


def role_key(identifier: str) -> AccessKey | None:
    for _, backends in list(sts_backends.items()):
        role = backends[PARTITION].get_assumed_role_from_access_key(identifier)
        if role is not None:
            return AccessKey(identifier, role.secret_access_key, role.session_token, timegm(role.expiration.timetuple()))
    return None


def user_key(identifier: str) -> AccessKey | None:
    for _, backends in list(iam_backends.items()):
        for user in list(backends[PARTITION].users.values()):
            for key in user.access_keys:
                if key.access_key_id == identifier and key.status == "Active":
                    return AccessKey(identifier, key.secret_access_key)
    return None
