"""A backup put in the place of the vault, whether it is open or not."""
