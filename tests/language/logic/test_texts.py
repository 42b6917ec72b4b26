from muruna.language.logic.placeholders import faults
from muruna.language.logic.pseudo import accented, mirrored


def test_faithful_translation_has_no_fault():
    assert faults("Hello %(name)s", None, ("أهلاً %(name)s",)) == []


def test_dropped_placeholder_is_found():
    assert faults("Hello %(name)s", None, ("أهلاً",)) == ["drops %(name)s"]


def test_invented_placeholder_is_found():
    assert faults("Hello", None, ("أهلاً %(who)s",)) == ["invents %(who)s"]


def test_changed_conversion_is_found():
    assert faults("%(n)s", None, ("%(n)d",)) == ["drops %(n)s", "invents %(n)d"]


def test_percent_sign_is_no_placeholder():
    assert faults("100%% of %(n)s", None, ("%(n)s: 100%%",)) == []


def test_plural_form_may_leave_out_the_number_but_nothing_else():
    one, many = "%(num)s day for %(name)s", "%(num)s days for %(name)s"

    assert faults(one, many, ("يوم لـ %(name)s", "%(num)s أيام لـ %(name)s")) == []
    assert faults(one, many, ("يوم", "%(num)s أيام لـ %(name)s")) == ["drops %(name)s"]


def test_accented_text_is_longer_and_keeps_what_must_stay():
    text = accented('Hello %(name)s, <a href="/x">go on</a> &amp; rest')

    assert "%(name)s" in text
    assert '<a href="/x">' in text
    assert "&amp;" in text
    assert "Hello" not in text
    assert len(text) > len("Hello %(name)s, <a href='/x'>go on</a> &amp; rest")


def test_mirrored_text_keeps_placeholders_outside_the_override():
    assert mirrored("Hi %(name)s") == "\u202eHi \u202c%(name)s"
