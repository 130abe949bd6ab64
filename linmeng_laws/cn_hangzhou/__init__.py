"""Packs of Hangzhou: only what differs."""
