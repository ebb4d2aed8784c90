"""Change good files at random, and see each taken whole or refused in a sentence: `README.md`."""
