/** English, whole. */
import { ways } from '../heard.ts'
import type { Features, Language, Named, Noun } from '../language.ts'

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

  and: ['and', '&'],
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
    'the? average REF over DURATION'
  ],
  rate: ['the? change an hour over the last DURATION of REF', 'the? change per hour over the last DURATION of REF'],
  used: ['the? use an hour over the last DURATION of REF', 'the? use per hour over the last DURATION of REF'],
  not: ['it is not so that INNER'],
  heldThat: ['TIME it has been so that INNER'],
  withinThat: ['SPAN it was so that INNER'],
  sinceThat: ['ever since FROM , it has been so that INNER', 'ever since FROM it has been so that INNER'],
  rises: [
    'SUBJ has|have risen above A and not yet fallen below B',
    'SUBJ rises|rise above A until ?it|they falls|fall below B',
    'SUBJ rises|rise above A until below B'
  ],
  falls: [
    'SUBJ has|have fallen below A and not yet risen above B',
    'SUBJ falls|fall below A until ?it|they rises|rise above B',
    'SUBJ falls|fall below A until above B'
  ],

  simple: ['SUBJ VERB PRED TIME?'],
  notWord: ['not'],
  neverWord: ['never', 'at no time'],
  verbs: { be: ['is|are NOT?', 'has|have NOT? been', 'was|were NOT?'] },
  verbOf: { number: 'be', truth: 'be', words: 'be', near: 'be', sign: 'be', sun: 'be', dark: 'be' },
  compare: {
    below: ['below AMOUNT', 'under AMOUNT', 'less than AMOUNT', 'lower than AMOUNT', 'fewer than AMOUNT', 'colder|cooler|drier|emptier|darker|smaller than AMOUNT'],
    'at-most': ['at most AMOUNT', 'no more than AMOUNT', 'up to AMOUNT', 'AMOUNT or less'],
    above: ['above AMOUNT', 'over AMOUNT', 'more than AMOUNT', 'higher than AMOUNT', 'greater than AMOUNT', 'warmer|hotter|wetter|damper|fuller|brighter than AMOUNT'],
    'at-least': ['at least AMOUNT', 'no less than AMOUNT', 'AMOUNT or more'],
    is: ['exactly AMOUNT', 'equal to AMOUNT', 'AMOUNT']
  },
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

  heard: {
    please: 'please',
    not: ['not INNER'],
    nay: 'isn’t|isn\'t|aren’t|aren\'t|doesn’t|doesn\'t|don’t|don\'t',
    asks: {
      on: ways(
        'turn|switch|put|leave|keep ACTOR on ADV? / turn|switch|put on ACTOR / leave|keep on ACTOR / run|start|activate|open|unlock|light|ring|press|push|sound ACTOR / let ACTOR run / keep ACTOR running|open / turn ACTOR up',
          'do_not|don’t|don\'t|never turn|switch|shut off ACTOR / do_not|don’t|don\'t|never turn|switch|shut ACTOR off / do_not|don’t|don\'t|never stop|close|shut ACTOR / heat'
      ),
      off: ways(
        'turn|switch|shut|leave|keep ACTOR off ADV? / turn|switch|shut off ACTOR / stop|close|shut|lock|deactivate ACTOR / keep ACTOR closed|shut|dark',
          'do_not|don’t|don\'t|never run|start|open|activate ACTOR / do_not|don’t|don\'t|never turn|switch on ACTOR / do_not|don’t|don\'t|never turn|switch ACTOR on'
      ),
      number: ways(
        'turn|switch|dim|set|put|keep|hold|leave|run|open ACTOR ADV? to|at AMOUNT / turn|dim ACTOR up|down to AMOUNT / turn|switch ACTOR on at|to AMOUNT / turn|switch on ACTOR at|to AMOUNT / turn up|down ACTOR to AMOUNT'
      ),
      tell: ways(
        'tell|notify|warn|alert|inform|remind us|me|everybody|everyone ?that WORDS? / tell|say WORDS? / send us|me|everybody|everyone ?a ?message WORDS? / send ?a message WORDS? / let us|me|everybody|everyone know WORDS?'
      )
    },
    deeds: {
      on: ways('on / goes|go|comes|come|must|should|may be|go on / rings|ring / should|must|may run|open|ring'),
      off: ways('off / goes|go off / must|should|may not run|open|ring / must|should|may not be on / must|should|may be off'),
      number: ways('goes|go|dims|dim ADV? to AMOUNT / at AMOUNT')
    },
    conjunctions: 'while|if|when|whenever|as_long_as|as_soon_as|once|only_if|only_when|only_while',
    whole: ways(
      'UNLESS ,? ?then ACT / MOMENT ,? CONJ CONDS ,? ?then ACT / MOMENT ,? ACT CONJ CONDS / MOMENT ,? ACT / ELAPSED ,? ACT / AFTER ,? ACT / ACT ,? ?but ?only CONJ CONDS / ACT EXCEPT / ACT AFTER / ACT'
    ),
    except: ways(',? unless COND / ,? except when|if|while COND'),
    provided: ways(',? but|and only if|when|while COND / ,? provided|provided_that|as_long_as COND'),
    after: ['after COND'],
    elapsed: ['after DURATION'],
    moments: {
      dark: ways('?only at night / ?only after dark / ?only during the night / ?only in the dark / ?only by night / ?only from dusk to|till|until dawn'),
      down: ways('?only after sunset / ?only from sunset to|till|until sunrise / ?only between sunset and sunrise'),
      up: ways('?only by day / ?only during the day / ?only in daylight / ?only after sunrise / ?only from sunrise to|till|until sunset')
    },
    states: {
      dark: ways('it\'s|it’s|it is? night|dark / it is|gets NOT night|dark / it NAY night|dark / it gets|becomes|turns dark / night falls / it has got dark'),
      down: ways('the? sun sets|goes_down|has_set|is_set / the? sun has gone down'),
      up: ways('it\'s|it’s|it is? day|light|daylight|daytime / it is|gets NOT day|light|daylight / it NAY day|light|daylight / it gets|becomes light / the? sun rises|comes_up|has_risen')
    },
    lasts: ['for DURATION'],
    leasts: ways('for at least DURATION'),
    ago: ['in DURATION'],
    bare: ['DURATION'],
    simple: ways('SUBJ NAY PRED TIME? / SUBJ stays|stay|remains|remain|keeps|gets|get PRED TIME? / SUBJ is|are left PRED TIME?'),
    numbers: {
      below: ways(
        'SUBJ drops|drop|falls|fall|goes|go|sinks|sink|gets|get|stays|stay|dropped|fell below|under AMOUNT TIME?',
          'SUBJ uses|use|needs|need|has|have|takes|draws|makes|gives|used less|fewer than AMOUNT TIME? / SUBJ < AMOUNT TIME?'
      ),
      'at-most': ways('SUBJ drops|drop|falls|fall|goes|go|sinks|sink to|down_to AMOUNT TIME? / SUBJ <=|≤ AMOUNT TIME? / SUBJ has|have|uses|use at most AMOUNT TIME?'),
      above: ways(
        'SUBJ rises|rise|climbs|climb|goes|go|gets|get|stays|stay above|over AMOUNT TIME? / SUBJ exceeds|exceed|passes AMOUNT TIME?',
          'SUBJ uses|use|needs|need|has|have|takes|draws|makes|gives more than AMOUNT TIME? / SUBJ > AMOUNT TIME?'
      ),
      'at-least': ways('SUBJ reaches|reach AMOUNT TIME? / SUBJ rises|rise|goes|go|climbs up? to AMOUNT TIME? / SUBJ >=|≥ AMOUNT TIME? / SUBJ has|have|uses|use at least AMOUNT TIME?'),
      is: ways('SUBJ = AMOUNT TIME?')
    },
    between: ways(
      'SUBJ VERB between LOW and HIGH TIME? / SUBJ VERB at least LOW and at most HIGH TIME? / SUBJ VERB from LOW to HIGH TIME? / SUBJ stays|stay between LOW and HIGH TIME?'
    ),
    counted: ['SUBJ has|have used USED SPAN'],
    warmth: {
      below: ways('it is|gets|has_been NOT? colder|cooler|less than AMOUNT PLACE? TIME? / it is|gets|has_been NOT? below|under AMOUNT PLACE? TIME?',
        'it’s|it\'s colder|cooler than AMOUNT PLACE? TIME? / it’s|it\'s below|under AMOUNT PLACE? TIME?'),
      above: ways('it is|gets|has_been NOT? warmer|hotter|more than AMOUNT PLACE? TIME? / it is|gets|has_been NOT? above|over AMOUNT PLACE? TIME?',
        'it’s|it\'s warmer|hotter than AMOUNT PLACE? TIME? / it’s|it\'s above|over AMOUNT PLACE? TIME?')
    },
    shared: {
      both: ways('?both SUBJ and SUBJ VERB PRED TIME?'),
      either: ways('?either SUBJ or SUBJ VERB PRED TIME?'),
      neither: ways('neither SUBJ nor SUBJ VERB PRED TIME?')
    },
    passes: ways(
      'PERSON passes|pass|moves|walks_by|comes_by|goes_by|passes_by|has_passed|is_there|is_moving|walks_past|is_home|comes NEAR? TIME?',
        'PERSON passes|has_passed PULSE TIME? / there is|has_been motion|movement|somebody|someone NEAR? TIME? / motion|movement is detected|on|felt|seen|there NEAR? TIME?'
    ),
    still: ways('there is|has_been no motion|movement NEAR? TIME? / there is|has_been nobody|no_one NEAR? TIME?',
      'no motion|movement is|has_been detected|felt|seen NEAR? TIME? / motion|movement is off|not_detected NEAR? TIME?'),
    turns: [
      {
        about: 'door window opening garage_door cover valve gate',
        yes: ways('SUBJ opens|open|opened TIME? / SUBJ is|has_been left|standing open TIME? / SUBJ does|do NOT open TIME? / SUBJ NAY open TIME?'),
        no: ways('SUBJ closes|close|shuts|shut|closed TIME? / SUBJ does|do NOT close|shut TIME? / SUBJ NAY close|shut TIME?')
      },
      {
        about: 'running moving motor pump',
        yes: ways('SUBJ runs|run|starts|start|works|has_been_running TIME? / SUBJ does|do NOT run TIME? / SUBJ NAY run TIME?'),
        no: ways('SUBJ stops|stop|stands_still|has_stopped TIME?')
      },
      { about: '', yes: ways('SUBJ turns|turn|goes|go|comes|come|switches on TIME?'), no: ways('SUBJ turns|turn|goes|go|switches off TIME?') }
    ],
    spans: { 'half an hour': 1_800_000, 'a quarter of an hour': 900_000, 'a quarter hour': 900_000, 'three quarters of an hour': 2_700_000, 'an hour and a half': 5_400_000, 'half a minute': 30_000,
      'half a day': 43_200_000, 'an hour': 3_600_000, hour: 3_600_000, 'a minute': 60_000, minute: 60_000, 'a day': 86_400_000, day: 86_400_000 },
    numerals: { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, twenty: 20, thirty: 30 },
    clock: ways(
      'at|from|until|till|before|by HOUR o’clock|o\'clock|am|pm|a.m.|p.m. / at|from|until|till|before|by HOUR',
        'every|each|on monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|hour|morning|evening|night|week|weekday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekdays / in the morning|evening|afternoon / at noon|midnight / daily|weekly|hourly'
    )
  },

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
