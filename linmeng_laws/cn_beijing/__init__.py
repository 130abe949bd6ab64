"""Packs of Beijing: only what differs."""
