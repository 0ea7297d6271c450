/** Answers as text and back: plain trees with whole numbers of any size. */

/** Undefined for what cannot be read again as it was. */
export const written = (answer: unknown): string | undefined => {
  try {
    return JSON.stringify(answer, (_key, value: unknown) => {
      if (typeof value === 'bigint') return { [bigKey]: String(value) }
      if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) throw new Error('not a plain tree')
      return value
    })
  } catch {
    return undefined
  }
}

export const readAgain = (text: string): unknown => {
  try {
    return JSON.parse(text, (_key, value: unknown) => {
      const big = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[bigKey] : undefined
      return typeof big === 'string' && /^-?\d{1,40}$/.test(big) ? BigInt(big) : value
    })
  } catch {
    return undefined
  }
}

const bigKey = '#big'
