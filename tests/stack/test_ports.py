"""Ports are stepped over when taken, by others or by another stack."""

import socket
from collections.abc import Generator

import pytest

from dev.stack.ports import HOST, STEP, PortHolder


@pytest.fixture
def holder() -> Generator[PortHolder]:
    ours = PortHolder()
    yield ours
    ours.let_go()


def test_a_port_that_a_server_has_is_stepped_over(holder: PortHolder) -> None:
    with socket.create_server((HOST, 0)) as server:
        taken: int = server.getsockname()[1]

        port = holder.take(taken)

    assert port != taken
    assert port % STEP == taken % STEP


def test_a_port_that_another_stack_took_is_stepped_over_before_anything_listens_on_it(
    holder: PortHolder,
) -> None:
    other = PortHolder()
    wanted = other.take(41000)

    port = holder.take(wanted)
    other.let_go()

    assert port != wanted


def test_a_port_given_back_can_be_taken_again(holder: PortHolder) -> None:
    other = PortHolder()
    wanted = other.take(42000)
    other.let_go()

    assert holder.take(wanted) == wanted


def test_two_parts_that_want_the_same_port_get_two(holder: PortHolder) -> None:
    ports = holder.take_all({"one": 43000, "two": 43000})

    assert ports["one"] != ports["two"]
