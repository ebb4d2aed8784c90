"""The names that a reading level may leave out, because no easier word stands for them."""

from babel.dates import get_day_names, get_month_names

from clinic_aid.content.model import ContentPack


def exempt_words(pack: ContentPack, language: str) -> frozenset[str]:
    """Give explained terms, the names of products and bodies, and those of days and months."""
    forms = {form for term in pack.glossary.values() for form in term.forms}
    products = {product.name for product in pack.products.values()}
    options = {option.name for option in pack.options.values()}
    bodies = {approval.regulator for approval in pack.approvals.values()}
    return frozenset(forms | products | options | bodies | _date_names(language))


def _date_names(language: str) -> set[str]:
    days = get_day_names("wide", locale=language)
    months = get_month_names("wide", locale=language)
    return {str(name) for name in (*days.values(), *months.values())}
