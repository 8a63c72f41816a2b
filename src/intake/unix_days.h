/* unix_days: days as machines write them, as time since 1970 (POSIX, 4.16), in UTC. */
#ifndef CH_INTAKE_UNIX_DAYS_H
#define CH_INTAKE_UNIX_DAYS_H

#include "base/date.h"
#include "base/text.h"

/* Whether a form of dates is one of these: unix (seconds), unix-ms, unix-us, unix-ns. */
bool ch_is_unix_form(ch_text form);

/* The day of a whole number of that unit, from 1970 on; decimals of seconds are dropped. False where the form is none
 * of these, or the text no such number. */
bool ch_unix_day(ch_text form, ch_text text, charter_day *day);

#endif
