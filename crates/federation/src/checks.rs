//! What a verified token must say, each as a function of its own: these run at every call, also
//! when the signature was verified earlier.

use crate::error::TokenError;
use crate::verified_token::VerifiedToken;

/// How far another issuer's clock may be off, in seconds, for every time in a token.
pub const CLOCK_GRACE_S: i64 = 300;

/// How many names of a list a text shows.
const NAMES_SHOWN_MAX: usize = 10;

/// An issuer's name as providers are called by: without the scheme, and without the slash that some
/// issuers (Auth0 among them) end in, which AWS leaves out as well.
pub fn issuer_name(issuer: &str) -> &str {
    let name = issuer.strip_prefix("https://").or_else(|| issuer.strip_prefix("http://"));
    let name = name.unwrap_or(issuer);
    name.strip_suffix('/').unwrap_or(name)
}

/// Whether the issuer, by its name, is the provider that the login was given under.
pub fn check_issuer(issuer: &str, provider: &str) -> Result<(), TokenError> {
    if issuer_name(issuer) == provider {
        Ok(())
    } else {
        Err(TokenError::Issuer { issuer: issuer.to_owned(), provider: provider.to_owned() })
    }
}

/// The audience that the token was issued for, if it is a registered client.
///
/// The authorized party counts where there is one, for it is who asked for the token; then, and
/// only without it, one of the audiences must be registered.
pub fn check_audience<'t, C: AsRef<str>>(
    token: &'t VerifiedToken,
    clients: &[C],
) -> Result<&'t str, TokenError> {
    let registered = |audience: &&str| clients.iter().any(|client| client.as_ref() == *audience);
    let audience = match token.authorized_party() {
        Some(party) => Some(party).filter(registered),
        None => token.audiences().iter().map(String::as_str).find(registered),
    };
    audience.ok_or_else(|| TokenError::Audience {
        seen: match token.authorized_party() {
            Some(party) => vec![party.to_owned()],
            None => token.audiences().to_vec(),
        },
        registered: clients.iter().map(|client| client.as_ref().to_owned()).collect(),
    })
}

/// Names as the texts show them: in backquotes, the first few of many.
pub(crate) fn named(names: &[String]) -> String {
    let shown = names.iter().take(NAMES_SHOWN_MAX).map(|name| format!("`{name}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES_SHOWN_MAX) {
        _ if names.is_empty() => "nobody".to_owned(),
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Whether the token is valid now, on the wall clock, with [`CLOCK_GRACE_S`] either way.
pub fn check_times(token: &VerifiedToken, now_ms: i64) -> Result<(), TokenError> {
    let now_s = now_ms.div_euclid(1000);
    let expires_s = token.expires_s();
    if now_s >= expires_s.saturating_add(CLOCK_GRACE_S) {
        return Err(TokenError::Expired { now_s, expires_s });
    }
    let valid_from_s = token.not_before_s().map_or(token.issued_s(), |s| s.max(token.issued_s()));
    if valid_from_s > now_s.saturating_add(CLOCK_GRACE_S) {
        return Err(TokenError::NotYetValid { now_s, valid_from_s });
    }
    Ok(())
}
