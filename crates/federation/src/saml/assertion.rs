//! What a signed assertion says, and whether it is for this service and for now.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::date_time::milliseconds;
use super::error::SamlError;
use super::names::{ASSERTION, BEARER, NAME_ID_FORMAT};
use super::response::Trusted;
use super::xml::{children, only_child, text};

/// How far the provider's clock may be off, in seconds, for every time in an assertion.
pub const SAML_CLOCK_GRACE_S: i64 = 60;
/// How old an assertion may be when it is redeemed, in seconds, as AWS has it.
pub const SAML_REDEEMED_SECONDS_MAX: i64 = 300;

/// Bytes of a subject's name: as many as `sub` of a token may have (`OpenID` Connect Core 2), and as
/// persistent and transient names may (SAML 2.0 Core 8.3.7).
const SUBJECT_BYTES_MAX: usize = 255;

/// An assertion that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Its `ID`: no two of a provider are the same.
    pub id: String,
    /// Who issued it.
    pub issuer: String,
    /// Whom it is about.
    pub subject: Subject,
    /// The `Recipient` that it was to be handed to.
    pub recipient: String,
    /// Until when it may be redeemed, in milliseconds since 1970, grace included.
    pub ends_ms: i64,
    /// `SessionNotOnOrAfter`, in milliseconds since 1970.
    pub session_ends_ms: Option<i64>,
    /// Whether it forbids being used twice (`OneTimeUse`).
    pub one_time_use: bool,
    /// The attributes' values by name.
    pub attributes: BTreeMap<String, Vec<String>>,
}

/// The `NameID` of an assertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The name.
    pub name: String,
    /// Its format: `persistent`, `transient`, or the whole identifier of any other.
    pub format: String,
}

impl Assertion {
    /// Reads what was verified.
    pub(super) fn read(
        assertion: Node<'_, '_>,
        issuer: String,
        trusted: &Trusted<'_>,
        now_ms: i64,
    ) -> Result<Self, SamlError> {
        let mut window = Window { now_ms, ends_ms: i64::MAX };
        let issued_ms = time(assertion, "IssueInstant")?;
        let issued_ms =
            issued_ms.ok_or(SamlError::Malformed("the assertion has no IssueInstant"))?;
        window.begins(issued_ms)?;
        window.ends(issued_ms.saturating_add(SAML_REDEEMED_SECONDS_MAX * 1_000))?;
        let conditions = only_child(assertion, ASSERTION, "Conditions");
        let conditions = conditions.ok_or(SamlError::Audience(Vec::new()))?;
        let one_time_use = check_conditions(conditions, trusted, &mut window)?;
        let subject = only_child(assertion, ASSERTION, "Subject");
        let subject = subject.ok_or(SamlError::Malformed("the assertion has no subject"))?;
        let recipient = confirmed_recipient(subject, trusted, &mut window)?;
        let mut session_ends_ms: Option<i64> = None;
        for statement in children(assertion, ASSERTION, "AuthnStatement") {
            if let Some(ends_ms) = time(statement, "SessionNotOnOrAfter")? {
                window.ends(ends_ms)?;
                session_ends_ms = Some(session_ends_ms.map_or(ends_ms, |other| other.min(ends_ms)));
            }
        }
        Ok(Self {
            id: assertion.attribute("ID").unwrap_or_default().to_owned(),
            issuer,
            subject: named_subject(subject)?,
            recipient,
            ends_ms: window.ends_ms,
            session_ends_ms,
            one_time_use,
            attributes: attributes(assertion),
        })
    }

    /// The values of an attribute.
    pub fn values(&self, name: &str) -> &[String] {
        self.attributes.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The time in which everything that the assertion says of times holds.
struct Window {
    now_ms: i64,
    ends_ms: i64,
}

impl Window {
    fn begins(&self, from_ms: i64) -> Result<(), SamlError> {
        if from_ms <= self.now_ms.saturating_add(SAML_CLOCK_GRACE_S * 1_000) {
            return Ok(());
        }
        let valid_from_s = from_ms.div_euclid(1_000);
        Err(SamlError::NotYetValid { now_s: self.now_ms.div_euclid(1_000), valid_from_s })
    }

    fn ends(&mut self, ends_ms: i64) -> Result<(), SamlError> {
        let with_grace_ms = ends_ms.saturating_add(SAML_CLOCK_GRACE_S * 1_000);
        if self.now_ms >= with_grace_ms {
            let expires_s = ends_ms.div_euclid(1_000);
            return Err(SamlError::Expired { now_s: self.now_ms.div_euclid(1_000), expires_s });
        }
        self.ends_ms = self.ends_ms.min(with_grace_ms);
        Ok(())
    }
}

fn time(node: Node<'_, '_>, attribute: &str) -> Result<Option<i64>, SamlError> {
    let Some(text) = node.attribute(attribute) else { return Ok(None) };
    milliseconds(text).map(Some).ok_or(SamlError::Malformed("one of its times is no time"))
}

fn check_times(node: Node<'_, '_>, window: &mut Window) -> Result<(), SamlError> {
    if let Some(from_ms) = time(node, "NotBefore")? {
        window.begins(from_ms)?;
    }
    time(node, "NotOnOrAfter")?.map_or(Ok(()), |ends_ms| window.ends(ends_ms))
}

/// Every restriction must name this service, and there must be one. A condition that is not
/// understood is not fulfilled. Says whether the assertion is for one time.
fn check_conditions(
    conditions: Node<'_, '_>,
    trusted: &Trusted<'_>,
    window: &mut Window,
) -> Result<bool, SamlError> {
    check_times(conditions, window)?;
    let (mut is_restricted, mut one_time_use) = (false, false);
    for condition in conditions.children().filter(Node::is_element) {
        match (condition.tag_name().namespace(), condition.tag_name().name()) {
            (Some(ASSERTION), "AudienceRestriction") => {
                let audiences: Vec<_> =
                    children(condition, ASSERTION, "Audience").filter_map(text).collect();
                if !audiences.iter().any(|audience| (trusted.is_audience)(audience)) {
                    return Err(SamlError::Audience(audiences));
                }
                is_restricted = true;
            }
            (Some(ASSERTION), "OneTimeUse") => one_time_use = true,
            (Some(ASSERTION), "ProxyRestriction") => {}
            _ => {
                return Err(SamlError::Malformed(
                    "the assertion has a condition that is not known",
                ));
            }
        }
    }
    if is_restricted { Ok(one_time_use) } else { Err(SamlError::Audience(Vec::new())) }
}

/// The recipient of the bearer confirmation that is for this service and for now.
fn confirmed_recipient(
    subject: Node<'_, '_>,
    trusted: &Trusted<'_>,
    window: &mut Window,
) -> Result<String, SamlError> {
    let confirmations = children(subject, ASSERTION, "SubjectConfirmation")
        .filter(|confirmation| confirmation.attribute("Method") == Some(BEARER))
        .filter_map(|confirmation| only_child(confirmation, ASSERTION, "SubjectConfirmationData"));
    let mut others = Vec::new();
    for data in confirmations {
        let recipient = data.attribute("Recipient").unwrap_or_default();
        if !(trusted.is_recipient)(recipient) {
            others.push(recipient.to_owned());
            continue;
        }
        if !data.has_attribute("NotOnOrAfter") {
            return Err(SamlError::Malformed("the confirmation of the subject has no end"));
        }
        check_times(data, window)?;
        return Ok(recipient.to_owned());
    }
    Err(SamlError::Recipient(others))
}

fn named_subject(subject: Node<'_, '_>) -> Result<Subject, SamlError> {
    let name_id = only_child(subject, ASSERTION, "NameID");
    let name_id = name_id.ok_or(SamlError::Malformed("the subject has no name"))?;
    let name = text(name_id).filter(|name| !name.is_empty() && name.len() <= SUBJECT_BYTES_MAX);
    let name =
        name.ok_or(SamlError::Malformed("the subject's name is no text of allowed length"))?;
    let format = name_id.attribute("Format").unwrap_or_default();
    let format = format.strip_prefix(NAME_ID_FORMAT).unwrap_or(format).to_owned();
    Ok(Subject { name, format })
}

fn attributes(assertion: Node<'_, '_>) -> BTreeMap<String, Vec<String>> {
    let mut attributes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let statements = children(assertion, ASSERTION, "AttributeStatement");
    for attribute in statements.flat_map(|statement| children(statement, ASSERTION, "Attribute")) {
        let Some(name) = attribute.attribute("Name") else { continue };
        let values = children(attribute, ASSERTION, "AttributeValue").filter_map(text);
        attributes.entry(name.to_owned()).or_default().extend(values);
    }
    attributes
}
