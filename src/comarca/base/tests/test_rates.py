from django.core.cache import cache

from comarca.base import rates


def test_each_name_is_counted_for_itself_and_begins_anew():
    cache.clear()
    assert [rates.count("a form, by ñ", 60) for _n in range(3)] == [1, 2, 3]
    assert rates.count("another", 60) == 1
    cache.clear()  # as when the time is over
    assert rates.count("a form, by ñ", 60) == 1
