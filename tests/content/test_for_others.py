import pytest
from pydantic import ValidationError

from clinic_aid.content.for_others import Pause


def test_a_reason_to_wait_says_what_else_the_same_answer_speaks_against() -> None:
    said = {"heading": "Wait", "clause": "you wait", "first": "Wait.", "then": "Nobody knows."}
    with pytest.raises(ValidationError, match="ask_first"):
        Pause.model_validate({**said, "ask_first": []})
