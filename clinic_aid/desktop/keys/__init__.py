"""Passphrases and recovery keys: chosen, typed, printed."""
