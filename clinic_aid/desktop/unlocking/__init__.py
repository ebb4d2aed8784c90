"""Everything before the vault is open: first start, passphrase, recovery, trouble."""
