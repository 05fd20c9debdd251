//! Any text is a policy document or is refused, in time that its length bounds; one that is taken
//! decides every request as it explains it.
#![no_main]

use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, Document, DocumentKind, Grants, IamLeg, NoContext, Policy,
    PolicySet, Request, ResourceCaller, ResourceLeg, ResourceRule, TrustCaller, decide_trust,
    explain_trust,
};
use std::sync::Arc;
use std::time::{Duration, Instant};

const KINDS: [DocumentKind; 6] = [
    DocumentKind::Identity,
    DocumentKind::Trust,
    DocumentKind::Resource,
    DocumentKind::Session,
    DocumentKind::Boundary,
    DocumentKind::Iot,
];
const USER: &str = "arn:aws:iam::123456789012:user/Ann";
const NOW_MS: i64 = 1_800_000_000_000;
/// Far above what any text of the length takes, and far below what a blow-up would.
const NANOSECONDS_PER_BYTE_MAX: u64 = 100_000;
const GRACE: Duration = Duration::from_secs(1);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let started = Instant::now();
    for kind in KINDS {
        let Ok(document) = Document::parse(kind, text) else { continue };
        assert!(document.size() <= text.chars().count());
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "not even JSON");
        let policy = Policy::compile("p", None, document);
        if kind == DocumentKind::Trust {
            ask_trust(&policy);
        } else {
            ask(kind, PolicySet::new([policy]));
        }
    }
    let bytes = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let bound = GRACE + Duration::from_nanos(bytes.saturating_mul(NANOSECONDS_PER_BYTE_MAX));
    assert!(started.elapsed() < bound, "{bytes} bytes took {:?}", started.elapsed());
});

fn ask_trust(policy: &Policy) {
    let callers = [
        TrustCaller::Federated { provider: "cognito-identity.amazonaws.com" },
        TrustCaller::Aws { account: "123456789012", arns: &[USER], unique_ids: &[] },
    ];
    for caller in callers {
        let decision = decide_trust(policy, &caller, "sts:AssumeRole", &NoContext, NOW_MS);
        let explanation = explain_trust(policy, &caller, "sts:AssumeRole", &NoContext, NOW_MS);
        assert_eq!(explanation.decision, decision);
    }
}

fn ask(kind: DocumentKind, set: PolicySet) {
    let mut grants = Grants::default();
    match kind {
        DocumentKind::Iot => {
            let applies_to = DeviceScope::AllActions;
            grants.device = Some(DeviceLeg { policies: set, applies_to });
        }
        DocumentKind::Resource => {
            let caller = ResourceCaller::User { arn: USER.into(), unique_id: None };
            let (owner, rule) = ("123456789012".into(), ResourceRule::Either);
            grants.iam = Some(IamLeg::default());
            grants.resource = Some(ResourceLeg { policies: set, caller, owner, rule });
        }
        _ => grants.iam = Some(IamLeg { identity: set, ..IamLeg::default() }),
    }
    let mut context = ContextMap::new();
    context.insert("aws:username", "a*b").insert_many("aws:TagKeys", ["a", ""]);
    let permissions = Arc::new(grants).bind(context);
    for (action, resource) in [
        ("iot:Publish", "arn:aws:iot:us-east-1:123456789012:topic/a*b"),
        ("s3:GetObject", "arn:aws:s3:::bucket/${aws:username}"),
        ("iam:PassRole", "*"),
    ] {
        let request = Request { action, resource, context: &NoContext, now_ms: NOW_MS };
        let decision = permissions.decide(&request);
        assert_eq!(permissions.explain(&request).decision, decision);
    }
}
