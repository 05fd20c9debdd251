//! The policy engine beside `iam-rs`, Cedar and a hand-written glob, on the same policies and
//! requests, in one process. With `--short` each measurement takes a tenth of the time.

use std::hint::black_box;
use std::sync::Arc;

use cedar_policy::{Authorizer, Context as CedarContext, Entities, PolicySet as CedarPolicies};
use daypass_bench::{Case, Goal, kept_bytes, machine, print_measured};
use daypass_broker::{Action, ClassId, DecisionCache, Now, Question};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, Document, DocumentKind, Grants, IamLeg, Library, NoContext,
    Outcome, Permissions, Policy, PolicySet, Request,
};
use iam_rs::{EvaluationOptions, IAMPolicy, IAMRequest, PolicyEvaluator};

const IDENTITY: &str = "us-east-1:6f2b1c9e-3c1d-4b3a-9d3e-0123456789ab";
const ARN: &str = "arn:aws:iot:us-east-1:123456789012:";
const POLICIES: usize = 1_000;
const STATEMENTS: usize = 100_000;
const WILDCARD_DENIES: usize = 100;
const STATEMENTS_PER_POLICY: usize = 100;
/// Topics that are asked for in turn.
const TOPICS: usize = 4_096;
/// Copies of one topic, as that many messages would bring them.
const TOPICS_AGAIN: usize = 64;
const CONNECTIONS: usize = 100_000;
const NOW_MS: i64 = 1_764_000_000_000;

const OURS: &str = "Daypass";

fn main() {
    println!("Policy engine on {}\n", machine());
    let mut cases = Vec::new();
    one_policy(&mut cases);
    a_thousand_policies(&mut cases);
    let statement_bytes = a_hundred_thousand_statements(&mut cases);
    two_legs(&mut cases);
    the_same_topic_again(&mut cases);
    compiling(&mut cases);
    print_measured(cases);
    println!();
    println!(
        "{statement_bytes} bytes per compiled statement among 100,000, their texts counted in"
    );
    memory();
}

/// Five statements with wildcards and a variable: what a role of app users looks like.
fn role_policy() -> String {
    let sub = "${cognito-identity.amazonaws.com:sub}";
    format!(
        r#"{{"Version":"2012-10-17","Statement":[
        {{"Effect":"Allow","Action":"iot:Connect","Resource":"{ARN}client/{sub}"}},
        {{"Effect":"Allow","Action":["iot:Publish","iot:Receive"],"Resource":"{ARN}topic/app/{sub}/*"}},
        {{"Effect":"Allow","Action":"iot:Subscribe","Resource":"{ARN}topicfilter/app/{sub}/*"}},
        {{"Effect":"Allow","Action":"iot:Publish","Resource":"{ARN}topic/public/*/state"}},
        {{"Effect":"Deny","Action":"iot:*","Resource":"{ARN}topic/app/*/admin/*"}}]}}"#
    )
}

fn irrelevant_policy(number: usize) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":["iot:Publish","iot:Receive"],"Resource":"{ARN}topic/tenant-{number:06}/*"}}]}}"#
    )
}

fn topic() -> String {
    format!("{ARN}topic/app/{IDENTITY}/lamp/state")
}

fn compiled(name: String, text: &str) -> Arc<Policy> {
    let document = Document::parse(DocumentKind::Identity, text).expect("the policy is right");
    Policy::compile(name, None, document)
}

fn variables() -> ContextMap {
    let mut variables = ContextMap::new();
    variables.insert("cognito-identity.amazonaws.com:sub", IDENTITY);
    variables
}

fn bound(set: PolicySet) -> Arc<Permissions> {
    let iam = IamLeg { root: false, identity: set, boundary: None, session: None };
    Arc::new(Grants { iam: Some(iam), ..Grants::default() }).bind(variables())
}

fn decide(permissions: &Permissions, resource: &str) -> Outcome {
    let request = Request { action: "iot:Publish", resource, context: &NoContext, now_ms: NOW_MS };
    permissions.decide(&request).outcome
}

fn one_policy(cases: &mut Vec<Case>) {
    let name = "one policy, 5 statements";
    let permissions = bound(PolicySet::new([compiled("role".to_owned(), &role_policy())]));
    let topic = topic();
    assert_eq!(decide(&permissions, &topic), Outcome::Allow);
    let ours = move |_| decide(&permissions, &topic);
    cases.push(Case::new(name, OURS, Goal::NanosecondsInPlace(100.0), ours));
    cases.push(Case::new(name, "iam-rs", Goal::None, iam_rs(vec![role_policy()])));
    cases.push(Case::new(name, "Cedar", Goal::None, cedar(&cedar_role_policy())));
    cases.push(Case::new(name, "glob by hand", Goal::None, glob_by_hand(0)));
}

fn a_thousand_policies(cases: &mut Vec<Case>) {
    let name = "1,000 policies, one relevant";
    let mut texts: Vec<String> = (1..POLICIES).map(irrelevant_policy).collect();
    texts.insert(POLICIES / 2, role_policy());
    let named = texts.iter().enumerate().map(|(at, text)| compiled(format!("policy-{at}"), text));
    let permissions = bound(PolicySet::new(named));
    let topic = topic();
    assert_eq!(decide(&permissions, &topic), Outcome::Allow);
    let ours = move |_| decide(&permissions, &topic);
    cases.push(Case::new(name, OURS, Goal::TimesTheFirst(1.5), ours));
    cases.push(Case::new(name, "iam-rs", Goal::None, iam_rs(texts)));
    let mut translated: String = (1..POLICIES)
        .map(|number| {
            format!("permit(principal, action in [Action::\"Publish\", Action::\"Receive\"], resource) when {{ context.topic like \"tenant-{number:06}/*\" }};\n")
        })
        .collect();
    translated.push_str(&cedar_role_policy());
    cases.push(Case::new(name, "Cedar", Goal::None, cedar(&translated)));
    cases.push(Case::new(name, "glob by hand", Goal::None, glob_by_hand(POLICIES - 1)));
}

/// Gives back the bytes of one statement.
fn a_hundred_thousand_statements(cases: &mut Vec<Case>) -> usize {
    let allow = |number: usize| {
        format!(
            r#"{{"Effect":"Allow","Action":"iot:Publish","Resource":"{ARN}topic/fleet/{number:06}/*"}}"#
        )
    };
    let deny = |number: usize| {
        format!(
            r#"{{"Effect":"Deny","Action":"iot:*","Resource":"{ARN}topic/*/closed-{number:03}"}}"#
        )
    };
    let statements: Vec<String> = (0..STATEMENTS - WILDCARD_DENIES)
        .map(allow)
        .chain((0..WILDCARD_DENIES).map(deny))
        .collect();
    let policies = statements.chunks(STATEMENTS_PER_POLICY).enumerate().map(|(at, chunk)| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, chunk.join(","));
        compiled(format!("policy-{at}"), &text)
    });
    let (permissions, bytes) = kept_bytes(|| bound(PolicySet::new(policies)));
    let topics: Vec<String> = (0..TOPICS)
        .map(|draw: usize| {
            let number = draw.wrapping_mul(2_654_435_761) % (STATEMENTS - WILDCARD_DENIES);
            format!("{ARN}topic/fleet/{number:06}/state")
        })
        .collect();
    assert!(topics.iter().all(|topic| decide(&permissions, topic) == Outcome::Allow));
    let name = "100,000 statements, 100 wildcard denies";
    let ours = move |call: usize| decide(&permissions, &topics[call % TOPICS]);
    cases.push(Case::new(name, OURS, Goal::TimesTheFirst(3.0), ours));
    bytes / STATEMENTS
}

/// What a signed-in app user is asked: the role, and the AWS IoT policy of the identity.
fn two_legs(cases: &mut Vec<Case>) {
    let grants = Grants {
        iam: Some(IamLeg {
            identity: PolicySet::new([compiled("role".to_owned(), &role_policy())]),
            ..IamLeg::default()
        }),
        device: Some(DeviceLeg {
            policies: PolicySet::new([compiled("device".to_owned(), &role_policy())]),
            applies_to: DeviceScope::SevenActions,
        }),
        ..Grants::default()
    };
    let permissions = Arc::new(grants).bind(variables());
    let topic = topic();
    assert_eq!(decide(&permissions, &topic), Outcome::Allow);
    let ours = move |_| decide(&permissions, &topic);
    cases.push(Case::new("two legs of 5 statements each", OURS, Goal::None, ours));
}

/// The broker's own memory of decisions. Each message brings its topic anew, so no two questions
/// share a string with each other or with what is remembered.
fn the_same_topic_again(cases: &mut Vec<Case>) {
    let permissions = bound(PolicySet::new([compiled("role".to_owned(), &role_policy())]));
    let topics: Vec<Arc<str>> =
        (0..TOPICS_AGAIN).map(|_| format!("app/{IDENTITY}/lamp/state").into()).collect();
    let mut cache = DecisionCache::default();
    let mut ask = move |name: &Arc<str>| {
        let question = Question {
            class: ClassId::new(1),
            permissions: &permissions,
            arn_prefix: ARN,
            action: Action::Publish,
            name,
        };
        cache.decide(&question, Now { monotonic_ms: 0, wall_ms: NOW_MS }).outcome
    };
    assert_eq!(ask(&format!("app/{IDENTITY}/lamp/state").into()), Outcome::Allow);
    let ours = move |call: usize| ask(&topics[call % TOPICS_AGAIN]);
    cases.push(Case::new("the same topic again", OURS, Goal::NanosecondsInPlace(15.0), ours));
}

fn compiling(cases: &mut Vec<Case>) {
    let mut text = role_policy();
    let filler = "x".repeat(2_048_usize.saturating_sub(text.len() + 120));
    let statement = format!(
        r#",{{"Effect":"Allow","Action":"iot:Receive","Resource":"{ARN}topic/{filler}"}}]}}"#
    );
    text.truncate(text.len() - 2);
    text.push_str(&statement);
    let name = format!("compile and bind a policy of {} bytes", text.len());
    let read = text.clone();
    let ours = move |_| bound(PolicySet::new([compiled("role".to_owned(), &read)]));
    cases.push(Case::new(name, OURS, Goal::Nanoseconds(20_000.0), ours));
    let mut library = Library::default();
    let values = variables();
    let connect = move |_| {
        let policy = library.policy(DocumentKind::Identity, "role", None, &text);
        let policy = policy.unwrap_or_else(|| library.keep(compiled("role".to_owned(), &text)));
        let policies = [policy];
        let set = library.set(&policies);
        let set = set.unwrap_or_else(|| library.keep_set(PolicySet::new(policies)));
        assert_eq!(library.compiled(), (1, 1), "compiled once for all that come");
        let iam = IamLeg { identity: set, ..IamLeg::default() };
        Arc::new(Grants { iam: Some(iam), ..Grants::default() }).bind(values.clone())
    };
    let name = "find it compiled by its text, and bind";
    cases.push(Case::new(name, OURS, Goal::Nanoseconds(1_000.0), connect));
}

fn memory() {
    let text = role_policy();
    let statements = 5;
    let (set, bytes) = kept_bytes(|| PolicySet::new([compiled("role".to_owned(), &text)]));
    println!(
        "{} bytes per compiled statement of the role, its text counted in",
        bytes / statements
    );
    let iam = IamLeg { root: false, identity: set, boundary: None, session: None };
    let grants = Arc::new(Grants { iam: Some(iam), ..Grants::default() });
    let (connections, bytes) = kept_bytes(|| {
        let one = |number: usize| {
            let mut variables = ContextMap::new();
            variables
                .insert("cognito-identity.amazonaws.com:sub", format!("us-east-1:{number:036}"));
            grants.clone().bind(variables)
        };
        (0..CONNECTIONS).map(one).collect::<Vec<_>>()
    });
    let per_connection = bytes / connections.len();
    let met = if per_connection <= 200 { "met" } else { "missed" };
    println!(
        "{per_connection} bytes per bound connection under one policy, each with a value of its own (goal ≤ 200: {met})"
    );
}

fn iam_rs(texts: Vec<String>) -> impl FnMut(usize) -> bool {
    let policies =
        texts.iter().map(|text| serde_json::from_str::<IAMPolicy>(text).expect("iam-rs reads it"));
    let options = EvaluationOptions { max_statements: usize::MAX, ..EvaluationOptions::default() };
    let evaluator = PolicyEvaluator::with_policies(policies.collect()).with_options(options);
    let request: IAMRequest = serde_json::from_value(serde_json::json!({
        "Principal": {"AWS": "arn:aws:sts::123456789012:assumed-role/app/session"},
        "Action": "iot:Publish",
        "Resource": topic(),
        "Context": {"cognito-identity.amazonaws.com:sub": IDENTITY},
    }))
    .expect("iam-rs reads the request");
    let allowed = |result: &iam_rs::EvaluationResult| format!("{:?}", result.decision) == "Allow";
    let result = evaluator.evaluate(&request).expect("iam-rs decides");
    assert!(allowed(&result), "{:?}", result.decision);
    move |_| black_box(evaluator.evaluate(&request)).is_ok()
}

/// The same role in Cedar's language, which puts no variable into a `like`: ownership is an
/// attribute of the request there.
fn cedar_role_policy() -> String {
    r#"
    permit(principal, action == Action::"Connect", resource) when { context.client == principal };
    permit(principal, action in [Action::"Publish", Action::"Receive"], resource) when { context.root == "app" && context.owner == principal };
    permit(principal, action == Action::"Subscribe", resource) when { context.root == "app" && context.owner == principal };
    permit(principal, action == Action::"Publish", resource) when { context.topic like "public/*/state" };
    forbid(principal, action, resource) when { context.topic like "app/*/admin/*" };
    "#
    .to_owned()
}

fn cedar(text: &str) -> impl FnMut(usize) -> cedar_policy::Decision + use<> {
    let policies: CedarPolicies = text.parse().expect("Cedar reads its policies");
    let uid = |text: String| text.parse().expect("Cedar reads its names");
    let context = CedarContext::from_json_value(
        serde_json::json!({
            "client": {"__entity": {"type": "Identity", "id": IDENTITY}},
            "owner": {"__entity": {"type": "Identity", "id": IDENTITY}},
            "root": "app",
            "topic": format!("app/{IDENTITY}/lamp/state"),
        }),
        None,
    )
    .expect("Cedar reads its context");
    let request = cedar_policy::Request::new(
        uid(format!("Identity::\"{IDENTITY}\"")),
        uid("Action::\"Publish\"".to_owned()),
        uid("Topic::\"lamp\"".to_owned()),
        context,
        None,
    )
    .expect("Cedar takes the request");
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    let decide = move || authorizer.is_authorized(&request, &policies, &entities).decision();
    assert_eq!(decide(), cedar_policy::Decision::Allow);
    move |_| decide()
}

/// A floor rather than an engine: statements with their variable already put in, one glob after
/// the other, no conditions, no principals, no second leg.
fn glob_by_hand(irrelevant: usize) -> impl FnMut(usize) -> bool {
    let statement = |allow, action: &'static str, resource: String| (allow, action, resource);
    let mut statements: Vec<_> = (1..=irrelevant)
        .map(|number| statement(true, "iot:Publish", format!("{ARN}topic/tenant-{number:06}/*")))
        .collect();
    statements.extend([
        statement(true, "iot:Connect", format!("{ARN}client/{IDENTITY}")),
        statement(true, "iot:Publish", format!("{ARN}topic/app/{IDENTITY}/*")),
        statement(true, "iot:Subscribe", format!("{ARN}topicfilter/app/{IDENTITY}/*")),
        statement(true, "iot:Publish", format!("{ARN}topic/public/*/state")),
        statement(false, "iot:*", format!("{ARN}topic/app/*/admin/*")),
    ]);
    let topic = topic();
    move |_| {
        let topic = black_box(&topic);
        let mut allowed = false;
        for (allow, action, resource) in &statements {
            if glob(action.as_bytes(), b"iot:Publish")
                && glob(resource.as_bytes(), topic.as_bytes())
            {
                if !allow {
                    return false;
                }
                allowed = true;
            }
        }
        allowed
    }
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from, mut star) = (0, 0, None);
    while from < text.len() {
        if pattern.get(at) == Some(&b'*') {
            star = Some((at, from));
            at += 1;
        } else if pattern.get(at) == Some(&text[from]) {
            at += 1;
            from += 1;
        } else if let Some((star_at, star_from)) = star {
            star = Some((star_at, star_from + 1));
            at = star_at + 1;
            from = star_from + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}
