"""What somebody reads off a paper: its number, its code, or the whole address behind the code."""


def sign_on_paper(read: str) -> str:
    """The number or code: of an address, as a reader of codes types it, the last part."""
    return read.strip().rstrip("/").rsplit("/", maxsplit=1)[-1].upper()
