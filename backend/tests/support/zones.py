"""Time zones whose days are odd, one for each oddity."""

ODD_ZONES = (
    "UTC",
    # Summer time, in the north and in the south.
    "America/Los_Angeles",
    "Australia/Sydney",
    # Half and quarter hours, the second with summer time.
    "Asia/Kathmandu",
    "Pacific/Chatham",
    # Summer time of half an hour.
    "Australia/Lord_Howe",
    # Days without a midnight.
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Santiago",
    # Two midnights.
    "America/Havana",
    # The 30th of December 2011 never was.
    "Pacific/Apia",
    # Summer time that pauses for Ramadan, and the other way round.
    "Africa/Casablanca",
    "Europe/Dublin",
    # The first and the last to have a day.
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
