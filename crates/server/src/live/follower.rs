//! Reading the change log: what is new, page by page.

use bytes::Bytes;
use daypass_services::changes::Dependency;
use daypass_store::{
    EVENTS_PAGE_MAX, EventPage, KeyRange, PageLimit, Position, Space, Store, StoreError,
};
use prost::Message as _;

/// Where the log was read to.
#[derive(Debug)]
pub(super) struct Follower {
    position: Position,
}

/// What the log says.
#[derive(Debug)]
pub(super) enum News {
    /// Nothing since.
    Nothing,
    /// These changed; there may be more.
    Changes(Vec<Dependency>, Position),
    /// The log does not say what has changed up to here: everything may have.
    Unknown(Position),
}

impl Follower {
    /// Follows from the log's present end on.
    pub(super) async fn from_the_end(store: &dyn Store) -> Result<Self, StoreError> {
        Ok(Self { position: newest(store).await? })
    }

    /// The next page of the log. It is read again until [`Follower::advance`] is called.
    pub(super) async fn news(&self, store: &dyn Store) -> Result<News, StoreError> {
        match store.events_after(Space::State, self.position, EVENTS_PAGE_MAX).await {
            Ok(page) if page.events.is_empty() && page.through == self.position => {
                Ok(News::Nothing)
            }
            Ok(page) => Ok(read(page)),
            Err(StoreError::Gap { newest, .. }) => Ok(News::Unknown(newest)),
            Err(StoreError::Corrupt(what)) => {
                tracing::error!(what, "the change log is damaged");
                Ok(News::Unknown(newest(store).await?))
            }
            Err(error) => Err(error),
        }
    }

    /// Everything up to `position` was applied.
    pub(super) fn advance(&mut self, position: Position) {
        self.position = position;
    }
}

fn read(page: EventPage) -> News {
    let changes: Result<Vec<Dependency>, _> =
        page.events.into_iter().map(|event| Dependency::decode(event.payload)).collect();
    match changes {
        Ok(changes) => News::Changes(changes, page.through),
        Err(error) => {
            tracing::error!(%error, "a change event cannot be read");
            News::Unknown(page.through)
        }
    }
}

async fn newest(store: &dyn Store) -> Result<Position, StoreError> {
    let nothing = KeyRange::between(Bytes::new(), Bytes::new());
    Ok(store.page(Space::State, nothing, PageLimit::records(1)).await?.position)
}
