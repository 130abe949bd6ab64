"""A stand-in for WeChat's token server: a local web server that answers as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class TokenServer:
    """What it answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    answer: bytes = b"{}"
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def knows(self, openid: str) -> None:
        """The next code stands for this WeChat account."""
        self.status, self.answer = 200, json.dumps({"access_token": "t", "openid": openid}).encode()


@contextmanager
def token_server() -> Iterator[TokenServer]:
    """Runs while the block does."""
    told = TokenServer()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            told.asked.append(parse_qs(body.decode()))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.answer)))
            self.end_headers()
            self.wfile.write(told.answer)

        def log_message(self, *_words: object) -> None:
            """Nothing: the run's output is not for it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        told.url = f"http://127.0.0.1:{server.server_address[1]}/token"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield told
        server.shutdown()
