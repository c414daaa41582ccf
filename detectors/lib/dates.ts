const longMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a day of the Gregorian calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > longMonths[month - 1]!) return false;
  return !(month === 2 && day === 29) || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** True where the year has two digits and the day exists in some century. */
export function isDayOfSomeCentury(year: number, month: number, day: number): boolean {
  return isDay(2000 + (year % 100), month, day) || isDay(1900 + (year % 100), month, day);
}
