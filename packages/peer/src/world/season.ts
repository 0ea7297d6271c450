/** Seasons since 1970: what keep classes and ring keys are counted in (V4, K1). A quarter of a mean year each. */
const seasonMs = 7_889_400_000

export const seasonOf = (nowMs: number): number => Math.floor(nowMs / seasonMs) & 0xffff
