"""Rule sets: one file each, pure functions from arrays to arrays."""
