//! Who asks: guests, signed-in identities, devices, roles.

use std::collections::BTreeMap;
use std::path::Path;

use daypass_server::Region;
use daypass_server::policy_tests::{
    Caller, DeviceCaller, IdentityCaller, Login, RolePermissions, Thing, ThingGroup,
    WebIdentityCaller, certificate_der,
};

use super::fields::{Fields, members, one_or_many, text};
use super::yaml::{Kind, Malformed, Node, Place};
use crate::files;

/// What a caller names, with the place where it does: the file is checked to have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// Permissions of a guest's role.
    Guest,
    /// Permissions of a signed-in identity's role.
    SignedIn,
    /// Permissions of another role.
    Role,
    /// A permissions boundary.
    Boundary,
    /// A session policy.
    Session,
    /// An AWS IoT policy of an identity.
    IdentityDevice,
    /// An AWS IoT policy of a certificate.
    Device,
    /// An AWS IoT policy of a thing group.
    Group,
    /// A trust policy.
    Trust,
}

/// A policy that is used, by its name.
pub(super) type Named = (String, Use, Place);

/// A caller with the policies that it names.
#[derive(Debug, Clone)]
pub(super) struct ReadCaller {
    pub(super) caller: Caller,
    pub(super) named: Vec<Named>,
}

const KINDS: [&str; 6] = ["guest", "signed-in", "device", "role", "web-identity", "service"];

/// Reads a caller: one kind, with what it has.
pub(super) fn read(node: &Node, region: &Region, path: &Path) -> Result<ReadCaller, Malformed> {
    let kinds: Vec<_> = members(node, "a caller")?.collect();
    let [(kind, at, of)] = kinds.as_slice() else {
        let kinds = KINDS.join("`, `");
        return Err(Malformed::new(node.at, format!("a caller is one of `{kinds}`")));
    };
    let mut named = Vec::new();
    let caller = match *kind {
        "guest" => Caller::Identity(identity(of, region, false, &mut named)?),
        "signed-in" => Caller::Identity(identity(of, region, true, &mut named)?),
        "device" => Caller::Device(device(of, path, &mut named)?),
        "role" => {
            let mut fields = Fields::of(of, "a role", &ROLE_FIELDS)?;
            let role = role(&mut fields, "policy-test", Use::Role, &mut named)?;
            Caller::Role(role)
        }
        "web-identity" => Caller::WebIdentity(web_identity(of, &mut named)?),
        "service" => Caller::Service(text(of, "service")?.to_owned()),
        other => {
            let kinds = KINDS.join("`, `");
            let message = format!("`{other}` is no caller; callers are `{kinds}`");
            return Err(Malformed::new(*at, message));
        }
    };
    Ok(ReadCaller { caller, named })
}

const ROLE_FIELDS: [&str; 5] = ["name", "policies", "boundary", "session", "tags"];

fn role(
    fields: &mut Fields<'_>,
    name: &str,
    usage: Use,
    named: &mut Vec<Named>,
) -> Result<RolePermissions, Malformed> {
    let name = fields.text("name")?.unwrap_or(name).to_owned();
    let policies = policies(fields, "policies", usage, named)?;
    let boundary = self::policies(fields, "boundary", Use::Boundary, named)?;
    let session = self::policies(fields, "session", Use::Session, named)?;
    let tags = fields.take("tags").map(|node| texts_by_name(node, "`tags`")).transpose()?;
    let boundary = boundary.into_iter().next();
    Ok(RolePermissions { name, policies, boundary, session, tags: tags.unwrap_or_default() })
}

/// The policies under a key, noted down.
fn policies(
    fields: &mut Fields<'_>,
    key: &str,
    usage: Use,
    named: &mut Vec<Named>,
) -> Result<Vec<String>, Malformed> {
    let listed = fields.texts(key)?;
    if usage == Use::Boundary
        && let Some((_, at)) = listed.get(1)
    {
        return Err(Malformed::new(*at, "a role has one boundary"));
    }
    named.extend(listed.iter().map(|(name, at)| ((*name).to_owned(), usage, *at)));
    Ok(listed.into_iter().map(|(name, _)| name.to_owned()).collect())
}

fn texts_by_name(node: &Node, what: &str) -> Result<BTreeMap<String, String>, Malformed> {
    members(node, what)?
        .map(|(key, _, value)| Ok((key.to_owned(), text(value, key)?.to_owned())))
        .collect()
}

const IDENTITY_FIELDS: [&str; 11] = [
    "name",
    "policies",
    "boundary",
    "session",
    "tags",
    "identity",
    "pool",
    "flow",
    "logins",
    "device-policies",
    "things",
];

fn identity(
    node: &Node,
    region: &Region,
    authenticated: bool,
    named: &mut Vec<Named>,
) -> Result<IdentityCaller, Malformed> {
    let mut fields = Fields::of(node, "an identity", &IDENTITY_FIELDS)?;
    let (name, usage) =
        if authenticated { ("signed-in", Use::SignedIn) } else { ("guest", Use::Guest) };
    let role = role(&mut fields, name, usage, named)?;
    let basic = fields.take("flow").map(is_basic).transpose()?.unwrap_or(false);
    let identity_id = id(&mut fields, "identity", region, IDENTITY)?;
    let pool_id = id(&mut fields, "pool", region, POOL)?;
    let mut logins = logins(&mut fields)?;
    if logins.is_empty() && authenticated {
        logins.push(login(PROVIDER));
    }
    let caller = IdentityCaller {
        role,
        authenticated,
        basic,
        identity_id,
        pool_id,
        logins: if authenticated { logins } else { Vec::new() },
        device_policies: policies(&mut fields, "device-policies", Use::IdentityDevice, named)?,
        things: things(&mut fields, named)?,
    };
    Ok(caller)
}

fn is_basic(flow: &Node) -> Result<bool, Malformed> {
    match text(flow, "flow")? {
        "enhanced" => Ok(false),
        "basic" => Ok(true),
        _ => Err(Malformed::new(flow.at, "`flow` is `enhanced` or `basic`")),
    }
}

/// `REGION:UUID`, or the one that is used where the file names none.
fn id(
    fields: &mut Fields<'_>,
    key: &str,
    region: &Region,
    uuid: &str,
) -> Result<String, Malformed> {
    let Some(node) = fields.take(key) else { return Ok(format!("{region}:{uuid}")) };
    let given = text(node, key)?;
    let is_uuid = |text: &str| {
        text.len() == uuid.len()
            && text.bytes().zip(uuid.bytes()).all(|(given, model)| match model {
                b'-' => given == b'-',
                _ => given.is_ascii_hexdigit(),
            })
    };
    let fits = given
        .split_once(':')
        .is_some_and(|(region, given)| Region::parse(region).is_ok() && is_uuid(given));
    if fits {
        Ok(given.to_owned())
    } else {
        Err(Malformed::new(node.at, format!("`{key}` is `REGION:UUID`")))
    }
}

fn logins(fields: &mut Fields<'_>) -> Result<Vec<Login>, Malformed> {
    Ok(fields.texts("logins")?.into_iter().map(|(provider, _)| login(provider)).collect())
}

fn login(provider: &str) -> Login {
    Login { provider: provider.to_owned(), subject: SUBJECT.to_owned() }
}

const DEVICE_FIELDS: [&str; 3] = ["policies", "things", "certificate"];

fn device(node: &Node, path: &Path, named: &mut Vec<Named>) -> Result<DeviceCaller, Malformed> {
    let mut fields = Fields::of(node, "a device", &DEVICE_FIELDS)?;
    let policies = policies(&mut fields, "policies", Use::Device, named)?;
    let certificate = match fields.take("certificate") {
        None => Vec::new(),
        Some(node) => certificate(text(node, "certificate")?, path)
            .map_err(|message| Malformed::new(node.at, message))?,
    };
    let things = things(&mut fields, named)?;
    Ok(DeviceCaller { policies, things, certificate })
}

fn certificate(name: &str, path: &Path) -> Result<Vec<u8>, String> {
    let file = path.parent().unwrap_or(Path::new("")).join(name);
    let pem = files::read(&file).map_err(|failure| failure.to_string())?;
    certificate_der(&pem).ok_or_else(|| format!("{} is no certificate", file.display()))
}

const THING_FIELDS: [&str; 5] = ["name", "type", "attributes", "groups", "exclusive"];

fn things(fields: &mut Fields<'_>, named: &mut Vec<Named>) -> Result<Vec<Thing>, Malformed> {
    let Some(node) = fields.take("things") else { return Ok(Vec::new()) };
    one_or_many(node).iter().map(|node| thing(node, named)).collect()
}

/// A thing: its name alone, or what there is to say of it.
fn thing(node: &Node, named: &mut Vec<Named>) -> Result<Thing, Malformed> {
    if let Kind::Scalar { .. } = node.kind {
        return Ok(Thing { name: text(node, "things")?.to_owned(), ..Thing::default() });
    }
    let mut fields = Fields::of(node, "a thing", &THING_FIELDS)?;
    let attributes = fields.take("attributes");
    let attributes = attributes.map(|node| texts_by_name(node, "`attributes`")).transpose()?;
    let mut thing = Thing {
        name: fields.needed_text("name")?.to_owned(),
        thing_type: fields.text("type")?.unwrap_or_default().to_owned(),
        attributes: attributes.unwrap_or_default(),
        groups: Vec::new(),
        exclusive: fields.truth("exclusive")?,
    };
    if let Some(node) = fields.take("groups") {
        for (name, _, node) in members(node, "`groups`")? {
            let mut policies = Vec::new();
            for node in one_or_many(node) {
                let policy = text(node, name)?.to_owned();
                named.push((policy.clone(), Use::Group, node.at));
                policies.push(policy);
            }
            thing.groups.push(ThingGroup { name: name.to_owned(), policies });
        }
    }
    Ok(thing)
}

const WEB_FIELDS: [&str; 8] =
    ["name", "policies", "boundary", "session", "tags", "provider", "audience", "subject"];

fn web_identity(node: &Node, named: &mut Vec<Named>) -> Result<WebIdentityCaller, Malformed> {
    let mut fields = Fields::of(node, "a web identity", &WEB_FIELDS)?;
    let caller = WebIdentityCaller {
        role: role(&mut fields, "policy-test", Use::Role, named)?,
        provider: fields.needed_text("provider")?.to_owned(),
        audience: fields.needed_text("audience")?.to_owned(),
        subject: fields.text("subject")?.unwrap_or(SUBJECT).to_owned(),
    };
    Ok(caller)
}

/// The identity where the file names none.
const IDENTITY: &str = "00000000-0000-4000-8000-0000000000a1";
/// The pool where the file names none.
const POOL: &str = "00000000-0000-4000-8000-000000000001";
/// How somebody signed in where the file does not say.
const PROVIDER: &str = "accounts.google.com";
/// The user where the file names none.
const SUBJECT: &str = "user";
