/**
 * Units as descriptions write them: QUDT (`qudt:DEG_C`, `http://qudt.org/vocab/unit/DEG_C`), UCUM codes (`Cel`), OM (`om:degreeCelsius`),
 * SenML, and plain words in any case. Each becomes the code that readings carry here. What is not known stays as it was written:
 * it is shown, and compares with itself alone.
 */

/** Code, then every other way it is written, in lower case; UCUM codes stand apart, as their capitals count. */
const names: readonly (readonly [code: string, ways: string])[] = [
  ['°C', 'deg_c degc c celsius celcius centigrade degreecelsius degreescelsius degree_celsius celsiusunit'],
  ['°F', 'deg_f degf f fahrenheit degreefahrenheit degreesfahrenheit'],
  ['K', 'kelvin'],
  ['%', 'percent percentage pct percent_rh relativehumidity'],
  ['ppm', 'partspermillion'],
  ['ppb', 'partsperbillion'],
  ['lx', 'lux'],
  ['W/m²', 'w-per-m2 wattpersquaremetre'],
  ['μg/m³', 'microgm-per-m3 microgrampercubicmetre ug/m3'],
  ['mg/m³', 'milligm-per-m3'],
  ['Pa', 'pascal'],
  ['hPa', 'hectopa hectopascal'],
  ['kPa', 'kilopa kilopascal'],
  ['bar', ''],
  ['mbar', 'millibar'],
  ['m', 'metre meter metres meters'],
  ['mm', 'millim millimetre millimeter'],
  ['cm', 'centim centimetre centimeter'],
  ['km', 'kilom kilometre kilometer'],
  ['m²', 'm2 squaremetre'],
  ['l', 'litre liter litres liters'],
  ['ml', 'millil millilitre milliliter'],
  ['m³', 'm3 cubicmetre cubicmeter'],
  ['gal', 'gal_us gallon'],
  ['l/min', 'l-per-min litreperminute'],
  ['l/h', 'l-per-hr'],
  ['m³/h', 'm3-per-hr cubicmetreperhour'],
  ['g', 'gm gram grams'],
  ['kg', 'kilogm kilogram kilograms'],
  ['W', 'watt watts'],
  ['kW', 'kilow kilowatt kilowatts'],
  ['VA', 'v-a voltampere'],
  ['Wh', 'w-hr watthour'],
  ['kWh', 'kilow-hr kilowatthour kilowatthours kwh'],
  ['J', 'joule'],
  ['V', 'volt volts'],
  ['mV', 'milliv millivolt'],
  ['A', 'ampere amperes amp'],
  ['mA', 'millia milliampere'],
  ['Ω', 'ohm'],
  ['Hz', 'hertz'],
  ['rpm', 'rev-per-min revolutionsperminute'],
  ['s', 'sec second seconds'],
  ['ms', 'millisec millisecond milliseconds'],
  ['min', 'minute minutes'],
  ['h', 'hr hour hours'],
  ['d', 'day days'],
  ['m/s', 'm-per-sec metrepersecond'],
  ['km/h', 'kilom-per-hr kilometreperhour kmh'],
  ['mm/h', 'millim-per-hr'],
  ['dB', 'decib decibel'],
  ['dBm', 'decib_m'],
  ['°', 'deg degree degrees'],
  ['pH', 'ph'],
  ['μS/cm', 'micros-per-centim'],
  ['mired', '']
]

const byUcum: ReadonlyMap<string, string> = new Map([
  ['Cel', '°C'],
  ['[degF]', '°F'],
  ['[ppm]', 'ppm'],
  ['[ppb]', 'ppb'],
  ['ug/m3', 'μg/m³'],
  ['mg/m3', 'mg/m³'],
  ['W/m2', 'W/m²'],
  ['L', 'l'],
  ['mL', 'ml'],
  ['m3', 'm³'],
  ['m2', 'm²'],
  ['L/min', 'l/min'],
  ['L/h', 'l/h'],
  ['m3/h', 'm³/h'],
  ['W.h', 'Wh'],
  ['kW.h', 'kWh'],
  ['V.A', 'VA'],
  ['Ohm', 'Ω'],
  ['B[10.nV]', 'dB'],
  ['deg', '°'],
  ['[pH]', 'pH'],
  ['uS/cm', 'μS/cm'],
  ['[gal_us]', 'gal'],
  ['%RH', '%'],
  ['/min', 'rpm'],
  ['lm/m2', 'lx']
])

const codes = new Set(names.map(([code]) => code))
const byName = new Map(
  names.flatMap(([code, ways]) =>
    [code.toLowerCase(), ...ways.split(' ')].filter((way) => way !== '').map((way) => [way, code] as const)
  )
)
// A capital tells these apart; in lower case they mean nothing for sure.
for (const unclear of ['mw', 'ma', 'mv', 'pa', 'm', 'a', 'k', 'f', 'c', 'h', 'w', 'v', 'd', 'g', 's', 'l']) byName.delete(unclear)

const unitCharsMax = 40

/** The code of a unit as it is written in a description; undefined for none. */
export const unitFrom = (written: string | undefined): string | undefined => {
  const text = written?.trim().normalize('NFC').replaceAll('\u00b5', '\u03bc') ?? ''
  if (text === '' || text === '1' || /^(?:none|unitless|unit:UNITLESS|qudt:UNITLESS)$/i.test(text)) return undefined
  if (codes.has(text)) return text
  const last = /^(?:https?:\/\/\S*[#/]|[A-Za-z][\w.-]*:)([^#/]\S*)$/.exec(text)?.[1] ?? text
  return (
    byUcum.get(last) ??
    (codes.has(last) ? last : undefined) ??
    byName.get(last.toLowerCase()) ??
    byName.get(last.toLowerCase().replace(/[\s_-]+/g, '')) ??
    text.slice(0, unitCharsMax)
  )
}
