/** Numbers from one to a thousand as words, for a language that says its own words and how they are joined. */

/** `small` are 1, 2, 3, …; `tens` are 20, 30, …; `join` gives all ways to say a ten with a one. */
export const numeralsOf = (
  small: string,
  tens: string,
  join: (ten: string, one: string) => readonly string[],
  more: Readonly<Record<string, number>> = {}
): Readonly<Record<string, number>> => {
  const ones = small.split(' ')
  const all: Record<string, number> = {}
  for (const [index, one] of ones.entries()) all[one] = index + 1
  for (const [index, ten] of tens.split(' ').entries()) {
    all[ten] = (index + 2) * 10
    for (const [unit, one] of ones.slice(0, 9).entries()) for (const said of join(ten, one)) all[said] = (index + 2) * 10 + unit + 1
  }
  return { ...all, ...more }
}
