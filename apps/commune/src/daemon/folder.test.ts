import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder, readControl, readSettings, removeControl, writeControl, writePrivate, writeSettings } from './folder.ts'
import { boxName, houseAddresses, urlOf } from './house.ts'
import { openLogFile } from './logFile.ts'

const fresh = (): string => mkdtempSync(join(tmpdir(), 'commune-folder-'))
const clock = { nowMs: () => Date.UTC(2026, 10, 23), after: () => () => undefined }

test('the folder is the one named, else the one of the environment, else where the system keeps such things', () => {
  expect(dataFolder('/a', { COMMUNE_DATA: '/b', HOME: '/home/x' }, 'linux')).toBe('/a')
  expect(dataFolder(undefined, { COMMUNE_DATA: '/b', HOME: '/home/x' }, 'linux')).toBe('/b')
  expect(dataFolder(undefined, { HOME: '/home/x' }, 'linux')).toBe('/home/x/.local/share/smart-commune')
  expect(dataFolder(undefined, { HOME: '/home/x', XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/smart-commune')
  expect(dataFolder(undefined, { HOME: '/Users/x' }, 'darwin')).toBe('/Users/x/Library/Application Support/Smart Commune')
})

test('the token lies in a file for its owner alone, and goes with the daemon that wrote it and no other', () => {
  const folder = fresh()
  const note = { port: 5, token: 'secret', pid: 12, address: 'http://localhost:4810/' }
  writeControl(folder, note)
  expect(statSync(join(folder, 'control.json')).mode & 0o777).toBe(0o600)
  expect(readControl(folder)).toEqual(note)
  removeControl(folder, 13)
  expect(readControl(folder)).toEqual(note)
  removeControl(folder, 12)
  expect(readControl(folder)).toBeUndefined()
  rmSync(folder, { recursive: true })
})

test('a file is replaced whole and private, whatever lay there before', () => {
  const folder = fresh()
  writeFileSync(join(folder, 'x.json.part'), 'left from a crash', { mode: 0o644 })
  writeFileSync(join(folder, 'x.json'), 'old', { mode: 0o644 })
  writePrivate(folder, 'x.json', 'new')
  expect(readFileSync(join(folder, 'x.json'), 'utf8')).toBe('new')
  expect(statSync(join(folder, 'x.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['x.json'])
  rmSync(folder, { recursive: true })
})

test('settings that are damaged or absurd count as none', () => {
  const folder = fresh()
  for (const text of ['', '{', '[]', '{"port":0}', '{"port":"4810"}', '{"port":70000}', '{"world":5}']) {
    writeFileSync(join(folder, 'settings.json'), text)
    expect(readSettings(folder), text).toEqual({})
  }
  writeSettings(folder, { port: 4_810 })
  writeSettings(folder, { world: 'w' })
  expect(readSettings(folder)).toEqual({ port: 4_810, world: 'w' })
  for (const text of ['', '{}', '{"port":"x","token":"t","pid":1,"address":"a"}']) {
    writeFileSync(join(folder, 'control.json'), text)
    expect(readControl(folder), text).toBeUndefined()
  }
  rmSync(folder, { recursive: true })
})

test('the log is private, bounded, one line an event, and cuts what is longer than a fact', () => {
  const folder = fresh()
  const log = openLogFile(folder, clock)
  log.note('one', { said: 'a\nb\u001b[2J', n: 3, long: 'x'.repeat(5_000) })
  for (let at = 0; at < 5_000; at++) log.note('flood', { at })
  log.close()
  const lines = readFileSync(join(folder, 'daemon.log'), 'utf8').split('\n')
  expect(lines[0]).toMatch(/^2026-11-23T00:00:00.000Z one said="a b \[2J" n=3 long="x{160}…"$/)
  expect(lines.length).toBeLessThan(520)
  expect(lines.at(-2)).toContain('log-lines-lost count=4501')
  expect(statSync(join(folder, 'daemon.log')).mode & 0o777).toBe(0o600)
  rmSync(folder, { recursive: true })
})

test('the address in the house is the one others can reach', () => {
  const of = (address: string, internal = false) => [
    { address, internal, family: 'IPv4' as const, netmask: '', mac: '', cidr: null }
  ]
  const interfaces = {
    lo: of('127.0.0.1', true),
    docker0: of('172.17.0.1'),
    wlan0: of('192.168.1.20'),
    eth0: of('169.254.3.4'),
    wg0: of('10.0.0.2')
  }
  expect(houseAddresses('0.0.0.0', interfaces)).toEqual(['192.168.1.20', '10.0.0.2', '172.17.0.1'])
  expect(houseAddresses('127.0.0.1', interfaces)).toEqual([])
  expect(houseAddresses('192.168.1.20', interfaces)).toEqual(['192.168.1.20'])
  expect(houseAddresses('0.0.0.0', {})).toEqual([])
  expect(urlOf('fd00::2', 4_810)).toBe('http://[fd00::2]:4810/')
})

test('a box is called after its host, unless that says nothing', () => {
  expect(boxName('kitchen-box.local')).toBe('kitchen box')
  for (const host of ['localhost', 'vm', '3f2a9c8b71de', 'ip-10-0-0-1', 'DESKTOP-4F7K2QX', '', '-', 'x'.repeat(60)])
    expect(boxName(host), host).toBeUndefined()
})
