"""Workbooks and tables of other people: what is in their cells, what it means, where it goes.

``opening`` makes sheets and cells of any file (`sheets`), ``planning`` a plan from its own table,
and ``marking`` gives a sender's workbook back. What lies beside them takes figures from tables into
submissions, in this order: `headings`, `table`, `reading` with `cells`, `taken`; `collecting`,
`filing`, `writing`. A `stamp` says whose form it is.
"""
