//! IAM's resources.

use super::hcl::Block;
use super::{Configuration, OPENID_CONNECT_PROVIDER, POLICY, ROLE, SAML_PROVIDER, value};
use crate::snapshot::{Role, Snapshot};

impl Configuration {
    pub(super) fn iam(&mut self, snapshot: &Snapshot) {
        for provider in &snapshot.openid_connect_providers {
            let name = self.names.give(OPENID_CONNECT_PROVIDER, &provider.arn, &provider.url);
            let mut block = Block::resource(OPENID_CONNECT_PROVIDER, &name);
            block
                .text("url", &format!("https://{}", provider.url))
                .expression("client_id_list", &list(&provider.client_ids))
                .expression("thumbprint_list", &list(&provider.thumbprint_list));
            self.blocks.push(block);
        }
        for provider in &snapshot.saml_providers {
            let name = self.names.give(SAML_PROVIDER, &provider.arn, provider.name());
            let mut block = Block::resource(SAML_PROVIDER, &name);
            block.text("name", provider.name()).text("saml_metadata_document", &provider.metadata);
            self.blocks.push(block);
        }
        for policy in &snapshot.policies {
            let name = self.names.give(POLICY, &policy.arn, &policy.name);
            let mut block = Block::resource(POLICY, &name);
            block
                .text("name", &policy.name)
                .text("path", &policy.path)
                .some_text("description", policy.description.as_deref())
                .document("policy", &policy.document, &self.pools);
            self.blocks.push(block);
        }
        for role in &snapshot.roles {
            self.role(role, &snapshot.account);
        }
    }

    fn role(&mut self, role: &Role, account: &str) {
        let name = self.names.give(ROLE, &arn(role, account), &role.name);
        let mut block = Block::resource(ROLE, &name);
        block
            .text("name", &role.name)
            .text("path", &role.path)
            .some_text("description", role.description.as_deref())
            .expression("max_session_duration", &role.max_session_duration.to_string())
            .document("assume_role_policy", &role.trust, &self.pools);
        if let Some(boundary) = &role.permissions_boundary {
            block.expression("permissions_boundary", &self.reference(POLICY, boundary, "arn"));
        }
        block.value("tags", &value(&role.tags));
        self.blocks.push(block);

        let own_name = format!("{ROLE}.{name}.name");
        for (policy, document) in &role.inline_policies {
            let wanted = format!("{name}_{policy}");
            let name = self.names.give(ROLE_POLICY, &wanted, &wanted);
            let mut block = Block::resource(ROLE_POLICY, &name);
            block.text("name", policy).expression("role", &own_name).document(
                "policy",
                document,
                &self.pools,
            );
            self.blocks.push(block);
        }
        for arn in &role.attached_policies {
            let wanted = format!("{name}_{}", arn.rsplit('/').next().unwrap_or_default());
            let name = self.names.give(ATTACHMENT, &wanted, &wanted);
            let mut block = Block::resource(ATTACHMENT, &name);
            block
                .expression("role", &own_name)
                .expression("policy_arn", &self.reference(POLICY, arn, "arn"));
            self.blocks.push(block);
        }
    }
}

/// Required arguments stay, empty or not.
fn list(texts: &[String]) -> String {
    super::hcl::written(&value(&texts), &Vec::new(), 1)
}

fn arn(role: &Role, account: &str) -> String {
    format!("arn:aws:iam::{account}:role{}{}", role.path, role.name)
}

const ROLE_POLICY: &str = "aws_iam_role_policy";
const ATTACHMENT: &str = "aws_iam_role_policy_attachment";
