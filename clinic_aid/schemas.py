"""The published schemas of the file formats."""

from typing import Any, Literal

from clinic_aid.content.model import ContentPack
from clinic_aid.domain.clinic import Clinic
from clinic_aid.domain.consultation import Consultation
from clinic_aid.files.models import schema

_FORMATS = {"consultation": Consultation, "content": ContentPack, "clinic": Clinic}


def schema_of(name: Literal["consultation", "content", "clinic"]) -> dict[str, Any]:
    """Give the JSON Schema of a file format; a content pack's is that of its joined files."""
    return schema(_FORMATS[name], title=f"Clinic Aid: {name}")
