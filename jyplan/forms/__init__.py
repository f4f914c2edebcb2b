"""Workbooks and tables of other people: what is in their cells, what it means, where it goes."""
