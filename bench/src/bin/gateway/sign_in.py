"""Signs users in: `sign_in.py ENDPOINT ROLE_POLICY DEVICE_POLICY COUNT` makes a pool whose signed-in users have a role
with the one policy, attaches the other policy to each of them, and prints `identity access-key-id
secret-access-key session-token` for each user on a line of its own.
"""

import json
import sys
from pathlib import Path

import boto3

ROOT = {
    "aws_access_key_id": "AKIADAYPASSDEVELOPER",
    "aws_secret_access_key": "daypass-development-secret-access-key-00",
    "region_name": "us-east-1",
}
#: How the application that vouches for its users is named.
DEVELOPER = "bench.users"
TOKEN_SECONDS = 24 * 3600


def main(endpoint: str, role_policy: str, device_policy: str, count: str) -> None:
    iam, iot, cognito = (
        boto3.client(service, endpoint_url=endpoint, **ROOT) for service in ("iam", "iot", "cognito-identity"))
    pool = cognito.create_identity_pool(
        IdentityPoolName="bench", AllowUnauthenticatedIdentities=False,
        DeveloperProviderName=DEVELOPER)["IdentityPoolId"]
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": "cognito-identity.amazonaws.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {
            "StringEquals": {"cognito-identity.amazonaws.com:aud": pool},
            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"},
        }}]}
    role = iam.create_role(RoleName="bench", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    iam.put_role_policy(RoleName="bench", PolicyName="bench", PolicyDocument=Path(role_policy).read_text())
    cognito.set_identity_pool_roles(IdentityPoolId=pool, Roles={"authenticated": role})
    iot.create_policy(policyName="bench", policyDocument=Path(device_policy).read_text())
    for number in range(int(count)):
        signed_in = cognito.get_open_id_token_for_developer_identity(
            IdentityPoolId=pool, Logins={DEVELOPER: f"user-{number}"}, TokenDuration=TOKEN_SECONDS)
        identity = signed_in["IdentityId"]
        iot.attach_policy(policyName="bench", target=identity)
        keys = cognito.get_credentials_for_identity(
            IdentityId=identity, Logins={"cognito-identity.amazonaws.com": signed_in["Token"]})["Credentials"]
        print(identity, keys["AccessKeyId"], keys["SecretKey"], keys["SessionToken"])


main(*sys.argv[1:])
