"""Results as documents for programs: JSON and CSV, whose keys and codes are promises."""
