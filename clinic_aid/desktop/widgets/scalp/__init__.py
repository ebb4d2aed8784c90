"""The map of the scalp, marked by words or with a pen."""
