"""The consultation in work: what is entered, kept while it is typed, imported and exported."""
