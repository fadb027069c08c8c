import gettext
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.web.translations import check
from comarca.web.translations.extract import of_python, of_template, sentences
from comarca.web.translations.mo import compiled
from comarca.web.translations.po import Entry, read, write

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1
)


@given(st.lists(st.tuples(TEXT, TEXT), unique_by=lambda pair: pair[0], max_size=6))
def test_a_catalogue_is_read_as_it_was_written_and_speaks(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("po") / "django.po"
    entries = [Entry(msgid, texts=[text]) for msgid, text in pairs]
    write(path, entries)
    assert list(read(path).values()) == entries
    spoken = gettext.GNUTranslations(BytesIO(compiled(entries)))
    assert all(spoken.gettext(msgid) == text for msgid, text in pairs)


def test_plurals_and_contexts_speak_too():
    entries = [
        Entry("{n} row", "", "{n} rows", ["{n} fila", "{n} filas"]),
        Entry("May", "month", "", ["Mayo"]),
        Entry("unsure", texts=["dudoso"], fuzzy=True),
    ]
    spoken = gettext.GNUTranslations(BytesIO(compiled(entries)))
    assert [spoken.ngettext("{n} row", "{n} rows", n) for n in (1, 2)] == ["{n} fila", "{n} filas"]
    assert spoken.pgettext("month", "May") == "Mayo"
    assert spoken.gettext("unsure") == "unsure"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("One")', Entry("One")),
        ('gettext_lazy("One " "two")', Entry("One two")),
        ('ngettext("{n} row", "{n} rows", n)', Entry("{n} row", plural="{n} rows")),
        ('pgettext("month", "May")', Entry("May", "month")),
        ('from django.utils.translation import gettext as say\nsay("Hi")', Entry("Hi")),
    ],
)
def test_sentences_of_python(source, expected):
    assert list(of_python(source)) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<c-drop title=\"{% translate 'Drop it' %}\">", Entry("Drop it")),
        ('{% translate "May" context "month" %}', Entry("May", "month")),
        ("{% translate \"Say 'hi' (now)\" as x %}", Entry("Say 'hi' (now)")),
        ("{% translate '10 %' %}", Entry("10 %%")),
        (
            "{% blocktranslate with a=b trimmed %}\n Hi\n {{ a }}{% endblocktranslate %}",
            Entry("Hi %(a)s"),
        ),
        (
            (
                "{% blocktranslate count n=x %}{{ n }} row{% plural %}{{ n }} rows"
                "{% endblocktranslate %}"
            ),
            Entry("%(n)s row", plural="%(n)s rows"),
        ),
        ('{{ _("Hello") }}', Entry("Hello")),
    ],
)
def test_sentences_of_templates(source, expected):
    assert list(of_template(source)) == [expected]


def app_with(tmp_path, source, entries):
    (tmp_path / "views.py").write_text(source)
    write(tmp_path / "locale/es/LC_MESSAGES/django.po", entries)
    return list(check.problems({"app": tmp_path}))


@pytest.mark.parametrize(
    ("source", "entry", "complaint"),
    [
        ('_("A {n}")', Entry("A {n}", texts=["Un {n}"]), ""),
        ('_("A {n}")', Entry("A {n}", texts=["Un {m}"]), "other placeholders"),
        ('_("A")', Entry("A", texts=[""]), "not translated"),
        ('_("A")', Entry("A", texts=["B"], fuzzy=True), "fuzzy"),
        ('_("B")', Entry("A", texts=["B"]), "not in its catalogue"),
    ],
)
def test_the_check_finds_what_is_wrong(tmp_path, source, entry, complaint):
    found = app_with(tmp_path, source, [entry])
    assert (complaint in found[0]) if complaint else not found


def test_tests_and_migrations_are_not_read(tmp_path):
    for folder in ("tests", "migrations"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.py").write_text('_("hidden")')
    assert not sentences(tmp_path)
