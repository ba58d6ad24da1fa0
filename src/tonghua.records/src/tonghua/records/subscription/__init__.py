"""日历订阅: a person's open deadlines at a secret address that calendars read (iCalendar)."""
