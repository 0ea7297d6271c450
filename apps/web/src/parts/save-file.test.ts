import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeName } from './save-file.ts'

test('[W7] a file name of others leads nowhere and hides nothing', () => {
  expect(safeName('../../etc/passwd')).toBe('etcpasswd')
  expect(safeName('bread\u202Egnp.exe')).toBe('breadgnp.exe')
  expect(safeName('.bashrc')).toBe('bashrc')
  expect(safeName('CON<>:"|?*')).toBe('CON')
  expect(safeName('')).toBe('commune-file')
  expect(safeName('a\0b\nc')).toBe('abc')
  expect(safeName('Linden Yard.commune-backup')).toBe('Linden Yard.commune-backup')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
    const safe = safeName(name)
    expect(safe).not.toMatch(/[/\\\p{C}<>:"|?*]|^\.|\.\./u)
    expect(safe.length).toBeGreaterThan(0)
    expect(safe.length).toBeLessThanOrEqual(120)
  }))
})
