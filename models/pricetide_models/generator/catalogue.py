"""Who sells what in the generated set: companies, offers and product names.

The counts are the known facts of the customer's private set; everything else about it is unknown
and made up here.
"""

from dataclasses import dataclass

UNLOCKED = "unlocked"
NEW_LINE = "postpaid new line"
PORTABILITY = "postpaid portability"

GROUPS = 220
COUNTRY = "CL"

MEASURES_BY_OFFER = {UNLOCKED: 354_887, NEW_LINE: 11_261, PORTABILITY: 1_067}

# Product groups with a postpaid offer. A group that has several offer types is split into one file
# each, so 220 groups + 66 + 6 give the 292 files.
GROUPS_BY_POSTPAID_OFFER = {NEW_LINE: 66, PORTABILITY: 6}


@dataclass(frozen=True)
class Company:
    """A shop: its name as spelt in the files, and how much of the set is its."""

    name: str
    groups: int
    measures: int
    sells_plans: bool = False


COMPANIES = (
    Company("movistar", 159, 116_368, sells_plans=True),
    Company("claro", 110, 64_330, sells_plans=True),
    Company("Abcdin", 103, 22_217),
    Company("entel", 88, 34_058, sells_plans=True),
    Company("Ripley", 124, 31_140),
    Company("Paris", 129, 32_953),
    Company("Falabella", 110, 31_205),
    Company("wom", 52, 15_217, sells_plans=True),
    Company("Lider", 81, 14_289),
    Company("VTR", 8, 4_629, sells_plans=True),
    Company("MacOnline", 5, 809),
)

SAMPLE_GROUP = "23"
SAMPLE_MEASURES = {
    "movistar": 670,
    "Abcdin": 477,
    "entel": 655,
    "Ripley": 433,
    "Paris": 474,
    "claro": 636,
    "Falabella": 511,
    "Lider": 305,
    "wom": 449,
}

# Two groups whose names are known; the rest are combinations of the tables below.
NAMED_GROUPS = {
    SAMPLE_GROUP: "samsung Galaxy A51 128GB",
    "951": "motorola Moto Z3 Play 128GB + Gamepad",
}

_MODELS = {
    "samsung": (
        "Galaxy A01", "Galaxy A10", "Galaxy A10s", "Galaxy A11", "Galaxy A12", "Galaxy A20",
        "Galaxy A20s", "Galaxy A21s", "Galaxy A22", "Galaxy A30", "Galaxy A30s", "Galaxy A31",
        "Galaxy A32", "Galaxy A50", "Galaxy A51", "Galaxy A52", "Galaxy A70", "Galaxy A71",
        "Galaxy A72", "Galaxy S9", "Galaxy S10", "Galaxy S10e", "Galaxy S20", "Galaxy S20 FE",
        "Galaxy S21", "Galaxy S21 Ultra", "Galaxy Note 9", "Galaxy Note 10", "Galaxy Note 20",
        "Galaxy Z Flip",
    ),
    "apple": (
        "iPhone 7", "iPhone 8", "iPhone XR", "iPhone XS", "iPhone SE 2020", "iPhone 11",
        "iPhone 11 Pro", "iPhone 12", "iPhone 12 mini", "iPhone 12 Pro", "iPhone 13",
    ),
    "motorola": (
        "Moto E5 Play", "Moto E6 Plus", "Moto E7", "Moto G6", "Moto G7", "Moto G7 Play",
        "Moto G8 Power", "Moto G9 Play", "Moto G9 Plus", "Moto G20", "Moto G30", "Moto G60",
        "One Action", "One Fusion", "One Macro", "One Vision", "Edge Plus",
    ),
    "huawei": (
        "Y5 2019", "Y6 2019", "Y7 2019", "Y9 Prime 2019", "P Smart 2019", "P20 Lite", "P30",
        "P30 Lite", "P30 Pro", "P40", "P40 Lite", "P40 Pro", "Mate 20", "Mate 20 Lite", "Nova 5T",
    ),
    "xiaomi": (
        "Redmi 7A", "Redmi 8", "Redmi 9", "Redmi 9A", "Redmi 9C", "Redmi Note 7", "Redmi Note 8",
        "Redmi Note 8 Pro", "Redmi Note 9", "Redmi Note 9 Pro", "Redmi Note 10", "Mi 9T",
        "Mi 10", "Mi 11", "Mi 11 Lite", "Mi A3", "Poco X3",
    ),
    "lg": ("K20", "K22", "K41S", "K50S", "K51S", "K61", "G8 ThinQ", "Velvet"),
    "oppo": ("A15", "A53", "A54", "A74", "Reno 4", "Reno 5"),
    "vivo": ("Y11s", "Y20", "Y21s", "Y30", "V20"),
    "nokia": ("2.3", "2.4", "3.4", "5.4"),
}  # fmt: skip
_STORAGE = ("32GB", "64GB", "128GB", "256GB")


def product_names() -> tuple[str, ...]:
    """All names that a group without a known name may get, in a fixed order."""
    combined = (
        f"{brand} {model} {storage}"
        for storage in _STORAGE
        for brand, models in _MODELS.items()
        for model in models
    )
    taken = set(NAMED_GROUPS.values())
    return tuple(name for name in combined if name not in taken)
