"""Every sentence that a person reads, Chinese and English side by side."""
