"""Whether the page that is drawn shows a draft: asked by every page, also by those that are drawn without a request."""

from django import template

from benefits import editions

register = template.Library()
register.simple_tag(editions.is_preview)
