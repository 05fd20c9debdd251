"""The social providers' own endpoints on loopback, answering in their documented forms."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from oauthlib.oauth1 import RequestValidator, ResourceEndpoint

FACEBOOK, AMAZON, TWITTER = "graph.facebook.com", "www.amazon.com", "api.twitter.com"
FACEBOOK_APP, AMAZON_CLIENT = "700123", "amzn1.application-oa2-client.lamps"
CONSUMER_KEY, CONSUMER_SECRET = "lamps-consumer-key-00", "lamps-consumer-secret-00"


class TwitterTokens(RequestValidator):
    """What Twitter knows: one consumer, and its users' tokens with their secrets."""

    enforce_ssl = False
    dummy_client = dummy_access_token = "nobody-nobody-nobody"

    def __init__(self, secrets: dict[str, str]):
        super().__init__()
        self.secrets = secrets

    def check_access_token(self, token):
        return True

    def check_client_key(self, key):
        return True

    def check_nonce(self, nonce):
        return len(nonce) >= 20

    def validate_timestamp_and_nonce(self, client_key, timestamp, nonce, request, **tokens):
        return abs(time.time() - int(timestamp)) < 60

    def validate_client_key(self, client_key, request):
        return client_key == CONSUMER_KEY

    def validate_access_token(self, client_key, token, request):
        return token in self.secrets

    def validate_realms(self, *_, **__):
        return True

    def get_client_secret(self, client_key, request):
        return CONSUMER_SECRET

    def get_access_token_secret(self, client_key, token, request):
        return self.secrets.get(token, "no-secret")


class SocialProviders:
    """Facebook, Amazon and Twitter, and a user pool that is asked about its tokens."""

    def __init__(self):
        #: token → (app, user)
        self.facebook: dict[str, tuple[str, str]] = {}
        self.amazon: dict[str, tuple[str, str]] = {}
        #: token → user, and token → its secret
        self.twitter: dict[str, str] = {}
        self.twitter_secrets: dict[str, str] = {}
        self.active_tokens: set[str] = set()
        self.asked: list[str] = []
        self.keys: dict = {"keys": []}
        oauth = ResourceEndpoint(TwitterTokens(self.twitter_secrets))
        providers = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                url = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(url.query).items()}
                providers.asked.append(url.path)
                match url.path:
                    case "/debug_token":
                        self.answer(200, providers.debug_token(query["input_token"]))
                    case "/auth/o2/tokeninfo":
                        self.answer(*providers.token_info(query["access_token"]))
                    case "/1.1/account/verify_credentials.json":
                        whole = f"http://{self.headers['Host']}{self.path}"
                        valid, signed = oauth.validate_protected_resource_request(
                            whole, headers={"Authorization": self.headers["Authorization"]})
                        user = providers.twitter.get(signed.resource_owner_key) if valid else None
                        self.answer(*((200, {"id": int(user), "id_str": user}) if user else (401, {"errors": [{"code": 32}]})))
                    case "/keys" | "/us-east-1_Users/.well-known/jwks.json":
                        self.answer(200, providers.keys)
                    case _:
                        self.answer(404, {})

            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                providers.asked.append(self.path)
                self.answer(200, {"active": form["token"][0] in providers.active_tokens})

            def answer(self, status: int, body: dict):
                encoded = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json; charset=UTF-8")
                self.send_header("Content-Length", str(len(encoded)))
                self.end_headers()
                self.wfile.write(encoded)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> "SocialProviders":
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def debug_token(self, token: str) -> dict:
        if token not in self.facebook:
            error = {"code": 190, "message": "Invalid OAuth access token."}
            return {"data": {"error": error, "is_valid": False, "scopes": []}}
        app, user = self.facebook[token]
        return {"data": {"app_id": app, "type": "USER", "application": "Lamps", "is_valid": True, "user_id": user,
                         "expires_at": int(time.time()) + 3600, "scopes": ["public_profile"]}}

    def token_info(self, token: str) -> tuple[int, dict]:
        if token not in self.amazon:
            return 400, {"error": "invalid_token", "error_description": "The token provided is invalid"}
        client, user = self.amazon[token]
        return 200, {"iss": "https://www.amazon.com", "user_id": user, "aud": client, "exp": 3599,
                     "app_id": "amzn1.application.lamps", "iat": int(time.time())}

    def configuration(self) -> str:
        """The configuration file of a server that asks here."""
        return "\n".join([
            "[providers]",
            *(f'{name} = "{self.base}{path}"' for name, path in (
                ("facebook_graph", ""), ("amazon_api", ""), ("twitter_api", ""), ("google_keys", "/keys"),
                ("apple_keys", "/keys"), ("facebook_limited_login_keys", "/keys"),
                ("user_pool_token_check", "/introspect"))),
            "facebook_limited_login = true",
        ])
