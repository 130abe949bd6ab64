"""The sentences of the core, one TOML per language."""
