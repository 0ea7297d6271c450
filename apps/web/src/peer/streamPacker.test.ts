import { plainPacker } from '@commune/peer'
import { expect, test } from 'vitest'
import { browserPacker } from './streamPacker.ts'

const text = 'Bread for {everybody} — and “jam”, 10 kg 🍞 '.repeat(5_000)

test('[T4] what one packs the other unpacks: a browser that lacks such streams reads the same snapshots', async () => {
  expect(browserPacker).not.toBe(plainPacker)
  const packed = await browserPacker.pack(text)
  expect(packed.length).toBeLessThan(text.length / 10)
  expect(await plainPacker.unpack(packed)).toBe(text)
  expect(await browserPacker.unpack(await plainPacker.pack(text))).toBe(text)
})

test('[T4] what was not packed is refused', async () => {
  await expect(browserPacker.unpack(Uint8Array.of(7, 7, 7, 7))).rejects.toThrow()
})
