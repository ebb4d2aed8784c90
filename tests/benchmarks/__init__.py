"""Measures the time and memory budgets; see README.md."""
