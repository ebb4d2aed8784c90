"""What the lists of kept consultations say of each: name, product, dates, in plain words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from clinic_aid.content.dates import clock_time, long_date
from clinic_aid.content.filling import without_terms
from clinic_aid.content.model import ContentPack
from clinic_aid.desktop.system.translation import translate
from clinic_aid.desktop.widgets.clearing_words import cleared_words
from clinic_aid.desktop.widgets.wording import said_birth, said_day
from clinic_aid.domain.closing import is_closed, last_open_day
from clinic_aid.domain.page_ranges import spoken_ranges, whole_range
from clinic_aid.domain.records import Entry, Giving, Guide, Headings
from clinic_aid.entry.broken_off import BrokenOff

APART = " · "


class EntryWords:
    """Says what is listed, on the day and by the clock of the clinic's wall.

    `now` gives the time on that wall, with or without a zone.
    """

    def __init__(self, pack: ContentPack, *, language: str, now: Callable[[], datetime]) -> None:
        self._pack, self._language, self._now = pack, language, now

    def name(self, headings: Headings) -> str:
        """Give the patient's name, or say that there is none yet."""
        return headings.name or translate("EntryWords", "No name yet")

    def product(self, headings: Headings) -> str:
        """Give the product's name, "" for none; one the content no longer has keeps its id."""
        known = self._pack.products.get(headings.product or "")
        return known.name if known else headings.product or ""

    def clearable_checks(self) -> list[tuple[str, str]]:
        """Give each health question that somebody may have to clear, with its short name."""
        checks = self._pack.checks.items()
        return [(key, without_terms(it.short)) for key, it in checks if it.level != "note"]

    def cleared(self, entry: Mapping[str, object]) -> str:
        """Say who cleared a health question, when and how; nothing where nobody did."""
        return cleared_words(entry, self._language)

    def born(self, headings: Headings) -> str:
        """Give birth date and age of the patient; without a birth date, say so."""
        return said_birth(headings.birth_date, self._now().date(), self._language)

    def people(self, count: int) -> str:
        """Say how many people there are: "5 people"."""
        if count == 1:
            return translate("EntryWords", "1 person")
        return translate("EntryWords", "{count} people").format(count=count)

    def about(self, headings: Headings) -> str:
        """Give day and product in one line, as far as they are known."""
        known = [self.day(headings.day) if headings.day else "", self.product(headings)]
        return APART.join(word for word in known if word) or self.no_product()

    def no_product(self) -> str:
        """Say that there is no product yet."""
        return translate("EntryWords", "No product yet")

    def whose(self, headings: Headings) -> str:
        """Say when the patient was born, how old they are, and when the consultation was."""
        day = [self.day(headings.day)] if headings.day else []
        return APART.join([self.born(headings), *day])

    def day(self, day: date) -> str:
        """Give a day with its month in words."""
        return said_day(day, self._language)

    def today(self) -> str:
        """Give today with its weekday."""
        return long_date(self._now().date(), self._language)

    def moment(self, at: datetime) -> str:
        """Give an instant as day and time on the clinic's wall."""
        local = at.astimezone()
        return translate("EntryWords", "{day}, {time}").format(
            day=self.day(local.date()), time=clock_time(local.time(), self._language)
        )

    def changed(self, entry: Entry) -> str:
        """Say when a consultation was changed last; of the last two days as people say it."""
        local, today = entry.changed_at.astimezone(), self._now().date()
        if local.date() == today:
            time = clock_time(local.time(), self._language)
            return translate("EntryWords", "Changed today, {time}").format(time=time)
        if local.date() == today - timedelta(days=1):
            return translate("EntryWords", "Changed yesterday")
        if local.date() == entry.headings.day:
            return translate("EntryWords", "Changed that day")
        return translate("EntryWords", "Changed {day}").format(day=self.day(local.date()))

    def broken_off(self, stopped: BrokenOff) -> str:
        """Say when a talk of today stopped, and at which screen."""
        said = translate("EntryWords", "Broken off today, screen {screen}")
        time = ""
        if stopped.at is not None:
            said = translate("EntryWords", "Broken off today {time}, screen {screen}")
            time = clock_time(stopped.at, self._language)
        return said.format(time=time, screen=stopped.screen)

    def guides(self, count: int) -> str:
        """Say how many guides were given."""
        if count == 0:
            return translate("EntryWords", "No guide yet")
        if count == 1:
            return translate("EntryWords", "Guide given")
        return translate("EntryWords", "Guides given: {count}").format(count=count)

    def state(self, entry: Entry) -> str:
        """Say how many guides were given, and whether the consultation is closed."""
        guides = self.guides(entry.guides)
        if entry.guides_are_older:
            guides = translate("EntryWords", "Guide out of date")
        if not is_closed(entry, self._now().date()):
            return guides
        return APART.join((guides, translate("EntryWords", "Closed")))

    def closed(self, entry: Entry) -> str:
        """Say why a consultation is closed; nothing where it is not."""
        last = last_open_day(entry.headings.day, entry.first_given)
        if last is None or not is_closed(entry, self._now().date()):
            return ""
        words = translate("EntryWords", "Closed, since its guide was given and {day} is over.")
        return words.format(day=self.day(last))

    def decision(self, headings: Headings) -> str:
        """Say what the patient decided."""
        return {
            "go-ahead": translate("EntryWords", "Go ahead"),
            "think-about-it": translate("EntryWords", "Think about it"),
            "no": translate("EntryWords", "No treatment"),
        }.get(headings.decision or "", translate("EntryWords", "Not decided yet"))

    def given(self, giving: Giving, guide: Guide) -> str:
        """Say when and by whom a guide was sent to a printer or saved, and which pages of it."""
        if giving.how == "saved":
            said = translate("EntryWords", "Saved {moment} by {person}")
        elif giving.pages is None:
            said = translate("EntryWords", "Printed {moment} by {person}")
        elif giving.pages == whole_range(guide.pages):
            said = translate("EntryWords", "Sent to the printer {moment} by {person}, all pages")
        else:
            said = translate(
                "EntryWords", "Sent to the printer {moment} by {person}, pages {pages} of {of}"
            )
        return said.format(
            moment=self.moment(giving.at),
            person=giving.person,
            pages=spoken_ranges(giving.pages or ""),
            of=guide.pages,
        )
