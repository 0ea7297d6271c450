import { expect, test } from 'vitest'
import { makers, placeIn, topicsIn, wordOf } from './makers.ts'

test('what a maker is to be given names where to connect, as what, and its own word, and no topic of another', () => {
  const given = { host: '192.168.1.20', port: '1883', id: 'path-lamp-x7k2', secret: 'k7x2-9abc', word: 'path-lamp' }
  for (const { settings, grant, key } of makers) {
    for (const each of [given.host, given.port, given.id, given.secret, given.word]) expect(settings(given), key).toContain(each)
    const { says, asked } = grant(given.word)
    for (const topic of [...says, ...asked]) expect(topic === 'homeassistant' || topic.split('/').includes(given.word), `${key} ${topic}`).toBe(true)
    expect(says.length).toBeGreaterThan(0)
  }
})

test('a word for topics is made of any name, and what is typed is cut into topics', () => {
  expect(['Lampe im Höfchen №1', 'лампа', '--', 'x'.repeat(99)].map(wordOf)).toEqual(['lampe-im-hofchen-no1', 'device', 'device', 'x'.repeat(32)])
  expect(topicsIn(' a/b, c\n d ')).toEqual(['a/b', 'c', 'd'])
  expect(['mqtt://10.0.0.4:1884', 'mqtt://user@host', 'mqtt://[fd00::1]:1883', 'odd'].map(placeIn)).toEqual([
    { host: '10.0.0.4', port: '1884' }, { host: 'host', port: '1883' }, { host: '[fd00::1]', port: '1883' }, { host: 'odd', port: '1883' }
  ])
})
