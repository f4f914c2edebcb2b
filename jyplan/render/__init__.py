"""Results -> text: tables, JSON, CSV, Markdown, findings, in Chinese and English."""
