"""What a plan says: YAML text, positions, models."""
