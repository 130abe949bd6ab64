"""Stop with one sentence when the port is taken or is no port."""

import socket
import sys


def check_port(text: str) -> str:
    """Empty when the port can be used, else the sentence."""
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        return f"PORT={text} 不是端口号，请用 1024 到 65535 之间的数字 / is no port: use a number from 1024 to 65535"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"端口 {text} 不能用，请换一个 / port {text} needs other rights: make run PORT=8123"
        except OSError:
            return (
                f"端口 {text} 已被占用，请换一个 / port {text} is taken, choose another: make run PORT=8123"
            )
    return ""


if __name__ == "__main__":
    sentence = check_port(sys.argv[1])
    if sentence:
        sys.exit(f"邻盟: {sentence}")
