"""The talk's window, which consultant and patient look at together."""
