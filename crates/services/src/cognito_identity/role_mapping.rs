//! Role mappings: how users of one provider get their role, as it is set and as it is told.

use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_aws_types::cognito_identity::{MappingRule, RoleMapping, RulesConfigurationType};
use daypass_aws_types::error::ServiceError;

use super::error::invalid_parameter;
use super::records::{IdentityPoolRecord, MappingRuleRecord, RoleMappingRecord};
use crate::iam::arn::openid_connect_provider_arn;

/// Rules of one provider: the documented quota. The model would take 400.
const RULES_MAX: usize = 25;

/// The mappings as they are kept, if the pool may have them.
pub(super) fn checked(
    given: Option<&BTreeMap<String, RoleMapping>>,
    pool: &IdentityPoolRecord,
    account: &AccountId,
) -> Result<BTreeMap<String, RoleMappingRecord>, ServiceError> {
    let mut checked = BTreeMap::new();
    for (key, mapping) in given.into_iter().flatten() {
        if !is_configured(key, pool, account) {
            return Err(invalid_parameter(format!(
                "({key}) is not a valid RoleMapping ProviderName or is not a configured provider."
            )));
        }
        checked.insert(key.clone(), checked_mapping(key, mapping)?);
    }
    Ok(checked)
}

/// The ARNs of the roles that the rules give.
pub(super) fn role_arns(
    mappings: Option<&BTreeMap<String, RoleMapping>>,
) -> impl Iterator<Item = &str> {
    let mappings = mappings.into_iter().flat_map(BTreeMap::values);
    let rules = mappings.filter_map(|mapping| mapping.rules_configuration.as_ref());
    rules.flat_map(|configuration| &configuration.rules).map(|rule| rule.role_arn.as_str())
}

/// The mapping as `GetIdentityPoolRoles` shows it.
pub(super) fn described(mapping: RoleMappingRecord) -> RoleMapping {
    let described = |rule: MappingRuleRecord| MappingRule {
        claim: rule.claim,
        match_type: rule.match_type,
        role_arn: rule.role_arn,
        value: rule.value,
    };
    let rules: Vec<_> = mapping.rules.into_iter().map(described).collect();
    RoleMapping {
        ambiguous_role_resolution: Some(mapping.ambiguous_role_resolution),
        rules_configuration: (!rules.is_empty()).then_some(RulesConfigurationType { rules }),
        r#type: mapping.mapping_type,
    }
}

/// A mapping speaks of a user pool with its client (`PROVIDER:CLIENT`, unlike a login key), of a
/// public provider, or of an OpenID Connect or SAML provider by its ARN. The issuer of an OpenID
/// Connect provider is taken too, for it is its login key.
fn is_configured(key: &str, pool: &IdentityPoolRecord, account: &AccountId) -> bool {
    let key_of_issuer = openid_connect_provider_arn(account, key);
    let is_user_pool = pool.cognito_identity_providers.iter().any(|user_pool| {
        key.strip_prefix(user_pool.provider_name.as_str())
            .and_then(|rest| rest.strip_prefix(':'))
            .is_some_and(|client_id| client_id == user_pool.client_id)
    });
    is_user_pool
        || pool.supported_login_providers.contains_key(key)
        || pool.openid_connect_provider_arns.iter().any(|arn| arn == key || *arn == key_of_issuer)
        || pool.saml_provider_arns.iter().any(|arn| arn == key)
}

fn checked_mapping(key: &str, mapping: &RoleMapping) -> Result<RoleMappingRecord, ServiceError> {
    let Some(resolution) = &mapping.ambiguous_role_resolution else {
        return Err(invalid_parameter(format!(
            "AmbiguousRoleResolution is required for the role mapping of {key}"
        )));
    };
    let rules = match (mapping.r#type.as_str(), &mapping.rules_configuration) {
        ("Rules", Some(configuration)) => configuration.rules.as_slice(),
        ("Rules", None) => {
            return Err(invalid_parameter(format!(
                "RulesConfiguration is required for the role mapping of {key}"
            )));
        }
        (_, Some(_)) => {
            return Err(invalid_parameter(format!(
                "RulesConfiguration is not allowed for the role mapping of {key}"
            )));
        }
        (_, None) => &[],
    };
    if rules.len() > RULES_MAX {
        return Err(invalid_parameter(format!(
            "The role mapping of {key} cannot have more than {RULES_MAX} rules"
        )));
    }
    let kept = |rule: &MappingRule| MappingRuleRecord {
        claim: rule.claim.clone(),
        match_type: rule.match_type.clone(),
        value: rule.value.clone(),
        role_arn: rule.role_arn.clone(),
    };
    Ok(RoleMappingRecord {
        mapping_type: mapping.r#type.clone(),
        ambiguous_role_resolution: resolution.clone(),
        rules: rules.iter().map(kept).collect(),
    })
}
