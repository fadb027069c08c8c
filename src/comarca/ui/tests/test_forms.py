"""The renderer that every form shares."""

from django import forms

from comarca.ui.forms import css_class


class Trip(forms.Form):
    town = forms.CharField(help_text="With <b>its</b> province.")
    kind = forms.ChoiceField(choices=[("a", "Car"), ("b", "Train")])
    back = forms.BooleanField(label="and back", required=False)
    days = forms.MultipleChoiceField(
        choices=[("1", "Monday"), ("2", "Tuesday")], widget=forms.CheckboxSelectMultiple
    )
    code = forms.CharField(widget=forms.TextInput({"class": "narrow"}), required=False)

    def clean(self):
        raise forms.ValidationError("That train does not run.")


def test_each_kind_of_field_has_its_look_without_a_class_in_the_form():
    page = str(Trip())
    assert '<input type="text" name="town" maxlength' not in page
    assert 'name="town"' in page
    assert 'class="form-control"' in page
    assert '<select name="kind" class="form-select"' in page
    assert page.count("form-check-input") == 3
    assert 'class="form-control narrow"' in page


def test_a_choice_of_several_is_a_group_with_a_legend():
    page = Trip()["days"].as_field_group()
    assert "<legend" in page
    assert "Days</legend>" in page
    assert 'class="form-label" for=' not in page


def test_a_refused_value_is_tied_to_its_reason_for_whoever_hears_the_page():
    form = Trip({"kind": "a"})
    page = str(form)
    assert 'aria-describedby="id_town_helptext id_town_error"' in page
    assert 'id="id_town_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'class="form-control is-invalid"' in page
    assert 'role="alert"' in page
    assert "That train does not run." in page


def test_help_is_text_and_never_markup_of_whoever_wrote_it():
    assert "With &lt;b&gt;its&lt;/b&gt; province." in Trip()["town"].as_field_group()


def test_radio_buttons_are_ticks_and_not_lists():
    assert css_class(forms.RadioSelect()) == "form-check-input"
