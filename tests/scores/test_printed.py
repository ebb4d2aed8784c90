from clinic_aid.scores.printed import make_of

_PAGE = """
<html><head><title>Secret words</title></head><body>
<section id="first"><h1>My plan</h1><p>For <bdi>Ann</bdi>: wash&nbsp;it, <b>then</b> rest.</p>
<ul><li>One<ul><li>In it</li></ul></li><li>Two</li></ul>
<a href="#first">here</a> <a data-page href="#risks">there</a> <a href="tel:999">call</a></section>
<section><figure><svg><title>Drawn</title></svg><figcaption>A head</figcaption></figure>
<figure><svg></svg></figure>
<table><tr><th scope="col">What <b>to do</b></th><th scope="col">Why</th></tr></table>
<h3 id="sources">Sources</h3><p>A paper on donors.</p></section></body></html>
"""


def test_it_sees_what_a_page_is_made_of() -> None:
    make = make_of(_PAGE)
    assert make.sections == [True, True]
    assert sorted(make.lists) == [1, 2]
    assert make.figures == [True, False]
    assert make.heads == [["What to do", "Why"]]
    assert (make.references, make.ids) == ({"first"}, {"first", "sources"})


def test_its_words_are_those_of_the_guide_as_they_are_read() -> None:
    words = make_of(_PAGE).words
    assert words.startswith("My plan For : wash it, then rest. One In it Two")
    assert not any(each in words for each in ("Ann", "Secret", "Drawn", "paper"))


def test_a_section_without_a_heading_is_noted() -> None:
    assert make_of("<section><p>Words</p></section>").sections == [False]
