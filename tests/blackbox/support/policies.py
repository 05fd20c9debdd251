"""Policy documents in the short form that tests read well in."""

import json

from .server import ACCOUNT, REGION


def iot(resource: str) -> str:
    """The ARN of an AWS IoT resource: `client/c`, `topic/a/b`, `topicfilter/a/#`."""
    return resource if resource == "*" else f"arn:aws:iot:{REGION}:{ACCOUNT}:{resource}"


def statement(effect: str, action, resource="*", **more) -> dict:
    return {"Effect": effect, "Action": action, "Resource": resource} | more


def allow(action, resource="*", **more) -> dict:
    return statement("Allow", action, resource, **more)


def deny(action, resource="*", **more) -> dict:
    return statement("Deny", action, resource, **more)


def document(*statements: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def device(client: str, *topics: str) -> str:
    """What one client needs to connect and to publish, subscribe to and receive these topics."""
    return document(
        allow("iot:Connect", iot(f"client/{client}")),
        allow(["iot:Publish", "iot:Receive"], [iot(f"topic/{topic}") for topic in topics]),
        allow("iot:Subscribe", [iot(f"topicfilter/{topic}") for topic in topics]),
    )


def cognito_trust(pool_id: str, amr: str | None) -> str:
    """Who may assume a pool's role: identities of this pool, of this kind."""
    condition = {"StringEquals": {"cognito-identity.amazonaws.com:aud": pool_id}}
    if amr:
        condition["ForAnyValue:StringLike"] = {"cognito-identity.amazonaws.com:amr": amr}
    return json.dumps({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": condition,
        }],
    })


def account_trust(account: str = ACCOUNT) -> str:
    return json.dumps({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
            "Action": "sts:AssumeRole",
        }],
    })


def provider_trust(provider_arn: str, **equals: str) -> str:
    """Who may assume a role with a token of an OpenID provider: `aud="app"`, `sub="alice"`."""
    host = provider_arn.split(":oidc-provider/", 1)[1]
    return json.dumps({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": provider_arn},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {f"{host}:{key}": value for key, value in equals.items()}},
        }],
    })
