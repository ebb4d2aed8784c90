"""Replays power cuts while a vault is used; see README.md."""
