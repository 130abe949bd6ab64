"""What stands where words or a name were erased."""

FORGOTTEN = "—"
