/**
 * Colours. Here a colour is one text: `#rrggbb`, with two more digits for a white channel, with four for a cold and a warm one. It is
 * the colour at full brightness. Devices speak of red, green and blue, of hue (degrees) and saturation (%), or of x and y (CIE 1931).
 * The matrices between RGB and XYZ are those that Philips published for lamps with a wide gamut (D65).
 */

export type Channels = readonly number[]

export const hexOf = (channels: Channels): string =>
  `#${channels
    .map((n) =>
      Math.min(255, Math.max(0, Math.round(n)))
        .toString(16)
        .padStart(2, '0')
    )
    .join('')}`

/** Three, four or five channels; undefined when it is no colour. */
export function channelsOf(hex: unknown): Channels | undefined {
  if (typeof hex !== 'string' || !/^#(?:[0-9a-f]{6}|[0-9a-f]{8}|[0-9a-f]{10})$/i.test(hex)) return undefined
  return (hex.slice(1).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/** As bright as its channels let it be; undefined when it is black. */
export function brightest(channels: Channels): Channels | undefined {
  const most = Math.max(...channels)
  return most === 0 ? undefined : channels.map((n) => Math.min(255, Math.round((n / most) * 255)))
}

/** Hue in degrees and saturation in %. */
export function hsOf(channels: Channels): readonly [hue: number, saturation: number] {
  const [r = 0, g = 0, b = 0] = channels.map((n) => n / 255)
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const spread = most - least
  if (spread === 0) return [0, 0]
  const sixth = most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4
  return [rounded(sixth * 60), rounded((spread / most) * 100)]
}

export function rgbOfHs(hue: number, saturation: number): Channels {
  const s = Math.min(100, Math.max(0, saturation)) / 100
  const sixth = (((hue % 360) + 360) % 360) / 60
  const channel = (shift: number): number => {
    const at = (shift + sixth) % 6
    return 255 * (1 - s * Math.max(0, Math.min(at, 4 - at, 1)))
  }
  return [channel(5), channel(3), channel(1)].map(Math.round)
}

const linear = (n: number): number => (n > 0.04045 ? ((n + 0.055) / 1.055) ** 2.4 : n / 12.92)
const curved = (n: number): number => (n <= 0.0031308 ? 12.92 * n : 1.055 * n ** (1 / 2.4) - 0.055)

export function xyOf(channels: Channels): readonly [x: number, y: number] {
  const [r = 0, g = 0, b = 0] = channels.map((n) => linear(n / 255))
  const [x, y, z] = [
    r * 0.664511 + g * 0.154324 + b * 0.162028,
    r * 0.283881 + g * 0.668433 + b * 0.047685,
    r * 0.000088 + g * 0.07231 + b * 0.986039
  ]
  const sum = x + y + z
  return sum === 0 ? [0, 0] : [rounded(x / sum), rounded(y / sum)]
}

export function rgbOfXy(x: number, y: number): Channels {
  const clamp = (n: number): number => Math.min(1, Math.max(0, n))
  const [right, up] = [clamp(x), Math.max(1e-6, clamp(y))]
  const [bigX, bigZ] = [right / up, (1 - right - up) / up]
  const channels = [
    bigX * 1.656492 - 0.354851 - bigZ * 0.255038,
    -bigX * 0.707196 + 1.655397 + bigZ * 0.036152,
    bigX * 0.051713 - 0.121364 + bigZ * 1.01153
  ].map((n) => Math.max(0, curved(n)))
  const most = Math.max(...channels, 1e-9)
  return channels.map((n) => Math.trunc((n / (most > 1 ? most : 1)) * 255))
}

const rounded = (n: number): number => Math.round(n * 1000) / 1000

export const kelvinOf = (mired: number): number => 1e6 / mired
export const miredOf = (kelvin: number): number => Math.round(1e6 / kelvin)
