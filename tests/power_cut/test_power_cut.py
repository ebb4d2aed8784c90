import dataclasses

import pytest

from tests.power_cut.recording import Event, record, why_not
from tests.power_cut.replaying import replay


@pytest.fixture(scope="module")
def events() -> list[Event]:
    if why := why_not():
        pytest.skip(why)
    return record(24)


@pytest.mark.fault(6)
def test_a_power_cut_loses_nothing_that_was_said_to_be_kept(events: list[Event]) -> None:
    assert [loss for loss in replay(events, 20) if loss is not None] == []


@pytest.mark.fault(6)
@pytest.mark.parametrize("forgotten", ["files", "folders"])
def test_a_program_that_forgets_to_sync_is_found_out(events: list[Event], forgotten: str) -> None:
    def is_forgotten(event: Event) -> bool:
        return event.kind == "sync" and bool(event.file) == (forgotten == "files")

    careless = [
        dataclasses.replace(event, kind="say") if is_forgotten(event) else event for event in events
    ]

    assert any(loss is not None for loss in replay(careless, 6))
