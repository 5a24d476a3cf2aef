"""The estates of the demo: real districts, invented departments."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Estate:
    """A department, where it lies and how many dwellings it had on 1 January 2021."""

    association: str
    code: str
    name: str
    district: str
    street: str
    postcode: str
    city: str
    dwellings: int
    municipality: str = "101"


ASSOCIATIONS = {
    "KAB": "KAB",
    "FSB": "fsb",
    "AAB": "AAB",
}

ESTATES = (
    Estate("KAB", "51-01", "Hørgården", "10", "Hørgården", "2300", "København S", 742),
    Estate("KAB", "51-02", "Tagenshus", "8", "Tagensvej", "2200", "København N", 385),
    Estate("KAB", "51-03", "Sjælør", "4", "Sjælør Boulevard", "2450", "København SV", 816),
    Estate("KAB", "51-04", "Mjølnerparken", "3", "Mjølnerparken", "2200", "København N", 528),
    Estate("KAB", "51-05", "Nørrebroporten", "3", "Nørrebrogade", "2200", "København N", 274),
    Estate("KAB", "51-06", "Tingbjerg Øst", "7", "Tingbjerg Ås", "2700", "Brønshøj", 931),
    Estate("KAB", "51-07", "Ålekisten", "6", "Ålekistevej", "2720", "Vanløse", 412),
    Estate("KAB", "51-08", "Bellahøj", "7", "Frederikssundsvej", "2700", "Brønshøj", 468),
    Estate("FSB", "33-01", "Urbanplanen Øst", "10", "Urbanplanen Øst", "2300", "København S", 648),
    Estate("FSB", "33-02", "Ruten", "7", "Ruten", "2700", "Brønshøj", 1104),
    Estate("FSB", "33-03", "Tingbjerg Vest", "7", "Tingbjerg Ås", "2700", "Brønshøj", 873),
    Estate("FSB", "33-04", "Bispevænget", "8", "Tagensvej", "2400", "København NV", 367),
    Estate("FSB", "33-05", "Sundholm", "9", "Amagerbrogade", "2300", "København S", 295),
    Estate("FSB", "33-06", "Vigerslev Allé", "5", "Vigerslev Allé", "2500", "Valby", 541),
    Estate("FSB", "33-07", "Østerbrogård", "2", "Østerbrogade", "2100", "København Ø", 188),
    Estate("FSB", "33-08", "Rantzausgade", "3", "Rantzausgade", "2200", "København N", 233),
    Estate("FSB", "33-09", "Solbjerg Have", "", "Solbjerg Have", "2000", "Frederiksberg", 156, municipality="147"),
    Estate("AAB", "77-01", "Folehaven", "5", "Folehaven", "2500", "Valby", 902),
    Estate("AAB", "77-02", "Christianshavn", "1", "Torvegade", "1400", "København K", 142),
    Estate("AAB", "77-03", "Ryparken", "2", "Ryparken", "2100", "København Ø", 631),
    Estate("AAB", "77-04", "Husumgård", "7", "Frederikssundsvej", "2700", "Brønshøj", 377),
    Estate("AAB", "77-05", "Amagerbo", "9", "Italiensvej", "2300", "København S", 318),
    Estate("AAB", "77-06", "Damhusengen", "6", "Ålekistevej", "2720", "Vanløse", 256),
    Estate("AAB", "77-07", "Sydhavnen", "4", "Borgbjergsvej", "2450", "København SV", 488),
    Estate("AAB", "77-08", "Bispebjerg Bakke", "8", "Bispebjerg Bakke", "2400", "København NV", 349),
)
