"""What windows are built with: the look, entries, cards, layouts."""
