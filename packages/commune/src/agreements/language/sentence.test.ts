import { expect, test } from 'vitest'
import type { Condition, Rule } from '../rule.ts'
import { english, german, languages, spanish } from './languages/index.ts'
import { lexiconOf } from './lexicon.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { placeIn } from './testing/place.ts'

const eye = { is: 'reading', point: 'eye.0/lux' } as const
const dim: Condition = { is: 'compare', of: eye, how: 'below', to: { value: 10, unit: 'lx' } }
const near: Condition = { is: 'near', point: 'ear.0/motion' }
const open: Condition = { is: 'compare', of: { is: 'reading', point: 'door.0/contact' }, how: 'is', to: true }
const dark: Condition = { is: 'sun', state: 'dark' }
const ms = 600_000

/** Each kind of condition, and what it is in English, Spanish and German after “while”. */
const said: readonly (readonly [Condition, string, string, string])[] = [
  [near, 'somebody is near the step ear', 'alguien está cerca del oído', 'jemand beim Schrittohr ist'],
  [{ is: 'not', that: near }, 'nobody is near the step ear', 'nadie está cerca del oído', 'niemand beim Schrittohr ist'],
  [{ is: 'near', point: 'bell.0/pressed' }, 'the bell is active', 'el timbre está activo', 'die Klingel aktiv ist'],
  [
    dim,
    'the light at the dusk eye is below 10 lx',
    'la luz en el ojo del patio está por debajo de 10 lx',
    'das Licht beim Dämmerungsauge unter 10 lx liegt'
  ],
  [
    { is: 'not', that: dim },
    'the light at the dusk eye is not below 10 lx',
    'la luz en el ojo del patio no está por debajo de 10 lx',
    'das Licht beim Dämmerungsauge nicht unter 10 lx liegt'
  ],
  [
    { is: 'compare', of: eye, how: 'at-least', to: { value: 1.5, unit: 'klx' } },
    'the light at the dusk eye is at least 1.5 klx',
    'la luz en el ojo del patio está como mínimo en 1,5 klx',
    'das Licht beim Dämmerungsauge mindestens bei 1,5 klx liegt'
  ],
  [open, 'the front door is open', 'la puerta está abierta', 'die Haustür offen ist'],
  [
    { is: 'compare', of: { is: 'reading', point: 'door.0/contact' }, how: 'is-not', to: false },
    'the front door is not closed',
    'la puerta no está cerrada',
    'die Haustür nicht geschlossen ist'
  ],
  [
    { is: 'compare', of: { is: 'reading', point: 'stove.0/state' }, how: 'is', to: 'eco' },
    'the stove is “eco”',
    'el horno está en «eco»',
    'der Ofen auf „eco“ steht'
  ],
  [{ is: 'sun', state: 'up' }, 'the sun is up', 'el sol está sobre el horizonte', 'die Sonne am Himmel steht'],
  [{ is: 'sun', state: 'down' }, 'the sun is down', 'el sol está bajo el horizonte', 'die Sonne unter dem Horizont steht'],
  [dark, 'it is dark', 'fuera está oscuro', 'es dunkel ist'],
  [
    { is: 'held', that: open, ms, gaps: 'break' },
    'the front door has been open for 10 min without a gap',
    'la puerta está desde hace 10 min sin huecos abierta',
    'die Haustür seit 10 min lückenlos offen ist'
  ],
  [
    { is: 'held', that: { is: 'not', that: near }, ms, gaps: 'count' },
    'nobody has been near the step ear for 10 min even with gaps',
    'nadie está desde hace 10 min aun con huecos cerca del oído',
    'niemand seit 10 min auch mit Lücken beim Schrittohr ist'
  ],
  [
    { is: 'held', that: { is: 'or', of: [open, dark] }, ms, gaps: 'break' },
    'for 10 min without a gap it has been so that (the front door is open or it is dark)',
    'desde hace 10 min sin huecos se cumple esto: (la puerta está abierta o fuera está oscuro)',
    'seit 10 min lückenlos gilt, dass (die Haustür offen ist oder es dunkel ist)'
  ],
  [
    { is: 'within', that: dim, ms: 5_400_000 },
    'the light at the dusk eye was below 10 lx at some time within the last 1 h 30 min',
    'la luz en el ojo del patio estuvo en los últimos 1 h 30 min alguna vez por debajo de 10 lx',
    'das Licht beim Dämmerungsauge in den letzten 1 h 30 min einmal unter 10 lx lag'
  ],
  [
    { is: 'not', that: { is: 'within', that: near, ms } },
    'nobody was near the step ear within the last 10 min',
    'nadie estuvo en los últimos 10 min cerca del oído',
    'niemand in den letzten 10 min beim Schrittohr war'
  ],
  [
    { is: 'not', that: { is: 'within', that: dim, ms } },
    'the light at the dusk eye was never below 10 lx within the last 10 min',
    'la luz en el ojo del patio nunca estuvo en los últimos 10 min por debajo de 10 lx',
    'das Licht beim Dämmerungsauge in den letzten 10 min nie unter 10 lx lag'
  ],
  [
    { is: 'within', that: { is: 'not', that: near }, ms },
    'at some time within the last 10 min it was so that nobody is near the step ear',
    'en los últimos 10 min alguna vez se cumplió esto: nadie está cerca del oído',
    'in den letzten 10 min einmal galt, dass niemand beim Schrittohr ist'
  ],
  [
    { is: 'since', that: { is: 'not', that: open }, from: near },
    'ever since somebody is near the step ear, it has been so that (it is not so that the front door is open)',
    'desde que alguien está cerca del oído, se cumple siempre esto: (no se cumple esto: la puerta está abierta)',
    'seit jemand beim Schrittohr ist, durchgehend gilt, dass (es nicht so ist, dass die Haustür offen ist)'
  ],
  [
    { is: 'rises', of: eye, above: { value: 20, unit: 'lx' }, below: { value: 5, unit: 'lx' } },
    'the light at the dusk eye has risen above 20 lx and not yet fallen below 5 lx',
    'la luz en el ojo del patio ha subido por encima de 20 lx y aún no ha bajado por debajo de 5 lx',
    'das Licht beim Dämmerungsauge über 20 lx gestiegen und noch nicht unter 5 lx gefallen ist'
  ],
  [
    { is: 'compare', of: { is: 'average', point: 'stove.0/temp', ms }, how: 'above', to: { value: 50, unit: '°C' } },
    'the average over the last 10 min of the temperature at the stove is above 50 °C',
    'la media de los últimos 10 min de la temperatura en el horno está por encima de 50 °C',
    'im Mittel der letzten 10 min die Temperatur beim Ofen über 50 °C liegt'
  ],
  [
    { is: 'compare', of: { is: 'rate', point: 'meter.0/water', ms }, how: 'above', to: { value: 20, unit: 'l' } },
    'the use an hour over the last 10 min of the water meter of the house is above 20 l',
    'el consumo por hora en los últimos 10 min del contador de agua de la casa está por encima de 20 l',
    'der Verbrauch je Stunde in den letzten 10 min vom Wasserzähler vom Haus über 20 l liegt'
  ],
  [
    { is: 'and', of: [near, { is: 'or', of: [open, dark] }, dim] },
    'somebody is near the step ear, (the front door is open or it is dark) and the light at the dusk eye is below 10 lx',
    'alguien está cerca del oído, (la puerta está abierta o fuera está oscuro) y la luz en el ojo del patio está por debajo de 10 lx',
    'jemand beim Schrittohr ist, (die Haustür offen ist oder es dunkel ist) und das Licht beim Dämmerungsauge unter 10 lx liegt'
  ]
]

const lamp = (condition: Condition): Rule => ({
  act: 'lamp.0/level',
  to: { value: 60, unit: '%' },
  while: condition,
  otherwise: 'rest',
  unsure: 'rest'
})

test.each(said)('a condition is said in three languages, and read in each', (condition, ...sentences) => {
  const whole = [
    [english, `The path lamp shines at 60 % while ${sentences[0]}; otherwise it rests; if unsure, it rests.`],
    [spanish, `La lámpara del camino brilla al 60 % mientras ${sentences[1]}; si no, descansa; en la duda, descansa.`],
    [german, `Die Wegelampe leuchtet mit 60 %, solange ${sentences[2]}; sonst ruht sie; im Zweifel ruht sie.`]
  ] as const
  for (const [language, sentence] of whole) {
    expect(writeSentence(lamp(condition), placeIn(language.code), language)).toBe(sentence)
    expect(readSentence(sentence, placeIn(language.code), language)).toEqual({ ok: true, value: lamp(condition) })
  }
})

/** Each kind of act, with all that can be said behind it. */
const deeds: readonly (readonly [Omit<Rule, 'while'>, string, string, string])[] = [
  [
    { act: 'pump.0/on', to: true, otherwise: { to: false }, unsure: 'stay', leastMs: 90_500 },
    'The pump runs while it is dark; otherwise it stops; if unsure, it stays as it is; each time for at least 1 min 30.5 s.',
    'La bomba funciona mientras fuera está oscuro; si no, se para; en la duda, sigue como está; cada vez al menos 1 min 30,5 s.',
    'Die Pumpe läuft, solange es dunkel ist; sonst steht sie still; im Zweifel bleibt sie, wie sie ist; jedes Mal mindestens 1 min 30,5 s lang.'
  ],
  [
    { act: 'stove.0/mode', to: 'eco', otherwise: { to: 'boost' }, unsure: 'rest' },
    'The stove is set to “eco” while it is dark; otherwise it is set to “boost”; if unsure, it rests.',
    'El horno se pone en «eco» mientras fuera está oscuro; si no, se pone en «boost»; en la duda, descansa.',
    'Der Ofen steht auf „eco“, solange es dunkel ist; sonst steht er auf „boost“; im Zweifel ruht er.'
  ],
  [
    { act: 'bell.0/ring', to: 'press', otherwise: 'rest', unsure: 'rest' },
    'The bell is pressed while it is dark; otherwise it rests; if unsure, it rests.',
    'El timbre se pulsa mientras fuera está oscuro; si no, descansa; en la duda, descansa.',
    'Die Klingel wird gedrückt, solange es dunkel ist; sonst ruht sie; im Zweifel ruht sie.'
  ],
  [
    { act: 'box.0/tell', to: 'It is “dark”.', otherwise: 'rest', unsure: { to: 'Look!' } },
    'The box says “It is “dark””.” while it is dark; otherwise it rests; if unsure, it says “Look!”',
    'La caja dice «It is “dark”.» mientras fuera está oscuro; si no, descansa; en la duda, dice «Look!»',
    'Das Gerät sagt „It is ““dark””.“, solange es dunkel ist; sonst ruht es; im Zweifel sagt es „Look!“'
  ]
]

test.each(deeds)('an act is said in three languages, and read in each', (rest, ...sentences) => {
  const rule: Rule = { ...rest, while: dark }
  for (const [index, language] of languages.entries()) {
    expect(writeSentence(rule, placeIn(language.code), language)).toBe(sentences[index])
    expect(readSentence(sentences[index] ?? '', placeIn(language.code), language)).toEqual({ ok: true, value: rule })
  }
})

const asked = (language: (typeof languages)[number], sentence: string): unknown => {
  const read = readSentence(sentence, placeIn(language.code), language)
  return read.ok ? read.value : read.error
}

test.each([
  [english, 'if IT is dark, then the path lamp shines at 60 percent'],
  [english, 'path lamp glows at 60% whenever it is dark'],
  [english, 'The path lamp shines at 60 % while it is dark. Otherwise it rests. If unsure, it rests.'],
  [spanish, 'si fuera está oscuro, la lámpara del camino brilla a 60 por ciento'],
  [spanish, 'lámpara del camino brilla al 60 % cuando afuera está oscuro; de lo contrario descansa'],
  [spanish, 'si está oscuro, la lámpara del camino brilla al 60 %; si no, descansa'],
  [german, 'wenn es dunkel ist, leuchtet die Wegelampe mit 60 Prozent'],
  [german, 'Wegelampe leuchtet mit 60% falls es dunkel ist, ansonsten ruht sie']
] as const)('%# what people write in their own way is understood: $1', (language, sentence) => {
  expect(asked(language, sentence)).toEqual(lamp(dark))
})

test.each([
  [english, 'the dusk eye is less than 1,000.5 lux', 1_000.5],
  [english, 'the brightness at dusk eye is under 1.5 LX', 1.5],
  [german, 'die Helligkeit beim Dämmerungsauge kleiner als 1.000,5 Lux ist', 1_000.5],
  [german, 'das Licht beim Dämmerungsauge unter 1.5 lx ist', 1.5],
  [english, 'the light is below 1.5 lx', 1.5],
  [german, 'das Licht unter 1,5 lx liegt', 1.5],
  [spanish, 'la luminosidad en el ojo del patio es menor que 1.000,5 lux', 1_000.5],
  [spanish, 'la luz en el ojo del patio está debajo de −1,5 lx', -1.5],
  [spanish, 'la luz en el ojo del patio es inferior a 20 lux', 20],
  [spanish, 'la luz en el ojo del patio es menos de 20 lux', 20]
] as const)('%# numbers and other words for the same are understood: $1', (language, condition, value) => {
  const first =
    {
      en: 'the path lamp shines at 60 % while',
      de: 'Wegelampe leuchtet mit 60 %, solange',
      es: 'lámpara del camino brilla al 60 % mientras'
    }[language.code] ?? ''
  expect(asked(language, `${first} ${condition}`)).toEqual(
    lamp({ is: 'compare', of: eye, how: 'below', to: { value, unit: 'lx' } })
  )
})

test.each([
  [spanish, 'la bomba gira cuando la puerta ha estado abierta durante 10 minutos', { is: 'held', that: open, ms, gaps: 'break' }],
  [german, 'die Pumpe läuft, wenn die Haustür seit 10 Minuten offen steht', { is: 'held', that: open, ms, gaps: 'break' }],
  [german, 'die Pumpe läuft, solange in den letzten 10 min jemand beim Schrittohr war', { is: 'within', that: near, ms }]
] as const)('%# doors that stand open, and what was lately, are understood as people say it: $1', (language, sentence, condition) => {
  expect(asked(language, sentence)).toEqual({ act: 'pump.0/on', to: true, while: condition, otherwise: 'rest', unsure: 'rest' })
})

test.each([
  [german, 'öffnet', 'schließt'],
  [german, 'geht auf', 'geht zu'],
  [german, 'öffnet sich', 'schliesst sich'],
  [spanish, 'abre', 'cierra'],
  [spanish, 'se abre', 'se cierra']
] as const)('%# what opens and closes does so as people say it: $1, $2', (language, opens, closes) => {
  const place = lexiconOf([{ id: 'v.0/o', use: 'act', thing: 'V', name: 'o', shape: { is: 'yes-no' }, about: 'valve' }])
  for (const [word, to] of [[opens, true], [closes, false]] as const) {
    const sentence = language === german ? `„V“ ${word}, solange es dunkel ist` : `«V» ${word} mientras está oscuro`
    expect(readSentence(sentence, place, language)).toMatchObject({ ok: true, value: { to } })
  }
})

test('“and” binds before “or”, lists may have commas, and brackets say it otherwise', () => {
  const read = (condition: string): unknown => (asked(english, `the pump runs while ${condition}`) as Rule).while
  expect(read('it is dark or the sun is up and the sun is down')).toEqual({
    is: 'or',
    of: [
      dark,
      {
        is: 'and',
        of: [
          { is: 'sun', state: 'up' },
          { is: 'sun', state: 'down' }
        ]
      }
    ]
  })
  expect(read('either it is dark, the sun is up, or the sun is down')).toMatchObject({ is: 'or', of: [dark, {}, {}] })
  expect(read('(it is dark or the sun is up) and the sun is down')).toMatchObject({ is: 'and', of: [{ is: 'or' }, {}] })
})

test('a number stands before “in the last hour” without being inches, and what “está en” 0 s is no time that something lasted', () => {
  const lexicon = lexiconOf([
    { thing: 'queue', name: 'queue', id: 'queue.0/n', use: 'reading', shape: { is: 'number' } },
    { thing: 'timer', name: 'timer', id: 'timer.0/s', use: 'reading', shape: { is: 'number', unit: 's' } },
    { thing: 'valve', name: 'valve', id: 'valve.0/on', use: 'act', shape: { is: 'yes-no' } }
  ])
  const rule = (condition: Condition): Rule => ({ act: 'valve.0/on', to: true, while: condition, otherwise: 'rest', unsure: 'rest' })
  const fewer: Condition = { is: 'within', that: { is: 'compare', of: { is: 'reading', point: 'queue.0/n' }, how: 'below', to: { value: 2 } }, ms: 3_600_000 }
  expect(readSentence('The valve is on while the queue was below 2 in the last 1 h.', lexicon, english)).toEqual({ ok: true, value: rule(fewer) })
  const zero: Condition = { is: 'compare', of: { is: 'reading', point: 'timer.0/s' }, how: 'is', to: { value: 0, unit: 's' } }
  expect(readSentence('valve está encendido mientras timer está en 0 s.', lexicon, spanish)).toEqual({ ok: true, value: rule(zero) })
})

test('from the lower to the higher is written in one clause, and read as the same', () => {
  const rule = {
    act: 'pump.0/on',
    to: true,
    while: {
      is: 'and',
      of: [
        { is: 'compare', of: { is: 'reading', point: 'stove.0/temp' }, how: 'at-least', to: { value: 15, unit: '°C' } },
        { is: 'compare', of: { is: 'reading', point: 'stove.0/temp' }, how: 'at-most', to: { value: 18, unit: '°C' } }
      ]
    },
    otherwise: 'rest',
    unsure: 'rest'
  } as const
  for (const [language, expected] of [
    [english, 'The pump runs while the temperature at the stove is between 15 and 18 °C'],
    [german, 'Die Pumpe läuft, solange die Temperatur beim Ofen zwischen 15 und 18 °C liegt'],
    [spanish, 'La bomba funciona mientras la temperatura en el horno está entre 15 y 18 °C']
  ] as const) {
    const lexicon = placeIn(language.code)
    const sentence = writeSentence(rule, lexicon, language)
    expect(sentence.slice(0, expected.length)).toBe(expected)
    expect(readSentence(sentence, lexicon, language)).toEqual({ ok: true, value: rule })
    for (const wrapped of [
      { is: 'held', that: rule.while, ms: 60_000, gaps: 'break' },
      { is: 'not', that: rule.while },
      { is: 'or', of: [{ is: 'sun', state: 'up' }, rule.while] }
    ] as const) {
      const more = { ...rule, while: wrapped }
      expect(readSentence(writeSentence(more, lexicon, language), lexicon, language)).toEqual({ ok: true, value: more })
    }
  }
})
