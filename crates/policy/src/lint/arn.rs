//! ARNs of AWS IoT that match nothing: a part left empty, a kind left out.

use super::code::Code;
use super::finding::Findings;
use super::view::{View, Viewed};

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for (resource, at) in view.statements.iter().flat_map(Viewed::resources) {
        let written = resource.written();
        match resource.parts() {
            Some([_, _, "iot", region, account, _]) if region.is_empty() || account.is_empty() => {
                let part = if region.is_empty() { "region" } else { "account" };
                let message = format!(
                    "`{written}` has no {part}, and every resource of AWS IoT has one: it matches none"
                );
                findings.add(Code::EmptyRegionOrAccount, at, message);
            }
            Some(_) if resource.lacks_kind() => {
                let message = format!(
                    "`{written}` does not say what kind of resource it is: it matches none"
                );
                findings.add(Code::ResourceWithoutKind, at, message);
            }
            None if view.is_iot() && !written.contains('*') => {
                let message = format!("`{written}` is too short for an ARN: it matches none");
                findings.add(Code::ResourceWithoutKind, at, message);
            }
            _ => {}
        }
    }
}
