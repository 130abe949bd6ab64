class NotSent(Exception):
    """The far side did not take the message; it may be tried again under the same key."""
