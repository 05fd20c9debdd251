//! AWS IoT's resources.

use super::hcl::Block;
use super::{CERTIFICATE, Configuration, IOT_POLICY, THING, value};
use crate::snapshot::{Certificate, Snapshot, Thing};

impl Configuration {
    pub(super) fn iot(&mut self, snapshot: &Snapshot) {
        for policy in &snapshot.iot_policies {
            let name = self.names.give(IOT_POLICY, &policy.name, &policy.name);
            let mut block = Block::resource(IOT_POLICY, &name);
            block.text("name", &policy.name).document("policy", &policy.document, &self.pools);
            self.blocks.push(block);
        }
        for certificate in &snapshot.certificates {
            self.certificate(certificate);
        }
        for thing in &snapshot.things {
            self.thing(thing);
        }
        for attachment in &snapshot.iot_policy_attachments {
            let wanted = format!("{}_{}", attachment.policy_name, short(&attachment.target));
            let name = self.names.give(POLICY_ATTACHMENT, &wanted, &wanted);
            let policy = self.reference(IOT_POLICY, &attachment.policy_name, "name");
            let mut block = Block::resource(POLICY_ATTACHMENT, &name);
            block
                .expression("policy", &policy)
                .expression("target", &self.reference(CERTIFICATE, &attachment.target, "arn"));
            self.blocks.push(block);
        }
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let wanted = format!("certificate_{}", short(&certificate.arn));
        let name = self.names.give(CERTIFICATE, &certificate.arn, &wanted);
        let is_active = certificate.status == "ACTIVE";
        let mut block = Block::resource(CERTIFICATE, &name);
        block
            .text("certificate_pem", &certificate.pem)
            .expression("active", &is_active.to_string());
        self.blocks.push(block);
    }

    fn thing(&mut self, thing: &Thing) {
        let name = self.names.give(THING, &thing.name, &thing.name);
        let mut block = Block::resource(THING, &name);
        block
            .text("name", &thing.name)
            .some_text("thing_type_name", thing.type_name.as_deref())
            .value("attributes", &value(&thing.attributes));
        self.blocks.push(block);
        for principal in &thing.principals {
            let wanted = format!("{name}_{}", short(principal));
            let attached = self.names.give(PRINCIPAL_ATTACHMENT, &wanted, &wanted);
            let mut block = Block::resource(PRINCIPAL_ATTACHMENT, &attached);
            block
                .expression("thing", &format!("{THING}.{name}.name"))
                .expression("principal", &self.reference(CERTIFICATE, principal, "arn"));
            self.blocks.push(block);
        }
    }
}

/// The beginning of an id: enough to tell certificates and identities apart for people.
fn short(target: &str) -> String {
    let id = target.rsplit(['/', ':']).next().unwrap_or_default();
    id.chars().take(ID_CHARACTERS).collect()
}

const ID_CHARACTERS: usize = 12;
const PRINCIPAL_ATTACHMENT: &str = "aws_iot_thing_principal_attachment";
const POLICY_ATTACHMENT: &str = "aws_iot_policy_attachment";
