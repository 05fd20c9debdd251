"""The benchmark's AWS client: botocore sets the pool up, and uses the credentials that were vended.

`set-up ENDPOINT ISSUER` and `pool ENDPOINT` print a pool's id; `use ENDPOINT` reads credentials, one JSON object a
line, and calls GetCallerIdentity with each of them.
"""

import http.client
import json
import sys
from urllib.parse import urlsplit

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ROOT = {
    "aws_access_key_id": "AKIADAYPASSDEVELOPER",
    "aws_secret_access_key": "daypass-development-secret-access-key-00",
    "region_name": "us-east-1",
}
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def set_up(endpoint: str, issuer: str) -> None:
    """A pool that takes guests and users of `issuer`, with a role for each kind."""
    iam = boto3.client("iam", endpoint_url=endpoint, **ROOT)
    cognito = boto3.client("cognito-identity", endpoint_url=endpoint, **ROOT)
    provider = iam.create_open_id_connect_provider(Url=issuer, ClientIDList=["bench"])
    pool = cognito.create_identity_pool(
        IdentityPoolName="bench", AllowUnauthenticatedIdentities=True, AllowClassicFlow=True,
        OpenIdConnectProviderARNs=[provider["OpenIDConnectProviderArn"]])["IdentityPoolId"]
    roles = {kind: role(iam, pool, kind) for kind in ("authenticated", "unauthenticated")}
    cognito.set_identity_pool_roles(IdentityPoolId=pool, Roles=roles)
    print(pool)


def pool(endpoint: str) -> None:
    """A pool that takes guests, and nothing else."""
    cognito = boto3.client("cognito-identity", endpoint_url=endpoint, **ROOT)
    print(cognito.create_identity_pool(
        IdentityPoolName="bench", AllowUnauthenticatedIdentities=True)["IdentityPoolId"])


def role(iam, pool: str, kind: str) -> str:
    """The ARN of a new role that identities of one kind may assume."""
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": pool},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": kind},
        }}]}
    name = f"bench-{kind}-{pool.rsplit('-', 1)[1]}"
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    allowed = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "iot:*",
        "Resource": "arn:aws:iot:*:*:topic/app/${cognito-identity.amazonaws.com:sub}/*"}]}
    iam.put_role_policy(RoleName=name, PolicyName="app", PolicyDocument=json.dumps(allowed))
    return made


def use(endpoint: str) -> None:
    """Prints how many of the credentials are those of an assumed role of the pool."""
    address = urlsplit(endpoint)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    body, used = "Action=GetCallerIdentity&Version=2011-06-15", 0
    for line in sys.stdin:
        vended = json.loads(line)
        keys = Credentials(vended["AccessKeyId"], vended["SecretKey"], vended["SessionToken"])
        request = AWSRequest("POST", endpoint + "/", data=body, headers={"Content-Type": FORM})
        SigV4Auth(keys, "sts", "us-east-1").add_auth(request)
        connection.request("POST", "/", body, dict(request.headers.items()))
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status != 200 or "assumed-role/bench-" not in text:
            sys.exit(f"GetCallerIdentity answered {answer.status}: {text}")
        used += 1
    print(used)


{"set-up": set_up, "pool": pool, "use": use}[sys.argv[1]](*sys.argv[2:])
