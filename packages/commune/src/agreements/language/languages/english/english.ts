/** English, whole. */
import type { Features, Language, Named, Noun } from '../../language.ts'
import { heard } from './heard.ts'

const at = (...nouns: string[]): Noun => ({ nouns, joins: 'at', plural: false })
const of = (...nouns: string[]): Noun => ({ nouns, joins: 'of', plural: false })

const features = (name: string): Features => {
  const last = name.toLowerCase().split(' ').at(-1) ?? ''
  return { plural: last.length > 3 && last.endsWith('s') && !/(?:ss|us|is|as|os|’s|'s)$/.test(last) }
}

/** Whether “the” goes before it: not before what bears one of its own, a possessive, or a proper name. */
const takesThe = (name: string): boolean =>
  /^\p{L}/u.test(name) &&
  !/^(?:the|a|an|my|our|your|his|her|their|no)\s/i.test(name) &&
  !/^\S+['’]s?(?:\s|$)/.test(name) &&
  (!isProper(name) || isTitle(name))

const isProper = (name: string): boolean => /^\p{Lu}/u.test(name)
/** “Path lamp”, as titles are written: within a sentence it is “the path lamp”. */
const isTitle = (name: string): boolean => /^\p{Lu}\p{Ll}+(?:[ -]\p{Ll}+)+$/u.test(name)

const noun = (text: string, isQuoted: boolean): string =>
  isQuoted ? text : takesThe(text) ? `the ${isTitle(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text}` : text

const called = ({ thing, isQuoted, point, tag }: Named): string => {
  const whole = noun(thing, isQuoted) + (tag === undefined ? '' : ` ${tag}`)
  if (point === undefined) return whole
  if ('nouns' in point) return `the ${point.nouns[0]} ${point.joins} ${whole}`
  return `${noun(point.text, point.isQuoted)} of ${whole}`
}

export const english: Language = {
  code: 'en',
  name: 'English',
  decimalComma: false,
  quotes: ['“', '”'],
  leads: 'the a an at of in on by this that',
  joins: 'at of in on by from',
  units: {
    '%': 'percent per_cent',
    lx: 'lux',
    '°C': 'degrees degrees_Celsius degree_Celsius Celsius',
    '°F': 'degrees_Fahrenheit Fahrenheit',
    l: 'litres litre liters liter',
    W: 'watts watt',
    kW: 'kilowatts kilowatt',
    kWh: 'kilowatt_hours kilowatt-hours',
    V: 'volts volt',
    A: 'amps amp amperes',
    m: 'metres metre meters meter',
    mm: 'millimetres millimeters',
    cm: 'centimetres centimeters',
    d: 'days day',
    h: 'hours hour hrs hr',
    min: 'minutes minute mins',
    s: 'seconds second secs sec'
  },
  unitsQuoted: [],
  nouns: {
    illuminance: at('light', 'brightness', 'illuminance'),
    temperature: at('temperature'),
    humidity: at('humidity', 'air humidity'),
    moisture: of('moisture', 'soil moisture'),
    pressure: at('pressure'),
    atmospheric_pressure: at('air pressure'),
    carbon_dioxide: at('carbon dioxide', 'CO2'),
    carbon_monoxide: at('carbon monoxide', 'CO'),
    pm1: at('finest dust', 'PM1'),
    pm25: at('fine dust', 'PM2.5'),
    pm10: at('coarse dust', 'PM10'),
    volatile_organic_compounds: at('vapours', 'VOC'),
    aqi: at('air quality'),
    sound_pressure: at('loudness', 'noise'),
    irradiance: at('sunlight', 'irradiance'),
    wind_speed: at('wind', 'wind speed'),
    wind_direction: at('wind direction'),
    precipitation: at('rain', 'rainfall'),
    precipitation_intensity: at('rain intensity'),
    level: of('level'),
    volume_storage: of('content', 'contents'),
    volume: of('volume'),
    volume_flow_rate: of('flow'),
    water: of('water meter', 'water use'),
    gas: of('gas meter', 'gas use'),
    energy: of('energy'),
    energy_storage: of('stored energy'),
    power: of('power'),
    voltage: of('voltage'),
    current: of('current'),
    frequency: of('frequency'),
    battery: of('battery', 'battery level'),
    signal_strength: of('signal', 'signal strength'),
    distance: of('distance'),
    weight: of('weight'),
    speed: of('speed'),
    duration: of('duration'),
    ph: of('acidity', 'pH'),
    conductivity: of('conductivity')
  },
  features,
  variant: (_, { plural }) => (plural ? 1 : 0),
  called,
  pronoun: 'it|they',
  pronounSaid: true,

  rule: ['ACT while|if|when|whenever|as_long_as COND', 'while|if|when|whenever|as_long_as COND ,? ?then ACT'],
  otherwise: ['otherwise ELSE', 'else ELSE', 'if not ,? ELSE'],
  unsure: ['if unsure , ELSE', 'if unsure ELSE', 'unsure ELSE', 'if that is unknown ,? ELSE', 'when in doubt ,? ELSE'],
  least: ['each time for at least DURATION', 'at least for DURATION', 'for at least DURATION'],
  rest: ['rests|rest', 'does|do nothing'],
  stay: ['stays|stay as it is|they_are', 'stays|stay'],
  press: ['is|are pressed'],
  words: ['is|are set to WORDS'],
  says: ['says|say WORDS', 'tells|tell everybody WORDS', 'tells|tell us WORDS', 'tells|tell WORDS'],
  deeds: [
    {
      about: 'light lamp brightness illuminance',
      number: ['shines|shine at AMOUNT', 'glows|glow at AMOUNT'],
      yes: ['shines|shine', 'lights|light up'],
      no: ['stays|stay dark', 'does|do not shine', 'goes|go dark']
    },
    {
      about: 'cover blind shutter shade curtain awning garage garage_door door gate window damper valve water gas',
      number: ['opens|open to AMOUNT', 'opens|open AMOUNT'],
      yes: ['opens|open'],
      no: ['closes|close', 'shuts|shut']
    },
    {
      about: 'temperature heating climate heater boiler water_heater',
      number: ['heats|heat to AMOUNT', 'heats|heat at AMOUNT'],
      yes: ['heats|heat'],
      no: ['stays|stay cold', 'does|do not heat']
    },
    {
      about: 'pump fan motor running vacuum lawn_mower humidifier dehumidifier',
      number: ['runs|run at AMOUNT'],
      yes: ['runs|run'],
      no: ['stops|stop', 'stands|stand still', 'does|do not run']
    },
    {
      about: 'siren sound bell',
      number: ['sounds|sound at AMOUNT'],
      yes: ['sounds|sound'],
      no: ['falls|fall silent', 'is|are silent']
    },
    { about: 'lock', number: ['locks|lock at AMOUNT'], yes: ['locks|lock'], no: ['unlocks|unlock'] },
    {
      about: '',
      number: ['is|are set to AMOUNT', 'is|are at AMOUNT'],
      yes: ['is|are on', 'turns|turn on', 'is|are switched on'],
      no: ['is|are off', 'turns|turn off', 'is|are switched off']
    }
  ],

  and: ['and', '&', 'but'],
  or: ['or'],
  lists: 'both either',
  forBreak: [
    'for DURATION without a gap',
    'for at least DURATION without a gap',
    'for DURATION',
    'for at least DURATION',
    'for more|longer than DURATION'
  ],
  forCount: ['for DURATION even with gaps', 'for at least DURATION even with gaps'],
  lately: [
    'at some time within the last DURATION',
    'within the last DURATION',
    'at some time in the last DURATION',
    'during the last DURATION',
    'in the last DURATION',
    'within DURATION'
  ],
  latelyNever: ['within the last DURATION'],
  average: [
    'the? average over the last DURATION of REF',
    'the? average of REF over the last DURATION',
    'REF averaged over DURATION',
    'the? average REF over DURATION',
    'REF on average over DURATION'
  ],
  rate: ['the? change an hour over the last DURATION of REF', 'the? change per hour over the last DURATION of REF'],
  used: ['the? use an hour over the last DURATION of REF', 'the? use per hour over the last DURATION of REF'],
  not: ['it is not so that INNER'],
  heldThat: ['TIME it has been so that INNER'],
  withinThat: ['SPAN it was so that INNER'],
  sinceThat: ['ever since FROM , it has been so that INNER', 'ever since FROM it has been so that INNER'],
  rises: [
    'SUBJ has|have risen above A and not yet fallen below B',
    'SUBJ rises|rise|goes|go|gets|get|climbs|climb above|over A until|till ?it|they falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under B',
    'SUBJ rises|rise|goes|go|gets|get|climbs|climb above|over A until|till below|under B'
  ],
  falls: [
    'SUBJ has|have fallen below A and not yet risen above B',
    'SUBJ falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under A until|till ?it|they rises|rise|goes|go|gets|get|climbs|climb above|over B',
    'SUBJ falls|fall|drops|drop|goes|go|gets|get|sinks|sink below|under A until|till above|over B'
  ],

  simple: ['SUBJ VERB PRED TIME?'],
  between: ['SUBJ VERB between LOW and HIGH TIME?'],
  notWord: ['not'],
  neverWord: ['never', 'at no time'],
  verbs: { be: ['is|are NOT?', 'has|have NOT? been', 'was|were NOT?'] },
  verbOf: { number: 'be', truth: 'be', words: 'be', near: 'be', sign: 'be', sun: 'be', dark: 'be' },
  compare: {
    below: ['below AMOUNT', 'under AMOUNT', 'less than AMOUNT', 'lower than AMOUNT', 'fewer than AMOUNT', 'colder|cooler|drier|emptier|darker|smaller than AMOUNT'],
    'at-most': ['at most AMOUNT', 'no more than AMOUNT', 'up to AMOUNT', 'AMOUNT or less'],
    above: ['above AMOUNT', 'over AMOUNT', 'more than AMOUNT', 'higher than AMOUNT', 'greater than AMOUNT', 'warmer|hotter|wetter|damper|fuller|brighter than AMOUNT'],
    'at-least': ['at least AMOUNT', 'no less than AMOUNT', 'AMOUNT or more'],
    is: ['exactly AMOUNT', 'equal to AMOUNT']
  },
  heads: [],
  simplyIs: ['AMOUNT'],
  truths: [
    { about: 'door window opening garage_door cover valve gate', yes: ['open'], no: ['closed', 'shut'] },
    { about: 'moisture water rain', yes: ['wet'], no: ['dry'] },
    { about: 'lock', yes: ['unlocked'], no: ['locked'] },
    { about: 'running moving motor pump', yes: ['running'], no: ['standing still', 'at rest'] },
    { about: 'connectivity', yes: ['connected'], no: ['cut off', 'disconnected'] },
    { about: 'plug', yes: ['plugged in'], no: ['unplugged'] },
    { about: 'battery', yes: ['low'], no: ['charged'] },
    { about: 'battery_charging', yes: ['charging'], no: ['off charge'] },
    { about: 'light', yes: ['bright'], no: ['unlit'] },
    { about: 'heat', yes: ['hot'], no: ['cool'] },
    { about: 'cold', yes: ['cold'], no: ['warm'] },
    { about: 'smoke gas carbon_monoxide safety tamper problem', yes: ['alarmed', 'in trouble'], no: ['calm', 'all right'] },
    { about: '', yes: ['on'], no: ['off'] }
  ],
  wordsAre: ['WORDS'],
  somebody: ['somebody', 'someone', 'anybody', 'anyone'],
  nobody: ['nobody', 'no one'],
  near: ['near PULSE', 'at PULSE', 'by PULSE', 'close to PULSE'],
  sign: ['active'],
  sun: ['the? sun'],
  up: ['up'],
  down: ['down'],
  darkIt: ['it'],
  dark: ['dark'],

  alone: { forBreak: ['for DURATION'], forCount: ['for DURATION'] },

  heard,

  templates: {
    'path-lamp': { title: 'A lamp for the path', roles: { lamp: 'lamp', ear: 'motion sensor', eye: 'light sensor' }, says: {} },
    'sun-pump': { title: 'Pump while the sun shines', roles: { pump: 'pump', panel: 'solar panel', tank: 'tank' }, says: {} },
    'tank-warning': {
      title: 'Tell us before the tank runs dry',
      roles: { box: 'box', tank: 'tank' },
      says: { low: 'The tank is nearly empty.', unknown: 'Nobody knows how full the tank is: look at its sensor.' }
    }
  }
}
