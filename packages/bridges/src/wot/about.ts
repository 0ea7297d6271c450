/**
 * What a point is about, in the words of Home Assistant's device classes. A description says it by a semantic type (`saref:Temperature`,
 * `TemperatureProperty`), or by no more than the name of the property. Nothing is guessed from prose.
 */

const sensed = [
  'temperature',
  'humidity',
  'illuminance',
  'pressure',
  'power',
  'energy',
  'voltage',
  'current',
  'frequency',
  'battery',
  'co2',
  'moisture',
  'wind_speed',
  'precipitation',
  'water',
  'gas',
  'volume',
  'distance',
  'weight',
  'speed',
  'carbon_dioxide',
  'carbon_monoxide',
  'pm25',
  'pm10',
  'door',
  'window',
  'light',
  'switch',
  'outlet',
  'valve',
  'lock',
  'smoke',
  'heat',
  'cold',
  'problem',
  'tamper',
  'opening',
  'garage_door',
  'plug'
] as const

/** Signs that somebody is there: felt, never kept. */
const felt = new Set(['motion', 'occupancy', 'presence', 'moving', 'vibration', 'sound'])
const known = new Set<string>([...sensed, ...felt])

const others: Readonly<Record<string, string>> = {
  brightness: 'light',
  brightnesslevel: 'light',
  dimmer: 'light',
  onoff: 'switch',
  level: 'light',
  lux: 'illuminance',
  luminosity: 'illuminance',
  co2: 'carbon_dioxide',
  carbondioxide: 'carbon_dioxide',
  windspeed: 'wind_speed',
  open: 'opening',
  motiondetected: 'motion',
  movement: 'motion',
  occupied: 'occupancy',
  present: 'presence',
  persondetected: 'presence',
  instantaneouspower: 'power',
  soilmoisture: 'moisture',
  airtemperature: 'temperature',
  relativehumidity: 'humidity',
  barometricpressure: 'pressure',
  batterylevel: 'battery',
  leak: 'moisture',
  smart_plug: 'outlet',
  smartplug: 'outlet'
}

const plain = (text: string): string =>
  (text.split(/[:#/]/).at(-1) ?? '')
    .replace(/(?:Property|Sensor|Event|Alarm|State|Status)$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** The first of these that means something. */
export const aboutFrom = (types: readonly string[], name: string): string | undefined => {
  for (const text of [...types, name]) {
    const word = plain(text)
    const found = others[word.replaceAll('_', '')] ?? (known.has(word) ? word : undefined)
    if (found !== undefined) return found
  }
  return undefined
}

export const isFelt = (about: string | undefined): boolean => about !== undefined && felt.has(about)

/** Where a person or a thing that is carried is, is not taken in. */
export const isWhereabouts = (types: readonly string[], name: string): boolean =>
  [...types, name].some((text) =>
    /^(?:geo_?)?(?:location|latitude|longitude|lat|lon|long|lng|gps|gps_position|coordinates|geo_?position|whereabouts)$/.test(
      plain(text)
    )
  )
