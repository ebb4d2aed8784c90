"""Files read strictly and written whole, with every fault told by its line."""
