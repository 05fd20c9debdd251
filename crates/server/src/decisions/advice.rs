//! What to do about a refusal, in a sentence or two.

use daypass_broker::Subject;
use daypass_policy::{Explanation, Leg, LegExplanation, Outcome, StatementReference};
use daypass_services::authorization::guest_cut;

/// For a role that does not trust its caller.
pub(super) const TRUST_HINT: &str = "The role does not trust this caller. Change its trust policy \
    with `aws iam update-assume-role-policy`, or take another role.";

/// The caller's own policies cannot speak for the resource, or are silent too.
const RESOURCE_HINT: &str = "The policy of the resource does not let this caller in. Add the missing \
                             statement to it.";

/// For credentials that give no access any more.
pub(super) fn closed(reason: &str) -> String {
    format!("The credentials give no access any more: {reason}. Get new ones.")
}

/// What makes the refusing leg allow; nothing when everything allows.
pub(super) fn advice(subject: &Subject, explanation: &Explanation) -> Option<String> {
    if explanation.decision.outcome.is_allow() {
        return None;
    }
    let Some(refusing) = explanation.decision.leg else {
        return Some(NO_LEG.to_owned());
    };
    let leg = explanation.legs.iter().find(|leg| leg.leg == refusing)?;
    if let (Outcome::ExplicitDeny, Some(deny)) = (leg.outcome, &leg.deciding) {
        return Some(denied(deny));
    }
    let mut advice = match leg.leg {
        Leg::Identity => identity(subject, leg),
        Leg::Boundary => {
            "The permissions boundary of the role does not include this. Add the missing statement \
             to the boundary, if the role is meant to have it."
                .to_owned()
        }
        Leg::Session => session(subject),
        Leg::Device => device(subject, leg),
        Leg::Trust => TRUST_HINT.to_owned(),
        Leg::Resource => RESOURCE_HINT.to_owned(),
    };
    if leg.unresolved.iter().any(|variable| is_of_thing(variable)) {
        advice.push_str(OF_THING);
    }
    Some(advice)
}

fn denied(deny: &StatementReference) -> String {
    let version = deny.version.as_deref().map(|version| format!(" version {version}"));
    format!(
        "A statement of policy `{}`{} denies this, and no other statement can allow it. Remove or \
         narrow the statement on line {}.",
        deny.policy,
        version.unwrap_or_default(),
        deny.span.start.line,
    )
}

fn identity(subject: &Subject, leg: &LegExplanation) -> String {
    let role = role(&subject.principal_arn);
    let Some(role) = role else {
        return "Add the missing statement to a policy of this principal.".to_owned();
    };
    let lead = match leg.policies {
        0 => format!("Role `{role}` has no policy at all. Give it the missing statement:"),
        _ => format!("Add the missing statement to a policy of role `{role}`, or as a new one:"),
    };
    format!(
        "{lead} `aws iam put-role-policy --role-name {role} --policy-name NAME \
         --policy-document FILE`."
    )
}

/// The cut of a guest, or a policy that was passed when the credentials were made.
fn session(subject: &Subject) -> String {
    match &subject.identity_id {
        Some(_) => format!(
            "A session policy cuts these credentials, whatever their role allows; guests of the \
             enhanced flow always have AWS's (`{}`). Let the app sign in, or use the basic flow.",
            guest_cut::MANAGED_NAME,
        ),
        None => "A session policy was passed when these credentials were made, and it does not \
                 include this. Pass a wider one, or none."
            .to_owned(),
    }
}

fn device(subject: &Subject, leg: &LegExplanation) -> String {
    let nearest = leg.near_misses.first().map(|miss| &miss.statement.policy);
    match (&subject.identity_id, leg.policies) {
        (Some(identity), 0) => format!(
            "No IoT policy is attached to this identity, and a signed-in identity needs one beside \
             its role: `aws iot attach-policy --policy-name NAME --target {identity}`."
        ),
        (None, 0) => "No IoT policy is attached to this principal: `aws iot attach-policy \
                      --policy-name NAME --target TARGET`."
            .to_owned(),
        (_, _) => {
            let name = nearest.map_or("NAME", |name| name);
            format!(
                "Add the missing statement to an IoT policy that is attached here: `aws iot \
                 create-policy-version --policy-name {name} --set-as-default --policy-document \
                 FILE`."
            )
        }
    }
}

/// Variables that only the thing behind a connection gives a value.
fn is_of_thing(variable: &str) -> bool {
    let prefix = "iot:Connection.Thing.";
    variable.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// The role's name in `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`.
fn role(principal_arn: &str) -> Option<&str> {
    let (_, rest) = principal_arn.split_once(":assumed-role/")?;
    rest.split('/').next()
}

const NO_LEG: &str = "This caller brought no credentials, and nothing is allowed without. Sign the \
    request; for plain MQTT, `--mqtt-plain-policy` names what clients without credentials may do.";
const OF_THING: &str = " The variables of the thing have a value only while the client id is the \
    name of a thing that the principal is attached to: `aws iot attach-thing-principal`.";
