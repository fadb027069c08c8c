import gettext

import polib
import pytest
from django.core.management import call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from comarca.web.translations import catalogue, check
from comarca.web.translations.catalogue import languages, path_of, read, update, write
from comarca.web.translations.extract import of_python, of_template, sentences

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1
)


def entry(msgid, context=None, plural="", **rest):
    return polib.POEntry(msgid=msgid, msgctxt=context, msgid_plural=plural, **rest)


def told(entries):
    return [(e.msgid, e.msgctxt, e.msgid_plural) for e in entries]


@given(st.lists(st.tuples(TEXT, TEXT), unique_by=lambda pair: pair[0], max_size=6))
def test_a_catalogue_is_sorted_and_read_as_it_was_written(tmp_path_factory, pairs):
    path = tmp_path_factory.mktemp("po") / "django.po"
    write(path, "es", [entry(msgid, msgstr=text) for msgid, text in pairs])
    again = [(e.msgid, e.msgstr) for e in read(path).values()]
    assert again == sorted(pairs)
    first = path.read_bytes()
    write(path, "es", read(path).values())
    assert path.read_bytes() == first


def app_with(folder, source):
    (folder / "app").mkdir(exist_ok=True)
    (folder / "app" / "views.py").write_text(source)
    return sentences(folder)


def test_new_sentences_come_old_ones_go_and_translations_stay(tmp_path):
    path = tmp_path / "django.po"
    assert update(path, "es", app_with(tmp_path, '_("Town")\n_("Gone")')) == 2
    known = read(path)
    known["Town", ""].msgstr = "Municipio"
    write(path, "es", known.values())
    assert update(path, "es", app_with(tmp_path, '_("New")\n\n\n_("Town")')) == 1
    assert {e.msgid: e.msgstr for e in read(path).values()} == {"New": "", "Town": "Municipio"}
    assert "#: app/views.py\n" in path.read_text()


def test_a_third_language_needs_no_code(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    settings.LANGUAGES = [*settings.LANGUAGES, ("pl", "Polish")]
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    assert languages() == ["es", "pl"]
    path = path_of("pl", tmp_path)
    found = app_with(
        tmp_path, '_("A territory of it")\nngettext("{n} unit of it", "{n} units of it", n)'
    )
    assert update(path, "pl", found) == 2
    known = read(path)
    assert "nplurals=3" in path.read_text()
    known["A territory of it", ""].msgstr = "Terytorium"
    known["{n} unit of it", ""].msgstr_plural = {
        0: "{n} jednostka", 1: "{n} jednostki", 2: "{n} jednostek",
    }  # fmt: skip
    write(path, "pl", known.values())
    assert not list(check.problems(path, "pl", found))
    polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    with translation.override("pl"):
        assert translation.gettext("A territory of it") == "Terytorium"
        forms = [translation.ngettext("{n} unit of it", "{n} units of it", n) for n in (1, 2, 5)]
    assert forms == ["{n} jednostka", "{n} jednostki", "{n} jednostek"]


def test_the_catalogues_of_the_house_are_complete_and_compile(tmp_path):
    call_command("check_catalogues")
    path = path_of("es")
    polib.pofile(str(path)).save_as_mofile(str(tmp_path / "es.mo"))
    with (tmp_path / "es.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Cancel") == "Cancelar"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("One")', entry("One")),
        ('gettext_lazy("One " "two")', entry("One two")),
        ('ngettext("{n} row", "{n} rows", n)', entry("{n} row", plural="{n} rows")),
        ('pgettext("month", "May")', entry("May", "month")),
        ('from django.utils.translation import gettext as say\nsay("Hi")', entry("Hi")),
    ],
)
def test_sentences_of_python(source, expected):
    assert told(of_python(source)) == told([expected])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<c-drop title=\"{% translate 'Drop it' %}\">", entry("Drop it")),
        ('{% translate "May" context "month" %}', entry("May", "month")),
        ("{% translate \"Say 'hi' (now)\" as x %}", entry("Say 'hi' (now)")),
        ("{% translate '10 %' %}", entry("10 %%")),
        (
            "{% blocktranslate with a=b trimmed %}\n Hi\n {{ a }}{% endblocktranslate %}",
            entry("Hi %(a)s"),
        ),
        (
            (
                "{% blocktranslate count n=x %}{{ n }} row{% plural %}{{ n }} rows"
                "{% endblocktranslate %}"
            ),
            entry("%(n)s row", plural="%(n)s rows"),
        ),
        ('{{ _("Hello") }}', entry("Hello")),
    ],
)
def test_sentences_of_templates(source, expected):
    assert told(of_template(source)) == told([expected])


@pytest.mark.parametrize(
    ("source", "known", "complaint"),
    [
        ('_("A {n}")', entry("A {n}", msgstr="Un {n}"), ""),
        ('_("A {n}")', entry("A {n}", msgstr="Un {m}"), "other placeholders"),
        ('_("A")', entry("A", msgstr=""), "not translated"),
        ('_("A")', entry("A", msgstr="B", flags=["fuzzy"]), "fuzzy"),
        ('_("B")', entry("A", msgstr="B"), "not in the catalogue"),
        (
            'ngettext("One row", "{n} rows", n)',
            entry("One row", plural="{n} rows", msgstr_plural={0: "Una fila", 1: "{n} filas"}),
            "",
        ),
        (
            'ngettext("One row", "{n} rows", n)',
            entry("One row", plural="{n} rows", msgstr_plural={0: "Una fila", 1: ""}),
            "not translated",
        ),
    ],
)
def test_the_check_finds_what_is_wrong(tmp_path, source, known, complaint):
    path = tmp_path / "django.po"
    write(path, "es", [known])
    found = list(check.problems(path, "es", app_with(tmp_path, source)))
    assert (complaint in found[0]) if complaint else not found


def test_tests_and_migrations_are_not_read(tmp_path):
    for folder in ("tests", "migrations"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.py").write_text('_("hidden")')
    assert not sentences(tmp_path)
