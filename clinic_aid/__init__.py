"""Clinic Aid: a consultation aid that informs, and prints what was agreed."""

__version__ = "0.1.0"
