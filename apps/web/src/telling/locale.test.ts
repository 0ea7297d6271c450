import { expect, test } from 'vitest'
import { localeOf } from './locale.ts'
import { exactly } from './when.ts'

test('[W8] dates are written as they are where the browser is at home, in the words of the page', () => {
  expect(localeOf('en', ['en-GB', 'en'])).toBe('en-GB')
  expect(localeOf('en', ['en-US'])).toBe('en-US')
  // As a browser in German sends them: the second English is nobody's choice.
  expect(localeOf('en', ['de-DE', 'de', 'en-US', 'en'])).toBe('en-DE')
  expect(localeOf('en', ['es'])).toBe('en-ES')
  expect(localeOf('de', ['de-CH'])).toBe('de-CH')
  const afternoon = new Date(2026, 10, 27, 14, 5).getTime()
  for (const locale of ['en-GB', 'en-DE', 'en-ES']) {
    const written = exactly(afternoon, locale)
    expect(written, locale).toMatch(/^Friday,? 27 November.* 14:05$/)
  }
  expect(exactly(afternoon, 'en-US')).toMatch(/^Friday, November 27 .*2:05\sPM$/)
})

test('[W8] what names no language leaves dates as the page has them', () => {
  for (const none of [[], ['C'], ['en_US.UTF-8'], ['']]) expect(localeOf('en', none)).toBe('en')
})
