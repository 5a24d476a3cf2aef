"""What can be registered of homes outside the lists."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused

from .models import Department, Lease, Tenancy


@transaction.atomic
def register_home(*, department: Department, number: str, street: str, postcode: str, city: str) -> Lease:
    """A home that no list has named yet, and its lease in force; who rents it is left to the association to say.

    The lease's people come with the first list that names the tenancy. Raises `Refused` when the association
    has a tenancy with that number already.
    """
    made, is_new = Tenancy.objects.get_or_create(
        association_id=department.association_id,
        number=number,
        defaults={
            "municipality_id": department.municipality_id,
            "department": department,
            "street": street,
            "postcode": postcode,
            "city": city,
        },
    )
    if not is_new:
        raise Refused(_("The association already has a tenancy with that number."))
    return Lease.objects.create(tenancy=made, association_id=made.association_id, municipality_id=made.municipality_id)
