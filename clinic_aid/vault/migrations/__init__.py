"""The steps from each version of the vault's file to the next, for Alembic."""
