//! Telling brokers who is there, and who was before the server failed.

use super::World;
use crate::policies;
use daypass_broker::{Admission, LivePermissions, Recalled, Subject};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

impl World {
    pub(super) fn answer_a_login(&mut self) {
        if self.logins.is_empty() {
            return;
        }
        let at = self.chance.below(self.logins.len());
        let (reactor, connection, login) = self.logins.swap_remove(at);
        let answer = Ok(admission(&login.client_id));
        let shell = &mut self.shells[reactor];
        self.brokers[reactor].authenticated(connection, answer, self.now, shell);
        if let Some(link) = self.link_at(reactor, connection) {
            self.read(link);
        }
        self.look_around();
    }

    pub(super) fn answer_a_recall(&mut self) {
        if self.recalls.is_empty() {
            return;
        }
        let at = self.chance.below(self.recalls.len());
        let (reactor, will, client_id) = self.recalls.swap_remove(at);
        let Admission { subject, permissions, .. } = admission(&client_id);
        let recalled = Some(Recalled { subject, permissions });
        self.brokers[reactor].recalled(will, recalled, self.now, &mut self.shells[reactor]);
        self.look_around();
    }
}

fn admission(client_id: &str) -> Admission {
    let standing = policies::standing(&policies::all(), client_id);
    Admission {
        realm: policies::realm(),
        subject: Arc::new(Subject {
            principal_arn: "arn:aws:iam::000000000000:user/anybody".to_owned(),
            identity_id: None,
            access_key_id: None,
            account: "000000000000".to_owned(),
            region: "us-east-1".to_owned(),
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
        }),
        owner: "anybody".into(),
        permissions: Arc::new(LivePermissions::new(standing)),
        holder: Some("anybody".into()),
    }
}
