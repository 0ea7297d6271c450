import { expect, test } from 'vitest'
import { english } from './languages/index.ts'
import { lexiconOf, type LexiconPoint } from './lexicon.ts'
import { readSentence } from './sentence.ts'
import { writeText } from './text.ts'

const yesNo = { is: 'yes-no' } as const
const percent = { is: 'number', unit: '%', min: 0, max: 100 } as const
const degrees = { is: 'number', unit: '°C' } as const

/** Two rooms, what is dimmed and switched, one thing that heats, one tank, and three counters. */
const house = lexiconOf([
  { id: 'stove.0/on', thing: 'stove', use: 'act', name: 'on', shape: yesNo, about: 'heater' },
  { id: 'lamp.0/on', thing: 'lamp', use: 'act', name: 'on', shape: yesNo, about: 'light' },
  { id: 'lamp.0/level', thing: 'lamp', use: 'act', name: 'level', shape: percent, about: 'light' },
  { id: 'pump.0/on', thing: 'pump', use: 'act', name: 'on', shape: yesNo, about: 'pump' },
  { id: 'bed.0/temp', thing: 'bedroom', use: 'reading', name: 'temperature', shape: degrees, about: 'temperature' },
  { id: 'hall.0/temp', thing: 'hall', use: 'reading', name: 'temperature', shape: degrees, about: 'temperature' },
  { id: 'tank.0/level', thing: 'tank', use: 'reading', name: 'level', shape: percent, about: 'level' },
  { id: 'water.0/water', thing: 'garden', use: 'reading', name: 'water', shape: { is: 'number', unit: 'l' }, about: 'water', counter: true },
  { id: 'gas.0/gas', thing: 'gas meter', use: 'reading', name: 'gas meter', shape: { is: 'number', unit: 'm³' }, about: 'gas', counter: true },
  { id: 'house.0/energy', thing: 'house', use: 'reading', name: 'energy', shape: { is: 'number', unit: 'kWh' }, about: 'energy', counter: true }
] satisfies readonly LexiconPoint[])

test.each([
  ['the lamp on at 30 % at night', 'lamp = 30 % while dark'],
  ['heat the bedroom to 21 degrees', 'stove = yes while not bedroom.temperature >= 21 °C'],
  ['heat until 21 degrees', '! rules.several 21 degrees'],
  ['heat until 21 degrees in the hall', 'stove = yes while not hall.temperature >= 21 °C'],
  ['stove off at 21 degrees in the hall', 'stove = no while hall.temperature >= 21 °C'],
  ['stove off at 21 degrees', '! rules.several at 21 degrees'],
  ['pump off at 20 %', '! rules.exactly at 20 %'],
  ['pump off at 100 %', 'pump = no while tank.level >= 100 %'],
  ['pump on while the tank is below 30 % until 80 %', 'pump = yes while falls(tank.level, below 30 %, above 80 %)'],
  ['pump off if we use more than 12 kWh a day', 'pump = no while rate(house.energy, 1 d) > 0.5 kWh'],
  ['pump off if we use more than 100 litres a day', '! rules.several we use more than 100 litres a day'],
  ['pump off if the gas meter is above 500 m³', 'pump = no while gas meter > 500 m³'],
  ['pump off if the house is above 20 kWh', '! rules.within the house is above 20 kWh']
])('%s: on which side and of what follows from what there is, or is asked', (sentence, expected) => {
  const read = readSentence(sentence, house, english)
  if (read.ok) return expect(writeText(read.value, house)).toBe(`${expected}; otherwise rest; unsure rest`)
  const [fault] = read.error
  const { from, length } = fault?.at ?? { from: 0, length: 0 }
  return expect(`! ${fault?.message.key} ${sentence.slice(from, from + length)}`).toBe(expected)
})
