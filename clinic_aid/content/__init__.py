"""The content pack: what is said, read strictly, checked by guards, and chosen for a case."""
