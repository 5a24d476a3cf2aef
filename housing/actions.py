"""What can be registered of departments and homes outside the lists."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.models import Municipality
from accounts.scope import Scope

from .models import Department, DepartmentDwellings, HousingAssociation, Lease, Tenancy
from .permissions import check_deliver


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


@transaction.atomic
def register_department(
    *,
    association: HousingAssociation,
    municipality: Municipality,
    code: str,
    name: str,
    district: str,
    lbf_number: str,
    dwellings: int | None,
    year: int,
    by: Scope,
) -> Department:
    """Enter a department; rows of lists that waited for it can then be received.

    `dwellings` are those of 1 January of `year`, None while they are unknown. Raises `Refused` when the
    association has a department with that number already.
    """
    check_deliver(by, association.pk)
    made, is_new = Department.objects.get_or_create(
        association=association,
        code=code,
        defaults={"municipality": municipality, "name": name, "district": district, "lbf_number": lbf_number},
    )
    if not is_new:
        raise Refused(_("The association already has a department with that number."))
    if dwellings is not None:
        DepartmentDwellings.objects.create(department=made, year=year, dwellings=dwellings)
    return made


@transaction.atomic
def count_dwellings(counted: Mapping[int, tuple[int | None, int]], *, year: int, by: Scope) -> list[int]:
    """Say how many dwellings departments had on 1 January of a year; answers with the departments changed.

    `counted` holds by department what the writer saw and what they say. Raises `Refused`, and changes nothing,
    when somebody else has said another number meanwhile.
    """
    departments = Department.objects.visible_to(by).filter(pk__in=counted).order_by("pk")
    for department in departments.select_for_update(of=("self",)):
        check_deliver(by, department.association_id)
        was, dwellings = counted[department.pk]
        known = DepartmentDwellings.objects.filter(department=department, year=year).first()
        if (known.dwellings if known else None) != was:
            raise Refused(
                _("Somebody else changed the number of department %(number)s meanwhile. Look again, and save yours.")
                % {"number": department.code}
            )
        DepartmentDwellings.objects.update_or_create(
            department=department, year=year, defaults={"dwellings": dwellings}
        )
    return [department.pk for department in departments]
