import { expect, test } from 'vitest'
import { checkLayers } from './layers.ts'
import { treeOf } from './tree.ts'

const manifests = {
  'package.json': JSON.stringify({ devDependencies: { vitest: '1' } }),
  'packages/protocol/package.json': JSON.stringify({ dependencies: { cborg: '1' } }),
  'packages/commune/package.json': JSON.stringify({ dependencies: { '@commune/protocol': '1' } }),
  'packages/peer/package.json': JSON.stringify({ dependencies: { '@commune/commune': '1', '@commune/protocol': '1' } })
}
const complaints = (texts: Record<string, string>) => checkLayers(treeOf({ ...manifests, ...texts })).map(({ message }) => message)

test('a package imports only what stands below it', () => {
  expect(complaints({ 'packages/peer/src/a.ts': "import { x } from '@commune/commune'" })).toEqual([])
  expect(complaints({ 'packages/peer/src/a.ts': "import { x } from '@commune/protocol/testing'" })).toEqual([])
  expect(complaints({ 'packages/protocol/src/a.ts': "import { x } from '@commune/peer'" })).toEqual([
    expect.stringContaining('against the arrow')
  ])
  expect(complaints({ 'packages/protocol/src/a.ts': "import { x } from '@commune/protocol'" })).toEqual([
    expect.stringContaining('imports itself')
  ])
  expect(complaints({ 'packages/new/src/a.ts': "import { x } from '@commune/peer'" })).toEqual([
    expect.stringContaining('has no place in the layers')
  ])
})

test('tests of every layer may use the ports in memory', () => {
  const text = "import { x } from '@commune/storage/memory'"
  expect(complaints({ 'packages/protocol/src/a.test.ts': text })).toEqual([])
  expect(complaints({ 'packages/protocol/src/a.ts': text })).toHaveLength(1)
})

test('a package imports only what its package.json names', () => {
  expect(complaints({ 'packages/protocol/src/a.ts': "import { x } from 'cborg'" })).toEqual([])
  expect(complaints({ 'packages/protocol/src/a.test.ts': "import { x } from 'vitest'" })).toEqual([])
  expect(complaints({ 'packages/protocol/src/a.ts': "import { x } from '@scope/name/deep'" })).toEqual([
    expect.stringContaining('`@scope/name`, which packages/protocol/package.json does not name')
  ])
  expect(complaints({ 'bench/src/a.ts': "import { x } from 'node:fs'" })).toEqual([])
})

test('a room is entered through its door', () => {
  const flows = { 'packages/protocol/src/flows/index.ts': '', 'packages/protocol/src/flows/fold.ts': '' }
  expect(complaints({ ...flows, 'packages/protocol/src/ideas/a.ts': "import { x } from '../flows/index.ts'" })).toEqual([])
  expect(complaints({ ...flows, 'packages/protocol/src/flows/a.ts': "import { x } from './fold.ts'" })).toEqual([])
  expect(complaints({ ...flows, 'packages/protocol/src/ideas/a.ts': "import { x } from '../flows/fold.ts'" })).toEqual([
    expect.stringContaining('past the door')
  ])
  expect(complaints({ ...flows, 'packages/protocol/src/index.ts': "export { x } from './flows/fold.ts'" })).toHaveLength(1)
  expect(complaints({ 'packages/peer/src/a.ts': "import { x } from '../../protocol/src/index.ts'" })).toEqual([
    expect.stringContaining('out of packages/peer')
  ])
})

test('every room of the commune has a door', () => {
  expect(complaints({ 'packages/commune/src/flows/fold.ts': '' })).toEqual([expect.stringContaining('without a door')])
  expect(complaints({ 'packages/commune/src/flows/index.ts': '', 'packages/commune/src/index.ts': '' })).toEqual([])
})
