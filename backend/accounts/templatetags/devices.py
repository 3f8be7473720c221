"""Names of devices in templates."""

from django import template

from accounts.devices.names import device_name

register = template.Library()
register.filter("device_name", device_name)
