"""What every row of a space has."""

import uuid

from django.db import models
from django_scopes import ScopedManager

from muruna.spaces.models.space import Space


class SpaceRow(models.Model):
    """A row that belongs to one space; reading it outside an active space raises."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(space="space")

    class Meta:
        abstract = True
