"""What submissions and plans must satisfy: one small function a rule, findings as data."""
