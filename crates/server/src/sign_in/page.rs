//! The page: one click signs a user in, with a token of whichever provider's form.

use std::fmt::Write as _;

use super::USERS;
use super::asked::{Asked, Whither};
use super::provider::Provider;

/// The page with a button for each user and provider.
pub(super) fn choice(whither: &Whither) -> String {
    let mut rows = String::new();
    for user in USERS {
        for provider in Provider::ALL {
            let (name, title, hidden) = (provider.name(), provider.title(), hidden(whither));
            // Writing into a String cannot fail.
            let _ = writeln!(
                rows,
                "<form method=\"post\" action=\"click\"><input type=\"hidden\" name=\"user\" value=\"{user}\">\
                 <input type=\"hidden\" name=\"provider\" value=\"{name}\">{hidden}\
                 <button id=\"{user}-{name}\">{user} by {title}</button></form>"
            );
        }
    }
    let app = escaped(&whither.client_id);
    let onward = whither.redirect_uri.as_deref().map_or_else(String::new, |onward| {
        format!(" You go on to <code>{}</code>.", escaped(onward))
    });
    html(&format!(
        "<h1>Sign in</h1>\n<p>To the app <code>{app}</code>, as a user of this development server.{onward}</p>\n{rows}"
    ))
}

/// What a click gave, for whoever copies it.
pub(super) fn signed_in(asked: &Asked, logins: &str) -> String {
    let (user, title) = (asked.user, asked.provider.title());
    html(&format!(
        "<h1>{user} signed in by {title}</h1>\n<p>The <code>Logins</code> of <code>GetId</code> and \
         <code>GetCredentialsForIdentity</code>:</p>\n<pre id=\"logins\">{}</pre>\n\
         <p><a href=\"./\">Sign in as somebody else</a></p>",
        escaped(logins)
    ))
}

fn hidden(whither: &Whither) -> String {
    let given = [
        ("client_id", Some(&whither.client_id)),
        ("redirect_uri", whither.redirect_uri.as_ref()),
        ("state", whither.state.as_ref()),
        ("nonce", whither.nonce.as_ref()),
    ];
    let inputs = given.into_iter().filter_map(|(name, value)| {
        let value = escaped(value?);
        Some(format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
    });
    inputs.collect()
}

fn html(body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Daypass: sign in</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<style>body{{font:16px/1.5 sans-serif;\
         max-width:40em;margin:2em auto;padding:0 1em}}form{{display:inline-block;margin:0 .5em .5em 0}}\
         button{{font:inherit;padding:.3em .8em}}pre{{white-space:pre-wrap;word-break:break-all}}</style>\n{body}\n</html>\n"
    )
}

/// Text as it may stand between tags and in quoted attributes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_app_says_of_itself_is_text() {
        let evil = "\"><script>alert('x')</script>&";
        let whither = Whither {
            client_id: evil.to_owned(),
            redirect_uri: None,
            state: Some(evil.to_owned()),
            nonce: None,
        };
        let page = choice(&whither);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{page}");
    }
}
