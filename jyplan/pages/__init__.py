"""What is said, knowing no medium: results become pages here."""
