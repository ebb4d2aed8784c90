"""The windows: everything of Qt, in folders named after what people do."""
