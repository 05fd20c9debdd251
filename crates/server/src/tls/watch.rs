//! Looking after the files of the server's certificate.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::ServerTls;

/// How often the files are looked at, in seconds: whoever renews a certificate does it days before.
pub const LOOK_SECONDS: u64 = 5;

/// The task that looks after the files, until this is dropped.
#[derive(Debug)]
pub struct CertificateWatch {
    asked: Arc<Notify>,
    task: JoinHandle<()>,
}

impl CertificateWatch {
    /// Looks at the files again and again; nothing where the certificate is the server's own.
    pub fn start(tls: Arc<ServerTls>) -> Option<Self> {
        tls.files()?;
        let asked = Arc::new(Notify::new());
        let wake = Arc::clone(&asked);
        let task = tokio::spawn(async move {
            loop {
                // Whether the time is over or somebody has asked makes no difference.
                let _over = timeout(Duration::from_secs(LOOK_SECONDS), wake.notified()).await;
                let looking = Arc::clone(&tls);
                // Files may be far away, and slow.
                if tokio::task::spawn_blocking(move || looking.reload()).await.is_err() {
                    tracing::error!("the files of the certificate were not looked at");
                }
            }
        });
        Some(Self { asked, task })
    }

    /// Has the files looked at now.
    pub fn look(&self) {
        self.asked.notify_one();
    }
}

impl Drop for CertificateWatch {
    fn drop(&mut self) {
        self.task.abort();
    }
}
