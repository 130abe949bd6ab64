"""How a ballot was brought, in words."""

from django import template

from linmeng.pages.assembly.delivery_round import way_words

register = template.Library()
register.filter("way_words", way_words)
