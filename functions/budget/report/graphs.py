"""Charts that a spreadsheet draws itself from the cells of its sheets."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from functions.budget.report.spreadsheet import Chart, Sheet
from functions.budget.report.written import Book
from shared.words import Words

INK, NEEDS, WANTS, OTHER, SAVING = "#2C4A52", "#1F5F9E", "#E39B2D", "#8B959C", "#0F8A68"
"""The colours of the picture."""

_AMOUNTS = {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DFE4E1"}}}


class Series(NamedTuple):
    """A column of a sheet as bars or a line."""

    name: Words
    column: int
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A chart over the rows `first` to `last` (0 is the heading), its labels in the column `labels`.

    `line` is drawn over bars or columns, `days` says that the labels are days. `place` is the cell of its
    upper left corner.
    """

    kind: Literal["bar", "column", "line"]
    title: Words
    series: tuple[Series, ...]
    line: Series | None = None
    stacked: bool = False
    days: bool = False
    first: int
    last: int
    labels: int
    place: str


def draw(book: Book, sheet: Sheet, graph: Graph) -> None:
    """Put the chart on the sheet whose cells it shows."""
    chart = _chart(book, graph.kind, stacked=graph.stacked)
    for one in graph.series:
        chart.add_series(_series(book, sheet, graph, one, line=graph.kind == "line"))
    if graph.line:
        line = _chart(book, "line", stacked=False)
        line.add_series(_series(book, sheet, graph, graph.line, line=True))
        chart.combine(line)
    chart.set_title({"name": graph.title.into(book.language), "name_font": {"size": 12, "bold": True}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 380})
    if graph.kind == "bar":
        # A spreadsheet draws bars from below; its sheet is read from above.
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis(_AMOUNTS)
    else:
        chart.set_y_axis(_AMOUNTS)
    if graph.days:
        chart.set_x_axis({"date_axis": True, "num_format": "d mmm", "major_unit": 7})
    sheet.insert_chart(graph.place, chart, {"description": graph.title.into(book.language)})


def _chart(book: Book, kind: str, *, stacked: bool) -> Chart:
    return book.file.add_chart({"type": kind, "subtype": "stacked"} if stacked else {"type": kind})


def _series(book: Book, sheet: Sheet, graph: Graph, one: Series, *, line: bool) -> dict[str, object]:
    name = sheet.get_name()
    look = (
        {"line": {"color": one.colour, "width": 2.25}} if line else {"fill": {"color": one.colour}, "gap": 60}
    )
    return {
        "name": one.name.into(book.language),
        "categories": [name, graph.first, graph.labels, graph.last, graph.labels],
        "values": [name, graph.first, one.column, graph.last, one.column],
        **look,
    }
