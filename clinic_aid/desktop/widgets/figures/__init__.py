"""Figures on the screen, with labels that Qt shapes."""
