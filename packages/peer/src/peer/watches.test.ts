import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { Watches } from './watches.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const place = () => {
  const clock = new StepClock(settle)
  const watches = new Watches(clock)
  let said = 0
  let asked = 0
  const heard: number[] = []
  const cancel = watches.add('here', async () => { asked++; return said }, (answer) => heard.push(answer as number))
  const say = (): void => {
    said++
    watches.changed('here')
  }
  return { clock, watches, heard, say, cancel, asked: () => asked }
}

test('what is said after a while of quiet is told at once, and what follows is gathered', async () => {
  const { clock, heard, say, asked } = place()
  await clock.pass(1_000)
  expect(heard).toEqual([0])
  say()
  await clock.pass(0)
  expect(heard).toEqual([0, 1])
  for (let i = 0; i < 50; i++) {
    say()
    await clock.pass(1)
  }
  expect(heard).toEqual([0, 1])
  await clock.pass(50)
  expect(heard).toEqual([0, 1, 51])
  expect(asked()).toBe(3)
})

test('a clock that was set back keeps nobody waiting', async () => {
  const { clock, heard, say } = place()
  await clock.pass(1_000)
  say()
  await clock.pass(0)
  clock.skip(-3_600_000)
  say()
  await clock.pass(100)
  expect(heard).toEqual([0, 1, 2])
})

test('an answer that is the same is not told, nor one of another world, nor any after the end', async () => {
  const { clock, watches, heard, say, cancel, asked } = place()
  await clock.pass(1_000)
  watches.changed('here')
  watches.changed('there')
  await clock.pass(1_000)
  expect([heard, asked()]).toEqual([[0], 2])
  watches.changed('there')
  await clock.pass(1_000)
  expect(asked()).toBe(2)
  cancel()
  say()
  await clock.pass(1_000)
  expect(heard).toEqual([0])
})

test('what changed while a question failed is asked for again', async () => {
  const clock = new StepClock(settle)
  const watches = new Watches(clock)
  const heard: number[] = []
  const answers: ((end: 'well' | 'badly') => void)[] = []
  let said = 0
  watches.add('here', () => new Promise((resolve, reject) => answers.push((end) => (end === 'well' ? resolve(said) : reject(new Error('a disk that fails'))))), (answer) => heard.push(answer as number))
  said = 1
  watches.changed('here')
  await clock.pass(1_000)
  answers[0]?.('badly')
  await clock.pass(0)
  answers[1]?.('well')
  await clock.pass(0)
  expect(heard).toEqual([1])
})

test('what takes long to tell rests the longer, what changed meanwhile is told once afterwards, and nobody else waits for it', async () => {
  const clock = new StepClock(settle)
  const watches = new Watches(clock)
  let said = 0
  const [large, small]: [number[], number[]] = [[], []]
  const stop = watches.add('here', async () => said, (answer) => {
    large.push(answer as number)
    clock.skip(40)
  })
  watches.add('here', async () => said, (answer) => small.push(answer as number))
  for (; said < 10; ) {
    await clock.pass(100)
    said++
    watches.changed('here')
  }
  await clock.pass(1_000)
  expect(small).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(large.at(-1)).toBe(10)
  expect(large.length).toBeLessThanOrEqual(5)
  said++
  watches.changed('here')
  await clock.pass(1)
  said++
  watches.changed('here')
  stop()
  await clock.pass(10_000)
  expect(large.at(-1)).toBe(11)
  watches.close()
})

test('who takes ever so long, or sets the clock, waits some seconds and no longer', async () => {
  const clock = new StepClock(settle)
  const watches = new Watches(clock)
  let said = 0
  const heard: number[] = []
  watches.add('here', async () => said, (answer) => {
    heard.push(answer as number)
    clock.skip(86_400_000)
  })
  await settle()
  said++
  watches.changed('here')
  await clock.pass(3_000)
  expect(heard).toEqual([0, 1])
})
