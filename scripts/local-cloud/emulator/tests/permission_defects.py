"""Actions that moto allows a role although AWS doesn't: a function for each patch, which returns True if they are denied."""

import json
import urllib.request
from urllib.error import HTTPError

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from emulators import client, credentials, opener
from event_defects import as_role, is_denied
from functions import make_role

BUCKETS = "arn:aws:s3:::"


def assumed_roles(url: str) -> bool:
    iam = client("iam", url)
    admin = make_role(url, "admin")
    names = {}
    for name in ("keepe", "keepers"):
        names[name] = iam.create_user(UserName=name)["User"]["Arn"]
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}
        iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=json.dumps(policy))
    trust = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": names["keepers"]}}}
    kept = iam.create_role(RoleName="kept", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    allowed, refused = (
        client("sts", url, **credentials(iam.create_access_key(UserName=name)["AccessKey"])) for name in ("keepers", "keepe")
    )
    allowed.assume_role(RoleArn=kept, RoleSessionName="session")
    return is_denied(refused.assume_role, RoleArn=kept, RoleSessionName="session") and all(
        is_denied(allowed.assume_role, RoleArn=arn, RoleSessionName="session")
        for arn in (admin, admin.replace(":role/", ":ROLE/"), admin.replace("/admin", "/path/admin"), f"{admin}s")
    )


def copy_sources(url: str) -> bool:
    s3 = client("s3", url)
    for bucket in ("copies", "secrets"):
        s3.create_bucket(Bucket=bucket)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    read = s3.put_object(Bucket="copies", Key="a b", Body=b"own")["VersionId"]
    s3.put_object(Bucket="secrets", Key="k", Body=b"secret")
    actions = ["s3:PutObject", "s3:GetObject"]
    narrow = as_role(url, "s3", "copier", {"Effect": "Allow", "Action": actions, "Resource": f"{BUCKETS}copies/*"})
    target = {"Bucket": "copies", "Key": "copy"}
    part = target | {"UploadId": s3.create_multipart_upload(**target)["UploadId"], "PartNumber": 1}
    sources: list[str] = []
    # Sent unchanged, because boto3 would encode it.
    narrow.meta.events.register("before-call.s3", lambda params, **_: params["headers"].update({"x-amz-copy-source": sources[-1]}))
    for source in ("secrets/k", "/secrets/k", "secrets%2Fk", "%2Fsecrets%2Fk", "sec%72ets/k", "secrets/k?versionId=null",
                   f"copies/a%20b?versionId={read}", "arn:aws:s3:us-east-1:123456789012:accesspoint/secrets/object/k"):
        sources.append(source)
        if not (is_denied(narrow.copy_object, **target, CopySource=source) and is_denied(narrow.upload_part_copy, **part, CopySource=source)):
            return False
    sources.append("/copies/a%20b")
    narrow.upload_part_copy(**part, CopySource=sources[-1])
    narrow.copy_object(**target, CopySource=sources[-1])
    s3.copy_object(**target, CopySource="secrets/k")
    return s3.get_object(**target)["Body"].read() == b"secret"


def conflicting_subresources(url: str) -> bool:
    s3 = client("s3", url)
    s3.create_bucket(Bucket="tagged")
    upload = s3.create_multipart_upload(Bucket="tagged", Key="k")["UploadId"]
    tag = as_role(url, "s3", "tagger", {"Effect": "Allow", "Action": "s3:PutObjectTagging", "Resource": f"{BUCKETS}tagged/*"})
    keys = tag._request_signer._credentials
    request = AWSRequest("PUT", f"{url}/tagged/k?tagging=&uploadId={upload}&partNumber=1")
    S3SigV4QueryAuth(Credentials(keys.access_key, keys.secret_key, keys.token), "s3", "us-east-1").add_auth(request)
    try:
        opener.open(urllib.request.Request(str(request.url), data=b"part", method="PUT"), timeout=20)
        return False
    except HTTPError as error:
        status, said = error.code, error.read()
    return status == 400 and b"Conflicting" in said and "Parts" not in s3.list_parts(Bucket="tagged", Key="k", UploadId=upload)


def policy_patterns(url: str) -> bool:
    s3 = client("s3", url)
    for bucket in ("with.dot", "withxdot", "one-a", "one-"):
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key="k", Body=b"x")
    dot = as_role(url, "s3", "dot", {"Effect": "Allow", "Action": "S3:getobject", "Resource": f"{BUCKETS}with.dot/*"})
    one = as_role(url, "s3", "one", {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"{BUCKETS}one-?/*"})
    but = as_role(url, "s3", "but", {"Effect": "Allow", "Action": "s3:GetObject", "NotResource": f"{BUCKETS}one-/*"})
    nothing = as_role(url, "s3", "nothing", {"Effect": "Deny", "Action": "s3:GetObject", "NotResource": f"{BUCKETS}one-/*"})
    try:
        for allowed, bucket in ((dot, "with.dot"), (one, "one-a"), (but, "one-a")):
            allowed.get_object(Bucket=bucket, Key="k")
    except ClientError:
        return False
    return all(
        is_denied(refused.get_object, Bucket=bucket, Key="k")
        for refused, bucket in ((dot, "withxdot"), (one, "one-"), (but, "one-"), (nothing, "one-a"), (nothing, "one-"))
    )


def role_permissions(url: str) -> bool:
    role = "arn:aws:iam::123456789012:role/keeper"
    keeper = as_role(url, "iam", "keeper", {"Effect": "Allow", "Action": "iam:*", "Resource": role})
    keeper.get_role(RoleName="keeper")
    # boto3 sends only what its model defines.
    parameters = keeper.meta.service_model.operation_model("CreateUser").input_shape.members
    parameters["RoleName"] = parameters["UserName"]
    return is_denied(keeper.create_user, UserName="intruder", RoleName="keeper")


DEFECTS = [assumed_roles, conflicting_subresources, copy_sources, policy_patterns, role_permissions]
