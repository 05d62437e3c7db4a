"""What reports use of xlsxwriter, in types: the package itself comes without stubs.

Rows and columns count from 0.
"""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

Options = Mapping[str, object]


class Style(Protocol):
    """How a cell looks."""

    def set_num_format(self, num_format: str) -> object:
        """Choose how numbers are written."""
        ...


class Chart(Protocol):
    """A chart that the spreadsheet draws from its cells."""

    def add_series(self, options: Options) -> object:
        """Draw one more range of cells."""
        ...

    def combine(self, chart: "Chart") -> object:
        """Draw another chart over this one."""
        ...

    def set_title(self, options: Options) -> object:
        """Write its name above it."""
        ...

    def set_legend(self, options: Options) -> object:
        """Say where its legend stands."""
        ...

    def set_size(self, options: Options) -> object:
        """Set width and height in pixels."""
        ...

    def set_x_axis(self, options: Options) -> object:
        """Describe the axis of labels; of a bar chart, that of amounts."""
        ...

    def set_y_axis(self, options: Options) -> object:
        """Describe the axis of amounts; of a bar chart, that of labels."""
        ...


class Sheet(Protocol):
    """A sheet of a workbook."""

    def get_name(self) -> str:
        """Its name."""
        ...

    def hide_gridlines(self, option: int) -> object:
        """Hide the grid: 2 is on screen and on paper."""
        ...

    def set_landscape(self) -> object:
        """Print on the long side."""
        ...

    def set_paper(self, paper_size: int) -> object:
        """Choose the paper: 9 is A4."""
        ...

    def fit_to_pages(self, width: int, height: int) -> object:
        """Print on so many pages side by side and below each other; 0 is as many as it takes."""
        ...

    def set_column(self, first_col: int, last_col: int, width: float) -> object:
        """Set the width of columns in letters."""
        ...

    def set_row(self, row: int, height: float) -> object:
        """Set the height of a row in points."""
        ...

    def freeze_panes(self, row: int, col: int) -> object:
        """Keep what is above and left of the cell in sight."""
        ...

    def repeat_rows(self, first_row: int) -> object:
        """Print that row on top of every page."""
        ...

    def autofilter(self, first_row: int, first_col: int, last_row: int, last_col: int) -> object:
        """Let the reader filter and sort the table."""
        ...

    def write_string(self, row: int, col: int, string: str, cell_format: Style) -> object:
        """Write text as text, whatever it begins with."""
        ...

    def write_number(self, row: int, col: int, number: float, cell_format: Style) -> object:
        """Write a number."""
        ...

    def write_datetime(self, row: int, col: int, date: date, cell_format: Style) -> object:
        """Write a day."""
        ...

    def write_blank(self, row: int, col: int, blank: None, cell_format: Style) -> object:
        """Write an empty cell that has a look."""
        ...

    def write_formula(self, row: int, col: int, formula: str, cell_format: Style, value: int) -> object:
        """Write a formula of ours with its value, for readers that do not compute."""
        ...

    def insert_chart(self, cell: str, chart: Chart, options: Options) -> object:
        """Put a chart with its upper left corner in the cell (`J2`)."""
        ...


class File(Protocol):
    """A workbook that is being written."""

    def add_worksheet(self, name: str) -> Sheet:
        """A new last sheet."""
        ...

    def add_format(self, properties: Options) -> Style:
        """A new look for cells."""
        ...

    def add_chart(self, options: Options) -> Chart:
        """A new chart, to be put on a sheet."""
        ...

    def set_properties(self, properties: Options) -> object:
        """Say what the file is, who made it and when."""
        ...

    def close(self) -> None:
        """Write it all."""
        ...
