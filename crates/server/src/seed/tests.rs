//! The seed: once, whole, and sound.

use daypass_policy::{Document, DocumentKind};
use std::sync::Arc;

use daypass_credentials::RootKey;
use daypass_services::iot::certificate::certificate_arn;
use daypass_services::iot::certificate::records::{CERTIFICATES, CertificateStatus};
use daypass_services::iot::records::{IOT_TARGETS, THING_PRINCIPALS};
use daypass_store::MemoryStore;
use zeroize::Zeroizing;

use super::*;
use crate::config::DataPlace;
use crate::entropy::SystemEntropy;
use crate::keys::ServerKeys;

/// A store with its keys, in a place.
struct Home {
    store: Arc<dyn Store>,
    keys: ServerKeys,
    account: AccountId,
    region: Region,
}

impl Home {
    async fn new() -> Self {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let (account, region) = place();
        let root = RootKey::new(Zeroizing::new([1; 32]));
        let keys =
            ServerKeys::open(Arc::clone(&store), Arc::new(SystemEntropy), &root, region.clone());
        Self { keys: keys.await.unwrap(), store, account, region }
    }

    async fn plant(&self, now_ms: i64) {
        let now = Now { wall_ms: now_ms, ours_ms: now_ms };
        let (place, random) = ((&self.account, &self.region), Random::new([1; 32]));
        plant(&*self.store, self.keys.secrets(), place, now, &random).await.unwrap();
    }

    fn scope(&self) -> Scope<'_> {
        Scope { account: self.account.as_str(), region: self.region.as_str() }
    }

    fn reads(&self) -> Reads<'_> {
        Reads::new(&*self.store, Space::State)
    }

    async fn lamp(&self) -> Option<Lamp> {
        let (secrets, data) = (self.keys.secrets(), DataPlace::Memory);
        Lamp::write(secrets, &data, &SystemEntropy).await.unwrap()
    }
}

fn place() -> (AccountId, Region) {
    (AccountId::parse("000000000000").unwrap(), Region::parse("eu-west-1").unwrap())
}

#[tokio::test]
async fn a_store_is_seeded_once_and_what_was_deleted_stays_deleted() {
    let home = Home::new().await;
    home.plant(1).await;
    let thing = THINGS.key(&home.scope(), [THING]);
    let pool = IDENTITY_POOLS.key(&Scope::GLOBAL, [&pool_id(&home.region)]);

    let mut reads = home.reads();
    let found = reads.get(&pool).await.unwrap().unwrap();
    assert_eq!(found.id, "eu-west-1:00000000-0000-4000-8000-000000000001");
    assert_eq!(found.roles["authenticated"], "arn:aws:iam::000000000000:role/demo-signed-in");
    assert!(reads.get(&thing).await.unwrap().is_some());
    let mut writes = Writes::new();
    writes.delete(&thing);
    home.store.commit(Space::State, reads.into_batch(writes)).await.unwrap();

    home.plant(2).await;
    let mut reads = home.reads();
    assert!(reads.get(&thing).await.unwrap().is_none());
    assert_eq!(reads.get(&pool).await.unwrap().unwrap().created_ms, 1);
}

#[tokio::test]
async fn what_is_there_under_a_seeds_name_stays_as_it_is() {
    let home = Home::new().await;
    let thing = THINGS.key(&home.scope(), [THING]);
    let mut writes = Writes::new();
    writes.put(&thing, &ThingRecord { name: THING.to_owned(), version: 9, ..Default::default() });
    home.store.commit(Space::State, home.reads().into_batch(writes)).await.unwrap();

    home.plant(1).await;
    assert_eq!(home.reads().get(&thing).await.unwrap().unwrap().version, 9);
}

#[tokio::test]
async fn the_lamp_has_a_certificate_with_a_policy_and_its_key_can_be_written_again() {
    let home = Home::new().await;
    assert!(home.lamp().await.is_none());
    home.plant(1).await;
    let lamp = home.lamp().await.unwrap();
    let mut reads = home.reads();
    let certificate = CERTIFICATES.key(&Scope::GLOBAL, [lamp.certificate_id()]);
    let record = reads.get(&certificate).await.unwrap().unwrap();
    assert!(record.status() == CertificateStatus::Active && record.issued_here);
    let arn = certificate_arn(&home.account, &home.region, lamp.certificate_id());
    let attached = IOT_TARGETS.key(&home.scope(), [&arn]);
    assert_eq!(reads.get(&attached).await.unwrap().unwrap().policies, [LAMP_POLICY]);
    let of_the_thing = THING_PRINCIPALS.key(&home.scope(), [THING, &arn]);
    assert!(reads.get(&of_the_thing).await.unwrap().is_some());

    let key = |lamp: &Lamp| std::fs::read_to_string(lamp.key_file()).unwrap();
    let certified = |lamp: &Lamp| std::fs::read_to_string(lamp.certificate_file()).unwrap();
    let again = home.lamp().await.unwrap();
    assert_eq!((key(&again), certified(&again)), (key(&lamp), certified(&lamp)));
    let pair = rcgen::KeyPair::from_pem(&key(&lamp)).unwrap();
    let shown = daypass_services::iot::certificate::ParsedCertificate::from_pem(&certified(&lamp));
    let shown = shown.unwrap();
    let (_, shown) = x509_parser::parse_x509_certificate(&shown.der).unwrap();
    assert_eq!(shown.public_key().raw, rcgen::PublicKeyData::subject_public_key_info(&pair));

    let mut writes = Writes::new();
    writes.delete(&certificate);
    home.store.commit(Space::State, reads.into_batch(writes)).await.unwrap();
    home.plant(2).await;
    assert!(home.lamp().await.is_none());
}

#[test]
fn the_policies_parse_as_what_they_are() {
    let (account, region) = place();
    for (kind, text) in [
        (DocumentKind::Identity, documents::guest(&account, &region)),
        (DocumentKind::Identity, documents::signed_in(&account, &region)),
        (DocumentKind::Iot, documents::app(&account, &region)),
        (DocumentKind::Iot, documents::lamp(&account, &region)),
    ] {
        assert!(Document::parse(kind, &text).is_ok(), "{text}");
    }
    let trust = documents::trust(&pool_id(&region), "authenticated");
    let trust = Document::parse(DocumentKind::Trust, &trust).unwrap();
    assert!(!trust.trusts_any_identity_pool());
}
