"""Rules over the whole catalogue, beyond what one file can show: library → problems."""
