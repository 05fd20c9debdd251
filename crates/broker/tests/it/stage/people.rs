//! Whoever signs in, and what may be done in the name of somebody who did before the server started.

use super::Stage;
use crate::policies;
use daypass_broker::{
    Admission, AdmissionRefused, LivePermissions, Login, Recalled, RefusedBecause, Standing,
    Subject,
};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

impl Stage {
    /// There is room for so many questions about who left a will, on each reactor.
    pub(crate) fn recall_room(&mut self, room: usize) {
        for shell in &mut self.shells {
            shell.recall_room = room;
        }
    }

    /// Nobody can tell who left the wills that are asked about. How many there are.
    pub(crate) fn fail_to_recall(&mut self) -> usize {
        let mut failed = 0;
        for (broker, shell) in self.brokers.iter_mut().zip(&mut self.shells) {
            for (will, ..) in std::mem::take(&mut shell.recalls) {
                broker.recalled(will, None, self.now, shell);
                failed += 1;
            }
        }
        failed
    }

    pub(super) fn admission(&mut self, login: &Login) -> Result<Admission, AdmissionRefused> {
        let refused = |because| AdmissionRefused {
            because,
            decision: Some(daypass_broker::DecisionId(0xA0)),
        };
        let Some(name) = login.user_name.as_deref() else {
            return Err(refused(RefusedBecause::NotAuthorized));
        };
        let Some(person) = self.people.get(name).cloned() else {
            return Err(refused(RefusedBecause::BadUserNameOrPassword));
        };
        let Recalled { subject, permissions } = self.recall(name, &login.client_id);
        Ok(Admission {
            realm: person.realm,
            subject,
            owner: name.into(),
            permissions,
            holder: login.stores_will.then(|| name.to_owned().into()),
        })
    }

    /// What a person may do as a client from now on.
    pub(super) fn recall(&mut self, name: &str, client_id: &str) -> Recalled {
        let person = self.people.get(name).unwrap();
        let standing = match &person.statements {
            Some(statements) => policies::standing(statements, client_id),
            None => Standing::Closed("the role is gone".into()),
        };
        let permissions = LivePermissions::new(standing);
        let permissions = Arc::new(match person.ends_ms {
            Some(at_ms) => permissions.ending(at_ms, "the certificate has expired"),
            None => permissions,
        });
        self.live.push((name.to_owned(), client_id.to_owned(), Arc::clone(&permissions)));
        let subject = Arc::new(Subject {
            principal_arn: format!("arn:aws:iam::000000000000:user/{name}"),
            identity_id: None,
            access_key_id: None,
            account: "000000000000".to_owned(),
            region: "us-east-1".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        });
        Recalled { subject, permissions }
    }
}
