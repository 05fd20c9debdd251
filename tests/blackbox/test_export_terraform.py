"""`daypass export --format terraform`, read by a parser that others wrote."""

import json

import pytest

from support import policies
from support.command import daypass
from support.hcl import Configuration
from support.migration import HARD, exported, furnish, iam_arn
from support.world import World

STATE = ["memory"]


@pytest.fixture(scope="module")
def household(server):
    made = furnish(server)
    world = World(server)
    for name in ("lamp.1", "lamp_1", "1", "lamp,1"):
        world.iot_policy(policies.document(policies.allow("iot:Connect")), name)
    return made


@pytest.fixture(scope="module")
def configuration(server, household):
    ended = daypass(server, "export", "--format", "terraform")
    assert ended.code == 0, ended.stderr
    return Configuration(ended.stdout)


def one(resources: dict[str, dict], configuration, **arguments) -> str:
    """The name of the one resource with these arguments."""
    found = [
        name for name, resource in resources.items()
        if all(configuration.value(resource.get(argument)) == value for argument, value in arguments.items())]
    assert len(found) == 1, (arguments, resources)
    return found[0]


def test_documents_come_out_as_they_were(server, configuration):
    snapshot = exported(server)
    known = configuration.of("aws_iot_policy")
    for policy in snapshot["iot_policies"]:
        name = one(known, configuration, name=policy["policyName"])
        assert configuration.value(known[name]["policy"]) == policy["policyDocument"]
    hard = next(policy for policy in snapshot["iot_policies"] if policy["policyName"] == "household")
    assert HARD in json.dumps(hard, ensure_ascii=False).replace("\\\"", "\"").replace("\\\\", "\\")
    managed = configuration.of("aws_iam_policy")
    for policy in snapshot["policies"]:
        name = one(managed, configuration, name=policy["PolicyName"], path=policy["Path"])
        assert configuration.value(managed[name]["policy"]) == policy["PolicyDocument"]


def test_roles_refer_to_their_pool_and_policies_to_their_role(server, configuration):
    assert set(configuration.of("aws_cognito_identity_pool")) == {"household"}
    roles = configuration.of("aws_iam_role")
    guest = roles["household-guest"]
    assert configuration.value(guest["path"]) == "/home/" and guest["max_session_duration"] == 7200
    assert configuration.value(guest["permissions_boundary"]) == "<aws_iam_policy.boundary.arn>"
    assert configuration.value(guest["tags"]) == {"room": "hall"}
    (saml,) = exported(server)["saml_providers"]
    declared = configuration.of("aws_iam_saml_provider")["office"]
    assert configuration.value(declared["saml_metadata_document"]) == saml["SAMLMetadataDocument"]
    trust = configuration.value(guest["assume_role_policy"])
    assert trust["Statement"][0]["Condition"]["StringEquals"] == {
        "cognito-identity.amazonaws.com:aud": "<aws_cognito_identity_pool.household.id>"}
    inline = configuration.of("aws_iam_role_policy")["household-guest_permissions"]
    assert configuration.value(inline["role"]) == "<aws_iam_role.household-guest.name>"
    attached = configuration.of("aws_iam_role_policy_attachment")["household-member_shared"]
    assert configuration.value(attached["policy_arn"]) == "<aws_iam_policy.shared.arn>"


def test_a_pool_has_its_providers_roles_and_rules(configuration):
    pool = configuration.of("aws_cognito_identity_pool")["household"]
    assert configuration.value(pool["developer_provider_name"]) == "login.household"
    assert pool["allow_unauthenticated_identities"] is True and pool["allow_classic_flow"] is True
    assert configuration.value(pool["supported_login_providers"]) == {"accounts.google.com": "app.apps.googleusercontent.com"}
    assert configuration.value(pool["openid_connect_provider_arns"]) == [
        "<aws_iam_openid_connect_provider.login_household_example_tenant.arn>"]
    assert configuration.value(pool["saml_provider_arns"]) == ["<aws_iam_saml_provider.office.arn>"]
    tags = configuration.of("aws_cognito_identity_pool_provider_principal_tag").values()
    told = {
        configuration.value(entry["identity_provider_name"]): (
            entry["use_defaults"], configuration.value(entry.get("principal_tags", {}))) for entry in tags}
    assert told == {
        "accounts.google.com": (True, {}),
        "<aws_iam_openid_connect_provider.login_household_example_tenant.arn>": (False, {"floor": "custom:floor"})}
    roles = configuration.of("aws_cognito_identity_pool_roles_attachment")["household"]
    assert configuration.value(roles["identity_pool_id"]) == "<aws_cognito_identity_pool.household.id>"
    assert configuration.value(roles["roles"]) == {
        "authenticated": "<aws_iam_role.household-member.arn>", "unauthenticated": "<aws_iam_role.household-guest.arn>"}
    (mapping,) = roles["role_mapping"]
    assert configuration.value(mapping["identity_provider"]) == "accounts.google.com"
    (rule,) = mapping["mapping_rule"]
    assert configuration.value(rule["role_arn"]) == "<aws_iam_role.household-member.arn>"
    assert configuration.value(rule["value"]) == "a@example.com"


def test_things_and_policies_hang_on_certificates(server, household, configuration):
    certificates = configuration.of("aws_iot_certificate")
    name = f"certificate_{household.certificate[:12]}"
    assert set(certificates) == {name} and certificates[name]["active"] is True
    (pem,) = [entry["certificatePem"] for entry in exported(server)["certificates"]]
    assert configuration.value(certificates[name]["certificate_pem"]) == pem
    thing = configuration.of("aws_iot_thing")["oven"]
    assert configuration.value(thing["attributes"]) == {"room": "kitchen"}
    (attached,) = configuration.of("aws_iot_thing_principal_attachment").values()
    assert configuration.value(attached["principal"]) == f"<aws_iot_certificate.{name}.arn>"
    assert configuration.value(attached["thing"]) == "<aws_iot_thing.oven.name>"
    targets = {
        configuration.value(entry["target"]) for entry in configuration.of("aws_iot_policy_attachment").values()}
    assert targets == {f"<aws_iot_certificate.{name}.arn>", household.guest}


def test_names_that_look_alike_are_kept_apart(configuration):
    declared = configuration.of("aws_iot_policy")
    names = {name: configuration.value(arguments["name"]) for name, arguments in declared.items()}
    assert set(names.values()) == {"household", "lamp.1", "lamp_1", "1", "lamp,1"}
    assert names["_1"] == "1" and {"lamp_1", "lamp_1_2", "lamp_1_3"} < set(names)


def test_identities_are_counted_and_no_secret_is_there(configuration):
    assert "# Its 1 identities are not here" in configuration.text
    assert "PRIVATE KEY" not in configuration.text
    assert iam_arn("role/home/household-guest") not in configuration.text
