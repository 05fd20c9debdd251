"""A real OpenID provider, and signing in to it as a browser would."""

import base64
import hashlib
import re
import secrets
import time
from urllib.parse import parse_qs, urlsplit

import httpx

from .child import NodeProgram

TOKEN_SECONDS = 3600


class OpenIdProvider(NodeProgram):
    """`oidc-provider` on loopback. Its users are whoever types a name into its login page."""

    program = "openid_provider.mjs"

    @property
    def issuer(self) -> str:
        return self.ready["issuer"]

    @property
    def login_key(self) -> str:
        """How a `Logins` map names this provider: the issuer without its scheme."""
        return self.issuer.removeprefix("http://")

    def token(self, user: str, client_id: str = "app") -> str:
        """Signs `user` in by the authorization code flow, login page included, and gives back the id token."""
        verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        with httpx.Client(base_url=self.issuer, trust_env=False) as browser:
            page = browser.get("/auth", params={
                "client_id": client_id, "response_type": "code", "scope": "openid",
                "redirect_uri": self.ready["redirect"], "code_challenge": challenge,
                "code_challenge_method": "S256", "nonce": secrets.token_urlsafe(8),
            })
            page = self._follow(browser, page)
            page = self._submit(browser, page, {"login": user, "password": "any"})
            page = self._submit(browser, page, {})
            code = parse_qs(urlsplit(page.headers["location"]).query)["code"][0]
            answer = browser.post("/token", data={
                "grant_type": "authorization_code", "client_id": client_id, "code": code,
                "redirect_uri": self.ready["redirect"], "code_verifier": verifier,
            })
        answer.raise_for_status()
        return answer.json()["id_token"]

    def _follow(self, browser: httpx.Client, page: httpx.Response) -> httpx.Response:
        """Follows redirects that stay at the provider."""
        while page.is_redirect and page.headers["location"].startswith((self.issuer, "/")):
            page = browser.get(page.headers["location"])
        return page

    def _submit(self, browser: httpx.Client, page: httpx.Response, typed: dict[str, str]) -> httpx.Response:
        """Fills in the form of a page and sends it."""
        action = re.search(r'<form[^>]* action="([^"]+)"', page.text)
        assert action, page.text
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
        return self._follow(browser, browser.post(action[1], data=hidden | typed))

    def claims(self, user: str, **changed) -> dict:
        """The claims of a fresh token for the client `app`; `None` takes a claim away."""
        now = int(time.time())
        claims = {"sub": user, "aud": "app", "iss": self.issuer, "iat": now, "exp": now + TOKEN_SECONDS}
        return {name: value for name, value in (claims | changed).items() if value is not None}

    def forge(self, claims: dict, *, header: dict | None = None, key: str = "rsa") -> str:
        """A token with these very claims, signed with the provider's key, a stranger's (`stranger`),
        the public key taken as a secret (`hmac`), or not at all (`none`)."""
        answer = httpx.post(
            f"{self.issuer}/sign", json={"claims": claims, "header": header or {}, "key": key}, trust_env=False)
        answer.raise_for_status()
        return answer.text
