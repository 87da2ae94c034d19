"""People of the house in front of the admin site, each in their group."""

from django.contrib.auth.models import Group, User
from django.test import Client

from tests.groups import make_groups

GROUPS = {"sam-staff": "Staff", "bea-benefits": "Benefits admin", "petra-publisher": "Publisher"}


def browser(name: str = "bea-benefits") -> Client:
    """The browser of someone who is logged in; of no one, where there is no name."""
    client = Client()
    if name:
        make_groups()
        user = User.objects.create_user(name, is_staff=True)
        if name in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[name]))
        client.force_login(user)
    return client
