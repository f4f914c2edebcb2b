"""The table of indicators that every plan has -> the files of a plan, as a draft."""
