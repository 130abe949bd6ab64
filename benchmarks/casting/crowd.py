"""So many clients at once, each with one kept connection, in a process of their own.

    python -m benchmarks.casting.crowd PORT CLIENTS REQUESTS.json

REQUESTS.json is a list of whole HTTP requests. The first ones warm the server up, one after the other, and
are not counted. Answers JSON: seconds, the milliseconds of each request, and how often each status came.
"""

import json
import selectors
import socket
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

WARM = 8


class Crowd:
    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.address = ("127.0.0.1", port)
        self.waiting = requests[::-1]
        self.selector = selectors.DefaultSelector()
        self.taken: list[float] = []
        self.statuses: Counter[str] = Counter()

    def warm_up(self, number: int) -> None:
        """One after the other, each on a connection of its own."""
        for _one in range(number):
            with socket.create_connection(self.address) as line:
                line.sendall(self.waiting.pop())
                line.recv(65_536)

    def run(self, clients: int) -> float:
        """Everything that waits; the seconds it took."""
        start = time.perf_counter()
        for _client in range(clients):
            line = socket.create_connection(self.address)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.selector.register(line, selectors.EVENT_READ, state := {})
            self._next(line, state)
        while self.selector.get_map():
            for key, _events in self.selector.select():
                self._hear(key.fileobj, key.data)  # type: ignore[arg-type]
        return time.perf_counter() - start

    def _next(self, line: socket.socket, state: dict[str, Any]) -> None:
        if not self.waiting:
            self.selector.unregister(line)
            line.close()
            return
        state["sent"], state["heard"] = time.perf_counter(), b""
        line.sendall(self.waiting.pop())

    def _hear(self, line: socket.socket, state: dict[str, Any]) -> None:
        got = line.recv(65_536)
        if not got:
            raise ConnectionError("the server hung up")
        state["heard"] += got
        head, whole, body = state["heard"].partition(b"\r\n\r\n")
        if not whole or len(body) < _length(head):
            return
        self.taken.append(time.perf_counter() - state["sent"])
        self.statuses[head[9:12].decode()] += 1
        self._next(line, state)


def _length(head: bytes) -> int:
    _before, found, after = head.lower().partition(b"content-length:")
    return int(after.split(b"\r\n", 1)[0]) if found else 0


def main(port: int, clients: int, file: Path) -> None:
    crowd = Crowd(port, [request.encode() for request in json.loads(file.read_text())])
    crowd.warm_up(WARM)
    seconds = crowd.run(clients)
    told = {
        "seconds": seconds,
        "milliseconds": [round(taken * 1000, 2) for taken in crowd.taken],
        "statuses": crowd.statuses,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
