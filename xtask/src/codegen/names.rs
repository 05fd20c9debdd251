//! Names of the models as Rust names.

/// `OpenIDConnectProviderARNs` → `open_id_connect_provider_arns`.
pub(super) fn snake(name: &str) -> String {
    let name = name.replace("ARNs", "Arns").replace("IDs", "Ids");
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if starts_word {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// A field's name, escaped where Rust keeps the word for itself.
pub(super) fn field(name: &str) -> String {
    let name = snake(name);
    if name == "type" { format!("r#{name}") } else { name }
}

/// `GetId` → `GET_ID`.
pub(super) fn constant(name: &str) -> String {
    snake(name).to_uppercase()
}

/// The first letter in lower case, as validation errors name members.
pub(super) fn upper_camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_stay_one_word() {
        for (name, expected) in [
            ("IdentityPoolId", "identity_pool_id"),
            ("OpenIdConnectProviderARNs", "open_id_connect_provider_arns"),
            ("ClientIDList", "client_id_list"),
            ("AddClientIDToOpenIDConnectProvider", "add_client_id_to_open_id_connect_provider"),
            ("RoleARN", "role_arn"),
            ("policyName", "policy_name"),
            ("Type", "type"),
        ] {
            assert_eq!(snake(name), expected);
        }
        assert_eq!(field("Type"), "r#type");
        assert_eq!(constant("GetId"), "GET_ID");
    }
}
