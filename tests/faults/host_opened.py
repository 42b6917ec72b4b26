"""`python -m tests.faults.host_opened`: everything that the host key opens, as somebody reads who has it."""

import django

django.setup()

from django.apps import apps  # noqa: E402

from muruna.foundation.sealed_fields import _HostSealed  # noqa: E402
from muruna.foundation.tenancy import across_spaces  # noqa: E402


def main() -> None:
    with across_spaces("the test reads what the host key opens"):
        for model in apps.get_models():
            names = [field.name for field in model._meta.concrete_fields if isinstance(field, _HostSealed)]
            for row in model._default_manager.all() if names else ():
                for name in names:
                    print(model._meta.label, name, getattr(row, name))


main()
