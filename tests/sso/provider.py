"""An identity provider on 127.0.0.1 that is honest unless it is told to misbehave. Everybody who asks is signed in
as `person` at once. It holds its clients to the protocol: secret, redirect address, PKCE and single use of a code."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tests.sso import tokens

CLIENT = {"client_id": "newsroom", "client_secret": "a secret of two"}


class Provider:
    """`lies` maps a path to a function (handler) that answers in place of the honest one; `changes` to claims,
    `config` to the discovery document; `sign` makes the ID token of claims."""

    def __init__(self):
        self.person = {"sub": "s-1", "email": "rita@newsroom.example", "email_verified": True}
        self.changes, self.config, self.lies, self.info = {}, {}, {}, {}
        self.sign, self.keys = tokens.signed, [tokens.public()]
        self.codes, self.asked, self.faults, self.last = {}, [], [], {}
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.provider = self
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def discovery(self):
        doors = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        made = {name: f"{self.issuer}/{path}" for name, path in doors.items()}
        return made | {"issuer": self.issuer, "userinfo_endpoint": f"{self.issuer}/userinfo"} | self.config

    def authorize(self, asked):
        """The address to which the browser goes back."""
        if asked.get("code_challenge_method") != "S256" or asked.get("response_type") != "code":
            self.faults.append("authorize: no PKCE")
        code = secrets.token_urlsafe(9)
        self.codes[code] = self.last = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def claims(self, asked):
        made = {"iss": self.issuer, "aud": CLIENT["client_id"], "iat": int(time.time()), "exp": int(time.time()) + 300}
        made |= {"nonce": asked.get("nonce")} | self.person | self.changes
        return {name: value for name, value in made.items() if value is not None}

    def token(self, form, basic):
        """The tokens for a code, or None with a fault noted."""
        asked = self.codes.pop(form.get("code"), None)
        if asked is None or basic != list(CLIENT.values()) or form.get("redirect_uri") != asked["redirect_uri"]:
            self.faults.append(f"token: {form.get('code')}, {form.get('redirect_uri')}")
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            self.faults.append("token: another verifier")
            return None
        return {"access_token": "for-userinfo", "token_type": "Bearer", "id_token": self.sign(self.claims(asked))}


class Handler(BaseHTTPRequestHandler):
    """One request; `server.provider` says what to answer."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        provider, address = self.server.provider, urlsplit(self.path)
        provider.asked.append(address.path)
        if address.path in provider.lies:
            provider.lies[address.path](self)
        elif address.path == "/authorize":
            self.send(302, b"", Location=provider.authorize(dict(parse_qsl(address.query))))
        else:
            self.tell(self.page(address.path))

    def page(self, path):
        provider = self.server.provider
        if path == "/userinfo" and self.headers["Authorization"] == "Bearer for-userinfo":
            return provider.info
        pages = {"/.well-known/openid-configuration": provider.discovery(), "/keys": {"keys": provider.keys}}
        return pages.get(path)

    def do_POST(self):
        provider = self.server.provider
        provider.asked.append(self.path)
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if self.path in provider.lies:
            return provider.lies[self.path](self)
        scheme, _, pair = self.headers.get("Authorization", "").partition(" ")
        given = base64.b64decode(pair).decode().split(":") if scheme == "Basic" else []
        in_form = [form[name] for name in CLIENT if name in form]
        return self.tell(provider.token(form, [unquote(part) for part in given] or in_form))

    def tell(self, told):
        self.send(200 if told is not None else 400, json.dumps(told).encode())

    def send(self, status, body, **headers):
        self.send_response(status)
        usual = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        for name, value in (usual | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""
