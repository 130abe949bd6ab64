"""Rules as data: dated, sourced TOML packs. There is no code here."""
