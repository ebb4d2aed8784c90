"""The guards of a content pack: each finds one kind of fault in a pack whose shape is right."""
