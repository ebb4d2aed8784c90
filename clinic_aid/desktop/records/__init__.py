"""Kept consultations: listed and found on Home, read, copied, exported, erased."""
