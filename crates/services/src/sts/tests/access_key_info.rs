//! Which account a key belongs to: told for every key there is, refused for every other.

use daypass_aws_types::sts::{GetAccessKeyInfoInput, GetAccessKeyInfoOutput};

use super::super::access_key_info::GetAccessKeyInfo;
use super::{account_trust, assume, request};
use crate::iam::access_key::AccessKeyStatus;
use crate::testing::{ACCOUNT, Answered, Stage};

const KEY: &str = "AKIAEXAMPLE000000001";

fn ask(stage: &Stage, access_key_id: &str) -> Answered<GetAccessKeyInfoOutput> {
    let input = GetAccessKeyInfoInput { access_key_id: access_key_id.to_owned() };
    stage.call::<GetAccessKeyInfo>(&Stage::root(), &input)
}

fn told(stage: &Stage, access_key_id: &str) -> Option<String> {
    ask(stage, access_key_id).allowed().account
}

#[test]
fn a_long_term_key_tells_its_account_even_when_it_is_inactive() {
    for status in [AccessKeyStatus::Active, AccessKeyStatus::Inactive] {
        let stage = Stage::new();
        stage.put_key(KEY, status);
        assert_eq!(told(&stage, KEY).as_deref(), Some(ACCOUNT), "{status:?}");
    }
}

#[test]
fn a_temporary_key_tells_its_account_when_its_role_is_gone_too() {
    let stage = Stage::new();
    let role = stage.role("any", &account_trust(), &[]);
    let keys = assume(&stage, &Stage::root(), &request(&role)).allowed().credentials.unwrap();
    assert_eq!(told(&stage, &keys.access_key_id).as_deref(), Some(ACCOUNT));
    stage.delete_role("any");
    assert_eq!(told(&stage, &keys.access_key_id).as_deref(), Some(ACCOUNT));
}

#[test]
fn what_is_no_key_is_refused() {
    let stage = Stage::new();
    for (name, id) in [
        ("a long-term key that is not there", KEY),
        ("a temporary key with digits that none has", "ASIA0000000000000000"),
        ("a temporary key of an account beyond twelve digits", "ASIA7777777777777777"),
        ("a temporary key that is too short", "ASIAAAAAAAAAAAAA"),
        ("a role's id", "AROAEXAMPLE000000001"),
    ] {
        let text = format!("The access key ID {id} does not exist.");
        assert_eq!(ask(&stage, id).refused(), ("ValidationError", 400, text.as_str()), "{name}");
    }
}
