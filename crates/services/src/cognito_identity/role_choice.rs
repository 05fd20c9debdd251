//! Which role of its pool an identity gets.
//!
//! <https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html>

use daypass_aws_types::error::ServiceError;
use serde_json::{Map, Value};

use super::claim::text;
use super::error::{invalid_configuration, not_authorized, role_forbidden};
use super::records::{IdentityPoolRecord, IdentityState, MappingRuleRecord, RoleMappingRecord};
use crate::logins::{SamlUser, VerifiedLogin};

/// The claims of a token, by name.
type Claims = Map<String, Value>;

/// The ARN of the role that an identity gets for these logins.
pub(super) fn chosen(
    pool: &IdentityPoolRecord,
    state: IdentityState,
    logins: &[VerifiedLogin],
    custom_role: Option<&str>,
) -> Result<String, ServiceError> {
    let mapping = logins.iter().find_map(|login| mapping_of(pool, login));
    let choice = match mapping {
        Some((key, mapping, login)) => {
            let of_assertion = login.saml_user().map(SamlUser::roles);
            by_mapping(mapping, offer(mapping, login.claims(), of_assertion), custom_role)
                .map_err(|refused| refused.into_error(&key, custom_role))?
        }
        None => match logins.iter().find(|login| has_roles(login)) {
            Some(login) => by_assertion(login, custom_role)?,
            None => unmapped(custom_role)?,
        },
    };
    match choice {
        Choice::Role(arn) => Ok(arn),
        Choice::Default => default_role(pool, state),
    }
}

/// Only a mapping, or an assertion of several roles, leaves a choice to the caller.
fn unmapped(custom_role: Option<&str>) -> Result<Choice, ServiceError> {
    let Some(custom_role) = custom_role else { return Ok(Choice::Default) };
    let reason = "neither a role mapping of the pool nor a SAML assertion lets this caller choose";
    Err(role_forbidden(custom_role).with_hint(reason))
}

fn has_roles(login: &VerifiedLogin) -> bool {
    login.saml_user().is_some_and(|user| !user.roles().is_empty())
}

/// The role that a SAML assertion pairs with its provider; of several, the one that the caller asks
/// for.
fn by_assertion(login: &VerifiedLogin, custom_role: Option<&str>) -> Result<Choice, ServiceError> {
    let roles = login.saml_user().map_or(&[][..], SamlUser::roles);
    let role = match (custom_role, roles) {
        (Some(custom_role), roles) if roles.iter().any(|role| role == custom_role) => custom_role,
        (Some(_), _) => return Err(Refused::CustomRole.into_error(login.provider(), custom_role)),
        (None, [only]) => only,
        (None, _) => {
            return Err(Refused::Ambiguous
                .into_error(login.provider(), None)
                .with_hint("the assertion names several roles, and the call chose none of them"));
        }
    };
    Ok(Choice::Role(role.to_owned()))
}

/// The mapping for a login, with the key that it is set under.
fn mapping_of<'a>(
    pool: &'a IdentityPoolRecord,
    login: &'a VerifiedLogin,
) -> Option<(String, &'a RoleMappingRecord, &'a VerifiedLogin)> {
    let mapping = |key: String| {
        let mapping = pool.role_mappings.get(&key)?;
        Some((key, mapping, login))
    };
    login.role_mapping_keys().into_iter().find_map(mapping)
}

fn default_role(pool: &IdentityPoolRecord, state: IdentityState) -> Result<String, ServiceError> {
    let kind = match state {
        IdentityState::Authenticated => "authenticated",
        _ => "unauthenticated",
    };
    let role = pool.roles.get(kind).cloned();
    role.ok_or_else(|| invalid_configuration(format!("the identity pool has no {kind} role")))
}

/// What a mapping says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    /// This role.
    Role(String),
    /// The pool's authenticated role.
    Default,
}

/// A mapping that gives no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refused {
    /// The token names no role, or no rule matches, and the mapping says `Deny`.
    Ambiguous,
    /// The caller's own choice is not among the roles that the token or the rules give it.
    CustomRole,
}

impl Refused {
    fn into_error(self, key: &str, custom_role: Option<&str>) -> ServiceError {
        match self {
            Self::Ambiguous => not_authorized(format!(
                "The ambiguous role mapping rules for: {key} denied this request."
            )),
            Self::CustomRole => role_forbidden(custom_role.unwrap_or_default())
                .with_hint("neither token nor rules give the caller the role that it chose"),
        }
    }
}

/// The roles that a mapping offers a login, and the one among them that it gets by itself.
fn offer<'a>(
    mapping: &'a RoleMappingRecord,
    claims: &'a Claims,
    of_assertion: Option<&'a [String]>,
) -> (Vec<&'a str>, Option<&'a str>) {
    match (mapping.mapping_type.as_str(), of_assertion) {
        ("Rules", _) => {
            let roles: Vec<&str> = mapping
                .rules
                .iter()
                .filter(|rule| matches(rule, claims))
                .map(|rule| rule.role_arn.as_str())
                .collect();
            let first = roles.first().copied();
            (roles, first)
        }
        // An assertion has attributes of its own where a user pool has claims.
        (_, Some(roles)) => {
            let only = if let [only] = roles { Some(only.as_str()) } else { None };
            (roles.iter().map(String::as_str).collect(), only)
        }
        (_, None) => (roles_of_token(claims), claims.get(PREFERRED_ROLE).and_then(Value::as_str)),
    }
}

fn by_mapping(
    mapping: &RoleMappingRecord,
    (offered, chosen): (Vec<&str>, Option<&str>),
    custom_role: Option<&str>,
) -> Result<Choice, Refused> {
    if let Some(custom_role) = custom_role {
        let offered = offered.contains(&custom_role);
        let role = || Choice::Role(custom_role.to_owned());
        return offered.then(role).ok_or(Refused::CustomRole);
    }
    match chosen {
        Some(role) => Ok(Choice::Role(role.to_owned())),
        None if mapping.ambiguous_role_resolution == "AuthenticatedRole" => Ok(Choice::Default),
        None => Err(Refused::Ambiguous),
    }
}

/// The roles that a user pool's token offers: a list, or one text with commas as the documentation
/// has it.
fn roles_of_token(claims: &Claims) -> Vec<&str> {
    match claims.get(ROLES) {
        Some(Value::Array(roles)) => roles.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(roles)) => roles.split(',').map(str::trim).collect(),
        _ => Vec::new(),
    }
}

/// Whether a rule matches. One whose claim is missing never does, `NotEqual` included.
fn matches(rule: &MappingRuleRecord, claims: &Claims) -> bool {
    let Some(claim) = claims.get(&rule.claim) else { return false };
    if let Value::Array(members) = claim {
        // A list is no text: it can only be asked for a whole member.
        return rule.match_type == "Contains"
            && members.iter().filter_map(text).any(|member| member == rule.value);
    }
    let Some(claim) = text(claim) else { return false };
    match rule.match_type.as_str() {
        "Equals" => claim == rule.value,
        "NotEqual" => claim != rule.value,
        "StartsWith" => claim.starts_with(&rule.value),
        "Contains" => claim.contains(&rule.value),
        _ => false,
    }
}

/// The role that a user pool prefers among those of the user's groups.
const PREFERRED_ROLE: &str = "cognito:preferred_role";
/// Every role of the user's groups.
const ROLES: &str = "cognito:roles";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const A: &str = "arn:aws:iam::000000000000:role/a";
    const B: &str = "arn:aws:iam::000000000000:role/b";

    fn claims(claims: Value) -> Claims {
        let Value::Object(claims) = claims else { panic!("claims are an object") };
        claims
    }

    fn rule(claim: &str, match_type: &str, value: &str, role: &str) -> MappingRuleRecord {
        MappingRuleRecord {
            claim: claim.into(),
            match_type: match_type.into(),
            value: value.into(),
            role_arn: role.into(),
        }
    }

    fn mapping(kind: &str, resolution: &str, rules: Vec<MappingRuleRecord>) -> RoleMappingRecord {
        RoleMappingRecord {
            mapping_type: kind.into(),
            ambiguous_role_resolution: resolution.into(),
            rules,
        }
    }

    fn role(arn: &str) -> Choice {
        Choice::Role(arn.to_owned())
    }

    #[test]
    fn a_token_names_its_role() {
        let groups = || claims(json!({"cognito:preferred_role": A, "cognito:roles": [A, B]}));
        let commas = || claims(json!({"cognito:preferred_role": A, "cognito:roles": "x, y"}));
        let unclear = || claims(json!({"cognito:roles": [A, B]}));
        let none = || claims(json!({}));
        let rows = [
            (groups(), "Deny", None, Ok(role(A))),
            (groups(), "Deny", Some(B), Ok(role(B))),
            (groups(), "AuthenticatedRole", Some("other"), Err(Refused::CustomRole)),
            (commas(), "Deny", Some("y"), Ok(role("y"))),
            (commas(), "Deny", Some("x, y"), Err(Refused::CustomRole)),
            (unclear(), "Deny", None, Err(Refused::Ambiguous)),
            (unclear(), "AuthenticatedRole", None, Ok(Choice::Default)),
            (unclear(), "Deny", Some(B), Ok(role(B))),
            (none(), "Deny", None, Err(Refused::Ambiguous)),
            (none(), "AuthenticatedRole", None, Ok(Choice::Default)),
            (none(), "AuthenticatedRole", Some(A), Err(Refused::CustomRole)),
        ];
        for (claims, resolution, custom, expected) in rows {
            let mapping = mapping("Token", resolution, Vec::new());
            let found = by_mapping(&mapping, offer(&mapping, &claims, None), custom);
            assert_eq!(found, expected, "{claims:?} {resolution} {custom:?}");
        }
    }

    #[test]
    fn an_assertion_names_its_roles() {
        let roles = |arns: &[&str]| arns.iter().map(|arn| (*arn).to_owned()).collect::<Vec<_>>();
        // Claims of that name are a user pool's, and an attribute is none.
        let claims = claims(json!({"cognito:preferred_role": "other", "cognito:roles": ["other"]}));
        let rows = [
            (roles(&[A]), "Deny", None, Ok(role(A))),
            (roles(&[A]), "Deny", Some(B), Err(Refused::CustomRole)),
            (roles(&[A, B]), "Deny", None, Err(Refused::Ambiguous)),
            (roles(&[A, B]), "AuthenticatedRole", None, Ok(Choice::Default)),
            (roles(&[A, B]), "Deny", Some(B), Ok(role(B))),
            (roles(&[]), "Deny", None, Err(Refused::Ambiguous)),
            (roles(&[]), "Deny", Some("other"), Err(Refused::CustomRole)),
        ];
        for (roles, resolution, custom, expected) in rows {
            let mapping = mapping("Token", resolution, Vec::new());
            let found = by_mapping(&mapping, offer(&mapping, &claims, Some(&roles)), custom);
            assert_eq!(found, expected, "{roles:?} {resolution} {custom:?}");
        }
    }

    #[test]
    fn the_first_rule_that_matches_names_the_role() {
        let rules =
            || vec![rule("team", "Equals", "lamps", A), rule("team", "Contains", "lamp", B)];
        let of = |team: &str| claims(json!({"team": team}));
        let rows = [
            (of("lamps"), "Deny", None, Ok(role(A))),
            (of("lamps"), "Deny", Some(B), Ok(role(B))),
            (of("lampshades"), "Deny", None, Ok(role(B))),
            (of("lampshades"), "Deny", Some(A), Err(Refused::CustomRole)),
            (of("doors"), "Deny", None, Err(Refused::Ambiguous)),
            (of("doors"), "AuthenticatedRole", None, Ok(Choice::Default)),
            (of("doors"), "AuthenticatedRole", Some(A), Err(Refused::CustomRole)),
        ];
        for (claims, resolution, custom, expected) in rows {
            let mapping = mapping("Rules", resolution, rules());
            let found = by_mapping(&mapping, offer(&mapping, &claims, None), custom);
            assert_eq!(found, expected, "{claims:?} {resolution} {custom:?}");
        }
    }

    #[test]
    fn claims_are_compared_as_each_kind_of_match_says() {
        let claims = claims(json!({
            "text": "abc", "number": 7, "flag": true, "list": ["admin", "user"], "null": null,
        }));
        let rows = [
            ("text", "Equals", "abc", true),
            ("text", "Equals", "ab", false),
            ("text", "Equals", "ab*", false),
            ("text", "StartsWith", "ab", true),
            ("text", "StartsWith", "bc", false),
            ("text", "Contains", "b", true),
            ("text", "Contains", "x", false),
            ("text", "NotEqual", "abd", true),
            ("text", "NotEqual", "abc", false),
            ("number", "Equals", "7", true),
            ("flag", "Equals", "true", true),
            ("list", "Contains", "admin", true),
            ("list", "Contains", "adm", false),
            ("list", "NotEqual", "admin", false),
            ("null", "NotEqual", "x", false),
            ("missing", "NotEqual", "x", false),
            ("missing", "Equals", "", false),
        ];
        for (claim, kind, value, expected) in rows {
            let found = matches(&rule(claim, kind, value, A), &claims);
            assert_eq!(found, expected, "{claim} {kind} {value}");
        }
    }
}
