/** English: bringing in readings from a table. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const senseImportWords = {
  'sense-import.long': 'This file is larger than {most} MB. Part it into several, by month for example.',
  'sense-import.empty': 'There is nothing in this file.',
  'sense-import.no-rows': 'There are names in this file and no readings below them.',
  'sense-import.columns': 'This table has more than {most} columns. Part it into several.',
  'sense-import.no-time': 'No column of times is found. Name the one that says when, and write it as in 2026-08-31 14:30.',
  'sense-import.no-series': 'No column of readings is found: numbers, yes or no, or a few words that come again.',
  'sense-import.order': 'The dates of “{name}” may begin with the day or with the month; nothing in the file tells. Choose which.',
  'sense-import.hours': '“{name}” counts the hours of each day from 1: each reading counts at the end of its hour. A day on which the clock changes has 23 or 25.',
  'sense-import.serial': '“{name}” holds numbers. They are read as days and parts of days, as spreadsheets count them.',
  'sense-import.months': '“{name}” holds months: each reading counts at the first day of its month.',
  'sense-import.zone': 'The times do not say their zone, and none was given. They are read as UTC; choose the zone of the place.',
  'sense-import.zone-unknown': 'No zone is called “{zone}”. Write it as in Europe/Berlin.',
  'sense-import.above': { one: 'The first line is above the table and is left out.', other: 'The first {n} lines are above the table and are left out.' },
  'sense-import.name-few': 'The first row has {names} names for {cells} columns. Look whether each name stands over its own.',
  'sense-import.decimal': 'In “{name}” the sign within the numbers may part thousands or fractions; nothing in the file tells. Look at the numbers.',
  'sense-import.odd': { one: '{value} in “{name}” stands far from all other numbers, once. It is taken for no reading.', other: '{value} in “{name}” stands far from all other numbers, {n} times. It is taken for no reading.' },
  'sense-import.counter': '“{name}” only grows. It is taken for a meter: it is kept as it stands, and what was used is worked out.',
  'sense-import.left-columns': 'Left out, as they hold no readings: {names}.',
  'sense-import.felt': 'Left out, as they tell whether or where somebody is, which is not kept: {names}.',
  'sense-import.left': 'Row {row}: {why}.',
  'sense-import.row-torn': 'its quotation marks cannot be told apart',
  'sense-import.row-time': '“{text}” is no time of the form of the others',
  'sense-import.row-time-none': 'it says no time',
  'sense-import.row-never': '{time} never was there: the clock jumped over it',
  'sense-import.row-value': '“{text}” in “{name}” is no value of its kind',
  'sense-import.row-name': 'it does not say whose reading it is',
  'sense-import.row-felt': '“{name}” tells whether or where somebody is, which is not kept',
  'sense-import.row-cells': 'it has {n} cells, and the table has {width}',
  'sense-import.row-series': 'the file holds more than {most} series',
  'sense-import.readings-many': 'The file holds more than {most} readings. What comes later was left out; bring it in from a file of its own.',
  'sense-import.twice-hour': { one: 'The hour at {time} came twice. {n} reading in it was told apart by its place in the file.', other: 'The hour at {time} came twice. {n} readings in it were told apart by their place in the file.' },
  'sense-import.same': { one: '{n} reading stands there twice alike, and counts once.', other: '{n} readings stand there twice alike, and count once.' },
  'sense-import.changed': { one: 'For {n} moment of “{name}” there are several values; the later row counts.', other: 'For {n} moments of “{name}” there are several values; the later row counts.' },
  'sense-import.sorted': { one: '{n} row came before its time, and was put where it belongs.', other: '{n} rows came before their time, and were put where they belong.' },
  'sense-import.missing': { one: '{n} cell says that there is no reading.', other: '{n} cells say that there is no reading.' }
} as const

export const senseImportMessage: MessageMaker<typeof senseImportWords> = messagesOf<typeof senseImportWords>()
