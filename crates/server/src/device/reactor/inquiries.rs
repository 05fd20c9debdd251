//! Answers about clients.

use daypass_broker::{ConnectionReport, Now};

use super::Reactor;
use crate::device::clients::{Ends, Inquiry, Question};

impl Reactor {
    /// Answers a question about a client. Whoever asked may have gone away meanwhile.
    pub(super) fn answer(&mut self, inquiry: Inquiry, now: Now) {
        let Inquiry { realm, client_id, question } = inquiry;
        match question {
            Question::Connection(answer) => {
                let report = self.broker.connection_report(&realm, &client_id, now);
                let _ = answer.send(report.map(|report| {
                    let ends = self.ends(&report);
                    (report, ends)
                }));
            }
            Question::Subscriptions(answer) => {
                let _ = answer.send(self.broker.subscriptions(&realm, &client_id));
            }
            Question::End(how, answer) => {
                let effects = &mut self.effects;
                let ended = self.broker.end_client(&realm, &client_id, how, now, effects);
                let _ = answer.send(ended);
                self.settle(now);
            }
        }
    }

    fn ends(&mut self, report: &ConnectionReport) -> Option<Ends> {
        self.connections.get_mut(report.connection?)?.transport.ends()
    }
}
