/**
 * How dates are written: in the language of the page, in the order and by the hours of where this browser is at home. A page that
 * is in English for somebody in Bern says "Fri 27 Nov, 14:05", and neither "Nov 27" nor "2:05 PM".
 *
 * Numbers stay as the language has them: those of a sentence can be typed again.
 */

/** A locale for `Intl`, by the languages of a browser, the best first. One that says no place has that where most speak it. */
export const localeOf = (language: string, preferred: readonly string[]): string => {
  const [first] = preferred
  if (first === undefined) return language
  try {
    const { region } = new Intl.Locale(first).maximize()
    return region === undefined ? language : new Intl.Locale(language, { region }).toString()
  } catch {
    // Some name what is no language at all, as `C` or `en_US.UTF-8`.
    return language
  }
}
