"""Ed25519 (RFC 8032): the one place of the core that needs a library for it, asked for only when used."""

P = 2**255 - 19


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Is it this key's signature under the message? A key that is no proper point has signed nothing.

    Keys not written in the one way the RFC prescribes, and the two points with x = 0, are refused, so that
    every program which follows the RFC comes to the same answer.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    y = int.from_bytes(public_key, "little") % 2**255
    if len(public_key) != 32 or len(signature) != 64 or y >= P or y in (1, P - 1):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
