"""Columns for exact quantities. Both are whole numbers; nothing here ever becomes a float."""

from django.core.validators import MinValueValidator
from django.db import models


class AreaDm2(models.BigIntegerField):
    """A floor area in dm² (1 dm² = 0.01 m², the precision of the property register)."""

    default_validators = [MinValueValidator(1)]


class MoneyFen(models.BigIntegerField):
    """A sum of money in fen (0.01 yuan)."""
