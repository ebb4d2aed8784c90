"""Drawn figures: one template each, the same picture on screen and paper."""
