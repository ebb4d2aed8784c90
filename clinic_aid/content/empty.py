"""A pack that has nothing to say, for windows whose content cannot be read."""

from collections.abc import Mapping
from typing import Any

from clinic_aid.content.model import ContentPack, Identity, Product


def empty_pack(names: Mapping[str, str]) -> ContentPack:
    """Give a pack without a word in it but the products' names, as they are kept elsewhere."""
    # Unchecked: in a pack that is read most of it must be there.
    make_pack: Any = ContentPack.model_construct
    make_identity: Any = Identity.model_construct
    make_product: Any = Product.model_construct
    parts: dict[str, object] = {name: {} for name in ContentPack.model_fields}
    parts["pack"] = make_identity(id="", version="")
    parts["products"] = {key: make_product(name=name) for key, name in names.items()}
    pack: ContentPack = make_pack(**parts)
    return pack
