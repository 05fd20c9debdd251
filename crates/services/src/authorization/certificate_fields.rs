//! The policy variables of a client certificate: subject, issuer, alternative names, serial number.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/cert-policy-variables.html>

use daypass_policy::ContextMap;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::x509::X509Name;

/// Values of one field that policies can name.
const VALUES_MAX: usize = 5;

/// The attributes of a distinguished name that have a variable, by object identifier.
const ATTRIBUTES: [(&str, &str); 13] = [
    ("2.5.4.46", "DistinguishedNameQualifier"),
    ("2.5.4.6", "Country"),
    ("2.5.4.10", "Organization"),
    ("2.5.4.11", "OrganizationalUnit"),
    ("2.5.4.8", "State"),
    ("2.5.4.3", "CommonName"),
    ("2.5.4.5", "SerialNumber"),
    ("2.5.4.12", "Title"),
    ("2.5.4.4", "Surname"),
    ("2.5.4.42", "GivenName"),
    ("2.5.4.43", "Initials"),
    ("2.5.4.65", "Pseudonym"),
    ("2.5.4.44", "GenerationQualifier"),
];

/// A variable's name after `iot:Certificate.`, and its values in their order.
type Field = (String, Vec<String>);

/// Adds the variables of a certificate. One that cannot be read has none, so that whatever depends
/// on them is refused.
pub(super) fn add_certificate_fields(variables: &mut ContextMap, der: &[u8]) {
    let Ok((_, certificate)) = X509Certificate::from_der(der) else { return };
    let mut fields = names("Subject", certificate.subject());
    fields.extend(names("Issuer", certificate.issuer()));
    if let Ok(Some(extension)) = certificate.subject_alternative_name() {
        fields.extend(alternatives("Subject", &extension.value.general_names));
    }
    for extension in certificate.extensions() {
        if let x509_parser::extensions::ParsedExtension::IssuerAlternativeName(names) =
            extension.parsed_extension()
        {
            fields.extend(alternatives("Issuer", &names.general_names));
        }
    }
    fields.push(("SerialNumber".to_owned(), vec![certificate.raw_serial_as_string()]));
    let available: Vec<String> =
        fields.iter().map(|(name, _)| format!("iot:Certificate.{name}")).collect();
    for (name, values) in fields {
        add_field(variables, &name, &values);
    }
    variables.insert_many("iot:Certificate.AvailableKeys", available);
}

/// The bare name is the first value, `.N` the one after N others, `.List` all of them.
fn add_field(variables: &mut ContextMap, name: &str, values: &[String]) {
    let key = format!("iot:Certificate.{name}");
    let values: Vec<String> = values.iter().take(VALUES_MAX).map(|value| escaped(value)).collect();
    let Some(first) = values.first() else { return };
    variables.insert(key.clone(), first.as_str());
    for (at, value) in values.iter().enumerate() {
        variables.insert(format!("{key}.{at}"), value.as_str());
    }
    variables.insert_many(format!("{key}.List"), values);
}

fn names(whose: &str, name: &X509Name<'_>) -> Vec<Field> {
    let of = |identifier: &str| -> Vec<String> {
        let attributes = name.iter_attributes();
        attributes
            .filter(|attribute| attribute.attr_type().to_id_string() == identifier)
            .filter_map(|attribute| attribute.as_str().ok().map(str::to_owned))
            .collect()
    };
    let fields =
        ATTRIBUTES.iter().map(|(identifier, field)| (format!("{whose}.{field}"), of(identifier)));
    fields.filter(|(_, values)| !values.is_empty()).collect()
}

fn alternatives(whose: &str, names: &[GeneralName<'_>]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for name in names {
        let (kind, value) = match name {
            GeneralName::RFC822Name(name) => ("RFC822Name", (*name).to_owned()),
            GeneralName::DNSName(name) => ("DNSName", (*name).to_owned()),
            GeneralName::DirectoryName(name) => ("DirectoryName", name.to_string()),
            GeneralName::URI(uri) => ("UniformResourceIdentifier", (*uri).to_owned()),
            GeneralName::IPAddress(bytes) => match address(bytes) {
                Some(address) => ("IPAddress", address),
                None => continue,
            },
            _ => continue,
        };
        let field = format!("{whose}.AlternativeName.{kind}");
        match fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, values)) => values.push(value),
            None => fields.push((field, vec![value])),
        }
    }
    fields
}

fn address(bytes: &[u8]) -> Option<String> {
    let four = <[u8; 4]>::try_from(bytes).map(|bytes| std::net::Ipv4Addr::from(bytes).to_string());
    let sixteen =
        || <[u8; 16]>::try_from(bytes).map(|bytes| std::net::Ipv6Addr::from(bytes).to_string());
    four.or_else(|_| sixteen()).ok()
}

/// Signs that a distinguished name reads otherwise are escaped, as AWS IoT shows them to policies.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for sign in value.chars() {
        if matches!(sign, ',' | '"' | '\\' | '+' | '=' | '<' | '>' | ';') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use daypass_policy::{Context as _, ContextValue};
    use rcgen::{CertificateParams, DnType, KeyPair};

    fn variables() -> ContextMap {
        let names = ["lamp.example".to_owned(), "10.0.0.7".to_owned()];
        let mut parameters = CertificateParams::new(names).unwrap();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters.distinguished_name.push(DnType::CommonName, "lamp, 1");
        parameters.distinguished_name.push(DnType::OrganizationName, "Example Corp");
        let certificate = parameters.self_signed(&KeyPair::generate().unwrap()).unwrap();
        let mut variables = ContextMap::new();
        add_certificate_fields(&mut variables, certificate.der());
        variables
    }

    #[test]
    fn fields_are_known_by_name_by_number_and_as_a_list() {
        let variables = variables();
        let one = |key: &str| match variables.value(key) {
            Some(ContextValue::One(value)) => value.to_owned(),
            other => panic!("{key}: {other:?}"),
        };
        assert_eq!(one("iot:certificate.subject.commonname"), "lamp\\, 1");
        assert_eq!(one("iot:certificate.subject.commonname.0"), "lamp\\, 1");
        assert_eq!(one("iot:certificate.issuer.organization"), "Example Corp");
        assert_eq!(one("iot:certificate.subject.alternativename.dnsname"), "lamp.example");
        assert_eq!(one("iot:certificate.subject.alternativename.ipaddress"), "10.0.0.7");
        assert!(!one("iot:certificate.serialnumber").is_empty());
        let listed = variables.value("iot:certificate.subject.organization.list");
        assert_eq!(listed, Some(ContextValue::Many(&["Example Corp".to_owned()])));
        assert!(variables.value("iot:certificate.subject.commonname.1").is_none());
        assert!(variables.value("iot:certificate.subject.country").is_none());
    }

    #[test]
    fn what_is_no_certificate_has_no_fields() {
        let mut variables = ContextMap::new();
        add_certificate_fields(&mut variables, b"lamp");
        assert!(variables.is_empty());
    }
}
