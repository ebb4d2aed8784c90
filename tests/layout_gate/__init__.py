"""Reads the laid-out boxes of guides and names whatever no reader should meet on a page."""
