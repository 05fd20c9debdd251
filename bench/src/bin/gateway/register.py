"""Registers a device: `register.py ENDPOINT POLICY NAME CERTIFICATE` makes a thing, registers the certificate in the
file CERTIFICATE for it, and attaches the policy in the file POLICY to that.
"""

import sys
from pathlib import Path

import boto3

ROOT = {
    "aws_access_key_id": "AKIADAYPASSDEVELOPER",
    "aws_secret_access_key": "daypass-development-secret-access-key-00",
    "region_name": "us-east-1",
}


def main(endpoint: str, policy: str, name: str, certificate: str) -> None:
    iot = boto3.client("iot", endpoint_url=endpoint, **ROOT)
    iot.create_thing(thingName=name)
    arn = iot.register_certificate_without_ca(
        certificatePem=Path(certificate).read_text(), status="ACTIVE")["certificateArn"]
    iot.attach_thing_principal(thingName=name, principal=arn)
    iot.create_policy(policyName=name, policyDocument=Path(policy).read_text())
    iot.attach_policy(policyName=name, target=arn)


main(*sys.argv[1:])
