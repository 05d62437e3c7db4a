"""How much of a file is read: beyond these it is refused as a whole, before it costs more."""

MAX_PACKED = 4 * 1024 * 1024
"""Bytes of a file as it arrives: what the clouds pass on with headers and encoding to spare."""

MAX_UNPACKED = 40 * 1024 * 1024
"""Bytes of a file once gzip and the archive inside a workbook are opened, counted while unpacking."""

MAX_ROWS = 50_000
"""Rows of one file below its header."""

MAX_LINES = MAX_ROWS + 1_000
"""Lines that are read at all: the rows with what banks write above and below them."""

MAX_BLANK_LINES = MAX_LINES
"""Lines without anything in them: spreadsheets leave some behind, nobody leaves this many."""

MAX_CELLS = 1_500_000
"""Cells in all, empty ones counted: 50,000 rows of 30 columns."""

MAX_COLUMNS = 64
"""Columns of a table; the widest bank layout known has 19."""

MAX_CELL = 4_000
"""Characters of one cell."""

MAX_ENTRIES = 400
"""Files inside a workbook's archive."""
