/** English: what leaves of a series, and what that says. */
import { type MessageMaker, messagesOf } from '../words.ts'

export const leavingWords = {
  'leaving.malformed': 'This choice cannot be read at {where}: expected is {expected}.',
  'leaving.no-mean': 'Words have no mean. Let it stay here, or let it leave as it is.',
  'leaving.personal-stays': 'What is about one person stays on this device. Only a count of many can leave.',
  'leaving.personal-floor': 'A count of what is about persons says nothing under {n}. Raise the floor.',
  'leaving.household-as-it-is':
    'As it is, this shows others to the minute when somebody is at home. Choose one mean for a day, or say that it is about the place.',
  'leaving.household-day':
    'Spans of less than a day show others when somebody is at home. Choose a day or more, or say that it is about the place.',
  'leaving.household-one': 'Of a household, a day is told by one number: its mean, or its sum. Choose one.',
  'leaving.pulse-counted': 'Passings are kept nowhere, so only a count of many can leave. Choose to count them, or let nothing leave.',
  'leaving.measured':
    'What is measured is not counted: its numbers would show as they are. Choose one mean for a day, or let it stay here.',
  'leaving.household-few': 'A mean over few households shows each of them. Take {n} or more, and an hour or longer.',

  'leaving.stays': 'Nothing leaves this device.',
  'leaving.as-it-is.commons': 'Others get each reading as it comes. It is about the place; if it also changes with people, they can see that.',
  'leaving.as-it-is.household': 'Others get each reading as it comes, and can tell to the minute when somebody is at home.',
  'leaving.as-it-is.personal': 'Others get each reading as it comes, and can follow this person through the day.',
  'leaving.binned.commons': 'Others get the {what} of each {span}. It is about the place; if it also changes with people, they can see that.',
  'leaving.binned.day': 'Others get the {what} of each {span}. They can tell on which days somebody was there, not when.',
  'leaving.binned.part': 'Others get the {what} of each {span}. They can tell in which of them somebody was at home.',
  'leaving.averaged':
    'Others get one mean over {n} or more for each {span}. Whoever knows all of the others can work out this one.',
  'leaving.counted':
    'Others get about how many there were in each {span}, or “fewer than {n}”. Half of the time the number is off by {off} or more, so that one who passes does not show.',

  'leaving.mean': 'mean',
  'leaving.min': 'lowest',
  'leaving.max': 'highest',
  'leaving.last': 'last',
  'leaving.sum': 'sum',
  'leaving.minutes': { one: 'minute', other: 'span of {n} minutes' },
  'leaving.hours': { one: 'hour', other: 'span of {n} hours' },
  'leaving.days': { one: 'day', other: 'span of {n} days' },

  'leaving.budget': 'Today {spent} of {whole} are spent on counts here. When nothing is left, no count goes out until tomorrow.',
  'leaving.budget-lost': 'What was spent today on counts here is not known any more: what was kept of it is damaged. So all of it counts as spent, and no count goes out until tomorrow.'
} as const

export const leavingMessage: MessageMaker<typeof leavingWords> = messagesOf<typeof leavingWords>()
